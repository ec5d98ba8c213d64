"""ODS: what cells hold, where they stand, what repeats, and what is refused."""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from catalog_validator.model.document import Problem, Row, Span, Table
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Source
from catalog_validator.syntax import guess_syntax
from catalog_validator.syntax.ods import parse_ods

SPACES = "".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" ' for name in ("office", "table", "text")
)
BODY = "<office:body><office:spreadsheet>{}</office:spreadsheet></office:body>"
CONTENT = f"<office:document-content {{}}>{BODY}</office:document-content>"
NOTE = "<office:annotation><text:p>ghi chú</text:p></office:annotation>"
ERROR = 'office:value-type="string" calcext:value-type="error"'
MANIFEST = "<manifest:manifest>{}</manifest:manifest>"


def package(*sheets: str, manifest: str = "", content: str | None = None) -> bytes:
    """A workbook of these sheets; ``content`` instead of the whole part."""
    tables = "".join(f'<table:table table:name="Danh mục {n}">{rows}</table:table>' for n, rows in enumerate(sheets, 1))
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0)
        archive.writestr("META-INF/manifest.xml", MANIFEST.format(manifest))
        archive.writestr("content.xml", content or CONTENT.format(SPACES, tables))
    return out.getvalue()


def text(words: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{words}</text:p></table:table-cell>'


def cell(kind: str, value: str) -> str:
    name = {"date": "date-value", "time": "time-value", "boolean": "boolean-value"}.get(kind, "value")
    return f'<table:table-cell office:value-type="{kind}" office:{name}="{value}"><text:p>?</text:p></table:table-cell>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def table(raw: bytes, limits: Limits | None = None) -> Table:
    return parse_ods(Source.of_bytes("a.ods", raw), limits or Limits())


def read(raw: bytes, limits: Limits | None = None) -> tuple[list[Row], list[Problem]]:
    document = table(raw, limits)
    rows = [found for sheet in document.sheets for found in sheet.rows]
    return rows, [*document.problems, *document.late_problems]


def values(*cells: str) -> list[object]:
    (found,), problems = read(package(row(*cells)))
    assert problems == []
    return list(found.cells)


def code(raw: bytes, limits: Limits | None = None) -> tuple[str, str | None]:
    (problem,) = read(raw, limits)[1]
    assert problem.unreadable
    return problem.violation.code, problem.position.cell


def test_values_of_every_kind() -> None:
    assert values(
        text("đất đai"),
        cell("float", "3"),
        cell("float", "2.5"),
        cell("percentage", "0.5"),
        cell("currency", "1000"),
        cell("boolean", "true"),
        cell("date", "2026-04-30"),
        cell("date", "2026-04-30T07:08:09"),
        cell("time", "PT7H8M0S"),
        cell("time", "PT30H0M0.5S"),
    ) == [
        "đất đai", 3, 2.5, 0.5, 1000, True, date(2026, 4, 30), datetime(2026, 4, 30, 7, 8, 9), time(7, 8),
        timedelta(hours=30, milliseconds=500),
    ]  # fmt: skip


def test_text_as_it_is_shown() -> None:
    assert values(
        "<table:table-cell><text:p>một</text:p><text:p>hai  <text:span>ba</text:span></text:p></table:table-cell>",
        text("a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d"),
        f"<table:table-cell>{NOTE}<text:p>x</text:p></table:table-cell>",
        "<table:table-cell/>",
        text("y"),
    ) == ["một\nhai ba", "a   b\tc\nd", "x", None, "y"]


def test_rows_and_columns_that_repeat() -> None:
    blank = '<table:table-cell table:number-columns-repeated="3"/>'
    rows = [
        row(blank, text("a", 'table:number-columns-repeated="2"')),
        row('<table:table-cell table:number-columns-repeated="16384"/>', more='table:number-rows-repeated="7"'),
        row(text("b"), more='table:number-rows-repeated="2"'),
        row('<table:table-cell table:number-columns-repeated="16384"/>', more='table:number-rows-repeated="1048000"'),
    ]
    found, problems = read(package("".join(rows)))
    assert problems == []
    assert [(one.number, list(one.cells)) for one in found] == [
        (1, [None, None, None, "a", "a"]),
        (9, ["b"]),
        (10, ["b"]),
    ]
    assert found[2].spot(27).cell == "Danh mục 1!AB10"


def test_what_is_merged_and_hidden() -> None:
    columns = (
        '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="1000"/>'
    )
    wide = text("x", 'table:number-columns-spanned="2" table:number-rows-spanned="3"')
    rows = [
        row(wide, "<table:covered-table-cell/>", text("y")),
        row("<table:covered-table-cell/>", "<table:covered-table-cell/>", text("z"), more='table:visibility="filter"'),
        row(more='table:visibility="collapse"'),
    ]
    (sheet,) = table(package(columns + "".join(rows))).sheets
    assert sheet.merged() == [Span(1, 3, 0, 1)]
    assert [list(found.cells) for found in sheet.rows] == [["x", None, "y"], [None, None, "z"]]
    assert sheet.hidden() == (1, 2)


def test_errors_and_formulas() -> None:
    rows = row(
        f"<table:table-cell {ERROR}><text:p>#N/A</text:p></table:table-cell>",
        '<table:table-cell table:formula="of:=SUM(A1)"/>',
        '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>',
    )
    (found,), _ = read(package(rows))
    assert [(flaw.code, flaw.path, flaw.facts["value"]) for flaw in found.flaws] == [
        ("CV019", (0,), "#N/A"),
        ("CV013", (1,), "of:=SUM(A1)"),
    ]
    assert list(found.cells) == [None, None, 2]


def test_several_sheets_and_empty_ones() -> None:
    document = table(package(row(text("a")), "", row(text("b"))))
    assert [sheet.name for sheet in document.sheets] == ["Danh mục 1", "Danh mục 2", "Danh mục 3"]
    assert [(problem.violation.code, problem.position.cell) for problem in document.problems] == [
        ("CV015", "Danh mục 2!A1")
    ]
    assert [list(found.cells) for found in document.sheets[2].rows] == [["b"]]


def test_prefixes_are_names_only() -> None:
    other = CONTENT.format(SPACES, f'<table:table table:name="S">{row(text("a"))}</table:table>')
    for usual, mine in (("table:", "t:"), ("text:", "x:"), ("xmlns:table", "xmlns:t"), ("xmlns:text", "xmlns:x")):
        other = other.replace(usual, mine)
    other = other.replace("xmlns:t:1.0", "xmlns:table:1.0").replace("xmlns:x:1.0", "xmlns:text:1.0")
    found, problems = read(package(content=other))
    assert ([list(one.cells) for one in found], problems) == ([["a"]], [])


def test_a_table_in_a_cell_or_beside_the_sheets_is_none_of_ours() -> None:
    inner = f"<table:table-cell><text:p>a</text:p><table:table>{row(text('x'))}</table:table></table:table-cell>"
    aside = f"<table:dde-links><table:table>{row(text('x'))}</table:table></table:dde-links>"
    content = CONTENT.format(SPACES, f'<table:table table:name="S">{row(inner, text("b"))}</table:table>{aside}')
    found, problems = read(package(content=content))
    assert ([list(one.cells) for one in found], problems) == ([["a", "b"]], [])


BOMBS = [
    (row(text("x", 'table:number-columns-repeated="16384"')), ("CV905", "Danh mục 1!A1")),
    (row(text("x"), more='table:number-rows-repeated="1048577"'), ("CV904", "Danh mục 1!A1")),
    (
        row(text("x", 'table:number-columns-repeated="90"'), more='table:number-rows-repeated="90"'),
        ("CV906", "Danh mục 1!A1"),
    ),
    (row(text("x"), more='table:number-rows-repeated="0"'), ("CV003", None)),
    (row(text("x"), more='table:number-rows-repeated="99999999999"'), ("CV003", None)),
    ("<table:shapes>" * 80, ("CV903", None)),
    ("<table:table-row>", ("CV003", None)),
]


@pytest.mark.parametrize(("rows", "expected"), BOMBS)
def test_limits(rows: str, expected: tuple[str, str | None]) -> None:
    assert code(package(rows), Limits(cells=5_000)) == expected


def test_rows_before_a_breach_are_kept() -> None:
    raw = package(row(text("a")) + row(text("x", 'table:number-columns-repeated="9999"')))
    found, (problem,) = read(raw)
    assert [list(one.cells) for one in found] == [["a"]]
    assert problem.unreadable


def test_what_is_no_readable_ods() -> None:
    encrypted = package(row(text("a")), manifest="<manifest:encryption-data/>")
    assert code(encrypted) == ("CV025", None)
    assert code(package(content="<!DOCTYPE a><a/>"))[0] == "CV003"
    for raw in (b"", b"x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", package(row(text("a")))[:200]):
        assert code(raw)[0] in ("CV002", "CV003")
    assert [problem.violation.code for problem in read(package(""))[1]] == ["CV015", "CV011"]


def test_another_kind_of_document_is_named() -> None:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<office:document-content/>")
    (problem,) = read(out.getvalue())[1]
    assert problem.violation.facts == {"format": "ODS", "found": "ODT"}


def test_told_by_its_first_bytes() -> None:
    assert guess_syntax(Source.of_bytes("-", package(row(text("a"))))) == "ods"
