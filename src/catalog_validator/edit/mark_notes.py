"""Comments of a sheet: ours beside those of others, each with the shape that shows it.

Ours have our name for an author and in their first line. Where somebody has already written a comment at a cell, ours
is put below it.
"""

import re
from collections.abc import Collection, Mapping
from xml.sax.saxutils import escape

from catalog_validator.edit.cell_names import Cell, cell_at, cell_name
from catalog_validator.edit.outline import Element, into, outline, prefix_of, replaced, said

AUTHOR = "catval"
BELOW = "— catval —"
"""Parts ours from what somebody else wrote."""
LINE = 55
"""Letters in a line of a comment's box, roughly."""
_BREAK = re.compile(rb"\n?\xe2\x80\x94 catval \xe2\x80\x94[^<]*")
_OWN_RUN = re.compile(
    rb"<(?:\w+:)?r><(?:\w+:)?t xml:space=\"preserve\">\n?\xe2\x80\x94 catval \xe2\x80\x94[^<]*"
    rb"</(?:\w+:)?t></(?:\w+:)?r>"
)
_RUN = re.compile(rb"<(?:\w+:)?r(?:\s[^>]*)?>.*?</(?:\w+:)?r>", re.DOTALL)
_SHAPE = re.compile(rb"<v:shape\b(?!type).*?</v:shape>\s*", re.DOTALL)
_ROW = re.compile(rb"<x:Row>\s*([0-9]+)\s*</x:Row>")
_COLUMN = re.compile(rb"<x:Column>\s*([0-9]+)\s*</x:Column>")
_ID = re.compile(rb"_x0000_s([0-9]+)")
NO_COMMENTS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="%s">'
    b"<authors></authors><commentList></commentList></comments>"
)
_TYPE = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
NO_SHAPES = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    b"</o:shapelayout></xml>"
)


def without_ours(comments: bytes) -> tuple[bytes, list[Cell]]:
    """The comments of others, and the cells at which ours stood alone."""
    elements = outline(comments, 3)
    authors = [said(comments[one.inner : one.close]) for one in elements if one.name == "author"]
    changes: list[tuple[int, int, bytes]] = []
    cells: list[Cell] = []
    for one in (one for one in elements if one.name == "comment"):
        content = comments[one.start : one.end]
        cell = cell_at(one.attributes.get("ref", ""))
        if _is_ours(one, authors, content):
            changes.append((one.start, one.end, b""))
            if cell is not None:
                cells.append(cell)
        elif BELOW.encode() in content:
            changes.append((one.start, one.end, _cut(content)))
    changes += [
        (one.start, one.end, b"")
        for one in elements[-1:0:-1]
        if one.name == "author" and said(comments[one.inner : one.close]) == AUTHOR and _is_last(one, elements)
    ]
    return replaced(comments, changes), cells


def _is_ours(comment: Element, authors: list[str], content: bytes) -> bool:
    """By its author; a program that forgets authors keeps the first line."""
    number = comment.attributes.get("authorId", "")
    author = authors[int(number)] if number.isdigit() and int(number) < len(authors) else ""
    text = said(b"".join(re.findall(rb"<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)<", content)))
    return author == AUTHOR or text.startswith(f"{AUTHOR}:\n")


def _is_last(author: Element, elements: list[Element]) -> bool:
    """Only the last author can go: comments name the others by number."""
    return not any(one.name == "author" and one.start > author.start for one in elements)


def _cut(content: bytes) -> bytes:
    """A comment of somebody else without what we put below it, also where a program has rewritten it since."""
    bare = _OWN_RUN.sub(b"", content)
    if BELOW.encode() not in bare:
        return bare
    match = _BREAK.search(bare)
    assert match is not None
    return bare[: match.start()] + _RUN.sub(b"", bare[match.end() :])


def count_comments(comments: bytes) -> int:
    """How many there are."""
    return sum(one.name == "comment" for one in outline(comments, 2))


def with_ours(comments: bytes, notes: Mapping[Cell, str]) -> tuple[bytes, list[Cell]]:
    """The comments with ours, and the cells that need a shape for theirs."""
    elements = outline(comments, 3)
    listed = next(one for one in elements if one.name == "commentList")
    by = next(one for one in elements if one.name == "authors")
    number = sum(one.name == "author" for one in elements)
    prefix = prefix_of(comments, elements[0])
    changes: list[tuple[int, int, bytes]] = []
    left = dict(notes)
    for one in (one for one in elements if one.name == "comment"):
        cell = cell_at(one.attributes.get("ref", ""))
        text = next((inner for inner in elements if inner.name == "text" and one.holds(inner)), None)
        if cell in left and text is not None and not text.hollow:
            changes.append((text.close, text.close, _run(f"\n{BELOW}\n{left.pop(cell)}", prefix)))
    added = [_comment(cell, text, number, prefix) for cell, text in sorted(left.items())]
    if added:
        changes += [into(comments, by, f"<{prefix}author>{AUTHOR}</{prefix}author>".encode())]
        changes += [into(comments, listed, b"".join(added))]
    return replaced(comments, changes), sorted(left)


def _run(text: str, prefix: str) -> bytes:
    return f'<{prefix}r><{prefix}t xml:space="preserve">{escape(text)}</{prefix}t></{prefix}r>'.encode()


def _comment(cell: Cell, text: str, author: int, prefix: str) -> bytes:
    run = _run(f"{AUTHOR}:\n{text}", prefix)
    head = f'<{prefix}comment ref="{cell_name(cell)}" authorId="{author}"><{prefix}text>'
    return head.encode() + run + f"</{prefix}text></{prefix}comment>".encode()


def without_shapes(shapes: bytes, cells: Collection[Cell]) -> bytes:
    """The drawing without the shapes of the comments at these cells."""
    gone = set(cells)

    def kept(match: re.Match[bytes]) -> bytes:
        row, column = _ROW.search(match[0]), _COLUMN.search(match[0])
        ours = b'ObjectType="Note"' in match[0] and row and column and (int(row[1]), int(column[1])) in gone
        return b"" if ours else match[0]

    return _SHAPE.sub(kept, shapes)


def with_shapes(shapes: bytes, notes: Mapping[Cell, str]) -> bytes:
    """The drawing with a shape for each comment."""
    end = shapes.rfind(b"</xml>")
    first = max((int(number) for number in _ID.findall(shapes)), default=1024) + 1
    kind = b"" if b'id="_x0000_t202"' in shapes else _TYPE
    made = [_shape(number, cell, text) for number, (cell, text) in enumerate(sorted(notes.items()), first)]
    return shapes[:end] + kind + b"".join(made) + shapes[end:]


def _shape(number: int, cell: Cell, text: str) -> bytes:
    row, column = cell
    lines = min(max(sum(1 + len(line) // LINE for line in text.split("\n")) + 2, 4), 16)
    anchor = f"{column + 1}, 15, {max(row - 1, 0)}, 10, {column + 4}, 15, {row + lines}, 4"
    box = f"margin-left:80pt;margin-top:5pt;width:300pt;height:{15 * lines}pt"
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;{box};z-index:1;'
        'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
        "</x:ClientData></v:shape>"
    ).encode()
