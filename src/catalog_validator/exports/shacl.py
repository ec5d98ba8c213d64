"""A profile as SHACL shapes: datasets whose fields stand as properties in the project's own namespace.

Each field has a shape of its own by name, so that a report tells which field is meant.
"""

import json
from collections.abc import Iterator

from catalog_validator.exports.demands import (
    MANY,
    RECORDS,
    Both,
    Decided,
    Demands,
    Outside,
    demands,
    outside,
    owed,
    typed,
)
from catalog_validator.exports.forms import INK, spelled
from catalog_validator.model.profile import Field, Profile

OWN = "urn:x-catval:field:"
"""The namespace of the fields, as the reader of DCAT knows it."""
SHAPES = "urn:x-catval:shape:"
_PREFIXES = f"""@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix field: <{OWN}> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix shape: <{SHAPES}> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def export_shacl(profile: Profile) -> bytes:
    """The shapes in Turtle."""
    parts = [_PREFIXES, _head(profile), *(_shape(profile, field) for field in profile.fields)]
    return spelled("\n".join(parts), "\\u{:04X}").encode()


def _head(profile: Profile) -> str:
    title = f"{_text(profile.title.vi)}@vi , {_text(profile.title.en)}@en"
    return f"<urn:x-catval:profile:{profile.id}:{profile.version}> dcterms:title {title} .\n"


def _shape(profile: Profile, field: Field) -> str:
    """The shape of one field. One that may not apply is a choice: it does not, or it is there and well-formed."""
    names = f"{_text(field.label.vi)}@vi , {_text(field.label.en)}@en"
    head = f"shape:{field.id} a sh:NodeShape ; sh:targetClass dcat:Dataset ; rdfs:label {names} ;"
    if field.when is None:
        return f"{head}\n  sh:property {_property(field)} .\n"
    there = f"[ sh:property {_property(field)} ]"
    choice = f"sh:or (\n    {_outside(outside(profile, field.when))}\n    {there}\n  )"
    return f"{head}\n  {choice} .\n"


def _property(field: Field) -> str:
    """Presence, number and form of a field's or part's values."""
    clauses = [f"sh:path field:{field.id}"]
    if owed(field) or field.when is not None:
        clauses.append("sh:minCount 1")
    if field.type not in MANY:
        clauses.append("sh:maxCount 1")
    if field.type in RECORDS:
        clauses.append(f"sh:node {_record(field)}")
    else:
        clauses += _constraints(demands(field))
    return f"[ {' ; '.join(clauses)} ]"


def _record(field: Field) -> str:
    """The node that stands for a record."""
    clauses = ["sh:nodeKind sh:BlankNodeOrIRI", *(f"sh:property {_property(part)}" for part in field.parts)]
    needed = field.any_of or (() if any(map(owed, field.parts)) else tuple(part.id for part in field.parts))
    if needed:
        some = " ".join(f"[ sh:property [ sh:path field:{part} ; sh:minCount 1 ] ]" for part in needed)
        clauses.append(f"sh:or ( {some} )")
    return f"[ {' ; '.join(clauses)} ]"


def _constraints(wanted: Demands) -> Iterator[str]:
    """The demands on each value."""
    if wanted.kind == "code":
        yield f"sh:in ( {' '.join(map(_text, wanted.codes))} )"
    elif wanted.kind == "yes_no":
        yield "sh:datatype xsd:boolean"
    elif wanted.kind == "integer":
        yield "sh:datatype xsd:integer"
        if wanted.minimum is not None:
            yield f"sh:minInclusive {wanted.minimum}"
        if wanted.maximum is not None:
            yield f"sh:maxInclusive {wanted.maximum}"
    else:
        yield "sh:datatype xsd:string"
        yield f"sh:minLength {wanted.min_length}"
        if wanted.max_length is not None:
            yield f"sh:maxLength {wanted.max_length}"
        first, *more = [f"^({pattern})$" for pattern in wanted.patterns] or [INK]
        yield f"sh:pattern {_text(first)}"
        yield from (f"sh:node [ sh:pattern {_text(pattern)} ]" for pattern in more)


def _outside(out: Outside) -> str:
    """A node in which the field decidedly does not apply."""
    if not isinstance(out, Decided):
        word = "sh:and" if isinstance(out, Both) else "sh:or"
        return f"[ {word} ( {' '.join(map(_outside, out.of))} ) ]"
    values = " ".join(_literal(value) for value in typed(out.field, out.values))
    said = f"sh:path field:{out.field.id} ; sh:minCount 1 ; sh:maxCount 1"
    if not out.negated:
        return f"[ sh:property [ {said} ; sh:in ( {values} ) ] ]"
    demanded = " ; ".join(_constraints(demands(out.field)))
    return f"[ sh:property [ {said} ; {demanded} ; sh:not [ sh:in ( {values} ) ] ] ]"


def _literal(value: str | int | bool) -> str:
    return _text(value) if isinstance(value, str) else str(value).lower()


def _text(text: str) -> str:
    """A Turtle literal."""
    return json.dumps(text, ensure_ascii=False)
