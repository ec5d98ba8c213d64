"""The events of an ODS content part as sheets of rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import repeat

from catalog_validator.model.document import Span
from catalog_validator.model.limits import Limits
from catalog_validator.syntax.cell_name import column_letters
from catalog_validator.syntax.held_sheets import HeldSheet, is_blank_row
from catalog_validator.syntax.ods_cell import CellText, Found, cell_found
from catalog_validator.syntax.xlsx_package import broken, limit_error
from catalog_validator.syntax.xlsx_sheet import RawRow
from catalog_validator.syntax.xlsx_value import Value

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES = ("table", "text", "office", "style")
_HIDDEN = frozenset({"collapse", "filter"})
_ASIDE = frozenset({"table:dde-links", "table:tracked-changes", "table:shapes"})
"""Elements of the workbook that may hold tables which are no sheets."""
_REMEMBERED = 1_000


@dataclass(slots=True)
class OdsSheet:
    """One sheet; rows that repeat are kept once."""

    name: str
    shown: bool = True
    rows: list[tuple[RawRow, int]] = field(default_factory=list)
    """A row, and how often it stands from its number on."""
    spans: list[Span] = field(default_factory=list)
    hidden_rows: int = 0
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """First column, and the one after the last."""
    columns: int = 0
    last_row: int = 0
    width: int = 0
    """Columns up to the last one that holds something."""

    def held(self) -> HeldSheet:
        """The sheet for `catalog_validator.syntax.held_sheets`."""
        return HeldSheet(self.name, self._each, lambda: self.spans, self._hidden, shown=lambda: self.shown)

    def _each(self) -> Iterator[RawRow]:
        for (number, cells, flaws), times in self.rows:
            for offset in range(times):
                yield number + offset, cells, flaws

    def _hidden(self) -> tuple[int, int]:
        columns = sum(max(0, min(last, self.width) - first) for first, last in self.hidden_columns)
        return self.hidden_rows, columns


class Content:
    """Takes the events of the content part; finished sheets wait in ``sheets``."""

    def __init__(self, limits: Limits) -> None:
        """Nothing read so far."""
        self.done = False
        self.sheets: list[OdsSheet] = []
        self._limits = limits
        self._depth = 0
        self._names: dict[str, str] = {}
        self._renamed = False
        """This document uses other prefixes than the usual ones."""
        self._style = ""
        """The style of tables that is being told."""
        self._hiding: set[str] = set()
        """Styles that hide a sheet."""
        self._tally = 0
        self._row: dict[str, str] | None = None
        self._cells: list[Found] = []
        self._cell: dict[str, str] | None = None
        self._text = CellText()
        self._inner = 0
        """Depth within a cell: a table may stand in it."""
        self._aside = 0
        self._column = 0
        self._known: dict[str, str] = {}

    @property
    def text(self) -> Callable[[str], object]:
        """Takes the text between tags."""
        return self._text.add

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        self._depth += 1
        if self._depth > self._limits.depth:
            raise limit_error("CV903", self._limits, "depth")
        if self._depth == 1:
            self._names = _local_names(attributes)
            self._renamed = any(mine != usual for mine, usual in self._names.items())
        kind = self._local(name)
        if self._renamed:
            attributes = {self._local(key): value for key, value in attributes.items()}
        if self._cell is not None:
            self._inner += 1
            self._text.start(kind, attributes)
        elif self._aside or kind in _ASIDE:
            self._aside += 1
        else:
            self._open(kind, attributes)

    def _open(self, kind: str, attributes: dict[str, str]) -> None:
        if kind == "table:table":
            shown = attributes.get("table:style-name") not in self._hiding
            self.sheets.append(OdsSheet(attributes.get("table:name", ""), shown))
        elif not self.sheets:
            self._note_style(kind, attributes)
        elif kind == "table:table-column":
            self._add_columns(attributes)
        elif kind == "table:table-row":
            self._row, self._cells, self._column = attributes, [], 0
        elif kind in ("table:table-cell", "table:covered-table-cell") and self._row is not None:
            self._cell = attributes
            self._text.clear()

    def _note_style(self, kind: str, attributes: dict[str, str]) -> None:
        """Styles stand before the sheets."""
        if kind == "style:style":
            self._style = attributes.get("style:name", "") if attributes.get("style:family") == "table" else ""
        elif kind == "style:table-properties" and self._style and attributes.get("table:display") == "false":
            self._hiding.add(self._style)

    def end(self, name: str) -> None:
        """An element closes."""
        self._depth -= 1
        if self._inner:
            self._inner -= 1
            self._text.end(self._local(name))
        elif self._aside:
            self._aside -= 1
        elif self._cell is not None:
            self._close_cell(self._cell, covered=self._local(name) == "table:covered-table-cell")
            self._cell = None
        elif self._row is not None and self._local(name) == "table:table-row":
            self._close_row(self._row)
            self._row = None

    def _local(self, name: str) -> str:
        """The name with the usual prefix, whichever this document uses."""
        known = self._known.get(name)
        if known is None:
            prefix, colon, local = name.partition(":")
            known = f"{self._names.get(prefix, prefix)}:{local}" if colon else name
            if len(self._known) < _REMEMBERED and self._depth > 1:
                self._known[name] = known
        return known

    def _times(self, attributes: dict[str, str], name: str) -> int:
        written = attributes.get(name)
        if written is None:
            return 1
        if not (written.isascii() and written.isdigit() and len(written) < 10 and int(written)):
            raise broken(written)
        return int(written)

    def _add_columns(self, attributes: dict[str, str]) -> None:
        sheet, count = self.sheets[-1], self._times(attributes, "table:number-columns-repeated")
        if attributes.get("table:visibility") in _HIDDEN:
            sheet.hidden_columns.append((sheet.columns, sheet.columns + count))
        sheet.columns += count

    def _close_cell(self, attributes: dict[str, str], covered: bool) -> None:
        times = self._times(attributes, "table:number-columns-repeated")
        first, self._column = self._column, self._column + times
        found = cell_found(attributes, self._text.text())
        if not covered:
            self._note_span(attributes, first)
        if found is None:
            return
        if first + times > self._limits.columns:
            raise limit_error("CV905", self._limits, "columns", self._place(first))
        gap = first - len(self._cells)
        self._cells.extend(repeat(Found(), gap))
        self._cells.extend(repeat(found, times))

    def _note_span(self, attributes: dict[str, str], column: int) -> None:
        rows = self._times(attributes, "table:number-rows-spanned")
        columns = self._times(attributes, "table:number-columns-spanned")
        if rows > 1 or columns > 1:
            row = self.sheets[-1].last_row + 1
            self.sheets[-1].spans.append(Span(row, row + rows - 1, column, column + columns - 1))

    def _close_row(self, attributes: dict[str, str]) -> None:
        sheet = self.sheets[-1]
        times = self._times(attributes, "table:number-rows-repeated")
        number = sheet.last_row + 1
        sheet.last_row += times
        values: list[Value] = [cell.value for cell in self._cells]
        flaws = tuple(flaw for column, cell in enumerate(self._cells) for flaw in cell.flaws(column))
        if is_blank_row(values) and not flaws:
            return
        if sheet.last_row > self._limits.rows:
            raise limit_error("CV904", self._limits, "rows", self._place(0, number))
        self._tally += times * sum(cell is not None for cell in values)
        if self._tally > self._limits.cells:
            raise limit_error("CV906", self._limits, "cells", self._place(0, number))
        sheet.rows.append(((number, values, flaws), times))
        sheet.width = max(sheet.width, len(values))
        sheet.hidden_rows += times * (attributes.get("table:visibility") in _HIDDEN)

    def _place(self, column: int, row: int | None = None) -> str:
        sheet = self.sheets[-1]
        return f"{sheet.name}!{column_letters(column)}{row or sheet.last_row + 1}"


def _local_names(attributes: dict[str, str]) -> dict[str, str]:
    """This document's prefix → the usual one."""
    usual = {f"{_NAMES}{prefix}:1.0": prefix for prefix in _PREFIXES}
    return {
        key.removeprefix("xmlns:"): usual[value]
        for key, value in attributes.items()
        if key.startswith("xmlns:") and value in usual
    }
