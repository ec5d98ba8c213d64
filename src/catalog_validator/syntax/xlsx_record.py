"""One row of a sheet out of its text, where it is written as the common programs write it."""

import re
from typing import NamedTuple

from catalog_validator.model.limits import Limits
from catalog_validator.syntax.cell_name import column_number
from catalog_validator.syntax.xlsx_parts import Workbook, unescape
from catalog_validator.syntax.xlsx_quick import unquote_entities
from catalog_validator.syntax.xlsx_value import Value, read_moment, read_number

TRUE = frozenset({"1", "true", "on"})
"""How XML parts say yes."""

_ATTRIBUTE = re.compile(' ([A-Za-z][A-Za-z0-9:]*)="([^"<&]*)"')
_ROW = re.compile(r'<row r="([1-9][0-9]{0,6})"((?: [A-Za-z][A-Za-z0-9:]*="[^"<&]*")*+)>')
_CELL = re.compile(
    '<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="([0-9]{1,7})")?(?: t="(s|n|str|inlineStr)")?'
    '(?:/>|>(?:(?:<f(?: aca="[a-z]*")?(?: t="[a-z]*")?(?: ref="[A-Z0-9:]*")?(?: si="[0-9]*")?(?:/>|>[^<]*</f>))?'
    '<v>([^<]+)</v>|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>)'
)
"""A cell: column, style, kind, stored value, inline text."""
_STRIDE = 6
"""Splitting at cells gives for each what stands before it, and its five groups."""
_REMEMBERED = 1_000
_OWN = frozenset({"inlineStr", "str"})
"""Kinds of cells whose text stands in the row itself."""


class RecordRow(NamedTuple):
    """What a row's text holds."""

    number: int
    hidden: bool
    cells: list[Value]
    """From column A to the last one that holds something."""
    filled: int
    """Cells that hold something."""


class RecordReader:
    """Reads rows of one sheet."""

    def __init__(self, workbook: Workbook, limits: Limits) -> None:
        """The texts of ``workbook`` are those that cells point to."""
        self._workbook = workbook
        self._limits = limits
        self._columns: dict[str, int] = {}
        self._hidden: dict[str, bool | None] = {}

    def read(self, record: str) -> RecordRow | None:
        """The row of a text without its closing tag; None where anything in it is unusual."""
        opened = _ROW.match(record)
        hidden = self._is_hidden(opened[2]) if opened else None
        if opened is None or hidden is None:
            return None
        parts = _CELL.split(record[opened.end() :])
        if any(parts[::_STRIDE]):
            return None
        try:
            columns = list(map(self._columns.__getitem__, parts[1::_STRIDE]))
        except KeyError:
            return self.read(record) if self._learn(parts) else None
        values = self._values(parts, "&" in record or "_x" in record)
        if values is None or len(set(columns)) < len(columns):
            return None
        cells: list[Value] = [None] * (max(columns, default=-1) + 1)
        for column, value in zip(columns, values, strict=True):
            cells[column] = value
        while cells and cells[-1] is None:
            cells.pop()
        return RecordRow(int(opened[1]), hidden, cells, len(cells) - cells.count(None))

    def _values(self, parts: list[str], special: bool) -> list[Value] | None:
        """What the cells hold, None for nothing; None instead of a list where a cell points to no text.

        ``special``: some text may hold an entity or an escape.
        """
        each = zip(*(parts[group::_STRIDE] for group in range(2, _STRIDE)), strict=True)
        try:
            values = [
                inline if kind == "inlineStr" else self._stored(stored, kind, style) if stored else None
                for style, kind, stored, inline in each
            ]
        except LookupError:
            return None
        if special:
            values = [
                _unescaped(value) if kind in _OWN else value
                for kind, value in zip(parts[3::_STRIDE], values, strict=True)
            ]
        return [None if value == "" else value for value in values] if "" in values else values

    def _stored(self, stored: str, kind: str | None, style: str | None) -> Value:
        """What a stored value says; `LookupError` for a shared text that is not there."""
        if kind == "s":
            if not (stored.isascii() and stored.isdigit()) or len(stored) > 8:
                raise LookupError(stored)
            return self._workbook.texts[int(stored)]
        if kind == "str":
            return stored
        number = read_number(unquote_entities(stored))
        shows = None if style is None or isinstance(number, str) else self._workbook.shows.get(style)
        if shows is None or isinstance(number, str):
            return number
        return read_moment(number, shows, self._workbook.since_1904)

    def _is_hidden(self, attributes: str) -> bool | None:
        """Whether the row is hidden; None where an attribute stands twice, which no XML may."""
        known = self._hidden.get(attributes)
        if known is None and attributes not in self._hidden:
            found = _ATTRIBUTE.findall(attributes)
            names = [name for name, _ in found]
            sound = "r" not in names and len(set(names)) == len(names)
            known = dict(found).get("hidden") in TRUE if sound else None
            if len(self._hidden) < _REMEMBERED:
                self._hidden[attributes] = known
        return known

    def _learn(self, parts: list[str]) -> bool:
        """Note the numbers of columns not met before; False for one that no sheet has, or that is past the limit."""
        for letters in parts[1::_STRIDE]:
            column = column_number(letters)
            if column is None or column >= self._limits.columns:
                return False
            self._columns[letters] = column
        return True


def _unescaped(text: Value) -> Value:
    return unescape(unquote_entities(text)) if isinstance(text, str) else text
