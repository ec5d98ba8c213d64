"""Data Packages: what maps to which field, where it stands, and how far a descriptor keeps to the standard."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_validator import load_profile
from catalog_validator.model.document import Batch, Problem
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Path, Source
from catalog_validator.syntax import parse
from catalog_validator.vocab import read_entries
from catalog_validator.vocab.datapackage_conform import check_descriptor, version_of

PROFILE = load_profile("sonla-515")
FIELDS = [{"name": "id", "type": "integer", "title": "Mã thửa"}, {"name": "dien_tich", "description": "Diện tích"}]
PACKAGE: dict[str, Any] = {
    "name": "dat-dai",
    "profile": "data-package",
    "title": "Cơ sở dữ liệu đất đai",
    "description": "Thửa đất và chủ sử dụng đất trên địa bàn tỉnh.",
    "homepage": "https://example.vn/dat-dai",
    "keywords": ["đất đai", "thửa đất"],
    "sources": [{"title": "Văn phòng đăng ký"}, {"title": "Trung tâm đo đạc"}],
    "licenses": [{"name": "CC-BY-4.0", "title": "Ghi nguồn"}],
    "contributors": [
        {"title": "Người soạn", "role": "author", "organization": "Trung tâm dữ liệu"},
        {"title": "Sở chủ quản", "role": "publisher", "email": "so@example.vn"},
        {"title": "Cán bộ đầu mối", "role": "maintainer", "email": "dau-moi@example.vn", "phone": "0212 3852 000"},
    ],
    "resources": [{"name": "thua-dat", "path": "thua-dat.csv", "format": "csv", "schema": {"fields": FIELDS}}],
    "security_level": 3,
}
V2 = {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json"}


def read(value: object) -> tuple[Batch | None, list[Problem]]:
    """The one batch and the problems of a descriptor, whichever vocabulary it is told to be in."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    parts = list(read_entries(parse(Source.of_bytes("datapackage.json", text.encode()), Limits()), PROFILE))
    batches = [part for part in parts if isinstance(part, Batch)]
    return batches[0] if batches else None, [part for part in parts if isinstance(part, Problem)]


def entry(value: object) -> dict[str, Any]:
    batch, _ = read(value)
    assert batch is not None
    (found,) = batch.values
    assert isinstance(found, dict)
    return found


def test_what_a_package_says() -> None:
    assert entry(PACKAGE) == {
        "db_name": "Cơ sở dữ liệu đất đai",
        "content_description": "Thửa đất và chủ sử dụng đất trên địa bàn tỉnh.",
        "keywords": ["đất đai", "thửa đất"],
        "data_source": "Văn phòng đăng ký\nTrung tâm đo đạc",
        "managing_agency": "Sở chủ quản",
        "contact_point": {"name": "Cán bộ đầu mối", "email": "dau-moi@example.vn", "phone": "0212 3852 000"},
        "access_conditions": "Ghi nguồn",
        "open_publish_url": "https://example.vn/dat-dai",
        "formats": ["CSV"],
        "data_items": [{"name": "Mã thửa", "type": "integer"}, {"name": "dien_tich", "description": "Diện tích"}],
        "security_level": 3,
    }


def test_the_name_is_no_title_and_nothing_is_invented() -> None:
    assert entry({"name": "x", "profile": "data-package", "resources": [{"name": "a", "path": "a.bin"}]}) == {
        "data_items": [{"name": "a"}]
    }


def test_people_by_their_roles() -> None:
    people: list[Any] = [{"givenName": "An", "familyName": "Lò", "roles": ["Contact-Person"], "email": "a@example.vn"}]
    found = entry(PACKAGE | V2 | {"contributors": people})
    assert found["contact_point"] == {"name": "An Lò", "email": "a@example.vn"}
    assert "managing_agency" not in found
    people = ["x", None, {"title": "Ai đó", "role": "wrangler", "organization": "Sở"}]
    found = entry(PACKAGE | {"contributors": people})
    assert (found["managing_agency"], "contact_point" in found) == ("Sở", False)


