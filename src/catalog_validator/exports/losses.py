"""What each language cannot say of a profile: the ledger, derived from the profile and declared beside the exporters.

Only what concerns the profile is in it. A difference that is not declared here is a fault of an exporter.
"""

from collections.abc import Callable, Iterator, Mapping

from catalog_validator.exports.demands import LISTS, MANY, RECORDS, demands, owed
from catalog_validator.exports.table_schema import unsaid_in_lines
from catalog_validator.exports.xsd import together_in_order
from catalog_validator.model.certificate import Loss
from catalog_validator.model.finding import Severity
from catalog_validator.model.profile import Field, FieldType, Profile

FREE = frozenset({FieldType.TEXT, FieldType.TEXTS})
_HOLLOW = ("CV103", "CV104", "CV105", "CV106", "CV107")


def ledger(profile: Profile, target: str) -> tuple[Loss, ...]:
    """Everything that the language cannot say of this profile; `KeyError` for one that is not in the table."""
    return tuple(loss for loss in (*_common(profile), *_SPECIAL[target](profile)) if loss is not None)


def leaves(profile: Profile) -> Iterator[tuple[str, Field]]:
    """Each field and part that holds a value itself, with its path."""
    for field in profile.fields:
        if field.type in RECORDS:
            yield from ((f"{field.id}.{part.id}", part) for part in field.parts)
        else:
            yield field.id, field


def _of(profile: Profile, types: frozenset[FieldType]) -> tuple[str, ...]:
    return tuple(path for path, field in leaves(profile) if field.type in types)


def _common(profile: Profile) -> Iterator[Loss | None]:
    """What none of the languages can say."""
    free = (*_of(profile, FREE), *(field.id for field in profile.fields if field.type in RECORDS))
    yield Loss("says-nothing", _HOLLOW, ("hollow",), free)
    yield Loss("unseen", (), ("unseen",))
    yield Loss("letters", ("CV218", "CV219"), (), _of(profile, FREE))
    yield _where("as-of", ("CV206",), tuple(path for path, field in leaves(profile) if _dated(field)))
    yield _where("reversed", ("CV216",), _of(profile, frozenset({FieldType.PERIOD})))
    yield _where("long-address", ("CV207", "CV208"), _of(profile, frozenset({FieldType.URL, FieldType.EMAIL})))
    yield Loss("blank", (), ("blank",))
    yield Loss("spelling", (), ("spelling",))
    yield Loss("form", (), ("padded", "decomposed"))
    yield Loss("shape", (), ("shape",))
    if profile.json_schema:
        yield Loss("own-schema", ("CV521",))
    if any(field.refuse for field in profile.fields):
        yield Loss("secret")
    yield Loss("score")


def _dated(field: Field) -> bool:
    return any(check.kind == "not_after_as_of" and check.severity is Severity.ERROR for check in field.checks)


def _where(slug: str, codes: tuple[str, ...], paths: tuple[str, ...], manners: tuple[str, ...] = ()) -> Loss | None:
    """A loss that concerns these fields; None where there are none."""
    return Loss(slug, codes, manners, paths) if paths else None


def _of_json_schema(profile: Profile) -> Iterator[Loss | None]:
    yield _digits(profile)


def _of_shacl(profile: Profile) -> Iterator[Loss | None]:
    yield _digits(profile)


def _digits(profile: Profile) -> Loss | None:
    return _where("digits", ("CV210",), _of(profile, frozenset({FieldType.INTEGER})))


def _of_xsd(profile: Profile) -> Iterator[Loss | None]:
    yield from _conditions(profile)
    apart = [field.id for field in profile.fields if field.any_of and not together_in_order(field)]
    yield _where("any-of", ("CV108",), tuple(apart))
    yield Loss("unknown", (), ("unknown",))
    yield Loss("order")


def _of_table_schema(profile: Profile) -> Iterator[Loss | None]:
    yield from _conditions(profile)
    yield _where("any-of", ("CV108",), tuple(field.id for field in profile.fields if field.any_of))
    yield _where("parts", ("CV101", "CV102"), tuple(_parts_owed_sometimes(profile)))
    yield _where("patterns", ("CV203",), tuple(path for path, field in leaves(profile) if _patterns(field) > 1))
    yield _digits(profile)
    yield Loss("inert", (), ("inert",))
    cells = {path: codes for path, codes in _in_cells(profile) if codes}
    yield _where("cells", tuple(sorted({code for codes in cells.values() for code in codes})), tuple(cells))


def _of_pydantic(profile: Profile) -> Iterator[Loss | None]:
    yield _idle(profile)


def _conditions(profile: Profile) -> Iterator[Loss | None]:
    conditional = tuple(field.id for field in profile.fields if field.when is not None)
    yield _where("conditions", ("CV101", "CV102"), conditional)
    yield _idle(profile)


def _idle(profile: Profile) -> Loss | None:
    return _where("idle", (), tuple(field.id for field in profile.fields if field.when is not None), ("idle",))


def _parts_owed_sometimes(profile: Profile) -> Iterator[str]:
    """A part that is owed only where its record is there at all; and that the record is there."""
    for field in profile.fields:
        if field.type is FieldType.RECORD and not owed(field):
            yield from (f"{field.id}.{part.id}" for part in field.parts if owed(part))
        elif field.type is FieldType.RECORD and not any(map(owed, field.parts)):
            yield field.id


def _patterns(field: Field) -> int:
    return 0 if field.type in RECORDS or field.type in LISTS else len(demands(field).patterns)


def _in_cells(profile: Profile) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the parts of a cell must be, beyond their presence and their own form."""
    for field in profile.fields:
        if field.type is FieldType.RECORDS:
            yield from ((f"{field.id}.{part.id}", unsaid_in_lines(part)) for part in field.parts)
        elif field.type in MANY:
            yield field.id, unsaid_in_lines(field)


_SPECIAL: Mapping[str, Callable[[Profile], Iterator[Loss | None]]] = {
    "json-schema": _of_json_schema,
    "xsd": _of_xsd,
    "table-schema": _of_table_schema,
    "shacl": _of_shacl,
    "pydantic": _of_pydantic,
}
