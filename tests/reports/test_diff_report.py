"""What `catval diff` says, on which grounds, and what it must never show."""

import contextlib
import json
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from test_report_text import Golden

from catalog_runs import AS_OF, EXAMPLE, SMALL, catval, write
from catalog_validator import diff, load_profile
from catalog_validator.api import render, snapshots
from catalog_validator.api.snapshots import snapshot
from catalog_validator.model.change import Change
from catalog_validator.model.dataclass import replace
from catalog_validator.model.report import Look
from catalog_validator.model.words import LANGS, Lang
from catalog_validator.reports.diff_json import render_diff_json
from catalog_validator.reports.diff_markdown import render_diff_markdown
from catalog_validator.reports.diff_text import render_diff
from catalog_validator.reports.saved import ReportError, is_saved_report, read_saved
from catalog_validator.reports.text_paint import columns
from diff_cases import NEW, OLD, WEEKS, report_of
from worlds import entries, profiles

SCHEMA: dict[str, Any] = json.loads((Path(__file__).parents[2] / "schemas" / "diff.schema.json").read_text("utf-8"))
VALID = Draft202012Validator(SCHEMA)
PROFILE = load_profile(SMALL)


@pytest.fixture
def weeks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "old.json", OLD)
    write(tmp_path / "new.json", NEW)
    return Path("old.json"), Path("new.json")


def save(path: Path, name: str, day: date, form: str = "json", *more: str) -> Path:
    """A saved report of a catalog."""
    ended = catval("check", path, f"--profile={SMALL}", f"--as-of={day}", f"--format={form}", *more)
    Path(name).write_text(ended.out, encoding="utf-8")
    return Path(name)


def page(change: Change, lang: Lang, **more: Any) -> str:
    return "".join(render_diff(change, PROFILE, lang, Look(**more)))


@pytest.mark.parametrize("lang", LANGS)
def test_golden_diff(golden: Golden, weeks: tuple[Path, Path], lang: Lang) -> None:
    change = diff(*weeks, profile=PROFILE, as_of=AS_OF)
    golden(f"diff.{lang}.txt", page(change, lang, width=90))
    golden(f"diff.{lang}.md", "".join(render_diff_markdown(change, PROFILE, lang)))


def test_the_json_fits_its_schema_and_adds_up(weeks: tuple[Path, Path]) -> None:
    from fractions import Fraction

    Draft202012Validator.check_schema(SCHEMA)
    made = json.loads(render_diff_json(diff(*weeks, profile=PROFILE, as_of=AS_OF), "0"))
    VALID.validate(made)
    assert not VALID.is_valid(made | {"more": 1})
    data = made["data_change"]
    parts = [*(part["change"] for part in data["fields"]), data["added"], data["removed"]]
    assert sum(map(Fraction, parts)) == Fraction(made["change"]) != 0


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_a_saved_report_says_what_the_catalog_said(weeks: tuple[Path, Path], form: str) -> None:
    saved = save(weeks[0], f"saved.{form}", AS_OF, form)
    one, other = (diff(old, weeks[1], profile=PROFILE, as_of=AS_OF) for old in (weeks[0], saved))
    assert (one.total, one.data) == (other.total, other.data)
    assert (one.effect, other.old.kind) == ("none", "report")


@given(st.data())
@settings(max_examples=50)
def test_a_report_is_read_back_as_it_was(data: st.DataObject) -> None:
    profile = data.draw(profiles())
    report = report_of(profile, data.draw(st.lists(entries(profile), max_size=3)))
    for form in ("json", "jsonl"):
        text = render(report, form).encode()
        assert is_saved_report(text)
        back = read_saved(text, "t.json")
        if back.entries is not None or report.entries:
            assert replace(back, kind="catalog") == snapshot(report, "t.json")


def test_a_report_saved_quietly_gives_the_sums_alone(weeks: tuple[Path, Path]) -> None:
    change = diff(save(weeks[0], "quiet.json", AS_OF, "json", "-q"), weeks[1], profile=PROFILE, as_of=AS_OF)
    VALID.validate(json.loads(render_diff_json(change, "0")))
    assert change.data is None
    assert "--quiet" in page(change, "en")
    assert change.total == diff(*weeks, profile=PROFILE, as_of=AS_OF).total