def test_a_field_of_the_profile_wins_over_what_is_mapped() -> None:
    found = entry(PACKAGE | {"db_name": "Tên đầy đủ", "managing-agency": "Ủy ban", "contact_point": {"name": "B"}})
    assert (found["db_name"], found["managing_agency"], found["contact_point"]) == (
        "Tên đầy đủ",
        "Ủy ban",
        {"name": "B"},
    )


@pytest.mark.parametrize(
    ("path", "stands"),
    [
        (("db_name",), '"Cơ sở dữ liệu đất đai"'),
        (("keywords", 1), '"thửa đất"'),
        (("managing_agency",), '"Sở chủ quản"'),
        (("contact_point", "email"), '"dau-moi@example.vn"'),
        (("data_items", 0, "type"), '"integer"'),
        (("data_items", 1, "name"), '"dien_tich"'),
        (("formats", 0), '"csv"'),
        (("security_level",), "3"),
    ],
)
def test_every_value_is_found_again(path: Path, stands: str) -> None:
    batch, _ = read(PACKAGE)
    assert batch is not None
    place = batch.spot(0, path)
    lines = json.dumps(PACKAGE, ensure_ascii=False, indent=1).split("\n")
    assert place.line is not None
    assert place.column is not None
    assert place.end_column is not None
    assert lines[place.line - 1][place.column - 1 : place.end_column - 1] == stands


def test_what_is_missing_stands_at_the_package() -> None:
    batch, _ = read(PACKAGE)
    assert batch is not None
    assert (batch.spot(0, ("purpose",)).line, batch.spot(0, ("purpose",)).column) == (1, 1)
    assert batch.pointer(0) == ""


def test_it_is_said_that_and_why_it_is_read_so() -> None:
    _, problems = read(PACKAGE)
    facts = {problem.violation.code: problem.violation.facts for problem in problems}
    assert set(facts) == {"CV026", "CV027"}
    assert facts["CV026"]["because"] == ("data-package",)
    lacking = facts["CV027"]["fields"]
    assert isinstance(lacking, tuple)
    assert "security_level" in lacking
    assert "db_name" not in lacking


@pytest.mark.parametrize(
    "value",
    [
        V2 | {"resources": []},
        {"profile": "tabular-data-package", "resources": []},
        {"resources": [{"path": "a.csv"}]},
        {"resources": [{"name": "a", "data": [1]}]},
        [{"title": "Một", "resources": [{"path": "a.csv"}]}, {"title": "Hai", "resources": [{"path": "b.csv"}]}],
    ],
)
def test_signs_of_a_package(value: object) -> None:
    _, problems = read(value)
    assert "CV026" in {problem.violation.code for problem in problems}


def test_rows_of_a_package_that_is_a_catalog() -> None:
    rows = [{"db_name": "Một", "purpose": "Tra cứu"}, {"Tên CSDL": "Hai", "purpose": "Thống kê", "lạ": 1}]
    batch, problems = read({"profile": "data-package", "resources": [{"name": "danh-muc", "data": rows}]})
    assert batch is not None
    assert [value["db_name"] for value in batch.values if isinstance(value, dict)] == ["Một", "Hai"]
    assert [batch.pointer(index) for index in range(2)] == ["/resources/0/data/0", "/resources/0/data/1"]
    assert "CV606" in {problem.violation.code for problem in problems}
    assert [flaw.code for flaw in batch.flaws[1]] == ["CV501"]
    assert batch.spot(1, ("db_name",)).line != batch.spot(0, ("db_name",)).line


def departures(package: Mapping[str, object]) -> list[tuple[str, Path]]:
    return [(violation.code, violation.path) for violation in check_descriptor(package)]


def resource(**more: object) -> dict[str, object]:
    return {"name": "a", "path": "a.csv", **more}


R0: Path = ("resources", 0)


