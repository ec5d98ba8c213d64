"""The words of both languages hold together, and sentences come out right."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_cases import PROFILE, finding

from catalog_validator import reports
from catalog_validator.model.codes import CODES
from catalog_validator.model.profile import All, Any, Atom, Check, FieldType, Obligation
from catalog_validator.model.report import Mistake
from catalog_validator.model.result import State, Status
from catalog_validator.model.text import nfc
from catalog_validator.model.words import LANGS, CitationStatus, Confidence, Label, Lang
from catalog_validator.profiles.mistakes import MISTAKES
from catalog_validator.reports.numbers import cut, exact, short
from catalog_validator.reports.templates import compile_template, find_message, load_messages, message_parts
from catalog_validator.reports.words import Words

KEYS = {"title", "message", "expected", "advice", "explain", "good", "bad"}
MAY_BE_EMPTY = {"expected"}
REASONS = [
    "entry-below",
    "group-below",
    "catalog-below",
    "gate-field",
    "refused",
    "unreadable-entry",
    "unreadable-source",
    "nothing-read",
    "error-finding",
    "warning-finding",
]


@pytest.mark.parametrize("part", message_parts())
def test_both_languages_have_the_same_keys_and_facts(part: str) -> None:
    vi, en = load_messages("vi", part), load_messages("en", part)
    assert set(vi) == set(en)
    for key in vi:
        assert compile_template(vi[key]).names == compile_template(en[key]).names, key


@pytest.mark.parametrize("lang", LANGS)
def test_every_code_has_every_text_and_only_its_own_facts(lang: Lang) -> None:
    messages = load_messages(lang)
    texts = {f"codes.{code}.{key}" for code in CODES for key in KEYS}
    assert {key for key in messages if key.startswith("codes.")} == texts
    for code in CODES.values():
        for key in KEYS:
            text = messages[f"codes.{code.code}.{key}"]
            assert text or key in MAY_BE_EMPTY, (code.code, key)
            plain = set() if key in ("title", "explain", "good", "bad") else {*code.facts, "label", "field"}
            used = set() if key in ("good", "bad") else compile_template(text).names
            assert used <= plain, (code.code, key)


@pytest.mark.parametrize("lang", LANGS)
def test_every_closed_set_has_its_words(lang: Lang) -> None:
    words = Words(lang)
    sets = {
        "citation": CitationStatus,
        "confidence": Confidence,
        "type": FieldType,
        "obligation": Obligation,
        "status": Status,
        "state": State,
    }
    for name, members in sets.items():
        assert all(words.ui(f"{name}.{member.value}") for member in members)
    assert all(words.ui(f"reason.{slug}") for slug in REASONS)


def test_vietnamese_is_composed_and_different_from_english() -> None:
    vi, en = load_messages("vi"), load_messages("en")
    assert all(text == nfc(text) for text in vi.values())
    assert not [key for key in vi if key.endswith((".explain", ".title")) and vi[key] == en[key]]


def test_a_part_of_a_record_is_named_with_its_way() -> None:
    assert Words("vi").label(("contact_point", "phone"), PROFILE) == "Cán bộ đầu mối › Điện thoại"
    assert Words("vi").label(("data_items", 2, "description"), PROFILE) == "Các mục dữ liệu › mục 3 › Mô tả"
    assert Words("en").label((), PROFILE) == "the whole description"
    assert Words("en").label(("nope\u202e",), PROFILE) == "nope<U+202E>"


def test_facts_that_name_fields_and_codes_are_said_with_labels() -> None:
    words = Words("vi")
    copied = finding("CV401", "scope", title=Label("Trùng nội dung", "Copied"), other="purpose")
    assert words.message(copied, PROFILE) == "Trùng nội dung: “Phạm vi” giống hệt “Mục đích”."
    not_owed = finding("CV301", "open_publish_url", value="x", because="sharing_class = private")
    assert "“Phân loại chia sẻ” là Dùng riêng" in words.message(not_owed, PROFILE)
    none_of = finding("CV108", "contact_point", parts=(Label("Điện thoại", "Phone"), Label("Thư điện tử", "E-mail")))
    assert "Điện thoại, Thư điện tử" in words.message(none_of, PROFILE)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("nearest", ["", "shared"])
def test_a_message_is_a_whole_sentence(lang: Lang, nearest: str) -> None:
    found = finding("CV204", "sharing_class", value="xyz", list="", codes=(), nearest=nearest)
    assert Words(lang).message(found, PROFILE).endswith("?" if nearest else "”.")


def test_an_empty_field_is_explained_by_its_help() -> None:
    assert Words("en").expected(finding("CV101", "purpose"), PROFILE) == "State the purpose of the database."


def test_optional_stretches_and_plurals() -> None:
    template = compile_template("{n} {n|row|rows}[[, near {place}]].")
    assert template.fill({"n": "1", "place": ""}) == "1 row."
    assert template.fill({"n": "2", "place": "C4"}) == "2 rows, near C4."
    assert compile_template("{{m}} {{m,n}} {n}").fill({"n": "1"}) == "{m} {m,n} 1"
    both = compile_template("x[[ ({byte} at {offset})]]")
    assert (both.fill({"byte": "ff", "offset": ""}), both.fill({"byte": "ff", "offset": "3"})) == ("x", "x (ff at 3)")


@given(st.text())
def test_what_is_put_into_a_sentence_is_never_read_as_a_template(value: str) -> None:
    assert compile_template("[{a}] {b}").fill({"a": value, "b": "{a}"}) == f"[{value}] {{a}}"


@given(st.text(st.characters(), max_size=300))
def test_no_value_breaks_a_line_or_hides(value: str) -> None:
    shown = Words("vi").message(finding("CV103", "purpose", value=value, family=""), PROFILE)
    assert len(shown.splitlines()) == 1
    assert not re.search("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)


def test_conditions_in_words() -> None:
    words = Words("en")
    one, two = Atom("sharing_class", ("open", "shared")), Atom("state_secret", ("yes",), negated=True)
    assert words.condition(one, PROFILE) == "“Sharing class” is Open or Shared"
    assert words.condition(All((one, two)), PROFILE).endswith("Shared and “State secret” is not yes")
    assert words.condition(Any((two, All((one, two)))), PROFILE).count("(") == 1


def test_checks_in_words_and_unknown_ones_by_their_names() -> None:
    assert Words("vi").check(Check("range", {"min": 1, "max": 5})) == "từ 1 đến 5"
    assert Words("en").check(Check("range", {"min": 0})) == "from 0"
    assert Words("en").check(Check("new_rule", {"n": 3})) == "new_rule n=3"


def test_every_mistake_of_a_profile_has_its_sentence() -> None:
    messages = load_messages("vi")
    assert {f"mistakes.{slug}" for slug in MISTAKES} <= set(messages)
    for slug, facts in MISTAKES.items():
        assert compile_template(messages[f"mistakes.{slug}"]).names <= set(facts), slug


def test_a_mistake_is_told_in_words() -> None:
    broken = Mistake("pattern-unsupported", (), None, (("pattern", "a{1}"), ("offset", "2"), ("found", "\\d")))
    assert "“\\d” is not used" in Words("en").mistake(broken)
    near = Mistake("unknown-key", (), None, (("name", "wieght"), ("nearest", "")))
    assert Words("vi").mistake(near) == "Không có khóa “wieght” ở đây."


def test_a_mistake_without_a_sentence_is_still_told() -> None:
    told = Words("en").mistake(Mistake("never-heard-of", (), None, (("name", "x"),)))
    assert told == "not valid (never-heard-of): name = x"


@given(st.fractions(min_value=0, max_value=100))
def test_scores_are_cut_and_never_rounded_up(score: Fraction) -> None:
    shown = Fraction(cut(score))
    assert shown <= score < shown + Fraction(1, 100)
    assert ("." in cut(score)) == (score.denominator != 1)


def test_numbers() -> None:
    assert cut(Fraction(79999, 1000)) == "79.99"
    assert (cut(Fraction(80)), cut(Fraction(141, 2)), cut(Fraction(800001, 10000))) == ("80", "70.50", "80.00")
    assert cut(None) == ""
    assert (exact(Fraction(17)), exact(Fraction(51, 2))) == ("17", "51/2")
    assert (short(Fraction(41, 2)), short(Fraction(50, 3)), short(Fraction(0))) == ("20.5", "16.66…", "0")


def test_every_word_that_the_code_asks_for_is_there() -> None:
    rooms = Path(reports.__file__).parent.rglob("*.py")
    asked = {key for room in rooms for key in re.findall(r'ui\(\s*"([\w.]+)"', room.read_text("utf-8"))}
    assert len(asked) > 50
    assert [key for key in asked if find_message("vi", f"ui.{key}") is None] == []
