"""Streams of bytes in, text set aside: everything here opens a file, or holds one open."""

import atexit
import os
import weakref
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO, TextIO

from catalog_validator.model.place import Source

PIECE = 1 << 20


def shown(path: Path) -> str:
    """A path as findings name it: with ``/``, and with bytes that are no UTF-8 written out (``\\xff``)."""
    text = path.as_posix()
    return text if text.isascii() else os.fsencode(text).decode("utf-8", "backslashreplace")


def file_source(path: Path) -> Source:
    """A file as a source, under the name it was given."""
    return Source(shown(path), partial(open_bytes, path), path.stat().st_size)


def open_bytes(path: Path) -> BinaryIO:
    """A fresh stream of a file's bytes."""
    return path.open("rb")


def own_path(source: Source) -> str | None:
    """The path of a source that is a file of the user's; None for a part of an archive, standard input, or a link."""
    if not isinstance(source.open, partial) or source.open.func is not open_bytes:
        return None
    path = source.open.args[0]
    return str(path) if isinstance(path, Path) and shown(path) == source.name and not path.is_symlink() else None


def copied(name: str, stream: BinaryIO) -> Source:
    """A stream that can be read once, kept in a temporary file so that places in it can be looked up."""
    import tempfile

    handle, kept = tempfile.mkstemp(prefix="catval-")
    atexit.register(Path(kept).unlink, missing_ok=True)
    with os.fdopen(handle, "wb") as file:
        while piece := stream.read(PIECE):
            file.write(piece)
    return Source(name, partial(open_bytes, Path(kept)), Path(kept).stat().st_size)


class TextSpool:
    """Text set aside: in memory while it is small, in a temporary file after that."""

    def __init__(self, held: int = 8 << 20) -> None:
        """``held``: characters kept in memory."""
        import tempfile

        self._file: TextIO = tempfile.SpooledTemporaryFile(  # type: ignore[assignment]  # noqa: SIM115
            held, "w+", encoding="utf-8", errors="surrogatepass", newline=""
        )
        # A renderer that had nothing to put aside, or was left half-way, never reads it back.
        weakref.finalize(self, self._file.close)

    def write(self, text: str) -> None:
        """Append."""
        self._file.write(text)

    def read_back(self) -> Iterator[str]:
        """All that was written; the spool is closed afterwards."""
        self._file.seek(0)
        while piece := self._file.read(PIECE):
            yield piece
        self._file.close()
