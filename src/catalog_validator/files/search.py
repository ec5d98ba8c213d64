"""From the paths that the user gave to sources: files, folders with all that is below, archives, standard input."""

import os
import stat
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from catalog_validator.files.confine import FolderShelf
from catalog_validator.files.streams import copied, file_source, shown
from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.document import Problem
from catalog_validator.model.finding import Violation
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Position, Source

TYPE_CHECKING = False  # what type checkers take for True; archives are seldom met

if TYPE_CHECKING:
    from catalog_validator.files.archive import Archive
    from catalog_validator.files.shelf import Shelf

STANDARD_INPUT = "-"
ZIP = ".zip"
ARCHIVES = (ZIP, ".tar", ".tgz", ".gz", ".bz2", ".xz", ".zst", ".7z", ".rar", ".tbz2", ".txz")
_TELLING = ("twice", "nested", "outside", "link", "device", "denied", "too-deep", "archive")
"""Reasons for not reading a file that might well hold descriptions."""
DEEPEST = 200
"""Folders within folders that are entered."""
_JUNCTION = 0xA0000003
"""Reparse tag of a Windows junction: a link that does not call itself one."""


class PathError(Exception):
    """Paths that cannot be read at all; the run does not start."""

    def __init__(self, reasons: Sequence[tuple[str, str]]) -> None:
        """``reasons``: pairs of the path as given and a slug: missing, denied, empty-folder, empty-archive, device,
        nul, folder."""
        super().__init__(reasons)
        self.reasons = tuple(reasons)


@dataclass(frozen=True, slots=True)
class Found:
    """What the given paths led to, in a stated order: as given, and inside a folder or archive by name."""

    sources: tuple[Source, ...]
    skipped: tuple[Problem, ...]
    """Files that were not read, each with the reason."""
    shelves: "dict[str, Shelf]" = field(default_factory=dict)
    """By the name of a source: the files beside and below it that it may name."""


