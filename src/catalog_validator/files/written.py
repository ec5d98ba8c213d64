"""Files out, whole or not at all; and results set aside so that several reports can read them."""

import os
import pickle
import stat
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from catalog_validator.files.search import PathError
from catalog_validator.model.result import EntryResult

BATCH = 64
"""Results written down together: what they share (a legal ground) is written once for them."""


class Replayed:
    """Entries that can be read several times: the first time as they come, later from a temporary file.

    Memory stays flat, because no more than one batch is held. Each reading must end before the next one begins.
    """

    def __init__(self, entries: Iterable[EntryResult], held: int = 8 << 20) -> None:
        """``held``: bytes kept in memory before a file is made."""
        self._live: Iterator[EntryResult] | None = iter(entries)
        self._whole = False
        self._spool: BinaryIO = tempfile.SpooledTemporaryFile(held, "w+b")  # type: ignore[assignment]  # noqa: SIM115
        weakref.finalize(self, self._spool.close)

    def __iter__(self) -> Iterator[EntryResult]:
        live, self._live = self._live, None
        return self._again() if live is None else self._first(live)

    def _first(self, live: Iterator[EntryResult]) -> Iterator[EntryResult]:
        batch: list[EntryResult] = []
        for entry in live:
            batch.append(entry)
            if len(batch) == BATCH:
                pickle.dump(batch, self._spool, pickle.HIGHEST_PROTOCOL)
                batch = []
            yield entry
        pickle.dump(batch, self._spool, pickle.HIGHEST_PROTOCOL)
        self._whole = True

    def _again(self) -> Iterator[EntryResult]:
        if not self._whole:
            raise RuntimeError("entries are read again before they were read to their end")
        self._spool.seek(0)
        while batch := pickle.load(self._spool):
            yield from batch
            if len(batch) < BATCH:
                return


def unwritable(path: str) -> str:
    """Why no file can be written there, as a slug of `PathError`; an empty text where one can."""
    if "\0" in path:
        return "nul"
    target = Path(path)
    try:
        if target.is_dir():
            return "folder"
        if not target.parent.is_dir():
            return "no-folder"
        if target.exists() and not target.is_file():
            return "" if os.access(target, os.W_OK) else "not-writable"
        return "" if os.access(target.resolve().parent, os.W_OK) else "not-writable"
    except OSError:
        return "not-writable"


def same_file(one: str, other: str) -> bool:
    """Whether two paths lead to the same file, existing or not."""
    try:
        return Path(one).samefile(other)
    except (OSError, ValueError):
        return os.path.realpath(one) == os.path.realpath(other)


def folder(path: str, *, make: bool = False) -> Path:
    """A folder; with ``make`` it is made where it is not there. `PathError` for what is none."""
    found = Path(path)
    try:
        if make:
            found.mkdir(parents=True, exist_ok=True)
        if found.is_dir():
            return found
    except OSError as error:
        raise PathError([(path, "no-folder")]) from error
    raise PathError([(path, "missing" if not found.exists() else "no-folder")])


def write_whole(path: str, pieces: Iterable[str] | Iterable[bytes]) -> None:
    """Write a file so that it is there whole or, when anything fails on the way, as it was before.

    The pieces go to a temporary file in the same folder, which then takes the name. A link is followed; a device or a
    pipe is written to as it is. Text is UTF-8; half a surrogate pair, which UTF-8 cannot carry, is written out.
    Raises `PathError` where nothing can be written.
    """
    reason = unwritable(path)
    if reason:
        raise PathError([(path, reason)])
    target = Path(path).resolve()
    if target.exists() and not target.is_file():
        with target.open("wb") as device:
            device.writelines(map(_bytes, pieces))
        return
    handle, kept = tempfile.mkstemp(prefix=f".{target.name[:40]}-", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(map(_bytes, pieces))
            file.flush()
            os.fsync(file.fileno())
        Path(kept).chmod(_mode(target))
        Path(kept).replace(target)
    except BaseException:
        Path(kept).unlink(missing_ok=True)
        raise


def _bytes(piece: str | bytes) -> bytes:
    return piece.encode("utf-8", "backslashreplace") if isinstance(piece, str) else piece


def _mode(target: Path) -> int:
    """The rights of the file that is replaced; of a new one those that the user's mask leaves."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
