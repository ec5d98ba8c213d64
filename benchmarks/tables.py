"""The profile's demands as a Table Schema, for the flat rows that frictionless reads.

A Table Schema has no conditions, so conditional fields are never demanded; a list is a cell of JSON.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import COLUMNS
from benchmarks.schema import DATE, EMAIL, URL, Schema, checks_schema, codes
from catalog_validator.model.profile import Field, FieldType, Obligation, Profile

LISTS = frozenset({FieldType.TEXTS, FieldType.CODES, FieldType.RECORDS})
FORMS = {FieldType.DATE: DATE, FieldType.URL: URL, FieldType.EMAIL: EMAIL}


def build_table_schema(profile: Profile) -> Schema:
    """For the tables of `benchmarks.corpus`."""
    known = {name: field for top in profile.fields for name, field in flat_fields(top)}
    return {"fields": [column_schema(name, known[name]) for name in COLUMNS], "missingValues": [""]}


def write_table_schema(profile: Profile, path: Path) -> None:
    """The same, as a file."""
    path.write_text(json.dumps(build_table_schema(profile)), encoding="utf-8")


def flat_fields(field: Field) -> Iterator[tuple[str, Field]]:
    """The columns of a field: itself, or its parts where it is a record."""
    if field.type is FieldType.RECORD:
        yield from ((f"{field.id}.{part.id}", part) for part in field.parts)
    else:
        yield field.id, field


def column_schema(name: str, field: Field) -> Schema:
    """Type and constraints of one column."""
    constraints: Schema = {"required": True} if field.obligation is Obligation.MANDATORY else {}
    if field.type in LISTS:
        return {"name": name, "type": "array", "constraints": constraints}
    if field.type is FieldType.CODE:
        constraints["enum"] = codes(field)
    constraints.update(checks_schema(field.checks))
    if field.type in FORMS:
        constraints["pattern"] = FORMS[field.type]
    kind = {FieldType.INTEGER: "integer", FieldType.YES_NO: "boolean"}.get(field.type, "string")
    return {"name": name, "type": kind, "constraints": constraints}
