"""The package around a workbook: a zip of parts, of which none gives more than the size that it states."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from catalog_validator.model.limits import Limits

_CHUNK = 1 << 16
_FREE = 1 << 20
"""Bytes of a part up to which its ratio does not matter."""
_ENTRY = b"PK\x01\x02"
_ERRORS = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError,
    IndexError,
)  # fmt: skip
"""What `zipfile` raises on damaged, encrypted or foreign input."""
_MAGIC = (
    (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"%PDF", "PDF"), (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "GZIP"), (b"7z\xbc\xaf", "7Z"), (b"Rar!", "RAR"), (b"<?xml", "XML"),
    (b"<!doctype html", "HTML"), (b"<html", "HTML"), (b"\x09\x08", "XLS"), (b"PK\x05\x06", "ZIP"),
)  # fmt: skip
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class WorkbookError(Exception):
    """The workbook, or the rest of a sheet, cannot be read: a code, its facts, a cell where one is known."""

    def __init__(self, code: str, facts: dict[str, object], cell: str | None = None) -> None:
        """``cell`` is a name within the sheet, such as ``C4``."""
        super().__init__(code)
        self.code = code
        self.facts = facts
        self.cell = cell


def limit_error(code: str, limits: Limits, name: str, cell: str | None = None) -> WorkbookError:
    """A breach of the limit with this name."""
    return WorkbookError(code, {"limit": name, "max": getattr(limits, name)}, cell)


def broken(found: str, expected: str = "", cell: str | None = None) -> WorkbookError:
    """CV003: the package or one of its parts breaks the rules of the format."""
    return WorkbookError("CV003", {"format": "XLSX", "found": found, "expected": expected}, cell)


def not_xlsx(found: str) -> WorkbookError:
    """CV002: something else than a workbook."""
    return WorkbookError("CV002", {"format": "XLSX", "found": found})


class Package:
    """The parts of a workbook by name. Names are compared without case and with ``/``, as the format wants."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """`WorkbookError` when the bytes are no package that is safe to read."""
        self._limits = limits
        self._inflated: dict[str, int] = {}
        _check_magic(data)
        # Counted before zipfile makes an object of each; what looks like an entry inside the data counts too.
        if data.count(_ENTRY) > limits.parts:
            raise limit_error("CV908", limits, "parts")
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except _ERRORS as error:
            raise broken("ZIP") from error
        self._parts: dict[str, zipfile.ZipInfo] = {}
        for info in self._zip.infolist():
            name = _normal(info.filename)
            if name in self._parts:
                raise broken(info.filename)
            self._parts[name] = info

    def __contains__(self, name: str) -> bool:
        return _normal(name) in self._parts

    def kind(self) -> str:
        """What a package without a workbook is."""
        if "mimetype" in self or "content.xml" in self:
            return "ODS"
        folders = {"word": "DOCX", "ppt": "PPTX"}
        return next((folders[top] for name in self._parts if (top := name.split("/")[0]) in folders), "ZIP")

    def read(self, name: str) -> Iterator[bytes]:
        """The part in pieces. `WorkbookError` when it is missing, damaged, encrypted, or inflates beyond a limit."""
        info = self._parts.get(_normal(name))
        if info is None:
            raise broken("", name)
        if info.flag_bits & 1:
            raise WorkbookError("CV025", {})
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise broken(name)
        # `zipfile` gives no more than is stated here, so that what swells is not even begun.
        self._check(info)
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(_CHUNK):
                    yield piece
        except _ERRORS as error:
            raise broken(name) from error

    def _check(self, info: zipfile.ZipInfo) -> None:
        """`WorkbookError` where this part, or all that have been read with it, would be too large."""
        limits, size = self._limits, info.file_size
        self._inflated[info.filename] = size
        if size > limits.part_bytes:
            raise limit_error("CV907", limits, "part_bytes")
        if sum(self._inflated.values()) > limits.inflated_bytes:
            raise limit_error("CV907", limits, "inflated_bytes")
        if size > _FREE and size > limits.ratio * max(info.compress_size, 1):
            raise limit_error("CV907", limits, "ratio")


def _normal(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _check_magic(data: bytes) -> None:
    if data.startswith(b"PK\x03\x04"):
        return
    if data.startswith(COMPOUND):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise WorkbookError("CV025", {})
        raise not_xlsx("XLS")
    raise not_xlsx(plain_kind(data))


def plain_kind(data: bytes) -> str:
    """What bytes are that are no workbook."""
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    known = next((name for magic, name in _MAGIC if data.startswith(magic) or head.startswith(magic)), None)
    if known is not None:
        return known
    if not data.strip():
        return "empty"
    try:
        data[:512].decode("utf-8")
    except UnicodeDecodeError as error:
        return "text" if error.start > 508 else "binary"
    return "binary" if b"\0" in data[:512] else "text"
