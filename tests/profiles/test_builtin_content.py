"""The built-in profiles as data, held against the table of fields; read with plain YAML, without our own loader."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from catalog_validator.model.profile import FieldType, Obligation
from catalog_validator.model.text import fold
from catalog_validator.model.words import CitationStatus, Confidence

Raw = dict[str, Any]

BUILTIN = Path(__file__).parents[2] / "src" / "catalog_validator" / "profiles" / "builtin"

# id, obligation, type, group, citation status (the first one where two stand), confidence
TABLE = """
catalog_ref              M text    identity       P unread
catalog_part             O code    identity       P partial
db_code                  O text    identity       P read
db_name                  M text    identity       L read
db_kind                  M code    identity       L read
steward_level            M code    identity       P read
purpose                  M text    description    L read
scope                    M text    description    L read
content_description      M text    description    L read
domain                   M code    description    P partial
target_users             O text    description    D none
spatial_coverage         O text    description    P read
temporal_coverage        O period  description    P read
keywords                 O texts   description    D none
legal_basis              C texts   description    P partial
managing_agency          M text    responsibility F partial
agency_code              M text    responsibility F partial
operating_unit           O text    responsibility D none
contact_point            M record  responsibility L partial
collection_mechanism     M text    update         L read
update_mechanism         M text    update         L read
update_frequency         M code    update         L partial
data_source              M text    update         L read
last_updated             C date    update         P read
data_items               M records items          L partial
open_data_items          C texts   items          L partial
shared_data_items        C texts   items          L partial
master_data              O texts   items          F partial
reference_code_lists     O texts   items          L partial
volume                   O integer items          D none
sharing_class            M code    classification F read
importance_class         M code    classification F read
personal_data            M code    classification F partial
state_secret             M yes_no  classification L read
security_level           M integer classification F partial
sharing_method           C code    sharing        F partial
sharing_platform         C code    sharing        F partial
service_endpoint         C url     sharing        D none
formats                  C codes   sharing        P partial
access_conditions        O text    sharing        P read
open_publish_url         C url     sharing        F partial
no_share_reason          C text    sharing        F read
status                   M code    lifecycle      P recalled
published                O record  lifecycle      P read
retention_period         O duration lifecycle     F partial
system_name              O text    lifecycle      P recalled
dictionary_ref           O text    lifecycle      F partial
"""
CORE = {
    "db_name", "purpose", "scope", "content_description", "managing_agency", "contact_point", "collection_mechanism",
    "update_mechanism", "update_frequency", "data_source", "data_items", "sharing_class",
}  # fmt: skip
OBLIGATION = {"M": "mandatory", "C": "conditional", "O": "optional"}
STATUS = {"F": "in_force", "L": "lapsed_template", "P": "provincial_practice", "D": "design_choice"}

NOT_PRIVATE = {"field": "sharing_class", "not_in": ["private"]}
OPEN = {"field": "sharing_class", "in": ["open"]}
CONDITIONS: dict[str, Raw] = {
    "legal_basis": {"field": "db_kind", "in": ["national", "shared_ministry", "shared_sector", "shared_local"]},
    "last_updated": {"field": "status", "in": ["operating"]},
    "open_data_items": OPEN,
    "shared_data_items": {"field": "sharing_class", "in": ["shared"]},
    "sharing_method": NOT_PRIVATE,
    "sharing_platform": NOT_PRIVATE,
    "service_endpoint": {"field": "sharing_method", "in": ["query", "sync", "sync_national"]},
    "formats": {"any": [OPEN, {"field": "sharing_method", "in": ["packaged"]}]},
    "open_publish_url": OPEN,
    "no_share_reason": {"field": "sharing_class", "in": ["private"]},
}
MIN_LENGTHS = {
    "db_name": 10, "purpose": 30, "scope": 20, "content_description": 50, "managing_agency": 3, "data_source": 10,
    "collection_mechanism": 10, "update_mechanism": 10, "no_share_reason": 20,
}  # fmt: skip


def load(name: str) -> Raw:
    return cast(Raw, yaml.safe_load((BUILTIN / f"{name}.yaml").read_text(encoding="utf-8")))


CORE_PROFILE, FULL_PROFILE = load("nd47-core"), load("sonla-515")
FIELDS: dict[str, Raw] = {field["id"]: field for field in CORE_PROFILE["fields"] + FULL_PROFILE["fields"]}
ROWS = [line.split() for line in TABLE.split("\n") if line]


def with_parts() -> Iterator[tuple[str, Raw]]:
    for field_id, field in FIELDS.items():
        yield field_id, field
        for part in field.get("parts", []):
            yield f"{field_id}.{part['id']}", part


def of_kind(field: Raw, kind: str) -> list[Raw]:
    return [check for check in field.get("checks", []) if check["kind"] == kind]


def test_the_table_is_whole() -> None:
    assert len(ROWS) == 47
    assert [row[0] for row in ROWS if row[0] in CORE] == [field["id"] for field in CORE_PROFILE["fields"]]
    assert [row[0] for row in ROWS if row[0] not in CORE] == [field["id"] for field in FULL_PROFILE["fields"]]
    assert Counter(field["obligation"] for field in FIELDS.values()) == {
        "mandatory": 22,
        "conditional": 10,
        "optional": 15,
    }


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row[0]))
def test_a_field_is_as_the_table_has_it(row: list[str]) -> None:
    field_id, obligation, kind, group, status, confidence = row
    field = FIELDS[field_id]
    assert (field["obligation"], field["type"], field["group"]) == (OBLIGATION[obligation], kind, group)
    assert (field["citation"]["status"], field["citation"]["confidence"]) == (STATUS[status], confidence)
    assert field["weight"] == (0 if obligation == "O" else 1)
    assert field.get("when") == CONDITIONS.get(field_id)
    assert field.get("gate", False) is (field_id in {"db_name", "managing_agency"})
    assert field.get("refuse", False) is (field_id == "state_secret")
    assert [check["min"] for check in of_kind(field, "min_length")] == (
        [MIN_LENGTHS[field_id]] if field_id in MIN_LENGTHS else []
    )


@pytest.mark.parametrize(
    ("name", "field"), list(with_parts()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_field_is_worded_in_both_languages(name: str, field: Raw) -> None:
    for key in ("label", "help"):
        assert set(field[key]) == {"vi", "en"}
        assert all(text == text.strip() != "" for text in field[key].values())
    assert field["good"].strip()
    assert field["bad"].strip()
    assert field["good"] != field["bad"]
    assert FieldType(field["type"])
    assert Obligation(field["obligation"])
    citation = field["citation"]
    assert set(citation) == {"text", "status", "confidence"}
    assert Confidence(citation["confidence"])
    assert (citation["text"] == "") is (CitationStatus(citation["status"]) is CitationStatus.DESIGN_CHOICE)
    if "." not in name:
        assert len(field["aliases"]) >= 3


def sheets() -> Iterator[tuple[str, list[str]]]:
    """Fields and parts whose headings stand side by side: on the main sheet, and on one for each list of records."""
    lists = [name for name, field in FIELDS.items() if field["type"] == "records"]
    yield "main", [name for name, _ in with_parts() if name.split(".")[0] not in lists or "." not in name]
    for owner in lists:
        identity = [*FULL_PROFILE["identity"]["id"], FULL_PROFILE["identity"]["title"]]
        yield owner, [*dict.fromkeys(identity), *(name for name, _ in with_parts() if name.startswith(f"{owner}."))]


@pytest.mark.parametrize(("sheet", "names"), list(sheets()), ids=["main", "data_items"])
def test_no_heading_belongs_to_two(sheet: str, names: list[str]) -> None:
    owners: dict[str, set[str]] = {}
    for name, field in with_parts():
        own_id = [] if "." in name and sheet == "main" else [field["id"]]
        for heading in [*own_id, *field["label"].values(), *field.get("aliases", [])] if name in names else []:
            owners.setdefault(fold(heading), set()).add(name)
    assert len(owners) > 3 * len(names)
    assert {heading: held for heading, held in owners.items() if len(held) > 1 or not heading} == {}


@pytest.mark.parametrize("field", [field for _, field in with_parts()], ids=lambda field: str(field["id"]))
def test_no_heading_is_said_twice(field: Raw) -> None:
    counts = Counter(fold(heading) for heading in [*field["label"].values(), *field.get("aliases", [])])
    assert [heading for heading, count in counts.items() if count > 1] == []


def test_patterns_take_the_good_and_refuse_the_bad() -> None:
    settings = CORE_PROFILE["settings"] | FULL_PROFILE["settings"]
    seen = 0
    for name, field in with_parts():
        for check in of_kind(field, "pattern"):
            pattern = re.sub(r"\$\{(\w+)\}", lambda match: re.escape(settings[match[1]]), check["pattern"])
            stated = (field["good"], check["example"])
            good, example = (re.sub(r"\$\{(\w+)\}", lambda match: settings[match[1]], text) for text in stated)
            assert re.fullmatch(pattern, good), name
            assert re.fullmatch(pattern, example), name
            assert not re.fullmatch(pattern, field["bad"]), name
            seen += 1
    assert seen == 2


def test_lengths_take_the_good_and_the_bad_is_no_longer_than_needed() -> None:
    for name, field in with_parts():
        for check in of_kind(field, "min_length"):
            assert len(field["good"]) >= check["min"], name
        for check in of_kind(field, "max_length"):
            assert len(field["good"]) <= check["max"], name


def test_special_answers_and_records() -> None:
    assert {name for name, field in with_parts() if field.get("declared")} == {"open_data_items", "shared_data_items"}
    assert {name for name, field in with_parts() if field.get("may_refer")} == {
        "catalog_ref", "legal_basis", "access_conditions", "no_share_reason", "dictionary_ref", "reference_code_lists",
        "published.decision", "data_items.name", "data_items.description",
    }  # fmt: skip
    contact, items, published = FIELDS["contact_point"], FIELDS["data_items"], FIELDS["published"]
    assert [part["id"] for part in contact["parts"]] == ["name", "position", "phone", "email"]
    assert (contact["any_of"], contact["whole"], contact["plain"]) == (["phone", "email"], True, "name")
    assert [part["id"] for part in items["parts"]] == ["name", "description", "type", "shared", "open"]
    assert [part["id"] for part in items["parts"] if part["obligation"] == "mandatory"] == ["name", "description"]
    assert [part["id"] for part in published["parts"]] == ["published", "decision", "date"]
    assert of_kind(FIELDS["security_level"], "range") == [{"kind": "range", "min": 1, "max": 5}]
    assert of_kind(FIELDS["db_name"], "not_acronym") == [{"kind": "not_acronym", "severity": "warning"}]


@pytest.mark.parametrize("profile", [CORE_PROFILE, FULL_PROFILE], ids=["nd47-core", "sonla-515"])
def test_a_profile_says_what_it_is(profile: Raw) -> None:
    assert (profile["threshold"], profile["status"]) == ("80", "reconstructed")
    assert set(profile["status_reason"]) == set(profile["title"]) == {"vi", "en"}
    assert all(set(question) == {"vi", "en"} for question in profile["questions"])


def test_what_the_second_adds_to_the_first() -> None:
    assert FULL_PROFILE["extends"] == ["nd47-core"]
    assert FULL_PROFILE["identity"] == {
        "id": ["db_code", "catalog_ref", "db_name"],
        "title": "db_name",
        "published": "published",
    }
    assert FULL_PROFILE["group_by"] == ["managing_agency", "domain"]
    assert FULL_PROFILE["settings"] == {"agency_prefix": "H52"}
    assert len(FULL_PROFILE["questions"]) == 5
    groups = [group["id"] for group in CORE_PROFILE["groups"] + FULL_PROFILE["groups"]]
    assert groups == list(dict.fromkeys(row[3] for row in ROWS))
