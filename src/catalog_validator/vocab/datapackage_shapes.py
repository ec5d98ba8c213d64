"""The forms that Data Package v1 and v2 demand of a descriptor, as data: properties, types, patterns, lists of values.

v1: specs.frictionlessdata.io (Data Package, Tabular Data Package, Data Resource, Table Schema, CSV Dialect, 1.0).
v2: datapackage.org/standard (Data Package, Data Resource, Table Dialect, Table Schema, 2.0).
Only what these documents call a MUST is here; the path of a data file has its own rules where it is looked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value must be."""

    kinds: tuple[str, ...]
    """Any of text, list, object, integer, number, boolean."""
    required: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    """Exactly one of these members."""
    any_of: tuple[str, ...] = ()
    """At least one of these members."""
    members: Mapping[str, "Shape"] = field(default_factory=dict)
    items: "Shape | None" = None
    least: int = 0
    """Items of a list."""
    pattern: str = ""
    """Of a text, from its beginning to its end; ASCII classes only."""
    values: tuple[str, ...] = ()


TEXT = Shape(("text",))
WHOLE = Shape(("integer",))
YES_NO = Shape(("boolean",))
TEXTS = Shape(("list",), items=TEXT)
NAMES = Shape(("text", "list"), items=TEXT)
"""A field's name, or several."""
NAME_V1 = Shape(("text",), pattern=r"[-a-z0-9._/]+")
LICENSE = Shape(
    ("object",),
    any_of=("name", "path"),
    members={"name": Shape(("text",), pattern=r"[-a-zA-Z0-9._]+"), "path": TEXT, "title": TEXT},
)
PERSON = Shape(("object",), members=dict.fromkeys(("title", "path", "email", "role", "organization"), TEXT))
ROLES_V1 = ("author", "publisher", "maintainer", "wrangler", "contributor")
ADDRESS = Shape(("text",), pattern=r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s]+")
TIME = Shape(
    ("text",),
    pattern=r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})",
)
PATH = Shape(("text",), pattern=r"(\.\.|[^.~]).*")
TYPES_V1 = (
    *("string", "number", "integer", "boolean", "object", "array", "date", "time", "datetime", "year", "yearmonth"),
    *("duration", "geopoint", "geojson", "any"),
)
DIALECT = Shape(
    ("text", "object"),
    members={
        **dict.fromkeys(
            ("delimiter", "lineTerminator", "quoteChar", "escapeChar", "nullSequence", "commentChar"), TEXT
        ),
        **dict.fromkeys(("doubleQuote", "skipInitialSpace", "header", "caseSensitiveHeader"), YES_NO),
    },
)
CONSTRAINTS = Shape(
    ("object",),
    members={
        "required": YES_NO,
        "unique": YES_NO,
        "pattern": TEXT,
        "enum": Shape(("list",), least=1),
        "minLength": WHOLE,
        "maxLength": WHOLE,
    },
)


@cache
def package_shape(version: int, tabular: bool = False) -> Shape:
    """The form of a package; ``tabular``: of a Tabular Data Package, each of whose resources has a schema."""
    first = version == 1
    person = replace(PERSON, required=("title",)) if first else PERSON
    roles = {"role": Shape(("text",), values=ROLES_V1)} if first else {"roles": TEXTS}
    person = replace(person, members={**person.members, **roles})
    common = {
        "name": NAME_V1 if first else TEXT,
        "title": TEXT,
        "description": TEXT,
        "homepage": ADDRESS,
        "licenses": Shape(("list",), items=LICENSE, least=1),
        "sources": Shape(("list",), items=replace(PERSON, required=("title",) if first else ())),
        "profile": TEXT,
        "$schema": TEXT,
    }
    members = {
        **common,
        "id": TEXT,
        "version": TEXT,
        "created": TIME,
        "image": TEXT,
        "keywords": replace(TEXTS, least=1),
        "contributors": Shape(("list",), items=person, least=1),
        "resources": Shape(("list",), items=_resource(version, tabular, common), least=1),
    }
    return Shape(("object",), required=("resources",), members=members)


def _resource(version: int, tabular: bool, common: Mapping[str, Shape]) -> Shape:
    members = {
        **common,
        "path": Shape(("text", "list"), items=PATH, least=1, pattern=PATH.pattern),
        "format": TEXT,
        "mediatype": Shape(("text",), pattern=r".+/.+"),
        "encoding": TEXT,
        "bytes": WHOLE,
        "hash": Shape(("text",), pattern=r"([^:]+:[a-fA-F0-9]+|[a-fA-F0-9]{32}|)"),
        "dialect": DIALECT,
        "schema": schema_shape(version),
    }
    required = ("name", "schema") if tabular else ("name",)
    return Shape(("object",), required=required, one_of=("path", "data"), members=members)


@cache
def schema_shape(version: int) -> Shape:
    """The form of a Table Schema, or the text that says where it is."""
    first = version == 1
    types = TYPES_V1 if first else (*TYPES_V1, "list")
    column = Shape(
        ("object",),
        required=("name",),
        members={
            **dict.fromkeys(("name", "format", "title", "description", "rdfType"), TEXT),
            "type": Shape(("text",), values=types),
            "constraints": CONSTRAINTS,
        },
    )
    reference = Shape(
        ("object",),
        required=("resource", "fields") if first else ("fields",),
        members={"resource": TEXT, "fields": NAMES},
    )
    key = Shape(("object",), required=("fields", "reference"), members={"fields": NAMES, "reference": reference})
    missing = TEXTS if first else Shape(("list",), items=Shape(("text", "object"), required=("value",)))
    match = Shape(("text",), values=("exact", "equal", "subset", "superset", "partial"))
    members = {
        "fields": Shape(("list",), items=column, least=1),
        "primaryKey": NAMES,
        "foreignKeys": Shape(("list",), items=key),
        "missingValues": missing,
    }
    later = {} if first else {"fieldsMatch": match, "uniqueKeys": Shape(("list",), items=TEXTS)}
    return Shape(("text", "object"), required=("fields",), members={**members, **later})
