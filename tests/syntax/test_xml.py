"""XML in, plain values out: what becomes a record, a list, a member; and what is said of the rest."""

from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xml_parts import Parts, batches, flaws, parts, problems, told, values, values_in

from catalog_validator.model.document import UNREADABLE, Batch
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Position, Source
from catalog_validator.model.words import Label
from catalog_validator.syntax import guess_syntax
from catalog_validator.syntax.xml import _parts

XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


def entry(inside: str) -> object:
    (value,) = values(f"<catalog><entry>{inside}</entry></catalog>")
    return value


@pytest.mark.parametrize(
    ("inside", "value"),
    [
        ("<a>x</a>", {"a": "x"}),
        ("<a> x\n</a>", {"a": " x\n"}),
        ("<a/><b></b>", {"a": None, "b": None}),
        ("<a>1</a><b>2</b><a>3</a>", {"a": ["1", "3"], "b": "2"}),
        ("<a><b>1</b><b/></a>", {"a": {"b": ["1", None]}}),
        ("<a>&lt;&#65;&#x1EDF;&amp;</a>", {"a": "<Aở&"}),
        ("<a><![CDATA[<x>&]]> y<!-- no --><?php no ?></a>", {"a": "<x>& y"}),
        ("<a>x<!-- -->y</a>", {"a": "xy"}),
        ('<a t="1">x</a>', {"a": {"@t": "1", "#text": "x"}}),
        ('<a t="1"/>', {"a": {"@t": "1", "#text": None}}),
        ('<a t=""/>', {"a": None}),
        ('<a xml:lang="vi" xml:space="preserve">x</a>', {"a": {"@xml:lang": "vi", "#text": "x"}}),
        (f'<a {XSI} xsi:nil="true" xsi:type="text"/>', {"a": None}),
        ("<a>one <b>two</b> three</a>", {"a": {"#text": "one three", "b": "two"}}),
        ('<p:a xmlns:p="urn:p"><p:b>1</p:b><c>2</c></p:a>', {"{urn:p}a": {"{urn:p}b": "1", "c": "2"}}),
        ("\n  <Tên_CSDL>x</Tên_CSDL>\n", {"Tên_CSDL": "x"}),
    ],
)
def test_what_an_element_becomes(inside: str, value: object) -> None:
    assert entry(inside) == value


def test_names_of_the_records_own_namespace_stand_alone() -> None:
    (value,) = values('<c xmlns="urn:x" xmlns:p="urn:x"><entry><p:a>1</p:a><b xmlns="">2</b></entry></c>')
    assert value == {"a": "1", "b": "2", "#name": "{urn:x}entry"}


@pytest.mark.parametrize(
    ("text", "found", "pointers"),
    [
        ("<entry><a>1</a></entry>", [{"a": "1"}], [""]),
        ("<any><entry/><entry><a/></entry></any>", [{}, {"a": None}], ["/entries/0", "/entries/1"]),
        ("<any><entry>x</entry></any>", ["x"], ["/entries/0"]),
        ("<c><entries><entry><a>1</a></entry></entries></c>", [{"a": "1"}], ["/entries/0"]),
        ("<c><catalog>C</catalog><profile>p</profile><row><a>1</a></row></c>", [{"a": "1", "#name": "row"}], None),
        ("<!-- before --><?x y?><c><entry><a>1</a></entry></c><!-- after -->", [{"a": "1"}], None),
    ],
)
def test_what_is_a_record(text: str, found: list[object], pointers: list[str] | None) -> None:
    assert values(text) == found
    assert not problems(text)
    if pointers:
        (batch,) = batches(text)
        assert [batch.pointer(index) for index in range(len(found))] == pointers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("CV011", 1, 1, True)]),
        ("\n \n", [("CV011", 3, 1, True)]),
        ("<c/>", [("CV011", 1, 1, True)]),
        ("<c>\n<!-- x --></c>", [("CV011", 1, 1, True)]),
        ("not XML", [("CV002", 1, 1, True)]),
        ('{"a": 1}', [("CV002", 1, 1, True)]),
        ("<c><entry><a>x</b></entry></c>", [("CV003", 1, 15, True)]),
        ("<c><entry><a>x", [("CV003", 1, 15, True)]),
        ("<c><entry><a", [("CV003", 1, 13, True)]),
        ("<c><entry><a>\x01</a></entry></c>", [("CV003", 1, 14, True)]),
        ('<c><entry><a b="1" b="2"/></entry></c>', [("CV003", 1, 20, True)]),
        ("<c><entry><p:a/></entry></c>", [("CV003", 1, 11, True)]),
        ("<c><entry/></c><d/>", [("CV003", 1, 16, True)]),
        (" <?xml version='1.0'?><c/>", [("CV003", 1, 2, True)]),
        ("<c><entry><a>x&nbsp;y</a></entry></c>", [("CV042", 1, 15, True)]),
        ("<c>\n lạc <entry/></c>", [("CV512", 2, 2, False)]),
        ("<c><entry/><note>x</note></c>", [("CV501", 1, 12, False)]),
        ('<c version="1"><entry/></c>', [("CV511", 1, 1, False)]),
        (f'<c {XI}><xi:include href="b.xml"/><entry/></c>', [("CV043", 1, 47, True)]),
        ("<root><a>1</a>tail</root>", [("CV012", 1, 1, True)]),
        ("<html><body><p>x</p></body></html>", [("CV012", 1, 1, True)]),
    ],
)
def test_what_is_said(text: str, expected: list[tuple[str, int, int, bool]]) -> None:
    assert told(text) == expected


