"""The page as text: what stands in it, in both languages, and what can never come out of the data into its markup."""

import json
import re
from dataclasses import replace
from fractions import Fraction
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_cases import ENTRIES, GOOD, MIXED, PROFILE, REFUSED, ZERO, MemorySpool, a_job, an_entry, finding

from catalog_validator.model.report import Look, Outcome
from catalog_validator.model.result import EntryResult, Summary
from catalog_validator.model.way import Step, Way
from catalog_validator.model.words import LANGS, Lang
from catalog_validator.reports.json import render_json
from catalog_validator.reports.page.charts import fall, histogram, meter
from catalog_validator.reports.page.document import render_html
from catalog_validator.reports.page.marks import Both, escape
from catalog_validator.reports.page.notes import Notes
from catalog_validator.reports.page.skeleton import asset, digest
from catalog_validator.reports.page.tally import Tallies
from conftest import Golden

VOID = {"meta", "link", "input", "rect", "circle", "path", "br"}
OPTIONAL = {"li", "dt", "dd", "tr", "td", "th", "thead", "tbody"}
"""Elements whose end tag may be left out."""


class Reader(HTMLParser):
    """Collects elements, attributes and texts, and sees that every element that must be closed is."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID | OPTIONAL:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        if tag not in OPTIONAL:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return "".join(self.texts)


def page(**options: Any) -> str:
    return "".join(render_html(a_job(**options)))


def articles(made: str) -> list[str]:
    return re.findall(r"<noscript class=shelf>(.*?)</noscript>", made, re.DOTALL)


def test_the_descriptions_are_as_they_were(golden: Golden) -> None:
    golden("page-entries.html", "\n".join(articles(page())) + "\n")


def test_every_element_is_closed_and_every_id_is_there_once() -> None:
    made = Reader(page())
    assert made.open == []
    ids = [value for name, value in made.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    linked = {value[1:] for name, value in made.attributes if name == "href" and value and value != "data:,"}
    assert linked <= set(ids)


@pytest.mark.parametrize("lang", LANGS)
def test_all_of_the_json_report_is_in_it_in_both_languages(lang: Lang) -> None:
    text = Reader(page(lang="vi")).text
    facts = json.loads("".join(render_json(a_job(lang=lang))))
    for entry in facts["entries"]:
        for found in entry["findings"]:
            for key in ("code", "message", "expected", "advice", "citation"):
                assert found[key] is None or found[key] in text
    assert facts["profile"]["sha256"] in text
    assert facts["profile"]["status_reason"][lang] in text


def test_the_language_asked_for_is_chosen_and_nothing_else_differs() -> None:
    vi, en = page(lang="vi"), page(lang="en")
    assert "<html lang=vi>" in vi
    assert "id=lang-vi checked" in vi
    assert "id=lang-en checked" in en
    assert articles(vi) == articles(en)


def test_nothing_comes_from_elsewhere() -> None:
    made = page()
    policy = re.search(r'http-equiv=Content-Security-Policy content="([^"]*)"', made)
    assert policy
    assert policy[1].startswith("default-src 'none'; ")
    assert "unsafe" not in policy[1]
    for element, name in (("style", "style.css"), ("script", "script.js")):
        assert f"'{digest(asset(name))}'" in policy[1]
        assert f"<{element}>{asset(name)}</{element}>" in made
    reader = Reader(made)
    assert not {"img", "iframe", "object", "embed", "base", "form", "video"} & set(reader.tags)
    assert not [name for name, _ in reader.attributes if name.startswith("on") or name in ("src", "style", "action")]
    assert "url(" not in asset("style.css")
    assert "@import" not in asset("style.css")


def test_the_script_is_small_and_strict() -> None:
    script = asset("script.js")
    assert len(script.encode()) < 20_000
    assert "'use strict';" in script
    assert "</script" not in script


def test_a_refused_description_shows_nothing_of_itself() -> None:
    made = page()
    assert "MẬT-01" not in made
    assert "Tên không được hiện ra" not in made
    assert "nội dung không được hiện ra" not in made
    assert "/entries/3" in made


def test_the_waterfall_ends_at_the_score() -> None:
    article = articles(page(entries=(MIXED,)))[0]
    left = re.findall(r"<span>(?:<i lang=vi>)?([\d,]+) %", article)
    assert left == ["90", "80", "70", "65"]
    assert "<svg><rect width=70% /><rect x=70% width=10% /></svg>" in article


def test_the_shortest_way_is_shown_where_it_was_looked_for() -> None:
    steps = (Step("db_name", ZERO, True, True), Step("purpose", Fraction(3, 2), False, True))
    made = page(entries=(replace(MIXED, way=Way(steps, Fraction(80), Fraction(90), proven=False, at_least=1)),))
    article = articles(made)[0]
    assert "từ 80 % đến 90 % sau khi điền 2 trường" in article
    assert "<li><i lang=vi>Tên CSDL</i><i lang=en>Database name</i> <small><i lang=vi>không thể thiếu</i>" in article
    assert "<span>+<i lang=vi>1,5</i><i lang=en>1.5</i></span>" in article
    assert "cần ít nhất 1 trường" in article
    assert "<ol class=way>" not in articles(page(entries=(MIXED,)))[0]
    assert "needed to pass in" in made
    assert "needed to pass in" not in page(entries=(MIXED,))


def test_a_quiet_page_has_the_overview_alone() -> None:
    made = page(entries=(), look=Look(quiet=True))
    assert "id=entries" not in made
    assert "id=overview" in made
    assert Reader(made).open == []


def test_an_empty_run_is_a_page_too() -> None:
    made = page(entries=(), outcome=Outcome(Summary(), (), False, ("nothing-read",)))
    assert Reader(made).open == []
    assert "không đọc được mô tả nào" in made


def test_the_same_run_gives_the_same_bytes() -> None:
    assert page() == page()


def test_descriptions_are_put_aside_while_they_come() -> None:
    spools: list[MemorySpool] = []

    def spool() -> MemorySpool:
        spools.append(MemorySpool())
        return spools[-1]

    pieces = render_html(replace(a_job(entries=ENTRIES), spool=spool))
    assert "<!doctype html>" in next(pieces)
    assert len(spools) == 3


def test_an_anchor_holds_from_report_to_report_and_is_given_once() -> None:
    one, other = Tallies(), Tallies()
    first, second = one.anchor(MIXED), one.anchor(MIXED)
    other.anchor(GOOD)
    assert other.anchor(MIXED) == first
    assert second == f"{first}-2"


@given(st.text())
def test_no_text_gets_out_of_its_place(text: str) -> None:
    hostile = an_entry(text, text, Fraction(4), groups=(("managing_agency", text),), findings=(
        finding("CV103", "purpose", value=text, family="pending"),
        finding("CV501", text, name=text, nearest=text, citation=None),
    ))  # fmt: skip
    made = Reader(page(entries=(hostile,)))
    plain = Reader(page(entries=(an_entry("A", "A", Fraction(4), groups=(("managing_agency", "A"),), findings=(
        finding("CV103", "purpose", value="A", family="pending"),
        finding("CV501", "A", name="A", nearest="A", citation=None),
    )),)))  # fmt: skip
    assert made.open == []
    assert set(made.tags) <= set(plain.tags) | {"code", "b", "i", "small"}
    assert {name for name, _ in made.attributes} <= {name for name, _ in plain.attributes}


@given(st.text(alphabet="<>&\"'/]-!abc"))
def test_what_is_escaped_is_read_back(text: str) -> None:
    reader = Reader(f'<p title="{escape(text)}">{escape(text)}</p>')
    assert reader.text == text
    assert reader.attributes == [("title", text)]


def test_many_different_explanations_do_not_stay_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalog_validator.reports.page.notes.KEPT", 1)
    notes = Notes(Both(PROFILE))
    apart = notes.finding(finding("CV101", "purpose"))
    beside = notes.finding(finding("CV101", "scope"))
    assert "href=#x1" in apart
    assert "<div class=note>" in beside
    assert len(list(notes.written())) == 1


def test_drawings_keep_to_their_scale() -> None:
    assert fall(Fraction(100), Fraction(1, 3)) == "<svg><rect width=0.33% /><rect x=0.33% width=99.67% /></svg>"
    assert 'width="100"' in meter(Fraction(120), Fraction(80), True)
    assert "class=good" not in meter(None, Fraction(80), False)
    assert histogram([(0, 0)] * 20, Fraction(80)).count("<rect") == 0
    assert histogram([(1, 2)] * 20, Fraction(80)).count("<rect") == 40


def test_a_score_is_counted_where_it_belongs() -> None:
    tallies = Tallies()
    scores = (Fraction(0), Fraction(10), Fraction(8), Fraction(799, 100))
    for earned in scores:
        entry: EntryResult = an_entry("a", "a", earned)
        tallies.add(entry)
    assert [index for index, (good, _) in enumerate(tallies.bins()) if good] == [16, 19]
    assert [index for index, (_, bad) in enumerate(tallies.bins()) if bad] == [0, 15]
    assert REFUSED.possible == 0
