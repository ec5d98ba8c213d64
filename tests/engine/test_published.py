"""What an entry says of its being promulgated, for whoever may look at promulgated entries alone."""

import pytest

from catalog_validator import assess


@pytest.mark.parametrize(
    ("stated", "means"),
    [
        ("có", True),
        ({"published": "yes", "decision": "515/QĐ-UBND", "date": "2026-02-12"}, True),
        ({"published": True, "date": "31/02/2026"}, None),
        ("không", False),
        ({"published": "no"}, False),
        ("sắp ban hành", None),
        ({"decision": "515/QĐ-UBND"}, None),
        (None, None),
    ],
)
def test_what_an_entry_says(stated: object, means: bool | None) -> None:
    (result,) = assess([{"db_name": "Cơ sở dữ liệu tổ chức khoa học", "published": stated}])
    assert result.published is means


def test_a_profile_without_such_a_field_says_nothing() -> None:
    (result,) = assess([{"db_name": "Cơ sở dữ liệu tổ chức khoa học", "published": "có"}], "nd47-core")
    assert result.published is None
