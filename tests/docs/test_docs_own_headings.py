"""What docs/how-to/own-profile.md tells of 52 real rows, run again where the rows are present."""

from datetime import date
from pathlib import Path

import pytest
from pages import ROOT

from catalog_validator import Report, check

PROFILE = ROOT / "examples" / "own-headings" / "profile.yaml"
DATA = ROOT.parent / "shared" / "data"
ROWS = DATA / "vietnamese" / "transcribed"
DERIVED = DATA / "derived"

present = pytest.mark.skipif(not ROWS.is_dir(), reason="the transcribed rows (../shared/data) are not here")


def read(path: Path) -> Report:
    return check(path, profile=PROFILE, as_of=date(2026, 4, 30))


def codes(report: Report) -> set[str]:
    return {finding.code for finding in report.problems}


def entries_with(report: Report, code: str, field: str) -> set[str]:
    return {entry.id for entry in report.entries for item in entry.findings if (item.code, item.field) == (code, field)}


def test_the_example_is_read_by_its_own_headings() -> None:
    report = read(ROOT / "examples" / "own-headings" / "list.csv")
    assert [str(entry.earned) for entry in report.entries] == ["3", "1", "3"]
    assert report.entries[0].title == "Cơ sở dữ liệu cây xanh đô thị (ví dụ)"
    assert not report.problems
    assert entries_with(report, "CV204", "platform_category") == {"3"}


@present
@pytest.mark.parametrize("form", ["csv", "json"])
def test_what_the_real_rows_score(form: str) -> None:
    report = read(ROWS / f"csdl-catalogue-rows.{form}")
    total = report.summary.total
    assert (total.read, total.scored, total.passed) == (52, 52, 0)
    assert f"{total.earned} of {total.possible}" == "143 of 1664"
    assert sorted(entry.earned for entry in report.entries) == [1] * 3 + [2] * 7 + [3] * 42
    copied = entries_with(report, "CV401", "content_description")
    short = entries_with(report, "CV201", "content_description")
    assert (len(copied), len(short), len(copied | short)) == (17, 10, 27)
    assert codes(report) == {"CV308"}
    assert not entries_with(report, "CV204", "platform_category")


@present
def test_twenty_seven_rows_repeat_themselves() -> None:
    import csv

    with (ROWS / "csdl-catalogue-rows.csv").open(encoding="utf-8", newline="") as file:
        assert sum(row["desc"] == row["problem"] for row in csv.DictReader(file)) == 27


@present
def test_calling_the_developer_the_agency_would_claim_more(tmp_path: Path) -> None:
    text = PROFILE.read_text(encoding="utf-8").replace('["dev"]', '["built by"]')
    other = tmp_path / "profile.yaml"
    other.write_text(text.replace("add_aliases:", 'add_aliases:\n  managing_agency: ["dev"]'), encoding="utf-8")
    report = check(ROWS / "csdl-catalogue-rows.csv", profile=other, as_of=date(2026, 4, 30))
    assert report.summary.total.earned == 195
    assert "gate-field" not in report.outcome.reasons


@present
@pytest.mark.parametrize(
    ("name", "read_", "earned", "found"),
    [
        ("utf8-bom.csv", 52, 143, {"CV308"}),
        ("utf16le-bom.csv", 52, 143, {"CV308", "CV022"}),
        ("utf16be-bom.csv", 52, 143, {"CV308", "CV022"}),
        ("nfd.csv", 52, 143, {"CV308"}),
        ("semicolon-crlf.csv", 52, 143, {"CV308", "CV022"}),
        ("title-rows-merged.xlsx", 52, 203, {"CV308", "CV017"}),
        ("cp1258.csv", 52, 143, {"CV308", "CV022"}),
        ("tcvn5712-1.csv", 0, 0, {"CV004"}),
        ("viscii.csv", 0, 0, {"CV004"}),
        ("utf16le-nobom.csv", 52, 143, {"CV308", "CV022"}),
        ("tab-utf16le.txt", 0, 0, {"CV021"}),
        ("truncated-utf8.csv", 6, 13, {"CV003"}),
        ("mojibake-latin1.csv", 52, 0, set()),
        ("mojibake-cp437.csv", 52, 0, set()),
    ],
)
def test_the_same_rows_in_other_encodings(name: str, read_: int, earned: int, found: set[str]) -> None:
    report = read(DERIVED / f"csdl.{name}")
    total = report.summary.total
    assert total.read == read_
    assert total.earned == earned
    assert codes(report) == found
    assert report.summary.unreadable_sources == (read_ in (0, 6))