def test_what_was_read_before_a_mistake_stands() -> None:
    read = parts("<c><entry><a>1</a></entry>\n<entry><b></c>")
    assert values_in(read) == [{"a": "1"}]
    (problem,) = problems("<c><entry><a>1</a></entry>\n<entry><b></c>")
    assert problem.violation.facts == {"format": "XML", "found": "</c>", "expected": "</b>"}
    assert (problem.position.line, problem.position.column, problem.position.end_column) == (2, 11, 15)


@pytest.mark.parametrize(
    ("root", "kind"),
    [
        ('<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:x/></r:RDF>', "RDF/XML"),
        ('<g:MD_Metadata xmlns:g="http://www.isotc211.org/2005/gmd"/>', "ISO 19139"),
        ('<m:MD_Metadata xmlns:m="http://standards.iso.org/iso/19115/-3/mdb/1.0"/>', "ISO 19115-3"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>x</title></entry></feed>', "Atom"),
        ("<metadata><idinfo><a/></idinfo></metadata>", "FGDC"),
        (
            '<c:GetRecordsResponse xmlns:c="http://www.opengis.net/cat/csw/2.0.2"><c:SearchStatus timestamp="t"/>'
            '<c:SearchResults><g:MD_Metadata xmlns:g="http://www.isotc211.org/2005/gmd"/></c:SearchResults>'
            "</c:GetRecordsResponse>",
            "ISO 19139",
        ),
        ('<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><error code="noRecordsMatch"/></OAI-PMH>', "error"),
    ],
)
def test_other_documents_are_named(root: str, kind: str) -> None:
    (problem,) = problems(root)
    found = problem.violation.facts["found"]
    assert isinstance(found, Label)
    assert (problem.violation.code, problem.unreadable) == ("CV012", True)
    assert kind in found.en


def test_more_of_the_list_elsewhere() -> None:
    oai = '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>{}</ListRecords></OAI-PMH>'
    record = "<record><header/></record>"
    assert told(oai.format(f"{record}<resumptionToken>2</resumptionToken>")) == [("CV045", 1, 94, False)]
    assert not told(oai.format(f"{record}<resumptionToken/>"))


def test_a_reference_that_only_an_unread_document_type_explains() -> None:
    text = '<!DOCTYPE c SYSTEM "c.dtd">\n<c><entry><a><b>x&nbsp;y</b></a></entry><entry><a>1</a></entry></c>'
    assert told(text) == [("CV041", 1, 1, False)]
    assert values(text) == [UNREADABLE, {"a": "1"}]
    assert [(flaw.code, flaw.path, flaw.facts) for flaw in flaws(text)] == [("CV042", ("a", "b"), {"value": "&nbsp;"})]
    in_attribute = '<!DOCTYPE c SYSTEM "c.dtd"><c><entry x="&nbsp;"><a>1</a></entry></c>'
    assert ("CV042", 1, 31, True) in told(in_attribute)


@pytest.mark.parametrize(
    ("head", "known"),
    [(b"<c/>", True), (b"\xef\xbb\xbf\n <c/>", True), ("<c/>".encode("utf-16"), True), (b"x < y", False)],
)
def test_xml_is_told_by_its_first_bytes(head: bytes, known: bool) -> None:
    assert (guess_syntax(Source.of_bytes("a", head)) == "xml") == known


NAMES = st.sampled_from(["a", "b", "tên", "x-1", "c_d"])
TEXTS = st.text(st.sampled_from("aở\U0001f600 <>&\"'\n]"), min_size=1, max_size=12)
LEAVES = st.one_of(st.none(), TEXTS)
RECORDS: st.SearchStrategy[dict[str, Any]] = st.recursive(
    st.dictionaries(NAMES, LEAVES, min_size=1, max_size=4),
    lambda inner: st.dictionaries(
        NAMES, st.one_of(LEAVES, inner, st.lists(st.one_of(LEAVES, inner), min_size=2, max_size=3)), min_size=1
    ),
    max_leaves=8,
)


def write(name: str, value: Any, cdata: bool) -> str:
    """A value as XML: pretty-printed, with comments between elements."""
    if isinstance(value, list):
        return "".join(write(name, one, cdata) for one in value)
    if isinstance(value, dict):
        return f"\n <{name}>{''.join(write(key, one, cdata) for key, one in value.items())} <!-- < --></{name}>"
    if value is None:
        return f"<{name} />"
    text = "<![CDATA[" + value.replace("]]>", "]]]]><![CDATA[>") + "]]>" if cdata else escape(value)
    return f"<{name}>{text}</{name}>"


@given(st.lists(RECORDS, min_size=1, max_size=3), st.booleans())
def test_values_survive(records: list[dict[str, Any]], cdata: bool) -> None:
    text = "<catalog>" + "".join(write("entry", record, cdata) for record in records) + "</catalog>"
    assert values(text) == records
    assert not told(text)


@given(st.lists(RECORDS, min_size=1, max_size=3), st.integers(1, 50))
def test_the_size_of_pieces_changes_nothing(records: list[dict[str, Any]], piece: int) -> None:
    filler = f"<!-- {'x' * 1100} -->"  # the first thousand bytes are read at once
    text = f"<catalog>{filler}{''.join(write('entry', record, True) for record in records)}<x>1</x></catalog>"
    whole = parts(text)
    pieces = list(_parts(Source.of_bytes("a.xml", text.encode()), Limits(), piece))
    assert values_in(pieces) == values_in(whole) == records
    assert [part for part in pieces if part in problems(text)] == problems(text)
    assert places(pieces) == places(whole)


def places(read: Parts) -> list[Position]:
    return [part.spot(index, ()) for part in read if isinstance(part, Batch) for index in range(len(part.values))]
