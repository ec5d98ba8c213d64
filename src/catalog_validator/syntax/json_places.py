"""Positions in a batch: which text a record has, and lines and columns in it."""

from collections.abc import Mapping, Sequence

from catalog_validator.model.place import Path, Position
from catalog_validator.syntax.json_feed import Place, place_in
from catalog_validator.syntax.json_spot import COMMA, NO_MARKS, EntryIndex, Marks, blank_end, value_end


class _Placed:
    """The text of an entry, the place where it begins, and the index of its values."""

    __slots__ = ("_index", "_place", "_text")

    def __init__(self, text: str, place: Place, value: object, marks: Marks) -> None:
        self._text = text
        self._place = place
        self._index = EntryIndex(text, value, marks)

    def position(self, name: str, path: Path) -> Position:
        start, end = self._index.span(path)
        begin = place_in(self._text, (0, self._place), start)
        return Position(name, *begin, *place_in(self._text, (start, begin), end))


class LinePlaces:
    """Positions in records that are a line each."""

    __slots__ = ("_lines", "_marks", "_name", "_numbers", "_placed", "_values")

    def __init__(self, name: str, lines: Sequence[bytes], numbers: Sequence[int], values: Sequence[object]) -> None:
        """Of these lines, with their 1-based numbers and the values that were read from them."""
        self._name = name
        self._lines = lines
        self._numbers = numbers
        self._values = values
        self._marks: Mapping[int, Marks] = {}
        self._placed: dict[int, _Placed] = {}

    def mark(self, marks: Mapping[int, Marks]) -> "LinePlaces":
        """Adds the places of defects, by index of their record."""
        self._marks = marks
        return self

    def spot(self, index: int, path: Path) -> Position:
        """The position of a value of the record with this index in its batch."""
        placed = self._placed.get(index)
        if placed is None:
            text = self._lines[index].decode("utf-8", "replace")
            marks = self._marks.get(index, NO_MARKS)
            placed = self._placed[index] = _Placed(text, (self._numbers[index], 1), self._values[index], marks)
        return placed.position(self._name, path)


class ChunkPlaces:
    """Positions in records that stand in one stretch of text, with commas between them."""

    __slots__ = ("_known", "_marks", "_name", "_placed", "_raw", "_text", "_values")

    def __init__(self, name: str, raw: bytes, place: Place, values: Sequence[object]) -> None:
        """Of the records in ``raw``, which stands at ``place``, and the values that were read from it."""
        self._name = name
        self._raw = raw
        self._text = ""
        self._known = 0, place
        """Where to go on; everything before is placed."""
        self._values = values
        self._marks: Mapping[int, Marks] = {}
        self._placed: list[_Placed] = []

    def mark(self, marks: Mapping[int, Marks]) -> "ChunkPlaces":
        """Adds the places of defects, by index of their record; they count from its own first character."""
        self._marks = marks
        return self

    def spot(self, index: int, path: Path) -> Position:
        """The position of a value of the record with this index in its batch."""
        if not self._text:
            self._text = self._raw.decode()
        while len(self._placed) <= index:
            self._place_next()
        return self._placed[index].position(self._name, path)

    def _place_next(self) -> None:
        text, known, index = self._text, self._known, len(self._placed)
        start = blank_end(text, known[0])
        place = place_in(text, known, start)
        end = value_end(text, start)
        marks = self._marks.get(index, NO_MARKS)
        self._placed.append(_Placed(text[start:end], place, self._values[index], marks))
        comma = COMMA.match(text, end)
        following = comma.end() if comma else end
        self._known = following, place_in(text, (start, place), following)
