"""The schemas of campaign, register and nominations take what the tool takes and writes, and refuse broken forms."""

import json
from datetime import date
from typing import Any

import pytest
import yaml
from award_worlds import CAMPAIGN, worlds
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from test_award_mistakes import BAD, HERE

from catalog_runs import ROOT
from catalog_validator import load_profile
from catalog_validator.awards.json_schema import campaign_schema, register_schema
from catalog_validator.awards.measure import Catalog
from catalog_validator.awards.model import Register
from catalog_validator.awards.nominate import nominate
from catalog_validator.awards.record import Inputs, dump, nominations
from catalog_validator.awards.verify import flaw
from catalog_validator.written.form import normal

SCHEMAS = {"campaign": campaign_schema(), "register": register_schema()}
RECORD = Draft202012Validator(json.loads((ROOT / "schemas" / "nominations.schema.json").read_bytes()))
GOOD = {
    "campaign": ROOT / "src/catalog_validator/awards/builtin/sonla-2026.yaml",
    "register": ROOT / "examples/thi-dua-2026/register.yaml",
}
OF_FORM = [
    file for file in BAD if file.stem in ("register-form", "register-empty", "campaign-form", "campaign-stranger")
]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_schema_is_one_and_takes_what_is_good(kind: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[kind])
    value = normal(yaml.safe_load(GOOD[kind].read_bytes()))
    assert list(Draft202012Validator(SCHEMAS[kind]).iter_errors(value)) == []


@pytest.mark.parametrize("file", OF_FORM, ids=lambda file: file.stem)
def test_a_schema_refuses_what_is_not_of_its_form(file: Any) -> None:
    value = normal(yaml.safe_load(file.read_bytes()))
    assert not Draft202012Validator(SCHEMAS[file.stem.partition("-")[0]]).is_valid(value)


def test_each_broken_part_of_a_register_is_seen_by_the_schema() -> None:
    value: Any = normal(yaml.safe_load((HERE / "register-form.yaml").read_bytes()))
    places = {tuple(error.absolute_path) for error in Draft202012Validator(SCHEMAS["register"]).iter_errors(value)}
    assert ("units", 0, "name") in places
    assert ("units", 0, "women_share") in places
    assert ("assignments", 0, "published") in places
    assert ("assignments", 1, "published") in places


@settings(max_examples=30)
@given(worlds())
def test_every_record_is_of_its_schema(world: tuple[Register, Catalog]) -> None:
    register, catalog = world
    inputs = Inputs(CAMPAIGN, register, load_profile("sonla-515"), (("c.json", "0" * 64),), date(2026, 5, 3))
    saved = json.loads(dump(nominations(inputs, nominate(CAMPAIGN, register, catalog))))
    saved["register"]["sha256"] = "0" * 64  # a register that was never a file has no hash
    assert list(RECORD.iter_errors(saved)) == []
    assert flaw(saved) == ""


def test_the_schema_of_a_record_is_one() -> None:
    Draft202012Validator.check_schema(RECORD.schema)
