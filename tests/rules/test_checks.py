"""Each demand has a value that meets it and one that does not, in both normal forms."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_samples import make_field

from catalog_validator.model.checks import CHECK_KINDS
from catalog_validator.model.codes import CODES
from catalog_validator.model.finding import Severity, Violation
from catalog_validator.model.profile import Check, FieldType
from catalog_validator.rules.checks import CHECKS, build_check, is_acronym
from catalog_validator.rules.values import Value, read_value

AS_OF = date(2026, 4, 30)
T = FieldType


def found(check: Check, raw: object, kind: FieldType = T.TEXT) -> Violation | None:
    value = read_value(make_field(kind), raw)
    assert isinstance(value, Value)
    return build_check(check, AS_OF)(value)


TEN = Check("min_length", {"min": 10})
CODE = Check("pattern", {"pattern": "[0-9]{3}\\.H52", "example": "000.H52"})
CASES: list[tuple[Check, FieldType, object, object, str]] = [
    (TEN, T.TEXT, "mười ký tự", "chín ký t", "CV201"),
    (TEN, T.TEXT, "mười ký tự", " \u00a0\u200b  chín ký t\ufeff   ", "CV201"),
    (Check("max_length", {"max": 4}), T.TEXT, "\u200bđộ ẩ ", "độ ẩm", "CV202"),
    (CODE, T.TEXT, "123.H52\n", "123.H52x", "CV203"),
    (CODE, T.TEXT, "123.H52", "١٢٣.H52", "CV203"),
    (Check("not_acronym"), T.TEXT, "CSDL khoa học", "CSDL KHCN", "CV214"),
    (Check("range", {"min": 1, "max": 5}), T.INTEGER, "5", 6, "CV211"),
    (Check("range", {"min": 0}), T.INTEGER, 10**20, "-1", "CV211"),
    (Check("range", {"max": 0}), T.INTEGER, -5, "1", "CV211"),
    (Check("not_after_as_of"), T.DATE, "30/04/2026", "2026-05-01", "CV206"),
]


@pytest.mark.parametrize(("check", "kind", "good", "bad", "code"), CASES)
def test_a_check_passes_the_good_and_names_the_bad(
    check: Check, kind: FieldType, good: object, bad: object, code: str
) -> None:
    assert found(check, good, kind) is None
    for severity in Severity:
        violation = found(Check(check.kind, check.params, severity), bad, kind)
        assert violation is not None
        assert (violation.code, violation.severity, violation.path) == (code, severity, ())
        assert set(violation.facts) == set(CODES[code].facts)
        assert violation.facts["value"] == (bad if isinstance(bad, str) else str(bad))


def test_the_facts_tell_the_length_after_trimming() -> None:
    violation = found(TEN, unicodedata.normalize("NFD", "  độ ẩm  "))
    assert violation is not None
    assert (violation.facts["length"], violation.facts["min"]) == (5, 10)


@pytest.mark.parametrize("text", ["CSDLQG", "CSDL KHCN", "GDĐT", "HTTT-QLVB 2", "B1"])
def test_bare_acronyms(text: str) -> None:
    assert is_acronym(text)


@pytest.mark.parametrize("text", ["CSDL đất đai", "CƠ SỞ DỮ LIỆU ĐẤT ĐAI", "2026", "-", "", "CSDL " * 6, "Đất đai"])
def test_names_that_are_no_acronyms(text: str) -> None:
    assert not is_acronym(text)


def test_an_unknown_kind_is_refused_when_the_check_is_built() -> None:
    with pytest.raises(KeyError):
        build_check(Check("min_lenght", {"min": 1}), AS_OF)


def test_every_kind_has_its_rule_its_code_and_types_that_exist() -> None:
    assert list(CHECK_KINDS) == list(CHECKS)
    assert all(kind.code in CODES and kind.types for kind in CHECK_KINDS.values())
    assert {(check.kind, code) for check, _, _, _, code in CASES} == {
        (name, kind.code) for name, kind in CHECK_KINDS.items()
    }


TEXT_CHECKS = st.sampled_from([TEN, Check("max_length", {"max": 5}), CODE, Check("not_acronym")])


@given(TEXT_CHECKS, st.text(max_size=15) | st.text("AĐĂẤàế1 ", max_size=12))
def test_both_normal_forms_are_checked_alike(check: Check, text: str) -> None:
    composed, apart = (found(check, unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    assert (composed and composed.code) == (apart and apart.code)


@pytest.mark.parametrize("check", [TEN, Check("max_length", {"max": 5}), CODE, Check("not_acronym")])
def test_a_huge_text_is_checked(check: Check) -> None:
    assert found(check, "1" * 100_000) is None or check.kind in ("max_length", "pattern")
