"""Which vocabulary a document is in: told by its first record, said with its place, overruled by a name."""

from typing import Any

import pytest
from foreign import PROFILE, read, read_text
from hypothesis import given
from hypothesis import strategies as st

from catalog_runs import EXAMPLE, catval
from catalog_validator.model.document import Problem, Row, Sheet, Table
from catalog_validator.model.hints import Hints
from catalog_validator.model.place import Position, Source
from catalog_validator.vocab import read_entries
from catalog_validator.vocab.detect import RECOGNISERS, Glance

DATASET = {"title": "Tên", "accessLevel": "public", "keyword": ["a"], "contactPoint": {"fn": "Phòng Mẫu"}}
POD = "https://project-open-data.cio.gov/v1.1/schema"


@pytest.mark.parametrize(
    ("document", "vocab", "because"),
    [
        ({"success": True, "result": {}}, "CKAN", ("success", "result")),
        ([{"title": "a", "resources": [], "extras": [], "tags": []}], "CKAN", ("resources", "extras")),
        ({"conformsTo": POD, "dataset": []}, "DCAT-US", (POD,)),
        ({"dataset": [{}, DATASET]}, "DCAT-US", ("dataset", "accessLevel", "contactPoint")),
        ([DATASET], "DCAT-US", ("accessLevel", "contactPoint", "keyword")),
    ],
)
def test_the_vocabulary_is_told_and_said(document: object, vocab: str, because: tuple[str, ...]) -> None:
    problem = read(document).problems["CV026"]
    assert problem.violation.facts["vocab"] == vocab
    told = problem.violation.facts["because"]
    assert isinstance(told, tuple)
    assert told[: len(because)] == because
    assert problem.position.line is not None


@pytest.mark.parametrize(
    "document",
    [
        [{"db_name": "Tên"}],
        {"entries": [{"db_name": "Tên", "formats": ["CSV"]}]},
        [{"Tên CSDL": "Tên", "status": "operating"}],
        {"name": "a", "resources": [{"path": "a.csv"}], "title": "b"},
        [{"display_name": "Nhóm", "id": "1", "name": "nhom"}],
        [{"type": "organization", "title": "Sở Mẫu", "name": "so", "extras": [], "tags": []}],
    ],
)
def test_other_documents_are_no_ckan_and_no_dcat_us(document: Any) -> None:
    said = read(document).problems.get("CV026")
    assert said is None or said.violation.facts["vocab"] not in ("CKAN", "DCAT-US")


def test_the_first_readable_record_tells() -> None:
    lines = '{"broken": \n{"title": "a", "resources": [], "tags": [], "notes": "b"}\n'
    found = read_text(lines, "a.ndjson")
    assert found.problems["CV026"].position.line == 2
    assert len(found.entries) == 2


def test_a_name_overrules_what_is_told() -> None:
    package = {"title": "Tên", "resources": [], "notes": "a", "db_name": "Tên CSDL"}
    assert "CV026" not in read([package], vocab="native").problems
    said = read([{"notes": "chỉ có mô tả"}], vocab="ckan")
    assert said.problems["CV026"].violation.facts["because"] == ("--vocab",)
    assert said.entry() == {"content_description": "chỉ có mô tả"}


def test_a_table_is_never_foreign() -> None:
    row = Row(1, ("title",), lambda column: Position("a.csv", 1, 1))
    document = Table(Source.of_bytes("a.csv", b""), "csv", (Sheet("", [row]),))
    (problem,) = read_entries(document, PROFILE, Hints(vocab="ckan"))
    assert isinstance(problem, Problem)
    assert (problem.violation.code, problem.unreadable) == ("CV012", True)


def test_an_unknown_name_is_refused() -> None:
    assert catval("check", EXAMPLE / "catalog.json", "--vocab", "klingon").code == 2


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["success", "result", "results", "count", "dataset", "title", "resources", "tags", "type", "x"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["success", "result", "results", "dataset", "conformsTo", "title"]), JSON))
def test_recognisers_never_fail(record: dict[str, Any]) -> None:
    for _, recognise in RECOGNISERS:
        recognise(Glance("json", record, True))


@given(JSON, st.sampled_from(["ckan", "dcat-us"]))
def test_whatever_the_document_reading_ends_in_entries_or_a_finding(document: Any, vocab: str) -> None:
    found = read(document, vocab=vocab)
    assert found.entries or any(problem.unreadable for problem in found.problems.values())
    for index in range(len(found.batches[0].values) if found.batches else 0):
        for path in found.flaws(index).values():
            assert found.batches[0].spot(index, path).line is not None
