"""Rows in, entries out: headers, columns, sheets of records, and what cannot be read."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import pytest

from catalog_runs import SMALL
from catalog_validator import Position, Profile, load_profile
from catalog_validator.model.document import Batch, Problem, Row, Sheet, Table
from catalog_validator.model.finding import Severity, Violation
from catalog_validator.model.hints import Hints
from catalog_validator.model.place import Source
from catalog_validator.vocab.native import read_entries

PROFILE: Profile = load_profile(SMALL)
SOURCE = Source.of_bytes("a.xlsx", b"")
HEAD = ("Mã", "Tên", "Bí mật")
Rows = Sequence[Sequence[object]]


def cell(sheet: str, number: int, column: int) -> Position:
    return Position("a.xlsx", cell=f"{sheet}!{'ABCDEFGHIJ'[column]}{number}")


def rows(name: str, cells: Rows) -> Iterator[Row]:
    for number, row in enumerate(cells, start=1):
        if row:
            yield Row(number, row, partial(cell, name, number))


def table(sheets: Mapping[str, Rows], syntax: str = "xlsx") -> Table:
    return Table(SOURCE, syntax, tuple(Sheet(name, list(rows(name, cells))) for name, cells in sheets.items()))


def read(sheets: Mapping[str, Rows], wanted: str | None = None) -> tuple[list[object], list[Problem], list[Batch]]:
    parts = list(read_entries(table(sheets), PROFILE, Hints(sheet=wanted)))
    batches = [part for part in parts if isinstance(part, Batch)]
    values = [value for batch in batches for value in batch.values]
    return values, [part for part in parts if isinstance(part, Problem)], batches


def codes(problems: Sequence[Problem]) -> list[tuple[str, str | None]]:
    return [(problem.violation.code, problem.position.cell) for problem in problems]


def test_a_header_with_one_row() -> None:
    values, problems, _ = read({"S": [HEAD, ("A-1", "Hồ sơ", "không")]})
    assert values == [{"code": "A-1", "name": "Hồ sơ", "secret": "không"}]
    assert not problems


@pytest.mark.parametrize("above", [0, 1, 5, 29])
def test_rows_above_the_header(above: int) -> None:
    titles = [("DANH MỤC",)] * above
    values, problems, _ = read({"S": [*titles, HEAD, ("A-1", "Hồ sơ", "không")]})
    assert len(values) == 1
    assert codes(problems) == ([("CV017", f"S!A{above + 1}")] if above else [])
    assert not problems or problems[0].violation.facts == {"count": above, "row": above + 1}


def test_a_title_with_a_word_that_we_know_is_no_header() -> None:
    title = ("Tên", "danh mục", "năm", "2026")
    values, _, _ = read({"S": [title, HEAD, ("A-1", "Hồ sơ", "không")]})
    assert values == [{"code": "A-1", "name": "Hồ sơ", "secret": "không"}]


def test_a_single_known_column_is_enough_in_a_narrow_sheet() -> None:
    assert read({"S": [("Tên",), ("Hồ sơ",)]})[0] == [{"name": "Hồ sơ"}]


def test_the_sheet_with_most_headings_is_read_and_the_others_named() -> None:
    sheets: dict[str, Rows] = {"Bìa": [("Tên", "x")], "Danh mục": [HEAD, ("A-1", "Hồ sơ", "không")], "Ghi": [("y",)]}
    values, problems, _ = read(sheets)
    assert len(values) == 1
    assert codes(problems) == [("CV016", "Danh mục!A1")]
    assert problems[0].violation.facts == {"sheet": "Danh mục", "others": ("Bìa", "Ghi"), "hidden": ()}


def test_the_sheet_that_was_asked_for() -> None:
    sheets: dict[str, Rows] = {"Một": [HEAD, ("A-1", "Hồ sơ", "không")], "Hai": [HEAD[:2], ("A-2", "Hồ sơ")]}
    assert read(sheets, "Hai")[0] == [{"code": "A-2", "name": "Hồ sơ"}]
    values, problems, _ = read(sheets, "Ba")
    assert (values, codes(problems), problems[0].unreadable) == ([], [("CV001", None)], True)


def test_no_header_and_nothing_at_all() -> None:
    _, problems, _ = read({"S": [("A-1", "Hồ sơ"), ("A-2", "x")]})
    assert codes(problems) == [("CV014", "S!A1")]
    assert problems[0].violation.facts == {"found": "A-1 | Hồ sơ"}
    assert codes(read({"S": [("Tên", "danh mục", "năm", "2026")]})[1]) == [("CV014", "S!A1")]
    assert codes(read({"S": []})[1]) == [("CV011", None)]
    assert codes(read({"S": [HEAD]})[1]) == [("CV011", "S!A1")]


def test_headings_that_cannot_be_used() -> None:
    head = (*HEAD, "Tên CSDL", "Ngày cập nhât", None)
    values, problems, _ = read({"S": [head, ("A-1", "Hồ sơ", "không", "khác", "x", "lạc", "thừa")]})
    assert values == [{"code": "A-1", "name": "Hồ sơ", "secret": "không"}]
    assert codes(problems) == [("CV503", "S!D1"), ("CV504", "S!E1")]
    assert problems[0].violation == Violation("CV503", ("name",), {"name": "Tên CSDL", "other": "Tên"})
    assert problems[1].violation.facts == {"name": "Ngày cập nhât", "nearest": "updated"}


def test_a_column_without_a_heading_is_said_once() -> None:
    head = ("Mã", None, "Tên")
    body = [("A-1", None, "Hồ sơ"), ("A-2", "gì đó", "Hồ sơ"), ("A-3", "nữa", "Hồ sơ")]
    assert codes(read({"S": [head, *body]})[1]) == [("CV506", "S!B3")]


def test_cells_past_the_last_heading_are_a_flaw_of_their_row() -> None:
    _, _, (batch,) = read({"S": [HEAD, ("A-1", "Hồ sơ", "không", " ", "thừa"), ("A-2", "Hồ sơ", "không", None)]})
    assert {index: [flaw.code for flaw in flaws] for index, flaws in batch.flaws.items()} == {0: ["CV018"]}
    assert batch.flaws[0][0].facts == {"cells": 5, "columns": 3}


def test_a_flaw_of_a_cell_belongs_to_its_field() -> None:
    flaw = Violation("CV019", (1,), {"value": "#N/A"})
    sheet = Sheet("S", [Row(1, HEAD, partial(cell, "S", 1)), Row(2, ("A-1",), partial(cell, "S", 2), (flaw,))])
    (batch,) = read_entries(Table(SOURCE, "xlsx", (sheet,)), PROFILE)
    assert isinstance(batch, Batch)
    assert batch.flaws[0] == (Violation("CV019", ("name",), {"value": "#N/A"}),)
    assert batch.spot(0, ("name",)).cell == "S!B2"


@pytest.mark.parametrize(
    ("heading", "path", "place"), [("Đếm", ("Đếm",), "S!D2"), (None, (), "S!A2"), ("name", (), "S!A2")]
)
def test_a_flaw_under_a_heading_of_no_field_keeps_its_cell_and_is_no_error(
    heading: str | None, path: tuple[str, ...], place: str
) -> None:
    flaw = Violation("CV013", (3,), {"value": "=COUNTA(A2:C2)"}, Severity.ERROR)
    body = Row(2, ("A-1", "Hồ sơ", "không", None), partial(cell, "S", 2), (flaw,))
    sheet = Sheet("S", [Row(1, (*HEAD, heading), partial(cell, "S", 1)), body])
    (batch,) = (part for part in read_entries(Table(SOURCE, "xlsx", (sheet,)), PROFILE) if isinstance(part, Batch))
    assert batch.flaws[0] == (Violation("CV013", path, {"value": "=COUNTA(A2:C2)"}, Severity.WARNING),)
    assert batch.spot(0, path).cell == place


SECOND_MARKS = [
    (("không", "có"), True),
    (("có", "không"), True),
    ((None, "có"), True),
    (("có", "CÓ"), False),
    (("có", ""), False),
]


@pytest.mark.parametrize(("marks", "flawed"), SECOND_MARKS)
def test_a_second_column_of_a_mark_is_never_passed_over(marks: tuple[object, object], flawed: bool) -> None:
    _, problems, (batch,) = read({"S": [("Mã", "Bí mật", "Secret"), ("A-1", *marks)]})
    assert codes(problems) == [("CV503", "S!C1")]
    assert [flaw.path for flaw in batch.flaws.get(0, ())] == ([("secret",)] if flawed else [])


def test_parts_in_columns_of_their_own() -> None:
    head = ("Đầu mối", "Đầu mối - Điện thoại", "contact.email")
    bodies: dict[tuple[object, ...], object] = {
        ("Văn phòng", "0212", "a@b.vn"): {"name": "Văn phòng", "phone": "0212", "email": "a@b.vn"},
        ("Văn phòng | 0213", "0212", None): {"name": "Văn phòng", "phone": "0212"},
        (None, None, "a@b.vn"): {"email": "a@b.vn"},
        ("Văn phòng", None, None): "Văn phòng",
    }
    values, _, (batch,) = read({"S": [head, *bodies]})
    assert values == [{"contact": expected} for expected in bodies.values()]
    assert batch.spot(0, ("contact", "phone")).cell == "S!B2"
    assert batch.spot(0, ("contact", "name")).cell == "S!A2"
    assert batch.spot(0, ("contact",)).cell == "S!A2"
    assert batch.spot(0, ("address",)).cell == "S!A2"


ITEMS: Rows = [
    ("Mã", "Tên mục", "Mô tả"),
    ("A-1", "một", "1"),
    ("a-2", "hai", None),
    ("A-1", "ba", "3"),
    (None, "không của ai", "x"),
    ("A-9", "lạc", "9"),
]


def test_records_on_a_sheet_of_their_own() -> None:
    sheets: dict[str, Rows] = {"S": [HEAD, ("A-1", "Hồ sơ", "không"), ("A-2", "Khác", "không")], "Mục": ITEMS}
    values, problems, (batch,) = read(sheets)
    assert [value["items"] for value in values if isinstance(value, dict)] == [
        [{"name": "một", "description": "1"}, {"name": "ba", "description": "3"}],
        [{"name": "hai"}],
    ]
    assert batch.spot(0, ("items", 1, "description")).cell == "Mục!C4"
    assert batch.spot(1, ("items", 0, "description")).cell == "Mục!C3"
    assert ("CV023", "Mục!A6") in codes(problems)


def test_a_record_without_a_key_is_not_lost_in_silence() -> None:
    sheets: dict[str, Rows] = {"S": [HEAD, ("A-1", "Hồ sơ", "không")], "Mục": [*ITEMS[:2], ITEMS[4]]}
    assert codes(read(sheets)[1]) == [("CV023", "Mục!A3")]


def test_an_entry_whose_code_says_nothing_takes_no_stray_records() -> None:
    sheets: dict[str, Rows] = {"S": [HEAD, ("---", "Hồ sơ", "không")], "Mục": [*ITEMS[:1], ITEMS[4]]}
    values, problems, _ = read(sheets)
    assert values == [{"code": "---", "name": "Hồ sơ", "secret": "không"}]
    assert codes(problems) == [("CV023", "Mục!A2")]


def test_many_rows_come_in_batches_with_their_ordinals() -> None:
    body = [(f"A-{number}", "Hồ sơ", "không") for number in range(1, 601)]
    values, _, batches = read({"S": [HEAD, *body]})
    assert len(values) == 600
    assert [batch.first for batch in batches] == [0, 256, 512]
    assert batches[2].pointer(5) == "/entries/517"
    assert batches[2].spot(5, ("name",)).cell == "S!B519"
