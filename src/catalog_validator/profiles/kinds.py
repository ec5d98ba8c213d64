"""What the linter knows of each kind of relation: how many fields, of which types, and which parameters."""

from collections.abc import Mapping
from typing import Literal

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.profile import FieldType

Shape = Literal["texts", "codes", "field", "part", "days"]
"""What a parameter holds: a list of texts; a list of codes of the relation's fields; the id of a field; the id of
a part of that field; an object of codes (of the field under ``frequency``) with whole numbers of days."""

SCALAR_TYPES = frozenset(FieldType) - {FieldType.RECORD, FieldType.RECORDS, FieldType.TEXTS, FieldType.CODES}
ANY_TYPE = frozenset(FieldType)
_WORDS = frozenset({FieldType.TEXT, FieldType.TEXTS})


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter of a relation."""

    name: str
    shape: Shape
    required: bool = True
    types: frozenset[FieldType] = ANY_TYPE
    """Of the field that it names."""


@dataclass(frozen=True, slots=True)
class RelationKind:
    """The form of one kind of relation."""

    types: frozenset[FieldType] = ANY_TYPE
    """Types of field it can look at."""
    min_fields: int = 1
    params: tuple[Param, ...] = ()
    needs_when: bool = False


RELATION_KINDS: Mapping[str, RelationKind] = {
    "contradiction": RelationKind(needs_when=True),
    "lacks_one_of": RelationKind(frozenset({FieldType.CODE, FieldType.CODES}), 1, (Param("codes", "codes"),)),
    "should_be_empty": RelationKind(needs_when=True),
    "not_a_subset": RelationKind(
        _WORDS,
        1,
        (
            Param("of", "field", types=frozenset({FieldType.TEXTS, FieldType.RECORDS})),
            Param("part", "part", required=False),
        ),
    ),
    "telling_phrase": RelationKind(_WORDS, 1, (Param("phrases", "texts"),)),
    "stale": RelationKind(
        frozenset({FieldType.DATE}),
        1,
        (Param("frequency", "field", types=frozenset({FieldType.CODE})), Param("max_days", "days")),
    ),
    "duplicate_entry": RelationKind(SCALAR_TYPES),
    "repeats": RelationKind(_WORDS, 2),
}
