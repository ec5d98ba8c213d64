"""What the cells of one row of a binary workbook hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalog_validator.letters import recognise, repair
from catalog_validator.model.finding import Severity, Violation
from catalog_validator.syntax.xlsx_sheet import RawRow
from catalog_validator.syntax.xlsx_value import Shows, Value, format_shows, read_moment

if TYPE_CHECKING:
    import xlrd.book
    import xlrd.sheet

_TEXT, _NUMBER, _DATE, _TRUTH, _ERROR = 1, 2, 3, 4, 5
"""Kinds of cells, by xlrd's numbers."""
_UNICODE = re.compile("[ĂăĐđƠơƯư\u1ea0-\u1ef9\u0300-\u036f]")
"""Letters that no encoding of single bytes can hold."""
_EXACT = 1 << 53


@dataclass(slots=True)
class LegacyFont:
    """Cells in a font that draws Vietnamese letters for other codes."""

    encoding: str
    row: int
    column: int
    """Of the first cell, from 0."""
    count: int = 0


class CellReader:
    """Reads rows of one workbook."""

    def __init__(self, book: xlrd.book.Book) -> None:
        """The formats of ``book`` tell which numbers are dates."""
        self._book = book
        self._shows: dict[int, Shows | None] = {}
        fonts = dict(enumerate(book.font_list))
        names = {
            number: font.name
            for number, style in enumerate(book.xf_list)
            if (font := fonts.get(style.font_index)) is not None
        }
        self._encodings = {number: (name, code) for number, name in names.items() if (code := font_encoding(name))}

    def row(self, sheet: xlrd.sheet.Sheet, row: int) -> RawRow:
        """The row with this index, from 0; without cells where it holds nothing."""
        cells: list[Value] = []
        flaws: list[Violation] = []
        kinds, values = sheet.row_types(row), sheet.row_values(row)
        for column, (kind, value) in enumerate(zip(kinds, values, strict=True)):
            if kind == _ERROR:
                flaws.append(Violation("CV019", (column,), {"value": _error_text(value)}))
                found: Value = None
            else:
                found = self._value(sheet, row, column, kind, value)
            if isinstance(found, str) and (flaw := self._in_old_font(sheet, row, column, found)) is not None:
                flaws.append(flaw)
            cells.append(found)
        while cells and cells[-1] is None and len(cells) > (int(str(flaws[-1].path[0])) + 1 if flaws else 0):
            cells.pop()
        return row + 1, cells, tuple(flaws)

    def _value(self, sheet: xlrd.sheet.Sheet, row: int, column: int, kind: int, value: object) -> Value:
        if kind == _TEXT and isinstance(value, str):
            return value or None
        if kind == _TRUTH:
            return bool(value)
        if kind not in (_NUMBER, _DATE) or not isinstance(value, int | float):
            return None
        shows = self._shown(sheet.cell_xf_index(row, column))
        if shows is not None:
            return read_moment(value, shows, since_1904=self._book.datemode == 1)
        number = float(value)
        return int(number) if number.is_integer() and abs(number) < _EXACT else number

    def _in_old_font(self, sheet: xlrd.sheet.Sheet, row: int, column: int, text: str) -> Violation | None:
        """CV218 for a text too short for its letters to tell, which the cell's font draws as another one."""
        if text.isascii() or _UNICODE.search(text):
            return None
        told = self._encodings.get(sheet.cell_xf_index(row, column))
        if told is None or recognise(text) is not None:
            return None
        repaired = repair(text, told[1])
        facts = {"value": text, "encoding": told[1], "repaired": repaired}
        return None if repaired == text else Violation("CV218", (column,), facts, Severity.ERROR)

    def legacy_fonts(self, sheet: xlrd.sheet.Sheet) -> dict[str, LegacyFont]:
        """Such fonts among the texts of a sheet, by name."""
        found: dict[str, LegacyFont] = {}
        for row in range(sheet.nrows if self._encodings else 0):
            for column, text in enumerate(sheet.row_values(row)):
                if not isinstance(text, str) or text.isascii() or _UNICODE.search(text):
                    continue
                if told := self._encodings.get(sheet.cell_xf_index(row, column)):
                    found.setdefault(told[0], LegacyFont(told[1], row, column)).count += 1
        return found

    def _shown(self, style: int) -> Shows | None:
        """What a cell of this style makes of a number."""
        if style not in self._shows:
            key = self._book.xf_list[style].format_key
            known = self._book.format_map.get(key)
            self._shows[style] = format_shows(str(key), known.format_str if known is not None else None)
        return self._shows[style]


def font_encoding(name: str) -> str:
    """The encoding that a font's name gives away; empty for a font of Unicode."""
    folded = name.casefold()
    return "TCVN3" if folded.startswith(".vn") else "VNI" if folded.startswith("vni-") else ""


def _error_text(code: object) -> str:
    from xlrd.biffh import error_text_from_code

    return str(error_text_from_code.get(code, code)) if isinstance(code, int) else str(code)