def heavier() -> Path:
    """The small profile with one weight changed."""
    text = SMALL.read_text(encoding="utf-8").replace("id: small", "id: heavier", 1)
    file = Path("heavier.yaml")
    file.write_text(text.replace("id: contact\n", "id: contact\n    weight: 5\n", 1), encoding="utf-8")
    assert load_profile(file).sha256 != PROFILE.sha256
    return file


def test_a_change_of_profile_is_told_apart_from_the_data(weeks: tuple[Path, Path]) -> None:
    change = diff(*weeks, profile=heavier(), old_profile=PROFILE, as_of=AS_OF)
    assert change.effect == "measured"
    assert change.profile is not None
    assert change.data is not None
    assert change.profile.change
    assert change.data.change
    assert change.profile.change + change.data.change == change.total
    VALID.validate(json.loads(render_diff_json(change, "0")))
    assert "change of profile" in page(change, "en")


def test_of_a_report_alone_a_change_of_profile_cannot_be_told_apart(weeks: tuple[Path, Path]) -> None:
    saved = save(weeks[0], "saved.json", WEEKS[0])
    change = diff(saved, weeks[1], profile=heavier(), as_of=AS_OF)
    assert change.effect == "not-separable"
    assert change.profile is None
    shown = page(change, "en", width=400)
    assert "cannot be told apart" in shown
    assert "as-of dates differ" in shown


def test_nothing_of_a_refused_entry_is_shown(weeks: tuple[Path, Path]) -> None:
    write(weeks[1], [*NEW[:-1], {**OLD[5], "secret": "yes"}])
    change = diff(*weeks, profile=PROFILE, as_of=AS_OF)
    shown = page(change, "vi") + render_diff_json(change, "0") + "".join(render_diff_markdown(change, PROFILE, "vi"))
    assert "hiện ra" not in shown
    assert "A-6" not in shown
    assert "giữ nguyên" not in shown.replace("giữ nguyên\n", "").replace("0 giữ nguyên", "")


@pytest.mark.parametrize("width", [40, 60, 100])
def test_every_line_of_a_diff_fits(weeks: tuple[Path, Path], width: int) -> None:
    text = page(diff(*weeks, profile=PROFILE, as_of=AS_OF), "vi", width=width)
    assert all(columns(line) <= width for line in text.split("\n"))


def test_text_of_the_data_stays_text(weeks: tuple[Path, Path]) -> None:
    nasty = "<img src=x onerror=alert(1)> | [a](javascript:1) `x` \x1b[2J\u202e" + "x" * 5_000
    write(weeks[1], [*NEW, {"code": "B", "name": nasty, "secret": "no"}])
    change = diff(*weeks, profile=PROFILE, as_of=AS_OF)
    markdown = "".join(render_diff_markdown(change, PROFILE, "en"))
    assert "<" not in markdown
    assert "](" not in markdown
    for text in (markdown, page(change, "en")):
        assert "\x1b" not in text
        assert "\u202e" not in text


@pytest.mark.parametrize(
    ("new", "code"),
    [(NEW, 1), (OLD, 0), ([{**one, "updated": "2026-04-01"} for one in OLD], 0), ([OLD[3], OLD[5]], 1)],
    ids=["worse", "same", "better", "pooled-fell"],
)
def test_fail_on_worse(weeks: tuple[Path, Path], new: list[dict[str, Any]], code: int) -> None:
    write(weeks[1], new)
    asked = ("diff", *weeks, f"--profile={SMALL}", "--as-of=2026-04-30", "--lang=en")
    assert catval(*asked).code == 0
    assert catval(*asked, "--fail-on=worse").code == code


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text[:-200], "not whole JSON"),
        (lambda text: text.replace("catval-report/1", "catval-report/9"), "catval-report/9"),
        (lambda text: text.replace('"earned": "5/2"', '"earned": "7/2"', 1), "do not add up"),
        (lambda text: text.replace('"status": "scored"', '"status": "fine"', 1), "/entries/0/status: fine"),
        (lambda text: text.replace('"as_of": "2026', '"as_of": "20x6', 1), "/as_of"),
        (lambda text: text.replace('"read": 6', '"read": 7', 1), "6 / 7"),
        (lambda text: text.replace('"credit": "1"', '"credit": "1/0"', 1), "/credit"),
        (lambda text: text.replace('"groups": [', '"groups": [3, ', 1), "/groups/0"),
    ],
)
def test_a_report_that_was_cut_or_edited_is_not_used(weeks: tuple[Path, Path], change: Any, said: str) -> None:
    saved = save(weeks[0], "saved.json", AS_OF)
    text = saved.read_text(encoding="utf-8")
    assert change(text) != text
    saved.write_text(change(text), encoding="utf-8")
    ended = catval("diff", saved, weeks[1], f"--profile={SMALL}", "--lang=en")
    assert ended.code == 2
    assert said in ended.err


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_a_report_that_is_too_large_is_said_to_be_one(weeks: tuple[Path, Path], form: str) -> None:
    saved = save(weeks[0], f"saved.{form}", AS_OF, form)
    small = f"--limit=held_bytes={saved.stat().st_size - 1}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(snapshots, "ENDS", 5_000)
        ended = catval("diff", saved, weeks[1], f"--profile={SMALL}", "--lang=en", small)
    assert ended.code == 2
    assert "larger than the limit held_bytes" in ended.err


