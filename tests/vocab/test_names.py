"""Under which names a field is found, and under which it is not."""

import unicodedata
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_validator import Profile, load_profile
from catalog_validator.vocab.names import Names, build_names, build_record_names, field_names


@cache
def profile() -> Profile:
    return load_profile("sonla-515")


@cache
def names() -> Names:
    return build_names(profile())


EVERY_NAME = [(name, field.id) for field in load_profile("sonla-515").fields for name in field_names(field)]


def test_every_id_label_and_alias_means_its_field() -> None:
    wrong = [(name, field_id) for name, field_id in EVERY_NAME if names().find(name) != (field_id,)]
    assert not wrong


@given(
    st.sampled_from(EVERY_NAME),
    st.sampled_from(["", "1. ", "12) ", "(3) ", "2.1. ", "2.1 ", "  ", "\u200b"]),
    st.sampled_from(["", ":", " (*)", " (bắt buộc)", " (nếu có, ghi rõ)", "\n", " \u00a0"]),
    st.sampled_from(["NFC", "NFD"]),
    st.booleans(),
)
def test_dress_does_not_count(named: tuple[str, str], before: str, after: str, form: str, capitals: bool) -> None:
    name, field_id = named
    written = unicodedata.normalize(form, f"{before}{name}{after}")  # type: ignore[arg-type]
    assert names().find(written.upper() if capitals else written) == (field_id,)


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("contact_point.name", ("contact_point", "name")),
        ("CONTACT_POINT.EMAIL", ("contact_point", "email")),
        ("published.date", ("published", "date")),
        ("2.1. Mục đích (ghi ngắn gọn)", ("purpose",)),
        ("tên\n CSDL", ("db_name",)),
        ("data_items.name", None),
        ("name", None),
        ("Ghi chú của người lập", None),
        ("", None),
        ("1.", None),
        ("(bắt buộc)", None),
    ],
)
def test_some_headings(written: str, target: tuple[str, ...] | None) -> None:
    assert names().find(written) == target


@given(st.text(max_size=40))
def test_no_heading_breaks_it(written: str) -> None:
    names().find(written)
    assert isinstance(names().nearest(written), str)


@pytest.mark.parametrize(
    ("written", "nearest"),
    [("purpos", "purpose"), ("Mục đich", "purpose"), ("db_nmae", "db_name"), ("zzz", ""), ("", "")],
)
def test_the_nearest_name(written: str, nearest: str) -> None:
    assert names().nearest(written) == nearest


def test_parts_beside_the_fields_need_their_fields_name() -> None:
    for field in (profile().field("contact_point"), profile().field("published")):
        for part in field.parts:
            for heading in (f"{field.label.vi} - {part.label.vi}", f"{field.label.en}.{part.label.en}"):
                assert names().find(heading) == (field.id, part.id)


def test_parts_stand_bare_on_a_sheet_of_records_alone() -> None:
    items = profile().field("data_items")
    known = build_record_names(profile(), items)
    assert known.find("name") == ("data_items", "name")
    assert known.find("data_items.description") == ("data_items", "description")
    for key in profile().id_fields:
        assert known.find(key) == (key,)
    for part in items.parts:
        assert known.find(part.label.vi) == ("data_items", part.id)
