"""The text report: golden pages, narrow ones, hostile ones, long ones."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_cases import ENTRIES, GOOD, LACKING, MIXED, PROFILE, a_job, an_entry, at, finding

from catalog_validator.model.report import Look, Mistake
from catalog_validator.model.result import EntryResult
from catalog_validator.model.words import LANGS, Lang
from catalog_validator.reports.explain import render_explanation
from catalog_validator.reports.mistakes import render_mistakes
from catalog_validator.reports.profile_page import render_profile, render_profile_list
from catalog_validator.reports.text import render_text
from catalog_validator.reports.text_paint import bar, clip, columns, wrap

Golden = Callable[[str, str], None]

ESCAPES = re.compile("\x1b\\[[0-9;]*m")
WIDTHS = (60, 100)


def page(entries: tuple[EntryResult, ...] = ENTRIES, lang: Lang = "vi", **look: object) -> str:
    return "".join(render_text(a_job(entries=entries, lang=lang, look=Look(**look))))  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("color", [False, True])
def test_golden_report(golden: Golden, lang: Lang, width: int, color: bool) -> None:
    golden(f"report.{lang}.{width}{'.color' if color else ''}.txt", page(lang=lang, width=width, color=color))


@pytest.mark.parametrize("lang", LANGS)
def test_golden_quiet(golden: Golden, lang: Lang) -> None:
    golden(f"quiet.{lang}.txt", page(lang=lang, quiet=True))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", WIDTHS)
def test_golden_pages_about_the_profile(golden: Golden, lang: Lang, width: int) -> None:
    look = Look(width=width)
    topics = ("CV103", "contradiction", "db_name", "contact_point", "contact_point.phone", "Phân loại chia sẻ")
    explained = [render_explanation(topic, PROFILE, lang, look) or "" for topic in topics]
    golden(f"explain.{lang}.{width}.txt", "\n".join(explained))
    whole = render_profile(PROFILE, lang, look) + render_profile_list([PROFILE], lang, look)
    golden(f"profile.{lang}.{width}.txt", whole)


def test_mistakes_have_their_place_and_number() -> None:
    made = [Mistake("odd", ("fields", 3, "wieght"), at(3, 4), (("name", "w\x1b"),)), Mistake("odd", (), None)]
    text = render_mistakes(made, "en", Look())
    assert "catalog.json:3:4 · fields[3].wieght" in text
    assert "w<U+001B>" in text
    assert text.endswith("2 mistakes to repair\n")


def test_unknown_topics_have_no_page() -> None:
    assert render_explanation("CV999", PROFILE, "vi", Look()) is None
    assert render_explanation("contact_point.fax", PROFILE, "vi", Look()) is None


@given(width=st.integers(0, 260), lang=st.sampled_from(LANGS), title=st.text(max_size=120))
@settings(max_examples=40, deadline=None)
def test_every_line_fits_and_nothing_hidden_comes_through(width: int, lang: Lang, title: str) -> None:
    entry = replace(MIXED, id=title, title=title)
    text = page((entry, LACKING), lang, width=width)
    fits = max(40, min(width, 200))
    assert all(columns(line) <= fits for line in text.split("\n"))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", text)


def test_colour_changes_no_character() -> None:
    assert ESCAPES.sub("", page(color=True)) == page()


def test_a_title_without_blanks_is_readable() -> None:
    text = page((an_entry("x", "Dữ" * 5000, Fraction(1)),), width=80)
    assert max(map(columns, text.splitlines())) <= 80
    assert text.count("Dữ") < 200


def test_frames_are_capped_and_what_is_left_out_is_counted() -> None:
    text = page(lang="en", max_findings=2)
    assert text.count("╭") == 2 + 2  # problems of sources have a cap of their own
    hidden = sum(len(entry.findings) for entry in ENTRIES) - 2 - 1 + 1  # one belongs to the refused entry
    assert f"{hidden} more findings not shown" in text
    assert "not shown" not in page(lang="en", max_findings=None)


def test_many_missing_fields_are_one_list() -> None:
    text = page((LACKING,), "en")
    assert text.split("Descriptions, lowest")[0].count("error[CV101]") == 1
    assert "−1  Purpose" in text
    assert "[3] design choice" in text


def test_a_gate_that_fails_a_good_score_is_named() -> None:
    entry = an_entry("A", "Tên", Fraction(9), gates_failed=("db_name",))
    assert page((entry,), "en").count("lacks a field it must have: Database name") == 1


def test_the_table_keeps_the_lowest_and_counts_the_rest() -> None:
    entries = tuple(an_entry(f"E{number:03}", None, Fraction(number, 100)) for number in range(999, 0, -1))
    text = page(entries, "en")
    shown = re.findall("E[0-9]{3}", text)
    assert shown == [f"E{number:03}" for number in range(1, 61)]
    assert "939 more rows" in text


def test_the_report_is_written_while_reading() -> None:
    read: list[str] = []

    def entries() -> Iterator[EntryResult]:
        for entry in (MIXED, GOOD):
            read.append(entry.id)
            yield entry

    pieces = render_text(a_job(entries=entries()))
    next(pieces)
    assert read == [MIXED.id]


def test_read_is_the_sum_of_what_became_of_it() -> None:
    assert "5 mô tả = 3 đã chấm + 1 không chấm + 1 không đọc được" in page()


@given(st.fractions(min_value=0, max_value=100), st.integers(1, 20))
def test_only_a_full_score_has_a_full_bar(score: Fraction, cells: int) -> None:
    drawn = bar(score, cells)
    assert len(drawn) == cells
    assert (drawn == "█" * cells) == (score == 100)


@given(st.text(), st.integers(8, 40))
def test_clipped_and_wrapped_text_fits(text: str, width: int) -> None:
    assert columns(clip(text, width)) <= width
    assert all(columns(line) <= width for line in wrap(text, width))
    assert "".join(wrap(text, width)).replace(" ", "") == text.replace(" ", "")


def test_wide_and_combining_characters_have_their_width() -> None:
    assert columns("ệ") == columns("e\u0323\u0302") == 1
    assert columns("数据") == 4
    assert clip("数据数据", 5) == "数据…"


def test_a_finding_without_place_or_ground_is_shown_too() -> None:
    entry = replace(GOOD, findings=(finding("CV011", position=None, citation=None),))
    assert "the whole source" in page((entry,), "en")
