"""Files written whole or not at all, and values set aside that can be read again."""

import os
import pickle
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from catalog_validator.files.search import PathError
from catalog_validator.files.streams import PIECE, open_bytes
from catalog_validator.model.place import Source


class Draft:
    """A file under way: it can be read as a source before it stands under its name."""

    def __init__(self, stream: BinaryIO, path: Path) -> None:
        """``path`` is where the bytes are until they are wanted."""
        self.stream = stream
        self.wanted = True
        """False: it comes to nothing, and no file appears."""
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


@contextmanager
def drafted(path: str | None, *, force: bool = False) -> Iterator[Draft]:
    """A file that appears under ``path`` when all has gone well and it is wanted, and leaves nothing behind otherwise.

    None: a temporary file that is gone afterwards. `PathError` where something stands there already (unless
    ``force``), where the folder is missing or may not be written to.
    """
    import tempfile

    target = None if path is None else Path(path)
    if target is not None:
        _check_target(target, force)
    try:
        handle, name = tempfile.mkstemp(prefix=".catval-", dir=None if target is None else target.parent)
    except OSError:
        raise PathError([(str(path), "not-writable")]) from None
    draft = Path(name)
    try:
        with os.fdopen(handle, "w+b") as stream:
            under_way = Draft(stream, draft)
            yield under_way
            stream.flush()
            os.fsync(stream.fileno())
        if target is not None and under_way.wanted:
            _put_in_place(draft, target, force)
    finally:
        draft.unlink(missing_ok=True)


def _check_target(target: Path, force: bool) -> None:
    if "\0" in str(target):
        raise PathError([(str(target), "nul")])
    if target.is_dir():
        raise PathError([(str(target), "folder")])
    if not target.parent.is_dir():
        raise PathError([(str(target), "no-folder")])
    if not force and os.path.lexists(target):
        raise PathError([(str(target), "exists")])


def _put_in_place(draft: Path, target: Path, force: bool) -> None:
    """Give the draft its name and the permissions of a new file; without ``force`` never over another file."""
    mask = os.umask(0)
    os.umask(mask)
    with suppress(OSError):
        draft.chmod((target.stat().st_mode & 0o777) if target.exists() else 0o666 & ~mask)
    if not force:
        try:
            os.link(draft, target)
        except FileExistsError:
            raise PathError([(str(target), "exists")]) from None
        except OSError:  # a file system without hard links
            draft.replace(target)
        return
    draft.replace(target.resolve())


def same_file(one: str, other: str) -> bool:
    """Whether two paths lead to one file."""
    try:
        return os.path.samefile(one, other)  # noqa: PTH121
    except (OSError, ValueError):
        return False


class ValueSpool:
    """Plain values set aside, in memory while they are few, and read again as often as needed: one reading at a time"""

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
