"""Positions in a batch: which text a record has, and lines and columns in it."""

from array import array
from collections.abc import Mapping, Sequence

from catalog_validator.model.place import Path, Position
from catalog_validator.syntax.json_feed import Place
from catalog_validator.syntax.json_index import EntryIndex
from catalog_validator.syntax.json_spot import NO_MARKS, Marks, Span, blank_end, value_end

_STEP = 1 << 11
"""Characters from one remembered line to the next."""
_BLANKS = " \t\r\n"


class Ruler:
    """Lines and columns in a text of any size, wherever they are asked for."""

    __slots__ = ("_lines", "_starts", "_text")

    def __init__(self, text: str, place: Place) -> None:
        """``place`` is that of the text's first character."""
        line, column = place
        self._text = text
        self._lines = array("q", [line])
        """Number of the line at every step."""
        self._starts = array("q", [1 - column])
        """Where that line begins; before the text, if so."""

    def at(self, index: int) -> Place:
        """The line and column of the character with this index, or of the text's end."""
        step = index // _STEP
        while len(self._lines) <= step:
            line, start = self._from(len(self._lines) - 1, len(self._lines) * _STEP)
            self._lines.append(line)
            self._starts.append(start)
        line, start = self._from(step, index)
        return line, index - start + 1

    def _from(self, step: int, index: int) -> tuple[int, int]:
        """The line at an index that does not lie before this step, and where the line begins."""
        begin = step * _STEP
        last = self._text.rfind("\n", begin, index)
        if last < 0:
            return self._lines[step], self._starts[step]
        return self._lines[step] + 1 + self._text.count("\n", begin, last), last + 1


class LinePlaces:
    """Positions in records that are a line each."""

    __slots__ = ("_indexes", "_lines", "_marks", "_name", "_numbers", "_raw", "_values")

    def __init__(self, name: str, raw: bytes, numbers: Sequence[int], values: Sequence[object]) -> None:
        """Of the records in these lines, with the lines' 1-based numbers and the values that were read from them."""
        self._name = name
        self._raw = raw
        self._lines: list[bytes] = []
        self._numbers = numbers
        self._values = values
        self._marks: Mapping[int, Marks] = {}
        self._indexes: dict[int, EntryIndex] = {}

    def mark(self, marks: Mapping[int, Marks]) -> "LinePlaces":
        """Adds the places of defects, by index of their record."""
        self._marks = marks
        return self

    def spot(self, index: int, path: Path) -> Position:
        """The position of a value of the record with this index in its batch."""
        known = self._indexes.get(index)
        if known is None:
            known = self._indexes[index] = self._index(index)
        number = self._numbers[index]
        start, end = known.span(path)
        return Position(self._name, number, start + 1, number, end + 1)

    def _index(self, index: int) -> EntryIndex:
        if not self._lines:
            self._lines = self._raw.split(b"\n")
            self._raw = b""
        text = self._lines[index].decode("utf-8", "replace")
        span = 0, len(text.rstrip(_BLANKS))
        return EntryIndex(text, span, self._values[index], self._marks.get(index, NO_MARKS))


class ChunkPlaces:
    """Positions in records that stand in one stretch of text, with commas between them."""

    __slots__ = ("_indexes", "_marks", "_name", "_place", "_raw", "_ruler", "_spans", "_text", "_values")

    def __init__(self, name: str, raw: bytes, place: Place, values: Sequence[object]) -> None:
        """Of the records in ``raw``, which stands at ``place``, and the values that were read from it."""
        self._name = name
        self._raw = raw
        self._text = ""
        self._place = place
        self._ruler: Ruler | None = None
        self._values = values
        self._marks: Mapping[int, Marks] = {}
        self._spans: list[Span] = []
        """Of the first records, as far as they were asked for."""
        self._indexes: dict[int, EntryIndex] = {}

    def mark(self, marks: Mapping[int, Marks]) -> "ChunkPlaces":
        """Adds the places of defects, by index of their record; they count from its own first character."""
        self._marks = marks
        return self

    def spot(self, index: int, path: Path) -> Position:
        """The position of a value of the record with this index in its batch."""
        if self._ruler is None:
            self._text, self._raw = self._raw.decode(), b""
            self._ruler = Ruler(self._text, self._place)
        known = self._indexes.get(index)
        if known is None:
            marks = self._marks.get(index, NO_MARKS)
            known = self._indexes[index] = EntryIndex(self._text, self._span(index), self._values[index], marks)
        start, end = known.span(path)
        return Position(self._name, *self._ruler.at(start), *self._ruler.at(end))

    def _span(self, index: int) -> Span:
        text, spans = self._text, self._spans
        while len(spans) <= index:
            start = blank_end(text, blank_end(text, spans[-1][1]) + 1 if spans else 0)
            last = len(spans) == len(self._values) - 1
            spans.append((start, len(text.rstrip(_BLANKS)) if last else value_end(text, start)))
        return spans[index]
