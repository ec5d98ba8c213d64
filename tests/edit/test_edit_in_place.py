"""Documents changed in place: the stretch of a value, and not one byte beside it."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from catalog_validator import check, find_repairs, fix
from catalog_validator.edit import EDITABLE, Edit, edit
from catalog_validator.edit.tokens import cell_text, csv_token, json_token, xml_token, yaml_token
from catalog_validator.model.place import Position
from catalog_validator.model.repair import SourceStatus

PURPOSE = "Phục vụ công tác <quản lý> hồ sơ của tỉnh"
CASES = {
    "spaces.json": (
        '\ufeff{\r\n  "entries" : [\r\n'
        '    {"purpose":\t"Phục vụ  quản lý hồ sơ ", "db_name": "A \\"x\\"",  "x-1": 1.50}\r\n]}\r\n',
        [('"Phục vụ  quản lý hồ sơ "', '"Phục vụ quản lý hồ sơ"')],
    ),
    "spelled.json": (
        '[{"db_name": "C\\u01a1  s\\u1edf"}]',
        [('"C\\u01a1  s\\u1edf"', '"C\\u01a1 s\\u1edf"')],
    ),
    "lines.ndjson": (
        '{"db_name": "Hồ sơ một  cửa"}\n\n{ "db_name" : "Hồ sơ hai", "last_updated":"30/04/2026" }',
        [('"Hồ sơ một  cửa"', '"Hồ sơ một cửa"'), ('"30/04/2026"', '"2026-04-30"')],
    ),
    "comments.yaml": (
        "# đầu tệp\n-   db_name:   'Hồ  sơ ''một'' cửa'  # giữ\n    purpose: \"Phục vụ\\u00a0\\u00a0quản lý\"\n"
        "    last_updated: 30/04/2026\n",
        [
            ("'Hồ  sơ ''một'' cửa'", "'Hồ sơ ''một'' cửa'"),
            ('"Phục vụ\\u00a0\\u00a0quản lý"', '"Phục vụ quản lý"'),
            ("30/04/2026", "2026-04-30"),
        ],
    ),
    "quoted.csv": (
        '\ufeffdb_name;purpose;formats\r\n"Hồ sơ ""một""  cửa";Phục vụ  quản lý;"json; Csv"\r\n',
        [
            ('"Hồ sơ ""một""  cửa"', '"Hồ sơ ""một"" cửa"'),
            ("Phục vụ  quản lý", "Phục vụ quản lý"),
            ('"json; Csv"', '"JSON; CSV"'),
        ],
    ),
    "tags.xml": (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!-- giữ -->\n'
        "<catalog>\n  <entry><db_name >\n   Hồ sơ  &amp; biểu mẫu\n  </db_name>"
        "<purpose>Phục vụ  quản lý</purpose></entry></catalog>\n",
        [("Hồ sơ  &amp; biểu mẫu", "Hồ sơ &amp; biểu mẫu"), ("Phục vụ  quản lý", "Phục vụ quản lý")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_only_the_values_change(name: str, tmp_path: Path) -> None:
    text, changes = CASES[name]
    path = tmp_path / name
    path.write_bytes(text.encode())
    report = fix(path)
    wanted = text
    for old, new in changes:
        assert text.count(old) == 1
        wanted = wanted.replace(old, new)
    got = path.read_bytes().decode()
    assert got == wanted
    assert report.sources[0].status is SourceStatus.WRITTEN
    assert find_repairs(path).sources[0].count(left=False) == 0


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_table_in_utf_16_stays_in_it(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("\ufeffdb_name,purpose\r\nHồ sơ  một cửa,x\r\n".encode(encoding))
    assert fix(path).sources[0].status is SourceStatus.WRITTEN
    assert path.read_bytes().decode(encoding) == "\ufeffdb_name,purpose\r\nHồ sơ một cửa,x\r\n"


def test_a_table_that_is_not_in_unicode_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    raw = "db_name,purpose\nH\xe5 s\xac  m\xe9t c\xf6a,x\n".encode("latin-1")
    path.write_bytes(raw)
    source = fix(path, encoding="tcvn3").sources[0]
    assert source.status is SourceStatus.FOUND
    assert source.count(left=True) == 1
    assert path.read_bytes() == raw


def workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Danh mục & khác"
    sheet.append(["db_name", "purpose", "scope", "notes"])
    rich = CellRichText("Toàn ", TextBlock(InlineFont(b=True), "tỉnh  Sơn La"))
    sheet.append(["Hồ sơ  một cửa", "Phục vụ quản lý", rich, '="a  b"'])
    sheet.append(["Hồ sơ  một cửa", PURPOSE.replace(" <", "  <"), "Toàn tỉnh", 5])
    sheet["B3"].font = Font(bold=True, color="FF0000")
    sheet.column_dimensions["A"].width = 40
    book.create_sheet("Khác").append(["Hồ sơ  một cửa"])
    book.save(path)
    return path


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_workbook_keeps_all_but_the_cells(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx")
    before = parts(path)
    report = fix(path)
    after = parts(path)
    assert list(after) == list(before)
    assert [name for name in after if after[name] != before[name]] == ["xl/worksheets/sheet1.xml"]
    sheet = openpyxl.load_workbook(path)["Danh mục & khác"]
    assert [sheet[name].value for name in ("A2", "A3", "B3")] == ["Hồ sơ một cửa"] * 2 + [
        "Phục vụ công tác <quản lý> hồ sơ của tỉnh"
    ]
    assert sheet["B3"].font.b
    assert sheet["B3"].font.color.rgb == "00FF0000"
    assert sheet["D2"].value == '="a  b"'
    assert sheet["D3"].value == 5
    assert report.sources[0].count(left=True) == 1  # the formats inside C2 would be lost
    assert openpyxl.load_workbook(path, rich_text=True)["Danh mục & khác"]["C2"].value == CellRichText(
        "Toàn ", TextBlock(InlineFont(b=True), "tỉnh  Sơn La")
    )


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006"


def shared(path: Path) -> Path:
    """Two sheets whose cells point to the same text."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    cells = ('<c r="A1" t="s"><v>0</v></c>', '<c r="A2" s="0" t="s"><v>1</v></c>', '<c r="A3" t="s"><v>2</v></c>')
    rows = "".join(f'<row r="{number}">{cell}</row>' for number, cell in enumerate(cells, 1))
    again = cells[1].replace("A2", "A1")
    sheets = {
        1: f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
        2: f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{again}</row></sheetData></worksheet>',
    }
    overrides = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{kind}{word}+xml"/>'
        for name, word in (
            ("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"), ("worksheets/sheet2", "worksheet"),
            ("sharedStrings", "sharedStrings"),
        )
    )  # fmt: skip
    link = '<Relationship Id="{}" Type="' + OFFICE + '/{}" Target="{}"/>'
    links = "".join(
        link.format(f"r{number}", word, target)
        for number, (word, target) in enumerate(
            (("worksheet", "worksheets/sheet1.xml"), ("worksheet", "/xl/worksheets/sheet2.xml"),
             ("sharedStrings", "sharedStrings.xml")), 1,
        )
    )  # fmt: skip
    texts = "".join(f"<si><t>{text}</t></si>" for text in ("db_name", "Hồ  sơ một cửa", "Hồ sơ hai"))
    named = '<sheet name="Danh mục" sheetId="1" r:id="r1"/><sheet name="Khác" sheetId="2" r:id="r2"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{TYPES}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>',
        )
        top = link.format("r1", "officeDocument", "xl/workbook.xml")
        package.writestr("_rels/.rels", f'<Relationships xmlns="{TYPES}/relationships">{top}</Relationships>')
        package.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{named}</sheets></workbook>'
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{TYPES}/relationships">{links}</Relationships>'
        )
        package.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{texts}</sst>')
        for number, sheet in sheets.items():
            package.writestr(f"xl/worksheets/sheet{number}.xml", sheet)
    return path


