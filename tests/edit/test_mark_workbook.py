"""Workbooks with marks: what must change does, nothing else, and never twice."""

import re
import warnings
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked_books import office_book, parts

from catalog_validator.edit.cell_names import Merged, area_at, areas, cell_at, cell_name
from catalog_validator.edit.mark import MarkError, mark_workbook
from catalog_validator.edit.mark_notes import BELOW
from catalog_validator.edit.mark_sheet import Tail, without_colours
from catalog_validator.edit.outline import outline
from catalog_validator.model.finding import Severity
from catalog_validator.model.limits import Limits
from catalog_validator.model.marked import Cover, CoverCell, Mark
from office import needs_office, through_office

MAIN = "Danh mục A & B"
NAME = "Kết quả (catval)"
BOOK = office_book()
MARKS = (
    Mark(f"{MAIN}!B4", Severity.ERROR, "Lỗi: <mục đích> & “đang cập nhật”\nHãy ghi rõ."),
    Mark(f"{MAIN}!B5", Severity.ERROR, "Thiếu"),
    Mark(f"{MAIN}!B6", Severity.WARNING, "Chỗ này đang trao đổi"),
    Mark(f"{MAIN}!B9", Severity.NOTE, "Trong ô gộp"),
    Mark(f"{MAIN}!XFD77", Severity.NOTE, None),
)


def cover(*rows: list[CoverCell]) -> Cover:
    cells = rows or ([CoverCell("Mô tả", "head")], [CoverCell("=1+1", "link", f"{MAIN}!B4"), CoverCell(79.99, "bad")])
    return Cover(NAME, frozenset({NAME, "Results (catval)"}), cells, [30, 10])


def marked(data: bytes = BOOK, marks: tuple[Mark, ...] = MARKS) -> bytes:
    return mark_workbook(data, marks, cover(), Limits())


def opened(data: bytes) -> Any:
    with warnings.catch_warnings():
        # It cannot keep a newer drop-down, which is why a workbook must not go through it.
        warnings.filterwarnings("ignore", "Data Validation extension")
        return openpyxl.load_workbook(BytesIO(data))


def test_parts_that_nothing_is_said_about_are_the_same_bytes() -> None:
    before, after = parts(BOOK), parts(marked())
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        "[Content_Types].xml",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet2.xml",
    }
    assert set(after) - set(before) == {"xl/worksheets/catvalCover.xml"}
    assert list(after)[: len(before)] == list(before)


def test_a_marked_sheet_differs_by_one_stretch_before_its_conditions() -> None:
    before, after = (parts(one)["xl/worksheets/sheet2.xml"] for one in (BOOK, marked()))
    added = re.search(
        rb"(<conditionalFormatting[^>]*><cfRule[^>]*><formula>LEN\(\"catval\"\)=6.*?</conditionalFormatting>)+", after
    )
    assert added is not None
    assert after.replace(added[0], b"") == before
    assert without_colours(after) == before
    assert after.index(added[0]) < after.index(b'type="duplicateValues"')


def test_styles_of_the_author_keep_their_numbers() -> None:
    before, after = (parts(one)["xl/styles.xml"] for one in (BOOK, marked()))
    for group in ("fonts", "fills", "cellXfs", "dxfs"):
        old, new = (items(one, group) for one in (before, after))
        assert new[: len(old)] == old
        assert f'<{group} count="{len(new)}"'.encode() in after


def items(xml: bytes, group: str) -> list[bytes]:
    elements = outline(xml, 2)
    listed = next(one for one in elements if one.name == group)
    return [xml[one.start : one.end] for one in elements if one.depth == 2 and listed.holds(one)]


def test_comments_stand_beside_and_below_those_of_others() -> None:
    sheet = opened(marked())[MAIN]
    told = {cell.coordinate: cell.comment for row in sheet for cell in row if cell.comment}
    assert set(told) == {"A2", "B4", "B5", "B8"}
    assert told["A2"].text == "Chỉ là nhắc"
    assert told["B4"].author == "Người lập"
    assert told["B4"].text == f"Nhắc của người lập\n{BELOW}\nLỗi: <mục đích> & “đang cập nhật”\nHãy ghi rõ."
    assert (told["B5"].author, told["B5"].text) == ("catval", "catval:\nThiếu")
    assert told["B8"].text == "catval:\nTrong ô gộp"
    shapes = parts(marked())["xl/drawings/vmlDrawing1.vml"]
    ids = re.findall(rb'id="(_x0000_s\d+)"', shapes)
    assert len(ids) == len(set(ids)) == 4


def test_the_cover_is_first_and_names_and_the_open_sheet_move_along() -> None:
    book = opened(marked())
    assert book.sheetnames == [NAME, "Khác", MAIN]
    assert book.active.title == MAIN
    assert list(book[MAIN].defined_names) == ["Vung"]
    assert "Chung" in book.defined_names
    assert book[NAME]["A2"].value == "=1+1"
    assert book[NAME]["A2"].data_type != "f"
    assert book[NAME]["A2"].hyperlink.location == "'Danh mục A & B'!B4"
    assert book[NAME]["B2"].value == 79.99


def test_marking_twice_is_marking_once() -> None:
    once = marked()
    assert marked(once) == once
    fewer = marked(once, MARKS[:1])
    assert fewer == marked(BOOK, MARKS[:1])
    assert parts(marked(once, ()))["xl/comments1.xml"] == parts(BOOK)["xl/comments1.xml"]
    assert parts(marked(once, ()))["xl/worksheets/sheet2.xml"] == parts(BOOK)["xl/worksheets/sheet2.xml"]


