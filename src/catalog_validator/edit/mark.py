"""A workbook with marks: coloured cells, comments, and a sheet before all others. What is not marked stays as it is.

Marks of last time are taken away first, so that marking twice is marking once.
"""

import posixpath
from collections import defaultdict
from collections.abc import Mapping, Sequence

from catalog_validator.edit import mark_notes as notes
from catalog_validator.edit.cell_names import Cell, Merged, cell_at
from catalog_validator.edit.mark_book import Book
from catalog_validator.edit.mark_cover import Sheets, cover_part, with_sheet, without_sheet
from catalog_validator.edit.mark_sheet import Tail, with_colours, with_drawing, without_colours, without_drawing
from catalog_validator.edit.mark_styles import EMPTY, StyleBook, Styles, place_styles
from catalog_validator.edit.outline import MarkError, outline
from catalog_validator.model.finding import Severity
from catalog_validator.model.limits import Limits
from catalog_validator.model.marked import Cover, Mark

__all__ = ["MarkError", "check_markable", "mark_workbook"]

_COVER = "catvalCover"
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def check_markable(data: bytes, limits: Limits) -> None:
    """`MarkError` for a workbook that cannot be marked."""
    Book.of(data, limits).sheets()


def mark_workbook(data: bytes, marks: Sequence[Mark], cover: Cover, limits: Limits) -> bytes:
    """The workbook with these marks and this cover, and none of last time. `MarkError` where it cannot be marked."""
    book = Book.of(data, limits)
    active = _uncover(book, cover.names)
    styles = _place_styles(book)
    by_sheet: defaultdict[str, list[tuple[Cell, Mark]]] = defaultdict(list)
    for mark in marks:
        sheet, _, name = mark.cell.rpartition("!")
        if (cell := cell_at(name)) is not None:
            by_sheet[sheet].append((cell, mark))
    for name, part in book.sheets().items():
        _clean(book, part)
        if by_sheet[name]:
            _mark_sheet(book, part, by_sheet[name], styles)
    _put_cover(book, cover, styles, active=active)
    return book.packed()


def _uncover(book: Book, names: frozenset[str]) -> bool:
    """Take away the cover of last time; whether it was the open sheet."""
    active = False
    while True:
        listed = Sheets.of(book.read(book.main))
        ours = [at for at, sheet in enumerate(listed.items) if sheet.attributes.get("name") in names]
        if not ours or len(listed.items) == 1:
            return active
        link = listed.link(listed.items[ours[0]])
        active = active or any(int(view.attributes.get("activeTab", "0")) == ours[0] for view in listed.views)
        part = next((known.target for known in book.links(book.main) if known.id == link), None)
        book.put(book.main, without_sheet(book.read(book.main), ours[0]))
        if part is not None:
            book.unlink(book.main, [part])
            book.drop(part)


def _place_styles(book: Book) -> Styles:
    part = _linked(book, book.main, "styles")
    if part is None:
        part = posixpath.join(posixpath.dirname(book.main), "styles.xml")
        book.link(book.main, "styles", part, "catvalStyles")
        book.declare(part, "styles")
        book.put(part, EMPTY % book.space("spreadsheetml").encode())
    styles = StyleBook(book.read(part))
    placed = place_styles(styles)
    book.put(part, styles.xml)
    return placed


def _linked(book: Book, part: str, kind: str) -> str | None:
    """The part that another leads to, by the kind of the relationship."""
    found = (known.target for known in book.links(part) if known.kind == kind and known.target in book)
    return next(found, None)


def _clean(book: Book, part: str) -> None:
    """A sheet without marks of last time."""
    sheet = book.read(part)
    if Tail.of(sheet).is_coloured():
        book.put(part, without_colours(sheet))
    comments = _linked(book, part, "comments")
    if comments is None or notes.AUTHOR.encode() not in book.read(comments):
        return
    left, cells = notes.without_ours(book.read(comments))
    shapes = _linked(book, part, "vmlDrawing")
    if cells and not notes.count_comments(left):
        _drop_notes(book, part, comments, shapes, cells)
        return
    book.put(comments, left)
    if shapes is not None:
        book.put(shapes, notes.without_shapes(book.read(shapes), cells))


