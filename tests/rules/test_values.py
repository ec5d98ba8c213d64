"""Each type reads what officers write, in any spelling, and refuses the rest with the right code."""

import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_samples import make_field

from catalog_validator.model.codes import CODES
from catalog_validator.model.finding import Violation
from catalog_validator.model.profile import FieldType
from catalog_validator.rules.values import READERS, Value, read_value

T = FieldType
SECRET = make_field(T.YES_NO, refuse=True)


def canonical(kind: FieldType, raw: object) -> str:
    read = read_value(make_field(kind), raw)
    return read.canonical if isinstance(read, Value) else read.code


GOOD: list[tuple[FieldType, object, str]] = [
    (T.TEXT, " \u200bToàn tỉnh\ufeff", "Toàn tỉnh"),
    (T.TEXT, unicodedata.normalize("NFD", "Toàn tỉnh"), "Toàn tỉnh"),
    (T.TEXT, 12, "12"),
    (T.TEXT, 12.0, "12"),
    (T.TEXT, 0.1, "0.1"),
    (T.TEXT, 1e-7, "0.0000001"),
    (T.TEXT, 1e21, "1000000000000000000000"),
    (T.TEXT, date(2026, 2, 12), "2026-02-12"),
    (T.TEXT, datetime(2026, 2, 12), "2026-02-12"),
    (T.TEXT, datetime(2026, 2, 12, 8, 30), "2026-02-12 08:30:00"),
    (T.TEXT, time(8, 30), "08:30:00"),
    (T.CODE, "shared", "shared"),
    (T.CODE, "DÙNG CHUNG", "shared"),
    (T.CODE, unicodedata.normalize("NFD", " Dữ liệu dùng chung. "), "shared"),
    (T.CODE, "Open", "open"),
    (T.CODES, "mở", "open"),
    (T.DATE, "2026-04-30", "2026-04-30"),
    (T.DATE, "30/04/2026", "2026-04-30"),
    (T.DATE, "3/4/2026", "2026-04-03"),
    (T.DATE, "30-04-2026", "2026-04-30"),
    (T.DATE, " 30.4.2026\u00a0", "2026-04-30"),
    (T.DATE, "2026-04-30T23:30:00+07:00", "2026-04-30"),
    (T.DATE, "2026-04-30 08:00", "2026-04-30"),
    (T.DATE, date(2026, 4, 30), "2026-04-30"),
    (T.DATE, datetime(2026, 4, 30, 23, 59), "2026-04-30"),
    (T.DATE, "29/02/2024", "2024-02-29"),
    (T.INTEGER, 7, "7"),
    (T.INTEGER, 7.0, "7"),
    (T.INTEGER, "+007", "7"),
    (T.INTEGER, "-0", "0"),
    (T.YES_NO, True, "yes"),
    (T.YES_NO, False, "no"),
    (T.YES_NO, "Có", "yes"),
    (T.YES_NO, "KHÔNG", "no"),
    (T.YES_NO, "X", "yes"),
    (T.YES_NO, "✓", "yes"),
    (T.URL, "https://data.example.vn/a?b=c#d", "https://data.example.vn/a?b=c#d"),
    (T.URL, "HTTP://10.0.0.1:8080/", "HTTP://10.0.0.1:8080/"),
    (T.URL, "https://dữ-liệu.example.vn", "https://dữ-liệu.example.vn"),
    (T.URL, "http://[2001:db8::1]/", "http://[2001:db8::1]/"),
    (T.EMAIL, "Dau.Moi+1@Example.VN", "Dau.Moi+1@example.vn"),
    (T.PHONE, "0912345678", "0912345678"),
    (T.PHONE, "+84 912 345 678", "0912345678"),
    (T.PHONE, "(+84) 912-345-678", "0912345678"),
    (T.PHONE, "+84 (0) 212 3852 123", "02123852123"),
    (T.PHONE, "0212.3852.123", "02123852123"),
    (T.PHONE, "(0212) 3852\u00a0123", "02123852123"),
    (T.PHONE, "0212 3 000 000 máy lẻ 12", "02123000000 x12"),
    (T.PHONE, "0084912345678", "0912345678"),
    (T.PHONE, "1900 1234", "19001234"),
    (T.PHONE, "1800 123456", "1800123456"),
    (T.PHONE, "0212 3852 123; 0912 345 678", "02123852123; 0912345678"),
    (T.PERIOD, "2015/2020", "2015/2020"),
    (T.PERIOD, "2015 - 2020", "2015/2020"),
    (T.PERIOD, "2015–2020", "2015/2020"),
    (T.PERIOD, "từ năm 2015 đến năm 2020", "2015/2020"),
    (T.PERIOD, "Giai đoạn 2021-2025", "2021/2025"),
    (T.PERIOD, "Từ 2015 đến nay", "2015/.."),
    (T.PERIOD, "tu 01/2015 den nay", "2015-01/.."),
    (T.PERIOD, "01/2015 - 06/2016", "2015-01/2016-06"),
    (T.PERIOD, "1/2015/6/2016", "2015-01/2016-06"),
    (T.PERIOD, "2015-01-2016-06", "2015-01/2016-06"),
    (T.PERIOD, "01/02/2015 đến 28/02/2015", "2015-02-01/2015-02-28"),
    (T.PERIOD, "2015-02-01/2015-02-01", "2015-02-01/2015-02-01"),
    (T.PERIOD, "2015/..", "2015/.."),
    (T.PERIOD, {"start": "2015", "end": 2020}, "2015/2020"),
    (T.PERIOD, {"start": date(2015, 1, 2)}, "2015-01-02/.."),
    (T.PERIOD, {"start": "2015", "end": "nay"}, "2015/.."),
    (T.DURATION, "P5Y", "P5Y"),
    (T.DURATION, "p1y6m", "P1Y6M"),
    (T.DURATION, "PT12H", "PT12H"),
    (T.DURATION, "5 năm", "P5Y"),
    (T.DURATION, "05 NĂM", "P5Y"),
    (T.DURATION, "1 năm 6 tháng", "P1Y6M"),
    (T.DURATION, "12 tháng", "P12M"),
    (T.DURATION, "30 ngày", "P30D"),
    (T.DURATION, "10 years", "P10Y"),
    (T.DURATION, "Vĩnh viễn", "permanent"),
    (T.DURATION, "lâu dài.", "permanent"),
]