@dataclass(slots=True)
class Search:
    """One search; everything that it meets ends in ``sources``, ``skipped`` or ``reasons``."""

    known: Callable[[str], bool]
    limits: Limits
    sources: list[Source] = field(default_factory=list)
    skipped: list[Problem] = field(default_factory=list)
    reasons: list[tuple[str, str]] = field(default_factory=list)
    shelves: "dict[str, Shelf]" = field(default_factory=dict)
    _met: set[tuple[int, int] | str] = field(default_factory=set)
    """Files and folders that were reached already, whatever the name."""

    def look(self, given: str) -> None:
        """One path as the user typed it. A link is followed: the user named it."""
        if given == STANDARD_INPUT:
            self._file(copied(STANDARD_INPUT, sys.stdin.buffer), None, given)
            return
        path = Path(given)
        try:
            status = path.stat() if "\0" not in given else None
            mode = status.st_mode if status else 0
            if stat.S_ISDIR(mode):
                self._empty_if_nothing(given, lambda: self._folder(path))
            elif status is not None and stat.S_ISREG(mode):
                path.open("rb").close()
                if self._first(path, status):
                    self._file(file_source(path), path, given)
            elif stat.S_ISFIFO(mode):
                with path.open("rb") as pipe:
                    self._file(copied(shown(path), pipe), None, given)
            else:
                self.reasons.append((given, "device" if mode else "nul"))
        except FileNotFoundError:
            self.reasons.append((given, "missing"))
        except OSError:
            self.reasons.append((given, "denied"))

    def _file(self, source: Source, path: Path | None, given: str) -> None:
        """A file that was named, whatever its ending: an archive is told by its content."""
        if self.known(source.name) or not self._is_archive(source):
            self._add(source, FolderShelf(path.parent) if path else None)
        else:
            self._empty_if_nothing(given, lambda: self._archive(source), "empty-archive")

    def _empty_if_nothing(self, given: str, search: Callable[[], None], slug: str = "empty-folder") -> None:
        sources, problems = len(self.sources), len(self.skipped)
        search()
        told = self.skipped[problems:]
        if len(self.sources) == sources and not any(map(_is_telling, told)):
            self.reasons.append((given, slug))

    def _folder(self, root: Path) -> None:
        """All that is in and below a folder. Not by `os.walk`, which calls itself for each level."""
        home = os.path.realpath(root)
        waiting = [(root, 0)]
        while waiting:
            folder, depth = waiting.pop()
            try:
                with os.scandir(folder) as listing:
                    entries = sorted(listing, key=lambda entry: entry.name)
            except OSError:
                self._skip(folder, "denied")
                continue
            below = []
            for entry in entries:
                path = folder / entry.name
                if self._is_folder(entry):
                    below += [path] if self._enter(path, entry, depth) else []
                else:
                    self._inside(path, home)
            waiting += [(path, depth + 1) for path in reversed(below)]

    def _is_folder(self, entry: "os.DirEntry[str]") -> bool:
        try:
            return entry.is_dir()
        except OSError:
            return False

    def _enter(self, path: Path, entry: "os.DirEntry[str]", depth: int) -> bool:
        """Whether a folder is searched; why not is said."""
        status = entry.stat(follow_symlinks=False)
        if _is_hidden(entry.name, status):
            self._skip(path, "hidden")
        elif entry.is_symlink() or getattr(status, "st_reparse_tag", 0) == _JUNCTION:
            self._skip(path, "link")
        elif depth >= DEEPEST:
            self._skip(path, "too-deep")
        else:
            # Not from the entry: Windows leaves its file number out there.
            return self._first(path, path.stat())
        return False

    def _inside(self, path: Path, home: str) -> None:
        """A file met in a folder."""
        reason = self._against(path, home)
        if reason:
            self._skip(path, reason)
        elif self._first(path, path.stat()):
            source = file_source(path)
            if source.suffix == ZIP:
                self._archive(source)
            else:
                self._add(source, FolderShelf(path.parent))

    def _against(self, path: Path, home: str) -> str:
        """Why a file of a folder is not read, or an empty text."""
        try:
            if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(home):
                return "outside"
            if not path.is_file():
                return "device"
            if _is_hidden(path.name, path.lstat()):
                return "hidden"
        except OSError:
            return "denied"
        suffix = path.suffix.lower()
        if suffix in ARCHIVES and suffix != ZIP:
            return "archive"
        if suffix != ZIP and not self.known(path.name):
            return "unknown-suffix"
        return "" if os.access(path, os.R_OK) else "denied"

    def _is_archive(self, source: Source) -> bool:
        from catalog_validator.files.archive import MAGIC

        with source.open() as stream:
            return stream.read(len(MAGIC)) == MAGIC or source.suffix == ZIP

    def _archive(self, source: Source) -> None:
        """All that is in a .zip, by the rules for folders."""
        from catalog_validator.files.archive import open_archive

        archive = open_archive(source, self.limits)
        if isinstance(archive, Problem):
            self.skipped.append(archive)
        elif archive.is_document():
            self._add(source, None)
        else:
            self.skipped.extend(archive.problems())
            self._parts(archive)

    def _parts(self, archive: "Archive") -> None:
        from catalog_validator.files.archive import ArchiveShelf, order

        for name in sorted(archive.parts, key=order):
            suffix = Path(name).suffix.lower()
            if any(step.startswith((".", "~$")) or step == "__MACOSX" for step in name.split("/")):
                self._skip_part(archive, name, "hidden")
            elif suffix in ARCHIVES:
                self._skip_part(archive, name, "nested")
            elif not self.known(name):
                self._skip_part(archive, name, "unknown-suffix")
            else:
                folder = name.rpartition("/")[0]
                self._add(archive.source(name), ArchiveShelf(archive, f"{folder}/" if folder else ""))

    def _add(self, source: Source, shelf: "Shelf | None") -> None:
        self.sources.append(source)
        if shelf is not None:
            self.shelves[source.name] = shelf

    def _first(self, path: Path, status: os.stat_result) -> bool:
        """Whether this file or folder is met for the first time; the second time is said, and no more."""
        key = (status.st_dev, status.st_ino) if status.st_ino else os.path.normcase(os.path.realpath(path))
        if key in self._met:
            self._skip(path, "twice")
            return False
        self._met.add(key)
        return True

    def _skip(self, path: Path, reason: str) -> None:
        self.skipped.append(Problem(Violation("CV020", (), {"reason": reason}), Position(shown(path))))

    def _skip_part(self, archive: "Archive", name: str, reason: str) -> None:
        self.skipped.append(Problem(Violation("CV020", (), {"reason": reason}), Position(f"{archive.name}/{name}")))


def find(paths: Sequence[str], known: Callable[[str], bool], limits: Limits | None = None) -> Found:
    """Sources for files, folders and archives (searched for names that ``known`` accepts) and ``-``.

    Raises `PathError`, which names every path that fails.
    """
    search = Search(known, limits or Limits())
    for given in paths:
        search.look(given)
    if search.reasons:
        raise PathError(search.reasons)
    return Found(tuple(search.sources), tuple(search.skipped), search.shelves)


def file(path: str) -> Source:
    """One regular file as a source; `PathError` where there is none."""
    if Path(path).is_dir():
        raise PathError([(path, "folder")])
    (source,) = find([path], lambda name: True).sources
    return source


def plain_file(path: str) -> Source | None:
    """A regular file, or standard input, as a source; None for a folder, or what is not there or may not be read."""
    if path == STANDARD_INPUT:
        return copied(STANDARD_INPUT, sys.stdin.buffer)
    try:
        return file_source(Path(path)) if Path(path).is_file() and os.access(path, os.R_OK) else None
    except (OSError, ValueError):
        return None


def _is_hidden(name: str, status: os.stat_result) -> bool:
    """Hidden by its name or by Windows; so are the files that office programs put beside an open document."""
    hidden = getattr(status, "st_file_attributes", 0) & stat.FILE_ATTRIBUTE_HIDDEN
    return bool(hidden) or name.startswith((".", "~$"))


def _is_telling(problem: Problem) -> bool:
    """Whether a path without sources is not simply empty: something was refused, read before, or left unopened."""
    return problem.unreadable or problem.violation.facts.get("reason") in _TELLING
