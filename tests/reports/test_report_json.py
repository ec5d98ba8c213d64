"""The JSON reports: their schema, their streaming, and what must never appear in them."""

import json
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from report_cases import ENTRIES, GOOD, MIXED, REFUSED, MemorySpool, a_job, a_summary, an_entry, at, finding, written

from catalog_validator.model.report import Look, Outcome
from catalog_validator.model.result import EntryResult, Summary
from catalog_validator.model.way import Step, Way
from catalog_validator.model.words import LANGS, Lang
from catalog_validator.reports import RENDERERS
from catalog_validator.reports.json import render_json
from catalog_validator.reports.jsonl import render_jsonl

SCHEMA: dict[str, Any] = json.loads((Path(__file__).parents[2] / "schemas" / "report.schema.json").read_text("utf-8"))
VALID = Draft202012Validator(SCHEMA)


def report(**options: Any) -> dict[str, Any]:
    made: dict[str, Any] = json.loads("".join(render_json(a_job(**options))))
    return made


def test_the_schema_is_a_schema_and_forbids_what_it_does_not_name() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    made = report()
    assert not VALID.is_valid(made | {"more": 1})
    made["entries"][0]["score"] = None
    assert not VALID.is_valid(made)


@pytest.mark.parametrize("lang", LANGS)
def test_a_report_fits_the_schema(lang: Lang) -> None:
    VALID.validate(report(lang=lang))


def test_an_empty_run_fits_the_schema() -> None:
    made = report(entries=(), outcome=Outcome(Summary(), (), False, ("nothing-read",)))
    VALID.validate(made)
    assert made["entries"] == []
    assert made["summary"]["score"] is None


def test_the_order_of_keys_is_that_of_the_interface() -> None:
    made = report()
    known = ["schema", "tool", "profile", "as_of", "summary", "groups", "entries", "problems"]
    assert [key for key in made if key in known] == known
    assert list(made["entries"][1])[:9] == [
        "id", "title", "source", "pointer", "status", "earned", "possible", "score", "passed",
    ]  # fmt: skip
    assert list(made["entries"][1]["findings"][0]["position"]) == [
        "source", "line", "column", "end_line", "end_column", "cell",
    ]  # fmt: skip


def test_numbers_are_exact_or_cut_texts() -> None:
    made = report()
    entry = made["entries"][1]
    assert (entry["earned"], entry["possible"], entry["score"], entry["passed"]) == ("13/2", "10", "65", False)
    assert made["summary"]["score"] == "61.66"
    assert made["profile"]["threshold"] == "80"


def test_a_place_inside_a_field_has_its_path() -> None:
    findings = report()["entries"][1]["findings"]
    assert (findings[1]["field"], findings[1]["path"]) == ("contact_point", ["contact_point", "phone"])
    assert "path" not in findings[0]
    assert findings[6]["field"] is None


def test_a_plan_is_there_where_it_was_asked_for() -> None:
    step = Step("data_items", Fraction(1, 2), False, True, 3, 1, at(20, 7))
    way = Way((step,), Fraction(239, 3), Fraction(80), at_least=1)
    made = report(entries=(replace(MIXED, way=way), MIXED, replace(REFUSED, way=way)))
    VALID.validate(made)
    assert ["plan" in entry for entry in made["entries"]] == [True, False, False]
    plan = made["entries"][0]["plan"]
    assert (plan["score_worst"], plan["score_best"], plan["steps"][0]["gain"]) == ("79.66", "80", "1/2")
    assert plan["steps"][0]["position"]["line"] == 20


def test_a_refused_entry_shows_nothing_of_itself() -> None:
    for name in ("json", "jsonl", "text"):
        text = written(name, a_job()).decode()
        assert "MẬT-01" not in text
        assert "hiện ra" not in text
    refused = report()["entries"][3]
    assert (refused["id"], refused["title"], refused["score"], refused["fields"]) == ("/entries/3", None, None, [])
    assert [one["code"] for one in refused["findings"]] == ["CV309"]


def test_groups_have_one_order_whatever_order_they_came_in() -> None:
    summary = a_summary(*ENTRIES)
    turned = replace(summary, groups=dict(reversed(list(summary.groups.items()))))
    made = [report(outcome=Outcome(one, (), True))["groups"] for one in (summary, turned)]
    assert made[0] == made[1]
    assert [group["value"] for group in made[0]] == ["open", "shared", None]


def test_entries_are_read_one_by_one_into_the_spool() -> None:
    spool = MemorySpool()
    seen: list[int] = []

    def entries() -> Iterator[EntryResult]:
        for entry in ENTRIES:
            seen.append(len(spool.pieces))
            yield entry

    list(render_json(a_job(entries=entries(), spool=spool)))
    assert seen == list(range(len(ENTRIES)))


def test_quiet_keeps_nothing_and_says_only_the_sums() -> None:
    spool = MemorySpool()
    made = report(look=Look(quiet=True), spool=spool)
    VALID.validate(made)
    assert "entries" not in made
    assert spool.pieces == []
    assert made["problems"]


def test_jsonl_has_the_same_entries_and_the_rest_last() -> None:
    whole = report()
    lines = [json.loads(line) for line in "".join(render_jsonl(a_job())).splitlines()]
    assert lines[:-1] == whole.pop("entries")
    assert lines[-1] == whole
    quiet = "".join(render_jsonl(a_job(look=Look(quiet=True))))
    assert [json.loads(line) for line in quiet.splitlines()] == [whole]


def test_jsonl_is_written_while_reading() -> None:
    read: list[str] = []

    def entries() -> Iterator[EntryResult]:
        for entry in ENTRIES:
            read.append(entry.id)
            yield entry

    pieces = render_jsonl(a_job(entries=entries()))
    next(pieces)
    assert read == [GOOD.id]


@pytest.mark.parametrize("name", RENDERERS)
def test_no_text_of_the_data_breaks_a_report(name: str) -> None:
    nasty = '\ud800\x1b[2J\u202e\x00\r\n\u2028{value}]]\U0001f4a9 " \\ </script>' + "x" * 10_000
    entry = replace(
        an_entry(nasty, nasty, Fraction(1), source=nasty, pointer=nasty),
        findings=(
            finding("CV103", "purpose", value=nasty, family=nasty),
            finding("CV501", nasty, name=nasty, nearest=""),
        ),
    )
    text = written(name, a_job(entries=(entry, MIXED, REFUSED))).decode()
    assert "\x1b" not in text
    if name == "json":
        VALID.validate(json.loads(text))
