"""Which cells of a sheet are merged, known before its rows are read."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from test_xlsx import package

from catalog_validator.model.document import Span
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Source
from catalog_validator.syntax.xlsx import parse_xlsx

SHEET = '<worksheet xmlns="http://x/main"><sheetData>{}</sheetData>{}</worksheet>'
ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'
PART = "xl/worksheets/sheet1.xml"


def merged(raw: bytes, limits: Limits | None = None) -> list[Span]:
    (sheet,) = parse_xlsx(Source.of_bytes("a.xlsx", raw), limits or Limits()).sheets
    return list(sheet.merged())


def with_cells(cells: str, rows: str = ROW) -> bytes:
    return package("", **{PART: SHEET.format(rows, f"<mergeCells>{cells}</mergeCells>")})


def test_what_openpyxl_writes() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for number in range(1, 2_000):
        sheet.cell(number, 2, f"hàng {number}")
    for cells in ("B20:B25", "A1:F1", "C3:D9"):
        sheet.merge_cells(cells)
    sheet.row_dimensions[30].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.column_dimensions["XX"].hidden = True
    out = BytesIO()
    book.save(out)
    (found,) = parse_xlsx(Source.of_bytes("a.xlsx", out.getvalue()), Limits()).sheets
    assert found.merged() == [Span(1, 1, 0, 5), Span(3, 9, 2, 3), Span(20, 25, 1, 1)]
    assert found.hidden() == (0, 0)
    assert sum(1 for _ in found.rows) == 1_993
    assert found.hidden() == (1, 1)


def test_many_merged_cells_over_many_pieces() -> None:
    cells = "".join(f'<mergeCell ref="A{n}:A{n + 1}"/>' for n in range(1, 20_000, 2))
    spans = merged(with_cells(cells))
    assert spans == [Span(n, n + 1, 0, 0) for n in range(1, 20_000, 2)]


@pytest.mark.parametrize(
    ("cells", "spans"),
    [
        ('<x:mergeCell xmlns:x="y" ref="$B$2:$C$2"/>', [Span(2, 2, 1, 2)]),
        ("<mergeCell  a='1' ref = 'A1:B2' ></mergeCell>", [Span(1, 2, 0, 1)]),
        ('<!-- <mergeCell ref="A1:B2"/> -->', []),
        ('<mergeCell ref="A1"/><mergeCell ref="A1:A1"/><mergeCell ref="B2:A1"/><mergeCell ref="A0:B1"/>', []),
        ('<mergeCell ref="A1:XFD1048576"/>', [Span(1, 1_048_576, 0, 16_383)]),
        ('<mergeCell ref="A1:XFE1"/>', []),
    ],
)
def test_references(cells: str, spans: list[Span]) -> None:
    assert merged(with_cells(cells)) == spans


def test_a_sheet_in_utf16() -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?>' + SHEET.format(ROW, '<mergeCell ref="A1:A2"/>')
    with ZipFile(BytesIO(package(""))) as old, ZipFile(out := BytesIO(), "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, text.encode("utf-16") if name == PART else old.read(name))
    assert merged(out.getvalue()) == [Span(1, 2, 0, 0)]


def test_a_text_about_merged_cells_merges_none() -> None:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>&lt;mergeCell ref="A1:B2"/&gt;</t></is></c></row>'
    assert merged(with_cells("", rows)) == []


def test_more_of_them_than_rows_are_not_believed() -> None:
    cells = '<mergeCell ref="A1:B2"/>' * 50
    document = parse_xlsx(Source.of_bytes("a.xlsx", with_cells(cells)), Limits(rows=40))
    assert list(document.sheets[0].merged()) == []
    (problem,) = document.late_problems
    assert (problem.violation.code, problem.position.cell, problem.unreadable) == ("CV904", "Danh mục!A1", True)
