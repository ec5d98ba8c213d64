"""Headings in two rows: groups over what is in them."""

import pytest
from table_cases import Rows, facts, make_sheet, read, read_rows

from catalog_validator.model.document import Span

TWO_ROWS: Rows = [
    ("STT", "Tên", "Đầu mối", None, "Ngày cập nhật"),
    (None, None, "Họ tên", "Số điện thoại", None),
    (1, "Hồ sơ", "Nguyễn A", "0212 3 852 001", "01/04/2026"),
]
CONTACT = {"name": "Nguyễn A", "phone": "0212 3 852 001"}
MERGED = (Span(1, 2, 0, 0), Span(1, 2, 1, 1), Span(1, 1, 2, 3), Span(1, 2, 4, 4))


@pytest.mark.parametrize("spans", [(), MERGED])
def test_a_record_over_its_parts(spans: tuple[Span, ...]) -> None:
    result = read_rows(TWO_ROWS, *spans)
    assert result.values == [{"name": "Hồ sơ", "contact": CONTACT, "updated": "01/04/2026"}]
    assert result.codes == [("CV086", "S!A1")]
    assert facts(result, "CV086") == [{"row": 1, "last": 2}]
    (batch,) = result.batches
    assert batch.spot(0, ("contact", "phone")).cell == "S!D3"


def test_a_list_of_records_over_its_parts() -> None:
    result = read_rows([("Tên", "Mục dữ liệu", None), (None, "Tên mục", "Mô tả"), ("Hồ sơ", "Mã", "Mã số")])
    assert result.values == [{"name": "Hồ sơ", "items": [{"name": "Mã", "description": "Mã số"}]}]


def test_fields_under_groups_of_another_name() -> None:
    rows: Rows = [
        ("Thông tin chung", None, "Thông tin khác", None),
        ("Mã", "Tên", "Bí mật", "Không rõ cột gì"),
        ("A-1", "Hồ sơ", "không", "x"),
    ]
    result = read_rows(rows, Span(1, 1, 0, 1), Span(1, 1, 2, 3))
    assert result.values == [{"code": "A-1", "name": "Hồ sơ", "secret": "không"}]


def test_one_group_beside_plain_headings() -> None:
    rows: Rows = [("Mã", "Thông tin chung", None), (None, "Tên", "Bí mật"), ("A-1", "Hồ sơ", "không")]
    result = read_rows(rows, Span(1, 1, 1, 2))
    assert result.values == [{"code": "A-1", "name": "Hồ sơ", "secret": "không"}]
    assert result.codes == [("CV086", "S!A1")]


def test_a_heading_that_is_unknown_is_said_at_its_own_cell() -> None:
    rows: Rows = [("Tên", "Đầu mối", None, None), (None, "Họ tên", "Số điện thoại", "Cột lạ"), ("Hồ sơ", "A", "B", "C")]
    result = read_rows(rows, Span(1, 1, 1, 2))
    assert result.codes == [("CV086", "S!A1"), ("CV504", "S!D2")]


@pytest.mark.parametrize(
    "second",
    [
        ("A-1", "Họ tên", "Điện thoại"),
        ("A-1", "Hồ sơ", "Tên"),
        (1, None, "Điện thoại"),
    ],
)
def test_a_row_of_values_is_no_second_row_of_headings(second: tuple[object, ...]) -> None:
    result = read_rows([("Mã", "Tên", "Đầu mối"), second])
    assert len(result.values) == 1
    assert result.codes == []


def test_a_value_under_a_plain_heading_is_a_value_even_if_it_is_a_heading_elsewhere() -> None:
    result = read_rows([("Mã", "Đầu mối", "Cột lạ"), ("Tên", "Họ tên", "Bí mật")])
    assert result.values == [{"code": "Tên", "contact": "Họ tên"}]


def test_the_first_row_of_entries_may_repeat_a_heading_by_chance() -> None:
    result = read(make_sheet("S", [("Tên", "Ghi chú"), ("Hồ sơ", "Mã")]))
    assert result.values == [{"name": "Hồ sơ"}]
