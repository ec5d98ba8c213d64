"""From cells to values."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_runs import SMALL
from catalog_validator import Profile, load_profile
from catalog_validator.vocab.cells import cell_value, is_blank, plain_value, record_value

PROFILE: Profile = load_profile(SMALL)


@pytest.mark.parametrize("blank", [None, "", " ", "\u00a0\u200b\n", "\ufeff"])
def test_blank(blank: object) -> None:
    assert is_blank(blank)


@pytest.mark.parametrize("filled", [0, False, 0.0, "-", " x ", date(2026, 1, 1)])
def test_not_blank(filled: object) -> None:
    assert not is_blank(filled)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (date(2026, 4, 1), "2026-04-01"),
        (datetime(2026, 4, 1), "2026-04-01"),
        (datetime(2026, 4, 1, 13, 30), "2026-04-01T13:30:00"),
        (time(13, 30), "13:30:00"),
        (timedelta(hours=25), "1 day, 1:00:00"),
        (12.5, 12.5),
        (True, True),
        ("01/04/2026", "01/04/2026"),
    ],
)
def test_plain(cell: object, value: object) -> None:
    assert plain_value(cell) == value


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        ("formats", "CSV; JSON", ["CSV", " JSON"]),
        ("formats", "CSV\nJSON\r\nXML", ["CSV", "JSON", "XML"]),
        ("formats", "CSV;;\n ;", ["CSV"]),
        ("formats", 5, 5),
        ("formats", None, None),
        ("formats", "", None),
        ("formats", " \u200b", " \u200b"),
        ("contact", "Văn phòng", "Văn phòng"),
        ("contact", "Văn phòng | 0212 | a@b.vn", {"name": "Văn phòng", "phone": "0212", "email": "a@b.vn"}),
        ("contact", "| 0212", {"phone": "0212"}),
        ("contact", "Văn phòng|||thừa", {"name": "Văn phòng", "thừa": "thừa"}),
        ("items", "Mã | Mã số\n\nTên", [{"name": "Mã", "description": "Mã số"}, "Tên"]),
        ("name", "một; hai | ba", "một; hai | ba"),
    ],
)
def test_the_value_of_a_cell(field: str, cell: object, value: object) -> None:
    assert cell_value(cell, PROFILE.field(field)) == value


WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)


@given(st.lists(WORDS, min_size=3, max_size=3))
def test_a_record_comes_back_as_it_was_written(words: list[str]) -> None:
    record = record_value(" | ".join(words), PROFILE.field("contact"))
    assert record == dict(zip(("name", "phone", "email"), words, strict=True))


@given(st.lists(WORDS, min_size=1), st.sampled_from(["\n", ";", "\r\n"]))
def test_a_list_comes_back_as_it_was_written(words: list[str], between: str) -> None:
    assert cell_value(between.join(words), PROFILE.field("formats")) == words
