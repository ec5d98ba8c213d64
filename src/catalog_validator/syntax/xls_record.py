"""A first look at a binary workbook: what it is, whether it is encrypted, and how many cells it has."""

import struct
from collections.abc import Callable, Iterator
from io import StringIO
from typing import TypeVar

from catalog_validator.model.limits import Limits
from catalog_validator.syntax.xlsx_package import COMPOUND, WorkbookError, limit_error, plain_kind

_BOOK_STREAMS = ("Workbook", "Book")
_BIFF = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
"""How a workbook begins that stands in no compound file."""
_FILE_PASS = 0x2F
_BOUND_SHEET = 0x85
_MERGED = 0xE5
_ONE_CELL = frozenset({0x01, 0x03, 0x04, 0x05, 0x06, 0xD6, 0xFD, 0x201, 0x203, 0x204, 0x205, 0x206, 0x27E, 0x406, 0x7E})
_MANY_CELLS = {0xBD: 6, 0xBE: 2}
"""MULRK and MULBLANK: bytes per cell."""
_HEAD = struct.Struct("<HH")

Result = TypeVar("Result")


def check_records(data: bytes, limits: Limits) -> None:
    """`WorkbookError` for what is no binary workbook, is encrypted, or has more cells or sheets than the limits."""
    cells = sheets = 0
    for kind, size in _records(_stream(data)):
        if kind == _FILE_PASS:
            raise WorkbookError("CV025", {})
        if kind in _ONE_CELL:
            cells += 1
        elif kind in _MANY_CELLS:
            cells += max(size - 6, 0) // _MANY_CELLS[kind]
        elif kind == _MERGED:
            cells += size // 8
        elif kind == _BOUND_SHEET:
            sheets += 1
        if cells > limits.cells:
            raise limit_error("CV906", limits, "cells")
    if sheets > limits.parts:
        raise limit_error("CV908", limits, "parts")


def _records(stream: bytes) -> Iterator[tuple[int, int]]:
    """Kind and size of each record."""
    at = 0
    while at + 4 <= len(stream):
        kind, size = _HEAD.unpack_from(stream, at)
        yield kind, size
        at += 4 + size


def _stream(data: bytes) -> bytes:
    """The workbook's own stream of records."""
    if data.startswith(_BIFF):
        return data
    if not data.startswith(COMPOUND):
        found = "XLSX" if data.startswith(b"PK\x03\x04") else plain_kind(data)
        raise WorkbookError("CV002", {"format": "XLS", "found": found})
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise WorkbookError("CV025", {})
    stream = foreign(lambda: _named_stream(data))
    if stream is None:
        raise WorkbookError("CV002", {"format": "XLS", "found": "binary"})
    return stream


def _named_stream(data: bytes) -> bytes | None:
    from xlrd.compdoc import CompDoc

    document = CompDoc(data, logfile=StringIO(), ignore_workbook_corruption=True)
    for name in _BOOK_STREAMS:
        stream, base, size = document.locate_named_stream(name)
        if stream:
            return bytes(stream[base : base + size])
    return None


def foreign(ask: Callable[[], Result]) -> Result:
    """What xlrd answers. It was not made for damaged files: whatever it raises means that this one is damaged."""
    try:
        return ask()
    except WorkbookError:
        raise
    except Exception as error:
        raise WorkbookError("CV003", {"format": "XLS", "found": "", "expected": ""}) from error
