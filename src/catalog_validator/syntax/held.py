"""A source that has to be held whole: its bytes, its text, and where in the text something stands."""

import re
from array import array
from bisect import bisect_right
from typing import BinaryIO

from catalog_validator.model.document import Problem
from catalog_validator.model.finding import Violation
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Position, Source

_BOMS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_PIECE = 1 << 20


class RefusedError(Exception):
    """Reading cannot go on; the problem says why."""

    def __init__(self, problem: Problem) -> None:
        """``problem`` is what the user will see."""
        super().__init__(problem.violation.code)
        self.problem = problem


class Lines:
    """Turns indexes into a text into lines and columns. A line ends at a line feed, and nowhere else."""

    __slots__ = ("_name", "_starts", "_text")

    def __init__(self, name: str, text: str) -> None:
        """``name`` is the source's; the text stands without its byte order mark."""
        self._name = name
        self._text = text
        self._starts: array[int] | None = None

    def at(self, index: int) -> tuple[int, int]:
        """The 1-based line and column of the code point with this index (or of the text's end)."""
        if self._starts is None:
            self._starts = array("Q", [0])
            self._starts.extend(match.end() for match in re.finditer("\n", self._text))
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1

    def position(self, start: int, end: int) -> Position:
        """The place of ``text[start:end]``; what lies past the text's end is cut off."""
        length = len(self._text)
        line, column = self.at(min(start, length))
        end_line, end_column = self.at(min(max(start, end), length))
        return Position(self._name, line, column, end_line, end_column)


def read_held(source: Source, limits: Limits) -> bytes:
    """All bytes of the source; `RefusedError` (CV901) when they are more than ``held_bytes``."""
    with source.open() as stream:
        data = read_up_to(stream, limits.held_bytes + 1)
    if len(data) > limits.held_bytes:
        facts = {"limit": "held_bytes", "max": limits.held_bytes}
        raise RefusedError(Problem(Violation("CV901", (), facts), Position(source.name), unreadable=True))
    return data


def read_up_to(stream: BinaryIO, count: int) -> bytes:
    """The next bytes of the stream, fewer than ``count`` only at its end."""
    pieces: list[bytes] = []
    while count > 0 and (piece := stream.read(min(count, _PIECE))):
        pieces.append(piece)
        count -= len(piece)
    return b"".join(pieces)


def other_encoding(head: bytes) -> str:
    """The name of the wide Unicode encoding whose mark stands first, or an empty text."""
    return next((name for mark, name in _BOMS if head.startswith(mark)), "")


def decode_utf8(name: str, data: bytes) -> str:
    """The text without its byte order mark; `RefusedError` (CV004) at the first byte that is not UTF-8."""
    encoding = other_encoding(data)
    if encoding:
        raise RefusedError(not_utf8(Position(name, 1, 1, 1, 1), data[0], 0, encoding))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        mark = 3 if data.startswith(b"\xef\xbb\xbf") else 0  # the codec counts after the mark
        offset = error.start + mark
        before = data[mark:offset].decode("utf-8")
        place = Lines(name, before + "\ufffd").position(len(before), len(before) + 1)
        raise RefusedError(not_utf8(place, data[offset], offset, "")) from error


def not_utf8(place: Position, byte: int, offset: int, encoding: str) -> Problem:
    """CV004 at a byte, counted from 0, that no UTF-8 text can hold."""
    facts = {"byte": f"0x{byte:02X}", "offset": offset, "encoding": encoding}
    return Problem(Violation("CV004", (), facts), place, unreadable=True)
