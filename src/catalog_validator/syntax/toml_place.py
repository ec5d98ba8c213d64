"""Where the values of a TOML text stand. The text has been read by `tomllib` before, so it is well formed."""

import re
import tomllib

from catalog_validator.model.place import Path

Span = tuple[int, int]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')""")
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_BARE = re.compile(r"\d{4}-\d\d-\d\d [\d:.Zz+-]+|[^\s,\]}#]+")


def find_places(text: str) -> dict[Path, Span]:
    """Path → stretch of the text: a value's own, a table's header or key; the whole text at ``()``."""
    return _Walk(text).go()


class _Walk:
    """Goes through the statements in their order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._places: dict[Path, Span] = {(): (0, len(text.rstrip()))}
        self._counts: dict[Path, int] = {}

    def go(self) -> dict[Path, Span]:
        table: Path = ()
        self._blank()
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._blank()
        return self._places

    def _blank(self) -> None:
        match = _BLANK.match(self._text, self._at)
        self._at = match.end() if match else self._at

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._at)
        if match is None:
            raise AssertionError(f"tomllib read what this does not: {self._text[self._at : self._at + 20]!r}")
        self._at = match.end()
        return match.group()

    def _keys(self) -> list[str]:
        keys = [_bare_key(self._take(_KEY))]
        while _DOT.match(self._text, self._at):
            self._take(_DOT)
            keys.append(_bare_key(self._take(_KEY)))
        return keys

    def _header(self) -> Path:
        start = self._at
        many = self._text.startswith("[[", start)
        self._at += 2 if many else 1
        self._blank()
        keys = self._keys()
        self._blank()
        self._at += 2 if many else 1
        path: Path = ()
        for number, key in enumerate(keys):
            path = (*path, key)
            if many and number == len(keys) - 1:
                self._places.setdefault(path, (start, self._at))
                self._counts[path] = self._counts.get(path, -1) + 1
            self._places.setdefault(path, (start, self._at))
            if path in self._counts:
                path = (*path, self._counts[path])
        self._places[path] = (start, self._at)
        return path

    def _pair(self, table: Path) -> None:
        start = self._at
        path = table
        for key in self._keys():
            path = (*path, key)
            self._places.setdefault(path, (start, self._at))
        self._blank()
        self._at += 1  # the equals sign
        self._blank()
        self._value(path)

    def _value(self, path: Path) -> None:
        start = self._at
        char = self._text[start]
        if char == "[":
            self._list(path)
        elif char == "{":
            self._inline(path)
        else:
            self._take(_STRING if char in "\"'" else _BARE)
        self._places[path] = (start, self._at)

    def _list(self, path: Path) -> None:
        self._at += 1
        self._blank()
        index = 0
        while self._text[self._at] != "]":
            self._value((*path, index))
            index += 1
            self._comma()
        self._at += 1

    def _inline(self, path: Path) -> None:
        self._at += 1
        self._blank()
        while self._text[self._at] != "}":
            self._pair(path)
            self._comma()
        self._at += 1

    def _comma(self) -> None:
        self._blank()
        if self._text[self._at] == ",":
            self._at += 1
            self._blank()


def _bare_key(written: str) -> str:
    """The key that is meant by a bare or quoted one."""
    return next(iter(tomllib.loads(f"{written} = 0"))) if written[0] in "\"'" else written
