"""Merged cells: a value that stands once and counts for every row it covers."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from catalog_validator.model.document import Problem, Row, Span
from catalog_validator.model.finding import Violation
from catalog_validator.model.place import Position
from catalog_validator.vocab.cells import is_blank


class Merged:
    """The merged cells of one sheet."""

    def __init__(self, sheet: str, spans: Sequence[Span]) -> None:
        """``spans`` stand in the order of their first rows."""
        self._sheet = sheet
        self._tall = deque(span for span in spans if span.last_row > span.first_row)
        self._wide = {
            (span.first_row, span.first_column): span for span in spans if span.last_column > span.first_column
        }
        self._wide_rows = {row for row, _ in self._wide}
        self._used: dict[tuple[int, int], Row] = {}

    def in_row(self, row: int) -> bool:
        """Whether a cell of this row reaches over several columns."""
        return row in self._wide_rows

    def last_column(self, row: int, column: int) -> int:
        """The last column that the cell reaches."""
        span = self._wide.get((row, column))
        return span.last_column if span else column

    def fill(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The same rows; a cell that is covered from above holds what it shows, and stands where that stands."""
        active: dict[int, tuple[Span, Row]] = {}
        for row in rows:
            while self._tall and self._tall[0].first_row <= row.number:
                span = self._tall.popleft()
                if span.first_row == row.number:
                    active[span.first_column] = (span, row)
            if not active:
                yield row
                continue
            active = {column: pair for column, pair in active.items() if row.number <= pair[0].last_row}
            yield self._covered(row, {column: above for column, (_, above) in active.items() if above is not row})

    def _covered(self, row: Row, above: Mapping[int, Row]) -> Row:
        anchors = {
            column: anchor
            for column, anchor in above.items()
            if not is_blank(_cell(anchor, column)) and is_blank(_cell(row, column))
        }
        if not anchors:
            return row
        cells = [*row.cells, *[None] * (max(anchors) + 1 - len(row.cells))]
        for column, anchor in anchors.items():
            cells[column] = anchor.cells[column]
            self._used.setdefault((anchor.number, column), anchor)

        def spot(column: int) -> Position:
            return anchors.get(column, row).spot(column)

        return Row(row.number, cells, spot, row.flaws)

    def note(self, below: int) -> Iterator[Problem]:
        """One note for all merged cells under the row with this number that counted for more than one row."""
        used = [(column, row) for (number, column), row in self._used.items() if number > below]
        if used:
            column, row = used[0]
            yield Problem(Violation("CV080", (), {"sheet": self._sheet, "count": len(used)}), row.spot(column))


def _cell(row: Row, column: int) -> object:
    return row.cells[column] if column < len(row.cells) else None
