"""What `catval plan` says: golden pages in both languages, its JSON against the schema, and what is never dropped."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from catalog_runs import AS_OF, EXAMPLE, SMALL, catval, write
from catalog_validator import plan
from catalog_validator.model.report import Look
from catalog_validator.model.way import Goal
from catalog_validator.model.words import LANGS, Lang
from catalog_validator.reports.plan_json import render_plan_json
from catalog_validator.reports.plan_text import render_plan
from catalog_validator.reports.text_paint import columns
from conftest import Golden

SCHEMA: dict[str, Any] = json.loads((Path(__file__).parents[2] / "schemas" / "plan.schema.json").read_text("utf-8"))
VALID = Draft202012Validator(SCHEMA)
GOALS: tuple[Goal, ...] = ("entries", "pooled")
ENTRIES: list[Any] = [
    {"code": "A-1", "name": "Hồ sơ nhiệm vụ khoa học", "secret": "no", "items": [{"name": "Mã số"}]},
    {"code": "A-2", "name": "Hồ sơ sáng kiến", "secret": "no", "sharing": "open", "updated": "2026-04-01"},
    {"code": "A-3", "name": "Tên không được hiện ra", "secret": "yes"},
    "không phải một mô tả",
]


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "small.json", ENTRIES)
    return Path("small.json")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("goal", GOALS)
def test_golden_plans(golden: Golden, small: Path, lang: Lang, goal: Goal) -> None:
    made = plan(small, profile=SMALL, goal=goal, as_of=AS_OF)
    golden(f"plan.{goal}.{lang}.txt", "".join(render_plan(made, lang, Look(width=80))))
    VALID.validate(json.loads(render_plan_json(made, lang)))


def test_the_schema_forbids_what_it_does_not_name(small: Path) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    made = json.loads(render_plan_json(plan(small, profile=SMALL), "en"))
    assert VALID.is_valid(made)
    assert not VALID.is_valid(made | {"more": 1})
    made["entries"][0]["plan"] = None
    assert not VALID.is_valid(made)


@pytest.mark.parametrize("goal", GOALS)
def test_nothing_of_a_refused_entry_is_shown_and_none_is_dropped(small: Path, goal: Goal) -> None:
    made = plan(small, profile=SMALL, goal=goal)
    for text in ("".join(render_plan(made, "vi", Look())), render_plan_json(made, "vi")):
        assert "hiện ra" not in text
        assert "A-3" not in text
        assert "/2" in text
        assert "/3" in text


def test_the_command_and_its_cap() -> None:
    ended = catval("plan", EXAMPLE / "catalog.json", "--as-of=2026-04-30", "--lang=en", "--max-entries=1")
    assert (ended.code, ended.err) == (0, "")
    assert "and 3 more entries" in ended.out
    assert ended.out.endswith("No smaller number of fields will do: this is proven.\n")


def test_the_json_of_the_example_and_its_groups() -> None:
    made = catval("plan", EXAMPLE / "catalog.json", "--as-of=2026-04-30", "--format=json", "--group-by=domain").json
    VALID.validate(made)
    plans = [entry["plan"] for entry in made["entries"]]
    assert made["catalog"]["fields"] == sum(len(one["steps"]) for one in plans if one)
    assert sum(group["fields"] for group in made["groups"]) == made["catalog"]["fields"]
    assert all(one["steps"] == [] for one, entry in zip(plans, made["entries"], strict=True) if entry["passed"])


def test_pooled_asks_no_more_than_each_entry_does() -> None:
    asked = ("plan", EXAMPLE / "catalog.json", "--as-of=2026-04-30", "--format=json", "--min-score=95")
    each, pooled = (catval(*asked, f"--goal={goal}").json["catalog"] for goal in GOALS)
    assert 0 < pooled["fields"] <= each["fields"]


@pytest.mark.parametrize("width", [40, 60, 100])
def test_every_line_fits(small: Path, width: int) -> None:
    for goal in GOALS:
        text = "".join(render_plan(plan(small, profile=SMALL, goal=goal), "vi", Look(width=width)))
        assert all(columns(line) <= width for line in text.split("\n"))


def test_a_title_stays_data(tmp_path: Path) -> None:
    nasty = "\x1b[2J\u202e{n}<img src=x onerror=alert(1)>" + "x" * 10_000
    file = write(tmp_path / "nasty.json", [{"code": nasty, "name": nasty, "secret": "no"}])
    text = "".join(render_plan(plan(file, profile=SMALL), "en", Look()))
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_an_option_that_makes_no_sense_ends_with_2() -> None:
    ended = catval("plan", EXAMPLE / "catalog.json", "--group-by=nothing")
    assert ended.code == 2
