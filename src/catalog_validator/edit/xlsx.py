"""Workbooks with some cells changed: their texts stand in the cells themselves afterwards, with the style they had.

Every other part of the package, and every other cell, stays as it is, byte for byte.
"""

import re
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from catalog_validator.edit.package import attributes_of, repacked, sheet_parts
from catalog_validator.edit.text import Edit
from catalog_validator.edit.tokens import cell_text, plain_text
from catalog_validator.model.dataclass import dataclass, field

_CELL = re.compile(r"<c((?:\s+[\w:]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*(?:/>|>(.*?)</c>)", re.DOTALL)
_STORED = re.compile(r"<v>([^<]*)</v>")
_INLINE = re.compile(r"<is><t(?:\s[^<>]*)?>([^<]*)</t></is>")
_SHARED = re.compile(r"<si>(.*?)</si>|<si\s*/>", re.DOTALL)
_PLAIN = re.compile(r"<t(?:\s[^<>]*)?>([^<]*)</t>")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]|_x[0-9A-Fa-f]{4}_")


def edit_workbook(data: bytes, edits: Sequence[Edit]) -> tuple[bytes, frozenset[int]]:
    """The changed workbook, and the indexes of the edits that were left.

    Left is a cell with a formula, with several formats inside its text, or written in an unusual way.
    """
    try:
        package = zipfile.ZipFile(BytesIO(data))
        parts = sheet_parts(package)
        texts = _shared_texts(package)
    except (KeyError, UnicodeDecodeError, zipfile.BadZipFile):
        return data, frozenset(range(len(edits)))
    wanted: dict[str, dict[str, list[int]]] = {}
    left: set[int] = set()
    for index, edit in enumerate(edits):
        sheet, _, name = ((edit.position and edit.position.cell) or "").rpartition("!")
        if sheet in parts:
            wanted.setdefault(parts[sheet], {}).setdefault(name, []).append(index)
        else:
            left.add(index)
    changed: dict[str, bytes] = {}
    for part, cells in wanted.items():
        change = _SheetChange(texts, edits, cells)
        changed[part] = _CELL.sub(change.cell, package.read(part).decode("utf-8")).encode("utf-8")
        left.update(index for indexes in cells.values() for index in indexes if index not in change.done)
    return repacked(package, changed), frozenset(left)


@dataclass(slots=True)
class _SheetChange:
    """The cells of one sheet that are to change, met one after the other."""

    texts: Sequence[str | None]
    edits: Sequence[Edit]
    cells: Mapping[str, list[int]]
    """Name of a cell → its edits."""
    done: set[int] = field(default_factory=set)

    def cell(self, match: re.Match[str]) -> str:
        """The cell as it will stand in the sheet."""
        attributes = dict(attributes_of(match[1]))
        indexes = self.cells.get(attributes.get("r", ""))
        if indexes is None:
            return match.group()
        text = self._text(attributes.get("t", "n"), match[2] or "")
        made: list[int] = []
        for index in indexes:
            after = None if text is None else cell_text(text, self.edits[index].old, self.edits[index].new)
            if after is not None:
                text = after
                made.append(index)
        if not made or text is None or _CONTROL.search(text):
            return match.group()
        self.done.update(made)
        kept = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items() if name != "t")
        return f'<c{kept} t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'

    def _text(self, kind: str, content: str) -> str | None:
        """The text that a cell shows; None for a formula, a number, and what has formats of its own."""
        if kind == "s" and (match := _STORED.fullmatch(content.strip())) and match[1].strip().isdigit():
            number = int(match[1])
            return self.texts[number] if number < len(self.texts) else None
        if kind == "inlineStr" and (match := _INLINE.fullmatch(content.strip())):
            return _said(match[1])
        return None


def _shared_texts(package: zipfile.ZipFile) -> list[str | None]:
    """The texts that cells share; None for one with formats inside."""
    if "xl/sharedStrings.xml" not in package.namelist():
        return []
    found: list[str | None] = []
    for match in _SHARED.finditer(package.read("xl/sharedStrings.xml").decode("utf-8")):
        plain = _PLAIN.fullmatch((match[1] or "").strip())
        found.append(_said(plain[1]) if plain else None)
    return found


def _said(content: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), plain_text(content))
