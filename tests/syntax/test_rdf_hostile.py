"""Hostile RDF: nothing is opened or fetched, nothing runs away, and each case ends in one finding or in records."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdf_parts import LD, TTL, XML, parts, told

from catalog_validator.model.document import Batch, Problem, Tree
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Source
from catalog_validator.syntax import parse

DCAT = "http://www.w3.org/ns/dcat#"
DATASET = f"<d> a <{DCAT}Dataset> ; "


@pytest.fixture
def opened() -> Iterator[Callable[[], list[str]]]:
    """What was opened while a test ran: files (but those of Python itself), sockets, processes."""
    seen: list[str] = []
    watching = True
    parts(json.dumps({"@type": f"{DCAT}Dataset"}), "a.jsonld")  # the library looks for its plug-ins once

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event.startswith(("socket.", "urllib.", "subprocess.", "os.system", "os.exec")):
            seen.append(event)
        elif watching and event == "open" and not str(arguments[0]).endswith((".py", ".pyc", ".so", ".toml", ".json")):
            seen.append(str(arguments[0]))

    sys.addaudithook(hook)
    yield lambda: seen
    watching = False


REMOTE = {
    "a context": {"@context": "http://127.0.0.1:9/c.jsonld", "@type": f"{DCAT}Dataset"},
    "a context in a list": {"@context": [{"a": DCAT}, "c.jsonld"], "@type": "a:Dataset"},
    "a file": {"@context": "file:///etc/hostname", "@type": f"{DCAT}Dataset"},
    "an import": {"@context": {"@version": 1.1, "@import": "http://127.0.0.1:9/c"}, "@type": f"{DCAT}Dataset"},
    "a context of a term": {"@context": {"t": {"@id": f"{DCAT}theme", "@context": "http://127.0.0.1:9/c"}}, "t": {}},
    "a context of a node": {"@type": f"{DCAT}Dataset", f"{DCAT}theme": {"@context": "http://127.0.0.1:9/c"}},
    "a context in a context": {"@context": {"@context": ["http://127.0.0.1:9/c"]}, "@type": f"{DCAT}Dataset"},
}


@pytest.mark.parametrize("name", REMOTE)
def test_no_context_is_fetched(name: str, opened: Callable[[], list[str]]) -> None:
    found = parts(json.dumps(REMOTE[name]), "a.jsonld")
    assert [code for code, *_ in told(found)] == ["CV061"]
    assert all(isinstance(one, Problem) and one.unreadable for one in found)
    assert opened() == []


def test_the_context_of_dcat_ap_is_known() -> None:
    context = "https://semiceu.github.io/DCAT-AP/releases/3.0.0/context/dcat-ap.jsonld"
    text = {
        "@context": context,
        "@type": "Dataset",
        "title": "Tên",
        "frequency": "http://publications.europa.eu/resource/authority/frequency/DAILY",
        "publisher": {"@type": "Agent", "name": "Sở Mẫu"},
        "tieuDe": "không ai biết",
    }
    note, lost, batch = parts(json.dumps(text), "a.json")
    assert told([note, lost]) == [("CV062", 1, 14, False), ("CV501", told([lost])[0][1], told([lost])[0][2], False)]
    assert isinstance(batch, Batch)
    (record,) = batch.values
    assert isinstance(record, dict)
    assert record["dcterms:title"] == "Tên"
    assert record["dcterms:publisher"]["foaf:name"] == "Sở Mẫu"
    assert record["dcterms:accrualPeriodicity"]["@id"].endswith("DAILY")


OPENS_NOTHING = {
    "imports": (f'<o> <http://www.w3.org/2002/07/owl#imports> <http://127.0.0.1:9/o> . {DATASET} <p> "a" .', "a.ttl"),
    "see also": (f"{DATASET} <http://www.w3.org/2000/01/rdf-schema#seeAlso> <file:///etc/hostname> .", "a.ttl"),
    "base": (f"@base <file:///etc/> . {DATASET} <p> <hostname> .", "a.ttl"),
    "xml literal": (
        f"{DATASET} <p> \"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><a>&b;</a>\"^^"
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral> .",
        "a.ttl",
    ),
    "rdf/xml": (XML, "a.rdf"),
    "json-ld": (LD, "a.jsonld"),
}


@pytest.mark.parametrize("name", OPENS_NOTHING)
def test_nothing_is_opened(name: str, opened: Callable[[], list[str]]) -> None:
    text, file = OPENS_NOTHING[name]
    assert any(isinstance(one, Batch) for one in parts(text, file))
    assert opened() == []


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 30))
REFUSED: dict[str, tuple[Callable[[], str], str, str]] = {
    "laughs": (
        lambda: XML.replace("<rdf:RDF", f'<!DOCTYPE r [<!ENTITY l0 "a">{LAUGHS}]><rdf:RDF', 1),
        "a.rdf",
        "CV040",
    ),
    "entity": (
        lambda: XML.replace("<rdf:RDF", '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/hostname">]><rdf:RDF', 1),
        "a.rdf",
        "CV040",
    ),
    "include": (
        lambda: XML.replace(
            "<dct:title>", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="x"/><dct:title>', 1
        ),
        "a.rdf",
        "CV043",
    ),
    "deep xml": (lambda: XML.replace("Tệp", "<a>" * 100_000), "a.rdf", "CV903"),
    "deep turtle": (lambda: DATASET + "<p> " + "[ <p> " * 100_000, "a.ttl", "CV903"),
    "deep list": (lambda: DATASET + "<p> " + "( " * 100_000, "a.ttl", "CV903"),
    "deep json": (lambda: f'{{"@id": "{DCAT}", "a": ' + "[" * 100_000 + "]" * 100_000 + "}", "a.jsonld", "CV903"),
    "language": (lambda: DATASET + '<p> "a"@-- .', "a.ttl", "CV003"),
    "number": (lambda: DATASET + "<p> " + "9" * 100_000 + " .", "a.ttl", "CV003"),
    "bytes": (lambda: "\udcff", "a.ttl", "CV004"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_ends_in_one_finding(name: str) -> None:
    make, file, code = REFUSED[name]
    found = parts(make().encode("utf-8", "surrogateescape"), file)
    codes = [one for one, *_ in told(found)]
    assert codes in ([code], [code, "CV003"])
    assert len(found) == len(codes)


ENDLESS = {
    "a list in itself": "<p> _:a . _:a <{rdf}first> _:a ; <{rdf}rest> _:a .",
    "a list of lists": "<p> _:a0 . " + "".join(f"_:a{n} <{{rdf}}first> _:a{n + 1} ." for n in range(5_000)),
    "a node in itself": "<p> <d>, _:a . _:a <p> _:a, _:b . _:b <p> _:a .",
    "a long literal": f'<p> """{"x" * 5_000_000}""" .',
}


@pytest.mark.parametrize("name", ENDLESS)
def test_it_ends(name: str) -> None:
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    (batch,) = parts(DATASET + ENDLESS[name].replace("{rdf}", rdf), "a.ttl")
    assert isinstance(batch, Batch)
    assert batch.spot(0, ("p",) * 10).line == 1


def test_what_all_refer_to_is_not_repeated_for_each() -> None:
    hub = "".join(f"<x{n}>, " for n in range(2_000))
    text = f"<h> <q> {hub} <y> . " + "".join(
        f"<d{n}> a <{DCAT}Dataset> ; <p> ( <h> <h> <h> <h> <h> <h> ) ." for n in range(1_000)
    )
    assert "CV922" in [code for code, *_ in told(parts(text, "a.ttl"))]


def test_contexts_without_end() -> None:
    terms = {f"t{n}": f"http://example.vn/{n}" for n in range(1_000)}
    nodes = [{"@context": {"a": "http://example.vn/"}, "@type": f"{DCAT}Dataset", "a:b": "c"} for _ in range(100)]
    text = json.dumps({"@context": terms, "@graph": nodes})
    assert [code for code, *_ in told(parts(text, "a.jsonld", replace(Limits(), statements=1_000)))] == ["CV922"]
    assert told(parts(text, "a.jsonld")) == []
    scoped = {"@context": {**terms, "T": {"@id": f"{DCAT}Dataset", "@context": terms}}}
    text = json.dumps({**scoped, "@graph": [{"@type": "T", "t1": "c"} for _ in range(100)]})
    assert told(parts(text, "a.jsonld", replace(Limits(), statements=1_000))) == []


@given(st.sampled_from([(TTL, "a.ttl"), (XML, "a.rdf"), (LD, "a.jsonld")]), st.data())
def test_damage_anywhere_never_raises(source: tuple[str, str], data: st.DataObject) -> None:
    text, name = source
    at = data.draw(st.integers(0, len(text)))
    put = data.draw(
        st.sampled_from(["", '"', "<", ">", "[", "]", "{", "}", ":", ".", ";", ",", "@", "\\", "é", "\0", "^^"])
    )
    cut = data.draw(st.integers(0, 30))
    for one in parts(text[:at] + put + text[at + cut :], name):
        if isinstance(one, Batch):
            for index, value in enumerate(one.values):
                for key in value if isinstance(value, dict) else ():
                    assert one.spot(index, (key,)).line
        else:
            assert one.position.line


@pytest.mark.parametrize(("name", "form"), [("a.trig", "TriG"), ("a.nq", "N-Quads"), ("A.NQ", "N-Quads")])
def test_several_graphs_are_named_and_not_taken_for_something_else(name: str, form: str) -> None:
    document = parse(Source.of_bytes(name, b"<urn:a> <urn:b> <urn:c> <urn:d> .\n"), Limits())
    assert isinstance(document, Tree)
    (problem,) = document.parts
    assert isinstance(problem, Problem)
    assert (problem.violation.code, problem.violation.facts, problem.unreadable) == ("CV032", {"format": form}, True)
