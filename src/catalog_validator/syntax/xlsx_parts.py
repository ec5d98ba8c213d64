"""The parts that sheets lean on: the list of sheets, shared texts, and which number formats show dates."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote

from catalog_validator.model.limits import Limits
from catalog_validator.syntax.xlsx_package import Package, broken, limit_error, not_xlsx
from catalog_validator.syntax.xlsx_quick import unquote_entities, walk_records
from catalog_validator.syntax.xlsx_value import Shows, format_shows
from catalog_validator.syntax.xlsx_xml import walk

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_TEXT = re.compile('<si><t(?: xml:space="preserve")?>([^<]*)</t>')
"""A shared text without runs."""
_HIDDEN = ("hidden", "veryHidden")
"""States of a sheet; the second is one that only a macro can show again."""


class _Part:
    """Common to the small parts: local names, depth, the text of the current element."""

    def __init__(self, limits: Limits) -> None:
        self.done = False
        self.limits = limits
        self.depth = 0
        self.pieces: list[str] = []

    @property
    def text(self) -> Callable[[str], object]:
        return self.pieces.append

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > self.limits.depth:
            raise limit_error("CV903", self.limits, "depth")
        self.pieces.clear()
        self.opened(name.rpartition(":")[2], attributes)

    def end(self, name: str) -> None:
        self.depth -= 1
        self.closed(name.rpartition(":")[2])
        self.pieces.clear()

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """An element with this local name opens."""

    def closed(self, name: str) -> None:
        """An element with this local name closes."""


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship: what the other part is, by the last word of its type, and its name."""

    kind: str
    target: str
    external: bool


class _Links(_Part):
    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.links: dict[str, Link] = {}

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2]
            external = attributes.get("TargetMode") == "External"
            self.links[attributes.get("Id", "")] = Link(kind, attributes.get("Target", ""), external)


class _Book(_Part):
    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.since_1904 = False
        self.sheets: list[tuple[str, str, bool]] = []

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr":
            self.since_1904 = attributes.get("date1904") in ("1", "true", "on")
        elif name == "sheet":
            link = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            self.sheets.append((attributes.get("name", ""), link, attributes.get("state") not in _HIDDEN))


class _Texts(_Part):
    opening = b"<sst"
    closing = "</si>"

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.texts: list[str] = []
        self._runs: list[str] = []
        self._phonetic = 0

    @property
    def ready(self) -> bool:
        """Between two texts."""
        return self.depth == 1

    def take(self, record: str) -> bool:
        """One text."""
        match = _TEXT.fullmatch(record)
        if match is None:
            return False
        self._keep(unquote_entities(match[1]))
        return True

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self._runs.clear()
        elif name == "rPh":
            self._phonetic += 1

    def closed(self, name: str) -> None:
        if name == "t" and not self._phonetic:
            self._runs.extend(self.pieces)
        elif name == "rPh":
            self._phonetic -= 1
        elif name == "si":
            self._keep("".join(self._runs))

    def _keep(self, text: str) -> None:
        self.texts.append(unescape(text))
        if len(self.texts) > self.limits.cells:
            raise limit_error("CV906", self.limits, "cells")


class _Styles(_Part):
    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.codes: dict[str, str] = {}
        self.formats: list[str] = []
        self._in_cells = False

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self.codes.setdefault(attributes.get("numFmtId", ""), attributes.get("formatCode", ""))
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            self.formats.append(attributes.get("numFmtId", "0"))

    def closed(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cells = False


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A sheet of cells, as the workbook names it."""

    name: str
    part: str | None
    """None where it is not to be found."""
    shown: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """What is known before a sheet is read."""

    sheets: list[Worksheet]
    """In the workbook's order."""
    since_1904: bool
    texts: list[str] = field(default_factory=list)
    shows: dict[str, Shows] = field(default_factory=dict)
    """Number of a cell's style → what it makes of a number, for styles that show dates or times."""


def read_workbook(package: Package, limits: Limits) -> Workbook:
    """Everything but the sheets' own parts. `WorkbookError` when the package holds no workbook."""
    main = _main_part(package, limits)
    book = _Book(limits)
    _drain(package, main, book, limits)
    links = _links(package, main, limits)
    workbook = Workbook(_worksheets(book, links, main), book.since_1904)
    for link in links.values():
        target = _resolve(main, link.target)
        if link.external or target not in package:
            continue
        if link.kind == "sharedStrings":
            texts = _Texts(limits)
            for _ in walk_records(package, target, texts, limits):
                pass
            workbook.texts.extend(texts.texts)
        elif link.kind == "styles":
            styles = _Styles(limits)
            _drain(package, target, styles, limits)
            workbook.shows.update(_date_styles(styles))
    return workbook


def unescape(text: str) -> str:
    """The text with ``_x000D_`` and its like as the characters they stand for."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def _main_part(package: Package, limits: Limits) -> str:
    links = _links(package, "", limits)
    targets = [_resolve("", link.target) for link in links.values() if link.kind == "officeDocument"]
    main = targets[0] if targets else "xl/workbook.xml"
    if main.lower().endswith(".bin") or (main not in package and "xl/workbook.bin" in package):
        raise not_xlsx("XLSB")
    if main not in package and "xl/workbook.xml" in package:
        main = "xl/workbook.xml"
    kind = package.kind()
    if main not in package or kind != "ZIP":
        raise not_xlsx(kind)
    return main


def _links(package: Package, part: str, limits: Limits) -> dict[str, Link]:
    folder, name = posixpath.split(part)
    place = posixpath.join(folder, "_rels", f"{name}.rels")
    links = _Links(limits)
    if place in package:
        _drain(package, place, links, limits)
    return links.links


def _worksheets(book: _Book, links: dict[str, Link], main: str) -> list[Worksheet]:
    """All sheets of cells; sheets that are a chart, a dialog or macros are left out."""
    sheets: list[Worksheet] = []
    for name, identity, shown in book.sheets:
        link = links.get(identity)
        if link is None or link.external:
            sheets.append(Worksheet(name, None, shown))
        elif link.kind == "worksheet":
            sheets.append(Worksheet(name, _resolve(main, link.target), shown))
    if not book.sheets:
        raise broken("", "<sheet>")
    return sheets


def _date_styles(styles: _Styles) -> dict[str, Shows]:
    known: dict[str, Shows | None] = {}
    for number in styles.formats:
        if number not in known:
            known[number] = format_shows(number, styles.codes.get(number))
    return {str(index): shows for index, number in enumerate(styles.formats) if (shows := known[number]) is not None}


def _resolve(part: str, target: str) -> str:
    """The name of the part that a relationship of ``part`` points to. What leaves the package is not found in it."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), unquote(target))).lstrip("/")


def _drain(package: Package, part: str, sink: _Part, limits: Limits) -> None:
    for _ in walk(package, part, sink, limits):
        pass
