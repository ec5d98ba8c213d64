"""Little catalogs that show one thing each: a folder under ``cases`` is run through the library and the command.

It holds ``input.*`` (or ``sheets.json``, rows out of which a workbook is made), ``expected.json``, and if need be
``options.json``: ``options`` of the run, words that the text report ``says``, words that no format shows (``hides``).
"""

import json
from pathlib import Path
from typing import Any

import pytest

from catalog_runs import AS_OF, SMALL, Ended, catval, check_small, outcome, place, write_book
from catalog_validator import Finding, Report, check, count

CASES = sorted((Path(__file__).parent / "cases").iterdir())


class Case:
    """One folder."""

    def __init__(self, folder: Path) -> None:
        options = folder / "options.json"
        given: dict[str, Any] = json.loads(options.read_text(encoding="utf-8")) if options.is_file() else {}
        self.folder = folder
        self.options: dict[str, str] = given.pop("options", {})
        self.options_here: dict[str, Any] = {
            name: (value,) if name in ("select", "ignore") else value for name, value in self.options.items()
        }
        self.says: list[str] = given.pop("says", [])
        self.hides: list[str] = given.pop("hides", [])
        assert not given, f"{options}: unknown {sorted(given)}"

    def input(self, scratch: Path) -> Path:
        """The catalog, made where it is a workbook."""
        sheets = self.folder / "sheets.json"
        if sheets.is_file():
            return write_book(scratch / "input.xlsx", json.loads(sheets.read_text(encoding="utf-8")))
        (path,) = self.folder.glob("input.*")
        return path

    def by_command(self, path: Path, form: str) -> Ended:
        """The case through the command."""
        return catval(*check_small(path, format=form, **self.options))


every_case = pytest.mark.parametrize("case", [pytest.param(Case(folder), id=folder.name) for folder in CASES])


def finding_line(name: str, finding: Finding) -> str:
    line, column, cell = place(finding)
    where = cell or (f"{line}:{column}" if line else "no place")
    path = ".".join(map(str, finding.path)) or "-"
    return f"{name} {finding.code} {path} at {where}"


def lines_of(report: Report) -> dict[str, object]:
    """What a case expects: exit code, entries, findings with their places."""
    return {
        "exit": 0 if report.passed else 1,
        "entries": [
            f"{entry.id} {entry.status} {entry.earned}/{entry.possible}{' passes' if entry.passed else ''}"
            for entry in report.entries
        ],
        "findings": [finding_line(entry.id, finding) for entry in report.entries for finding in entry.findings],
        "problems": [finding_line("source", problem) for problem in report.problems],
    }


def lines_of_json(ended: Ended) -> dict[str, object]:
    """The same as `lines_of` out of the JSON report, as far as that says it."""

    def line(name: str, finding: dict[str, Any]) -> str:
        spot = finding["position"]
        where = spot["cell"] or (f"{spot['line']}:{spot['column']}" if spot["line"] else "no place")
        return f"{name} {finding['code']} at {where}"

    entries = ended.json["entries"]
    return {
        "exit": ended.code,
        "entries": [
            f"{entry['id']} {entry['status']} {entry['earned']}/{entry['possible']}{' passes' * entry['passed']}"
            for entry in entries
        ],
        "findings": [line(entry["id"], finding) for entry in entries for finding in entry["findings"]],
        "problems": [line("source", problem) for problem in ended.json["problems"]],
    }


def without_paths(expected: dict[str, Any]) -> dict[str, Any]:
    """The JSON report shows a path only where a profile's field is at it."""
    bare = {
        part: [line[: line.index(" CV") + 6] + line[line.rindex(" at ") :] for line in expected[part]]
        for part in ("findings", "problems")
    }
    return expected | bare


@every_case
def test_the_library_says_what_is_expected(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    found = lines_of(check(case.input(tmp_path), profile=SMALL, as_of=AS_OF, **case.options_here))
    path = case.folder / "expected.json"
    if request.config.getoption("--update-golden"):
        path.write_bytes((json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode())
    assert found == json.loads(path.read_text(encoding="utf-8"))


@every_case
def test_the_command_says_the_same(case: Case, tmp_path: Path) -> None:
    expected = json.loads((case.folder / "expected.json").read_text(encoding="utf-8"))
    assert lines_of_json(case.by_command(case.input(tmp_path), "json")) == without_paths(expected)


@every_case
def test_counting_comes_to_the_same(case: Case, tmp_path: Path) -> None:
    path = case.input(tmp_path)
    one = check(path, profile=SMALL, as_of=AS_OF, **case.options_here)
    other = count(path, profile=SMALL, as_of=AS_OF, **case.options_here)
    assert outcome(other) == outcome(one)


@every_case
def test_every_format_ends_alike_and_shows_what_it_may(case: Case, tmp_path: Path) -> None:
    path = case.input(tmp_path)
    ends = {form: case.by_command(path, form) for form in ("text", "json", "jsonl")}
    assert len({ended.code for ended in ends.values()}) == 1
    text = " ".join(ends["text"].out.replace("│", " ").split())
    for words in case.says:
        assert words in text, text
    for form, ended in ends.items():
        for words in case.hides:
            assert words not in ended.out + ended.err, form