def test_a_sheet_without_comments_gets_parts_of_its_own_and_loses_them_again() -> None:
    marks = (Mark("Khác!B2", Severity.ERROR, "Sai"),)
    with_notes = marked(BOOK, marks)
    assert opened(with_notes)["Khác"]["B2"].comment.text == "catval:\nSai"
    without = parts(marked(with_notes, ()))
    assert set(without) == {*parts(BOOK), "xl/worksheets/catvalCover.xml"}
    assert without["xl/worksheets/sheet1.xml"] == parts(BOOK)["xl/worksheets/sheet1.xml"]


def test_a_cover_that_was_open_stays_open() -> None:
    book = opened(marked())
    book.active = 0
    for sheet in book:
        sheet.sheet_view.tabSelected = sheet.title == NAME
    out = BytesIO()
    book.save(out)
    again = opened(marked(out.getvalue()))
    assert again.active.title == NAME
    assert [sheet.sheet_view.tabSelected for sheet in again].count(True) == 1


@needs_office
def test_libreoffice_opens_it_and_what_it_saves_is_marked_anew_not_more(tmp_path: Path) -> None:
    (tmp_path / "f.xlsx").write_bytes(marked())
    saved = through_office(tmp_path / "f.xlsx", tmp_path / "saved")
    seen = openpyxl.load_workbook(saved)
    assert seen.sheetnames == [NAME, "Khác", MAIN]
    assert "Thiếu" in seen[MAIN]["B5"].comment.text
    again = opened(marked(saved.read_bytes()))
    assert again.sheetnames == [NAME, "Khác", MAIN]
    texts = [cell.comment.text for row in again[MAIN] for cell in row if cell.comment]
    assert sorted(text.count("Thiếu") for text in texts if "Thiếu" in text) == [1]
    assert sum("Nhắc của người lập" in text for text in texts) == 1
    assert sum(text.count("Lỗi: <mục đích>") for text in texts) == 1
    ours = [one for one in again[MAIN].conditional_formatting if "catval" in one.rules[0].formula[0:1].__str__()]
    assert len(ours) == 2 + 1


@pytest.mark.parametrize(
    ("slug", "spoil"),
    [
        ("signed", lambda data: rezipped(data, "_xmlsignatures/origin.sigs", b"")),
        ("encrypted", lambda data: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")),
        ("other-format", lambda data: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("damaged", lambda data: data[:2000]),
        ("damaged", lambda data: rezipped(data, "xl/worksheets/sheet2.xml", b"<worksheet>")),
        ("encoding", lambda data: rezipped(data, "xl/styles.xml", "<styleSheet/>".encode("utf-16"))),
    ],
)
def test_what_cannot_be_marked_is_refused(slug: str, spoil: Callable[[bytes], bytes]) -> None:
    with pytest.raises(MarkError) as error:
        marked(spoil(BOOK))
    assert error.value.slug == slug


def test_a_workbook_beyond_the_limits_is_refused() -> None:
    with pytest.raises(MarkError, match="too-large"):
        mark_workbook(BOOK, (), cover(), Limits(inflated_bytes=1000))


def rezipped(data: bytes, name: str, content: bytes) -> bytes:
    import zipfile

    out = BytesIO()
    with zipfile.ZipFile(out, "w") as written:
        for part, old in {**parts(data), name: content}.items():
            written.writestr(part, old)
    return out.getvalue()


def test_names_with_prefixes_are_understood() -> None:
    """Other libraries write ``<x:worksheet>``."""

    def prefixed(xml: bytes) -> bytes:
        text = re.sub(rb"<(/?)(\w+)(?=[\s/>])", rb"<\1x:\2", xml)
        return text.replace(
            b'xmlns="http://schemas.openxmlformats.org/spreadsheetml',
            b'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml',
        )

    data = BOOK
    for name in ("xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"):
        data = rezipped(data, name, prefixed(parts(data)[name]))
    book = opened(marked(data, (Mark("Khác!B2", Severity.ERROR, "Sai"),)))
    assert book.sheetnames == [NAME, "Khác", MAIN]
    assert book["Khác"]["B2"].comment.text == "catval:\nSai"
    assert [str(one.sqref) for one in book["Khác"].conditional_formatting] == ["B2"]


@given(st.integers(0, 1_048_575), st.integers(0, 16_383))
def test_names_of_cells_go_both_ways(row: int, column: int) -> None:
    assert cell_at(cell_name((row, column))) == (row, column)


@given(st.sets(st.tuples(st.integers(0, 12), st.integers(0, 4))))
def test_areas_are_the_same_cells(cells: set[tuple[int, int]]) -> None:
    found = [area for name in areas(cells) if (area := area_at(name))]
    covered = [
        (row, column)
        for (top, left), (last, right) in found
        for row in range(top, last + 1)
        for column in range(left, right + 1)
    ]
    assert sorted(covered) == sorted(cells)


def test_a_cell_under_a_merged_one_is_seen_there() -> None:
    merged = Merged(["B2:C3", "E1:E1048576", "nonsense"])
    assert [merged.seen(cell) for cell in ((2, 2), (999, 4), (0, 0))] == [(1, 1), (0, 4), (0, 0)]


def test_a_sheet_without_rows_has_a_tail() -> None:
    tail = Tail.of(b"<worksheet><sheetData/><pageMargins/></worksheet>")
    assert tail.place("conditionalFormatting") == 0
    assert tail.place("legacyDrawing") == len(b"<pageMargins/>")
