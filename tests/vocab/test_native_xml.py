"""The native form in XML: lists, records, doubles, languages, lost content, marks of secrecy, and places."""

import json
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_runs import AS_OF, FULL, SMALL, kinds, meaning
from catalog_validator import Finding, Profile, Report, check, load_profile
from catalog_validator.model.document import UNREADABLE, Batch, Problem
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Position, Source
from catalog_validator.syntax.xml import parse_xml
from catalog_validator.vocab import read_entries

PROFILE: Profile = load_profile(SMALL)


def read(text: str) -> tuple[list[object], list[tuple[str, str, int | None]], list[tuple[str, int | None]]]:
    """Values; code, name and column of each flaw; code and column of each problem."""
    values: list[object] = []
    flaws: list[tuple[str, str, int | None]] = []
    problems: list[tuple[str, int | None]] = []
    for part in read_entries(parse_xml(Source.of_bytes("a.xml", text.encode()), Limits()), PROFILE):
        if isinstance(part, Problem):
            problems.append((part.violation.code, part.position.column))
            continue
        values += part.values
        for index, found in part.flaws.items():
            flaws += [(flaw.code, str(next(iter(flaw.path), "")), part.spot(index, flaw.path).column) for flaw in found]
    return values, flaws, problems


def entry(inside: str) -> tuple[object, list[tuple[str, str, int | None]]]:
    """The one entry with this inside, which begins in column 1, and its flaws."""
    (value,), flaws, problems = read(f"<c><entry>\n{inside}\n</entry></c>")
    assert not problems
    return value, flaws


@pytest.mark.parametrize(
    ("inside", "value"),
    [
        ("<name>x</name><code/>", {"name": "x", "code": None}),
        ("<formats>CSV</formats>", {"formats": ["CSV"]}),
        ("<formats>CSV</formats><name>x</name><formats>JSON</formats>", {"formats": ["CSV", "JSON"], "name": "x"}),
        ("<formats><format>CSV</format><format>JSON</format></formats>", {"formats": ["CSV", "JSON"]}),
        ("<formats/>", {"formats": None}),
        ("<items>A</items>", {"items": ["A"]}),
        ("<items><name>A</name></items>", {"items": [{"name": "A"}]}),
        ("<items><name>A</name></items><items>B</items>", {"items": [{"name": "A"}, "B"]}),
        ("<items><item><name>A</name></item><item>B</item></items>", {"items": [{"name": "A"}, "B"]}),
        ("<items><item><name>A</name></item></items>", {"items": [{"name": "A"}]}),
        ("<contact><name>P</name><phone/></contact>", {"contact": {"name": "P", "phone": None}}),
        ("<contact>P</contact>", {"contact": "P"}),
        ("<Tên>x</Tên>", {"name": "x"}),
        ("<p:name xmlns:p='urn:p'>x</p:name>", {"name": "x"}),
        ("<contact><p:name xmlns:p='urn:p'>x</p:name></contact>", {"contact": {"name": "x"}}),
        ("<name xml:lang='vi'>x</name>", {"name": "x"}),
        ("<contact><fax>1</fax></contact>", {"contact": {"fax": "1"}}),
    ],
)
def test_shapes(inside: str, value: object) -> None:
    assert entry(inside) == (value, [])


