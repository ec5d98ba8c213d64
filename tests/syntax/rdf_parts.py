"""One dataset in three ways to write a graph, and what is read of a text."""

from collections.abc import Sequence

from catalog_validator.model.document import Batch, Problem, Tree
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Source
from catalog_validator.syntax import parse

LD = """\
{"@context": {"dcat": "http://www.w3.org/ns/dcat#", "title": {"@id": "http://purl.org/dc/terms/title"},
  "size": "http://example.vn/size", "part": {"@id": "http://example.vn/part", "@container": "@list"}},
 "@graph": [
  {"@id": "http://example.vn/d", "@type": "dcat:Dataset",
   "title": ["Một", {"@value": "One", "@language": "en"}],
   "size": 7, "part": [{"title": "đầu"}, {"title": "cuối"}],
   "dcat:distribution": {"title": "Tệp"}}]}
"""
XML = """\
<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcat="http://www.w3.org/ns/dcat#"
    xmlns:dct="http://purl.org/dc/terms/" xmlns:ex="http://example.vn/">
 <dcat:Dataset rdf:about="http://example.vn/d">
  <dct:title>Một</dct:title>
  <dct:title xml:lang="en">One</dct:title>
  <ex:size rdf:datatype="http://www.w3.org/2001/XMLSchema#integer">7</ex:size>
  <ex:part rdf:parseType="Collection"><rdf:Description dct:title="đầu"/><rdf:Description dct:title="cuối"/></ex:part>
  <dcat:distribution rdf:parseType="Resource"><dct:title>Tệp</dct:title></dcat:distribution>
 </dcat:Dataset>
</rdf:RDF>
"""
TTL = """\
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@base <http://example.vn/> .
<d> a dcat:Dataset ; # nhận xét
  dct:title "Một" , \"\"\"One\"\"\"@en ;
  <size> 7 ; <part> ( [ dct:title "đầu" ] [ dct:title "cuối" ] ) ;
  dcat:distribution [ dct:title 'Tệp' ] .
"""
RECORD = {
    "@id": "http://example.vn/d",
    "@type": ["dcat:Dataset"],
    "dcterms:title": ["Một", {"@value": "One", "@language": "en"}],
    "http://example.vn/size": 7,
    "http://example.vn/part": [{"dcterms:title": "đầu"}, {"dcterms:title": "cuối"}],
    "dcat:distribution": {"dcterms:title": "Tệp"},
}


def parts(text: str | bytes, name: str, limits: Limits | None = None) -> list[Batch | Problem]:
    data = text.encode() if isinstance(text, str) else text
    tree = parse(Source.of_bytes(name, data), limits or Limits())
    assert isinstance(tree, Tree)
    return list(tree.parts)


def told(found: Sequence[Batch | Problem]) -> list[tuple[str, int | None, int | None, bool]]:
    return [
        (one.violation.code, one.position.line, one.position.column, one.unreadable)
        for one in found
        if isinstance(one, Problem)
    ]