WRONG_TYPES: list[tuple[FieldType, object, str]] = [
    (kind, raw, "CV213")
    for kind in (T.TEXT, T.CODE, T.DATE, T.INTEGER, T.URL, T.EMAIL, T.PHONE, T.DURATION)
    for raw in (True, ["a"], {"a": 1})
]

BAD: list[tuple[FieldType, object, str]] = [
    *WRONG_TYPES,
    (T.YES_NO, ["có"], "CV213"),
    (T.PERIOD, ["2015", "2020"], "CV213"),
    (T.TEXT, float("nan"), "CV213"),
    (T.TEXT, 1 << 5000, "CV213"),
    (T.TEXT, timedelta(hours=1), "CV213"),
    (T.CODE, "dùng riêng", "CV204"),
    (T.CODE, "???", "CV204"),
    (T.DATE, "31/02/2026", "CV205"),
    (T.DATE, "04/30/2026", "CV205"),
    (T.DATE, "2026-4-30", "CV205"),
    (T.DATE, "30/04-2026", "CV205"),
    (T.DATE, "30/04/26", "CV205"),
    (T.DATE, "2026", "CV205"),
    (T.DATE, 46142, "CV205"),
    (T.DATE, "٣٠/٠٤/٢٠٢٦", "CV205"),
    (T.DATE, "2026-04-30\nx", "CV205"),
    (T.DATE, "2026-04-30T25:00", "CV205"),
    (T.INTEGER, "1.000", "CV210"),
    (T.INTEGER, "1,5", "CV210"),
    (T.INTEGER, 1.5, "CV210"),
    (T.INTEGER, "١٢", "CV210"),
    (T.INTEGER, "12 bản ghi", "CV210"),
    (T.INTEGER, "9" * 6000, "CV210"),
    (T.INTEGER, float("inf"), "CV210"),
    (T.YES_NO, "có thể", "CV212"),
    (T.YES_NO, 1, "CV212"),
    (T.YES_NO, "mật", "CV212"),
    (T.URL, "www.example.vn", "CV207"),
    (T.URL, "ftp://example.vn", "CV207"),
    (T.URL, "https://example", "CV207"),
    (T.URL, "https://", "CV207"),
    (T.URL, "https:///x", "CV207"),
    (T.URL, "https://a b.vn", "CV207"),
    (T.URL, "https://exa\tmple.vn", "CV207"),
    (T.URL, "https://example.vn:99999/", "CV207"),
    (T.URL, "https://user:pass@example.vn/", "CV207"),
    (T.URL, "https://exam\u200bple.vn", "CV207"),
    (T.URL, "https://-a.vn", "CV207"),
    (T.URL, "https://a..vn", "CV207"),
    (T.URL, "http://[::1", "CV207"),
    (T.URL, "javascript:alert(1)", "CV207"),
    (T.URL, 5, "CV213"),
    (T.EMAIL, "a@b", "CV208"),
    (T.EMAIL, "a b@example.vn", "CV208"),
    (T.EMAIL, "đầu@example.vn", "CV208"),
    (T.EMAIL, "a@example.vn, b@example.vn", "CV208"),
    (T.EMAIL, "a..b@example.vn", "CV208"),
    (T.EMAIL, "a@example.1", "CV208"),
    (T.EMAIL, "a@example.vn.", "CV208"),
    (T.PHONE, 912345678, "CV209"),
    (T.PHONE, "912345678", "CV209"),
    (T.PHONE, "0912 345 67", "CV209"),
    (T.PHONE, "0000000000", "CV209"),
    (T.PHONE, "+1 212 555 0100", "CV209"),
    (T.PHONE, "٠٩١٢٣٤٥٦٧٨", "CV209"),
    (T.PHONE, "0912345678 (anh A)", "CV209"),
    (T.PHONE, "((0912345678", "CV209"),
    (T.PERIOD, "2015", "CV215"),
    (T.PERIOD, "đến 2020", "CV215"),
    (T.PERIOD, "2015 - 13/2016", "CV215"),
    (T.PERIOD, {"end": "2020"}, "CV215"),
    (T.PERIOD, {"start": "2015", "stop": "2020"}, "CV215"),
    (T.PERIOD, {"start": "2015", "end": "sau"}, "CV215"),
    (T.PERIOD, "2020 - 2015", "CV216"),
    (T.PERIOD, {"start": 2020, "end": 2015}, "CV216"),
    (T.DURATION, "5", "CV217"),
    (T.DURATION, 5, "CV217"),
    (T.DURATION, "0 năm", "CV217"),
    (T.DURATION, "P", "CV217"),
    (T.DURATION, "6 tháng 1 năm", "CV217"),
    (T.DURATION, "năm năm", "CV217"),
]