@pytest.mark.parametrize(
    ("inside", "value", "flaws"),
    [
        ("<name>x</name><name>y</name>", {"name": "x"}, [("CV502", "name", 15)]),
        ("<Tên>x</Tên><name>y</name>", {"name": "y"}, [("CV503", "name", 1)]),
        ("<foo>1</foo>", {}, [("CV501", "foo", 1)]),
        ("<name note='n'>x</name>", {"name": "x"}, [("CV511", "name", 1)]),
        ("<name>x <b>y</b></name>", {"name": {"b": "y"}}, [("CV512", "name", 7)]),
        ("lạc<name>x</name>", {"name": "x"}, [("CV512", "#text", 1)]),
        ("<contact>z<name>x</name></contact>", {"contact": {"name": "x"}}, [("CV512", "contact", 10)]),
        (
            "<contact><name>x</name><name>y</name></contact>",
            {"contact": {"name": "x"}},
            [("CV502", "contact", 24)],
        ),
        ("<items n='1'><item>A</item></items>", {"items": ["A"]}, [("CV511", "items", 1)]),
        ("<items><item n='1'>A</item></items>", {"items": ["A"]}, [("CV511", "items", 8)]),
        (
            "<name xml:lang='en'>x</name><name xml:lang='vi-VN'>y</name>",
            {"name": "y"},
            [("CV513", "name", 29)],
        ),
        ("<name xml:lang='en'>x</name><name>y</name>", {"name": "y"}, [("CV513", "name", 29)]),
        ("<name xml:lang='en'>x</name><name xml:lang='en'>y</name>", {"name": "x"}, [("CV502", "name", 29)]),
        (
            "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='b.xml'/>",
            {},
            [("CV043", "xi:include", 1)],
        ),
    ],
)
def test_what_is_lost_is_said(inside: str, value: object, flaws: list[tuple[str, str, int | None]]) -> None:
    assert entry(inside) == (value, flaws)


def test_a_double_names_both_places() -> None:
    text = "<c><entry>\n<name>x</name>\n <name>y</name><name>z</name></entry></c>"
    (batch,) = read_entries(parse_xml(Source.of_bytes("a.xml", text.encode()), Limits()), PROFILE)
    assert isinstance(batch, Batch)
    first, second = batch.flaws[0]
    assert first.facts == second.facts == {"name": "name", "line": 2, "column": 1}
    assert batch.spot(0, first.path) == Position("a.xml", 3, 2, 3, 16)
    assert batch.spot(0, second.path) == Position("a.xml", 3, 16, 3, 30)
    assert batch.spot(0, ("name",)) == Position("a.xml", 2, 1, 2, 15)


@pytest.mark.parametrize(
    ("text", "values", "problems"),
    [
        ("<c><row><name>x</name></row></c>", [{"name": "x"}], []),
        ("<c><row><foo>1</foo></row></c>", [], [("CV012", 4)]),
        ("<entry><name>x</name></entry>", [{"name": "x"}], []),
        ("<c><entry>x</entry></c>", [UNREADABLE], []),
        ("<c><head><day>1</day></head><entry><name>x</name></entry></c>", [{"name": "x"}], [("CV501", 4)]),
        ("<c xmlns='urn:x'><entry><name>x</name></entry></c>", [{"name": "x"}], []),
        ("<c xmlns='urn:x'><head><day>1</day></head></c>", [], [("CV012", 18)]),
    ],
)
def test_which_elements_are_entries(text: str, values: list[object], problems: list[tuple[str, int]]) -> None:
    assert (read(text)[0], read(text)[2]) == (values, problems)


def test_entries_are_numbered_through() -> None:
    filler = "x" * 100
    text = "<c><head><day>1</day></head>" + f"<entry><name>{filler}</name></entry>" * 2000 + "</c>"
    parts = list(read_entries(parse_xml(Source.of_bytes("a.xml", text.encode()), Limits()), PROFILE))
    found = [part for part in parts if isinstance(part, Batch)]
    assert len(found) > 2
    pointers = [batch.pointer(index) for batch in found for index in range(len(batch.values))]
    assert pointers == [f"/entries/{number}" for number in range(2000)]
    assert [batch.first for batch in found[1:]] == [batch.first + len(batch.values) for batch in found[:-1]]
    assert found[1].spot(0, ()).column == 29 + found[1].first * 128


def judged(tmp_path: Path, text: str) -> Report:
    path = tmp_path / "a.xml"
    path.write_text(text, encoding="utf-8")
    return check(path, profile=PROFILE, as_of=AS_OF)


