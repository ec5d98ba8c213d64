"""All formats at once: their golden files, hostile values, refused entries, and that they read while writing."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

import pytest
from report_cases import ENTRIES, GOOD, MIXED, PROBLEMS, REFUSED, a_job, a_summary, an_entry, finding, written

from catalog_validator.model.finding import Accepted, Finding
from catalog_validator.model.place import Position
from catalog_validator.model.report import Look, Outcome
from catalog_validator.model.result import EntryResult
from catalog_validator.model.words import LANGS, Lang
from catalog_validator.reports import RENDERERS

Golden = Callable[[str, str], None]

TEXTS = [name for name, form in RENDERERS.items() if not form.binary]
CI = ("sarif", "junit", "github", "gitlab", "markdown", "csv", "dqv", "dqv-ttl")
STREAMED = ("text", "jsonl", "github", "gitlab", "csv")
HOSTILE = {
    "tag": "<img src=x onerror=alert(1)>",
    "formula": '=HYPERLINK("http://a.example.vn";"x")',
    "cdata": "]]>",
    "override": "‮txt.exe‬",
    "long": "Dữ" * 5_000,
    "command": "::error::pwned",
    "lines": "a\r\n::set-output name=x::y\nb",
    "nul": "a\x00b",
    "surrogate": "a\ud800b",
    "link": "[a](http://a.example.vn) ![b](javascript:c) `d` *e* |f| @somebody",
    "quote": "\" ' & \\ {0} %0A ${{ a }}",
}


def hostile_entry(text: str) -> EntryResult:
    """An entry that holds a text wherever data can stand."""
    place = Position(f"{text}.json", 3, 5, 3, 9)
    cell = Position(f"{text}.xlsx", cell=f"{text}!C4")
    findings = (
        finding("CV103", "purpose", value=text, family=text, position=place),
        finding("CV501", text, name=text, nearest=text, position=cell),
        replace(finding("CV101", "scope", position=place), accepted=Accepted("suppression", text)),
    )
    return replace(
        an_entry(text, text, Fraction(1), source=f"{text}.json", pointer=f"/{text}"),
        findings=tuple(replace(one, fingerprint=f"{number:016x}") for number, one in enumerate(findings)),
    )


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", CI)
def test_golden_format(golden: Golden, name: str, lang: Lang) -> None:
    golden(f"format.{lang}.{name}", written(name, a_job(lang=lang)).decode())


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("name", RENDERERS)
def test_hostile_values_are_inert(name: str, kind: str) -> None:
    text = HOSTILE[kind]
    problem = finding("CV001", reason=text, position=Position(text))
    outcome = Outcome(a_summary(MIXED), (problem,), False, ("entry-below",))
    data = written(name, a_job((hostile_entry(text), MIXED), lang="en", outcome=outcome))
    if RENDERERS[name].binary:
        return
    shown = data.decode()
    if name in ("json", "jsonl"):  # data for programs: a title stands there as it is, with all that JSON can carry
        shown = shown.replace("\u202e", "").replace("\u202c", "")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f‪-‮⁦-⁩]", shown)
    assert len(data) < 400_000
    check = INERT.get(name)
    if check is not None:
        check(shown)


def inert_xml(shown: str) -> None:
    """Whatever is in the data, the document has the elements that it always has."""
    root = ET.fromstring(shown)
    assert {element.tag for element in root.iter()} <= {"testsuites", "testsuite", "testcase", "failure", "system-out"}
    assert "]]>" not in shown


def inert_commands(shown: str) -> None:
    """Every command is one of ours."""
    lines = [line for line in shown.splitlines() if "::" in line]
    assert all(re.match(r"::(error|warning|notice) (file|title)=[^:]*::[^\n]+$", line) for line in lines)
    assert shown.count("\n") == len(lines) + 1


def inert_table(shown: str) -> None:
    import csv

    cells = [cell for row in csv.reader(shown.splitlines()) for cell in row]
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]


def inert_markdown(shown: str) -> None:
    """No tag but our own, no link, no mention."""
    assert set(re.findall(r"<[^>]*>", shown)) <= {"<details>", "</details>", "<summary>", "</summary>"}
    assert not re.search(r"\]\(|@\w|://|`|\|f\|", shown)


def inert_json(shown: str) -> None:
    json.loads(shown)


INERT: dict[str, Callable[[str], None]] = {
    "junit": inert_xml,
    "github": inert_commands,
    "csv": inert_table,
    "markdown": inert_markdown,
    **dict.fromkeys(("json", "sarif", "gitlab", "dqv"), inert_json),
}


@pytest.mark.parametrize("name", RENDERERS)
def test_a_refused_entry_shows_nothing_of_itself_in_any_format(name: str) -> None:
    refused = replace(REFUSED, groups=(("managing_agency", "CƠ QUAN MẬT"),), gates_failed=("db_name",))
    data = written(name, a_job((GOOD, refused, MIXED)))
    for word in ("MẬT", "hiện ra", "Tên không"):
        assert word.encode() not in data
        assert json.dumps(word)[1:-1].encode() not in data


@pytest.mark.parametrize("name", RENDERERS)
def test_an_empty_run_can_be_written(name: str) -> None:
    from catalog_validator.model.result import Summary

    empty = Outcome(Summary(), (), False, ("nothing-read",))
    data = written(name, a_job((), outcome=empty))
    if name in ("json", "sarif", "gitlab", "dqv"):
        json.loads(data)
    if name == "junit":
        assert ET.fromstring(data).get("tests") == "0"


@pytest.mark.parametrize("name", STREAMED)
def test_what_can_be_written_while_reading_is(name: str) -> None:
    from catalog_validator.reports import renderer

    read: list[str] = []

    def entries() -> Iterator[EntryResult]:
        for entry in (MIXED, *ENTRIES):
            read.append(entry.id)
            yield entry

    pieces = renderer(name)(a_job(entries=entries()))
    for _ in range(2):
        next(iter(pieces))
    assert 0 < len(read) <= 2


@pytest.mark.parametrize("name", TEXTS)
def test_two_runs_are_written_alike(name: str) -> None:
    assert written(name, a_job()) == written(name, a_job())


def a_long_run(count: int) -> Iterator[EntryResult]:
    """Entries with seven findings each: four errors and three warnings."""
    for number in range(count):
        yield replace(MIXED, id=f"E{number}", title=f"E{number}", pointer=f"/entries/{number}")


def test_sarif_shows_the_gravest_and_says_what_it_leaves_out() -> None:
    job = a_job(a_long_run(100), lang="en", look=Look(max_results=450))
    run = json.loads(written("sarif", job))["runs"][0]
    levels = [result["level"] for result in run["results"]]
    errors = 4 * 100 + sum(one.severity == "error" for one in PROBLEMS)
    assert levels == ["error"] * errors + ["warning"] * (450 - errors)
    (said,) = run["invocations"][0]["toolExecutionNotifications"]
    assert f"{700 + len(PROBLEMS) - 450} more findings are not shown" in said["message"]["text"]
    assert {result["ruleId"] for result in run["results"]} <= {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    whole = json.loads(written("sarif", a_job(a_long_run(100), look=Look(max_results=None))))["runs"][0]
    assert len(whole["results"]) == 700 + len(PROBLEMS)
    assert whole["invocations"][0]["toolExecutionNotifications"] == []


def test_github_shows_ten_of_each_kind_and_counts_the_rest() -> None:
    shown = written("github", a_job(a_long_run(100), lang="en")).decode()
    counts = {kind: shown.count(f"::{kind} ") for kind in ("error", "warning", "notice")}
    assert counts == {"error": 10, "warning": 10, "notice": 2}
    assert f"{700 + len(PROBLEMS) - 21} more findings" in shown


def test_a_summary_stays_below_a_megabyte_and_says_what_it_leaves_out() -> None:
    data = written("markdown", a_job(a_long_run(2_000), lang="en"))
    assert len(data) < 1 << 20
    shown = data.decode().count("<details>")
    assert 100 < shown < 2_000
    assert f"{2_000 - shown} more descriptions are not shown" in data.decode()


def test_what_is_accepted_is_no_annotation_and_no_failure() -> None:
    def accepted(one: Finding) -> Finding:
        return replace(one, accepted=Accepted("baseline"))

    entry = replace(MIXED, findings=tuple(map(accepted, MIXED.findings)))
    outcome = Outcome(a_summary(MIXED), tuple(map(accepted, PROBLEMS)), True)
    job = a_job((entry,), lang="en", outcome=outcome)
    job = replace(job, run=replace(job.run, baseline=True))
    assert "::error" not in written("github", job).decode()
    assert json.loads(written("gitlab", job)) == []
    states = {result["baselineState"] for result in json.loads(written("sarif", job))["runs"][0]["results"]}
    assert states == {"unchanged"}
    assert written("csv", job).decode().count("it stands in the baseline") == len(MIXED.findings) + len(PROBLEMS)