@pytest.mark.parametrize(
    ("package", "found"),
    [
        ({}, [("CV601", ())]),
        ({"resources": []}, [("CV603", ("resources",))]),
        ({"resources": {}}, [("CV602", ("resources",))]),
        ({"resources": [{}]}, [("CV601", R0), ("CV601", R0)]),
        ({"resources": [{"name": "a", "path": "a", "data": 1}]}, [("CV604", (*R0, "data"))]),
        ({"resources": [{"name": "Ă", "path": "a"}]}, [("CV603", (*R0, "name"))]),
        ({"resources": [resource(), resource()]}, [("CV605", ("resources", 1, "name"))]),
        ({"resources": [{"name": [], "path": "a"}]}, [("CV602", (*R0, "name"))]),
        ({"resources": [resource(path=".hidden")]}, [("CV603", (*R0, "path"))]),
        ({"resources": [resource(path=["a", 1])]}, [("CV602", (*R0, "path", 1))]),
        ({"resources": [resource(bytes="12")]}, [("CV602", (*R0, "bytes"))]),
        ({"resources": [resource(mediatype="csv")]}, [("CV603", (*R0, "mediatype"))]),
        ({"resources": [resource(hash="x")]}, [("CV603", (*R0, "hash"))]),
        ({"resources": [resource(schema={})]}, [("CV601", (*R0, "schema"))]),
        ({"resources": [resource(schema={"fields": [{"type": "int"}]})]},
         [("CV601", (*R0, "schema", "fields", 0)), ("CV603", (*R0, "schema", "fields", 0, "type"))]),
        ({"resources": [resource(schema={"fields": [{"name": "x"}, {"name": "x"}]})]},
         [("CV605", (*R0, "schema", "fields", 1, "name"))]),
        ({"resources": [resource(schema={"fields": [{"name": "x"}], "primaryKey": ["x", "y"]})]},
         [("CV603", (*R0, "schema", "primaryKey", 1))]),
        ({"resources": [resource(schema={"fields": [{"name": "x"}], "foreignKeys": [
            {"fields": "z", "reference": {"resource": "b", "fields": "x"}}]})]},
         [("CV603", (*R0, "schema", "foreignKeys", 0, "fields")),
          ("CV603", (*R0, "schema", "foreignKeys", 0, "reference", "resource"))]),
        ({"resources": [resource()], "licenses": [{"title": "x"}]}, [("CV601", ("licenses", 0))]),
        ({"resources": [resource()], "contributors": [{"email": "a@example.vn"}]}, [("CV601", ("contributors", 0))]),
        ({"resources": [resource()], "contributors": [{"title": "x", "role": "boss"}]},
         [("CV603", ("contributors", 0, "role"))]),
        ({"resources": [resource()], "keywords": "a"}, [("CV602", ("keywords",))]),
        ({"resources": [resource()], "created": "hôm qua"}, [("CV603", ("created",))]),
        ({"resources": [resource()], "homepage": "example"}, [("CV603", ("homepage",))]),
        ({"profile": "tabular-data-package", "resources": [resource()]}, [("CV601", R0)]),
    ],
)  # fmt: skip
def test_each_departure_has_its_path(package: dict[str, object], found: list[tuple[str, Path]]) -> None:
    assert departures(package) == found


def test_what_only_the_second_edition_allows() -> None:
    package: dict[str, object] = {
        "resources": [resource(name="Tên Việt", schema={"fields": [{"name": "x", "type": "list"}]})],
        "contributors": [{"organization": "Sở", "roles": ["publisher"]}],
        "sources": [{"path": "https://example.vn"}],
    }
    assert len(departures(package)) == 4
    assert departures(package | V2) == []
    assert (version_of(package), version_of(package | V2)) == (1, 2)
    assert version_of({"$schema": "https://datapackage.org/profiles/1.0/datapackage.json"}) == 1


def test_a_good_package_has_no_departures() -> None:
    assert departures(PACKAGE) == []
    assert departures(PACKAGE | {"created": "2026-04-01T08:00:00Z", "unknown": {"a": 1}}) == []


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "path", "data", "schema", "fields", "title", "contributors", "role", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)
MEMBERS = st.sampled_from(
    ["resources", "contributors", "sources", "licenses", "keywords", "title", "profile", "$schema"]
)


@given(st.dictionaries(MEMBERS, JSON_VALUES, max_size=5))
def test_any_descriptor_is_read_and_checked_without_an_exception(package: dict[str, object]) -> None:
    batch, _ = read(package | {"profile": "data-package"})
    assert batch is not None
    for violation in check_descriptor(package):
        at: Any = package
        for step in violation.path:
            at = at[step]
