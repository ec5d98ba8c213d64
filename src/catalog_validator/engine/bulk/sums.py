"""Exact sums for the bulk path: whole numbers in dictionaries, fractions only at the end."""

from fractions import Fraction

from catalog_validator.engine.bulk.bill import GRAIN, counts_of
from catalog_validator.model.result import Tally


class Sums:
    """A tally under construction: settled bills of entries, by the grains they might have earned."""

    __slots__ = ("bills", "rests")

    def __init__(self) -> None:
        """Nothing counted yet."""
        self.bills: dict[Fraction | int, int] = {}
        self.rests: dict[Fraction | int, Fraction] = {}
        """Grains lost that are not in the bills."""

    def add_rest(self, possible: Fraction | int, rest: Fraction | int) -> None:
        """A part of a grain that an entry lost."""
        self.rests[possible] = self.rests.get(possible, Fraction(0)) + rest

    def tally(self) -> Tally:
        """What was counted, as an exact tally."""
        return sum((self._part(possible, bill) for possible, bill in self.bills.items()), Tally())

    def _part(self, possible: Fraction | int, bill: int) -> Tally:
        counts = counts_of(bill)
        entries, lost = counts["scored"], counts.pop("grains") + self.rests.get(possible, 0)
        earned = Fraction(entries * possible - lost)
        scores = earned / possible if possible else Fraction(entries)
        return Tally(
            read=entries,
            earned=earned / GRAIN,
            possible=Fraction(entries * possible, GRAIN),
            score_sum=100 * scores,
            **counts,
        )
