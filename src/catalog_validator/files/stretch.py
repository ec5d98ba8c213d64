"""A part of a source as a source of its own, and where its lines may be parted."""

from functools import partial
from typing import BinaryIO, cast

from catalog_validator.model.dataclass import replace
from catalog_validator.model.place import Source

_BOM = b"\xef\xbb\xbf"


class Stretch:
    """A stream of the bytes from one place up to another."""

    def __init__(self, stream: BinaryIO, start: int, end: int) -> None:
        """``stream`` is closed with this one."""
        stream.seek(start)
        self._stream = stream
        self._left = end - start

    def __enter__(self) -> "Stretch":
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def read(self, size: int = -1) -> bytes:
        """As any stream of bytes does."""
        data = self._stream.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(data)
        return data


def stretch(source: Source, start: int, end: int) -> Source:
    """The bytes of a source from ``start`` to ``end``, under its name."""
    return replace(source, open=partial(_opened, source, start, end), size=end - start)


def _opened(source: Source, start: int, end: int) -> BinaryIO:
    return cast(BinaryIO, Stretch(source.open(), start, end))


def line_starts(source: Source, apart: int) -> list[int]:
    """The first byte, and the first bytes of lines about so many bytes apart."""
    starts = [0]
    with source.open() as stream:
        while (start := _line_after(stream, starts[-1] + apart)) is not None:
            starts.append(start)
    return starts


def _line_after(stream: BinaryIO, offset: int) -> int | None:
    """Where the first line begins after this byte; None where none does.

    Not one that begins with a byte order mark: at the beginning of a source that would be no mistake.
    """
    stream.seek(offset)
    while line := stream.readline():
        offset += len(line)
        head = stream.read(len(_BOM))
        if not head:
            return None
        if head != _BOM:
            return offset
        stream.seek(offset)
    return None
