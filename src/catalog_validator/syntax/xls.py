"""XLS: the sheets of a binary workbook (BIFF 5 and 8), with xlrd, which is loaded only for it.

The records are counted before xlrd makes objects of them, so that no workbook takes more than the limits allow.
Texts come as they are stored: what a font of before Unicode would make of them is for others to see.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import TYPE_CHECKING

from catalog_validator.model.document import Problem, Span, Table
from catalog_validator.model.finding import Violation
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Position, Source
from catalog_validator.syntax.cell_name import column_letters
from catalog_validator.syntax.held import RefusedError, read_held
from catalog_validator.syntax.held_sheets import HeldSheet, held_table, refused_table, workbook_problem
from catalog_validator.syntax.xls_record import check_records, foreign
from catalog_validator.syntax.xls_value import CellReader
from catalog_validator.syntax.xlsx_package import WorkbookError, limit_error
from catalog_validator.syntax.xlsx_sheet import RawRow

if TYPE_CHECKING:
    import xlrd.book
    import xlrd.sheet


def parse_xls(source: Source, limits: Limits, *, places: bool = True) -> Table:
    """All worksheets, hidden ones too, in the workbook's order. A place costs nothing until asked for."""
    del places
    try:
        data = read_held(source, limits)
        check_records(data, limits)
        book = foreign(lambda: _open(data))
    except RefusedError as refused:
        return refused_table(source, "xls", refused.problem)
    except WorkbookError as error:
        return refused_table(source, "xls", workbook_problem(error, source.name))
    names = book.sheet_names()
    readers = [_SheetReader(source.name, book, index, name, limits) for index, name in enumerate(names)]
    return held_table(source, "xls", [reader.held() for reader in readers])


def _open(data: bytes) -> xlrd.book.Book:
    import xlrd

    return xlrd.open_workbook(
        file_contents=data,
        logfile=StringIO(),
        formatting_info=True,
        on_demand=True,
        ragged_rows=True,
        ignore_workbook_corruption=True,  # sectors used twice, which other programs accept
    )


@dataclass(slots=True)
class _SheetReader:
    """One sheet, opened at the first question about it."""

    source: str
    book: xlrd.book.Book
    index: int
    name: str
    limits: Limits
    _sheet: xlrd.sheet.Sheet | None = None
    _hidden_rows: int = 0
    _width: int = 0
    _cells: CellReader = field(init=False)

    def __post_init__(self) -> None:
        self._cells = CellReader(self.book)

    def held(self) -> HeldSheet:
        """The sheet for `catalog_validator.syntax.held_sheets`."""
        return HeldSheet(self.name, self._rows, self._merged, self._hidden, self._notes, self._shown)

    def _opened(self) -> xlrd.sheet.Sheet:
        if self._sheet is None:
            self._sheet = foreign(lambda: self.book.sheet_by_index(self.index))
        return self._sheet

    def _rows(self) -> Iterator[RawRow]:
        sheet = self._opened()
        self._hidden_rows = self._width = 0
        for row in range(sheet.nrows):
            number, cells, flaws = foreign(lambda row=row: self._cells.row(sheet, row))  # type: ignore[misc]
            if number > self.limits.rows:
                raise limit_error("CV904", self.limits, "rows", f"{self.name}!A{number}")
            if len(cells) > self.limits.columns:
                place = f"{self.name}!{column_letters(self.limits.columns)}{number}"
                raise limit_error("CV905", self.limits, "columns", place)
            if cells:
                info = sheet.rowinfo_map.get(row)
                self._hidden_rows += bool(info is not None and info.hidden)
                self._width = max(self._width, len(cells))
                yield number, cells, flaws

    def _merged(self) -> Sequence[Span]:
        try:
            blocks = self._opened().merged_cells
        except WorkbookError:
            return ()  # reading the rows meets the same fault, and says so
        spans = [Span(first + 1, last, left, right - 1) for first, last, left, right in blocks]
        return sorted(spans, key=lambda span: (span.first_row, span.first_column))

    def _notes(self) -> Sequence[Problem]:
        """A word on each font whose letters are not Unicode, at its first cell."""
        try:
            sheet = self._opened()
            fonts = foreign(lambda: self._cells.legacy_fonts(sheet))
        except WorkbookError:
            return ()  # reading the rows meets the same fault, and says so
        return [
            Problem(
                Violation(
                    "CV088", (), {"sheet": self.name, "font": name, "encoding": found.encoding, "count": found.count}
                ),
                Position(self.source, cell=f"{self.name}!{column_letters(found.column)}{found.row + 1}"),
            )
            for name, found in fonts.items()
        ]

    def _shown(self) -> bool:
        """Hidden sheets have 1, those that only a macro can show again 2."""
        return self._sheet is None or not self._sheet.visibility

    def _hidden(self) -> tuple[int, int]:
        if self._sheet is None:
            return 0, 0
        columns = self._sheet.colinfo_map.items()
        return self._hidden_rows, sum(bool(info.hidden) for column, info in columns if column < self._width)
