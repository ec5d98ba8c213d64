"""DCAT-AP: the example keeps its scores; DCAT says what it has words for, a namespace of our own the rest."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from round_trips import travel

from catalog_runs import AS_OF, EXAMPLE, meaning
from catalog_validator import check, convert, load_profile

pytest.importorskip("rdflib", reason="RDF is read with the extra: pip install '.[rdf]'")

Golden = Callable[[str, str], None]
PROFILE = load_profile("sonla-515")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("dcat") / "catalog.jsonld"
    done = convert(EXAMPLE / "catalog.json", target=target)
    assert (done.form, done.written, done.refused, done.losses) == ("dcat-ap", 19, 1, ())
    return target


def test_the_example_has_the_same_scores(written: Path) -> None:
    wanted = [entry for entry in check(EXAMPLE / "catalog.json", as_of=AS_OF).entries if entry.status == "scored"]
    for found in (check(written, as_of=AS_OF), check(written, as_of=AS_OF, vocab="dcat")):
        assert list(map(meaning, found.entries)) == list(map(meaning, wanted))


def test_the_first_description_in_dcat(golden: Golden, written: Path) -> None:
    catalog = json.loads(written.read_bytes())
    golden("first.dcat-ap.json", json.dumps(catalog["dcat:dataset"][0], ensure_ascii=False, indent=2) + "\n")


def test_what_dcat_has_words_for_is_said_in_them(written: Path) -> None:
    first = json.loads(written.read_bytes())["dcat:dataset"][0]
    assert first["dcterms:publisher"] == {"@type": "foaf:Agent", "foaf:name": "Phòng Quản lý Khoa học"}
    assert first["dcterms:accrualPeriodicity"]["@id"].endswith("/frequency/MONTHLY")
    assert first["catval:state_secret"] is False
    assert not {"catval:db_name", "catval:keywords", "catval:managing_agency", "catval:contact_point"} & set(first)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_another_program_reads_the_file(written: Path) -> None:
    from rdflib import RDF, Graph, Namespace

    dcat = Namespace("http://www.w3.org/ns/dcat#")
    graph = Graph().parse(written, format="json-ld")
    assert len(list(graph.subjects(RDF.type, dcat.Dataset))) == 19
    assert len(list(graph.subject_objects(dcat.dataset))) == 19


def test_an_absent_field_is_not_read_from_the_words_of_another() -> None:
    """`dcterms:accessRights` alone would be read as conditions of access, too."""
    entry = {"db_name": "Hồ sơ nhiệm vụ", "sharing_class": "open"}
    trip = travel(PROFILE, [entry], "dcat-ap")
    assert (trip.losses, trip.back) == ([], [entry])


def test_what_stands_twice_in_a_list_of_words_is_listed() -> None:
    """A graph that says a thing twice says it once."""
    trip = travel(PROFILE, [{"db_name": "Hồ sơ", "keywords": ["b", "a", "b"]}], "dcat-ap")
    assert [path for _, path, *_ in trip.losses] == [("keywords",)]
    assert trip.back == [{"db_name": "Hồ sơ", "keywords": ["b", "a"]}]


def test_order_and_doubles_among_records_are_kept() -> None:
    entry = {
        "db_name": "Hồ sơ",
        "keywords": ["b", "a"],
        "data_items": [{"name": "b", "type": "text"}, {"name": "a"}, {"name": "a"}, "c; d | e"],
    }
    trip = travel(PROFILE, [entry], "dcat-ap")
    assert (trip.losses, trip.back) == ([], [entry])


def test_without_the_library_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from catalog_validator import OptionError

    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(OptionError) as told:
        convert(EXAMPLE / "catalog.json", target=BytesIO(), form="dcat-ap")
    assert (told.value.slug, told.value.value) == ("form-needs-extra", "rdf")
