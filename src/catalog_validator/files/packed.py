"""A data file that is packed on its own: gzip, or a .zip with one part."""

from catalog_validator.files.archive import open_archive
from catalog_validator.files.guard import gunzipped
from catalog_validator.model.document import Problem
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Source

_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"


def unpacked(source: Source, limits: Limits, inner: str = "") -> Source | str:
    """The file itself, whatever it is packed in, told by its first bytes; never written to disk.

    ``inner``: the part of a .zip to take, where it has several. A slug where there is no such part: missing, broken,
    nested, or what `Archive.take` says.
    """
    with source.open() as stream:
        head = stream.read(4)
        seekable = stream.seekable()
    if head.startswith(_GZIP):
        return gunzipped(source, limits)
    if head != _ZIP:
        return source
    if not seekable:
        return "nested"
    archive = open_archive(source, limits)
    if isinstance(archive, Problem):
        return "broken"
    if archive.is_document():
        return source
    names = [inner] if inner else list(archive.parts)
    return archive.take(names[0]) if len(names) == 1 else "missing"
