"""The careful reader of one JSON value: says what is wrong with it, and where.

Slow and complete; called where the fast reader will not or cannot say. Strict RFC 8259. Never recursive.
"""

import re
from json import JSONDecodeError, JSONDecoder
from math import isinf

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.finding import Facts
from catalog_validator.model.place import Path
from catalog_validator.model.words import Label
from catalog_validator.syntax.json_words import A_CLOSING_QUOTE, A_KEY, A_VALUE, AN_ESCAPE, AN_ESCAPED_CONTROL

BLANKS = re.compile(r"[ \t\r\n]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_WORD = re.compile(r"true|false|null|NaN|-?Infinity")
_WORDS: dict[str, object] = {"true": True, "false": False, "null": None}
_JUNK = re.compile(r"[\w.+-]{1,20}|.", re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_ESCAPED_PAIR = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\[^u]")
_ESCAPE = re.compile(r"\\u[0-9a-fA-F]{0,4}|\\.", re.DOTALL)
_DECODER = JSONDecoder()
TAIL = len("\\ud83d\\ude00")
"""An error this near to the end of a text that goes on may only be a token cut in two."""
_MOST_DEFECTS = 100
_SHOWN = 100
"""Characters of an offending value that are kept."""
_INTEGERS = range(-(1 << 63), 1 << 64)
"""Integers that stay integers; the fast reader makes floats of the others."""


class Again(str):
    """A key that stands once more in its object: at the end of a path it means that later place."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Defect:
    """Something wrong with a value: a code, the path, the stretch of text it covers."""

    code: str
    path: Path
    start: int
    end: int
    facts: Facts
    """A duplicate key's ``first`` is the index of its first occurrence, to be made a line and column."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """A value, the index after it, and its defects in the order of the text."""

    value: object
    end: int
    defects: tuple[Defect, ...]


class Broken(Exception):
    """The text is not JSON from ``index`` on; ``found`` is None where it ends too early."""

    def __init__(self, index: int, found: str | None, expected: str | Label) -> None:
        """``expected``: what could have stood there."""
        super().__init__(index, found, expected)
        self.index = index
        self.found = found
        self.expected = expected


class Truncated(Exception):
    """The text ends inside the value, and it is known that more follows."""


def scan(text: str, start: int, depth: int, *, final: bool = True) -> Scanned:
    """The value that begins at ``start`` (blanks before it are passed).

    ``final`` says that the text is all there is. Raises `Broken`, or `Truncated` if not ``final``.
    """
    return _Scan(text, start, depth, final=final).run()


def read_string(text: str, start: int, *, final: bool) -> tuple[str, int]:
    """The string whose opening quote is at ``start``, and the index after it. Raises like `scan`."""
    try:
        string, end = _DECODER.raw_decode(text, start)
    except JSONDecodeError as error:
        raise _broken_string(text, start, error.pos, final=final) from None
    return str(string), end


def _broken_string(text: str, start: int, at: int, *, final: bool) -> Exception:
    if not final and (at == start or at >= len(text) - TAIL):
        return Truncated()
    if at == start:
        return Broken(start, None, A_CLOSING_QUOTE)
    if text[at] < " ":
        return Broken(at, text[at], AN_ESCAPED_CONTROL)
    at = text.rindex("\\", start, at + 1)
    escape = _ESCAPE.match(text, at)
    if escape and len(escape.group()) == 6:
        return Broken(start, None, A_CLOSING_QUOTE)
    return Broken(at, escape.group() if escape else None, AN_ESCAPE)


def broken_at(text: str, index: int, expected: str | Label, *, final: bool = True) -> Exception:
    """The error for what stands at this index instead of what was expected."""
    if not final and index >= len(text) - TAIL:
        return Truncated()
    junk = _JUNK.match(text, index)
    return Broken(index, junk.group() if junk else None, expected)


def lone_surrogate(text: str, start: int, end: int, value: str) -> str | None:
    """The escape of half a character in this string literal, as it was written."""
    if not _SURROGATE.search(value):
        return None
    literal = _ESCAPED_PAIR.sub("", text[start:end])
    found = _ESCAPED_SURROGATE.search(literal)
    return found.group() if found else None


class _Scan:
    """State of one scan. ``closers`` has every open list and object, ``frames`` only those within the depth."""

    __slots__ = ("closers", "defects", "depth", "final", "firsts", "frames", "path", "pos", "result", "text", "told")

    def __init__(self, text: str, start: int, depth: int, *, final: bool) -> None:
        self.text = text
        self.pos = start
        self.depth = depth
        self.final = final
        self.closers = bytearray()
        self.frames: list[dict[str, object] | list[object]] = []
        self.path: list[str | int] = []
        self.firsts: list[dict[str, int]] = []
        """Per frame: where each key first stood."""
        self.defects: list[Defect] = []
        self.told: set[tuple[str, Path]] = set()
        self.result: object = None

    def run(self) -> Scanned:
        self._descend()
        while self.closers:
            char = self._char()
            closer = chr(self.closers[-1])
            if char == closer:
                self.pos += 1
                self._close()
            elif char == ",":
                self.pos += 1
                if closer == "}":
                    self._key()
                self._descend()
            else:
                raise broken_at(self.text, self.pos, f", {closer}", final=self.final)
        return Scanned(self.result, self.pos, tuple(self.defects))

    def _char(self) -> str:
        """The next character that is not blank, or an empty text at the end."""
        match = BLANKS.match(self.text, self.pos)
        self.pos = match.end() if match else self.pos
        return self.text[self.pos : self.pos + 1]

    def _descend(self) -> None:
        """Reads on until a value is complete: a scalar, or an empty list or object."""
        while True:
            char = self._char()
            if self.frames and self._seen() and isinstance(self.frames[-1], list):
                self.path[-1] = len(self.frames[-1])
            if char not in ("{", "["):
                self._scalar(char)
                return
            closer = "}" if char == "{" else "]"
            self._open(closer)
            if self._char() == closer:
                self.pos += 1
                self._close()
                return
            if closer == "}":
                self._key()

    def _seen(self) -> bool:
        """False below the greatest depth, where only the syntax is followed."""
        return len(self.closers) == len(self.frames)

    def _open(self, closer: str) -> None:
        if len(self.closers) >= self.depth:
            if self._seen():
                self._tell("CV903", (self.pos, self.pos + 1), {"limit": "depth", "max": self.depth})
        else:
            value: dict[str, object] | list[object] = {} if closer == "}" else []
            self._attach(value)
            self.frames.append(value)
            self.path.append(0)
            self.firsts.append({})
        self.closers.append(ord(closer))
        self.pos += 1

    def _close(self) -> None:
        if self._seen():
            self.frames.pop()
            self.path.pop()
            self.firsts.pop()
        self.closers.pop()

    def _attach(self, value: object) -> None:
        if not self.frames:
            if not self.closers:
                self.result = value
        elif self._seen():
            parent = self.frames[-1]
            if isinstance(parent, list):
                parent.append(value)
            else:
                parent.setdefault(str(self.path[-1]), value)

    def _key(self) -> None:
        """A member's name and its colon."""
        if self._char() != '"':
            raise broken_at(self.text, self.pos, A_KEY, final=self.final)
        start = self.pos
        key, self.pos = read_string(self.text, start, final=self.final)
        if self._seen():
            self._enter(key, start)
        if self._char() != ":":
            raise broken_at(self.text, self.pos, ":", final=self.final)
        self.pos += 1

    def _enter(self, key: str, start: int) -> None:
        """Makes this key the end of the path; tells of a key that was there before, or that is not text."""
        if half := lone_surrogate(self.text, start, self.pos, key):
            del self.path[-1]
            self._tell("CV006", (start, self.pos), {"value": half})
            self.path.append(key)
        first = self.firsts[-1].setdefault(key, start)
        self.path[-1] = Again(key)
        if first != start:
            self._tell("CV502", (start, self.pos), {"name": key, "first": first})
        self.path[-1] = key

    def _scalar(self, char: str) -> None:
        start = self.pos
        if char == '"':
            value: object
            value, self.pos = read_string(self.text, start, final=self.final)
            if half := lone_surrogate(self.text, start, self.pos, value):
                self._tell("CV006", (start, self.pos), {"value": half})
        elif match := _NUMBER.match(self.text, start):
            value = self._number(match)
        elif match := _WORD.match(self.text, start):
            self.pos = match.end()
            if match.group() not in _WORDS:
                self._tell("CV005", match.span(), {"value": match.group()})
            value = _WORDS.get(match.group())
        else:
            raise broken_at(self.text, start, A_VALUE, final=self.final)
        self._attach(value)

    def _number(self, match: re.Match[str]) -> int | float:
        self.pos = match.end()
        if self.pos == len(self.text) and not self.final:
            raise Truncated
        literal = match.group()
        if not match.group(1) and not match.group(2) and len(literal) < 21 and int(literal) in _INTEGERS:
            return int(literal)
        value = float(literal)
        if isinf(value):
            self._tell("CV005", match.span(), {"value": literal[:_SHOWN]})
        return value

    def _tell(self, code: str, span: tuple[int, int], facts: Facts) -> None:
        """Notes a defect at the current path, once per place in the value."""
        path = tuple(self.path)
        if (code, path) not in self.told and len(self.defects) < _MOST_DEFECTS:
            self.told.add((code, path))
            self.defects.append(Defect(code, path, *span, facts))
