"""A field with a list of texts or of codes in the bulk path."""

from collections.abc import Sequence

from catalog_validator.engine.bulk.cells import FINE, Asked, Cell, Outcome
from catalog_validator.engine.bulk.proofs import Proof
from catalog_validator.engine.judge import Judge
from catalog_validator.engine.plan import Choice
from catalog_validator.model.profile import Field

MOST_LISTS = 2_000


class ListCell(Cell):
    """A field with a list of texts or of codes."""

    __slots__ = ("lists",)

    def __init__(self, field: Field, judge: Judge, proof: Proof | None, choice: Choice, asked: Asked) -> None:
        """See `Cell`."""
        super().__init__(field, judge, proof, choice, asked)
        self.lists = Lists(self)

    def column(self, values: Sequence[object]) -> list[Outcome]:
        """See `Cell.column`."""
        absent, lists, look = self.absent, self.lists, self.look
        try:
            return [
                absent if value is None
                else lists[tuple(value)] if value.__class__ is list
                else look(value)
                for value in values
            ]  # fmt: skip
        except TypeError:  # an item is a list or an object
            return [self.look(value) for value in values]

    def look(self, value: object) -> Outcome:
        """The outcome of one value."""
        if value.__class__ is not list:
            return Cell.look(self, value)
        items: list[object] = value
        return self.lists[tuple(items)] if all(item.__class__ is str for item in items) else self.judged(value)


def is_single(item: object) -> bool:
    """Whether an item of a list is a text that would be one item too if it stood alone."""
    return isinstance(item, str) and ";" not in item and "\n" not in item


class Lists(dict[tuple[object, ...], Outcome]):
    """Items → the outcome of their list. Only lists of texts are kept: ``1`` and ``True`` cannot be mixed up."""

    __slots__ = ("_cell",)

    def __init__(self, cell: Cell) -> None:
        """An empty memo."""
        super().__init__()
        self._cell = cell

    def __missing__(self, items: tuple[object, ...]) -> Outcome:
        cell = self._cell
        if any(item.__class__ is not str for item in items):
            return cell.judged(list(items))
        memo = cell.memo
        fine = bool(items) and all(is_single(item) and memo[item] is FINE for item in items)
        outcome = FINE if fine else cell.judged(list(items))
        if len(self) < MOST_LISTS:
            self[items] = outcome
        return outcome
