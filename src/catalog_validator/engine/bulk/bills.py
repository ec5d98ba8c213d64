"""The bills of a chunk's entries while its columns are judged, and what they come to."""

from collections.abc import Sequence
from fractions import Fraction

from catalog_validator.engine.bulk.bill import settled
from catalog_validator.engine.bulk.cells import FINE, Outcome

MOST_SETTLED = 20_000


class Bills:
    """What was found in each row so far."""

    __slots__ = ("rests", "whole")

    def __init__(self, whole: list[int]) -> None:
        """``whole``: a bill to begin with for each row."""
        self.whole = whole
        self.rests: dict[int, Fraction | int] = {}
        """Row → parts of a grain that it lost besides."""

    def charge(self, rows: Sequence[int], outcomes: Sequence[Outcome]) -> None:
        """What the outcomes of a field cost these rows."""
        whole = self.whole
        for row, outcome in zip(rows, outcomes, strict=True):
            if outcome is not FINE:
                whole[row] += outcome.bill
                if outcome.rest:
                    self.rests[row] = self.rests.get(row, 0) + outcome.rest


class Settled(dict[tuple[Fraction | int, int], int]):
    """Grains that an entry may earn and its bill → the bill settled."""

    def __init__(self, bar: Fraction) -> None:
        """``bar``: the threshold as a part of 1."""
        super().__init__()
        self._bar = bar

    def __missing__(self, key: tuple[Fraction | int, int]) -> int:
        made = self.made(*key)
        if len(self) < MOST_SETTLED:
            self[key] = made
        return made

    def made(self, possible: Fraction | int, bill: int, rest: Fraction | int = 0) -> int:
        """See `settled`."""
        return settled(bill, rest, possible, self._bar)
