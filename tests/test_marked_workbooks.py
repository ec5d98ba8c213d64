"""The workbook that comes back, from the command to the cell: what it says, where, and what it leaves alone."""

import datetime
import re
import shutil
import warnings
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import catalog_validator
from catalog_runs import catval
from catalog_validator import OptionError
from catalog_validator.api.template import template
from office import needs_office, through_office

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "so-khcn" / "catalog.xlsx"
SHARED = ROOT.parent / "shared" / "data"
REAL = sorted(path for path in SHARED.rglob("*.xls[xm]") if path.stat().st_size < 2_000_000) if SHARED.is_dir() else []
COVER = "Kết quả kiểm tra (catval)"


def opened(path: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(BytesIO(path.read_bytes()))


def parts(path: Path) -> dict[str, bytes]:
    package = zipfile.ZipFile(path)
    return {info.filename: package.read(info) for info in package.infolist()}


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    out = tmp_path / "out.xlsx"
    ended = catval("check", EXAMPLE, "--as-of=2026-04-30", "--lang=vi", "--quiet", f"--output=xlsx={out}")
    assert (ended.code, ended.err) == (1, "")
    return out


def test_each_finding_stands_at_its_cell_in_plain_words(marked: Path) -> None:
    book = opened(marked)
    told = {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in book
        for row in sheet
        for cell in row
        if cell.comment
    }
    read = catalog_validator.check(EXAMPLE, as_of=datetime.date(2026, 4, 30))
    cells = {
        finding.position.cell
        for finding in (*(one for entry in read.entries for one in entry.findings), *read.problems)
        if finding.position is not None and finding.position.cell
    }
    assert set(told) == cells
    assert all(text.startswith("catval:\n") for text in told.values())
    assert any("Lỗi: " in text and "Cách sửa: " in text for text in told.values())


def test_the_first_sheet_has_scores_links_and_the_shortest_way(marked: Path) -> None:
    book = opened(marked)
    sheet = book[COVER]
    assert book.sheetnames[0] == COVER
    read = catalog_validator.check(EXAMPLE, as_of=datetime.date(2026, 4, 30), way=True)
    first = next(row for row in range(1, sheet.max_row) if sheet.cell(row, 1).value == 1)
    for row, entry in enumerate(read.entries, first):
        if entry.score is None:
            assert sheet.cell(row, 3).value is None
            assert sheet.cell(row, 2).value == entry.pointer
            continue
        assert sheet.cell(row, 3).value == int(entry.score * 100) / 100
        assert sheet.cell(row, 4).value == ("đạt" if entry.passed else "chưa đạt")
        assert entry.way is not None
        for column, step in enumerate(entry.way.steps[:12], 8):
            cell = sheet.cell(row, column)
            assert str(cell.value).startswith(read.run.profile.field(step.field).label.vi)
            assert step.position is not None
            where, _, name = str(step.position.cell).rpartition("!")
            assert cell.hyperlink.location == f"'{where}'!{name}"


def test_a_refused_entry_shows_nothing_but_that_it_is_one(marked: Path) -> None:
    text = b"".join(content for name, content in parts(marked).items() if "catval" in name).decode()
    secret = [row for row in opened(EXAMPLE).worksheets[0].iter_rows(values_only=True) if "SLA-KHCN-011" in row]
    values = {str(value) for row in secret for value in row if isinstance(value, str) and len(value) > 25}
    assert "Mô tả này không được chấm." in text
    assert [
        value for value in values if value in text and value not in str(opened(EXAMPLE).worksheets[0].cell(1, 1).value)
    ] == []


def test_checking_the_marked_file_again_marks_it_the_same(tmp_path: Path) -> None:
    file, out = tmp_path / "catalog.xlsx", tmp_path / "out.xlsx"
    shutil.copy(EXAMPLE, file)
    asked = ("check", file, "--as-of=2026-04-30", "--lang=vi", "--quiet", f"--output=xlsx={out}")
    first = catval(*asked)
    once = out.read_bytes()
    assert file.read_bytes() == EXAMPLE.read_bytes()
    file.write_bytes(once)
    assert catval(*asked).out == first.out
    assert out.read_bytes() == once


def test_in_another_language_the_sheet_of_last_time_goes_too(marked: Path, tmp_path: Path) -> None:
    again = tmp_path / "en.xlsx"
    catval("check", marked, "--lang=en", f"--output=xlsx={again}")
    assert opened(again).sheetnames[0] == "Results (catval)"
    assert COVER not in opened(again).sheetnames


def test_the_form_for_officers_can_be_marked(tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    form.write_bytes(template(rows=3))
    book = opened(form)
    book["Danh mục"]["C3"] = "Cơ sở dữ liệu nhiệm vụ khoa học"
    book.save(form)
    out = tmp_path / "out.xlsx"
    assert catval("check", form, "--lang=vi", f"--output=xlsx={out}").code == 1
    sheet = opened(out)["Danh mục"]
    assert sheet["C2"].comment.text.startswith(str(opened(form)["Danh mục"]["C2"].comment.text))
    assert "CV101" not in sheet["G3"].comment.text
    assert "Loại CSDL" in sheet["G3"].comment.text
    assert parts(out)["docProps/custom.xml"] == parts(form)["docProps/custom.xml"]


@pytest.mark.parametrize(
    ("files", "code"),
    [(["catalog.json"], "catalog.json"), (["catalog.xlsx", "catalog.json"], "catalog.xlsx"), ([], "a.xls")],
)
def test_a_run_without_one_workbook_is_refused_before_it_is_read(files: list[str], code: str, tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    paths = [EXAMPLE.parent / name for name in files] or [tmp_path / "a.xls"]
    ended = catval("check", *paths, "--lang=vi", f"--output=xlsx={tmp_path / 'out.xls'}x")
    assert (ended.code, ended.out) == (2, "")
    assert code in ended.err
    assert not (tmp_path / "out.xlsx").exists()


def test_another_ending_and_masked_reports_are_refused(tmp_path: Path) -> None:
    assert catval("check", EXAMPLE, f"--output=xlsx={tmp_path / 'out.xlsm'}").code == 2
    assert catval("check", EXAMPLE, "--redact", f"--output=xlsx={tmp_path / 'out.xlsx'}").code == 2


def test_a_library_user_gets_it_from_a_report(tmp_path: Path, marked: Path) -> None:
    report = catalog_validator.check(EXAMPLE, way=True)
    catalog_validator.write_report(report, "xlsx", tmp_path / "lib.xlsx", lang="vi")
    assert opened(tmp_path / "lib.xlsx").sheetnames == opened(marked).sheetnames
    with pytest.raises(OptionError, match="workbook-source"):
        catalog_validator.write_report(catalog_validator.check(), "xlsx", tmp_path / "no.xlsx")


@needs_office
def test_libreoffice_shows_our_comments(marked: Path, tmp_path: Path) -> None:
    saved = opened(through_office(marked, tmp_path / "office"))
    notes = [cell.comment.text for row in saved.worksheets[1] for cell in row if cell.comment]
    assert len(notes) == sum(cell.comment is not None for row in opened(marked).worksheets[1] for cell in row)


@pytest.mark.skipif(not REAL, reason="../shared/data with real workbooks is not here")
def test_real_workbooks_come_back_whole(tmp_path: Path) -> None:
    """Those that nobody can open are refused; every other comes back with all its parts, and openpyxl opens it."""
    done = 0
    for path in REAL:
        out = tmp_path / f"{done}{path.suffix}"
        try:
            catalog_validator.write_report(catalog_validator.check(path, way=True), "xlsx", out, lang="vi")
        except OptionError:
            continue
        done += 1
        before, after = parts(path), parts(out)
        assert set(before) <= set(after), path
        touched = {name for name in before if before[name] != after[name]}
        allowed = r"(.*/)?(workbook|styles|comments\d*|sheet[^/]*)\.xml|.*\.rels|\[Content_Types\]\.xml|.*\.vml"
        assert [name for name in touched if not re.fullmatch(allowed, name)] == [], path
        for name in touched:
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                end = before[name].rindex(b"sheetData")
                assert after[name][:end] == before[name][:end], path
        try:
            old = opened(path)
        except Exception:
            continue
        # Of one in the strict form openpyxl sees no sheet at all.
        assert not old.sheetnames or opened(out).sheetnames == [COVER, *old.sheetnames], path
    assert done >= 20


@needs_office
@pytest.mark.skipif(not REAL, reason="../shared/data with real workbooks is not here")
def test_libreoffice_opens_real_workbooks_that_were_marked(tmp_path: Path) -> None:
    for number, path in enumerate(path for path in REAL if "justicia" in path.name or "derived" in path.parts):
        copy, out = tmp_path / f"in{number}{path.suffix}", tmp_path / f"out{number}{path.suffix}"
        shutil.copy(path, copy)
        catalog_validator.write_report(catalog_validator.check(copy, way=True), "xlsx", out, lang="vi")
        assert opened(through_office(out, tmp_path / "office")).sheetnames[0] == COVER


def test_more_than_programs_bear_is_said_and_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalog_validator.reports.workbook.MOST_NOTES", 5)
    monkeypatch.setattr("catalog_validator.reports.workbook.MOST_LINKS", 9)
    out = tmp_path / "out.xlsx"
    catval("check", EXAMPLE, "--lang=vi", f"--output=xlsx={out}")
    book = opened(out)
    assert sum(cell.comment is not None for sheet in book for row in sheet for cell in row) == 5
    told = [str(row[0].value) for row in book[COVER].iter_rows(max_row=12)]
    assert any("5 ô có chú thích" in text for text in told)
    assert any("không có liên kết" in text for text in told)
    errors = [cell for sheet in book for row in sheet for cell in row if cell.comment and "Lỗi: " in cell.comment.text]
    assert len(errors) == 5
