"""Where the values of XML records stand. Worked out only when somebody asks, from the text of the one record."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Mapping
from xml.parsers import expat

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.place import Path, Position
from catalog_validator.syntax.json_feed import Place, advance
from catalog_validator.syntax.xml_kinds import split_name
from catalog_validator.syntax.xml_record import TEXT
from catalog_validator.syntax.xml_tag import element_end, tag_end

_CONTINUATION = bytes(range(0x80, 0xC0))
_BLOCK = 1 << 12
_WRITTEN = str.maketrans({"&": "&amp;", "<": "&lt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})

Span = tuple[int, int]
"""Offsets of bytes, end exclusive."""


class Ruler:
    """Turns offsets into one record's bytes into lines and columns, on however long a line."""

    __slots__ = ("_counts", "_place", "_raw", "_starts")

    def __init__(self, raw: bytes, place: Place) -> None:
        """``place``: of the first byte."""
        self._raw = raw
        self._place = place
        self._starts = array("Q", [0])
        self._starts.extend(match.end() for match in re.finditer(b"\n", raw))
        self._counts = array("Q", [0])
        """Characters before each block of bytes."""
        for start in range(0, len(raw), _BLOCK):
            self._counts.append(self._counts[-1] + _characters(raw[start : start + _BLOCK]))

    def at(self, offset: int) -> Place:
        """The place of the byte at this offset."""
        number = bisect_right(self._starts, offset) - 1
        column = self._before(offset) - self._before(self._starts[number])
        return (self._place[0] + number, column + (1 if number else self._place[1]))

    def _before(self, offset: int) -> int:
        block = offset // _BLOCK
        return self._counts[block] + _characters(self._raw[block * _BLOCK : offset])


def _characters(raw: bytes) -> int:
    return len(raw) if raw.isascii() else len(raw.translate(None, _CONTINUATION))


class Elements:
    """The elements of one record: where each stands, and which are in it. There may be millions."""

    __slots__ = ("_ends", "_inside", "_raw", "_starts", "_texts")

    def __init__(self, raw: bytes, scope: Mapping[str, str]) -> None:
        """``raw`` has been read before: it is well formed, but for what an unread document type would explain."""
        self._raw = raw
        self._starts = array("Q")
        self._ends = array("Q")
        self._texts = array("Q")
        """Offset of the first text in an element that is not blank, plus one; 0 where there is none."""
        self._inside: dict[tuple[int, str], array[int]] = {}
        """Number of an element and a name → the numbers of the elements of that name in it."""
        self._walk(scope)

    def span(self, path: Path) -> Span:
        """The stretch of the value at a path, or of its deepest parent that is there.

        A number after a name that stands once is passed over.
        """
        at, steps = 0, list(path)
        while steps:
            step = steps.pop(0)
            if not isinstance(step, str):
                continue
            if step.startswith("@"):
                return self._starts[at], tag_end(self._raw, self._starts[at])
            if step == TEXT and self._texts[at]:
                start = self._texts[at] - 1
                return start, self._text_end(start)
            number = int(steps.pop(0)) if steps and isinstance(steps[0], int) else 0
            likes = self._inside.get((at, step), ())
            if number >= len(likes):
                break
            at = likes[number]
        return self._starts[at], self._ends[at]

    def _text_end(self, start: int) -> int:
        end = self._raw.find(b"<", start)
        return start + len(self._raw[start : end if end > start else len(self._raw)].rstrip())

    def _walk(self, scope: Mapping[str, str]) -> None:
        declared = (f" xmlns{':' if prefix else ''}{prefix}={_quoted(uri)}" for prefix, uri in scope.items())
        opening = f"<_{''.join(declared)}>".encode()
        parser = expat.ParserCreate("utf-8", " ")
        parser.ordered_attributes = True
        starts, ends, texts, inside = self._starts, self._ends, self._texts, self._inside
        stack: list[int] = []
        home = ""

        def start(name: str, attributes: list[str]) -> None:
            nonlocal home
            at = parser.CurrentByteIndex - len(opening)
            if at < 0:
                return
            number = len(starts)
            starts.append(at)
            ends.append(len(self._raw))
            texts.append(0)
            space, local = split_name(name)
            if stack:
                key = f"{{{space}}}{local}" if space and space != home else local
                inside.setdefault((stack[-1], key), array("Q")).append(number)
            else:
                home = space
            stack.append(number)

        def end(name: str) -> None:
            if stack:
                number = stack.pop()
                ends[number] = element_end(self._raw, starts[number], parser.CurrentByteIndex - len(opening))

        def text(piece: str) -> None:
            if stack and not texts[stack[-1]] and (bare := piece.lstrip()):
                blank = len(piece[: len(piece) - len(bare)].encode())
                texts[stack[-1]] = parser.CurrentByteIndex - len(opening) + blank + 1

        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
        try:
            parser.Parse(opening, False)
            parser.Parse(self._raw, False)
        except expat.ExpatError:
            # It refers to an entity of a document type that was not read: what was found so far is right.
            stack.clear()
        if not starts:
            starts.append(0)
            ends.append(len(self._raw))
            texts.append(0)


@dataclass(frozen=True, slots=True)
class Spots:
    """The places in a batch of records; each record is gone through once, at the first question."""

    name: str
    raw: bytes
    """The text from the first record's first byte to the last one's last."""
    place: Place
    """Of its first byte."""
    spans: list[Span]
    """Of the records, in ``raw``."""
    scopes: list[Mapping[str, str]]
    """Prefix → namespace, as they stand where each record begins."""
    known: dict[int, tuple[Elements, Ruler]] = field(default_factory=dict)

    def __call__(self, index: int, path: Path) -> Position:
        """The place of the element at the path (names, and numbers among repeated ones), or of its deepest parent.

        An attribute has the place of its element's opening tag, text beside elements its own.
        """
        if index not in self.known:
            start, end = self.spans[index]
            raw = self.raw[start:end]
            ruler = Ruler(raw, advance(self.place, self.raw[:start]))
            self.known[index] = Elements(raw, self.scopes[index]), ruler
        elements, ruler = self.known[index]
        begin, stop = elements.span(path)
        return Position(self.name, *ruler.at(begin), *ruler.at(stop))


def _quoted(text: str) -> str:
    """An attribute's value with its quotes. `xml.sax.saxutils` has it too, and loads the library for HTTP with it."""
    return f'"{text.translate(_WRITTEN)}"'