def _drop_notes(book: Book, part: str, comments: str, shapes: str | None, cells: Sequence[Cell]) -> None:
    """The part of comments goes with the last of them; their drawing too, where it holds nothing else."""
    gone = [comments]
    if shapes is not None:
        bare = notes.without_shapes(book.read(shapes), cells)
        if b"<v:shape " in bare or b"<v:rect" in bare:
            book.put(shapes, bare)
        else:
            gone.append(shapes)
            book.put(part, without_drawing(book.read(part)))
    book.unlink(part, gone)
    for name in gone:
        book.drop(name)


def _mark_sheet(book: Book, part: str, marks: Sequence[tuple[Cell, Mark]], styles: Styles) -> None:
    """Colours and comments of one sheet, at the cells that are seen."""
    sheet = book.read(part)
    merged = Merged(Tail.of(sheet).merged())
    coloured: dict[Cell, Severity] = {}
    said: dict[Cell, list[str]] = {}
    for hidden, mark in marks:
        cell = merged.seen(hidden)
        coloured[cell] = min(coloured.get(cell, mark.severity), mark.severity, key=_RANK.__getitem__)
        if mark.note is not None:
            said.setdefault(cell, []).append(mark.note)
    by_severity = {
        severity: [cell for cell, own in coloured.items() if own is severity]
        for severity in _RANK
        if severity in coloured.values()
    }
    book.put(part, with_colours(sheet, by_severity, styles.colours))
    threaded = _threaded(book, part)
    _put_notes(book, part, {cell: "\n\n".join(texts) for cell, texts in said.items() if cell not in threaded})


def _threaded(book: Book, part: str) -> set[Cell]:
    """Cells at which people talk with one another: a comment of ours has no room there."""
    found: set[Cell] = set()
    for known in book.links(part):
        if known.kind == "threadedComment" and known.target in book:
            cells = (cell_at(one.attributes.get("ref", "")) for one in outline(book.read(known.target), 1))
            found.update(cell for cell in cells if cell is not None)
    return found


def _put_notes(book: Book, part: str, said: Mapping[Cell, str]) -> None:
    """Comments and their shapes, in parts of their own where the sheet has none."""
    if not said:
        return
    stem = posixpath.basename(part).removesuffix(".xml")
    folder = posixpath.dirname(posixpath.dirname(part))
    comments = _linked(book, part, "comments")
    if comments is None:
        comments = posixpath.join(folder, f"catvalComments-{stem}.xml")
        book.put(comments, notes.NO_COMMENTS % book.space("spreadsheetml").encode())
        book.declare(comments, "comments")
        book.link(part, "comments", comments, "catvalComments")
    written, alone = notes.with_ours(book.read(comments), said)
    book.put(comments, written)
    _put_shapes(book, part, posixpath.join(folder, "drawings", f"catvalNotes-{stem}.vml"), {c: said[c] for c in alone})


def _put_shapes(book: Book, part: str, fresh: str, said: Mapping[Cell, str]) -> None:
    if not said:
        return
    drawing = Tail.of(book.read(part)).drawing()
    shapes = next((known.target for known in book.links(part) if known.id == drawing and known.target in book), None)
    if shapes is None:
        shapes = fresh
        book.put(shapes, notes.NO_SHAPES)
        book.declare_vml()
        link = book.link(part, "vmlDrawing", shapes, "catvalNotes")
        book.put(part, with_drawing(without_drawing(book.read(part)), link, book.space("relationships")))
    book.put(shapes, notes.with_shapes(book.read(shapes), said))


def _put_cover(book: Book, cover: Cover, styles: Styles, *, active: bool) -> None:
    part = posixpath.join(posixpath.dirname(book.main), "worksheets", f"{_COVER}.xml")
    link = book.link(book.main, "worksheet", part, _COVER)
    book.declare(part, "worksheet")
    book.put(part, cover_part(cover, styles.cover, book.space("spreadsheetml"), active=active))
    book.put(book.main, with_sheet(book.read(book.main), cover.title, link, book.space("relationships"), active=active))
