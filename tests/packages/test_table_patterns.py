"""Patterns of a schema are tried only where that cannot take long."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_validator.packages.patterns import build_pattern


@pytest.mark.parametrize(
    ("text", "good", "bad"),
    [
        (r"[A-Z]{2}[0-9]{4}", "AB1234", "AB12345"),
        (r"\d{4}-\d{2}", "2024-01", "2024-1"),
        (r"[a-z]+@[a-z]+\.vn", "a@b.vn", "a@b.com"),
        (r"(co|khong)", "co", "co khong"),
        (r"(ab?c)", "ac", "abbc"),
        (r"[(+*|)]+", "(+)", "a"),
        (r"a\+b", "a+b", "aab"),
    ],
)
def test_usual_patterns_are_tried_on_the_whole_text(text: str, good: str, bad: str) -> None:
    pattern = build_pattern(text)
    assert pattern is not None
    assert (pattern.fits(good), pattern.fits(bad)) == (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "(a+)+", "(a|a)*", "(a*)*b", "((a?)b?)*", "(a|b?)+", "(.*a){20}", "(a+){5,}", r"(a)\1+", "(?P<x>a+)(?P=x)*",
        "(", "a" * 2_000, "(?:a+|b)*", "(x(y+)z)*", "[", "a{99999999999}", "a?" * 30 + "a{30}", "(a?){30}",
        "(a|b)(a|b)" * 12, "(a{1,9}b?){3}",
    ],
)  # fmt: skip
def test_what_might_take_long_or_is_no_pattern_is_left_out(text: str) -> None:
    assert build_pattern(text) is None


def test_a_long_text_is_not_tried() -> None:
    pattern = build_pattern("a+b+c+")
    assert pattern is not None
    assert pattern.fits("a" * 10_000) is None
    assert pattern.fits("abc") is True


@given(st.text("ab.*+?|(){}[]^\\d1,", max_size=14))
def test_no_pattern_that_is_tried_takes_long(text: str) -> None:
    pattern = build_pattern(text)
    if pattern is None:
        return
    for repeated in ("a", "ab", "1"):
        long = (repeated * pattern.longest)[: pattern.longest - 1] + "!"
        begun = time.monotonic()
        pattern.fits(long[:20_000])
        assert time.monotonic() - begun < 5
