"""A JSON Schema of the user's own beside a profile: findings with places, no change of score, the same when counted."""

import json
from datetime import date
from pathlib import Path

import pytest

from catalog_validator import check, count, load_profile
from catalog_validator.model.finding import Finding, Severity

AS_OF = date(2026, 4, 30)
BASE = Path(__file__).parent.parent / "profiles" / "good" / "core.yaml"
SCHEMA = {
    "properties": {
        "name": {"$ref": "#/$defs/named", "not": {"pattern": "test"}},
        "items": {
            "anyOf": [
                {"type": "string", "minLength": 4},
                {"type": "array", "items": {"properties": {"name": {"minLength": 3}}}},
            ]
        },
    },
    "required": ["items"],
    "$defs": {"named": {"pattern": "^CSDL ", "maxLength": 60}},
}
TEXT = """[
  {"name": "CSDL cấp xã về đất đai", "items": "đủ dài"},
  {"name": "Danh mục các hồ sơ đất",
   "items": [{"name": "abc"}, {"name": "ab"}]},
  {"name": "CSDL về cây trồng lâu năm"}
]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "core.yaml").write_bytes(BASE.read_bytes())
    (tmp_path / "own.schema.json").write_text(json.dumps(SCHEMA), encoding="utf-8")
    (tmp_path / "catalog.json").write_text(TEXT, encoding="utf-8")
    write_profile(tmp_path, "json_schema: own.schema.json")
    return tmp_path


def write_profile(folder: Path, more: str) -> None:
    head = 'id: owned\nversion: "1"\ntitle: {vi: "Riêng", en: "Own"}\nextends: [core.yaml]\n'
    (folder / "profile.yaml").write_text(f"{head}{more}\n", encoding="utf-8")


def owned(folder: Path) -> list[tuple[int, Finding]]:
    report = check(folder / "catalog.json", profile=load_profile(folder / "profile.yaml"), as_of=AS_OF)
    pairs = [(number, hit) for number, entry in enumerate(report.entries) for hit in entry.findings]
    return [(number, hit) for number, hit in pairs if hit.code == "CV521"]


def test_violations_are_findings_at_the_place_of_the_value(folder: Path) -> None:
    seen = [
        (number, hit.path, hit.facts["keyword"], hit.position.line if hit.position else None)
        for number, hit in owned(folder)
    ]
    assert seen == [
        (1, ("items", 1, "name"), "minLength", 4),
        (1, ("name",), "pattern", 3),
        (2, ("items",), "required", 5),
    ]


def test_a_score_stays_as_it_is(folder: Path) -> None:
    with_schema = check(folder / "catalog.json", profile=load_profile(folder / "profile.yaml"), as_of=AS_OF)
    without = check(folder / "catalog.json", profile=load_profile(folder / "core.yaml"), as_of=AS_OF)
    assert [entry.fields for entry in with_schema.entries] == [entry.fields for entry in without.entries]
    assert with_schema.summary.score == without.summary.score


def test_the_severity_is_the_profiles(folder: Path) -> None:
    assert {hit.severity for _, hit in owned(folder)} == {Severity.ERROR}
    write_profile(folder, "json_schema: own.schema.json\njson_schema_severity: note")
    assert {hit.severity for _, hit in owned(folder)} == {Severity.NOTE}


def test_counting_finds_what_checking_finds(folder: Path) -> None:
    many = json.loads(TEXT) * 400
    (folder / "many.ndjson").write_text("".join(json.dumps(entry) + "\n" for entry in many), encoding="utf-8")
    profile = load_profile(folder / "profile.yaml")
    checked = check(folder / "many.ndjson", profile=profile, as_of=AS_OF).summary
    assert count(folder / "many.ndjson", profile=profile, as_of=AS_OF).summary == checked
    assert checked.total.errors >= 3 * 400


def test_the_schema_is_part_of_what_the_profile_means(folder: Path) -> None:
    first = load_profile(folder / "profile.yaml").sha256
    (folder / "own.schema.json").write_text(json.dumps(SCHEMA, indent=4, sort_keys=True), encoding="utf-8")
    assert load_profile(folder / "profile.yaml").sha256 == first
    (folder / "own.schema.json").write_text(json.dumps(SCHEMA | {"required": ["name"]}), encoding="utf-8")
    assert load_profile(folder / "profile.yaml").sha256 != first


def test_a_profile_that_extends_another_has_its_schema(folder: Path) -> None:
    (folder / "child.yaml").write_text(
        'id: child\nversion: "1"\ntitle: {vi: "Con", en: "Child"}\nextends: [profile.yaml]\n', encoding="utf-8"
    )
    assert load_profile(folder / "child.yaml").json_schema == load_profile(folder / "profile.yaml").json_schema != ""


def test_nothing_of_an_entry_marked_secret_is_held_against_it(folder: Path) -> None:
    entry = {"name": "CSDL mật của tỉnh", "secret": True}
    (folder / "catalog.json").write_text(json.dumps([entry]), encoding="utf-8")
    report = check(folder / "catalog.json", profile=load_profile(folder / "profile.yaml"), as_of=AS_OF)
    assert [hit.code for one in report.entries for hit in one.findings] == ["CV309"]
