"""Text as people mean it: laws of normal form, trimming and folding."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_validator.model.text import fold, nfc, trim, visible

NOTHING = st.text(" \t\n\u00a0\u2003\u3000\u200b\u200d\u2060\ufeff\u00ad\u2800\u3164\x00\x85\U000e0001", max_size=5)
ANY = st.text(max_size=30) | st.text("aàạăẵđĐ\u0301\u0323\u0302\u0345\u200b .-(ΑΙιᾳß İ", max_size=12)


def apart(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@given(ANY)
def test_both_normal_forms_are_one_text(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert nfc(apart(text)) == nfc(text) == composed
    assert trim(apart(text)) == trim(text)
    assert fold(apart(text)) == fold(text)


@given(ANY)
def test_trimming_and_folding_settle_at_once(text: str) -> None:
    assert trim(trim(text)) == trim(text) == nfc(trim(text))
    assert fold(fold(text)) == fold(text) == fold(trim(text)) == nfc(fold(text))


@given(ANY, NOTHING, NOTHING)
def test_what_nobody_sees_around_a_text_is_not_part_of_it(text: str, before: str, after: str) -> None:
    assert trim(before + text + after) == trim(text)
    assert fold(before + text + after) == fold(text)


@given(NOTHING)
def test_blank_and_invisible_is_empty(text: str) -> None:
    assert trim(text) == fold(text) == ""


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  TÊN\u00a0 CSDL: ", "tên csdl"),
        ("(Đang\u200b cập nhật…)", "đang cập nhật"),
        ("«Mở»", "mở"),
        ("Tru\u200bng \u200b tâm", "trung tâm"),
        ("Straße", "strasse"),
        ("a_b-c", "a_b-c"),
        ("__x__", "x"),
        ("…?!", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_what_stands_inside_a_text_stays() -> None:
    assert trim(" a \u200b b ") == "a \u200b b"


@given(st.text(max_size=300))
def test_a_shown_text_hides_nothing_and_is_cut(text: str) -> None:
    shown = visible(text, 50)
    hidden = [char for char in shown if unicodedata.category(char) in ("Cc", "Cs") and char not in "\t\n"]
    assert hidden == []
    assert shown.endswith("…") or len(text) <= 50


def test_invisible_and_decomposed_characters_are_spelled_out() -> None:
    assert visible("a\u200bb\ufeff\ud800") == "a<U+200B>b<U+FEFF><U+D800>"
    assert visible(apart("ế")) == "e<U+0302><U+0301>"
    assert visible("bình thường") == "bình thường"


@pytest.mark.parametrize("unit", [" ", ".", "a", "\u200b", " .", "a\u0301"])
def test_a_huge_text_is_folded_in_linear_time(unit: str) -> None:
    text = f"a{unit * 100_000}b"
    assert trim(text).endswith("b")
    assert fold(text).endswith("b")
