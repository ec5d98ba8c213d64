"""The list of parts at the end of a .zip, looked at before `zipfile` builds an object for each."""

import struct
from collections.abc import Iterable
from itertools import pairwise
from typing import BinaryIO
from zipfile import ZipInfo

from catalog_validator.model.finding import Violation
from catalog_validator.model.limits import Limits

ENTRY = b"PK\x01\x02"
_END = b"PK\x05\x06"
_END_BYTES = 22
_LOCATOR = b"PK\x06\x07"
_LOCATOR_BYTES = 20
_END64_BYTES = 56
_COMMENT = 0xFFFF
_PART_HEAD = 30
"""Bytes before a part's name and content (APPNOTE.TXT 4.3.7)."""
_ROOM = 2_048
"""Bytes of the list that a part may take on average: its name, extra fields and comment."""


def not_a_zip(found: str, expected: str = "ZIP") -> Violation:
    """CV003: the archive breaks the rules of its format."""
    return Violation("CV003", (), {"format": "ZIP", "found": found, "expected": expected})


def check_directory(stream: BinaryIO, limits: Limits) -> Violation | None:
    """What speaks against letting `zipfile` read the list: there is none, or it names too many parts."""
    end = stream.seek(0, 2)
    tail_at = max(0, end - _END_BYTES - _COMMENT - _LOCATOR_BYTES - _END64_BYTES)
    stream.seek(tail_at)
    tail = stream.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_BYTES:
        return not_a_zip("", "PK")
    (size,) = struct.unpack_from("<L", tail, at + 12)
    start = tail_at + at
    if tail[max(0, at - _LOCATOR_BYTES) : at].startswith(_LOCATOR) and at >= _LOCATOR_BYTES + _END64_BYTES:
        (size,) = struct.unpack_from("<Q", tail, at - _LOCATOR_BYTES - _END64_BYTES + 40)
        start -= _LOCATOR_BYTES + _END64_BYTES
    if size > start:
        return not_a_zip("PK\\x05\\x06")
    too_many = Violation("CV908", (), {"limit": "parts", "max": limits.parts})
    if size > limits.parts * _ROOM:
        return too_many
    stream.seek(start - size)
    return too_many if stream.read(size).count(ENTRY) > limits.parts else None


def overlapping(infos: Iterable[ZipInfo]) -> str:
    """The name of a part whose bytes another part claims too, or an empty text.

    No honest archive has one: it is how a small file is made to unpack to a very large one.
    """
    ordered = sorted(infos, key=lambda info: info.header_offset)
    for one, following in pairwise(ordered):
        if one.header_offset + _PART_HEAD + one.compress_size > following.header_offset:
            return following.filename
    return ""