def test_texts_that_cells_share_stay_for_the_others(tmp_path: Path) -> None:
    path = shared(tmp_path / "a.xlsx")
    before = parts(path)
    assert fix(path).sources[0].status is SourceStatus.WRITTEN
    after = parts(path)
    assert [name for name in after if after[name] != before[name]] == ["xl/worksheets/sheet1.xml"]
    read = openpyxl.load_workbook(path)
    assert [cell.value for cell in read["Danh mục"]["A"]] == ["db_name", "Hồ sơ một cửa", "Hồ sơ hai"]
    assert read["Khác"]["A1"].value == "Hồ  sơ một cửa"


@pytest.mark.parametrize(
    ("token", "old", "new", "wanted"),
    [
        ('"a"', "b", "c", None),
        ("nonsense", "b", "c", None),
        ('"a"', "a", 'c"', '"c\\""'),
    ],
)
def test_json(token: str, old: str, new: str, wanted: str | None) -> None:
    assert json_token(token, old, new) == wanted


@pytest.mark.parametrize(
    ("token", "old", "new", "wanted"),
    [
        ("a", "a", "b", "b"),
        ("a", "a", "b: c", '"b: c"'),
        ("a", "a", "- c", '"- c"'),
        ("a", "a", "b #c", '"b #c"'),
        ("'a'", "a", "b'c", "'b''c'"),
        ('"a"', "a", "b'c", '"b\'c"'),
        ("|\n  a\n", "a\n", "b\n", None),
        ("a", "x", "b", None),
        ("[a", "a", "b", None),
    ],
)
def test_yaml(token: str, old: str, new: str, wanted: str | None) -> None:
    assert yaml_token(token, old, new) == wanted


