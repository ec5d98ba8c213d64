"""Texts that look like formulas stay texts: in the files themselves, and in the eyes of LibreOffice."""

import csv
import shutil
import subprocess
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from round_trips import travel

from catalog_validator.model.profile import FieldType
from catalog_validator.model.text import bare_cell, inert_cell
from worlds import make_field, make_profile

PROFILE = make_profile(make_field("title", FieldType.TEXT), make_field("note", FieldType.TEXT))
DANGEROUS = (
    "=1+1", "+1+1", "-1+1", "@SUM(1;1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "'=1+1", "''=1+1", "＝1+1",
    "=HYPERLINK(\"https://example.vn\")", "=cmd|'/C calc'!A1", "+cmd|' /C calc'!A0", "=\"a\"&\"b\"",
)  # fmt: skip
ENTRIES = [{"title": f"Hồ sơ số {number}", "note": text} for number, text in enumerate(DANGEROUS)]
OFFICE = shutil.which("soffice")


@given(st.text(st.sampled_from("'=+-@\t\r\n 1a.,＝"), max_size=8))
def test_the_apostrophe_is_undone(text: str) -> None:
    written = inert_cell(text)
    assert bare_cell(written) == text
    assert written in (text, "'" + text)
    assert written[:1] not in ("=", "@", "\t", "\r", "\n")


@pytest.mark.parametrize("text", ["-5", "+84", "-1.200,5", "a=1", "", "'", "'a", "1+1"])
def test_what_no_spreadsheet_reckons_with_stays_as_it_is(text: str) -> None:
    assert inert_cell(text) == bare_cell(text) == text


def test_cells_of_a_csv_begin_with_an_apostrophe() -> None:
    rows = list(csv.reader(StringIO(travel(PROFILE, ENTRIES, "csv").data.decode("utf-8-sig"), newline="")))
    assert [row[1] for row in rows[1:]] == ["'" + text for text in DANGEROUS]


def test_cells_of_a_workbook_are_texts_that_stay_texts() -> None:
    sheet = load_workbook(BytesIO(travel(PROFILE, ENTRIES, "xlsx").data)).worksheets[0]
    cells = [row[1] for row in sheet.iter_rows(min_row=2)]
    assert len(cells) == len(DANGEROUS)
    assert all(cell.data_type in ("s", "inlineStr") and cell.quotePrefix for cell in cells)
    assert all(cell.hyperlink is None for cell in cells)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed: apt-get install libreoffice-calc")
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_libreoffice_reckons_nothing(tmp_path: Path, form: str) -> None:
    (tmp_path / f"in.{form}").write_bytes(travel(PROFILE, ENTRIES, form).data)
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    # A comma between cells, quotes around them, UTF-8; formulas are reckoned as they are when a person opens the file.
    reading = ["--infilter=Text - txt - csv (StarCalc):44,34,76,1,,0,false,false"] if form == "csv" else []
    into = ["--headless", "--convert-to", "fods", "--outdir", str(tmp_path), f"{tmp_path}/in.{form}"]
    command = [str(OFFICE), home, *reading, *into]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    seen = (tmp_path / "in.fods").read_text(encoding="utf-8")
    assert "Hồ sơ số 14" in seen
    assert "1+1" in seen
    assert "table:formula" not in seen
    assert "<text:a " not in seen
