"""Rows that are no descriptions are left out with a word; whatever could be one stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_cases import HEAD, facts, make_sheet, read, read_rows

from catalog_validator.model.document import Row, Span
from catalog_validator.model.place import Position
from catalog_validator.vocab.table_numbers import is_column_numbers, is_number, is_ordinal

ONE = (1, "A-1", "Hồ sơ nhiệm vụ", "không", "01/04/2026")
TWO = (2, "A-2", "Danh bạ đơn vị", "không", "02/04/2026")
ACROSS = Span(2, 2, 0, 4)


def spot(column: int) -> Position:
    return Position("a")


@pytest.mark.parametrize(
    "numbers",
    [
        ("(1)", "(2)", "(3)", "(4)", "(5)"),
        (1, 2, 3, 4, 5),
        ("1", "2", "3", "4", "5"),
        ("A", "B", "1", "2", "3"),
        ("A", "B", 1.0, 2, "3=1+2"),
        ("[1]", "[2]", "[3]", "", "[4]"),
        (None, 1, 2, 3, 4),
    ],
)
def test_a_row_of_column_numbers_is_no_entry(numbers: tuple[object, ...]) -> None:
    result = read_rows([HEAD, numbers, ONE])
    assert result.names == ["Hồ sơ nhiệm vụ"]
    assert [code for code, _ in result.codes] == ["CV082"]


@pytest.mark.parametrize(
    "row",
    [
        (1, 2, 3, "bốn", 5),
        (1, 2, 4, 5, 6),
        (1, None, None, None, None),
        (5, 4, 3, 2, 1),
        (1, True, 2, 3, 4),
        ("B", "A", 1, 2, 3),
        ("A", "B", 2, 3, 4),
    ],
)
def test_a_row_that_does_not_count_up_is_no_row_of_column_numbers(row: tuple[object, ...]) -> None:
    assert not is_column_numbers(Row(2, row, spot), [1, 2, 3, 4])


def test_column_numbers_stand_right_below_the_header_only() -> None:
    assert len(read_rows([HEAD, ONE, (1, 2, 3, 4, 5)]).values) == 2


@pytest.mark.parametrize(
    "total",
    [
        (None, "Tổng cộng", None, 12, None),
        ("Tổng số", None, None, None, None),
        (None, None, "CỘNG:", "1.200", "35,5 %"),
        (None, None, "Tổng cộng: 12 CSDL", None, None),
        (None, "Cộng (1)", None, None, None),
        (3, "Total", None, None, None),
    ],
)
def test_a_row_of_totals_is_no_entry(total: tuple[object, ...]) -> None:
    result = read_rows([HEAD, ONE, total, TWO])
    assert result.names == ["Hồ sơ nhiệm vụ", "Danh bạ đơn vị"]
    assert [code for code, _ in result.codes] == ["CV083"]
    assert facts(result, "CV083")[0]["row"] == 3


@pytest.mark.parametrize(
    "entry",
    [
        (None, "Tổng cộng", "Hồ sơ", None, None),
        (3, None, "Cộng đồng doanh nghiệp", None, None),
        (3, None, "Tổng hợp báo cáo", None, None),
        (3, None, "Cơ sở dữ liệu tổng số", None, None),
    ],
)
def test_what_only_looks_like_a_total_is_an_entry(entry: tuple[object, ...]) -> None:
    result = read_rows([HEAD, ONE, entry])
    assert (len(result.values), result.codes) == (2, [])


def test_a_merged_cell_across_the_table_is_the_heading_of_a_group() -> None:
    result = read_rows([HEAD, ("I. SỞ NỘI VỤ", None, None, None, None), ONE], ACROSS)
    assert result.names == ["Hồ sơ nhiệm vụ"]
    assert result.codes == [("CV084", "S!A2")]
    assert facts(result, "CV084") == [{"row": 2, "value": "I. SỞ NỘI VỤ"}]


def test_groups_by_roman_numbers_and_letters() -> None:
    groups = [("A", None, "KHỐI SỞ"), ("I", None, "SỞ NỘI VỤ")]
    result = read_rows([HEAD, *groups, ONE, ("II", None, "SỞ Y TẾ"), TWO])
    assert result.names == ["Hồ sơ nhiệm vụ", "Danh bạ đơn vị"]
    assert result.codes == [("CV084", "S!A2"), ("CV084", "S!A3"), ("CV084", "S!A5")]


@pytest.mark.parametrize(
    "rows",
    [
        [("I", None, "Hồ sơ"), ("II", None, "Danh bạ")],
        [ONE, ("I", None, "Hồ sơ")],
        [("I", None, "Hồ sơ"), ("II", "A-2", "Danh bạ", "không", "01/04/2026")],
        [(None, None, "SỞ NỘI VỤ", None, None), ONE],
        [("một", None, "Hồ sơ"), ONE],
    ],
)
def test_a_short_row_that_may_be_an_entry_is_one(rows: list[tuple[object, ...]]) -> None:
    result = read_rows([HEAD, *rows])
    assert (len(result.values), result.codes) == (2, [])


def test_many_rows_that_could_be_groups_are_entries() -> None:
    rows = [("I", None, f"Nhóm {number}") for number in range(200)]
    assert len(read_rows([HEAD, *rows]).values) == 200


FOOT = [
    (None, None, None, "Sơn La, ngày 30 tháng 4 năm 2026"),
    (None, "Người lập biểu", None, "THỦ TRƯỞNG ĐƠN VỊ"),
    (None, "(Ký, ghi rõ họ tên)", None, "(Ký tên, đóng dấu)"),
    (None, "Họ và tên", None, "Họ và tên"),
]


def test_signatures_under_the_table_are_said_once() -> None:
    result = read_rows([HEAD, ONE, TWO, *FOOT])
    assert len(result.values) == 2
    assert result.codes == [("CV085", "S!D4")]
    assert facts(result, "CV085") == [{"row": 4, "value": FOOT[0][3], "count": 4}]


def test_a_numbered_row_under_signatures_is_an_entry_again() -> None:
    result = read_rows([HEAD, ONE, *FOOT[:2], (2, None, "Danh bạ"), (None, "Nơi nhận:", None, None)])
    assert len(result.values) == 2
    assert result.codes == [("CV085", "S!D3"), ("CV085", "S!B6")]


def test_rows_with_nothing_under_a_known_heading() -> None:
    head = (*HEAD, "Ghi chú")
    rows = [ONE, (2,), (3,), (None, None, None, None, None, "xem phụ lục"), TWO]
    result = read_rows([head, *rows])
    assert len(result.values) == 2
    assert result.codes == [("CV504", "S!F1"), ("CV085", "S!A3")]
    assert facts(result, "CV085")[0]["count"] == 3


def test_more_than_a_remark_in_unknown_columns_is_an_entry() -> None:
    result = read_rows([(*HEAD, "X", "Y", "Z"), ONE, (2, None, None, None, None, "a", "b", "c")])
    assert result.values[1:] == [{}]


def test_the_header_again_is_no_entry() -> None:
    result = read_rows([HEAD, ONE, HEAD, TWO])
    assert len(result.values) == 2
    assert result.codes == [("CV087", "S!A3")]


def test_the_column_that_counts_the_rows_is_known() -> None:
    for heading in ("STT", "TT", "Stt.", "Số TT", "Số thứ tự", "No."):
        assert read_rows([(heading, *HEAD[1:]), ONE]).codes == []


def test_what_is_hidden_is_read_and_said() -> None:
    result = read(make_sheet("S", [HEAD, ONE], hidden=(3, 1)), make_sheet("Khác", [("x",)], hidden=(9, 9)))
    assert facts(result, "CV081") == [{"sheet": "S", "rows": 3, "columns": 1}]


@pytest.mark.parametrize("text", ["1", "-2,5", "1.200.300", "12 %", "+3", "1 200"])
def test_numbers(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["", "x", "1a", "1/4/2026", "(1)", "-", "1."[:0]])
def test_no_numbers(text: str) -> None:
    assert not is_number(text)


def test_ordinals() -> None:
    assert all(map(is_ordinal, [1, 2.0, "3", "4.", "5.1", " 6 ", "7)"]))
    assert not any(map(is_ordinal, [True, None, "I", "a", "1-2", ""]))


CELLS = st.one_of(st.none(), st.sampled_from(["I", "Hồ sơ", "Tổng cộng", "Người lập", "1", "STT"]), st.integers(0, 3))


@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS, CELLS), max_size=8))
def test_no_row_is_lost_without_a_word(rows: list[tuple[object, ...]]) -> None:
    result = read_rows([HEAD, ONE, *rows])
    there = sum(any(value not in (None, "") for value in row) for row in rows) + 1
    said = {"CV082": 1, "CV083": 1, "CV084": 1, "CV087": 1}
    out = sum(said.get(code, 0) for code, _ in result.codes)
    run = sum(int(str(found["count"])) for found in facts(result, "CV085"))
    assert len(result.values) + out + run == there
