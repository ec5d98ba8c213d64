"""Where a value stands in the text of its entry: looked up only when somebody asks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from json import JSONDecodeError, JSONDecoder

from catalog_validator.model.place import Path, Position
from catalog_validator.syntax.json_feed import Place, place_in
from catalog_validator.syntax.json_scan import BLANKS, TAIL, Again, Broken, Truncated, read_string, scan

Span = tuple[int, int]
"""Indexes into a text, end exclusive."""

_KEY = re.compile(r'[ \t\r\n]*"([^"\\\x00-\x1f]*)"[ \t\r\n]*:[ \t\r\n]*')
_GOES_ON = re.compile(r"[ \t\r\n]*,[ \t\r\n]*")
_DECODER = JSONDecoder()


@dataclass(frozen=True, slots=True)
class Marks:
    """Places that a path alone does not lead to: of a key that stands twice, of what cannot be read."""

    again: Mapping[Path, Span] = field(default_factory=dict)
    others: Mapping[Path, Span] = field(default_factory=dict)

    def get(self, path: Path) -> Span | None:
        """The marked place of a path. Only a path that ends in `Again` means the later key."""
        marked = self.again if path and isinstance(path[-1], Again) else self.others
        return marked.get(path)


NO_MARKS = Marks()


def value_end(text: str, start: int, *, final: bool = True) -> int:
    """The index after the value that begins at ``start`` (at no blank).

    Raises `Broken`, or `Truncated` if not ``final``.
    """
    try:
        _, end = _DECODER.raw_decode(text, start)
    except JSONDecodeError as error:
        if not final:
            _may_go_on(text, error.pos)
        return scan(text, start, 0, final=final).end
    except (ValueError, RecursionError):  # an integer of thousands of digits, thousands of levels
        return scan(text, start, 0, final=final).end
    if end == len(text) and not final and text[start] not in '{["':
        raise Truncated
    return end


def _may_go_on(text: str, error_at: int) -> None:
    """Raises `Truncated` if this first error of a text that goes on lies only in its being cut."""
    if error_at >= len(text) - TAIL:
        raise Truncated
    if text[error_at] == '"':
        read_string(text, error_at, final=False)


def blank_end(text: str, start: int) -> int:
    """The index of the next character that is not blank."""
    match = BLANKS.match(text, start)
    return match.end() if match else start


class EntryIndex:
    """The places of one entry's values; each list and object is gone through once, and only if asked."""

    __slots__ = ("_inner", "_marks", "_start", "_text")

    def __init__(self, text: str, start: int, marks: Marks) -> None:
        """Of the entry that begins at ``start``, or after the blanks there."""
        self._text = text
        self._start = blank_end(text, start)
        self._marks = marks
        self._inner: dict[int, dict[str | int, Span]] = {}
        """Start of a list or object → the places of its values."""

    def span(self, path: Path) -> Span:
        """Where the value at this path stands, or its deepest parent that is there."""
        if marked := self._marks.get(path):
            return marked
        try:
            return self._walk(path)
        except (Broken, Truncated):
            return self._start, len(self._text.rstrip(" \t\r\n"))

    def _walk(self, path: Path) -> Span:
        found: Span | None = None
        for part in path:
            inner = self._values(found[0] if found else self._start)
            if part not in inner:
                break
            found = inner[part]
        return found or (self._start, value_end(self._text, self._start))

    def _values(self, start: int) -> dict[str | int, Span]:
        inner = self._inner.get(start)
        if inner is None:
            opening = self._text[start : start + 1]
            inner = self._inner[start] = (
                self._members(start) if opening == "{" else self._items(start) if opening == "[" else {}
            )
        return inner

    def _members(self, start: int) -> dict[str | int, Span]:
        text, found = self._text, dict[str | int, Span]()
        at = blank_end(text, start + 1)
        if text[at] == "}":
            return found
        while True:
            if match := _KEY.match(text, at):
                key, at = match.group(1), match.end()
            else:
                key, at = read_string(text, blank_end(text, at), final=True)
                at = blank_end(text, blank_end(text, at) + 1)
            end = value_end(text, at)
            found.setdefault(key, (at, end))
            comma = _GOES_ON.match(text, end)
            if not comma:
                return found
            at = comma.end()

    def _items(self, start: int) -> dict[str | int, Span]:
        text, found = self._text, dict[str | int, Span]()
        at = blank_end(text, start + 1)
        while text[at] != "]":
            end = value_end(text, at)
            found[len(found)] = (at, end)
            comma = _GOES_ON.match(text, end)
            if not comma:
                break
            at = comma.end()
        return found


def position(name: str, text: str, known: tuple[int, Place], span: Span) -> Position:
    """A stretch of a text as lines and columns, counted on from a known place before it."""
    begin = place_in(text, known, span[0])
    return Position(name, *begin, *place_in(text, (span[0], begin), span[1]))


class LinePlaces:
    """Positions in records that are a line each."""

    __slots__ = ("_cache", "_lines", "_marks", "_name", "_numbers")

    def __init__(self, name: str, lines: Sequence[bytes], numbers: Sequence[int], marks: Mapping[int, Marks]) -> None:
        """Of these lines, with their 1-based numbers."""
        self._name = name
        self._lines = lines
        self._numbers = numbers
        self._marks = marks
        self._cache: dict[int, tuple[str, EntryIndex]] = {}

    def spot(self, index: int, path: Path) -> Position:
        """The position of a value of the record with this index in its batch."""
        if index not in self._cache:
            text = self._lines[index].decode("utf-8", "replace")
            self._cache[index] = text, EntryIndex(text, 0, self._marks.get(index, NO_MARKS))
        text, entry = self._cache[index]
        return position(self._name, text, (0, (self._numbers[index], 1)), entry.span(path))


class ChunkPlaces:
    """Positions in records that stand in one stretch of text, with commas between them."""

    __slots__ = ("_cache", "_marks", "_name", "_raw", "_starts", "_text")

    def __init__(self, name: str, raw: bytes, place: Place, marks: Mapping[int, Marks]) -> None:
        """Of the records in ``raw``, which stands at ``place``; marks count from a record's own first character."""
        self._name = name
        self._raw = raw
        self._text = ""
        self._starts: list[tuple[int, Place]] = [(0, place)]
        self._marks = marks
        self._cache: dict[int, EntryIndex] = {}

    def spot(self, index: int, path: Path) -> Position:
        """The position of a value of the record with this index in its batch."""
        if not self._text:
            self._text = self._raw.decode()
        known = self._start(index)
        if index not in self._cache:
            self._cache[index] = EntryIndex(self._text, known[0], self._shifted(index, known[0]))
        return position(self._name, self._text, known, self._cache[index].span(path))

    def _start(self, index: int) -> tuple[int, Place]:
        """Where a record begins, found from the last one that is known."""
        while len(self._starts) <= index:
            known = self._starts[-1]
            end = value_end(self._text, blank_end(self._text, known[0]))
            comma = _GOES_ON.match(self._text, end)
            following = comma.end() if comma else end
            self._starts.append((following, place_in(self._text, known, following)))
        return self._starts[index]

    def _shifted(self, index: int, start: int) -> Marks:
        marks = self._marks.get(index)
        if marks is None:
            return NO_MARKS
        base = blank_end(self._text, start)
        return Marks(
            {path: (a + base, b + base) for path, (a, b) in marks.again.items()},
            {path: (a + base, b + base) for path, (a, b) in marks.others.items()},
        )
