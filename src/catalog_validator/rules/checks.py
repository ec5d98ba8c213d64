"""Demands on one value that has been read: length, pattern, range, wording."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import cast

from catalog_validator.model.finding import Violation
from catalog_validator.model.profile import Check
from catalog_validator.model.text import fold, nfc
from catalog_validator.rules.reading import Value, shown

CheckRule = Callable[[Value], Violation | None]
ACRONYM_BELOW = 25
"""Code points. A longer text in capitals is a name in capitals."""


def build_check(check: Check, as_of: date) -> CheckRule:
    """The demand as a function of a value; `KeyError` for an unknown kind or a missing parameter."""
    return CHECKS[check.kind](check, as_of)


def _violation(check: Check, code: str, value: Value, **facts: object) -> Violation:
    return Violation(code, (), {"value": shown(value.raw), **facts}, check.severity)


def _min_length(check: Check, as_of: date) -> CheckRule:
    least = cast(int, check.params["min"])

    def rule(value: Value) -> Violation | None:
        length = len(value.text)
        return _violation(check, "CV201", value, length=length, min=least) if length < least else None

    return rule


def _max_length(check: Check, as_of: date) -> CheckRule:
    most = cast(int, check.params["max"])

    def rule(value: Value) -> Violation | None:
        length = len(value.text)
        return _violation(check, "CV202", value, length=length, max=most) if length > most else None

    return rule


def _pattern(check: Check, as_of: date) -> CheckRule:
    pattern = cast(str, check.params["pattern"])
    matches = re.compile(nfc(pattern), re.ASCII).fullmatch
    facts = {"pattern": pattern, "example": check.params.get("example", "")}

    def rule(value: Value) -> Violation | None:
        return None if matches(value.text) else _violation(check, "CV203", value, **facts)

    return rule


def _not_acronym(check: Check, as_of: date) -> CheckRule:
    def rule(value: Value) -> Violation | None:
        return _violation(check, "CV214", value) if is_acronym(value.text) else None

    return rule


def is_acronym(text: str) -> bool:
    """Whether a short text is all capitals and digits, with no vowel that bears a mark: ``CSDL KHCN``, ``GDĐT``.

    Acronyms are made of initials, which lose their marks; a name in capitals keeps them.
    """
    if len(text) >= 4 * ACRONYM_BELOW or len(fold(text)) >= ACRONYM_BELOW:
        return False
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and all(char.isupper() and not unicodedata.decomposition(char) for char in letters)


def _range(check: Check, as_of: date) -> CheckRule:
    least = cast(int | None, check.params.get("min"))
    most = cast(int | None, check.params.get("max"))
    facts = {"min": "" if least is None else least, "max": "" if most is None else most}

    def rule(value: Value) -> Violation | None:
        number = cast(int, value.typed)
        inside = (least is None or least <= number) and (most is None or number <= most)
        return None if inside else _violation(check, "CV211", value, **facts)

    return rule


def _not_after_as_of(check: Check, as_of: date) -> CheckRule:
    def rule(value: Value) -> Violation | None:
        late = cast(date, value.typed) > as_of
        return _violation(check, "CV206", value, as_of=as_of.isoformat()) if late else None

    return rule


CHECKS: Mapping[str, Callable[[Check, date], CheckRule]] = {
    "min_length": _min_length,
    "max_length": _max_length,
    "pattern": _pattern,
    "not_acronym": _not_acronym,
    "range": _range,
    "not_after_as_of": _not_after_as_of,
}
"""Kind → how its demand is built; the kinds' parameters stand in `catalog_validator.model.checks`."""