@pytest.mark.parametrize(
    "mark",
    [
        "<secret>yes</secret>",
        "<secret>no</secret><secret>yes</secret>",
        "<secret xml:lang='vi'>no</secret><secret xml:lang='en'>yes</secret>",
        "<secret value='yes'/>",
        "<secret><yes/></secret>",
        "<secret>no <b>yes</b></secret>",
    ],
)
def test_a_mark_in_doubt_refuses(tmp_path: Path, mark: str) -> None:
    (result,) = judged(tmp_path, f"<c><entry><name>Tên kín</name>{mark}</entry></c>").entries
    assert result.status == "refused"
    assert "kín" not in str(result)


def test_a_plain_mark_with_an_attribute_does_not(tmp_path: Path) -> None:
    (result,) = judged(tmp_path, "<c><entry><name>x</name><secret id='f7'>no</secret></entry></c>").entries
    assert result.status == "scored"


def test_places_of_findings(tmp_path: Path) -> None:
    text = (
        "<c>\n<entry>\n<updated>hôm qua</updated>\n<items><item><name>A</name><kind/></item>\n"
        "<item><name>B</name></item></items>\n</entry></c>"
    )
    report = judged(tmp_path, text)
    places = {
        (finding.code, *finding.path): (finding.position.line, finding.position.column)
        for entry in report.entries
        for finding in entry.findings
        if finding.position
    }
    assert places["CV205", "updated"] == (3, 1)
    assert places["CV101", "items", 0, "description"] == (4, 8)
    assert places["CV101", "items", 1, "description"] == (5, 1)
    assert places["CV101", "name"] == (2, 1)


def as_xml(name: str, value: Any, wrapped: bool) -> str:
    if isinstance(value, list):
        inside = "".join(as_xml("item" if wrapped else name, one, wrapped) for one in value)
        return f"<{name}>{inside}</{name}>" if wrapped else inside
    if isinstance(value, dict):
        return f"<{name}>{''.join(as_xml(key, inner, wrapped) for key, inner in value.items())}</{name}>"
    return f"<{name}/>" if value is None else f"<{name}>{escape(str(value))}</{name}>"


WORDS = st.sampled_from(["CSV", "JSON", "đang cập nhật", "Hồ sơ nhiệm vụ", "x", "2026-04-01", "open", "  ", "a & b"])
ITEMS = st.lists(
    st.one_of(WORDS, st.dictionaries(st.sampled_from(["name", "description", "kind"]), WORDS, min_size=1)),
    min_size=1,
    max_size=3,
)
ENTRIES = st.fixed_dictionaries(
    {},
    optional={
        "code": st.one_of(st.none(), WORDS),
        "name": WORDS,
        "sharing": WORDS,
        "updated": WORDS,
        "contact": st.dictionaries(st.sampled_from(["name", "phone", "fax"]), WORDS, min_size=1),
        "items": ITEMS,
        "formats": st.lists(WORDS, min_size=1, max_size=3),
    },
)


@given(st.lists(ENTRIES, min_size=1, max_size=3), st.booleans())
def test_xml_and_json_mean_the_same(
    tmp_path_factory: pytest.TempPathFactory, entries: list[dict[str, Any]], wrapped: bool
) -> None:
    folder = tmp_path_factory.mktemp("twins")
    (folder / "a.json").write_text(json.dumps({"entries": entries}), encoding="utf-8")
    text = "".join(as_xml("entry", entry, wrapped) for entry in entries)
    (folder / "a.xml").write_text(f"<catalog>{text}</catalog>", encoding="utf-8")
    one, other = (check(folder / f"a.{kind}", profile=PROFILE, as_of=AS_OF) for kind in ("json", "xml"))
    assert list(map(meaning, other.entries)) == list(map(meaning, one.entries))
    assert kinds(other.problems) == kinds(one.problems)
    assert other.summary.total == one.summary.total


def test_a_full_entry_has_every_point(tmp_path: Path) -> None:
    report = judged(tmp_path, f"<catalog>{as_xml('entry', FULL, False)}</catalog>")
    assert report.passed
    findings: list[Finding] = [finding for entry in report.entries for finding in entry.findings]
    assert not findings
