"""What follows the cells of a sheet: colours by condition, and the link to the shapes of its comments.

Cells are coloured by a condition that always holds, not by their style: so no cell changes, one that is not there can
be coloured too, and what was coloured last time is known again after any program has saved the workbook.
"""

import re
from collections.abc import Mapping, Sequence

from catalog_validator.edit.cell_names import Cell, areas, in_pieces
from catalog_validator.edit.outline import Element, MarkError, outline, replaced
from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.finding import Severity

FORMULA = 'LEN("catval")=6'
"""Holds always, and says whose it is."""
_OURS = (b'"catval"', b"&quot;catval&quot;")
_ORDER = (
    "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate",
    "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks",
    "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties",
    "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture",
    "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
"""What may follow the cells, in this order."""
_CELLS_END = re.compile(rb"</(?:\w+:)?sheetData\s*>|<(?:\w+:)?sheetData\s*/>")
_ROOT_END = re.compile(rb"</(\w+:)?worksheet\s*>\s*")
_AREAS = 200
"""Areas in one element."""
_LINK = re.compile(rb":id\s*=\s*[\"']([^\"']*)[\"']")


@dataclass(frozen=True, slots=True)
class Tail:
    """A sheet from the end of its cells on."""

    xml: bytes
    at: int
    """Where it begins in the sheet's part."""
    prefix: str
    elements: Sequence[Element]
    """By offsets in ``xml``; depth 1 and below."""

    @classmethod
    def of(cls, sheet: bytes) -> "Tail":
        """`MarkError` where the part is no sheet as programs write it."""
        if sheet.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise MarkError("encoding")
        ends = list(_CELLS_END.finditer(sheet))
        root = _ROOT_END.search(sheet, ends[-1].end()) if ends else None
        if root is None:
            raise MarkError("damaged")
        xml = sheet[ends[-1].end() : root.start()]
        # Under a root of our own, whose tag has as many bytes as it is cut off again.
        inside = outline(b"<r>" + xml + b"</r>", 2)
        moved = [
            Element(one.name, one.depth, one.start - 3, one.inner - 3, one.close - 3, one.end - 3, one.attributes)
            for one in inside
            if one.depth
        ]
        return cls(xml, ends[-1].end(), (root[1] or b"").decode(), moved)

    def top(self, name: str) -> list[Element]:
        """The elements of this name that belong to the sheet itself."""
        return [one for one in self.elements if one.depth == 1 and one.name == name]

    def place(self, name: str) -> int:
        """Where an element of this name has to stand: before all that must follow it."""
        rank = _ORDER.index(name)
        for one in self.elements:
            known = "controls" if one.name == "AlternateContent" else one.name
            if one.depth == 1 and known in _ORDER and _ORDER.index(known) >= rank:
                return one.start
        return len(self.xml)

    def drawing(self) -> str | None:
        """The id of the relationship to the shapes of comments."""
        for one in self.top("legacyDrawing"):
            match = _LINK.search(self.xml[one.start : one.inner])
            return match[1].decode() if match else None
        return None

    def merged(self) -> list[str]:
        """Areas of merged cells."""
        return [one.attributes.get("ref", "") for one in self.elements if one.depth == 2 and one.name == "mergeCell"]

    def is_coloured(self) -> bool:
        """Whether some of its cells were coloured by us."""
        return any(mark in self.xml for mark in _OURS)


def without_colours(sheet: bytes) -> bytes:
    """The sheet without the conditions that are ours."""
    tail = Tail.of(sheet)
    changes: list[tuple[int, int, bytes]] = []
    for one in tail.top("conditionalFormatting"):
        rules = [rule for rule in tail.elements if rule.depth == 2 and one.holds(rule)]
        ours = [rule for rule in rules if any(mark in tail.xml[rule.start : rule.end] for mark in _OURS)]
        gone = [one] if ours and len(ours) == len(rules) else ours
        changes += [(tail.at + rule.start, tail.at + rule.end, b"") for rule in gone]
    return replaced(sheet, changes)


def with_colours(sheet: bytes, cells: Mapping[Severity, Sequence[Cell]], formats: Mapping[Severity, int]) -> bytes:
    """The sheet with cells coloured, before any other condition."""
    tail = Tail.of(sheet)
    p, made = tail.prefix, []
    for severity, some in cells.items():
        for stretch in in_pieces(areas(some), _AREAS):
            rule = (
                f'<{p}cfRule type="expression" dxfId="{formats[severity]}" priority="1">'
                f"<{p}formula>{FORMULA}</{p}formula></{p}cfRule>"
            )
            made.append(f'<{p}conditionalFormatting sqref="{" ".join(stretch)}">{rule}</{p}conditionalFormatting>')
    at = tail.at + tail.place("conditionalFormatting")
    return replaced(sheet, [(at, at, "".join(made).encode())])


def with_drawing(sheet: bytes, link: str, space: str) -> bytes:
    """The sheet with a link to the shapes of its comments; ``space``: the namespace of links."""
    tail = Tail.of(sheet)
    at = tail.at + tail.place("legacyDrawing")
    element = f'<{tail.prefix}legacyDrawing xmlns:r="{space}" r:id="{link}"/>'
    return replaced(sheet, [(at, at, element.encode())])


def without_drawing(sheet: bytes) -> bytes:
    """The sheet without that link."""
    tail = Tail.of(sheet)
    gone = [(tail.at + one.start, tail.at + one.end, b"") for one in tail.top("legacyDrawing")]
    return replaced(sheet, gone)
