"""DCAT-AP in JSON-LD: a catalog with a dataset for each entry, its context within the file.

Every field is said in the terms of the mapping table that the reader uses. Where these do not say exactly what the
entry says, and where there are none, the value stands besides in a namespace of our own, which the reader prefers.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

import orjson

from catalog_validator.model.place import Path
from catalog_validator.model.profile import Field
from catalog_validator.writers.catalog import LISTS, SURROGATES, Catalog, Tell, legible, scalar_text
from catalog_validator.writers.terms import Node, Term, Terms

CLASSES: Mapping[str, str] = {
    "adms:status": "skos:Concept",
    "csvw:column": "csvw:Column",
    "dcat:accessService": "dcat:DataService",
    "dcat:contactPoint": "vcard:Kind",
    "dcat:distribution": "dcat:Distribution",
    "dcat:theme": "skos:Concept",
    "dcatap:applicableLegislation": "eli:LegalResource",
    "dcterms:accrualMethod": "dcterms:MethodOfAccrual",
    "dcterms:accrualPeriodicity": "dcterms:Frequency",
    "dcterms:accrualPolicy": "dcterms:Policy",
    "dcterms:audience": "dcterms:AgentClass",
    "dcterms:format": "dcterms:MediaTypeOrExtent",
    "dcterms:license": "dcterms:LicenseDocument",
    "dcterms:publisher": "foaf:Agent",
    "dcterms:spatial": "dcterms:Location",
    "dcterms:temporal": "dcterms:PeriodOfTime",
}
"""Property → the class of what it leads to (DCMI Metadata Terms, DCAT 3, DCAT-AP 3)."""
_WEB = re.compile(r"https?://[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+")
_MAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+")
_STRETCH = re.compile(r"([0-9]{4}(?:-[0-9]{2}){0,2})/(\.\.|[0-9]{4}(?:-[0-9]{2}){0,2})")


def write_dcat(catalog: Catalog, out: BinaryIO) -> None:
    """One object; a dataset a line."""
    terms = catalog.terms
    if terms is None:
        raise ValueError("DCAT needs terms")
    fields = {wanted.id: wanted for wanted in catalog.profile.fields}
    out.write(b'{"@context": ' + orjson.dumps(terms.context) + b',\n"@type": "dcat:Catalog",\n"dcat:dataset": [')
    between = b"\n"
    for entry, tell in catalog.arranged():
        clean = {name: _clean(value, (name,), tell) for name, value in entry.items()}
        out.write(between + orjson.dumps(dataset(clean, terms, fields, tell)))
        between = b",\n"
    out.write(b"\n]}\n")


def dataset(entry: Mapping[str, object], terms: Terms, fields: Mapping[str, Field], tell: Tell) -> Node:
    """An entry as a dataset: terms first; then without those that would be read as a field that the entry has not;
    then with properties of our own for what would still be read otherwise."""
    node: Node = {"@type": "dcat:Dataset"}
    for name, value in entry.items():
        if name in terms.fields and value not in (None, "", [], {}):
            _say(node, terms.fields[name], value)
    for name, member in terms.differing(entry, node).items():
        if name not in entry:
            node.pop(member, None)
    for name in terms.differing(entry, node):
        if name in entry and (own := _own(entry[name], fields[name], terms.own, (name,), tell)) is not None:
            node[f"{terms.own}:{name}"] = own
    return node


def _clean(value: object, path: Path, tell: Tell) -> object:
    """The value with texts that JSON can hold."""
    if isinstance(value, str):
        return legible(value, SURROGATES, path, tell)
    if isinstance(value, list):
        return [_clean(item, (*path, index), tell) for index, item in enumerate(value)]
    if isinstance(value, dict):
        return {key: _clean(inner, (*path, key), tell) for key, inner in value.items()}
    return value


def _say(node: Node, term: Term, value: object) -> None:
    """Add a value in the vocabulary's terms, as far as it can be said in them."""
    if term.kind == "period":
        _say_period(node, term, value)
    elif term.kind in ("record", "records"):
        records = [record for record in (value if isinstance(value, list) else [value]) if isinstance(record, dict)]
        made = [{**_class(term.steps[-1]), **inner} for record in records if (inner := _record(record, term))]
        # All on one way: they are the columns of one table, not tables of one column.
        _place(node, term.steps, [made[0] if len(made) == 1 else made] if made else [])
    else:
        items = value if isinstance(value, list) else [value]
        coded = [code for item in items if (code := term.code(item))]
        if coded and len(coded) == len(items):
            _place(node, term.coded, [{"@id": code} for code in coded])
        elif term.refers and all(_reference(item) for item in items):
            _place(node, term.refers, [{"@id": _reference(item)} for item in items])
        else:
            _place(node, term.steps, [text for item in items if (text := scalar_text(item))])


