"""The pattern subset: what it takes means the same everywhere and matches in linear time; the rest is named."""

import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_validator.profiles.patterns import find_flaw

GOOD = [
    r"[0-9]{3}\.[0-9]{2}\.H52",
    r"([0-9]{2,3}\.){1,3}H52",
    r"[A-Za-z0-9_./-]+",
    r"(ab|ac)(de?|f{2,7})",
    r"Đề án-[0-9]+",
    r"[0-9]{3}[0-9A-Z]{2}",
    r"(x|y|z){1,900}[0-9]",
    r"[\]\[\\\^-]?[$]",
    r"([a-z]{1,40}-){0,100}x",
    r"(ab|abc)",
]

BAD = [
    (r"\d{3}", "pattern-construct", 0, "[0-9]"),
    (r"a\w", "pattern-construct", 1, "[A-Za-z0-9_]"),
    (r"a.b", "pattern-construct", 1, r"\. [A-Za-z0-9]"),
    (r"(?:ab)", "pattern-construct", 0, "("),
    (r"x{2,}", "pattern-construct", 1, "{2,1000}"),
    (r"[^a]", "pattern-construct", 1, "[A-Za-z0-9]"),
    (r"a\$", "pattern-construct", 1, "[$]"),
    (r"a\-", "pattern-construct", 1, "-"),
    (r"[a-z-9]", "pattern-construct", 4, r"\-"),
    (r"[Đ]", "pattern-construct", 1, "(Đ|…)"),
    (r"[\d]", "pattern-construct", 1, "0-9"),
    (r"^a", "pattern-anchor", 0, ""),
    (r"a$", "pattern-anchor", 1, ""),
    (r"\ba", "pattern-anchor", 0, "[$]"),
    (r"(?=a)", "pattern-unsupported", 0, ""),
    (r"(?P<x>a)", "pattern-unsupported", 0, ""),
    (r"(a)\1", "pattern-unsupported", 3, ""),
    (r"a+?", "pattern-unsupported", 2, ""),
    (r"[A-z]", "pattern-unsupported", 1, ""),
    ("a\u200b", "pattern-unsupported", 1, ""),
    ("e\u0301", "pattern-unsupported", 1, ""),
    (r"(", "pattern-syntax", 1, ""),
    (r"(a", "pattern-syntax", 0, ""),
    (r"a)", "pattern-syntax", 1, ""),
    (r"[a", "pattern-syntax", 0, ""),
    (r"a||b", "pattern-syntax", 2, ""),
    (r"+a", "pattern-syntax", 0, ""),
    (r"a{,3}", "pattern-syntax", 1, ""),
    (r"[]", "pattern-syntax", 1, ""),
    (r"[&&]", "pattern-syntax", 2, ""),
    ("", "pattern-syntax", 0, ""),
    (r"a{1001}", "pattern-count", 1, ""),
    (r"a{3,2}", "pattern-count", 1, ""),
    (r"a{0}", "pattern-count", 1, ""),
    (r"(a+)+", "pattern-nested-repeat", 4, ""),
    (r"([a-z]+-)*", "pattern-nested-repeat", 9, ""),
    (r"(a?){30}", "pattern-nested-repeat", 4, ""),
    (r"(a|a){30}", "pattern-ambiguous", 3, ""),
    (r"(a{1,200}){1,200}", "pattern-ambiguous", 1, ""),
    (r"[A-Z]+[A-Z0-9]*", "pattern-ambiguous", 6, ""),
    (r"a{0,30}a{0,30}", "pattern-ambiguous", 7, ""),
    (r"(aaaab|a{4}b)", "pattern-ambiguous", 11, ""),
    (r"a?|b?", "pattern-ambiguous", 3, ""),
    ("(" * 20 + "a" + ")" * 20, "pattern-too-long", 11, ""),
    ("a" * 501, "pattern-too-long", 500, ""),
    ("(a{64}b){100}" * 36, "pattern-too-long", 391, ""),
]


@pytest.mark.parametrize("pattern", GOOD)
def test_taken(pattern: str) -> None:
    assert find_flaw(pattern) is None
    re.compile(pattern)


@pytest.mark.parametrize(("pattern", "slug", "offset", "instead"), BAD)
def test_refused_with_its_place(pattern: str, slug: str, offset: int, instead: str) -> None:
    flaw = find_flaw(pattern)
    assert flaw is not None
    assert (flaw.slug, flaw.offset) == (slug, offset)
    assert not instead or flaw.instead == instead


ATOMS = st.sampled_from(["a", "b", "[ab]", "[a-c]", "c", "ab", "."])
COUNTS = st.sampled_from(["", "", "", "?", "*", "+", "{2}", "{1,3}", "{0,70}", "{2,9}"])
PATTERNS = st.recursive(
    st.builds(str.__add__, ATOMS, COUNTS),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.builds(lambda parts, count: f"({'|'.join(parts)}){count}", st.lists(inner, min_size=1, max_size=3), COUNTS),
    ),
    max_leaves=8,
)


@given(PATTERNS)
def test_what_is_taken_never_takes_long(pattern: str) -> None:
    if find_flaw(pattern) is None:
        compiled = re.compile(pattern, re.ASCII)
        start = process_time()
        for text in ("a" * 2_000 + "!", "ab" * 1_000 + "!", "abc" * 600 + "!", "b" * 2_000 + "a!", "c" * 2_000 + "!"):
            assert compiled.fullmatch(text) is None
        assert process_time() - start < 2


@given(st.text(alphabet=r"ab09-[](){}|?*+.\\^$,&~é ", max_size=12))
def test_any_text_is_taken_or_refused(pattern: str) -> None:
    flaw = find_flaw(pattern)
    if flaw is None:
        re.compile(pattern)
    else:
        assert 0 <= flaw.offset <= len(pattern)
        assert flaw.found
