"""The profile's demands as a JSON Schema, so that JSON Schema validators get the same work.

Left out is what the language cannot say: placeholders, trimmed and composed lengths, other spellings of a code,
credit by record, relations between fields. The peers do less than catval does.
"""

import json
from pathlib import Path

from catalog_validator.model.profile import Any, Atom, Check, Condition, Field, FieldType, Obligation, Profile

Schema = dict[str, object]

DATE = r"^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})$"
URL = r"^https?://[^\s/]+[^\s]*$"
EMAIL = r"^[^@\s]+@[^@\s]+\.[^@\s.]+$"
PHONE = r"^(\+84|0)[0-9 .()-]{7,16}$"
PATTERNS = {FieldType.DATE: DATE, FieldType.URL: URL, FieldType.EMAIL: EMAIL, FieldType.PHONE: PHONE}


def build_schema(profile: Profile) -> Schema:
    """Draft 2020-12, for one entry; all errors of an entry are independent of each other."""
    owed = [field.id for field in profile.fields if field.obligation is Obligation.MANDATORY]
    conditional = [field for field in profile.fields if field.when is not None]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "required": owed,
        "properties": {field.id: value_schema(field) for field in profile.fields},
        "allOf": [
            {"if": outside(profile, field.when), "else": {"required": [field.id]}}
            for field in conditional
            if field.when
        ],
    }


def write_schema(profile: Profile, path: Path, *, many: bool) -> None:
    """The schema of an entry, or of an array of them."""
    schema = build_schema(profile)
    path.write_text(json.dumps({"type": "array", "items": schema} if many else schema), encoding="utf-8")


def value_schema(field: Field) -> Schema:
    """What a value that is there must be."""
    match field.type:
        case FieldType.CODE:
            return {"enum": codes(field)}
        case FieldType.CODES:
            return {"type": "array", "minItems": 1, "items": {"enum": codes(field)}}
        case FieldType.TEXTS:
            return {"type": "array", "minItems": 1, "items": {"type": "string", "minLength": 1}}
        case FieldType.YES_NO:
            return {"type": "boolean"}
        case FieldType.INTEGER:
            return {"type": "integer", **checks_schema(field.checks)}
        case FieldType.RECORD:
            return record_schema(field)
        case FieldType.RECORDS:
            return {"type": "array", "minItems": 1, "items": record_schema(field)}
        case _:
            return text_schema(field)


def text_schema(field: Field) -> Schema:
    """A text with its least length, pattern and form."""
    schema: Schema = {"type": "string", "minLength": 1, **checks_schema(field.checks)}
    if field.type in PATTERNS:
        schema["pattern"] = PATTERNS[field.type]
    return schema


def record_schema(field: Field) -> Schema:
    """An object with its parts."""
    schema: Schema = {
        "type": "object",
        "required": [part.id for part in field.parts if part.obligation is Obligation.MANDATORY],
        "properties": {part.id: value_schema(part) for part in field.parts},
    }
    if field.any_of:
        schema["anyOf"] = [{"required": [part]} for part in field.any_of]
    return schema


def checks_schema(checks: tuple[Check, ...]) -> Schema:
    """Checks that cost credit and that JSON Schema knows."""
    schema: Schema = {}
    for check in checks:
        if check.kind == "min_length":
            schema["minLength"] = check.params["min"]
        elif check.kind == "max_length":
            schema["maxLength"] = check.params["max"]
        elif check.kind == "pattern":
            schema["pattern"] = f"^({check.params['pattern']})$"
        elif check.kind == "range":
            bounds = {"minimum": check.params.get("min"), "maximum": check.params.get("max")}
            schema.update({name: bound for name, bound in bounds.items() if bound is not None})
    return schema


def codes(field: Field) -> list[str]:
    """The codes themselves: the generated entries use no other spelling."""
    return [item.code for item in field.code_list.items] if field.code_list else []


def outside(profile: Profile, condition: Condition) -> Schema:
    """True of an entry for which the condition is decidedly false (undecided is true)."""
    if isinstance(condition, Atom):
        return atom_outside(profile, condition)
    parts = [outside(profile, part) for part in condition.of]
    return {"allOf": parts} if isinstance(condition, Any) else {"anyOf": parts}


def atom_outside(profile: Profile, atom: Atom) -> Schema:
    """The field holds a valid code that decides against, or does not apply itself."""
    field = profile.field(atom.field)
    against = [code for code in codes(field) if (code in atom.values) is atom.negated]
    decided: Schema = {"required": [field.id], "properties": {field.id: {"enum": against}}}
    return {"anyOf": [decided, outside(profile, field.when)]} if field.when else decided
