"""The styles that marks need: put at the end of their lists, so that no style of the author's gets another number."""

from collections.abc import Mapping, Sequence

from catalog_validator.edit.outline import Element, MarkError, outline, prefix_of, replaced, with_attribute
from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.finding import Severity
from catalog_validator.model.marked import CoverStyle

EMPTY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="%s"><fonts count="1"><font/></fonts>'
    b'<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    b'</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    b'<cellXfs count="1"><xf/></cellXfs></styleSheet>'
)
"""Styles of a workbook that has none."""
_ORDER = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors",
    "extLst",
)  # fmt: skip
COLOURS: Mapping[Severity, str] = {
    Severity.ERROR: "FFFFC7CE",
    Severity.WARNING: "FFFFEB9C",
    Severity.NOTE: "FFDDEBF7",
}
_GOOD, _BAD, _HEAD = "FFC6EFCE", "FFFFC7CE", "FFDDEBF7"


RUNNING: frozenset[CoverStyle] = frozenset({"title", "wide", "wide_link"})
"""Styles of texts that run on over the cells beside them."""


@dataclass(frozen=True, slots=True)
class Styles:
    """Numbers of the styles that were put in."""

    colours: Mapping[Severity, int]
    """Of the formats that colour a cell."""
    cover: Mapping[CoverStyle, int]


class StyleBook:
    """A part of styles that is being added to."""

    def __init__(self, xml: bytes) -> None:
        """`MarkError` where it cannot be."""
        self.xml = xml

    def place(self, group: str, item: str) -> int:
        """The number of an item of a list, written without prefixes; put there if it is not there yet."""
        elements = outline(self.xml, 2)
        if not elements:
            raise MarkError("damaged")
        prefix = prefix_of(self.xml, elements[0])
        written = _prefixed(item, prefix)
        listed = next((one for one in elements if one.depth == 1 and one.name == group), None)
        if listed is None:
            self._begin(elements, group, prefix)
            return self.place(group, item)
        items = [self.xml[one.start : one.end] for one in elements if one.depth == 2 and listed.holds(one)]
        if written in items:
            return items.index(written)
        self._append(listed, written, len(items))
        return len(items)

    def _append(self, listed: Element, item: bytes, count: int) -> None:
        tag = with_attribute(self.xml[listed.start : listed.inner], "count", str(count + 1))
        if listed.hollow:
            name = tag[1:].split()[0].rstrip(b"/>")
            whole = tag[:-2].rstrip() + b">" + item + b"</" + name + b">"
            self.xml = replaced(self.xml, [(listed.start, listed.end, whole)])
        else:
            self.xml = replaced(self.xml, [(listed.start, listed.inner, tag), (listed.close, listed.close, item)])

    def _begin(self, elements: Sequence[Element], group: str, prefix: str) -> None:
        """An empty list, where the format wants it."""
        rank = _ORDER.index(group)
        later = (one.start for one in elements if one.depth == 1 and one.name in _ORDER[rank + 1 :])
        at = next(later, elements[0].close)
        self.xml = replaced(self.xml, [(at, at, f'<{prefix}{group} count="0"></{prefix}{group}>'.encode())])


def _prefixed(item: str, prefix: str) -> bytes:
    return item.replace("</", "\0").replace("<", f"<{prefix}").replace("\0", f"</{prefix}").encode()


def place_styles(book: StyleBook) -> Styles:
    """Everything that marks and the cover need."""
    colours = {severity: book.place("dxfs", _coloured(rgb)) for severity, rgb in COLOURS.items()}
    plain = _font(book, "")
    bold = _font(book, "<b/>")
    linked = _font(book, "<u/>", 11, '<color rgb="FF0563C1"/>')
    fonts: Mapping[CoverStyle, int] = {
        "plain": plain, "title": _font(book, "<b/>", 14), "wide": plain, "head": bold, "good": plain, "bad": plain,
        "score": plain,
        "link": linked, "wide_link": linked,
    }  # fmt: skip
    fills = {"good": _fill(book, _GOOD), "bad": _fill(book, _BAD), "head": _fill(book, _HEAD)}
    return Styles(
        colours,
        {
            name: _cell_style(book, font, fills.get(name, 0), 2 if name in ("score", "good", "bad") else 0, name)
            for name, font in fonts.items()
        },
    )


def _coloured(rgb: str) -> str:
    colours = f'<fgColor rgb="{rgb}"/><bgColor rgb="{rgb}"/>'
    return f'<dxf><fill><patternFill patternType="solid">{colours}</patternFill></fill></dxf>'


def _font(book: StyleBook, signs: str, size: int = 11, colour: str = "") -> int:
    return book.place("fonts", f'<font>{signs}<sz val="{size}"/>{colour}<name val="Calibri"/><family val="2"/></font>')


def _fill(book: StyleBook, rgb: str) -> int:
    colour = f'<fgColor rgb="{rgb}"/><bgColor indexed="64"/>'
    return book.place("fills", f'<fill><patternFill patternType="solid">{colour}</patternFill></fill>')


def _cell_style(book: StyleBook, font: int, fill: int, form: int, name: CoverStyle) -> int:
    """Texts are wrapped; those above the table run on over their neighbours."""
    wrap = '<alignment vertical="top"/>' if name in RUNNING else '<alignment vertical="top" wrapText="1"/>'
    return book.place(
        "cellXfs",
        f'<xf numFmtId="{form}" fontId="{font}" fillId="{fill}" borderId="0" xfId="0" applyNumberFormat="1" '
        f'applyFont="1" applyFill="1" applyAlignment="1">{wrap}</xf>',
    )