def _reference(value: object) -> str | None:
    """The IRI that an address of the web or of mail is."""
    if not isinstance(value, str) or ".." in value:
        return None
    if _WEB.fullmatch(value):
        return value
    return f"mailto:{value}" if _MAIL.fullmatch(value) else None


def _say_period(node: Node, term: Term, value: object) -> None:
    ends = dict(term.parts)
    match = _STRETCH.fullmatch(value) if isinstance(value, str) else None
    if match is None or not {"start", "end"} <= ends.keys():
        return
    period: Node = {}
    _place(period, ends["start"].steps, [match[1]])
    _place(period, ends["end"].steps, [match[2]] if match[2] != ".." else [])
    _place(node, term.steps, [{**_class(term.steps[-1]), **period}])


def _record(record: Mapping[str, object], term: Term) -> Node:
    """The parts of a record that the vocabulary has words for."""
    made: Node = {}
    for name, part in term.parts:
        if record.get(name) not in (None, "", [], {}):
            _say(made, part, record[name])
    return made


def _place(node: Node, steps: Sequence[str], values: Sequence[object]) -> None:
    """Put values at the end of a way: the first into nodes that stand on it already, others on ways of their own."""
    if not steps:
        return
    for number, value in enumerate(values):
        made: object = value
        for step, above in zip(reversed(steps[1:]), reversed(steps[:-1]), strict=True):
            made = {**_class(above), step: made}
        if number or not _merge(node, steps[0], made):
            node[steps[0]] = [*_listed(node.get(steps[0])), made] if steps[0] in node else made


def _class(step: str) -> Node:
    return {"@type": CLASSES[step]} if step in CLASSES else {}


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _merge(node: Node, step: str, made: object) -> bool:
    """Join a node with the first that stands there already, where neither says what the other says."""
    first = _listed(node.get(step))[0]
    if not isinstance(first, dict) or not isinstance(made, dict) or "@id" in first or "@id" in made:
        return False
    for key, value in made.items():
        if key not in first:
            first[key] = value
        elif key != "@type" and not _merge(first, key, value):
            first[key] = [*_listed(first[key]), value]
    return True


def _own(value: object, wanted: Field, prefix: str, path: Path, tell: Tell) -> object:
    """A value as a property of our own holds it; None, and said, where it is of a shape that none holds."""
    if isinstance(value, list) and (wanted.type in LISTS or wanted.parts):
        items = [_own(item, wanted, prefix, (*path, index), tell) for index, item in enumerate(value)]
        return {"@list": [item for item in items if item is not None]}
    if isinstance(value, dict) and wanted.parts:
        return dict(_own_parts(value, wanted, prefix, path, tell))
    if isinstance(value, bool | int) and abs(value) < 1 << 53:
        return value
    text = scalar_text(value)
    if text is None and value not in (None, "", [], {}):
        tell(path, "number" if isinstance(value, int | float) else "shape", {})
    return text


def _own_parts(
    record: Mapping[str, object], wanted: Field, prefix: str, path: Path, tell: Tell
) -> Iterator[tuple[str, object]]:
    known = {part.id: part for part in wanted.parts}
    for name, value in record.items():
        if name not in known:
            tell((*path, name), "member", {"value": name})
        elif value is not None and (own := _own(value, known[name], prefix, (*path, name), tell)) is not None:
            yield f"{prefix}:{name}", own
