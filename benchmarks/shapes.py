"""The profile's demands as SHACL shapes in Turtle, for pyshacl."""

import json

from benchmarks.corpus import VOCABULARY
from benchmarks.schema import PATTERNS, checks_schema, codes
from catalog_validator.model.profile import All, Any, Condition, Field, FieldType, Obligation, Profile

PREFIXES = f"@prefix sh: <http://www.w3.org/ns/shacl#> .\n@prefix f: <{VOCABULARY}> .\n"
WORDS = {
    "minLength": "sh:minLength",
    "maxLength": "sh:maxLength",
    "minimum": "sh:minInclusive",
    "maximum": "sh:maxInclusive",
    "pattern": "sh:pattern",
}


def build_shapes(profile: Profile) -> str:
    """One node shape for the class ``Entry``: a property shape per field, a choice per conditional field."""
    clauses = [f"sh:property {property_shape(field)}" for field in profile.fields]
    clauses += [
        f"sh:or ( {outside(profile, field.when)} {present(field.id)} )"
        for field in profile.fields
        if field.when is not None
    ]
    return f"{PREFIXES}\nf:EntryShape a sh:NodeShape ; sh:targetClass f:Entry ;\n  " + " ;\n  ".join(clauses) + " .\n"


def property_shape(field: Field) -> str:
    """Presence and form of one field's values."""
    clauses = [f"sh:path f:{field.id}"]
    if field.obligation is Obligation.MANDATORY:
        clauses.append("sh:minCount 1")
    if field.code_list is not None:
        clauses.append(f"sh:in ({' '.join(map(quoted, codes(field)))})")
    if field.type in (FieldType.RECORD, FieldType.RECORDS):
        clauses.append(f"sh:node {record_shape(field)}")
    demands = checks_schema(field.checks)
    if field.type in PATTERNS:
        demands["pattern"] = PATTERNS[field.type]
    clauses += [f"{WORDS[word]} {quoted(value)}" for word, value in demands.items()]
    return f"[ {' ; '.join(clauses)} ]"


def record_shape(field: Field) -> str:
    """The node that stands for a record."""
    clauses = [f"sh:property {property_shape(part)}" for part in field.parts]
    if field.any_of:
        clauses.append(f"sh:or ( {' '.join(map(present, field.any_of))} )")
    return f"[ {' ; '.join(clauses)} ]"


def present(field_id: str) -> str:
    """The node has a value of this field."""
    return f"[ sh:property [ sh:path f:{field_id} ; sh:minCount 1 ] ]"


def outside(profile: Profile, condition: Condition) -> str:
    """See `benchmarks.schema.outside`: the condition is decidedly false."""
    if isinstance(condition, All | Any):
        word = "sh:and" if isinstance(condition, Any) else "sh:or"
        return f"[ {word} ( {' '.join(outside(profile, part) for part in condition.of)} ) ]"
    field = profile.field(condition.field)
    against = [code for code in codes(field) if (code in condition.values) is condition.negated]
    decided = f"[ sh:property [ sh:path f:{field.id} ; sh:minCount 1 ; sh:in ({' '.join(map(quoted, against))}) ] ]"
    return f"[ sh:or ( {decided} {outside(profile, field.when)} ) ]" if field.when else decided


def quoted(value: object) -> str:
    """A Turtle literal; numbers as they are."""
    return json.dumps(value, ensure_ascii=False)
