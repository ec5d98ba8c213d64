"""XML in the native form: an element for each field, and of a list one for each item."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from catalog_validator.model.place import Path
from catalog_validator.model.profile import Field, FieldType
from catalog_validator.model.text import trim
from catalog_validator.writers.catalog import LISTS, Catalog, Tell, legible, scalar_text

UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 can hold, even by its number."""
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_MARKS = re.compile("[&<>\r]")
_WRITTEN = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}


def write_xml(catalog: Catalog, out: BinaryIO) -> None:
    """``<catalog>`` with ``<profile>`` and an ``<entry>`` for each entry, in UTF-8."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<catalog>\n  '
    out.write(f"{head}<profile>{_escaped(catalog.profile.id)}</profile>\n".encode())
    fields = {wanted.id: wanted for wanted in catalog.profile.fields}
    nothing = f"    <{catalog.profile.fields[0].id}/>\n"
    for entry, tell in catalog.arranged():
        lines = [line for name, value in entry.items() for line in _field(value, fields[name], (name,), "    ", tell)]
        # An element without anything in it would not be read as an entry.
        out.write("".join(("  <entry>\n", *(lines or [nothing]), "  </entry>\n")).encode())
    out.write(b"</catalog>\n")


def _field(value: object, wanted: Field, path: Path, indent: str, tell: Tell) -> Iterator[str]:
    """The elements of a field or part; none where it has no value."""
    if wanted.type in LISTS or wanted.type is FieldType.RECORDS:
        for index, item in enumerate(_items(value, wanted)):
            yield from _element(item, wanted, (*path, index), indent, tell)
    elif value is not None:
        yield from _element(value, wanted, path, indent, tell)


def _items(value: object, wanted: Field) -> list[object]:
    """The items of a list. A bare text is split as a cell is, because every element would be one item."""
    if isinstance(value, list):
        return value
    if isinstance(value, str) and wanted.type in LISTS:
        return [part for part in value.replace(";", "\n").splitlines() if trim(part)] or [value]
    return [] if value is None else [value]


def _element(value: object, wanted: Field, path: Path, indent: str, tell: Tell) -> Iterator[str]:
    """One element with a text, or with the parts of a record."""
    if value is None or value in ("", {}, []):
        yield f"{indent}<{wanted.id}/>\n"
    elif isinstance(value, dict):
        inner = [line for key, part in value.items() for line in _part(key, part, wanted, path, indent + "  ", tell)]
        yield (
            f"{indent}<{wanted.id}>\n{''.join(inner)}{indent}</{wanted.id}>\n" if inner else f"{indent}<{wanted.id}/>\n"
        )
    else:
        text = _text(value, path, tell)
        if text is not None:
            yield f"{indent}<{wanted.id}>{text}</{wanted.id}>\n"


def _part(key: str, value: object, wanted: Field, path: Path, indent: str, tell: Tell) -> Iterator[str]:
    """A part of a record, or a member that the profile does not know."""
    part = next((part for part in wanted.parts if part.id == key), None)
    if part is not None:
        yield from _field(value, part, (*path, key), indent, tell)
    elif not _NAME.fullmatch(key) or key.lower().startswith("xml"):
        tell((*path, key), "member", {"value": key})
    elif value is None or value in ("", {}, []):
        yield f"{indent}<{key}/>\n"
    elif (text := _text(value, (*path, key), tell)) is not None:
        yield f"{indent}<{key}>{text}</{key}>\n"


def _text(value: object, path: Path, tell: Tell) -> str | None:
    """A value as the text of an element; None, and said, where it is a list or an object."""
    text = scalar_text(value)
    if text is None:
        tell(path, "number" if isinstance(value, int | float) else "shape", {})
        return None
    return _escaped(legible(text, UNFIT, path, tell))


def _escaped(text: str) -> str:
    return _MARKS.sub(lambda match: _WRITTEN[match.group()], text)
