"""YAML that means the same under versions 1.1 and 1.2: what could be taken for anything but its text is quoted."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import BinaryIO

from catalog_validator.writers.catalog import Catalog
from catalog_validator.writers.plain import carried

_PLAIN = re.compile(r"[^\W\d_](?:[\w .,()/%–—…“”+-]|:(?=[^\s])|[;'](?=\S))*", re.UNICODE)
"""Begins with a letter; holds nothing that YAML gives a meaning to."""
_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
"""What some version of YAML reads as something else than text, in any case."""
_UNFIT = re.compile('[\x00-\x1f"\\\\\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|[\u200b-\u200f\u202a-\u202e\u2060-\u206f]')
"""What stands in a quoted text by its number: controls, marks of direction, and what nobody would see."""
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}


def write_yaml(catalog: Catalog, out: BinaryIO) -> None:
    """``profile`` and ``entries``, in blocks."""
    out.write(f"profile: {_scalar(catalog.profile.id)}\nentries:".encode())
    empty = True
    for entry, tell in catalog.arranged():
        value = {name: carried(inner, (name,), tell) for name, inner in entry.items()}
        out.write("".join(("\n" if empty else "", *_item(value, "  "))).encode())
        empty = False
    if empty:
        out.write(b" []\n")


def _item(value: object, indent: str) -> Iterator[str]:
    """One item of a list."""
    if isinstance(value, list | dict) and value:
        first, *rest = _block(value, indent + "  ")
        yield f"{indent}- {first[len(indent) + 2 :]}"
        yield from rest
    else:
        yield f"{indent}- {_scalar(value)}\n"


def _block(value: list[object] | Mapping[str, object], indent: str) -> Iterator[str]:
    """The lines of a list or mapping that is not empty."""
    if isinstance(value, list):
        for item in value:
            yield from _item(item, indent)
        return
    for key, inner in value.items():
        if isinstance(inner, list | dict) and inner:
            yield f"{indent}{_scalar(key)}:\n"
            yield from _block(inner, indent + "  ")
        else:
            yield f"{indent}{_scalar(key)}: {_scalar(inner)}\n"


def _scalar(value: object) -> str:
    """A value on one line."""
    if isinstance(value, str):
        if _PLAIN.fullmatch(value) and not value.endswith((" ", ":")) and value.lower() not in _WORDS:
            return value
        return '"' + _UNFIT.sub(_escape, value) + '"'
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    return "[]" if value == [] else "{}" if value == {} else str(value)


def _number(value: float) -> str:
    """A fraction that YAML takes for one: with a point, and with a sign in its exponent."""
    text = repr(value)
    mantissa, letter, exponent = text.partition("e")
    if not letter:
        return text
    return f"{mantissa if '.' in mantissa else mantissa + '.0'}e{Decimal(exponent):+f}"


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    code = ord(char)
    return _SHORT.get(char) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")
