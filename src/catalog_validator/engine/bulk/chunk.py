"""Some entries side by side, so that work goes down a field's column."""

from collections.abc import Sequence
from itertools import repeat
from operator import or_

from catalog_validator.engine.bulk.cells import Outcome

Row = dict[str, object]


class Chunk:
    """Entries without structural flaws, with their columns."""

    __slots__ = ("columns", "outcomes", "rows")

    def __init__(self, rows: Sequence[Row], blank: Row) -> None:
        """``rows``: field id → JSON value for each of one or more entries; ``blank``: every field → None."""
        self.rows = rows
        # A row laid over the blank one has the fields in their order, and what is no field after them.
        values = zip(*map(dict.values, map(or_, repeat(blank), rows)), strict=False)
        self.columns: dict[str, tuple[object, ...]] = dict(zip(blank, values, strict=False))
        """The field's value in every row; None where there is none."""
        self.outcomes: dict[str, list[Outcome]] = {}
        """Of whole columns, by field, as far as they are known."""
