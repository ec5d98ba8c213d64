"""Some entries side by side, so that work goes down a field's column."""

from collections.abc import Sequence

from catalog_validator.engine.bulk.cells import Outcome

Row = dict[str, object]


class Chunk:
    """Entries without structural flaws, with their columns."""

    __slots__ = ("columns", "outcomes", "rows")

    def __init__(self, rows: Sequence[Row], names: Sequence[str]) -> None:
        """``rows``: field id → JSON value for each of one or more entries; ``names``: every field of the profile."""
        self.rows = rows
        values = zip(*[map(row.get, names) for row in rows], strict=True)
        self.columns: dict[str, tuple[object, ...]] = dict(zip(names, values, strict=True))
        """The field's value in every row; None where there is none."""
        self.outcomes: dict[str, list[Outcome]] = {}
        """Of whole columns, by field, as far as they are known."""
