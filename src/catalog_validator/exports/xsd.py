"""A profile as an XML Schema 1.0 of its native form: elements in the order of the form, lists as repeated elements."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from catalog_validator.exports.demands import MANY, MOST_DIGITS, RECORDS, Demands, about, demands, owed
from catalog_validator.exports.forms import INKED, spelled
from catalog_validator.model.profile import Field, FieldType, Profile

_DATE_FORM = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
Lines = Iterator[str]


def export_xsd(profile: Profile) -> bytes:
    """The schema as a file."""
    return spelled("".join(f"{line}\n" for line in schema_lines(profile)), "&#x{:X};").encode()


def schema_lines(profile: Profile) -> Lines:
    """Element ``catalog`` with ``profile`` and any number of ``entry``."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">'
    words = (profile.title.vi, profile.title.en)
    yield from _indented(_annotation(*words, f"{profile.id} {profile.version} {profile.sha256}"))
    yield '  <xs:element name="catalog">'
    yield "    <xs:complexType>"
    yield "      <xs:sequence>"
    yield '        <xs:element name="profile" type="xs:string" minOccurs="0"/>'
    yield '        <xs:element name="entry" type="Entry" minOccurs="0" maxOccurs="unbounded"/>'
    yield "      </xs:sequence>"
    yield "    </xs:complexType>"
    yield "  </xs:element>"
    yield '  <xs:complexType name="Entry">'
    yield "    <xs:sequence>"
    for field in profile.fields:
        yield from _indented(_element(field), 6)
    yield "    </xs:sequence>"
    yield "  </xs:complexType>"
    yield "</xs:schema>"


def _element(field: Field, least: int | None = None) -> Lines:
    """The element of a field or part, with its words and its type."""
    least = int(owed(field)) if least is None else least
    often = ' maxOccurs="unbounded"' if field.type in MANY else ""
    rare = "" if least else ' minOccurs="0"'
    yield f"<xs:element name={quoteattr(field.id)}{rare}{often}>"
    title, description = about(field)
    yield from _indented(_annotation(title, description, field.citation.text))
    yield from _indented(_record(field) if field.type in RECORDS else _simple(demands(field), field))
    yield "</xs:element>"


def _record(field: Field) -> Lines:
    """The parts in their order; of those of which one is needed, a choice by the first that is there."""
    yield "<xs:complexType>"
    yield "  <xs:sequence>"
    together = together_in_order(field)
    for part in field.parts:
        if together and part.id == together[0]:
            yield from _indented(_at_least_one([one for one in field.parts if one.id in together]), 4)
        elif part.id not in together:
            yield from _indented(_element(part), 4)
    yield "  </xs:sequence>"
    yield "</xs:complexType>"


def together_in_order(field: Field) -> tuple[str, ...]:
    """The parts of which one is needed, where they stand side by side; elsewhere XSD 1.0 cannot ask for one."""
    at = [index for index, part in enumerate(field.parts) if part.id in field.any_of]
    beside = at == list(range(at[0], at[-1] + 1)) if at else False
    return tuple(field.parts[index].id for index in at) if beside else ()


def _at_least_one(parts: Sequence[Field]) -> Lines:
    yield "<xs:choice>"
    for first in range(len(parts)):
        yield "  <xs:sequence>"
        yield from _indented(_element(parts[first], 1), 4)
        for later in parts[first + 1 :]:
            yield from _indented(_element(later, 0), 4)
        yield "  </xs:sequence>"
    yield "</xs:choice>"


def _simple(wanted: Demands, field: Field) -> Lines:
    if wanted.kind == "code":
        facets = [f"<xs:enumeration value={quoteattr(code)}/>" for code in wanted.codes]
        return _restriction("xs:string", facets)
    if wanted.kind == "yes_no":
        return _restriction("xs:boolean", [_facet("pattern", "true|false")])
    if wanted.kind == "integer":
        bounds = [_facet("totalDigits", MOST_DIGITS)]
        bounds += [_facet("minInclusive", wanted.minimum)] if wanted.minimum is not None else []
        bounds += [_facet("maxInclusive", wanted.maximum)] if wanted.maximum is not None else []
        return _restriction("xs:integer", bounds)
    facets = [_facet("minLength", wanted.min_length)]
    facets += [_facet("maxLength", wanted.max_length)] if wanted.max_length is not None else []
    patterns = wanted.patterns
    if field.type is FieldType.DATE:
        # A day of the calendar is a type of its own here; the form keeps out time zones.
        facets, patterns = [], (_DATE_FORM, *patterns[1:])
    return _chain("xs:date" if field.type is FieldType.DATE else "xs:string", facets, patterns or (INKED,))


def _chain(base: str, facets: list[str], patterns: Sequence[str]) -> Lines:
    """Patterns of one restriction are alternatives; where all must match, each restricts the last."""
    *inner, last = patterns
    return _restriction(_chain(base, [], inner) if inner else base, [*facets, _facet("pattern", last)])


def _facet(name: str, value: object) -> str:
    return f"<xs:{name} value={quoteattr(str(value))}/>"


def _restriction(base: "str | Lines", facets: list[str]) -> Lines:
    yield "<xs:simpleType>"
    yield f"  <xs:restriction base={quoteattr(base)}>" if isinstance(base, str) else "  <xs:restriction>"
    if not isinstance(base, str):
        yield from _indented(base, 4)
    for facet in facets:
        yield f"    {facet}"
    yield "  </xs:restriction>"
    yield "</xs:simpleType>"


def _annotation(*texts: str) -> Lines:
    yield "<xs:annotation>"
    for text in filter(None, texts):
        yield f"  <xs:documentation>{escape(text)}</xs:documentation>"
    yield "</xs:annotation>"


def _indented(lines: Lines, by: int = 2) -> Lines:
    for line in lines:
        yield " " * by + line
