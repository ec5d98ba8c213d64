"""A file of suppressions, held against its form and against the register of codes."""

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches

from catalog_validator.model.codes import CODES
from catalog_validator.model.report import Mistake
from catalog_validator.model.waiver import Suppression
from catalog_validator.waivers.schema import SuppressionItem, SuppressionsFile
from catalog_validator.written import Raw
from catalog_validator.written.form import Form, kind_of, normal
from catalog_validator.written.slugs import FORM

MISTAKES: Mapping[str, tuple[str, ...]] = dict(FORM) | {
    "waivers.no-suppressions": ("found",),
    "waivers.suppressed-code": ("value", "nearest"),
    "waivers.not-suppressible": ("value",),
}
NEVER = "CV309"
"""A refused entry has no place in a public catalog: nobody's reason changes that."""
_FORM = Form(SuppressionsFile, MISTAKES)


def read_suppressions(raw: Raw) -> tuple[tuple[Suppression, ...], list[Mistake]]:
    """What the file says, or every mistake in it."""
    mistakes = _FORM.flaws(raw)
    value = normal(raw.value)
    if not isinstance(value, dict) or "suppressions" not in value:
        found = ", ".join(list(value)[:5]) if isinstance(value, dict) else kind_of(value)
        return (), mistakes or [_FORM.mistake("waivers.no-suppressions", raw, (), found=found or "{}")]
    mistakes += [mistake for _, mistake, _ in _FORM.errors(raw, value)]
    if mistakes:
        return (), mistakes
    items = SuppressionsFile.model_validate(value).suppressions
    mistakes = [mistake for index, item in enumerate(items) for mistake in _of_codes(raw, index, item)]
    return tuple(_built(raw, index, item) for index, item in enumerate(items)), mistakes


def _of_codes(raw: Raw, index: int, item: SuppressionItem) -> list[Mistake]:
    path = ("suppressions", index, "code")
    code = item.code.upper()
    if not any(known.startswith(code) for known in CODES):
        near = get_close_matches(code, CODES, 1)
        return [
            _FORM.mistake("waivers.suppressed-code", raw, path, value=item.code, nearest=near[0] if near else "CV306")
        ]
    if NEVER.startswith(code):
        return [_FORM.mistake("waivers.not-suppressible", raw, path, value=item.code)]
    return []


def _built(raw: Raw, index: int, item: SuppressionItem) -> Suppression:
    until = date.fromisoformat(item.until) if item.until else None
    place = raw.spot(("suppressions", index))
    return Suppression(item.code.upper(), item.reason, place, item.entry, item.field, item.source, until)
