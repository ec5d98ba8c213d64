"""Exact sums for the bulk path: integers in dictionaries, fractions only at the end."""

from fractions import Fraction

from catalog_validator.model.result import Tally


class Sums:
    """A tally under construction."""

    __slots__ = (
        "below",
        "by_possible",
        "errors",
        "gates_failed",
        "notes",
        "odd_earned",
        "odd_possible",
        "odd_scores",
        "passed",
        "refused",
        "scored",
        "unreadable",
        "warnings",
    )

    def __init__(self) -> None:
        """Nothing counted yet."""
        self.scored = self.passed = self.refused = self.unreadable = 0
        self.errors = self.warnings = self.notes = self.gates_failed = self.below = 0
        self.by_possible: dict[int, tuple[int, int]] = {}
        """Whole possible points → (entries, whole points earned)."""
        self.odd_earned: Fraction = Fraction(0)
        self.odd_possible: Fraction = Fraction(0)
        self.odd_scores: Fraction = Fraction(0)

    def add_points(self, earned: Fraction | int, possible: Fraction | int, times: int = 1) -> None:
        """The points of so many scored entries that earned the same."""
        if earned.__class__ is int and possible.__class__ is int:
            entries, sum_earned = self.by_possible.get(possible, (0, 0))
            self.by_possible[possible] = (entries + times, sum_earned + times * earned)
        else:
            self.odd_earned += times * earned
            self.odd_possible += times * possible
            self.odd_scores += times * (Fraction(earned) / possible if possible else Fraction(1))

    def tally(self) -> Tally:
        """What was counted, as an exact tally."""
        earned = sum(points for _, points in self.by_possible.values())
        possible = sum(points * entries for points, (entries, _) in self.by_possible.items())
        scores = sum(
            (Fraction(points, whole) if whole else Fraction(entries))
            for whole, (entries, points) in self.by_possible.items()
        )
        return Tally(
            read=self.scored + self.refused + self.unreadable,
            scored=self.scored,
            passed=self.passed,
            refused=self.refused,
            unreadable=self.unreadable,
            earned=self.odd_earned + earned,
            possible=self.odd_possible + possible,
            score_sum=100 * (self.odd_scores + scores),
            errors=self.errors,
            warnings=self.warnings,
            notes=self.notes,
            gates_failed=self.gates_failed,
            below=self.below,
        )