@pytest.mark.parametrize(("kind", "raw", "expected"), GOOD)
def test_what_officers_write_is_read(kind: FieldType, raw: object, expected: str) -> None:
    assert canonical(kind, raw) == expected


@pytest.mark.parametrize(("kind", "raw", "code"), BAD)
def test_what_is_wrong_is_refused_with_its_code_and_facts(kind: FieldType, raw: object, code: str) -> None:
    read = read_value(make_field(kind), raw)
    assert isinstance(read, Violation)
    assert (read.code, set(read.facts)) == (code, set(CODES[code].facts))
    if isinstance(raw, str):
        assert read.facts["value"] == raw


def test_a_code_that_is_nearly_right_is_suggested() -> None:
    read = read_value(make_field(T.CODE), "Dùng chug")
    assert isinstance(read, Violation)
    assert read.facts["nearest"] == "shared"
    assert read.facts["codes"] == ("shared (Dùng chung)", "open (Mở)", "none (Không có)")
    far = read_value(make_field(T.CODE), "z" * 100_000)
    assert isinstance(far, Violation)
    assert far.facts["nearest"] == ""


@pytest.mark.parametrize(
    "text",
    [
        "Mật",
        "TỐI MẬT",
        "tuyệt mật",
        "Bí mật nhà nước",
        "Có (độ mật: Tối mật)",
        "mat",
        "1",
        "secret",
        "có, theo quyết định",
    ],
)
def test_a_field_that_refuses_takes_every_word_of_secrecy_for_a_yes(text: str) -> None:
    read = read_value(SECRET, unicodedata.normalize("NFD", text))
    assert isinstance(read, Value)
    assert read.typed is True


