"""The only module that touches the file system: paths in, sources out; text in, files out."""

import atexit
import os
import stat
import sys
import weakref
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO, TextIO

from catalog_validator.model.document import Problem
from catalog_validator.model.finding import Violation
from catalog_validator.model.place import Position, Source

STANDARD_INPUT = "-"
PIECE = 1 << 20


class PathError(Exception):
    """Paths that cannot be read at all; the run does not start."""

    def __init__(self, reasons: Sequence[tuple[str, str]]) -> None:
        """``reasons``: pairs of the path as given and a slug: missing, denied, empty-folder, device, nul."""
        super().__init__(reasons)
        self.reasons = tuple(reasons)


@dataclass(frozen=True, slots=True)
class Found:
    """What the given paths led to, in a stated order: as given, and inside a folder by name."""

    sources: tuple[Source, ...]
    skipped: tuple[Problem, ...]
    """Files of folders that were not read, each with the reason."""


@dataclass(slots=True)
class _Search:
    known: Callable[[str], bool]
    sources: list[Source] = field(default_factory=list)
    skipped: list[Problem] = field(default_factory=list)
    reasons: list[tuple[str, str]] = field(default_factory=list)

    def look(self, given: str) -> None:
        """One path as the user typed it."""
        if given == STANDARD_INPUT:
            self.sources.append(copied(STANDARD_INPUT, sys.stdin.buffer))
            return
        path = Path(given)
        try:
            mode = path.stat().st_mode if "\0" not in given else 0
            if stat.S_ISDIR(mode):
                self._folder(path, given)
            elif stat.S_ISREG(mode):
                self.sources.append(file_source(path))
                path.open("rb").close()
            elif stat.S_ISFIFO(mode):
                with path.open("rb") as pipe:
                    self.sources.append(copied(path.as_posix(), pipe))
            else:
                self.reasons.append((given, "device" if mode else "nul"))
        except FileNotFoundError:
            self.reasons.append((given, "missing"))
        except OSError:
            self.reasons.append((given, "denied"))

    def _folder(self, root: Path, given: str) -> None:
        before = len(self.sources)
        home = root.resolve()
        for folder, folders, names in os.walk(root, onerror=self._cannot_list):
            folders[:] = sorted(name for name in folders if self._enter(Path(folder, name)))
            for name in sorted(names):
                self._file(Path(folder, name), home)
        if len(self.sources) == before:
            self.reasons.append((given, "empty-folder"))

    def _cannot_list(self, error: OSError) -> None:
        self._skip(Path(error.filename), "denied")

    def _enter(self, folder: Path) -> bool:
        reason = "hidden" if folder.name.startswith(".") else "link" if folder.is_symlink() else ""
        if reason:
            self._skip(folder, reason)
        return not reason

    def _file(self, path: Path, home: Path) -> None:
        if path.is_symlink() and not path.resolve().is_relative_to(home):
            self._skip(path, "outside")
        elif not path.is_file():
            self._skip(path, "device")
        elif path.name.startswith("."):
            self._skip(path, "hidden")
        elif not self.known(path.name):
            self._skip(path, "unknown-suffix")
        elif not os.access(path, os.R_OK):
            self._skip(path, "denied")
        else:
            self.sources.append(file_source(path))

    def _skip(self, path: Path, reason: str) -> None:
        self.skipped.append(Problem(Violation("CV020", (), {"reason": reason}), Position(path.as_posix())))


def find(paths: Sequence[str], known: Callable[[str], bool]) -> Found:
    """Sources for files, folders (searched for names that ``known`` accepts) and ``-``.

    Raises `PathError`, which names every path that fails.
    """
    search = _Search(known)
    for given in paths:
        search.look(given)
    if search.reasons:
        raise PathError(search.reasons)
    return Found(tuple(search.sources), tuple(search.skipped))


def file(path: str) -> Source:
    """One regular file as a source; `PathError` where there is none."""
    (source,) = find([path], lambda name: True).sources or (None,)
    if source is None or Path(path).is_dir():
        raise PathError([(path, "folder")])
    return source


def file_source(path: Path) -> Source:
    """A file as a source, under the name it was given."""
    return Source(path.as_posix(), partial(open_bytes, path), path.stat().st_size)


def open_bytes(path: Path) -> BinaryIO:
    """A fresh stream of a file's bytes."""
    return path.open("rb")


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