@pytest.mark.parametrize(
    ("token", "old", "new", "wanted"),
    [
        ("<a>x</a>", "x", "y<z", "<a>y&lt;z</a>"),
        ("<a b='>'>x</a>", "x", "y", None),
        ("<a>x<!-- c --></a>", "x", "y", None),
        ("<a>\n x \n</a>", "x", "y", "<a>\n y \n</a>"),
        ("<a>&#120;</a>", "x", "y", "<a>y</a>"),
        ("<a/>", "", "y", None),
    ],
)
def test_xml(token: str, old: str, new: str, wanted: str | None) -> None:
    assert xml_token(token, old, new) == wanted


@pytest.mark.parametrize(
    ("text", "old", "new", "wanted"),
    [
        ("a; b ;c", "b", "B", "a; B ;c"),
        ("a | b", "b", "B", "a | B"),
        ("a; ab", "a", "A", "A; ab"),
        ("a; a", "a", "A", None),
        ("a\n b", "b", "B", "a\n B"),
        ("abc", "b", "B", None),
    ],
)
def test_a_part_of_a_cell(text: str, old: str, new: str, wanted: str | None) -> None:
    assert cell_text(text, old, new) == wanted


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_cell_says_what_was_written(old: str, new: str) -> None:
    token = '"' + old.replace('"', '""') + '"'
    written = csv_token(token, old, new)
    assert written is not None
    assert written[1:-1].replace('""', '"') == new


def test_stretches_that_cross_are_left() -> None:
    text = json.dumps({"a": "x"})
    whole, inner = Position("a", 1, 1, 1, len(text) + 1), Position("a", 1, 7, 1, 10)
    after, left = edit("json", text.encode(), [Edit(whole, "y", "z"), Edit(inner, "x", "y"), Edit(None, "x", "y")])
    assert json.loads(after) == {"a": "y"}
    assert set(left) == {0, 2}


@pytest.mark.parametrize("syntax", sorted(EDITABLE))
def test_what_is_not_such_a_document_is_left(syntax: str) -> None:
    data = b"\xff\x00\x80 no document"
    after, left = edit(syntax, data, [Edit(Position("a", 1, 1, 1, 5, "S!A1"), "x", "y")])
    assert after == data
    assert set(left) == {0}


def test_a_workbook_is_read_as_before_by_another_program(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx")
    score = check(path).summary.score
    fix(path)
    assert check(path).summary.score == score
    with zipfile.ZipFile(BytesIO(path.read_bytes())) as package:
        assert package.testzip() is None
