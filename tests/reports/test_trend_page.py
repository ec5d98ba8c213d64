"""The page of a trend: what the text says is in it, in both languages; its drawings keep to their scale."""

import re
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_report_page import Reader
from test_report_text import Golden
from test_trend_report import DAY, PROFILE, day_of

from catalog_validator.engine.curves import build_trend
from catalog_validator.model.snapshot import UnitScore
from catalog_validator.model.trend import Trend, Unused
from catalog_validator.model.words import LANGS, Lang
from catalog_validator.reports.page.curve import Drawing
from catalog_validator.reports.page.marks import Both
from catalog_validator.reports.page.skeleton import asset, digest
from catalog_validator.reports.page.trend import render_trend_html
from catalog_validator.reports.trend_words import MOST_CURVES, deadline, remarks, told, unit_name, unused
from catalog_validator.reports.words import Words

UNTIL = DAY + timedelta(90)


def unit(value: str | None, earned: int) -> UnitScore:
    return UnitScore("sharing", value, 3, 1, Fraction(earned), Fraction(30))


def found(until: date | None = UNTIL) -> Trend:
    snapshots = [
        day_of(0, 40),
        day_of(7, 50, "b", (unit("Phòng A", 10), unit(None, 3))),
        day_of(14, 60, "b", (unit("Phòng B", 29),)),
        day_of(28, 65, "b", (unit("Phòng A", 20), unit("Phòng B", 30))),
    ]
    return build_trend(snapshots, ["sharing"], until, [Unused("cut.json", "not-json", "7")])


def page(trend: Trend, lang: Lang = "vi") -> str:
    return "".join(render_trend_html(trend, PROFILE, lang, "0"))


def body(made: str) -> str:
    return re.sub(r"(?s)<(style|script)>.*?</\1>|content=\"default-src[^\"]*\"", "", made)


def pictures(trend: Trend) -> list[str]:
    return [Drawing(Both(PROFILE), trend).svg(curve) for curve in trend.curves]


def test_golden_trend_page(golden: Golden) -> None:
    golden("trend.html", body(page(found())))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("until", [None, UNTIL, DAY])
def test_all_of_the_text_is_in_it_in_both_languages(lang: Lang, until: date | None) -> None:
    trend, words = found(until), Words(lang)
    text = Reader(page(trend)).text
    for curve in trend.curves[1:]:
        assert unit_name(words, curve, PROFILE) in text
    for curve in trend.curves:
        assert " · ".join(told(words, trend, curve)) in text
    for day in trend.days:
        assert words.day(day.as_of) in text
        assert all(remark in text for remark in remarks(words, day))
    assert deadline(words, trend) in text
    assert unused(words, trend.unused[0]) in text
    assert (words.ui("trend.picture_pace") in text) == (until == UNTIL)


def test_a_trend_page_is_well_formed_and_lets_nothing_in() -> None:
    made = page(found(), "en")
    reader = Reader(made)
    assert reader.open == []
    ids = [value for name, value in reader.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    policy = re.search(r'http-equiv=Content-Security-Policy content="([^"]*)"', made)
    assert policy
    assert f"style-src '{digest(asset('style.css') + asset('trend.css'))}'" in policy[1]
    assert f"script-src '{digest(asset('trend.js'))}'" in policy[1]
    assert "unsafe" not in policy[1]
    assert not [name for name, _ in reader.attributes if name.startswith("on") or name in ("src", "style", "action")]


def test_no_line_is_drawn_over_a_change_of_profile_or_a_gap() -> None:
    whole, first, *_ = pictures(found())
    assert re.findall(r"class=line d='([^']*)'", whole) == ["M0 60M23.33 50L46.66 40L93.33 35"]
    assert whole.count("class=changed") == 1
    assert re.findall(r"class=line d='([^']*)'", first) == ["M23.33 66.66M93.33 33.33"]


def test_the_pace_goes_to_the_deadline_where_it_is_spoken_of() -> None:
    trend = found()
    drawn = {
        curve.value: "class=pace" in picture
        for curve, picture in zip(trend.curves[1:], pictures(trend)[1:], strict=True)
    }
    assert drawn == {"Phòng A": True, "Phòng B": False, None: False}
    assert "class=pace d='M93.33 35L300 " in pictures(trend)[0]
    for until in (None, DAY):
        assert not any("class=pace" in picture for picture in pictures(found(until)))


def test_a_single_day_and_a_deadline_long_past_are_drawn_too() -> None:
    for until in (None, DAY, DAY - timedelta(400)):
        (picture,) = pictures(build_trend([day_of(0, 30)], None, until))
        assert "<circle class=bad cx=0 cy=70 r=3 />" in picture


def test_more_units_than_are_shown_are_counted() -> None:
    units = tuple(unit(f"Phòng {number:03}", 9) for number in range(MOST_CURVES + 3))
    made = page(build_trend([day_of(0, 30, units=units)], ["sharing"], None))
    assert made.count("card unit") == MOST_CURVES
    assert Words("en").ui("frame.more_rows", n=3) in made


@given(st.text())
def test_no_name_gets_out_of_its_place(name: str) -> None:
    def shown(value: str) -> Reader:
        units = (UnitScore("sharing", value, 1, 0, Fraction(1), Fraction(2)),)
        return Reader(page(build_trend([day_of(0, 5, units=units)], ["sharing"], None, [Unused(value, "no-report")])))

    made, plain = shown(name), shown("A")
    assert made.open == []
    assert set(made.tags) <= set(plain.tags)
    assert {name for name, _ in made.attributes} <= {name for name, _ in plain.attributes}


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 100)), min_size=1, unique_by=lambda one: one[0]),
    st.integers(-50, 900),
)
def test_drawings_of_curves_keep_to_their_scale(scores: list[tuple[int, int]], until: int) -> None:
    trend = build_trend([day_of(at, earned) for at, earned in scores], None, DAY + timedelta(until))
    (picture,) = pictures(trend)
    drawn = re.findall(r"cx=(\S+) cy=(\S+)", picture)
    assert len(drawn) == len(scores)
    for x, y in drawn:
        assert 0 <= Fraction(x) <= 300
        assert 0 <= Fraction(y) <= 100
    assert [Fraction(x) for x, _ in drawn] == sorted(Fraction(x) for x, _ in drawn)
    for path in re.findall(r" d='M([^']*)'", picture):
        numbers = [Fraction(number) for number in re.findall(r"-?[\d.]+", path)]
        assert all(-4 <= number <= 300 for number in numbers)
