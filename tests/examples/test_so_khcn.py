"""The example catalog says the same in six syntaxes, and the commands beside it print what stands there."""

import re
import shlex
from collections import Counter
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest

from catalog_runs import AS_OF, EXAMPLE, ROOT, SYNTAXES, catval, kinds, meaning
from catalog_validator import Report, check

CONSOLE = sorted((EXAMPLE / "console").glob("*.txt"))
HIDDEN = ("hoa ban tím", "hoabantim", "SLA-KHCN-011", "đầu mối 8", "thử việc che giấu")
"""Words that stand nowhere but in the refused entry."""


@cache
def report(syntax: str) -> Report:
    return check(EXAMPLE / f"catalog.{syntax}", as_of=AS_OF)


@pytest.fixture(scope="module")
def make() -> ModuleType:
    spec = spec_from_file_location("so_khcn_make", EXAMPLE / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("syntax", SYNTAXES[1:])
def test_every_syntax_means_the_same(syntax: str) -> None:
    one, other = report("yaml"), report(syntax)
    assert list(map(meaning, other.entries)) == list(map(meaning, one.entries))
    assert kinds(other.problems) == kinds(one.problems) == Counter({("CV308", "db_name"): 1})
    assert (other.summary, other.outcome.reasons) == (one.summary, one.outcome.reasons)


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_every_finding_has_a_place_and_no_column_is_unknown(syntax: str) -> None:
    codes = {finding.code for entry in report(syntax).entries for finding in entry.findings}
    assert not {code for code in codes if code.startswith(("CV0", "CV5", "CV9"))}
    for entry in report(syntax).entries:
        for finding in entry.findings:
            assert finding.position is not None
            assert finding.position.line or finding.position.cell, finding


def test_the_readme_states_the_scores() -> None:
    text = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    rows = [line.split("|") for line in re.findall(r"^\| [0-9].*$", text, re.MULTILINE)]
    stated = {number.strip(): (row[3].strip(), row[4].strip()) for row in rows for number in row[1].split(",")}
    entries = report("yaml").entries
    assert len(stated) == len(entries)
    for number, entry in enumerate(entries, start=1):
        score = "–" if entry.score is None else f"{int(entry.score * 100) / 100:g}"
        assert stated[str(number)] == (score, "yes" if entry.passed else "no"), entry.id


@pytest.mark.parametrize("name", ["catalog.json", "catalog.ndjson", "catalog.csv", "catalog.xml"])
def test_the_texts_are_as_the_script_writes_them(make: ModuleType, name: str) -> None:
    assert (EXAMPLE / name).read_bytes().decode() == make.TEXTS[name](*make.read())


def test_the_workbook_is_as_the_script_writes_it(make: ModuleType) -> None:
    kept, made = openpyxl.load_workbook(EXAMPLE / "catalog.xlsx"), make.workbook(*make.read())
    assert kept.sheetnames == made.sheetnames
    for title in kept.sheetnames:
        rows = [[str(cell.value).removesuffix(" 00:00:00") for cell in row] for row in kept[title].iter_rows()]
        assert rows == [[str(cell.value) for cell in row] for row in made[title].iter_rows()]


@pytest.mark.parametrize("path", CONSOLE, ids=lambda path: str(path.name))
def test_console(path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """First line the command as typed, last line its exit code, between them what it prints."""
    monkeypatch.chdir(ROOT)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    command = path.read_text(encoding="utf-8").partition("\n")[0]
    prompt, name, *arguments = shlex.split(command)
    assert (prompt, name) == ("$", "catval")
    ended = catval(*arguments)
    text = f"{command}\n{ended.out}{ended.err}[exit code {ended.code}]\n"
    if request.config.getoption("--update-golden"):
        path.write_bytes(text.encode())
    assert path.read_bytes().decode() == text


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_nothing_of_the_refused_entry_is_shown(syntax: str, form: str) -> None:
    for lang in ("vi", "en"):
        arguments = (f"--format={form}", f"--lang={lang}", "--max-findings=all", f"--as-of={AS_OF}")
        ended = catval("check", EXAMPLE / f"catalog.{syntax}", *arguments)
        assert ended.code == 1
        for word in HIDDEN:
            assert word.casefold() not in (ended.out + ended.err).casefold()


def test_the_words_that_must_not_show_are_in_the_catalog() -> None:
    text = (EXAMPLE / "catalog.yaml").read_text(encoding="utf-8")
    assert all(word in text for word in HIDDEN)
