"""Where the values of one list or object begin: gone through only as far as somebody asks, and remembered."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable

from catalog_validator.syntax.json_scan import read_string
from catalog_validator.syntax.json_spot import blank_end

_KEY = re.compile(r""""([^"\\\x00-\x1f]*)"[ \t\r\n]*:[ \t\r\n]*""")
"""A key without escapes, and its colon."""
COLON = re.compile(r"[ \t\r\n]*:[ \t\r\n]*")
_MOST_KEPT = 1 << 16
"""Members of one object that are remembered; those after them are gone through each time."""
_STEP = 128
"""Characters of a list from one remembered item to the next, at least."""


class Members:
    """The members of an object. Where a key stands twice, the first counts."""

    __slots__ = ("_end_of", "_last", "_start", "_starts", "_text", "end")

    def __init__(self, text: str, start: int, end_of: Callable[[int], int]) -> None:
        """Of the object that begins at ``start``; ``end_of`` turns the beginning of a value into its end."""
        self._text = text
        self._start = start
        self._end_of = end_of
        self._starts: dict[str | int, int] = {}
        self._last = -1
        """Where the last remembered value begins."""
        self.end: int | None = None
        """The object's own end, once it is known."""

    def __len__(self) -> int:
        return len(self._starts)

    def find(self, part: str | int) -> int | None:
        """Where the value of this key begins; None where the object has no such key."""
        found = self._starts.get(part)
        last = self._last
        while found is None and (member := self._after(last)):
            name, last = member
            if len(self._starts) < _MOST_KEPT:
                self._starts.setdefault(name, last)
                self._last = last
            found = last if name == part else None
        return found

    def _after(self, last: int) -> tuple[str, int] | None:
        """The key after this value (-1: the first key), and where its own value begins."""
        text = self._text
        at = blank_end(text, self._start + 1 if last < 0 else self._end_of(last))
        if last >= 0 and text[at : at + 1] == ",":
            at = blank_end(text, at + 1)
        elif last >= 0 or text[at : at + 1] == "}":
            self.end = at + 1 if text[at : at + 1] == "}" else None
            return None
        match = _KEY.match(text, at)
        if match:
            return match.group(1), match.end()
        key, at = read_string(text, at, final=True)
        colon = COLON.match(text, at)
        return key, colon.end() if colon else at


class Items:
    """The items of a list. Not every one is remembered, but always one near by."""

    __slots__ = ("_end_of", "_numbers", "_start", "_starts", "_text", "end")

    def __init__(self, text: str, start: int, end_of: Callable[[int], int]) -> None:
        """Of the list that begins at ``start``; ``end_of`` turns the beginning of a value into its end."""
        self._text = text
        self._start = start
        self._end_of = end_of
        self._numbers = array("Q")
        self._starts = array("Q")
        self.end: int | None = None
        """The list's own end, once it is known."""

    def __len__(self) -> int:
        return len(self._starts)

    def find(self, part: str | int) -> int | None:
        """Where the item with this index begins; None where the list has no such item."""
        if not isinstance(part, int) or part < 0 or not (self._starts or self._begun()):
            return None
        near = bisect_right(self._numbers, part) - 1
        number, at = self._numbers[near], self._starts[near]
        while number < part:
            following = self._after(at)
            if following is None:
                return None
            number, at = number + 1, following
            if at - self._starts[-1] >= _STEP:
                self._numbers.append(number)
                self._starts.append(at)
        return at

    def _begun(self) -> bool:
        """Remembers the first item; False where there is none."""
        at = blank_end(self._text, self._start + 1)
        if self._text[at : at + 1] == "]":
            self.end = at + 1
            return False
        self._numbers.append(0)
        self._starts.append(at)
        return True

    def _after(self, start: int) -> int | None:
        """Where the item after the one that begins at ``start`` begins."""
        at = blank_end(self._text, self._end_of(start))
        if self._text[at : at + 1] == ",":
            return blank_end(self._text, at + 1)
        self.end = at + 1 if self._text[at : at + 1] == "]" else None
        return None
