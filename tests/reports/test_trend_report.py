"""Saved reports as curves: what is shown, what is said of odd ones, and that nothing is added up or guessed."""

import json
import random
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from test_report_text import Golden

from catalog_runs import SMALL, catval, write
from catalog_validator import load_profile, trend
from catalog_validator.engine.curves import build_trend
from catalog_validator.model.report import Look
from catalog_validator.model.snapshot import Numbers, ProfileMark, Snapshot, UnitScore
from catalog_validator.model.trend import Trend
from catalog_validator.model.words import LANGS, Lang
from catalog_validator.reports.text_paint import columns
from catalog_validator.reports.trend_json import render_trend_json
from catalog_validator.reports.trend_text import render_trend, sparkline
from diff_cases import NEW, OLD

SCHEMA: dict[str, Any] = json.loads((Path(__file__).parents[2] / "schemas" / "trend.schema.json").read_text("utf-8"))
VALID = Draft202012Validator(SCHEMA)
PROFILE = load_profile(SMALL)
DEADLINE = date(2026, 6, 30)
DAY = date(2026, 4, 2)


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three days; two reports of the last; a report by another profile first; a cut one, and a stranger."""
    monkeypatch.chdir(tmp_path)
    folder = Path("reports")
    folder.mkdir()
    other = Path("other.yaml")
    other.write_text(SMALL.read_text("utf-8").replace("id: contact\n", "id: contact\n    weight: 5\n", 1), "utf-8")
    for name, day, entries, profile, form in (
        ("a.json", "2026-04-02", OLD[:1], other, "json"),
        ("b.jsonl", "2026-04-09", OLD, SMALL, "jsonl"),
        ("c.json", "2026-04-30", OLD, SMALL, "json"),
        ("d.json", "2026-04-30", NEW, SMALL, "json"),
    ):
        path = write(Path("catalog.json"), entries)
        ended = catval("check", path, f"--profile={profile}", f"--as-of={day}", f"--format={form}")
        (folder / name).write_text(ended.out, encoding="utf-8")
    (folder / "cut.json").write_bytes((folder / "c.json").read_bytes()[:900])
    write(folder / "stranger.json", OLD)
    return folder


def page(found: Trend, lang: Lang, **more: Any) -> str:
    return "".join(render_trend(found, PROFILE, lang, Look(**more)))


@pytest.mark.parametrize("lang", LANGS)
def test_golden_trend(golden: Golden, reports: Path, lang: Lang) -> None:
    golden(f"trend.{lang}.txt", page(trend(reports, deadline=DEADLINE), lang, width=90))


def test_what_was_not_used_is_said(reports: Path) -> None:
    found = trend(reports)
    assert [day.report for day in found.days] == ["reports/a.json", "reports/b.jsonl", "reports/d.json"]
    assert [day.others for day in found.days] == [(), (), ("reports/c.json",)]
    assert [day.changed for day in found.days] == [False, True, False]
    assert {one.name: one.slug for one in found.unused} == {
        "reports/cut.json": "not-json",
        "reports/stranger.json": "no-report",
    }


def test_the_json_of_a_trend_fits_its_schema(reports: Path) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    for deadline in (None, DEADLINE):
        made = json.loads(render_trend_json(trend(reports, deadline=deadline), "0"))
        VALID.validate(made)
        assert not VALID.is_valid(made | {"more": 1})
        assert all(len(curve["points"]) == len(made["days"]) for curve in made["curves"])


def test_a_group_that_appears_has_no_point_before(reports: Path) -> None:
    found = trend(reports, by="sharing")
    points = {curve.value: [point is not None for point in curve.points] for curve in found.curves if curve.by}
    assert points == {"open": [False, True, True], "private": [True, True, True], None: [False, True, True]}


@pytest.mark.parametrize("width", [40, 60, 100])
def test_every_line_of_a_trend_fits(reports: Path, width: int) -> None:
    for lang in LANGS:
        text = page(trend(reports, deadline=DEADLINE), lang, width=width)
        assert all(columns(line) <= width for line in text.split("\n"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("reports", "--by=nothing"), "sharing"),
        (("empty",), "empty"),
        (("reports/stranger.json",), "no saved report"),
        (("nowhere",), "nowhere"),
        (("reports", "--deadline=soon"), "soon"),
    ],
)
def test_a_trend_that_cannot_be_shown_says_why(reports: Path, arguments: tuple[str, ...], said: str) -> None:
    Path("empty").mkdir()
    ended = catval("trend", *arguments, "--lang=en")
    assert ended.code == 2
    assert said in ended.err


def test_the_command(reports: Path) -> None:
    ended = catval("trend", reports, f"--profile={SMALL}", "--deadline=2026-06-30", "--lang=en")
    assert (ended.code, ended.err) == (0, "")
    assert "61 days after the latest report" in ended.out
    VALID.validate(catval("trend", reports, "--format=json").json)


MARK = ProfileMark("p", "1", "a", Fraction(80))


def day_of(at: int, earned: int, sha: str = "a", units: tuple[UnitScore, ...] = ()) -> Snapshot:
    mark = ProfileMark("p", "1", sha, Fraction(80))
    numbers = Numbers(1, 1, 0, 0, 0, Fraction(earned), Fraction(100))
    return Snapshot(f"{at}.json", "report", mark, DAY + timedelta(at), numbers, units, None, ())


def test_the_pace_begins_anew_with_another_profile() -> None:
    found = build_trend([day_of(0, 90), day_of(1, 10, "b"), day_of(6, 20, "b")], None, DAY + timedelta(16))
    assert found.curves[0].pace == 2
    assert found.curves[0].by_deadline == 40
    assert found.days_left == 10
    assert build_trend([day_of(0, 90), day_of(1, 10, "b")], None, DAY).curves[0].pace is None


def test_a_score_stays_between_0_and_100_on_the_deadline() -> None:
    for first, last, ahead in ((10, 90, 100), (90, 10, 0)):
        found = build_trend([day_of(0, first), day_of(1, last)], None, DAY + timedelta(99))
        assert found.curves[0].by_deadline == ahead


def test_after_the_deadline_nothing_is_reckoned() -> None:
    found = build_trend([day_of(0, 10), day_of(5, 20)], None, DAY)
    assert found.curves[0].by_deadline is None
    assert "is not after the latest report" in page(found, "en")


def test_a_line_of_blocks_is_cut_and_marks_what_is_missing() -> None:
    found = build_trend([day_of(0, 0), day_of(1, 99), day_of(2, 100, "b")], None, None)
    points = found.curves[0].points
    assert sparkline(points, found.days) == "▁▇┊█"
    assert sparkline((None, *points[1:]), found.days) == "·▇┊█"


units = st.tuples(st.sampled_from(["Phòng A", "PHÒNG A", "Phòng B", None]), st.integers(0, 9), st.integers(1, 9))


@given(
    st.lists(st.tuples(st.integers(0, 5), st.lists(units, max_size=3, unique_by=lambda one: (one[0] or "").lower()))),
    st.randoms(),
)
def test_the_order_of_reports_changes_nothing(days: list[Any], shuffler: random.Random) -> None:
    snapshots = [
        day_of(at, 5, "a", tuple(UnitScore("u", v, 1, 0, Fraction(min(e, p)), Fraction(p)) for v, e, p in some))
        for at, some in [(0, []), *days]
    ]
    named = [Snapshot(f"{n}.json", *_rest(one)) for n, one in enumerate(snapshots)]
    mixed = list(named)
    shuffler.shuffle(mixed)
    found = build_trend(named, ["u"], None)
    assert found == build_trend(mixed, ["u"], None)
    assert sum(1 + len(day.others) for day in found.days) == len(named)
    for curve in found.curves:
        assert any(point is not None for point in curve.points)


def _rest(one: Snapshot) -> tuple[Any, ...]:
    return one.kind, one.profile, one.as_of, one.numbers, one.units, one.entries, one.problems
