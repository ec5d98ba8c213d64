"""XLS: what cells hold, where they stand, which fonts they have, and what is refused."""

import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import pytest
import xlwt

from catalog_validator.model.document import Problem, Row, Span, Table
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Source
from catalog_validator.syntax import guess_syntax
from catalog_validator.syntax.xls import parse_xls

DATA = Path(__file__).parents[3] / "shared" / "data"
LEGACY = sorted((DATA / "vietnamese-legacy").rglob("*.xls"))
HOSTILE = sorted((DATA / "hostile").rglob("*.xls"))


def saved(fill: Callable[[xlwt.Workbook], None]) -> bytes:
    book = xlwt.Workbook()
    fill(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def simple(book: xlwt.Workbook) -> None:
    sheet = book.add_sheet("Danh mục")
    for column, value in enumerate(["đất", 3, 2.5, True, None, " x "]):
        sheet.write(1, column, value)
    day, moment, clock, span = (
        xlwt.easyxf(num_format_str=form) for form in ("D/M/YYYY", "D/M/YY h:mm", "h:mm", "[h]:mm")
    )
    sheet.write(2, 0, date(2026, 4, 30), day)
    sheet.write(2, 1, datetime(2026, 4, 30, 7, 8), moment)
    sheet.write(2, 2, time(7, 8), clock)
    sheet.write(2, 3, 1.25, span)
    sheet.write(2, 27, "xa")
    book.add_sheet("Trống")


def table(raw: bytes, limits: Limits | None = None) -> Table:
    return parse_xls(Source.of_bytes("a.xls", raw), limits or Limits())


def read(raw: bytes, limits: Limits | None = None) -> tuple[list[Row], list[Problem]]:
    document = table(raw, limits)
    rows = [found for sheet in document.sheets for found in sheet.rows]
    return rows, [*document.problems, *document.late_problems]


def codes(problems: list[Problem]) -> list[tuple[str, str | None]]:
    return [(problem.violation.code, problem.position.cell) for problem in problems]


def test_values_and_places() -> None:
    (one, two), problems = read(saved(simple))
    assert (one.number, list(one.cells)) == (2, ["đất", 3, 2.5, True, None, " x "])
    assert list(two.cells[:4]) == [date(2026, 4, 30), datetime(2026, 4, 30, 7, 8), time(7, 8), timedelta(hours=30)]
    assert two.cells[27] == "xa"
    assert two.spot(27).cell == "Danh mục!AB3"
    assert codes(problems) == [("CV015", "Trống!A1")]
    assert [type(cell) for cell in one.cells[1:4]] == [int, float, bool]


def test_what_is_merged_and_hidden() -> None:
    def fill(book: xlwt.Workbook) -> None:
        sheet = book.add_sheet("S")
        sheet.write_merge(0, 0, 0, 2, "tiêu đề")
        sheet.write_merge(1, 3, 1, 1, "cơ quan")
        for row in range(1, 4):
            sheet.write(row, 0, row)
        sheet.row(2).hidden = True
        sheet.col(1).hidden = True
        sheet.col(200).hidden = True

    (sheet,) = table(saved(fill)).sheets
    assert sheet.merged() == [Span(1, 1, 0, 2), Span(2, 4, 1, 1)]
    assert [list(row.cells) for row in sheet.rows] == [["tiêu đề"], [1, "cơ quan"], [2], [3]]
    assert sheet.hidden() == (1, 1)


def test_fonts_of_before_unicode_are_said() -> None:
    def fill(book: xlwt.Workbook) -> None:
        sheet = book.add_sheet("S")
        sheet.write(0, 0, "STT", xlwt.easyxf("font: name .VnTime"))
        sheet.write(0, 1, "T\u00aan c\u00ac s\u00eb", xlwt.easyxf("font: name .VnTime"))
        sheet.write(1, 1, "Tên cơ sở", xlwt.easyxf("font: name .VnTime"))
        sheet.write(1, 2, "Teân", xlwt.easyxf("font: name VNI-Times"))
        sheet.write(2, 2, "Tên", xlwt.easyxf("font: name Times New Roman"))

    document = table(saved(fill))
    assert [(problem.position.cell, dict(problem.violation.facts)) for problem in document.problems] == [
        ("S!B1", {"sheet": "S", "font": ".VnTime", "encoding": "TCVN3", "count": 1}),
        ("S!C2", {"sheet": "S", "font": "VNI-Times", "encoding": "VNI", "count": 1}),
    ]
    assert next(row.cells[1] for row in document.sheets[0].rows) == "T\u00aan c\u00ac s\u00eb"


def test_limits() -> None:
    raw = saved(simple)
    assert codes(read(raw, Limits(cells=5))[1]) == [("CV906", None)]
    assert codes(read(raw, Limits(held_bytes=100))[1]) == [("CV901", None)]
    assert ("CV904", "Danh mục!A3") in codes(read(raw, Limits(rows=2))[1])
    assert codes(read(raw, Limits(columns=5))[1]) == [("CV015", "Trống!A1"), ("CV905", "Danh mục!F2")]
    assert [row.number for row in read(raw, Limits(rows=2))[0]] == [2]


@pytest.mark.parametrize(
    ("raw", "code", "found"),
    [
        (b"", "CV002", "empty"),
        (b"<html><table></table></html>", "CV002", "HTML"),
        (b"PK\x03\x04xxxx", "CV002", "XLSX"),
        (b"a,b\n1,2\n", "CV002", "text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "CV003", ""),
        (b"\x09\x08\x10\x00", "CV003", ""),
    ],
)
def test_what_is_no_xls(raw: bytes, code: str, found: str) -> None:
    (problem,) = read(raw)[1]
    assert (problem.violation.code, problem.violation.facts.get("found"), problem.unreadable) == (code, found, True)


def test_told_by_its_first_bytes() -> None:
    assert guess_syntax(Source.of_bytes("-", saved(simple))) == "xls"


def test_damage_is_a_finding() -> None:
    """Bytes changed at random places: rows or findings, never an exception."""
    raw, dice = saved(simple), random.Random(515)
    for _ in range(150):
        damaged = bytearray(raw)
        for _ in range(dice.choice([1, 4, 30])):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        document = table(bytes(damaged))
        for sheet in document.sheets:
            assert isinstance(sheet.merged(), (list, tuple))
            assert all(row.number > 0 for row in sheet.rows)


@pytest.mark.skipif(not LEGACY, reason=f"the real workbooks are not under {DATA}")
@pytest.mark.parametrize("file", LEGACY, ids=lambda file: file.name)
def test_real_workbooks_of_before_unicode(file: Path) -> None:
    rows, problems = read(file.read_bytes())
    assert sum(len(row.cells) for row in rows) > 20
    assert {code for code, _ in codes(problems)} <= {"CV015", "CV019", "CV088"}
    assert any(problem.violation.facts.get("encoding") == "TCVN3" for problem in problems)


@pytest.mark.skipif(not HOSTILE, reason=f"the hostile workbooks are not under {DATA}")
@pytest.mark.filterwarnings("ignore")
def test_hostile_workbooks_are_read_or_refused() -> None:
    for file in HOSTILE:
        rows, problems = read(file.read_bytes())
        assert rows or problems, file.name
        if "password" in file.name and "2002" in file.name:
            assert codes(problems) == [("CV025", None)], file.name
