"""Rows taken as text say the same as the events of the parser: the parser is the meaning, the text a shortcut."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_xlsx import LINK, LINKS, package

from catalog_validator.model.document import Table
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Source
from catalog_validator.syntax import xlsx_quick
from catalog_validator.syntax.xlsx import parse_xlsx
from catalog_validator.syntax.xlsx_parts import Workbook
from catalog_validator.syntax.xlsx_record import RecordReader

HOSTILE = Path(__file__).parents[3] / "shared" / "data" / "hostile" / "xlsx"
BOOKS = sorted(HOSTILE.rglob("*.xls[xm]"))
Result = tuple[list[object], list[object]]
STYLES = (
    '<styleSheet xmlns="http://x/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
)
TEXTS = "<si><t>chung &amp; riêng</t></si><si><r><t>a</t></r><r><t>b</t></r></si><si><t/></si>"
SHARED = f'<sst xmlns="http://x/main">{TEXTS}</sst>'


def everything(raw: bytes, limits: Limits) -> Result:
    document: Table = parse_xlsx(Source.of_bytes("a.xlsx", raw), limits)
    rows: list[object] = []
    for sheet in document.sheets:
        rows += [(sheet.name, row.number, [(type(cell), cell) for cell in row.cells], row.flaws) for row in sheet.rows]
        rows.append(sheet.hidden())
    return rows, [*document.problems, *document.late_problems]


def both(raw: bytes, monkeypatch: pytest.MonkeyPatch, limits: Limits | None = None) -> tuple[Result, Result]:
    """By the shortcut, and by the parser alone."""
    quick = everything(raw, limits or Limits())
    with monkeypatch.context() as patch:
        patch.setattr(xlsx_quick, "_list_start", lambda head, opening: 0)
        return quick, everything(raw, limits or Limits())


def book(rows: str) -> bytes:
    links = "".join(
        LINK.format(*link)
        for link in (
            ("s1", "worksheet", "worksheets/sheet1.xml"),
            ("s2", "sharedStrings", "sharedStrings.xml"),
            ("s3", "styles", "styles.xml"),
        )
    )
    others = {
        "xl/_rels/workbook.xml.rels": LINKS.format(links),
        "xl/sharedStrings.xml": SHARED,
        "xl/styles.xml": STYLES,
    }
    return package(rows, **others)


ODD_ROWS = [
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>',
    '<row r="1"><c r="A1" t="s"><v>9</v></c></row>',
    '<row r="1"><c r="A1" t="s"><v>٣</v></c></row>',
    '<row r="1"><c r="A1" s="1"><v>45000</v></c><c r="B1" s="1"><v>45000.5</v></c><c r="C1"><v> 5 </v></c></row>',
    '<row r="1"><c r="A1" t="inlineStr"><is><t>a &lt;b&gt; &amp;amp; _x0041_</t></is></c></row>',
    '<row r="1"><c r="A1" t="inlineStr"><is><t>&#65;</t></is></c></row>',
    '<row r="1"><c r="A1" t="inlineStr"><is><t>a\r\nb</t></is></c></row>',
    '<row r="1"><c r="A1" t="str"><f>X()</f><v>x&amp;y</v></c><c r="B1"><f>X()</f></c><c r="C1"><f/><v/></c></row>',
    '<row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
    '<row r="1"><c r="A1"><v>1</v></c><c r="A1"/></row>',
    '<row r="1"><c r="XFE1"><v>1</v></c></row>',
    '<row r="1"><c r="BXX1"><v>1</v></c></row>',
    '<row r="1" r="2"><c r="A1"><v>1</v></c></row>',
    '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="2" ht="3" hidden="0"><c r="A2"><v>1</v></c></row>',
    '<row r="1"><c r="A1" x="1"><v>1</v></c></row>',
    '<row r="0"><c r="A1"><v>1</v></c></row>',
    '<row r="1048577"><c r="A1"><v>1</v></c></row>',
    '<row><c r="A1"><v>1</v></c></row><row><c><v>2</v></c></row>',
    '<row r="1"><!-- <row r="9"><c r="A9"><v>9</v></c></row> --><c r="A1"><v>1</v></c></row>',
    '<!-- <row r="9"><c r="A9"><v>9</v></c></row><row r="8"> </row> --><row r="1"><c r="A1"><v>1</v></c></row>',
    '<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[</row>]]></t></is></c></row>',
    '<row r="1"><c r="A1" t="inlineStr"><is><t>]]></t></is></c></row>',
    '<row r="1"><c r="A1" t="inlineStr"><is><t>\x01</t></is></c></row>',
    '<row r="1"><c r="A1" t="inlineStr"><is><t>&unknown;</t></is></c></row>',
    '<row r="1"><c r="A1"><v>1</v></row><row r="2"><c r="A2"><v>2</v></c></row>',
    '<row r="1"><c r="A1"><v>1</v></c></row></row>',
    '<row r="1"><row r="2"><c r="A2"><v>2</v></c></row></row>',
    '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c><c r="C1" t="d"><v>2026-04-30</v></c></row>',
    ' <row r="1"> <c r="A1"><v>1</v></c> </row>\n',
    '<row r="1"/><row r="2"></row><row r="3"><c r="A3" t="inlineStr"><is><t> </t></is></c></row>',
]


@pytest.mark.parametrize("rows", ODD_ROWS)
def test_rows_of_every_form(rows: str, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = '<row r="5"><c r="A5" t="inlineStr"><is><t>sau</t></is></c></row>'
    quick, plain = both(book(rows + usual), monkeypatch)
    assert quick == plain


def test_a_comment_longer_than_any_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    inside = '<row r="2"><c r="A2"><v>2</v></c></row>' * 9_000
    rows = f'<row r="1"><c r="A1"><v>1</v></c></row><!-- {inside} --><row r="3"><c r="A3"><v>3</v></c></row>'
    quick, plain = both(book(rows), monkeypatch)
    assert quick == plain
    assert len(quick[0]) == 3


@pytest.mark.parametrize("limits", [Limits(cells=3), Limits(rows=2), Limits(columns=1), Limits(entry_bytes=300)])
def test_limits_are_the_same(limits: Limits, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="B{n}"><v>2</v></c></row>' for n in range(1, 5))
    quick, plain = both(book(rows), monkeypatch, limits)
    assert quick == plain


PIECES = st.sampled_from(
    [
        *('<row r="1">', '<row r="2" hidden="1">', "</row>", '<c r="A1">', '<c r="B1" t="inlineStr">', "</c>", "<v>"),
        *("</v>", "1", "<is><t>", "</t></is>", "đất", "&amp;", "&#9;", "<!--", "-->", "<?x", "?>", " ", "\r", "]]>"),
        '<c r="C1"/>',
    ]
)


@given(st.lists(PIECES, max_size=24).map("".join))
def test_rows_of_any_form(rows: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        quick, plain = both(book(rows), patch)
    assert quick == plain


def test_the_usual_row_takes_the_shortcut() -> None:
    record = '<row r="7" spans="1:2"><c r="A7" s="1" t="inlineStr"><is><t>a</t></is></c><c r="C7"><v>5</v></c>'
    read = RecordReader(Workbook([], False), Limits()).read(record)
    assert read == (7, False, ["a", None, 5], 2)


@pytest.mark.skipif(not BOOKS, reason=f"the hostile workbooks are not at {HOSTILE}")
def test_real_workbooks_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    for file in BOOKS:
        quick, plain = both(file.read_bytes(), monkeypatch)
        assert quick == plain, file.name
