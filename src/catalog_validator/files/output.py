"""A file under way that can be read before it stands under its name, and values set aside that can be read again."""

import os
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from catalog_validator.files.search import PathError
from catalog_validator.files.streams import PIECE, open_bytes
from catalog_validator.files.written import unwritable, write_whole
from catalog_validator.model.place import Source


class Draft:
    """Bytes in a temporary file."""

    def __init__(self, stream: BinaryIO, path: Path) -> None:
        """``path`` is where the bytes of ``stream`` go."""
        self.stream = stream
        self._path = path

    def source(self, name: str) -> Source:
        """What has been written, as a source with a name of its own."""
        self.stream.flush()
        return Source(name, lambda: open_bytes(self._path), self._path.stat().st_size)

    def pieces(self) -> Iterator[bytes]:
        """What has been written."""
        self.stream.flush()
        with open_bytes(self._path) as written:
            while piece := written.read(PIECE):
                yield piece

    def deliver(self, path: str) -> None:
        """Give the bytes their name, whole or not at all. `PathError` where the folder does not allow it."""
        try:
            write_whole(path, self.pieces())
        except PermissionError:
            raise PathError([(path, "not-writable")]) from None


@contextmanager
def drafted() -> Iterator[Draft]:
    """A draft that is gone afterwards."""
    import tempfile

    handle, name = tempfile.mkstemp(prefix="catval-")
    try:
        with os.fdopen(handle, "w+b") as stream:
            yield Draft(stream, Path(name))
    finally:
        Path(name).unlink(missing_ok=True)


def check_target(path: str, *, force: bool) -> None:
    """`PathError` where no file can be written, or where something stands already (unless ``force``)."""
    if reason := unwritable(path):
        raise PathError([(path, reason)])
    if not force and os.path.lexists(path):
        raise PathError([(path, "exists")])


class ValueSpool:
    """Plain values set aside, in memory while they are few, and read again as often as needed, one reading at once."""

    def __init__(self, held: int = 8 << 20) -> None:
        """``held``: bytes kept in memory."""
        import tempfile
        import weakref

        self._file = tempfile.SpooledTemporaryFile(held)  # noqa: SIM115
        weakref.finalize(self, self._file.close)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, value: object) -> None:
        """Append; not after the first reading."""
        pickle.dump(value, self._file, pickle.HIGHEST_PROTOCOL)
        self._count += 1

    def __iter__(self) -> Iterator[object]:
        self._file.seek(0)
        for _ in range(self._count):
            yield pickle.load(self._file)