@given(st.binary(max_size=200), st.integers(0, 400))
def test_no_bytes_break_the_reader_of_reports(noise: bytes, at: int) -> None:
    text = render(report_of(PROFILE, []), "json").encode()
    with contextlib.suppress(ReportError):
        read_saved(text[:at] + noise + text[at:], "x.json")


def git(*arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.vn", "-c", "init.defaultBranch=main", *arguments],
        check=True,
        capture_output=True,
    )


@pytest.fixture
def repository(weeks: tuple[Path, Path]) -> Path:
    try:
        git("init", "-q", ".")
    except FileNotFoundError:
        pytest.skip("git is not installed")
    write(Path("catalog.json"), OLD)
    Path("sub").mkdir()
    write(Path("sub/catalog.json"), OLD)
    git("add", "catalog.json", "sub")
    git("commit", "-q", "-m", "one")
    write(Path("catalog.json"), NEW)
    return Path("catalog.json")


def test_a_revision_is_what_the_file_was(repository: Path, weeks: tuple[Path, Path]) -> None:
    one, other = (diff(old, "new.json", profile=PROFILE, as_of=AS_OF) for old in ("HEAD:catalog.json", "old.json"))
    assert one.total == other.total != 0
    assert one.old.name == "HEAD:catalog.json"
    Path("below").mkdir()
    asked = ("--profile=../small.yaml", "--as-of=2026-04-30", "--format=json")
    Path("small.yaml").write_text(SMALL.read_text("utf-8"), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir("below")
        assert catval("diff", "main:catalog.json", "../catalog.json", *asked).code == 0
        assert catval("diff", "main:./catalog.json", "../catalog.json", *asked).code == 2


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ("nowhere:catalog.json", "no such revision"),
        ("HEAD:nothing.json", "no file"),
        ("HEAD:../catalog.json", "no file"),
        ("HEAD:/etc/passwd", "no file"),
        ("HEAD;touch gone:catalog.json", "no such revision"),
        ("$(touch gone):catalog.json", "no such revision"),
        ("HEAD:sub", "folder"),
    ],
)
def test_what_is_no_file_of_a_revision_is_said(repository: Path, spec: str, said: str) -> None:
    ended = catval("diff", spec, repository, f"--profile={SMALL}", "--lang=en")
    assert ended.code == 2
    assert said in ended.err
    assert not Path("gone").exists()


def test_a_revision_cannot_pass_for_an_option(repository: Path) -> None:
    ended = catval("diff", "--lang=en", f"--profile={SMALL}", "--", "--output=gone:catalog.json", repository)
    assert ended.code == 2
    assert "no such revision" in ended.err
    assert not Path("gone").exists()


def test_a_revision_outside_a_repository(weeks: tuple[Path, Path]) -> None:
    ended = catval("diff", "HEAD:catalog.json", weeks[1], "--lang=en")
    assert ended.code == 2
    assert "no repository" in ended.err or "git is needed" in ended.err


def test_the_example_against_itself() -> None:
    ended = catval("diff", EXAMPLE / "catalog.json", EXAMPLE / "catalog.xlsx", "--as-of=2026-04-30", "--lang=en")
    assert ended.code == 0
    assert "±0 percentage points" in ended.out
