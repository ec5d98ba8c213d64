"""What can be wrong with the form of a written file: stable slugs, their facts, and the mistakes made of them."""

from collections.abc import Mapping

from catalog_validator.model.codes import CODES
from catalog_validator.model.finding import Violation
from catalog_validator.model.place import Path
from catalog_validator.model.report import Mistake
from catalog_validator.written.raw import Raw

_FORM = ("CV001", "CV002", "CV003", "CV004", "CV005", "CV006", "CV007", "CV008", "CV009", "CV010", "CV011", "CV012")
_LIMITS = ("CV021", "CV025", "CV502", "CV901", "CV902", "CV903")

FORM_SLUGS: Mapping[str, str] = {code: CODES[code].slug for code in (*_FORM, *_LIMITS)}
"""Codes of a source's form that can stop a written file → the slug under which they do (facts are the code's)."""

_OF_FORM = {slug: CODES[code].facts for code, slug in FORM_SLUGS.items()}

_OF_STRUCTURE = {
    "broken-form": ("code",),
    "missing-key": ("name",),
    "missing-translation": ("name", "lang"),
    "unknown-key": ("name", "nearest"),
    "wrong-type-in-profile": ("name", "found", "expected"),
    "not-a-number": ("name", "value"),
    "not-allowed": ("name", "value", "allowed"),
    "not-an-iso-date": ("name", "value"),
    "too-small": ("name", "value", "min"),
    "bad-id": ("name", "value"),
    "empty-text": ("name",),
    "empty-list": ("name",),
}

FORM: Mapping[str, tuple[str, ...]] = _OF_FORM | _OF_STRUCTURE
"""Slug → the facts its sentence may use, each a text."""


def mistake_at(
    slug: str, raw: Raw, path: Path, register: Mapping[str, tuple[str, ...]] = FORM, **facts: object
) -> Mistake:
    """A mistake at a path of a file, with the facts that the register names for its slug."""
    return Mistake(slug, path, raw.spot(path), tuple((name, str(facts[name])) for name in register[slug]))


def flaw_mistake(raw: Raw, flaw: Violation) -> Mistake:
    """What a syntax found, as a mistake: the same facts under the code's name."""
    if flaw.code not in FORM_SLUGS:
        return mistake_at("broken-form", raw, flaw.path, code=flaw.code)
    facts = {name: flaw.facts.get(name, "") for name in CODES[flaw.code].facts}
    return mistake_at(FORM_SLUGS[flaw.code], raw, flaw.path, FORM, **facts)
