"""A profile as a JSON Schema (draft 2020-12) of its native form; all errors of an entry are independent of another."""

import json

from catalog_validator.exports.demands import (
    MANY,
    RECORDS,
    Both,
    Decided,
    Demands,
    Outside,
    about,
    demands,
    outside,
    owed,
    typed,
)
from catalog_validator.exports.forms import INK, spelled
from catalog_validator.model.profile import Field, FieldType, Profile

Schema = dict[str, object]
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def export_json_schema(profile: Profile) -> bytes:
    """The schema as a file."""
    return spelled(json.dumps(json_schema(profile), ensure_ascii=False, indent=2), "\\u{:04x}").encode() + b"\n"


def json_schema(profile: Profile) -> Schema:
    """A list of entries, an object with ``entries``, or one entry; the entry alone stands under ``$defs``."""
    entry = {"$ref": "#/$defs/entry"}
    many: Schema = {"type": "array", "items": entry}
    members: Schema = {"profile": {"type": "string"}, "catalog": {"type": "object"}, "entries": many}
    return {
        "$schema": DIALECT,
        "$id": f"urn:x-catval:profile:{profile.id}:{profile.version}",
        "title": f"{profile.title.vi} / {profile.title.en}",
        "description": f"{profile.id} {profile.version}",
        "x-sha256": profile.sha256,
        "if": {"type": "array"},
        "then": many,
        "else": {"if": {"required": ["entries"]}, "then": {"type": "object", "properties": members}, "else": entry},
        "$defs": {"entry": entry_schema(profile)},
    }


def entry_schema(profile: Profile) -> Schema:
    """One entry. What does not apply is free; what may apply is owed."""
    conditional = [
        {
            "if": outside_schema(outside(profile, field.when)),
            "else": {"required": [field.id], "properties": {field.id: value_schema(field)}},
        }
        for field in profile.fields
        if field.when is not None
    ]
    schema: Schema = {
        "type": "object",
        "required": [field.id for field in profile.fields if owed(field)],
        "properties": {
            field.id: {**annotations(field), **(value_schema(field) if field.when is None else {})}
            for field in profile.fields
        },
    }
    if conditional:
        schema["allOf"] = conditional
    return schema


def annotations(field: Field) -> Schema:
    """What an editor shows: both languages, the legal ground with what it is worth, a good example."""
    title, description = about(field)
    ground = field.citation
    schema: Schema = {"title": title, "description": description}
    schema["x-label"] = {"vi": field.label.vi, "en": field.label.en}
    schema["x-legal-ground"] = {
        "text": ground.text,
        "status": ground.status.value,
        "confidence": ground.confidence.value,
    }
    if (example := example_value(field)) is not None:
        schema["examples"] = [example]
    return schema


def example_value(field: Field) -> object:
    """The good example as JSON has it; None where it is written for the eye alone."""
    if field.type is FieldType.CODE:
        return field.good if field.good in demands(field).codes else None
    if field.type is FieldType.INTEGER:
        return int(field.good) if field.good.isdecimal() else None
    written = (FieldType.TEXT, FieldType.URL, FieldType.EMAIL, FieldType.PHONE)
    return field.good or None if field.type in written else None


def value_schema(field: Field) -> Schema:
    """What a value that is there must be."""
    one = record_schema(field) if field.type in RECORDS else scalar_schema(demands(field), field)
    return {"type": "array", "minItems": 1, "items": one} if field.type in MANY else one


def scalar_schema(wanted: Demands, field: Field) -> Schema:
    """One code, number, answer or text."""
    if wanted.kind == "code":
        items = field.code_list.items if field.code_list else ()
        return {
            "enum": list(wanted.codes),
            "enumDescriptions": [f"{item.label.vi} / {item.label.en}" for item in items],
        }
    if wanted.kind == "yes_no":
        return {"type": "boolean"}
    if wanted.kind == "integer":
        bounds = {"minimum": wanted.minimum, "maximum": wanted.maximum}
        return {"type": "integer", **{name: bound for name, bound in bounds.items() if bound is not None}}
    schema: Schema = {"type": "string", "minLength": wanted.min_length}
    if wanted.max_length is not None:
        schema["maxLength"] = wanted.max_length
    first, *more = [f"^({pattern})$" for pattern in wanted.patterns] or [INK]
    schema["pattern"] = first
    if more:
        schema["allOf"] = [{"pattern": pattern} for pattern in more]
    return schema


def record_schema(field: Field) -> Schema:
    """An object with its parts; members beyond them are free, as the engine only warns of them."""
    schema: Schema = {
        "type": "object",
        "required": [part.id for part in field.parts if owed(part)],
        "properties": {part.id: {**annotations(part), **value_schema(part)} for part in field.parts},
    }
    if field.any_of:
        schema["anyOf"] = [{"required": [part]} for part in field.any_of]
    elif not schema["required"]:
        schema["minProperties"] = 1
    return schema


def outside_schema(out: Outside) -> Schema:
    """True of an entry in which the field decidedly does not apply."""
    if not isinstance(out, Decided):
        return {"allOf" if isinstance(out, Both) else "anyOf": [outside_schema(part) for part in out.of]}
    values = typed(out.field, out.values)
    if not out.negated:
        return {"required": [out.field.id], "properties": {out.field.id: {"enum": values}}}
    said: Schema = {**scalar_schema(demands(out.field), out.field), "not": {"enum": values}}
    return {"required": [out.field.id], "properties": {out.field.id: said}}
