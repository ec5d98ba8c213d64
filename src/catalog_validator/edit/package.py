"""The package around a workbook, to be changed part by part: every other part stays as it is, byte for byte."""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from urllib.parse import unquote

from catalog_validator.edit.tokens import plain_text
from catalog_validator.model.dataclass import dataclass

MAIN = "xl/workbook.xml"
_TAG = re.compile(r"<(?:\w+:)?(sheet|Relationship)((?:\s+[\w:]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*/?>")
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*(\"[^\"<]*\"|'[^'<]*')")


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship of a part."""

    id: str
    kind: str
    """The last word of its type."""
    target: str
    """Name of the other part, or an address outside."""
    external: bool


def attributes_of(written: str) -> Iterator[tuple[str, str]]:
    """Names and values of a tag's attributes."""
    for name, value in _ATTRIBUTE.findall(written):
        yield name, plain_text(value[1:-1])


def tags(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """All sheets and relationships of a part, with their attributes."""
    for kind, written in _TAG.findall(text):
        yield kind, dict(attributes_of(written))


def links_place(part: str) -> str:
    """Where the relationships of a part stand; of the package itself with an empty name."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def links(package: zipfile.ZipFile, part: str) -> list[Link]:
    """The relationships of a part. `UnicodeDecodeError` where they are not UTF-8."""
    place = links_place(part)
    if place not in package.namelist():
        return []
    return links_in(package.read(place).decode("utf-8"), part)


def links_in(text: str, part: str) -> list[Link]:
    """The same out of their text."""
    folder = posixpath.join("/", posixpath.dirname(part))
    found = []
    for kind, known in tags(text):
        if kind == "Relationship":
            outside = known.get("TargetMode") == "External"
            target = unquote(known.get("Target", ""))
            inside = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
            name = known.get("Type", "").rpartition("/")[2]
            found.append(Link(known.get("Id", ""), name, target if outside else inside, outside))
    return found


def sheet_parts(package: zipfile.ZipFile, main: str = MAIN) -> dict[str, str]:
    """Sheet name → name of its part. `KeyError` where the workbook is not there."""
    text = package.read(main).decode("utf-8")
    known = {link.id: link.target for link in links(package, main)}
    sheets: dict[str, str] = {}
    for kind, attributes in tags(text):
        link = next((value for name, value in attributes.items() if name.endswith(":id")), "")
        if kind == "sheet" and known.get(link) in package.namelist():
            sheets[attributes.get("name", "")] = known[link]
    return sheets


def repacked(package: zipfile.ZipFile, changed: Mapping[str, bytes], dropped: frozenset[str] = frozenset()) -> bytes:
    """The package with some parts changed; order, dates and packing stay, new parts come last."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as written:
        written.comment = package.comment
        for info in package.infolist():
            if info.filename not in dropped:
                data = changed.get(info.filename)
                written.writestr(info, package.read(info) if data is None else data, info.compress_type)
        for name in sorted(set(changed) - set(package.namelist())):
            # Without a date of its own, so that the same findings give the same bytes.
            fresh = zipfile.ZipInfo(name)
            fresh.external_attr = 0o600 << 16
            written.writestr(fresh, changed[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()
