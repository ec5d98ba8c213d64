"""What is mended in one value, and what never is."""

import unicodedata
from datetime import date

import pytest
from benchmarks.old_encodings import WRITERS, as_tcvn3
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog_validator.model.profile import Field, FieldType
from catalog_validator.model.repair import Reason
from catalog_validator.model.text import fold
from catalog_validator.rules.repairs import mend, tidy
from catalog_validator.rules.values import Value, read_value
from worlds import make_field

TEXT, DAY, COLOUR = (make_field(kind.value, kind) for kind in (FieldType.TEXT, FieldType.DATE, FieldType.CODE))
FIELDS = (TEXT, DAY, COLOUR, make_field("codes", FieldType.CODES), make_field("url", FieldType.URL))
LOOSE = st.text(
    st.one_of(st.sampled_from("  \t\n\r\xa0\u200b\u202f\xad\ufeffaeơĐỗo\u0301\u0302ñøùµ¸Ã¡?^/|;3"), st.characters()),
    max_size=40,
)


def changed(field: Field, text: str) -> tuple[str, tuple[Reason, ...]] | None:
    mended = mend(field, text)
    return None if mended is None else (mended.text, mended.reasons)


@pytest.mark.parametrize(
    ("field", "text", "wanted", "reasons"),
    [
        (TEXT, "Hồ  sơ\u00a0một cửa ", "Hồ sơ một cửa", (Reason.SPACES,)),
        (TEXT, "Hồ\u200b sơ", "Hồ sơ", (Reason.SPACES,)),
        (TEXT, unicodedata.normalize("NFD", "Hồ sơ"), "Hồ sơ", (Reason.FORM,)),
        (TEXT, as_tcvn3("Sở Khoa học và  Công nghệ"), "Sở Khoa học và Công nghệ", (Reason.LETTERS, Reason.SPACES)),
        (TEXT, " một  dòng \r\n  hai  dòng", "một dòng\r\n  hai dòng", (Reason.SPACES,)),
        (DAY, "30/4/2026", "2026-04-30", (Reason.DATE,)),
        (DAY, " 05.06.2026", "2026-06-05", (Reason.SPACES, Reason.DATE)),
        (COLOUR, "RED", "red", (Reason.CODE,)),
        (COLOUR, "xanh lá.", "Xanh lá", (Reason.CODE,)),
    ],
)
def test_what_is_mended(field: Field, text: str, wanted: str, reasons: tuple[Reason, ...]) -> None:
    assert changed(field, text) == (wanted, reasons)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (TEXT, "Hồ sơ một cửa"),
        (TEXT, "10\u00a0000 hồ sơ"),
        (TEXT, "Nam T\xad"),
        (TEXT, "S? Nông nghi?p"),
        (TEXT, "\u200b \ufeff"),
        (TEXT, "\n  Hồ sơ\n"),
        (TEXT, "א\u200fב"),
        (TEXT, "👨\u200d👩\u200d👧"),
        (DAY, "2026-04-30"),
        (DAY, "2026-04-30T10:00:00"),
        (DAY, "31/02/2026"),
        (DAY, "04/2026"),
        (DAY, "quý I"),
        (COLOUR, "Đỏ"),
        (COLOUR, "Red"),
        (COLOUR, "màu đỏ"),
        (COLOUR, "tím"),
        (make_field("secret", FieldType.YES_NO, refuse=True), " không "),
    ],
)
def test_what_is_left(field: Field, text: str) -> None:
    assert mend(field, text) is None


def test_blanks_of_a_list_in_one_cell_stay() -> None:
    mended = mend(COLOUR, " RED ", in_list=True)
    assert mended is not None
    assert mended.text == " red "
    assert mend(COLOUR, " red", in_list=True) is None


@settings(max_examples=500)
@given(st.sampled_from(FIELDS), LOOSE, st.booleans())
def test_what_was_mended_needs_no_mending(field: Field, text: str, in_list: bool) -> None:
    mended = mend(field, text, in_list=in_list)
    if mended is not None:
        assert mended.text != text
        assert mended.text.strip()
        assert mend(field, mended.text, in_list=in_list) is None


@settings(max_examples=300)
@given(st.sampled_from(FIELDS), LOOSE)
def test_what_a_value_says_stays(field: Field, text: str) -> None:
    mended, before = mend(field, text), read_value(field, text)
    if mended is not None and Reason.LETTERS not in mended.reasons and isinstance(before, Value):
        after = read_value(field, mended.text)
        assert isinstance(after, Value)
        assert fold(after.canonical) == fold(before.canonical)


@settings(max_examples=200)
@given(st.dates(date(1900, 1, 1)), st.sampled_from("/.-"))
def test_every_day_becomes_iso(day: date, sign: str) -> None:
    mended = mend(DAY, f"{day.day}{sign}{day.month:02}{sign}{day.year}")
    assert mended is not None
    assert mended.text == day.isoformat()


@given(st.text(st.sampled_from("a \t\xa0\u2003\n\r\u200b"), max_size=2000))
def test_tidying_is_final(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize("encoding", sorted(WRITERS))
def test_old_encodings_are_repaired(encoding: str) -> None:
    said = "Cơ sở dữ liệu quản lý hồ sơ nhiệm vụ khoa học và công nghệ"
    mended = mend(TEXT, WRITERS[encoding](said))
    assert mended is not None
    assert (mended.text, mended.encoding, mended.unsure) == (said, encoding, False)
