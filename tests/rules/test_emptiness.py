"""What says nothing counts as empty in every spelling, and what says something never does."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from rule_samples import builtin_placeholders, make_field

from catalog_validator.model.profile import Field, FieldType, Phrases, Placeholders
from catalog_validator.model.text import trim
from catalog_validator.rules.emptiness import build_emptiness

PHRASINGS = yaml.safe_load((Path(__file__).parent / "placeholder_phrasings.yaml").read_text("utf-8"))
EMPTY = [(text, code) for code, texts in PHRASINGS["empty"].items() for text in texts]
PLACEHOLDERS = builtin_placeholders()
EMPTINESS = build_emptiness(PLACEHOLDERS)
TEXT = make_field()
REFERRING = make_field(may_refer=True)
PADDING = ("\u00a0", "\u200b", "\ufeff", " \t\n", "\u2060\u3164", "\u00ad ")
WRAPS = ("(%s)", "[ %s ]", "“%s”", "*%s*", "%s…", "«%s»", "<%s>", "_%s_")


def code_of(text: str, field: Field = TEXT) -> str | None:
    why = EMPTINESS.why_empty(text, field)
    return None if why is None else why.code


def respelled(text: str) -> Iterator[str]:
    yield unicodedata.normalize("NFC", text)
    yield unicodedata.normalize("NFD", text)
    yield text.upper()
    yield text.capitalize()
    yield from (f"{pad}{text}{pad}" for pad in PADDING)


def test_the_data_is_large_enough() -> None:
    assert len(EMPTY) + len(PHRASINGS["refers"]) >= 60
    assert len(PHRASINGS["real"]) >= 60


@pytest.mark.parametrize(("text", "code"), EMPTY)
def test_a_phrasing_that_says_nothing_is_empty_in_every_spelling(text: str, code: str) -> None:
    assert {spelling: code_of(spelling) for spelling in respelled(text)} == dict.fromkeys(respelled(text), code)


@pytest.mark.parametrize("text", [text for text, _ in EMPTY if not text.startswith("#")])
def test_brackets_quotes_and_emphasis_do_not_fill_a_field(text: str) -> None:
    assert [wrap for wrap in WRAPS if code_of(wrap % text) is None] == []
    if any(char.isalnum() for char in text):
        assert code_of(f"...{text}...") is not None


@pytest.mark.parametrize("text", PHRASINGS["real"])
def test_a_short_true_answer_is_left_alone(text: str) -> None:
    found = [code_of(form) for form in (*respelled(text), f"({text})", f"{text}.")]
    assert set(found) == {None}


@pytest.mark.parametrize("text", PHRASINGS["refers"])
def test_pointing_at_a_document_is_an_answer_only_where_the_field_allows_it(text: str) -> None:
    assert {code_of(spelling) for spelling in respelled(text)} == {"CV103"}
    assert {code_of(spelling, REFERRING) for spelling in respelled(text)} == {None}


def test_a_field_that_may_refer_still_refuses_what_refers_to_nothing() -> None:
    assert code_of("đang cập nhật", REFERRING) == "CV103"
    assert code_of("như trên", REFERRING) == "CV103"


@pytest.mark.parametrize("text", ["", " ", "\u00a0\u200b\ufeff", "\u3164", "\u2800", "\x00\x1f"])
def test_blank_and_invisible_texts_are_blank(text: str) -> None:
    why = EMPTINESS.why_empty(text, TEXT)
    assert why is not None
    assert (why.code, why.facts) == ("CV102", {"value": text})


def test_the_finding_shows_the_text_as_written_and_names_its_family() -> None:
    why = EMPTINESS.why_empty(" (ĐANG cập nhật)\u200b", TEXT)
    assert why is not None
    assert why.facts == {"value": " (ĐANG cập nhật)\u200b", "family": "pending"}
    listed = EMPTINESS.why_empty("N/A", TEXT)
    assert listed is not None
    assert listed.facts["family"] == "exact"


def test_a_mix_of_signs_says_nothing() -> None:
    assert {code_of(text) for text in ("?!", "-/-", "()", "[...].")} <= {"CV103", "CV105"}


@given(st.sampled_from("xaz.-_*?=đ"), st.integers(2, 3000), st.sampled_from(["", " ", "\u00a0", "\u200b"]))
def test_one_character_says_nothing_at_any_length(char: str, count: int, between: str) -> None:
    assert code_of(between.join(char * count)) == "CV105"


def test_a_code_a_yes_and_a_declared_answer_win() -> None:
    assert code_of("Không có", make_field(FieldType.CODE)) is None
    assert code_of("none", make_field(FieldType.CODES)) is None
    assert code_of("không", make_field(FieldType.YES_NO)) is None
    assert code_of("x", make_field(FieldType.YES_NO)) is None
    declaring = make_field(FieldType.TEXTS, declared=("không có",))
    assert code_of(unicodedata.normalize("NFD", " KHÔNG CÓ. "), declaring) is None
    assert code_of("không", declaring) == "CV107"


def test_runs_of_digits_are_rubbish_only_in_texts() -> None:
    assert code_of("123456", make_field(FieldType.INTEGER)) is None
    assert code_of("123123", make_field(FieldType.TEXTS)) == "CV106"


def test_diacritics_may_be_left_out_wholly_but_not_here_and_there() -> None:
    assert code_of("dang cap nhat") == "CV103"
    assert code_of("dang cập nhat") is None


def test_a_long_text_is_never_a_placeholder() -> None:
    phrase = "đang cập nhật"
    assert code_of(" ".join([phrase] * 8)) == "CV103"
    assert code_of(" ".join([phrase] * 9)) is None
    short = build_emptiness(replace(PLACEHOLDERS, max_length=5))
    assert short.why_empty(phrase, TEXT) is None


def test_a_family_needs_its_mark_its_start_and_no_other_word() -> None:
    family = Phrases("f", ("con cá", "dữ liệu"), ("đang bơi",), ("hôm nay",), numbers=True)
    emptiness = build_emptiness(Placeholders(families=(family,)))
    for text in ("hôm nay con cá đang bơi", "hôm nay 12/3/2026 đang bơi"):
        assert emptiness.why_empty(text, TEXT) is not None
    for text in ("con cá đang bơi", "hôm nay con cá", "hôm nay đang bơi xa"):
        assert emptiness.why_empty(text, TEXT) is None


HUGE = ("đang cập nhật ", "(", ",đang", "1/", "- ", "a\u0301", "asd", "x ", ". ")


@pytest.mark.parametrize("text", [f"a{unit * 50_000}b" for unit in HUGE] + [unit * 50_000 for unit in HUGE])
def test_a_huge_text_is_judged_in_linear_time(text: str) -> None:
    assert code_of(text) in (None, "CV103", "CV105")


PIECES = st.sampled_from(
    [phrase for family in PLACEHOLDERS.families for phrase in (*family.made_of, *family.needs, *family.starts)]
    + [*PLACEHOLDERS.exact, *PLACEHOLDERS.none, "Mục đích", "purpose", "mục tiêu xây dựng", "Quản lý", "Toàn tỉnh"]
    + [
        "xx",
        "x",
        "ii",
        "asdf",
        "12/02/2026",
        "515/QĐ-UBND",
        "1.",
        "a)",
        "\u200b",
        "-",
        "(",
        ")",
        "…",
        "\u037e",
        "#ref!",
    ]
)
GLUE = st.sampled_from([" ", " ", " ", "\u00a0", ", ", ". ", ": ", " - ", "/", "\u200b ", "\x00", "\n", "", "\u037e"])
SPELLINGS: list[Callable[[str], str]] = [
    str.strip,
    str.upper,
    str.title,
    lambda text: unicodedata.normalize("NFD", text),
]
SPELL = st.sampled_from(SPELLINGS)


@st.composite
def hollow_texts(draw: st.DrawFn) -> str:
    parts = [draw(SPELL)(draw(PIECES)) + draw(GLUE) for _ in range(draw(st.integers(1, 5)))]
    return draw(st.sampled_from(["", "- ", "(", "\ufeff", "  "])) + "".join(parts)


@given(hollow_texts() | st.text(max_size=12), st.sampled_from([TEXT, REFERRING, make_field(FieldType.YES_NO)]))
def test_the_proof_by_the_first_words_is_sound(text: str, field: Field) -> None:
    if EMPTINESS.why_empty(text, field) is not None:
        pieces = text.split(" ")
        for count in range(1, len(pieces) + 1):
            assert EMPTINESS.can_start_placeholder(" ".join(pieces[:count]), field)
        for word in text.split()[:1]:
            assert EMPTINESS.can_start_placeholder(word, field)


@pytest.mark.parametrize("text", ["n / a", "ii ii", "purpose\u037ependiente", "#ref! "])
def test_the_proof_is_sound_where_signs_join_or_part_words(text: str) -> None:
    emptiness = build_emptiness(Placeholders(exact=("n/a", "pendiente", "#REF!")))
    assert emptiness.why_empty(text, TEXT) is not None
    assert emptiness.can_start_placeholder(text.split(" ")[0], TEXT)


@given(st.sampled_from([text for text, _ in EMPTY] + PHRASINGS["refers"]), SPELL)
def test_the_proof_never_holds_for_a_known_placeholder(text: str, spell: Callable[[str], str]) -> None:
    assert EMPTINESS.can_start_placeholder(spell(text).split(" ")[0], TEXT)


def test_the_proof_holds_for_ordinary_beginnings() -> None:
    firsts = ["Quản", "Phục", "Cơ", "Toàn", "Nhiệm", "Kết", "Lưu", "Bảo", "Trung", "Hằng", "Khoa", "Phòng"]
    assert [word for word in firsts if EMPTINESS.can_start_placeholder(word, TEXT)] == []
    longer = ["Dữ liệu về nhiệm", "Cập nhật tự", "Thông tin nhiệm", "Danh mục nhiệm", "Các xã", "Hồ sơ khoa"]
    assert [words for words in longer if EMPTINESS.can_start_placeholder(words, TEXT)] == []
    assert EMPTINESS.can_start_placeholder("Cơ", make_field(aliases=("Cơ quan",)))


@given(st.text(max_size=30))
def test_normal_forms_are_judged_alike(text: str) -> None:
    composed, apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert code_of(composed) == code_of(apart)


@given(st.text("0123456789", min_size=1, max_size=12) | st.sampled_from(["12345", "123123", "٣", "1"]))
def test_the_proof_for_plain_numbers_is_sound(text: str) -> None:
    if EMPTINESS.is_plain_number(text, TEXT):
        assert code_of(text) is None
    assert not EMPTINESS.is_plain_number("12345", TEXT)


@pytest.mark.parametrize("mark", ["- ", "/ ", ". "])
def test_an_invisible_character_beside_a_clause_mark_hides_nothing(mark: str) -> None:
    assert code_of(f"Chưa có \u200b{mark}đang xây dựng") == code_of(f"Chưa có {mark}đang xây dựng") == "CV103"


@given(st.lists(st.one_of(st.sampled_from([text for text, _ in EMPTY]), st.text(max_size=12)), min_size=1, max_size=4))
def test_the_short_cut_over_a_telling_word_changes_no_verdict(pieces: list[str]) -> None:
    text = " ".join(pieces)
    if trim(text):
        assert EMPTINESS.why_empty(text, TEXT) == EMPTINESS.why_nothing_telling(text, trim(text), TEXT)
