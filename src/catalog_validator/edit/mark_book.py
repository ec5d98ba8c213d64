"""A workbook under way: its parts as they are by now, and what the package says about them."""

import posixpath
import zipfile
from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import quoteattr

from catalog_validator.edit.mark_cover import Sheets
from catalog_validator.edit.outline import MarkError, into, outline, prefix_of, replaced
from catalog_validator.edit.package import MAIN, Link, links_in, links_place, repacked
from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.limits import Limits

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TYPES = "[Content_Types].xml"
_SPACES = {False: "http://schemas.openxmlformats.org/{}/2006", True: "http://purl.oclc.org/ooxml/{}"}
"""Beginnings of namespaces, by whether the workbook keeps to the strict form."""
_KINDS = {
    "worksheet": "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
    "comments": "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml",
    "styles": "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml",
}
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_NO_LINKS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


@dataclass(slots=True)
class Book:
    """A workbook under way: parts that have been changed, made or dropped."""

    package: zipfile.ZipFile
    main: str
    changed: dict[str, bytes] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, data: bytes, limits: Limits) -> "Book":
        """`MarkError` for what cannot be marked: signed, encrypted, damaged, too large, or no such workbook."""
        if data.startswith(_COMPOUND):
            raise MarkError("encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "other-format")
        try:
            package = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, IndexError) as error:
            raise MarkError("damaged") from error
        infos = package.infolist()
        if any(info.flag_bits & 1 for info in infos):
            raise MarkError("encrypted")
        if len({info.filename for info in infos}) < len(infos):
            raise MarkError("damaged")
        if len(infos) > limits.parts or sum(info.file_size for info in infos) > limits.inflated_bytes:
            raise MarkError("too-large")
        book = cls(package, MAIN)
        top = book.links("")
        signatures = (info for info in infos if info.filename.startswith("_xmlsignatures/"))
        if any(link.kind == "origin" for link in top) or any(signatures):
            raise MarkError("signed")
        book.main = next((link.target for link in top if link.kind == "officeDocument"), MAIN)
        if book.main not in book or book.main.endswith(".bin"):
            raise MarkError("other-format")
        return book

    def __contains__(self, name: str) -> bool:
        return name in self.changed or (name not in self.dropped and name in self.package.NameToInfo)

    def read(self, name: str) -> bytes:
        """A part as it is now."""
        if name in self.changed:
            return self.changed[name]
        try:  # `zipfile` says NotImplementedError of a compression or version that it does not know
            return self.package.read(name)
        except (KeyError, zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
            raise MarkError("damaged") from error

    def put(self, name: str, content: bytes) -> None:
        """A part, changed or new."""
        if name not in self or name in self.changed or self.read(name) != content:
            self.changed[name] = content

    def drop(self, name: str) -> None:
        """A part that goes, with what is said about it elsewhere in the package."""
        self.changed.pop(name, None)
        self.dropped.add(name)
        types = self.read(_TYPES)
        gone = [
            (one.start, one.end, b"")
            for one in outline(types, 1)
            if one.attributes.get("PartName", "").lstrip("/") == name
        ]
        self.put(_TYPES, replaced(types, gone))
        if (place := links_place(name)) in self:
            self.changed.pop(place, None)
            self.dropped.add(place)

    def links(self, part: str) -> list[Link]:
        """The relationships of a part."""
        place = links_place(part)
        try:
            return links_in(self.read(place).decode("utf-8"), part) if place in self else []
        except UnicodeDecodeError as error:
            raise MarkError("encoding") from error

    def link(self, part: str, kind: str, target: str, name: str) -> str:
        """A relationship, new or as it is; its id."""
        for known in self.links(part):
            if known.target == target and known.kind == kind:
                return known.id
        place = links_place(part)
        text = self.read(place) if place in self else _NO_LINKS
        root = outline(text, 0)[0]
        kinds = _SPACES[self.strict].format("officeDocument") + "/relationships/"
        where = posixpath.relpath(target, posixpath.dirname(part) or ".")
        prefix = prefix_of(text, root)
        made = f'<{prefix}Relationship Id="{name}" Type="{kinds}{kind}" Target={quoteattr(where)}/>'
        self.put(place, replaced(text, [into(text, root, made.encode())]))
        return name

    def unlink(self, part: str, targets: Sequence[str]) -> None:
        """The relationships of a part to these others go; without any, their part goes too."""
        place = links_place(part)
        text = self.read(place)
        ids = {known.id for known in self.links(part) if known.target in targets}
        elements = outline(text, 1)
        gone = [one for one in elements if one.depth == 1 and one.attributes.get("Id") in ids]
        self.put(place, replaced(text, [(one.start, one.end, b"") for one in gone]))
        if len(gone) == len(elements) - 1:
            self.changed.pop(place, None)
            self.dropped.add(place)

    def declare(self, name: str, kind: str) -> None:
        """What a new part is."""
        types = self.read(_TYPES)
        elements = outline(types, 1)
        if any(one.attributes.get("PartName", "").lstrip("/") == name for one in elements):
            return
        prefix = prefix_of(types, elements[0])
        made = f'<{prefix}Override PartName={quoteattr("/" + name)} ContentType="{_KINDS[kind]}"/>'
        self.put(_TYPES, replaced(types, [into(types, elements[0], made.encode())]))

    def declare_vml(self) -> None:
        """What drawings of the old kind are."""
        types = self.read(_TYPES)
        elements = outline(types, 1)
        if not any(one.attributes.get("Extension", "").lower() == "vml" for one in elements):
            made = f'<{prefix_of(types, elements[0])}Default Extension="vml" ContentType="{_VML}"/>'.encode()
            self.put(_TYPES, replaced(types, [(elements[0].inner, elements[0].inner, made)]))

    @property
    def strict(self) -> bool:
        """Whether the workbook keeps to the strict form of the format."""
        return b"http://purl.oclc.org/ooxml" in self.read(self.main)

    def space(self, kind: str) -> str:
        """A namespace of the format: ``spreadsheetml`` or that of ``relationships``."""
        if kind == "spreadsheetml":
            return _SPACES[self.strict].format(kind) + "/main"
        return _SPACES[self.strict].format("officeDocument") + "/relationships"

    def packed(self) -> bytes:
        """The whole package."""
        return repacked(self.package, self.changed, frozenset(self.dropped - set(self.changed)))

    def sheets(self) -> dict[str, str]:
        """Name → part, of sheets of cells in their order."""
        known = {link.id: link for link in self.links(self.main)}
        listed = Sheets.of(self.read(self.main))
        found = {}
        for sheet in listed.items:
            link = known.get(listed.link(sheet))
            if link is not None and link.kind == "worksheet" and link.target in self:
                found[sheet.attributes.get("name", "")] = link.target
        return found
