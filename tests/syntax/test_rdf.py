"""RDF: what is read in each syntax, where it stands there, and what is said of what cannot be read."""

import json
import sys
from dataclasses import replace

import pytest
from rdf_parts import LD, RECORD, TTL, XML, parts, told

from catalog_validator.model.document import Batch, Problem
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Path, Source
from catalog_validator.syntax import guess_syntax, parse

PLACES: dict[str, tuple[str, dict[Path, str]]] = {
    "a.jsonld": (
        LD,
        {
            ("dcterms:title", 0): '"Một"',
            ("dcterms:title", 1, "@value"): '{"@value": "One", "@language": "en"}',
            ("http://example.vn/size",): "7",
            ("dcat:distribution", "dcterms:title"): '"Tệp"',
            ("dcat:distribution", "nothing"): '{"title": "Tệp"}',
            ("http://example.vn/part", 1, "dcterms:title"): '"cuối"',
        },
    ),
    "a.rdf": (
        XML,
        {
            ("dcterms:title", 0): "<dct:title>Một</dct:title>",
            ("dcterms:title", 1): '<dct:title xml:lang="en">One</dct:title>',
            ("dcat:distribution", "dcterms:title"): "<dct:title>Tệp</dct:title>",
            ("http://example.vn/part", 1, "dcterms:title"): '<rdf:Description dct:title="cuối"/>',
        },
    ),
    "a.ttl": (
        TTL,
        {
            (): "<d>",
            ("nothing",): "<d>",
            ("@type",): "dcat:Dataset",
            ("dcterms:title", 0): '"Một"',
            ("dcterms:title", 1): '"""One"""@en',
            ("http://example.vn/size",): "7",
            ("dcat:distribution", "dcterms:title"): "'Tệp'",
            ("dcat:distribution", "nothing"): "[ dct:title 'Tệp' ]",
            ("http://example.vn/part", 0, "dcterms:title"): '"đầu"',
        },
    ),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_dataset_is_a_record_with_places(name: str) -> None:
    text, places = PLACES[name]
    (batch,) = parts(text, name)
    assert isinstance(batch, Batch)
    assert batch.values == [RECORD]
    lines = text.split("\n")
    for path, shown in places.items():
        place = batch.spot(0, path)
        assert place.line == place.end_line
        assert place.line
        assert place.column
        assert place.end_column
        assert lines[place.line - 1][place.column - 1 : place.end_column - 1] == shown, path


def test_a_record_of_json_ld_has_its_pointer_in_the_json() -> None:
    (batch,) = parts(LD, "a.jsonld")
    assert isinstance(batch, Batch)
    assert batch.pointer(0) == "/@graph/0"


@pytest.mark.parametrize(
    ("name", "head", "syntax"),
    [
        ("a.json", LD, "json-ld"),
        ("a.xml", XML, "rdf-xml"),
        ("a.xml", XML.encode("utf-16").decode("latin-1"), "rdf-xml"),
        ("a", XML, "rdf-xml"),
        ("a", TTL, "turtle"),
        ("a", "PREFIX a: <b>\n", "turtle"),
        ("a", LD, "json-ld"),
        ("a.json", '{"entries": []}', "json"),
        ("a.xml", "<catalog><entry/></catalog>", "xml"),
        ("a.nt", "", "turtle"),
    ],
)
def test_the_syntax_is_told(name: str, head: str, syntax: str) -> None:
    raw = head.encode("latin-1") if head.startswith("ÿþ") else head.encode()
    assert guess_syntax(Source.of_bytes(name, raw)) == syntax


def test_json_without_dcat_stays_json() -> None:
    for text in ('{"@id": "dcat", "title": "a"}', '[{"@type": "dcat:Dataset", "title": "a", "accessLevel": "public"}]'):
        tree = parse(Source.of_bytes("a.json", text.encode()), Limits())
        assert tree.syntax == "json"


def test_rdf_xml_in_another_encoding() -> None:
    (_, batch) = parts(XML.replace('"1.0"?', '"1.0" encoding="UTF-16"?').encode("utf-16"), "a.rdf")
    assert isinstance(batch, Batch)
    assert batch.values == [RECORD]
    assert batch.spot(0, ("dcterms:title", 0)).line == 5


def test_graphs_in_a_reply_are_one() -> None:
    inner = XML.partition("\n")[2]
    space = "http://www.openarchives.org/OAI/2.0/"
    record = f"<record><header/><metadata>{inner}</metadata></record>"
    more = "<resumptionToken>x</resumptionToken>"
    records = record + record.replace('vn/d"', 'vn/e"')
    text = f'<OAI-PMH xmlns="{space}"><ListRecords>{records}{more}</ListRecords></OAI-PMH>'
    problem, batch = parts(text, "a.xml")
    assert isinstance(batch, Batch)
    assert len(batch.values) == 2
    assert told([problem])[0][0] == "CV045"


@pytest.mark.parametrize(("number", "codes"), [("0", []), ("3", ["CV045"])])
def test_a_reply_of_csw_says_whether_there_is_more(number: str, codes: list[str]) -> None:
    inner, space = XML.partition("\n")[2], "http://www.opengis.net/cat/csw/2.0.2"
    results = f'<SearchResults numberOfRecordsMatched="3" nextRecord="{number}">{inner}</SearchResults>'
    *problems, batch = parts(f'<GetRecordsResponse xmlns="{space}">{results}</GetRecordsResponse>', "a.xml")
    assert isinstance(batch, Batch)
    assert batch.values == [RECORD]
    assert [code for code, *_ in told(problems)] == codes


def test_a_literal_of_xml_is_as_it_is_written() -> None:
    inner = 'a <b c="d">e &amp; f</b><g/>'
    text = XML.replace("<dct:title>Một</dct:title>", f'<dct:title rdf:parseType="Literal">{inner}</dct:title>')
    (batch,) = parts(text, "a.rdf")
    assert isinstance(batch, Batch)
    (record,) = batch.values
    assert record == RECORD | {"dcterms:title": [inner, {"@value": "One", "@language": "en"}]}


def test_a_context_of_a_class_holds_in_its_nodes_alone() -> None:
    context = {
        "Dataset": {"@id": "http://www.w3.org/ns/dcat#Dataset", "@context": {"ten": "http://purl.org/dc/terms/title"}},
        "coquan": {"@id": "http://purl.org/dc/terms/publisher", "@context": {"ten": "http://xmlns.com/foaf/0.1/name"}},
    }
    one = {"@type": "Dataset", "ten": "T", "coquan": {"ten": "Sở Mẫu"}}
    lost, batch = parts(json.dumps({"@context": context, "@graph": [one, one, {"ten": "?"}]}), "a.jsonld")
    assert isinstance(batch, Batch)
    wanted = {"@type": ["dcat:Dataset"], "dcterms:title": "T", "dcterms:publisher": {"foaf:name": "Sở Mẫu"}}
    assert batch.values == [wanted, wanted]
    assert [code for code, *_ in told([lost])] == ["CV501"]


BROKEN: dict[str, list[tuple[str, str, int]]] = {
    "a.ttl": [
        ("<d> a <x>", "CV003", 1),
        ("@prefix a: <b> .\n<d> a b:c .", "CV003", 2),
        ('<d> a\n "x', "CV003", 2),
        ("<d>\n <p> .", "CV003", 2),
        ("{ <a> <b> <c> }", "CV003", 1),
        ('"a" <b> <c> .', "CV003", 1),
        ('<d> a <x> ; <p> "a"@-- .', "CV003", 1),
    ],
    "a.rdf": [
        (XML.replace("</dct:title>", "", 1), "CV003", 7),
        (XML.replace("rdf:about", "rdf:ID"), "CV003", 4),
        (XML.replace('rdf:parseType="Resource"', 'rdf:parseType="Resource" ex:a="b"'), "CV003", 9),
        ("<a/>", "CV012", 1),
        ("@prefix a: <b> .", "CV002", 1),
        (XML.replace("Tệp", "&tep;"), "CV042", 9),
    ],
    "a.jsonld": [
        (LD.replace('"size": 7', '"size" 7'), "CV003", 6),
        (LD.replace('"size": 7', '"@reverse": 7'), "CV003", 4),
        (LD.replace('"en"', '"không phải"'), "CV003", 5),
        (LD.replace('"en"', '"không-phải"'), "CV003", 5),
        ("[1, 2]", "CV012", 1),
    ],
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_told_with_its_place_and_gives_no_record(name: str) -> None:
    for text, code, line in BROKEN[name]:
        found = parts(text, name)
        assert all(isinstance(one, Problem) for one in found), text
        assert [(one, at, bad) for one, at, _, bad in told(found)] == [(code, line, True)], text


def test_nothing_of_a_text_is_quoted_where_reading_ends() -> None:
    for text in ('<d> a <x> ; <p> "hoa ban tím\n" .', "<d> a <x> ; hoabantim .", '<d> <p> """hoa ban tím'):
        (problem,) = parts(text, "a.ttl")
        assert isinstance(problem, Problem)
        assert "ban" not in str(problem.violation.facts)


def test_without_the_library_one_finding_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rdflib", None)
    for name, (text, _) in PLACES.items():
        (problem,) = parts(text, name)
        assert isinstance(problem, Problem)
        assert (problem.violation.code, problem.violation.facts["name"]) == ("CV060", "rdf")


@pytest.mark.parametrize("name", PLACES)
def test_too_many_statements(name: str) -> None:
    text, _ = PLACES[name]
    found = parts(text, name, replace(Limits(), statements=5))
    assert [code for code, *_ in told(found)] == ["CV922"]
    assert len(found) == 1


@pytest.mark.parametrize("name", PLACES)
def test_a_source_that_is_too_large(name: str) -> None:
    text, _ = PLACES[name]
    found = parts(text, name, replace(Limits(), held_bytes=100))
    assert [code for code, *_ in told(found)] == ["CV901"]
