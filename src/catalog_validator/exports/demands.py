"""What a profile asks of one value at the cost of credit, in the plain terms that all languages share."""

from collections.abc import Iterator
from typing import cast

from catalog_validator.exports.forms import FORMS
from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.finding import Severity
from catalog_validator.model.profile import All, Any, Atom, Condition, Field, FieldType, Obligation, Profile

LISTS = frozenset({FieldType.TEXTS, FieldType.CODES})
RECORDS = frozenset({FieldType.RECORD, FieldType.RECORDS})
MANY = LISTS | {FieldType.RECORDS}
MOST_DIGITS = 30
"""Of an integer that the engine reads."""


@dataclass(frozen=True, slots=True)
class Demands:
    """All demands on one value (of a list, on each item) together. Checks that only warn are not among them."""

    kind: str
    """``text``, ``code``, ``integer`` or ``yes_no``."""
    codes: tuple[str, ...] = ()
    min_length: int = 1
    max_length: int | None = None
    patterns: tuple[str, ...] = ()
    """Each must cover the whole value."""
    minimum: int | None = None
    maximum: int | None = None


def demands(field: Field) -> Demands:
    """The demands on a value of a field that is no record; of several checks of a kind all hold."""
    if field.code_list is not None:
        return Demands("code", tuple(item.code for item in field.code_list.items))
    if field.type is FieldType.YES_NO:
        return Demands("yes_no")
    checks = [check for check in field.checks if check.severity is Severity.ERROR]

    def given(kind: str, name: str) -> list[int]:
        return [cast(int, check.params[name]) for check in checks if check.kind == kind and name in check.params]

    forms = [FORMS[field.type]] if field.type in FORMS else []
    patterns = [cast(str, check.params["pattern"]) for check in checks if check.kind == "pattern"]
    return Demands(
        kind="integer" if field.type is FieldType.INTEGER else "text",
        min_length=max([1, *given("min_length", "min")]),
        max_length=min(given("max_length", "max"), default=None),
        patterns=(*forms, *patterns),
        minimum=max(given("range", "min"), default=None),
        maximum=min(given("range", "max"), default=None),
    )


def owed(field: Field) -> bool:
    """Whether every entry, or every record of this kind, must have it."""
    return field.obligation is Obligation.MANDATORY


@dataclass(frozen=True, slots=True)
class Decided:
    """True of an entry in which the field holds a valid value that is one of ``values`` (or, negated, none of them)."""

    field: Field
    values: tuple[str, ...]
    """Canonical, as in a condition; for a code list all codes that decide, and then never negated."""
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Both:
    """All of these are true."""

    of: tuple["Outside", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of these is true."""

    of: tuple["Outside", ...]


Outside = Decided | Both | Either
"""When a conditional field decidedly does not apply, without negations: what is undecided makes none of it true."""


def outside(profile: Profile, condition: Condition) -> Outside:
    """The condition is decidedly false (undecided is yes): each field it rests on decides against or is idle."""
    if isinstance(condition, All | Any):
        parts = tuple(outside(profile, part) for part in condition.of)
        return Both(parts) if isinstance(condition, Any) else Either(parts)
    field = profile.field(condition.field)
    against = _against(field, condition)
    return Either((against, outside(profile, field.when))) if field.when is not None else against


def _against(field: Field, atom: Atom) -> Decided:
    every = ("yes", "no") if field.type is FieldType.YES_NO else demands(field).codes
    if not every:
        return Decided(field, atom.values, negated=not atom.negated)
    return Decided(field, tuple(value for value in every if (value in atom.values) is atom.negated))


def typed(field: Field, values: tuple[str, ...]) -> list[str | int | bool]:
    """Canonical values as JSON has them."""
    if field.type is FieldType.YES_NO:
        return [value == "yes" for value in values]
    return [int(value) for value in values] if field.type is FieldType.INTEGER else list(values)


def columns(profile: Profile) -> Iterator[tuple[str, Field, Field | None]]:
    """The columns of a flat table: heading, field, and the part where the field is a record."""
    for field in profile.fields:
        if field.type is FieldType.RECORD:
            yield from ((f"{field.id}.{part.id}", field, part) for part in field.parts)
        else:
            yield field.id, field, None


def about(field: Field) -> tuple[str, str]:
    """Title and description of a field, in Vietnamese and then in English."""
    return f"{field.label.vi} / {field.label.en}", "\n\n".join(text for text in (field.help.vi, field.help.en) if text)
