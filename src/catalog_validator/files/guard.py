"""Unpacking under watch: every byte that comes out is counted, and none of the sizes stated beforehand is believed."""

import gzip
import io
import struct
import weakref
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO, cast

from catalog_validator.model.document import Problem, StreamStopped
from catalog_validator.model.finding import Violation
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Position, Source

DAMAGE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError,
    IndexError,
)  # fmt: skip
"""What `zipfile` and `gzip` raise on damaged, encrypted or foreign input."""
Check = Callable[[int], Violation | None]
"""Bytes unpacked so far → the limit that they pass, if they do."""
_FREE = 1 << 20
"""Bytes of a part up to which its ratio does not matter."""


@dataclass(slots=True)
class Allowance:
    """How much may still be unpacked from one archive, whichever parts are read, and however often."""

    limits: Limits
    _most: dict[str, int] = field(default_factory=dict)
    """Part → bytes unpacked, by the reading that came farthest."""
    _total: int = 0

    def check(self, name: str, size: int, packed: int) -> Violation | None:
        """The limit that is passed when this part has given ``size`` bytes out of ``packed``."""
        limits = self.limits
        known = self._most.get(name, 0)
        if size > known:
            self._most[name] = size
            self._total += size - known
        if size > limits.part_bytes:
            return Violation("CV907", (), {"limit": "part_bytes", "max": limits.part_bytes})
        if self._total > limits.inflated_bytes:
            return Violation("CV907", (), {"limit": "inflated_bytes", "max": limits.inflated_bytes})
        if size > _FREE and size > limits.ratio * max(packed, 1):
            return Violation("CV907", (), {"limit": "ratio", "max": limits.ratio})
        return None


class GuardedStream(io.RawIOBase):
    """An unpacking stream that stops with `StreamStopped` at damage, and where ``check`` finds too many bytes."""

    def __init__(
        self, stream: BinaryIO, name: str, check: Callable[[int], Violation | None], damage: Violation
    ) -> None:
        """``check`` is asked with the bytes so far; ``damage`` is said when the stream cannot be unpacked."""
        self._stream = stream
        self._name = name
        self._check = check
        self._damage = damage
        self._size = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object) -> int:
        """The next bytes."""
        room = memoryview(buffer)  # type: ignore[arg-type]
        try:
            piece = self._stream.read(len(room))
        except DAMAGE as error:
            raise self._stopped(self._damage) from error
        self._size += len(piece)
        if violation := self._check(self._size):
            raise self._stopped(violation)
        room[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        """Closes what it reads from as well."""
        self._stream.close()
        super().close()

    def _stopped(self, violation: Violation) -> StreamStopped:
        return StreamStopped(Problem(violation, Position(self._name), unreadable=True))


def guarded(stream: BinaryIO, name: str, check: Check, damage: Violation) -> BinaryIO:
    """The stream with its guard, buffered."""
    return cast(BinaryIO, io.BufferedReader(GuardedStream(stream, name, check, damage), 1 << 16))


def gunzipped(source: Source, limits: Limits) -> Source:
    """A gzip file as what is packed in it."""
    allowance = Allowance(limits)

    def open_unpacked() -> BinaryIO:
        stream = source.open()
        packed = gzip.GzipFile(fileobj=stream, mode="rb")
        # It leaves open what it did not open itself.
        weakref.finalize(packed, stream.close)
        check = partial(_check_gzip, allowance, source)
        damage = Violation("CV003", (), {"format": "GZIP", "found": "", "expected": ""})
        return guarded(cast(BinaryIO, packed), source.name, check, damage)

    return Source(source.name, open_unpacked)


def _check_gzip(allowance: Allowance, source: Source, size: int) -> Violation | None:
    return allowance.check(source.name, size, source.size or 1)
