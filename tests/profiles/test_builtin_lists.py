"""Code lists, conditions and relations of the built-in profiles, and the example catalog, as plain data."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from catalog_validator.model.finding import Severity
from catalog_validator.model.text import fold
from catalog_validator.model.words import CitationStatus

Raw = dict[str, Any]

ROOT = Path(__file__).parents[2]
BUILTIN = ROOT / "src" / "catalog_validator" / "profiles" / "builtin"

CODES = {
    "catalog_part": "master shared open",
    "db_kind": "national shared_ministry shared_sector shared_local internal",
    "steward_level": "central provincial commune",
    "update_frequency": "realtime daily weekly monthly quarterly half_yearly yearly on_change other",
    "item_type": "text integer number date datetime boolean geometry file other",
    "sharing_class": "shared private open",
    "importance_class": "core important other",
    "personal_data": "none basic sensitive",
    "sharing_method": "query sync sync_national packaged",
    "sharing_platform": "LGSP NDXP NDOP other",
    "formats": "CSV XLSX JSON XML GeoJSON SHP API other",
    "status": "operating building planned",
}


def load(name: str) -> Raw:
    return cast(Raw, yaml.safe_load((BUILTIN / f"{name}.yaml").read_text(encoding="utf-8")))


CORE_PROFILE, FULL_PROFILE = load("nd47-core"), load("sonla-515")
FIELDS: dict[str, Raw] = {field["id"]: field for field in CORE_PROFILE["fields"] + FULL_PROFILE["fields"]}
LISTS: dict[str, Raw] = {item["id"]: item for item in CORE_PROFILE["code_lists"] + FULL_PROFILE["code_lists"]}


def with_parts() -> Iterator[tuple[str, Raw]]:
    for field_id, field in FIELDS.items():
        yield field_id, field
        for part in field.get("parts", []):
            yield f"{field_id}.{part['id']}", part


@pytest.mark.parametrize("code_list", LISTS.values(), ids=lambda item: str(item["id"]))
def test_a_code_list_is_unambiguous(code_list: Raw) -> None:
    owners: dict[str, set[str]] = {}
    for item in code_list["items"]:
        assert set(item["label"]) == {"vi", "en"}
        own = {fold(item["code"]), fold(item["label"]["vi"]), fold(item["label"]["en"])}
        aliases = [fold(alias) for alias in item.get("aliases", [])]
        assert len(set(aliases)) == len(aliases)
        assert not own & set(aliases)
        for text in own | set(aliases):
            owners.setdefault(text, set()).add(item["code"])
    assert "" not in owners
    assert {text: codes for text, codes in owners.items() if len(codes) > 1} == {}
    if code_list["id"] in CODES:
        assert [item["code"] for item in code_list["items"]] == CODES[code_list["id"]].split()
    assert re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", code_list["date"])
    assert code_list["source"]
    assert set(code_list["title"]) == {"vi", "en"}
    assert CitationStatus(code_list["citation"]["status"])


def test_lists_without_a_legal_text_say_so() -> None:
    for name in ("update_frequency", "status", "sharing_platform", "item_type", "domain"):
        assert LISTS[name]["citation"]["status"] == "design_choice"


def test_every_code_field_has_its_list_and_every_list_its_field() -> None:
    used = {field["code_list"] for _, field in with_parts() if "code_list" in field}
    assert used == set(LISTS)
    assert all(("code_list" in field) is (field["type"] in {"code", "codes"}) for _, field in with_parts())


def test_good_and_bad_examples_of_codes_are_good_and_bad() -> None:
    for name, field in with_parts():
        if "code_list" not in field:
            continue
        items = LISTS[field["code_list"]]["items"]
        known = {
            fold(text) for item in items for text in (item["code"], *item["label"].values(), *item.get("aliases", []))
        }
        assert {fold(text) for text in field["good"].split(";")} <= known, name
        assert fold(field["bad"]) not in known, name


def atoms(condition: Raw) -> Iterator[tuple[str, list[str]]]:
    for key in ("all", "any"):
        for inner in condition.get(key, []):
            yield from atoms(inner)
    if "field" in condition:
        yield condition["field"], condition.get("in", []) + condition.get("not_in", [])


def test_conditions_name_known_codes_of_fields_that_are_owed() -> None:
    conditions = [field["when"] for field in FIELDS.values() if "when" in field]
    conditions += [relation["when"] for relation in FULL_PROFILE["relations"] if "when" in relation]
    for condition in conditions:
        for field_id, values in atoms(condition):
            field = FIELDS[field_id]
            assert field["obligation"] != "optional"
            known = [item["code"] for item in LISTS[field["code_list"]]["items"]] if "code_list" in field else "12345"
            assert values
            assert all(value in known for value in values)


def test_relations_are_whole() -> None:
    kinds = Counter(relation["kind"] for relation in FULL_PROFILE["relations"])
    assert kinds == {
        "contradiction": 3, "lacks_one_of": 1, "should_be_empty": 1, "not_a_subset": 2, "telling_phrase": 1, "stale": 1,
        "duplicate_entry": 3, "repeats": 1,
    }  # fmt: skip
    assert len({relation["id"] for relation in FULL_PROFILE["relations"]}) == kinds.total()
    for relation in FULL_PROFILE["relations"]:
        assert set(relation["fields"]) <= set(FIELDS)
        assert set(relation["title"]) == set(relation["advice"]) == {"vi", "en"}
        assert Severity(relation["severity"]) is not Severity.ERROR
        assert CitationStatus(relation["citation"]["status"])


def test_relations_say_what_their_kinds_need() -> None:
    params = {relation["id"]: relation["params"] for relation in FULL_PROFILE["relations"] if "params" in relation}
    assert set(params) == {"open-format", "open-items-listed", "shared-items-listed", "central-local", "stale"}
    assert params["open-items-listed"] == params["shared-items-listed"] == {"of": "data_items", "part": "name"}
    assert set(params["open-format"]["codes"]) < set(CODES["formats"].split())
    assert params["stale"]["frequency"] == "update_frequency"
    assert set(params["stale"]["max_days"]) == set(CODES["update_frequency"].split()) - {"on_change", "other"}
    assert all(fold(phrase) for phrase in params["central-local"]["phrases"])
    assert set(params["stale"]) == {"frequency", "max_days"}


def test_the_example_catalog_can_be_written_as_a_table() -> None:
    catalog = yaml.safe_load((ROOT / "examples" / "so-khcn" / "catalog.yaml").read_text(encoding="utf-8"))
    assert len(catalog["entries"]) == 20
    for entry in catalog["entries"]:
        assert set(entry) <= set(FIELDS)
        for field_id, value in entry.items():
            held = value if isinstance(value, list) else [value]
            for one in held:
                texts = [str(text) for text in one.values()] if isinstance(one, dict) else [str(one)]
                assert not any("\n" in text or " | " in text for text in texts)
                assert not (isinstance(value, list) and any(";" in text for text in texts))
                if isinstance(one, dict):
                    assert set(one) <= {part["id"] for part in FIELDS[field_id]["parts"]}
