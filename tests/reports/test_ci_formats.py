"""Formats for CI servers and spreadsheets, held against what those who read them ask for."""

import csv
import json
import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_cases import MIXED, a_job, an_entry, finding, written

from catalog_runs import AS_OF, EXAMPLE, ROOT
from catalog_validator import check, render
from catalog_validator.model.report import Look
from catalog_validator.reports.csv_table import COLUMNS, tame
from catalog_validator.reports.github import escaped, property_of
from catalog_validator.reports.markdown import md

LOOK = Look(base=f"{ROOT.as_posix()}/")


def test_gitlab_gets_what_its_documentation_asks_for() -> None:
    report = check(*(EXAMPLE / f"catalog.{form}" for form in ("json", "csv", "xlsx")), as_of=AS_OF)
    items = json.loads(render(report, "gitlab", look=LOOK))
    assert len(items) == sum(len(entry.findings) for entry in report.entries) + len(report.problems)
    assert len({item["fingerprint"] for item in items}) == len(items)
    for item in items:
        assert item.keys() >= {"description", "check_name", "fingerprint", "severity", "location"}
        assert item["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert item["location"]["path"].startswith("examples/so-khcn/catalog.")
        assert item["location"]["lines"]["begin"] >= 1
    rows = {item["location"]["lines"]["begin"] for item in items if item["location"]["path"].endswith("xlsx")}
    assert max(rows) > 10


def test_two_findings_of_one_code_at_one_place_have_two_fingerprints() -> None:
    twice = (finding("CV203", "purpose", value="a"), finding("CV203", "purpose", value="b"))
    items = json.loads(written("gitlab", a_job((an_entry("A", None, Fraction(1), findings=twice),))))
    assert len({item["fingerprint"] for item in items}) == len(items)


@given(st.text())
def test_a_command_is_unescaped_to_what_was_said(text: str) -> None:
    for escape, forbidden in ((escaped, "\r\n"), (property_of, "\r\n:,")):
        made = escape(text)
        assert not set(made) & set(forbidden)
        for code, sign in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
            made = made.replace(code, sign)
        assert made == text


def test_an_annotation_stands_at_its_line() -> None:
    shown = written("github", a_job((MIXED,), lang="en")).decode()
    assert "::error file=catalog.json,line=12,endLine=12,col=16,endColumn=31,title=CV103 " in shown
    assert "::error file=catalog.xlsx,line=4,title=CV013 " in shown
    assert "Danh mục!C4" in shown


@given(st.text())
def test_no_cell_is_a_formula_and_no_text_is_lost(text: str) -> None:
    cell = tame(text)
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    assert cell in (text, f"'{text}")


def test_the_table_has_a_row_for_each_finding() -> None:
    report = check(EXAMPLE / "catalog.xlsx", as_of=AS_OF)
    text = render(report, "csv", lang="vi")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(text[1:].splitlines()))
    assert tuple(rows[0]) == COLUMNS
    findings = [one for entry in report.entries for one in entry.findings]
    assert [row["fingerprint"] for row in rows[: len(findings)]] == [one.fingerprint for one in findings]
    assert {row["cell"].split("!")[0] for row in rows} >= {"Danh mục"}


@given(st.text(alphabet=st.characters(exclude_characters="\n\r")))
def test_markdown_has_no_sign_that_means_something(text: str) -> None:
    import html

    made = md(text)
    assert not re.search(r"[\\`*_\[\]<>|~$@]|&(?!#\d+;)|:(?=[/a-zA-Z_+-])|(?i:www\.)", made)
    if "&" not in text:
        assert html.unescape(made) == html.unescape(text)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_summary_has_the_verdict_first(lang: str) -> None:
    first = render(check(EXAMPLE / "catalog.json", as_of=AS_OF), "markdown", lang="vi" if lang == "vi" else "en")
    assert first.startswith("## ❌ catval: ")
