"""Sheets that a workbook hides are known as such in every kind of workbook, and an office sees which was read."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlwt
from test_ods import BODY, SPACES, package, row, text

from catalog_runs import SMALL, catval
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Source
from catalog_validator.syntax import parse

STATES = {"Hiện": "visible", "Ẩn": "hidden", "Ẩn hẳn": "veryHidden"}
SHOWN = {"Hiện": True, "Ẩn": False, "Ẩn hẳn": False}
HEAD, ENTRY = ("Mã", "Tên", "Bí mật"), ("A-1", "Hồ sơ", "không")


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    for name, state in STATES.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        sheet.append(HEAD)
        sheet.append((f"{name}-1", *ENTRY[1:]))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def xls() -> bytes:
    book = xlwt.Workbook()
    for visibility, name in enumerate(STATES):
        sheet = book.add_sheet(name)
        sheet.visibility = visibility
        for number, cells in enumerate((HEAD, (f"{name}-1", *ENTRY[1:]))):
            for column, cell in enumerate(cells):
                sheet.write(number, column, cell)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def ods(prefix: str = "table") -> bytes:
    """``prefix``: for the names of tables, which a document may choose."""
    spaces = SPACES.replace("xmlns:table=", f"xmlns:{prefix}=") + (
        'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    )
    tables = "".join(
        f'<table:table table:name="{name}" table:style-name="ta{shown:d}">'
        f"{row(*map(text, HEAD))}{row(*map(text, (f'{name}-1', *ENTRY[1:])))}</table:table>"
        for name, shown in SHOWN.items()
    )
    styles = "".join(
        f'<style:style style:name="ta{shown:d}" style:family="{family}">'
        f'<style:table-properties table:display="{display}"/></style:style>'
        for shown, family, display in (
            (True, "table", "true"),
            (False, "table", "false"),
            (True, "graphic", "false"),
        )
    )
    content = f"<office:automatic-styles>{styles}</office:automatic-styles>{BODY.format(tables)}"
    content = content.replace("table:", f"{prefix}:")
    return package(content=f"<office:document-content {spaces}>{content}</office:document-content>")


BOOKS = {"a.xlsx": xlsx(), "a.xls": xls(), "a.ods": ods(), "other-prefix.ods": ods("t")}


@pytest.mark.parametrize("name", BOOKS)
def test_what_is_hidden_is_known(name: str) -> None:
    document = parse(Source.of_bytes(name, BOOKS[name]), Limits())
    assert {sheet.name: sheet.shown for sheet in document.sheets} == SHOWN  # type: ignore[union-attr]


@pytest.mark.parametrize("name", BOOKS)
def test_the_report_says_which_sheet_was_read_and_which_are_hidden(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(BOOKS[name])
    asked = ("check", tmp_path / name, f"--profile={SMALL}", "--lang=en", "--format=json")
    plain, named = (catval(*asked, *more) for more in ((), ("--sheet=Ẩn hẳn",)))
    assert [entry["id"] for entry in plain.json["entries"]] == ["Hiện-1"]
    said = [problem["message"] for problem in plain.json["problems"]]
    assert "The sheet “Hiện” was read; not read: Ẩn, Ẩn hẳn; hidden among these: Ẩn, Ẩn hẳn." in said
    assert [entry["id"] for entry in named.json["entries"]] == ["Ẩn hẳn-1"]
    said = [problem["message"] for problem in named.json["problems"]]
    assert "The hidden sheet “Ẩn hẳn” was read: --sheet names it." in said