@pytest.mark.parametrize(
    "text",
    [
        "đã rà soát, không có nội dung mật",
        "-",
        "Không rõ",
        ["không"],
        {"a": False},
        "Cơ bản",
        "không mât",
        "Bình thường",
    ],
)
def test_what_tells_of_no_secret_is_not_a_yes(text: object) -> None:
    assert isinstance(read_value(SECRET, text), Violation)


PLAIN_NO = ["không mật", "Không thuộc bí mật nhà nước", "không chứa BMNN", "Không có", "ko", "N", "☐ Có ☑ Không"]


@pytest.mark.parametrize("text", PLAIN_NO)
def test_a_plain_denial_is_a_no(text: str) -> None:
    read = read_value(SECRET, text)
    assert isinstance(read, Value)
    assert read.typed is False


LOOSE_YES: list[object] = [
    ["có"], [True], {"value": True}, {"a": ["x"]}, "√", "v", "V", "☒", "☐ Không ☑ Có", "Không: ☐ Có: ☑",
    "Không công khai (mật)", "không được công bố - Tối mật", "Chưa giải mật", "Không rõ, có thể mật", "là BMNN",
    "dạ có", "một phần có", "thuộc", "1.0", "ＣÓ", "yess", "trueee", "ture", "cos", "coó", "Cớ", "Mậtt", "tối mâtj",
    "secert",
]  # fmt: skip


@pytest.mark.parametrize("raw", LOOSE_YES)
def test_what_may_be_secret_is_taken_for_secret(raw: object) -> None:
    read = read_value(SECRET, raw)
    assert isinstance(read, Value)
    assert read.typed is True


def test_a_period_is_two_days_and_an_integer_a_number() -> None:
    period = read_value(make_field(T.PERIOD), "02/2024 đến 2025")
    number = read_value(make_field(T.INTEGER), "-12")
    assert isinstance(period, Value)
    assert isinstance(number, Value)
    assert period.typed == (date(2024, 2, 1), date(2025, 12, 31))
    assert number.typed == -12


@pytest.mark.parametrize("kind", list(READERS))
@pytest.mark.parametrize("unit", ["1", "a@", "0 ", "1/2015-", "5 năm ", "http://a.", "(", "+84", "mật ", "a\u0301"])
def test_a_huge_value_is_read_in_linear_time(kind: FieldType, unit: str) -> None:
    assert canonical(kind, unit * 50_000)


SCRAPS = st.sampled_from(
    ["2015", "/", "-", "30", "04", " ", "đến", "nay", "từ", "năm", "0912", "@", ".vn", "có", "P5Y"]
)
RAW = st.text(max_size=20) | st.lists(SCRAPS, max_size=7).map("".join) | st.sampled_from([raw for _, raw, _ in GOOD])


@given(st.sampled_from(list(READERS)), RAW)
def test_both_normal_forms_read_alike(kind: FieldType, raw: Any) -> None:
    if isinstance(raw, str):
        composed, apart = (unicodedata.normalize(form, raw) for form in ("NFC", "NFD"))
        assert canonical(kind, composed) == canonical(kind, apart) == canonical(kind, f"\u200b{apart}\u00a0")


@given(st.sampled_from(list(READERS)), RAW)
def test_a_canonical_value_reads_as_itself(kind: FieldType, raw: object) -> None:
    read = read_value(make_field(kind), raw)
    if isinstance(read, Value) and read.canonical:
        assert canonical(kind, read.canonical) == read.canonical


@given(st.sampled_from(list(READERS)), st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists))
def test_no_json_value_breaks_a_reader(kind: FieldType, raw: object) -> None:
    assert isinstance(read_value(make_field(kind), raw), Value | Violation)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_is_one_value_however_it_is_written(day: date) -> None:
    spellings = [f"{day:%Y-%m-%d}", f"{day:%d/%m/%Y}", f"{day.day}.{day.month}.{day.year}", day]
    assert {canonical(T.DATE, spelling) for spelling in spellings} == {day.isoformat()}
