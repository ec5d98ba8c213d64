"""One sheet as a stream of rows, straight from its XML. Cells that are not there cost nothing."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from catalog_validator.model.finding import Violation
from catalog_validator.model.limits import Limits
from catalog_validator.syntax.cell_name import column_letters, column_number
from catalog_validator.syntax.xlsx_package import broken, limit_error
from catalog_validator.syntax.xlsx_parts import Workbook, unescape
from catalog_validator.syntax.xlsx_record import TRUE, RecordReader
from catalog_validator.syntax.xlsx_value import Value, read_iso, read_moment, read_number

_REFERENCE = re.compile("([A-Za-z]{1,3})([0-9]{1,7})")
_DIGITS = "0123456789"


@dataclass(slots=True)
class Tally:
    """Cells that hold something, in all sheets read so far."""

    cells: int = 0


RawRow = tuple[int, list[Value], tuple[Violation, ...]]
"""Number from 1, cells from column A, flaws."""


class SheetSink:
    """Takes the events of a sheet's part; finished rows wait in ``rows``. Blank rows never appear."""

    opening = b"<sheetData"
    closing = "</row>"

    def __init__(self, workbook: Workbook, limits: Limits, tally: Tally) -> None:
        """``tally`` is shared by the sheets of a workbook."""
        self.rows: list[RawRow] = []
        self.done = False
        self.hidden_rows = 0
        """Rows read so far that hold something and are not shown."""
        self.width = 0
        self._filled = 0
        """Rows that hold something. A row may call itself by the number of another one, and so pass as a single row."""
        self._workbook = workbook
        self._limits = limits
        self._tally = tally
        self._prefix: str | None = None
        self._depth = 0
        self._in_data = False
        self._pieces: list[str] = []
        self._columns: dict[str, int] = {}
        self._number = 0
        self._last = -1
        self._cells: list[Value] = []
        self._flaws: list[Violation] = []
        self._phonetic = 0
        self._stated = True
        self._attributes: dict[str, str] = {}
        self._value: str | None = None
        self._formula: str | None = None
        self._inline = ""
        self._records = RecordReader(workbook, limits)
        self._base = 0
        self._hidden = False
        self._hidden_columns: list[tuple[int, int]] = []

    @property
    def ready(self) -> bool:
        """Among the rows, and in none of them."""
        return self._in_data and not self.done and not self._prefix and self._depth == self._base

    def take(self, record: str) -> bool:
        """One row as text; False where it is written in an unusual form or where a limit may be broken."""
        read = self._records.read(record)
        if read is None or read.number > self._limits.rows or self._tally.cells + read.filled > self._limits.cells:
            return False
        self._number = read.number
        self._tally.cells += read.filled
        self._add_row(read.cells, (), read.hidden)
        return True

    @property
    def text(self) -> Callable[[str], object]:
        """Takes the text between tags."""
        return self._pieces.append

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        self._depth += 1
        if not self._in_data:
            self._before_data(name, attributes)
        elif name == self._cell_tag:
            self._attributes = attributes
            self._value = self._formula = None
            self._inline = ""
        elif name == self._row_tag:
            self._open_row(attributes)
        elif name == self._phonetic_tag:
            self._phonetic += 1
        elif self._depth > self._limits.depth:
            raise limit_error("CV903", self._limits, "depth")
        self._pieces.clear()

    def end(self, name: str) -> None:
        """An element closes."""
        self._depth -= 1
        if name == self._value_tag:
            self._value = "".join(self._pieces)
        elif name == self._cell_tag:
            self._close_cell()
        elif name == self._text_tag:
            if not self._phonetic:
                self._inline += "".join(self._pieces)
        elif name == self._formula_tag:
            self._formula = "".join(self._pieces)
        elif name == self._row_tag:
            self._close_row()
        elif name == self._phonetic_tag:
            self._phonetic -= 1
        elif name == self._data_tag:
            self.done = True
        self._pieces.clear()

    def _before_data(self, name: str, attributes: dict[str, str]) -> None:
        if self._prefix is None:
            prefix, colon, _ = name.rpartition(":")
            self._prefix = prefix + colon
            tags = ("c", "v", "t", "f", "row", "rPh", "sheetData", "col")
            self._cell_tag, self._value_tag, self._text_tag, self._formula_tag, *others = (
                self._prefix + tag for tag in tags
            )
            self._row_tag, self._phonetic_tag, self._data_tag, self._column_tag = others
        elif name == self._data_tag:
            self._in_data = True
            self._base = self._depth
        elif name == self._column_tag and attributes.get("hidden") in TRUE:
            self._hide_columns(attributes)
        elif self._depth > self._limits.depth:
            raise limit_error("CV903", self._limits, "depth")

    def _hide_columns(self, attributes: dict[str, str]) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if first.isascii() and first.isdigit() and last.isascii() and last.isdigit() and len(first + last) < 12:
            self._hidden_columns.append((int(first) - 1, int(last)))

    def hidden_columns(self) -> int:
        """Hidden columns among those that the rows read so far reach."""
        return len({column for first, last in self._hidden_columns for column in range(first, min(last, self.width))})

    def _open_row(self, attributes: dict[str, str]) -> None:
        written = attributes.get("r")
        if written is None:
            self._number += 1
        elif written.isascii() and written.isdigit() and 0 < len(written) < 9 and int(written):
            self._number = int(written)
        else:
            raise broken(written)
        self._stated = written is not None
        self._hidden = attributes.get("hidden") in TRUE
        self._check_row()

    def _check_row(self) -> None:
        if self._number > self._limits.rows:
            raise limit_error("CV904", self._limits, "rows", f"A{self._number}")

    def _close_row(self) -> None:
        cells, flaws = self._cells, tuple(self._flaws)
        self._cells, self._flaws, self._last = [], [], -1
        self._add_row(cells, flaws, self._hidden)

    def _add_row(self, cells: list[Value], flaws: tuple[Violation, ...], hidden: bool) -> None:
        if flaws or any(cell is not None and not (isinstance(cell, str) and cell.isspace()) for cell in cells):
            self._filled += 1
            if self._filled > self._limits.rows:
                raise limit_error("CV904", self._limits, "rows", f"A{self._number}")
            self.rows.append((self._number, cells, flaws))
            self.hidden_rows += hidden
            self.width = max(self.width, len(cells))

    def _column(self) -> int:
        """Column of the current cell, from its reference or else after the last one."""
        reference = self._attributes.get("r")
        if reference is None:
            self._last += 1
            return self._last
        letters = reference.rstrip(_DIGITS)
        column = self._columns.get(letters)
        if column is None:
            number = column_number(letters)
            if number is None:
                raise broken(reference)
            column = self._columns[letters] = number
        if not self._stated and (match := _REFERENCE.fullmatch(reference)) and int(match[2]):
            self._number = int(match[2])
            self._check_row()
        self._last = column
        return column

    def _close_cell(self) -> None:
        column = self._column()
        code, value = self._read()
        if value is None:
            return
        self._tally.cells += 1
        if column >= self._limits.columns or self._tally.cells > self._limits.cells:
            self._refuse(column)
        if code is not None:
            self._flaws.append(_flaw(code, column, value))
            value = None
        cells = self._cells
        if column > len(cells):
            cells.extend([None] * (column - len(cells)))
        if column == len(cells):
            cells.append(value)
        else:
            cells[column] = value

    def _refuse(self, column: int) -> NoReturn:
        name = f"{column_letters(column)}{self._number}"
        if column >= self._limits.columns:
            raise limit_error("CV905", self._limits, "columns", name)
        raise limit_error("CV906", self._limits, "cells", name)

    def _read(self) -> tuple[str | None, Value]:
        """A code when something is wrong with the cell, and its value (then: what is wrong)."""
        kind = self._attributes.get("t", "n")
        written = self._value
        if kind == "s" and written:
            return self._shared(written)
        if kind == "inlineStr":
            return None, unescape(self._inline) or None
        if not written:
            return ("CV013", f"={self._formula}") if self._formula is not None and kind != "str" else (None, None)
        if kind == "n":
            return None, self._number_or_date(written)
        if kind == "b":
            return None, written.strip() in ("1", "true")
        if kind == "e":
            return "CV019", written
        return None, read_iso(written) if kind == "d" else unescape(written)

    def _shared(self, written: str) -> tuple[str | None, Value]:
        texts = self._workbook.texts
        index = int(written) if written.isascii() and written.isdigit() and len(written) < 9 else len(texts)
        return (None, texts[index] or None) if index < len(texts) else ("CV003", written)

    def _number_or_date(self, written: str) -> Value:
        number = read_number(written)
        style = self._attributes.get("s")
        shows = None if style is None or isinstance(number, str) else self._workbook.shows.get(style)
        if shows is None or isinstance(number, str):
            return number
        return read_moment(number, shows, self._workbook.since_1904)


def _flaw(code: str, column: int, value: Value) -> Violation:
    facts: dict[str, object] = {"value": value}
    if code == "CV003":
        facts = {"format": "XLSX", "found": value, "expected": ""}
    return Violation(code, (column,), facts)
