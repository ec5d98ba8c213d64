"""Texts changed at stretches: everything else, byte order mark and line ends included, stays as it is."""

import codecs
import re
from collections.abc import Callable, Sequence

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.place import Position

Rewrite = Callable[[str, str, str], str | None]
"""A stretch, the value that was read from it (or a part of it), the new value → the new stretch, or None."""

Span = tuple[int, int]
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Edit:
    """One value to be written otherwise."""

    position: Position | None
    old: str
    """As it was read from there."""
    new: str


def edit_text(data: bytes, edits: Sequence[Edit], rewrite: Rewrite) -> tuple[bytes, frozenset[int]]:
    """The changed text, and the indexes of the edits that were left: all of them where it is not in Unicode."""
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", "utf-8"))
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError:
        return data, frozenset(range(len(edits)))
    changed, left = _edited(text, edits, rewrite)
    return mark + changed.encode(encoding), left


def _edited(text: str, edits: Sequence[Edit], rewrite: Rewrite) -> tuple[str, frozenset[int]]:
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    stretches: dict[Span, str] = {}
    owners: dict[Span, list[int]] = {}
    left: set[int] = set()
    for index, edit in enumerate(edits):
        span = _span(starts, edit.position)
        token = None if span is None else stretches.get(span, text[span[0] : span[1]])
        written = None if token is None else rewrite(token, edit.old, edit.new)
        if span is None or written is None:
            left.add(index)
        else:
            stretches[span] = written
            owners.setdefault(span, []).append(index)
    pieces, end = [], 0
    for span in sorted(stretches):
        if span[0] < end:  # a part of one that is changed already
            left.update(owners[span])
            continue
        pieces += [text[end : span[0]], stretches[span]]
        end = span[1]
    return "".join([*pieces, text[end:]]), frozenset(left)


def _span(starts: Sequence[int], position: Position | None) -> Span | None:
    """Indexes of the stretch; None for a place without lines, or beyond the text."""
    if position is None:
        return None
    line, column, end_line, end_column = position.line, position.column, position.end_line, position.end_column
    if line is None or column is None or end_line is None or end_column is None or end_line > len(starts):
        return None
    return starts[line - 1] + column - 1, starts[end_line - 1] + end_column - 1
