"""The sheet that is put first: its own part, and its place in the list of sheets.

Names that hold for one sheet, and the sheet that is open, are known by number; these numbers move along.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from catalog_validator.edit.cell_names import cell_name
from catalog_validator.edit.mark_styles import RUNNING
from catalog_validator.edit.outline import Element, MarkError, outline, prefix_of, replaced, with_attribute
from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.marked import Cover, CoverCell, CoverStyle

LINE = 15
"""Points of a line."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_RELATED = re.compile(r"[\w.-]*:id")


@dataclass(frozen=True, slots=True)
class Sheets:
    """The list of sheets of a workbook."""

    xml: bytes
    elements: Sequence[Element]

    @classmethod
    def of(cls, xml: bytes) -> "Sheets":
        """`MarkError` where there is no such list."""
        elements = outline(xml, 2)
        if not any(one.name == "sheets" and one.depth == 1 for one in elements):
            raise MarkError("damaged")
        return cls(xml, elements)

    @property
    def items(self) -> list[Element]:
        """The sheets in their order."""
        return [one for one in self.elements if one.depth == 2 and one.name == "sheet"]

    @property
    def views(self) -> list[Element]:
        """How windows show the workbook."""
        return [one for one in self.elements if one.depth == 2 and one.name == "workbookView"]

    def link(self, sheet: Element) -> str:
        """The relationship to a sheet's part."""
        return next((value for name, value in sheet.attributes.items() if _RELATED.fullmatch(name)), "")


def without_sheet(xml: bytes, index: int) -> bytes:
    """The workbook without one sheet, whose part has to go as well."""
    book = Sheets.of(xml)
    sheet = book.items[index]
    changes: list[tuple[int, int, bytes]] = [(sheet.start, sheet.end, b"")]
    for one in book.elements:
        local = one.attributes.get("localSheetId") if one.name == "definedName" else None
        if local is not None and local.isdigit():
            if int(local) == index:
                changes.append((one.start, one.end, b""))
            elif int(local) > index:
                changes.append(_numbered(xml, one, {"localSheetId": int(local) - 1}))
    for view in book.views:
        shown = {name: int(view.attributes.get(name, "0")) for name in ("activeTab", "firstSheet")}
        moved = {name: number - 1 for name, number in shown.items() if number > index}
        changes.append(_numbered(xml, view, moved))
    return replaced(xml, changes)


def with_sheet(xml: bytes, title: str, link: str, space: str, *, active: bool) -> bytes:
    """The workbook with one sheet more, the first; it is the open one only where it was."""
    book = Sheets.of(xml)
    prefix = prefix_of(xml, book.elements[0])
    listed = next(one for one in book.elements if one.name == "sheets" and one.depth == 1)
    number = max((int(one.attributes.get("sheetId", "0")) for one in book.items), default=0) + 1
    sheet = f'<{prefix}sheet xmlns:r="{space}" name={quoteattr(title)} sheetId="{number}" r:id="{link}"/>'
    changes: list[tuple[int, int, bytes]] = [(listed.inner, listed.inner, sheet.encode())]
    for one in book.elements:
        local = one.attributes.get("localSheetId") if one.name == "definedName" else None
        if local is not None and local.isdigit():
            changes.append(_numbered(xml, one, {"localSheetId": int(local) + 1}))
    for view in book.views:
        shown = {"activeTab": 0 if active else int(view.attributes.get("activeTab", "0")) + 1}
        if int(view.attributes.get("firstSheet", "0")):
            shown["firstSheet"] = int(view.attributes["firstSheet"]) + 1
        changes.append(_numbered(xml, view, shown))
    if not book.views and not active:
        views = f'<{prefix}bookViews><{prefix}workbookView activeTab="1"/></{prefix}bookViews>'
        changes.append((listed.start, listed.start, views.encode()))
    return replaced(xml, changes)


def _numbered(xml: bytes, element: Element, numbers: Mapping[str, int]) -> tuple[int, int, bytes]:
    tag = xml[element.start : element.inner]
    for name, number in numbers.items():
        tag = with_attribute(tag, name, str(number))
    return element.start, element.inner, tag


def cover_part(cover: Cover, styles: Mapping[CoverStyle, int], space: str, *, active: bool) -> bytes:
    """The part of the sheet itself; ``space``: the namespace of sheets."""
    rows: list[str] = []
    links: list[str] = []
    for number, cells in enumerate(cover.rows):
        written = "".join(_cells(number, cells, styles))
        lines = max((_lines(cell, width) for cell, width in zip(cells, cover.widths, strict=False)), default=1)
        height = f' ht="{LINE * lines}" customHeight="1"' if lines > 1 else ""
        rows.append(f'<row r="{number + 1}"{height}>{written}</row>')
        for column, cell in enumerate(cells):
            if cell.link is not None:
                links.append(
                    f'<hyperlink ref="{cell_name((number, column))}" location={quoteattr(_location(cell.link))}/>'
                )
    widths = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(cover.widths, 1)
    )
    selected = ' tabSelected="1"' if active else ""
    linked = f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{space}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView showGridLines="0"{selected} workbookViewId="0"/></sheetViews>'
        f"<cols>{widths}</cols><sheetData>{''.join(rows)}</sheetData>{linked}"
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    ).encode()


def _lines(cell: CoverCell, width: int) -> int:
    """Lines that a text takes in a column so wide; programs do not work it out before somebody types."""
    wrapped = isinstance(cell.value, str) and cell.style not in RUNNING
    return -(-len(str(cell.value)) // width) if wrapped else 1


def _cells(row: int, cells: Sequence[CoverCell], styles: Mapping[CoverStyle, int]) -> Iterator[str]:
    """Texts stand in the cells themselves and are never formulas."""
    for column, cell in enumerate(cells):
        name, style = cell_name((row, column)), styles[cell.style]
        if isinstance(cell.value, str):
            if cell.value:
                text = escape(_CONTROL.sub("�", cell.value))
                yield f'<c r="{name}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
        else:
            yield f'<c r="{name}" s="{style}"><v>{cell.value}</v></c>'


def _location(cell: str) -> str:
    sheet, _, name = cell.rpartition("!")
    return "'" + sheet.replace("'", "''") + f"'!{name}"
