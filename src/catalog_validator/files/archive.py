"""A .zip as a folder: its parts in a stated order, read as streams, never unpacked to disk."""

import stat
import weakref
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO, cast

from catalog_validator.files.confine import refusal
from catalog_validator.files.directory import check_directory, not_a_zip, overlapping
from catalog_validator.files.guard import DAMAGE, Allowance, guarded
from catalog_validator.model.document import Problem, StreamStopped
from catalog_validator.model.finding import Violation
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Position, Source

MAGIC = b"PK"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1


@dataclass(slots=True)
class Archive:
    """An open .zip. `take` gives a part; what may not be read stands in ``refused``."""

    name: str
    zip: zipfile.ZipFile
    limits: Limits
    parts: dict[str, zipfile.ZipInfo] = field(default_factory=dict)
    """Name with ``/`` → part, without folders and without what is refused."""
    refused: dict[str, Violation] = field(default_factory=dict)
    _allowance: Allowance = field(init=False)

    def __post_init__(self) -> None:
        self._allowance = Allowance(self.limits)
        infos = self.zip.infolist()
        folders = {_plain(written) for info in infos if (written := _written(info)).endswith("/")}
        names = Counter(folders)
        names.update(_plain(written) for info in infos if not (written := _written(info)).endswith("/"))
        for info in infos:
            written = _written(info)
            name = _plain(written)
            slug = "duplicate" if names[name] > 1 else _refusal(info, written)
            if slug == "encrypted":
                self.refused[name] = Violation("CV025")
            elif slug:
                self.refused[name or written] = Violation("CV024", (), {"name": written, "reason": slug})
            elif not written.endswith("/"):
                self.parts[name] = info

    def problems(self) -> Iterator[Problem]:
        """One for each part that is refused."""
        for name, violation in self.refused.items():
            yield Problem(violation, Position(f"{self.name}/{name}"), unreadable=True)

    def source(self, name: str) -> Source:
        """A part as a source, which shows the archive in its name."""
        return Source(f"{self.name}/{name}", partial(self._open, name))

    def take(self, name: str) -> Source | str:
        """A part by its name, or a slug: missing, refused, or encrypted."""
        if name in self.parts:
            return self.source(name)
        violation = self.refused.get(name)
        if violation is None:
            return "missing"
        return "encrypted" if violation.code == "CV025" else "refused"

    def is_document(self) -> bool:
        """Whether this is a workbook or a text document, which are archives too."""
        return any(name in self.parts for name in ("[Content_Types].xml", "content.xml"))

    def _open(self, name: str) -> BinaryIO:
        info = self.parts[name]
        shown = f"{self.name}/{name}"
        damage = not_a_zip("", "")
        # `zipfile` gives no more than is stated, so that what swells is not even begun.
        if violation := self._allowance.check(name, info.file_size, info.compress_size):
            raise StreamStopped(Problem(violation, Position(shown), unreadable=True))
        try:  # `zipfile` says NotImplementedError of a compression or version that it does not know
            stream = cast(BinaryIO, self.zip.open(info))
        except (*DAMAGE, NotImplementedError) as error:
            raise StreamStopped(Problem(damage, Position(shown), unreadable=True)) from error
        return guarded(stream, shown, _nothing_more, damage)


def open_archive(source: Source, limits: Limits) -> Archive | Problem:
    """The archive, or why nothing of it may be read."""

    def bad(violation: Violation) -> Problem:
        return Problem(violation, Position(source.name), unreadable=True)

    with source.open() as stream:
        if violation := check_directory(stream, limits):
            return bad(violation)
    stream = source.open()
    try:  # the same may be said of the archive as a whole
        opened = zipfile.ZipFile(stream)
    except (*DAMAGE, NotImplementedError):
        stream.close()
        return bad(not_a_zip("", ""))
    # Parts are opened as long as anybody holds the archive; `zipfile` does not close what it did not open.
    weakref.finalize(opened, stream.close)
    if name := overlapping(opened.infolist()):
        return bad(Violation("CV024", (), {"name": name, "reason": "overlap"}))
    return Archive(source.name, opened, limits)


@dataclass(frozen=True, slots=True)
class ArchiveShelf:
    """The parts of an archive in and below one of its folders, for a package that stands in it."""

    archive: Archive
    folder: str
    """With a ``/`` at its end, or empty."""

    def take(self, reference: str) -> Source | str:
        """The part that a package names, or a slug: one of `refusal`, or missing, refused, encrypted."""
        return refusal(reference) or self.archive.take(_plain(self.folder + reference))


def order(name: str) -> tuple[tuple[int, str], ...]:
    """Sorts parts as files are met in a folder: by name, and those of a folder before its subfolders."""
    *folders, last = name.split("/")
    return (*((1, folder) for folder in folders), (0, last))


def _written(info: zipfile.ZipInfo) -> str:
    """The name as it stands in the archive. One that is not marked as UTF-8 but can only be that is read so."""
    name = info.orig_filename
    if info.flag_bits & _UTF8_NAME or name.isascii():
        return name
    try:
        return name.encode("cp437").decode()
    except UnicodeError:
        return name


def _plain(name: str) -> str:
    """Without steps that lead nowhere."""
    return "/".join(step for step in name.split("/") if step not in ("", "."))


def _nothing_more(size: int) -> None:
    """All that a part can give was allowed before it was begun."""


def _refusal(info: zipfile.ZipInfo, written: str) -> str:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if slug := refusal(written):
        return slug
    if kind == stat.S_IFLNK:
        return "symlink"
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "device"
    if info.flag_bits & _ENCRYPTED:
        return "encrypted"
    return "method" if info.compress_type not in _METHODS else ""
