"""Where the values of one entry stand in its text: looked up only when somebody asks."""

from catalog_validator.model.document import UNREADABLE
from catalog_validator.model.place import Path
from catalog_validator.syntax.json_inside import COLON, Items, Members
from catalog_validator.syntax.json_scan import Broken, Truncated
from catalog_validator.syntax.json_spot import Marks, Span, blank_end, value_end

_SHORT = 1 << 16
"""Characters of an entry in which a key is searched without going through the members before it."""
_LONG = 1 << 12
"""Characters of a value from which on its end is remembered."""
_MOST_HELD = 200_000
"""Members and items of one entry that are remembered."""
_ABSENT = object()


class EntryIndex:
    """The places of one entry's values, as indexes into the text that the entry is part of."""

    __slots__ = ("_ends", "_held", "_inside", "_marks", "_origin", "_plain", "_text", "_value", "_whole")

    def __init__(self, text: str, span: Span, value: object, marks: Marks) -> None:
        """Of the entry that was read from this stretch of text; ``marks`` count from its beginning."""
        self._text = text
        self._value = value
        self._marks = marks
        self._origin, end = span
        self._whole = blank_end(text, self._origin), end
        self._plain: bool | None = None
        """True: no character of the entry is written as an escape with a number."""
        self._inside: dict[int, Members | Items] = {}
        """Beginning of a list or object that was looked into → what is known of it."""
        self._held = 0
        self._ends: dict[int, int] = {}
        """Ends of long values."""

    def span(self, path: Path) -> Span:
        """Where the value at this path stands, or its deepest parent that is there."""
        if marked := self._marks.get(path):
            return self._origin + marked[0], self._origin + marked[1]
        try:
            return self._walk(path)
        except (Broken, Truncated):
            return self._whole

    def _walk(self, path: Path) -> Span:
        trail: list[int] = []
        start, value = self._whole[0], self._value
        for part in path:
            value = _member(value, part)
            if value is _ABSENT:
                break
            inner = None if trail else self._short_way(part)
            inner = self._long_way(start, part, trail) if inner is None else inner
            if inner is None:
                break
            trail.append(start)
            start = inner
        return (start, self._end_of(start)) if trail else self._whole

    def _short_way(self, key: str | int) -> int | None:
        """Where a member of the entry begins, found without going through the others, if that is possible.

        A key that the entry has, and that is written only once in its text, stands where it is written.
        """
        text, (start, end) = self._text, self._whole
        if not isinstance(self._value, dict) or end - start > _SHORT or not str(key).isidentifier():
            return None
        if self._plain is None:
            self._plain = text.find("\\u", start, end) < 0
        quoted = f'"{key}"'
        at = text.find(quoted, start, end)
        if at < 0 or not self._plain or text.find(quoted, at + 1, end) >= 0:
            return None
        colon = COLON.match(text, at + len(quoted))
        return colon.end() if colon else None

    def _long_way(self, start: int, part: str | int, trail: list[int]) -> int | None:
        """Where a value in the list or object that begins at ``start`` begins itself; ``trail`` led there."""
        inside = self._inside.get(start)
        if inside is None:
            opening = self._text[start : start + 1]
            if opening not in ("{", "["):
                return None
            inside = (Members if opening == "{" else Items)(self._text, start, self._end_of)
            if self._held > _MOST_HELD:
                self._inside = {at: known for at, known in self._inside.items() if at in trail}
                self._held = sum(map(len, self._inside.values()))
            self._inside[start] = inside
            self._held += 1
        before = len(inside)
        found = inside.find(part)
        self._held += len(inside) - before
        return found

    def _end_of(self, start: int) -> int:
        """The index after the value that begins here."""
        inside = self._inside.get(start)
        end = inside.end if inside else self._ends.get(start)
        if end is None:
            end = self._ends.get(start) or value_end(self._text, start)
            if end - start > _LONG:
                self._ends[start] = end
        return end


def _member(value: object, part: str | int) -> object:
    """What stands there in a value; `UNREADABLE` where that is not known, `_ABSENT` where nothing does."""
    if isinstance(value, dict) and part in value:
        return value[part]
    if isinstance(value, list) and isinstance(part, int) and 0 <= part < len(value):
        return value[part]
    return UNREADABLE if value is UNREADABLE else _ABSENT
