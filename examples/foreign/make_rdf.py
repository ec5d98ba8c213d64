"""Write the catalog of ../so-khcn in RDF, as DCAT-AP: in JSON-LD, Turtle and RDF/XML, equal in meaning.

Run ``python examples/foreign/make_rdf.py`` after a change of ../so-khcn/catalog.json. What DCAT has a word for stands
under that word; everything else stands under the ids of the profile's fields in the namespace ``catval``.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

HERE = Path(__file__).parent
SOURCE = HERE.parent / "so-khcn" / "catalog.json"
PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "dcatap": "http://data.europa.eu/r5r/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "catval": "urn:x-catval:field:",
}
EU = "http://publications.europa.eu/resource/authority"
FREQUENCIES = {
    "realtime": "CONT", "daily": "DAILY", "weekly": "WEEKLY", "monthly": "MONTHLY", "quarterly": "QUARTERLY",
    "half_yearly": "ANNUAL_2", "yearly": "ANNUAL", "on_change": "IRREG",
}  # fmt: skip
FORMATS = ("CSV", "XLSX", "JSON", "XML", "GEOJSON", "SHP")

Node = dict[str, Any]
"""Prefixed name → text, number, yes or no, node, or a list of these; ``@id`` and ``@type`` as in JSON-LD."""


def dataset(entry: Node, number: int) -> Node:
    """An entry as a dcat:Dataset."""
    rest = dict(entry)
    take = rest.pop
    frequency, formats = take("update_frequency", None), take("formats", None) or []
    node: Node = {
        "@id": f"https://dulieu.example.vn/csdl/{number}",
        "@type": "dcat:Dataset",
        "dcterms:identifier": take("db_code", None),
        "dcterms:title": take("db_name", None),
        "dcterms:description": take("content_description", None),
        "dcterms:publisher": typed("foaf:Agent", "foaf:name", take("managing_agency", None)),
        "dcat:contactPoint": contact(take("contact_point", None)),
        "dcat:keyword": take("keywords", None),
        "dcat:theme": typed("skos:Concept", "skos:prefLabel", take("domain", None)),
        "dcterms:spatial": typed("dcterms:Location", "rdfs:label", take("spatial_coverage", None)),
        "dcterms:accrualPeriodicity": reference(f"{EU}/frequency/{code}")
        if (code := FREQUENCIES.get(str(frequency)))
        else frequency,
        "dcterms:accrualMethod": typed("", "rdfs:label", take("collection_mechanism", None)),
        "dcterms:accrualPolicy": typed("dcterms:Policy", "rdfs:label", take("update_mechanism", None)),
        "dcterms:provenance": typed("dcterms:ProvenanceStatement", "rdfs:label", take("data_source", None)),
        "dcterms:modified": take("last_updated", None),
        "dcatap:applicableLegislation": [typed("", "rdfs:label", law) for law in take("legal_basis", None) or []],
        "dcterms:rights": typed("dcterms:RightsStatement", "rdfs:label", take("access_conditions", None)),
        "dcat:distribution": [typed("dcat:Distribution", "dcterms:format", file_type(name)) for name in formats],
    }
    return clean(node | {f"catval:{name}": own(value) for name, value in rest.items()})


def typed(kind: str, name: str, value: Any) -> Node | None:
    """A node of a class that says one thing; None where there is nothing to say."""
    return None if value in (None, "") else {**({"@type": kind} if kind else {}), name: value}


def reference(iri: str) -> Node:
    """A node that is only named."""
    return {"@id": iri}


def file_type(name: str) -> Any:
    """A format by the EU's list of file types, where that has it."""
    return reference(f"{EU}/file-type/{name.upper()}") if name.upper() in FORMATS else {"rdfs:label": name}


def contact(given: Any) -> Node | None:
    """A contact as vCard has it."""
    if not isinstance(given, dict):
        return typed("vcard:Kind", "vcard:fn", given)
    words = {"name": "vcard:fn", "position": "vcard:title"}
    card: Node = {"@type": "vcard:Kind"} | {words[part]: value for part, value in given.items() if part in words}
    if given.get("phone"):
        card["vcard:hasTelephone"] = {"vcard:hasValue": given["phone"]}
    if given.get("email"):
        card["vcard:hasEmail"] = {"vcard:hasValue": given["email"]}
    return card


