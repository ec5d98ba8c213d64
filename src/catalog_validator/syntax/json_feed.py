"""The bytes of a source in pieces, and the place where the unread part begins."""

from typing import BinaryIO

from catalog_validator.model.document import Problem
from catalog_validator.model.finding import Facts, Violation
from catalog_validator.model.place import Position, Source

PIECE = 1 << 17
"""Bytes read at a time; pieces that stay in the processor's cache read fastest."""

Place = tuple[int, int]
"""Line and column, from 1; columns in code points."""

_BOM = b"\xef\xbb\xbf"
_CONTINUATION = bytes(range(0x80, 0xC0))
_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32LE"),
    (b"\x00\x00\xfe\xff", "UTF-32BE"),
    (b"\xff\xfe", "UTF-16LE"),
    (b"\xfe\xff", "UTF-16BE"),
)
_NULS: dict[tuple[bool, ...], str] = {
    (True, True, True, False): "UTF-32BE",
    (False, True, True, True): "UTF-32LE",
    (True, False, True, False): "UTF-16BE",
    (False, True, False, True): "UTF-16LE",
}
"""Which of the first four bytes are NUL, when the text begins with two ASCII characters."""


def advance(place: Place, raw: bytes) -> Place:
    """The place after these UTF-8 bytes, which may be cut anywhere."""
    line, column = place
    if b"\n" in raw:
        line += raw.count(b"\n")
        raw = raw[raw.rfind(b"\n") + 1 :]
        column = 1
    return line, column + len(raw if raw.isascii() else raw.translate(None, _CONTINUATION))


def place_in(text: str, known: tuple[int, Place], index: int) -> Place:
    """The place of a character, counted on from the known place of an earlier one."""
    start, (line, column) = known
    breaks = text.count("\n", start, index)
    if not breaks:
        return line, column + index - start
    return line + breaks, index - text.rfind("\n", start, index)


def foreign_encoding(head: bytes) -> str | None:
    """The name of the UTF-16 or UTF-32 form in which a source begins, told by its mark or its NUL bytes."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    return _NULS.get(tuple(byte == 0 for byte in head[:4]))


def problem_at(source: Source, violation: Violation, begin: Place, end: Place, *, unreadable: bool = True) -> Problem:
    """A problem of the source with its place."""
    return Problem(violation, Position(source.name, *begin, *end), unreadable)


class Feed:
    """A source read once, forwards.

    ``measured`` keeps the place of the unread part up to date; without it `where` has to read
    the source a second time, which is cheaper when hardly anybody asks.
    """

    __slots__ = (
        "_limit",
        "_piece",
        "_place",
        "_ruler",
        "_stream",
        "buffer",
        "cut",
        "ended",
        "measured",
        "offset",
        "source",
    )

    def __init__(self, source: Source, stream: BinaryIO, limit: int, *, measured: bool, piece: int = PIECE) -> None:
        """Reads the first piece; ``limit`` is the most bytes that the source may have."""
        self.source = source
        self.measured = measured
        self.buffer = b""
        self.offset = 0
        """Bytes before the buffer."""
        self.ended = False
        self.cut = False
        """True: the source goes on, but the limit on its size does not let us."""
        self._stream = stream
        self._limit = limit
        self._piece = piece
        self._place: Place = (1, 1)
        self._ruler = _Ruler(source)
        while len(self.buffer) < 4 and self.more():
            pass
        if self.buffer.startswith(_BOM):
            self.buffer = self.buffer[3:]
            self.offset = 3

    def more(self) -> bool:
        """Reads a piece, or as much again as the buffer holds; False when there is no more."""
        room = self._limit - self.offset - len(self.buffer)
        data = b"" if self.ended else self._stream.read(min(max(self._piece, len(self.buffer)), room + 1))
        self.cut = self.cut or len(data) > room
        data = data[:room]
        self.ended = not data
        self.buffer += data
        return not self.ended

    def fill(self) -> None:
        """Reads until the buffer holds a piece or the source ends."""
        while len(self.buffer) < self._piece and self.more():
            pass

    def drop(self, count: int) -> None:
        """Leaves the first bytes of the buffer behind."""
        if self.measured:
            self._place = advance(self._place, self.buffer[:count])
        self.offset += count
        self.buffer = self.buffer[count:]

    def where(self) -> Place:
        """The place of the buffer's first byte."""
        return self._place if self.measured else self._ruler.at(self.offset)

    def at_offset(self, offset: int) -> Place:
        """The place of any byte of the source; reads it again from there or from its beginning."""
        return self._ruler.at(offset)

    def start_problem(self) -> Problem | None:
        """Why nothing at all can be read from this source, if so."""
        head = self.buffer[:4]
        facts: Facts
        if encoding := foreign_encoding(head):
            facts = {"byte": f"0x{head[0]:02X}", "offset": 0, "encoding": encoding}
            return problem_at(self.source, Violation("CV004", (), facts), (1, 1), (1, 2))
        return None

    def cut_problem(self) -> Problem:
        """The limit on the source's size was met."""
        facts = {"limit": "source_bytes", "max": self._limit}
        end = advance(self.where(), self.buffer)
        return problem_at(self.source, Violation("CV901", (), facts), end, end)


class _Ruler:
    """Finds places by reading the source anew, on from the last answer where possible."""

    __slots__ = ("_offset", "_place", "_source")

    def __init__(self, source: Source) -> None:
        self._source = source
        self._offset = 0
        self._place: Place = (1, 1)

    def at(self, offset: int) -> Place:
        """The place of the byte at this offset."""
        if offset == self._offset:
            return self._place
        if offset < self._offset:
            self._offset, self._place = 0, (1, 1)
        with self._source.open() as stream:
            if stream.seekable():
                stream.seek(self._offset)
            else:
                _read_past(stream, self._offset)
            while self._offset < offset and (raw := stream.read(min(PIECE, offset - self._offset))):
                at_mark = self._offset == 0 and raw.startswith(_BOM)
                self._place = advance(self._place, raw[3:] if at_mark else raw)
                self._offset += len(raw)
        return self._place


def _read_past(stream: BinaryIO, count: int) -> None:
    while count > 0 and (raw := stream.read(min(PIECE, count))):
        count -= len(raw)
