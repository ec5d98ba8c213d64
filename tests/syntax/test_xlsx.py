import tracemalloc
from datetime import date, datetime, time, timedelta
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from catalog_validator.model.document import Problem, Row, Table
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Position, Source
from catalog_validator.syntax.xlsx import parse_xlsx

LINKS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
LINK = '<Relationship Id="{}" Type="http://x/relationships/{}" Target="{}"/>'
BOOK = (
    '<workbook xmlns="http://x/main" xmlns:r="http://x/r"><workbookPr date1904="{}"/>'
    '<sheets><sheet name="Danh mục" sheetId="1" r:id="s1"/></sheets></workbook>'
)


def package(data: str, **others: str | None) -> bytes:
    """A workbook of one sheet with these rows; other parts by name (dots for slashes), None to leave one out."""
    parts: dict[str, str | None] = {
        "_rels/.rels": LINKS.format(LINK.format("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": BOOK.format(0),
        "xl/_rels/workbook.xml.rels": LINKS.format(
            LINK.format("s1", "worksheet", "worksheets/sheet1.xml")
            + LINK.format("s2", "sharedStrings", "/xl/sharedStrings.xml")
            + LINK.format("s3", "styles", "styles.xml")
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="http://x/main"><sheetData>{data}</sheetData></worksheet>',
        **others,
    }
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            if content is not None:
                archive.writestr(name, content)
    return out.getvalue()


def table(raw: bytes, limits: Limits | None = None) -> Table:
    return parse_xlsx(Source.of_bytes("a.xlsx", raw), limits or Limits())


def read(raw: bytes, limits: Limits | None = None) -> tuple[list[Row], list[Problem]]:
    document = table(raw, limits)
    rows = [row for sheet in document.sheets for row in sheet.rows]
    return rows, [*document.problems, *document.late_problems]


def cells(data: str, **others: str | None) -> list[list[object]]:
    rows, problems = read(package(data, **others))
    assert problems == []
    return [list(row.cells) for row in rows]


def code(raw: bytes, limits: Limits | None = None) -> str:
    (problem,) = read(raw, limits)[1]
    assert problem.unreadable
    return problem.violation.code


def saved(book: openpyxl.Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_of(book: openpyxl.Workbook, title: str) -> Worksheet:
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    return sheet


def test_what_openpyxl_writes() -> None:
    book = openpyxl.Workbook()
    sheet = sheet_of(book, "Danh mục")
    values = ["đất", 3, 2.5, -4.0, True, date(2026, 4, 30), datetime(2026, 4, 30, 7, 8, 9), time(7, 8), None, " x "]
    sheet.append(values)
    sheet.append([])
    sheet.append([timedelta(hours=30), 10**20, "_x000D_", "a\nb", date(1900, 1, 1)])
    sheet["AB4"] = "far"
    book.create_sheet("Ẩn").sheet_state = "hidden"
    book["Ẩn"]["B2"] = "hidden"
    document = table(saved(book))
    assert [sheet.name for sheet in document.sheets] == ["Danh mục", "Ẩn"]
    one, two, three = document.sheets[0].rows
    assert list(one.cells) == [*values[:3], -4, *values[4:]]
    assert [type(cell) for cell in one.cells[1:5]] == [int, float, int, bool]
    assert (two.number, list(two.cells)) == (3, [timedelta(hours=30), 1e20, "\r", "a\nb", date(1900, 1, 1)])
    assert three.cells[27] == "far"
    assert three.spot(27) == Position("a.xlsx", cell="Danh mục!AB4")
    (hidden,) = document.sheets[1].rows
    assert (hidden.number, list(hidden.cells), hidden.spot(0).cell) == (2, [None, "hidden"], "Ẩn!A2")
    assert (document.problems, document.late_problems) == ((), [])


def test_formulas_and_errors() -> None:
    rows, problems = read(
        package(
            '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2"><f>SUM(C1)</f><v></v></c><c r="C2"><f>X()</f></c>'
            '<c r="D2" t="e"><v>#REF!</v></c><c r="E2" t="e"><f>NA()</f><v>#N/A</v></c>'
            '<c r="F2" t="str"><f>""</f><v></v></c><c r="G2" t="s"><v>9</v></c></row>'
        )
    )
    assert problems == []
    assert list(rows[0].cells) == [2, None, None, None, None, None, None]
    found = [(flaw.code, flaw.path, flaw.facts.get("value")) for flaw in rows[0].flaws]
    assert found == [
        ("CV013", (1,), "=SUM(C1)"),
        ("CV013", (2,), "=X()"),
        ("CV019", (3,), "#REF!"),
        ("CV019", (4,), "#N/A"),
        ("CV003", (6,), None),
    ]


def test_texts_in_all_their_forms() -> None:
    shared = (
        '<sst xmlns="http://x/main"><si><t>one</t></si><si><r><t>ri</t></r><r><t xml:space="preserve">ch </t></r>'
        "<rPh><t>phonetic</t></rPh></si><si><t/></si><si><t>a_x000D_&amp;b</t></si></sst>"
    )
    data = (
        '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c>'
        '<c t="inlineStr"><is><t>in</t><rPh><t>no</t></rPh><r><t>line</t></r></is></c><c t="str"><v>str</v></c>'
        '<c t="d"><v>2026-04-30</v></c><c t="d"><v>2026-04-30T01:02:03Z</v></c><c t="b"><v>0</v></c>'
        "<c><v>1e400</v></c></row>"
    )
    assert cells(data, **{"xl/sharedStrings.xml": shared}) == [
        [
            "one",
            "rich ",
            None,
            "a\r&b",
            "inline",
            "str",
            date(2026, 4, 30),
            datetime(2026, 4, 30, 1, 2, 3),
            False,
            "1e400",
        ]
    ]


@pytest.mark.parametrize(
    ("format_code", "number", "value"),
    [
        ("dd/mm/yyyy", "46142", date(2026, 4, 30)),
        ("d", "46142.5", datetime(2026, 4, 30, 12)),
        ("[$-42A]d mmm", "59", date(1900, 2, 28)),
        ("d", "61", date(1900, 3, 1)),
        ("hh:mm", "0.5", time(12)),
        ("[h]:mm", "1.5", timedelta(days=1, hours=12)),
        ("d", "-1", -1),
        ("d", "99999999", 99999999),
        ('#,##0 "d"', "7", 7),
        ("0.00;[Red]\\d0", "7", 7),
        ("General", "7", 7),
        ("#,##0_d", "7", 7),
    ],
)
def test_number_formats(format_code: str, number: str, value: object) -> None:
    code = format_code.replace('"', "&quot;")
    styles = (
        f'<styleSheet xmlns="http://x/main"><numFmts><numFmt numFmtId="170" formatCode="{code}"/></numFmts>'
        '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="170"/></cellXfs></styleSheet>'
    )
    found = cells(f'<row><c s="1"><v>{number}</v></c><c s="0"><v>3</v></c></row>', **{"xl/styles.xml": styles})
    assert found == [[value, 3]]
    assert type(found[0][0]) is type(value)


def test_dates_since_1904() -> None:
    styles = '<styleSheet xmlns="http://x/main"><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
    data = '<row><c s="0"><v>44680</v></c></row>'
    assert cells(data, **{"xl/styles.xml": styles, "xl/workbook.xml": BOOK.format(1)}) == [[date(2026, 4, 30)]]


def test_rows_and_cells_may_leave_out_their_references() -> None:
    rows, _ = read(
        package('<row><c><v>1</v></c><c r="D1"><v>4</v></c><c><v>5</v></c></row><row r="7"/><row><c><v>8</v></c></row>')
    )
    assert [(row.number, list(row.cells)) for row in rows] == [(1, [1, None, None, 4, 5]), (8, [8])]
    rows, _ = read(package('<row><c r="B9"><v>1</v></c></row>'))
    assert [(row.number, list(row.cells)) for row in rows] == [(9, [None, 1])]


def test_a_prefix_is_no_obstacle() -> None:
    sheet = '<x:worksheet xmlns:x="u"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    assert cells("", **{"xl/worksheets/sheet1.xml": sheet}) == [[1]]


def test_a_cell_in_the_far_corner_costs_nothing() -> None:
    far = package('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    rows, (problem,) = read(far)
    assert [row.number for row in rows] == [1]
    assert (problem.violation.code, problem.position.cell) == ("CV905", "Danh mục!XFD1048576")
    rows, problems = read(far, Limits(columns=20_000))
    assert ([row.number for row in rows], problems) == ([1, 1_048_576], [])


@pytest.mark.parametrize(
    ("limits", "code", "cell"),
    [
        (Limits(rows=2), "CV904", "A3"),
        (Limits(columns=1), "CV905", "B2"),
        (Limits(cells=2), "CV906", "A3"),
        (Limits(depth=3), "CV903", "A1"),
    ],
)
def test_limits_of_a_sheet_leave_what_stands_before(limits: Limits, code: str, cell: str) -> None:
    data = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="B{n}"><v>{n - 1}</v></c></row>' for n in (2, 3))
    sheet = f'<worksheet><cols/><dimension ref="A1"/><sheetData>{"<row/>" + data}</sheetData></worksheet>'
    if code == "CV903":
        sheet = "<worksheet><a><b><c><d/></c></b></a><sheetData/></worksheet>"
    _, (problem,) = read(package("", **{"xl/worksheets/sheet1.xml": sheet}), limits)
    assert (problem.violation.code, problem.position.cell) == (code, f"Danh mục!{cell}")
    assert problem.unreadable


def test_limits_of_the_package() -> None:
    blank = "<row/>" * 400_000
    assert code(package(blank)) == "CV907"
    assert read(package(blank), Limits(ratio=100_000))[1][0].violation.code == "CV015"
    assert code(package(blank), Limits(ratio=100_000, part_bytes=1_000_000)) == "CV907"
    assert code(package(blank), Limits(ratio=100_000, inflated_bytes=1_000_000)) == "CV907"
    assert code(package(""), Limits(parts=3)) == "CV908"
    assert code(package(""), Limits(held_bytes=30)) == "CV901"
    assert code(package("<row " + "x" * 5_000_000 + "='1'/>"), Limits(ratio=10**9, entry_bytes=1 << 20)) == "CV902"
    assert code(package("", **{"xl/sharedStrings.xml": "<sst>" + "<si/>" * 9 + "</sst>"}), Limits(cells=8)) == "CV906"


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"%PDF-1.7", "PDF"),
        (b"\xef\xbb\xbf <!DOCTYPE html><html>", "HTML"),
        (b"<?xml version='1.0'?><a/>", "XML"),
        ("Tên,Mục đích\n".encode(), "text"),
        (b"\x00\x01\xfe", "binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "XLS"),
    ],
)
def test_other_files_are_named(raw: bytes, found: str) -> None:
    (problem,) = read(raw)[1]
    assert (problem.violation.code, problem.violation.facts) == ("CV002", {"format": "XLSX", "found": found})
    assert problem.unreadable


@pytest.mark.parametrize(
    ("part", "found"), [("mimetype", "ODS"), ("word/document.xml", "DOCX"), ("x", "ZIP"), ("xl/workbook.bin", "XLSB")]
)
def test_other_packages_are_named(part: str, found: str) -> None:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr(part, "x")
    assert read(out.getvalue())[1][0].violation.facts["found"] == found


def test_encrypted() -> None:
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert code(compound) == "CV025"
    flagged = bytearray(package(""))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        flagged[flagged.index(mark) + offset] |= 1
    assert code(bytes(flagged)) == "CV025"


def test_empty_sheets() -> None:
    book = openpyxl.Workbook()
    sheet_of(book, "Trống")
    book.create_sheet("Đầy")["A1"] = 1
    (problem,) = read(saved(book))[1]
    assert (problem.violation.code, problem.position.cell, problem.unreadable) == ("CV015", "Trống!A1", False)
    del book["Đầy"]
    found = [(problem.violation.code, problem.unreadable) for problem in read(saved(book))[1]]
    assert found == [("CV015", False), ("CV011", True)]


@pytest.mark.parametrize(
    "others",
    [
        {"xl/worksheets/sheet1.xml": None},
        {"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row></sheetData>"},
        {"xl/worksheets/sheet1.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet><sheetData/></worksheet>"},
        {"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row r='x'/></sheetData></worksheet>"},
        {"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row><c r='ABCD1'/></row></sheetData></worksheet>"},
        {"xl/worksheets/sheet1.xml": "<worksheet>&b;</worksheet>"},
        {"xl/worksheets/sheet1.xml": ""},
        {"xl/workbook.xml": "<workbook"},
        {"xl/workbook.xml": "<workbook/>"},
        {"xl/_rels/workbook.xml.rels": None},
        {"xl/_rels/workbook.xml.rels": LINKS.format(LINK.format("s1", "worksheet", "../../../etc/passwd"))},
        {"XL/Worksheets/Sheet1.xml": "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>"},
        {"xl/sharedStrings.xml": "<!DOCTYPE sst SYSTEM 'file:///etc/passwd'><sst/>"},
    ],
)
def test_broken_parts_are_said(others: dict[str, str | None]) -> None:
    assert code(package("", **others)) == "CV003"


def test_rows_before_the_break_are_read() -> None:
    sheet = "<worksheet><sheetData><row><c><v>1</v></c></row><row><c><v>2</c></row>"
    rows, (problem,) = read(package("", **{"xl/worksheets/sheet1.xml": sheet}))
    assert [list(row.cells) for row in rows] == [[1]]
    assert problem.violation.facts["found"] == "xl/worksheets/sheet1.xml:1:63"


def test_thousands_of_sheets_are_opened_one_at_a_time() -> None:
    count = 2_000
    sheets = "".join(f'<sheet name="{n}" r:id="s{n}"/>' for n in range(count))
    links = "".join(LINK.format(f"s{n}", "worksheet", f"s{n}.xml") for n in range(count))
    rows = "<row><c><v>1</v></c></row><row><c><v>2</c></row>"
    others: dict[str, str | None] = {f"xl/s{n}.xml": f"<worksheet><sheetData>{rows}" for n in range(count)}
    others["xl/workbook.xml"] = f'<workbook xmlns:r="r"><sheets>{sheets}</sheets></workbook>'
    others["xl/_rels/workbook.xml.rels"] = LINKS.format(links)
    raw = package("", **others)
    tracemalloc.start()
    document = table(raw)
    assert tracemalloc.get_traced_memory()[1] < 40 << 20
    tracemalloc.stop()
    assert (len(document.sheets), document.late_problems) == (count, [])
    assert [row.cells for row in document.sheets[-1].rows] == [[1]]
    assert [problem.position.cell for problem in document.late_problems] == [f"{count - 1}!A1"]


def test_damage_anywhere_never_raises() -> None:
    whole = package('<row><c><v>1</v></c><c t="s"><v>0</v></c></row>', **{"xl/sharedStrings.xml": "<sst><si/></sst>"})
    for index in range(0, len(whole), 3):
        read(whole[:index])
        read(whole[:index] + bytes([whole[index] ^ 0xFF]) + whole[index + 1 :])
