"""Which cells of a sheet are merged. The format says so only after all rows, so this looks ahead."""

import codecs
import re
from collections.abc import Iterator

from catalog_validator.model.document import Span
from catalog_validator.model.limits import Limits
from catalog_validator.syntax.cell_name import column_number
from catalog_validator.syntax.xlsx_package import Package, limit_error

_TAG = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*>")
_REFERENCE = re.compile(rb"""\sref\s*=\s*["']\$?([A-Za-z]{1,3})\$?([0-9]{1,7}):\$?([A-Za-z]{1,3})\$?([0-9]{1,7})["']""")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_LONGEST = 1 << 10
"""Bytes of one tag."""


def read_spans(package: Package, part: str, limits: Limits) -> list[Span]:
    """The merged cells, by their first row and column. `WorkbookError` as from reading the part."""
    spans: list[Span] = []
    held = b""
    for piece in _as_utf8(package.read(part)):
        held += piece
        # A row cannot hold the word as it stands here: text must write "<" otherwise.
        if b"mergeCell" in held:
            held = _COMMENT.sub(b"", held)
            spans.extend(span for tag in _TAG.findall(held) if (span := _span(tag)))
            if len(spans) > limits.rows:
                raise limit_error("CV904", limits, "rows")
        tail = held[-_LONGEST:]
        held = tail[max(tail.rfind(b">") + 1, 0) :]
    return sorted(spans, key=lambda span: (span.first_row, span.first_column))


def _span(tag: bytes) -> Span | None:
    match = _REFERENCE.search(tag)
    if match is None:
        return None
    left, right = column_number(match[1].decode()), column_number(match[3].decode())
    first, last = int(match[2]), int(match[4])
    if left is None or right is None or not first or left > right or first > last:
        return None
    return Span(first, last, left, right) if (first, left) != (last, right) else None


def _as_utf8(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same text in an encoding in which tags are ASCII."""
    first = next(pieces, b"")
    wide = _WIDE.get(first[:2])
    decoder = codecs.getincrementaldecoder(wide)("replace") if wide else None
    yield decoder.decode(first).encode("utf-8", "replace") if decoder else first
    for piece in pieces:
        yield decoder.decode(piece).encode("utf-8", "replace") if decoder else piece
