"""The mapping table of DCAT turned around: from the fields of a profile to the terms that our reader knows for them."""

from collections.abc import Mapping, Sequence

from catalog_validator.api.convert_proof import Proof
from catalog_validator.engine.plan import Plan
from catalog_validator.model.dataclass import replace
from catalog_validator.vocab.dcat import interpret
from catalog_validator.vocab.mapping import build_mapper
from catalog_validator.vocab.mapping_table import Line, Way, code_sources, fold_code, load_table
from catalog_validator.writers.terms import Node, Term, Terms

REFERENCE = "@id"
_PREFIXES: Mapping[str, str] = {
    "adms": "http://www.w3.org/ns/adms#",
    "csvw": "http://www.w3.org/ns/csvw#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcat-us": "http://resources.data.gov/ontology/dcat-us#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}


def dcat_terms(proof: Proof) -> Terms:
    """The terms of DCAT for the profile of a plan, and what would be read of a dataset made of them."""
    plan = proof.plan
    table = load_table("dcat")
    if table is None:
        raise LookupError("dcat")
    mapper = build_mapper(table, plan.profile)
    fields = {name: _term(line, _iris(line, name, plan)) for name, line, _ in mapper.lines}

    def differing(entry: Mapping[str, object], node: Node) -> Mapping[str, str]:
        mapped = interpret(mapper, _as_record(node))
        found: dict[str, str] = {}
        for wanted in plan.profile.fields:
            if not proof.same(wanted, entry.get(wanted.id), mapped.values.get(wanted.id)):
                origins = [at for path, at in mapped.origins.items() if path[0] == wanted.id and at]
                found[wanted.id] = str(origins[0][0]) if origins else ""
        return found

    return Terms({**_PREFIXES, table.own_prefix: table.own}, table.own_prefix, fields, differing)


def _as_record(value: object) -> dict[str, object]:
    """A node of JSON-LD as the reader of RDF gives it."""
    record = _plain(value)
    assert isinstance(record, dict)
    return record


def _plain(value: object) -> object:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if not isinstance(value, dict):
        return value
    return _plain(value["@list"]) if "@list" in value else {key: _plain(inner) for key, inner in value.items()}


def _term(line: Line, iris: Mapping[str, str]) -> Term:
    """The first way of a line on which a text can stand; the first on which a reference can."""
    forward = [way for way in line.ways if not any(name.startswith("^") for step in way.steps for name in step)]
    texts = [_names(way) for way in forward if not way.known and way.steps[-1] != (REFERENCE,)]
    refers = [_names(way)[:-1] for way in forward if not way.known and way.steps[-1] == (REFERENCE,)]
    if line.options:
        option = line.options[0]
        parts = tuple((name, _term(part, {})) for name, part in option.parts)
        return Term(line.kind, tuple(step[0] for step in option.at), parts=parts)
    term = Term(line.kind, texts[0] if texts else (), refers[0] if refers and line.kind in ("web", "address") else ())
    coded = [_names(way)[:-1] for way in forward if way.steps[-1] == (REFERENCE,)]
    return replace(term, coded=coded[0], code=lambda value: iris.get(str(value))) if iris and coded else term


def _names(way: Way) -> tuple[str, ...]:
    return tuple(step[0] for step in way.steps)


def _iris(line: Line, name: str, plan: Plan) -> Mapping[str, str]:
    """The profile's code, in every spelling → its IRI, where just one of a source stands for that code alone."""
    code_list = plan.fields[name].code_list
    if not line.codes or code_list is None:
        return {}
    found: dict[str, str] = {}
    for source in _sources(line):
        for item in code_list.items:
            meant = [key for key, code in source.items() if code == item.code]
            if len(meant) == 1:
                for spelling in (item.code, item.label.vi, item.label.en):
                    found.setdefault(spelling, meant[0])
    return found


def _sources(line: Line) -> Sequence[Mapping[str, str]]:
    """The sources whose codes have IRIs and are all known to the line: IRI → the profile's code."""
    tables = [part for file in ("dcat", "codes") for parts in code_sources(file).values() for part in parts]
    whole = [{part.prefix + key: code for key, code in part.values.items()} for part in tables if part.prefix]
    return [codes for codes in whole if all(line.codes.get(fold_code(iri)) == code for iri, code in codes.items())]
