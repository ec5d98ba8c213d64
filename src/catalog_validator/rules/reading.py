"""What reading a value gives: the value in three forms, or a violation that shows it as it was written."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.finding import Violation
from catalog_validator.model.text import trim

LONGEST = 120
"""No code, date, number, period or duration is longer; a longer text is refused without a further look."""
MOST_BITS = 4096
"""Larger integers are not written out: that takes quadratic time."""

_TYPE_NAMES: Mapping[type, str] = {
    str: "text",
    bool: "boolean",
    int: "integer",
    float: "number",
    list: "list",
    tuple: "list",
    dict: "object",
    type(None): "null",
}


@dataclass(frozen=True, slots=True)
class Value:
    """A well-formed value of a field."""

    raw: object
    """As the source has it."""
    text: str
    """NFC and trimmed."""
    canonical: str
    """Equal for all spellings of one value: a code, an ISO date, digits, ``yes`` or ``no``; else the text."""
    typed: object
    """What the text means: a date, an int, a bool, two dates; else the canonical text."""


def written(raw: object) -> str | None:
    """The text of a scalar as a person would write it, trimmed; None for what is no text, number or date."""
    if isinstance(raw, str):
        return trim(raw)
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int):
        return str(raw) if raw.bit_length() <= MOST_BITS else None
    if isinstance(raw, float):
        return _plain_float(raw) if isfinite(raw) else None
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time() == time() else raw.isoformat(" ")
    return raw.isoformat() if isinstance(raw, date | time) else None


def _plain_float(number: float) -> str:
    plain = format(Decimal(repr(number)), "f")
    return plain.removesuffix(".0") if number else "0"


def shown(raw: object) -> str:
    """The value as a message shows it; of a list or an object only that it is one."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, list | tuple | dict):
        return ("[…]" if raw else "[]") if not isinstance(raw, dict) else ("{…}" if raw else "{}")
    text = written(raw)
    return type(raw).__name__ if text is None else text


def refused(code: str, raw: object, **facts: object) -> Violation:
    """The violation for a value that cannot be read."""
    return Violation(code, (), {"value": shown(raw), **facts})


def wrong_type(raw: object, expected: str) -> Violation:
    """The violation for a value of another shape than the field's."""
    return refused("CV213", raw, found=_TYPE_NAMES.get(type(raw), "date"), expected=expected)
