"""Where a value stands in the text of its entry: looked up only when somebody asks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from json import JSONDecodeError, JSONDecoder

from catalog_validator.model.place import Path
from catalog_validator.syntax.json_scan import BLANKS, TAIL, Again, Broken, Truncated, read_string, scan

Span = tuple[int, int]
"""Indexes into a text, end exclusive."""

_MEMBER = re.compile(r""""([^"\\\x00-\x1f]*)"[ \t\r\n]*:[ \t\r\n]*("[^"\\\x00-\x1f]*"|[-+.0-9A-Za-z]+)?""")
"""A key without escapes, and its value if that is no list or object and has none either."""
_COLON = re.compile(r"[ \t\r\n]*:[ \t\r\n]*")
COMMA = re.compile(r"[ \t\r\n]*,[ \t\r\n]*")
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
    """The places of one entry's values. Indexes count from the beginning of its text."""

    __slots__ = ("_inner", "_marks", "_start", "_text", "_value", "_whole")

    def __init__(self, text: str, value: object, marks: Marks) -> None:
        """Of the entry that was read from this text (with blanks around it, if any)."""
        self._text = text
        self._value = value
        self._marks = marks
        self._start = blank_end(text, 0)
        self._inner: dict[int, dict[str | int, Span]] = {}
        """Start of a list or object that was gone through → the places of its values."""
        self._whole: Span | None = None

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
            inside = self._first_step(part) if found is None else self._inside(found[0], part)
            if inside is None:
                break
            found = inside
        if found:
            return found
        if self._whole is None:
            self._whole = self._start, value_end(self._text, self._start)
        return self._whole

    def _first_step(self, key: str | int) -> Span | None:
        """A member of the entry itself: most often it can be found without going through the others.

        A key that the entry has, and that is written only once in its text, stands where it is written.
        """
        value = self._value
        if not isinstance(value, dict) or self._start in self._inner:
            return self._inside(self._start, key)
        if not isinstance(key, str) or key not in value:
            return None
        text, quoted = self._text, f'"{key}"'
        at = text.find(quoted)
        if at < 0 or not key.isidentifier() or "\\u" in text or text.find(quoted, at + 1) >= 0:
            return self._inside(self._start, key)
        colon = _COLON.match(text, at + len(quoted))
        return (colon.end(), value_end(text, colon.end())) if colon else self._inside(self._start, key)

    def _inside(self, start: int, part: str | int) -> Span | None:
        """A value in the list or object that begins at ``start``; None where it is not."""
        inner = self._inner.get(start)
        if inner is None:
            opening = self._text[start : start + 1]
            inner = self._members(start) if opening == "{" else self._items(start) if opening == "[" else {}
            self._inner[start] = inner
        return inner.get(part)

    def _members(self, start: int) -> dict[str | int, Span]:
        text, found = self._text, dict[str | int, Span]()
        at = blank_end(text, start + 1)
        while text[at] != "}":
            match = _MEMBER.match(text, at)
            key, at = (match.group(1), match.end()) if match else self._escaped_key(at)
            span = match.span(2) if match and match.group(2) else (at, value_end(text, at))
            found.setdefault(key, span)
            comma = COMMA.match(text, span[1])
            if not comma:
                break
            at = comma.end()
        return found

    def _escaped_key(self, at: int) -> tuple[str, int]:
        key, at = read_string(self._text, at, final=True)
        colon = _COLON.match(self._text, at)
        return key, colon.end() if colon else at

    def _items(self, start: int) -> dict[str | int, Span]:
        text, found = self._text, dict[str | int, Span]()
        at = blank_end(text, start + 1)
        while text[at] != "]":
            end = value_end(text, at)
            found[len(found)] = (at, end)
            comma = COMMA.match(text, end)
            if not comma:
                break
            at = comma.end()
        return found