def own(value: Any) -> Any:
    """A value under the profile's own names, parts of records too."""
    if isinstance(value, list):
        return [own(one) for one in value]
    return {f"catval:{part}": one for part, one in value.items()} if isinstance(value, dict) else value


def clean(node: Node) -> Node:
    """Without what says nothing."""
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}


def catalog(entries: list[Node]) -> Node:
    """The whole catalog."""
    return {
        "@id": "https://dulieu.example.vn/",
        "@type": "dcat:Catalog",
        "dcterms:title": "Danh mục cơ sở dữ liệu dùng chung (dữ liệu mẫu)",
        "dcat:dataset": [dataset(entry, number) for number, entry in enumerate(entries, 1)],
    }


def json_ld(top: Node) -> str:
    """The catalog as JSON-LD, its prefixes in a context of its own."""
    return json.dumps({"@context": PREFIXES} | top, ensure_ascii=False, indent=2) + "\n"


def turtle(top: Node) -> str:
    """The catalog as Turtle: a block for each dataset."""
    heads = "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in PREFIXES.items())
    parts = top["dcat:dataset"]
    named = top | {"dcat:dataset": [reference(part["@id"]) for part in parts]}
    return heads + "".join(f"\n<{part['@id']}>\n{turtle_body(part, 1)} .\n" for part in (named, *parts))


def turtle_body(node: Node, depth: int) -> str:
    """What is said of a node, a property on each line."""
    indent = "    " * depth
    lines = [f"{indent}a {node['@type']}"] if "@type" in node else []
    for name, value in node.items():
        if not name.startswith("@"):
            objects = ", ".join(turtle_term(one, depth) for one in (value if isinstance(value, list) else [value]))
            lines.append(f"{indent}{name} {objects}")
    return " ;\n".join(lines)


def turtle_term(value: Any, depth: int) -> str:
    """One object."""
    if isinstance(value, dict):
        return f"<{value['@id']}>" if "@id" in value else f"[\n{turtle_body(value, depth + 1)}\n{'    ' * depth}]"
    return json.dumps(value, ensure_ascii=False)


def rdf_xml(top: Node) -> str:
    """The catalog as RDF/XML: every dataset inside the catalog."""
    spaces = "".join(f"\n    xmlns:{prefix}={quoteattr(space)}" for prefix, space in PREFIXES.items())
    body = "\n".join(xml_node(top, 1))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n{body}\n</rdf:RDF>\n'


def xml_node(node: Node, depth: int) -> Iterator[str]:
    """A node and what is said of it."""
    indent, kind = "  " * depth, node.get("@type", "rdf:Description")
    yield f"{indent}<{kind}" + (f" rdf:about={quoteattr(node['@id'])}>" if "@id" in node else ">")
    for name, value in node.items():
        if not name.startswith("@"):
            for one in value if isinstance(value, list) else [value]:
                yield from xml_property(name, one, depth + 1)
    yield f"{indent}</{kind}>"


def xml_property(name: str, value: Any, depth: int) -> Iterator[str]:
    """One property."""
    indent = "  " * depth
    if isinstance(value, dict) and set(value) == {"@id"}:
        yield f"{indent}<{name} rdf:resource={quoteattr(value['@id'])}/>"
    elif isinstance(value, dict):
        yield from (f"{indent}<{name}>", *xml_node(value, depth + 1), f"{indent}</{name}>")
    elif isinstance(value, bool | int):
        kind = "boolean" if isinstance(value, bool) else "integer"
        where = f'rdf:datatype="http://www.w3.org/2001/XMLSchema#{kind}"'
        yield f"{indent}<{name} {where}>{json.dumps(value)}</{name}>"
    else:
        yield f"{indent}<{name}>{escape(value)}</{name}>"


WRITERS = {"dcat.jsonld": json_ld, "dcat.ttl": turtle, "dcat.rdf": rdf_xml}


def files() -> dict[str, str]:
    """All files with their text, by name."""
    top = catalog(json.loads(SOURCE.read_text(encoding="utf-8"))["entries"])
    return {name: write(top) for name, write in WRITERS.items()}


def main() -> None:
    """Write all files beside this one."""
    for name, text in files().items():
        (HERE / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
