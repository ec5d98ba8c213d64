"""Closing reports, a late dossier, and every paper as LibreOffice prints it."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from test_award_papers import text

from catalog_runs import ROOT, catval
from catalog_validator.awards.papers.draw import TEMPLATES
from catalog_validator.awards.papers.fill import HERE

EXAMPLE = ROOT / "examples" / "thi-dua-2026"
SOFFICE, PDFTOTEXT = shutil.which("soffice"), shutil.which("pdftotext")


def record_of(home: Path, day: str) -> Path:
    asked = ("--register", EXAMPLE / "register.yaml", EXAMPLE / "catalog.json", f"--as-of={day}", "--format=json")
    (home / "n.json").write_text(catval("awards", "nominate", *asked).out, encoding="utf-8")
    return home / "n.json"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record, its papers, and the closing reports of unit F and of all units."""
    home = tmp_path_factory.mktemp("closing")
    record = record_of(home, "2026-05-03")
    (home / "papers").mkdir()
    assert catval("awards", "dossier", record, "--out", home / "papers").code == 0
    asked: tuple[object, ...] = ("awards", "summary", record)
    assert catval(*asked, "--unit=don-vi-f", "--out", home / "papers" / "tong-ket-f.docx").code == 0
    assert catval(*asked, "--all", "--out", home / "papers" / "tong-ket.docx").code == 0
    return home


def rows(path: Path) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in Document(str(path)).tables for row in table.rows]


def test_a_unit_reports_what_its_record_says(home: Path) -> None:
    path = home / "papers" / "tong-ket-f.docx"
    said = text(path)
    assert "PHÒNG F" in said
    assert "được giao mô tả 04 (bốn) cơ sở dữ liệu thuộc 02 (hai) lĩnh vực" in said
    assert "Kế hoạch của đơn vị: số 16/KH-F ngày 10/03/2026." in said
    assert "4 cơ sở dữ liệu có mô tả, 3 đã được ban hành, 4 đã hoàn thành, trong đó 3 hoàn thành trước hạn" in said
    assert ["1", "VD-017", "Khoa học và công nghệ", "25/04/2026", "21/04/2026", "chưa", "0%"] in rows(path)
    assert ["2", "VD-018", "Chuyển đổi số", "25/04/2026", "21/04/2026", "đã", "75%"] in rows(path)
    assert "- Chưa được ban hành: VD-017." in said
    assert "- Mô tả chưa đạt ngưỡng: VD-018." in said
    assert "{" not in said


def test_the_whole_is_the_sum_of_the_units(home: Path) -> None:
    path = home / "papers" / "tong-ket.docx"
    record: Any = json.loads((home / "n.json").read_bytes())
    units = [one for one in record["candidates"] if one["kind"] == "collective"]
    listed = [row for row in rows(path) if len(row) == 7 and row[0].isdigit()]
    assert [row[1] for row in listed] == sorted(one["name"] for one in units)
    assert [sum(int(row[column]) for row in listed) for column in (2, 3, 4, 5)] == [20, 20, 19, 19]
    said = text(path)
    assert "06 (sáu) phòng, đơn vị được giao mô tả 20 (hai mươi) cơ sở dữ liệu" in said
    assert "04 (bốn) tập thể và 09 (chín) cá nhân" in said
    assert "Phòng F: Chưa được ban hành: VD-017" in said


def test_where_nothing_is_left_it_says_so(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    assert catval("awards", "summary", home / "n.json", "--unit=don-vi-a", "--out", path).code == 0
    assert "Không còn nội dung nào phải hoàn thành." in text(path)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_unit_must_be_named_and_known(home: Path, lang: str, tmp_path: Path) -> None:
    asked: tuple[object, ...] = ("awards", "summary", home / "n.json", "--out", tmp_path / "x.docx", "--lang", lang)
    assert catval(*asked).code == 2
    assert catval(*asked, "--all", "--unit=don-vi-a").code == 2
    ended = catval(*asked, "--unit=phong-la")
    assert (ended.code, "phong-la" in ended.err, "don-vi-a" in ended.err) == (2, True, True)
    assert not (tmp_path / "x.docx").exists()


def test_an_office_uses_its_own_template_of_the_closing_report(home: Path, tmp_path: Path) -> None:
    own = Document(str(HERE / "tong-ket-don-vi.docx"))
    own.add_paragraph("Mẫu riêng của {{ unit }}")
    own.save(str(tmp_path / "tong-ket-don-vi.docx"))
    asked = ("--unit=don-vi-a", "--out", tmp_path / "x.docx", "--templates", tmp_path)
    assert catval("awards", "summary", home / "n.json", *asked).code == 0
    assert "Mẫu riêng của Phòng A" in text(tmp_path / "x.docx")


def test_a_template_of_an_unknown_name_is_not_passed_over(home: Path, tmp_path: Path) -> None:
    shutil.copy(HERE / "to-trinh.docx", tmp_path / "To trinh.docx")
    ended = catval("awards", "dossier", home / "n.json", "--out", tmp_path / "o", "--templates", tmp_path, "--lang=en")
    assert (ended.code, "To trinh.docx" in ended.err, "to-trinh.docx" in ended.err) == (2, True, True)
    assert not (tmp_path / "o").exists()


def test_papers_say_which_reading_was_used_and_whose_outcome_depends_on_it(home: Path) -> None:
    for name in ("to-trinh.docx", "bien-ban.docx"):
        said = text(home / "papers" / name)
        assert "Mức mô tả hoàn thiện được hiểu là tổng điểm của mọi cơ sở dữ liệu được giao" in said
        assert "ngưỡng 80% đối với tập thể, 80% đối với cá nhân" in said
        assert "sau thời hạn" not in said
    minutes = text(home / "papers" / "bien-ban.docx")
    assert "- Phòng D: đề nghị khen thưởng; nếu chính xác, đầy đủ hiểu là không có lỗi nào" in minutes
    assert "- Cán bộ số 14 (Phòng D): đủ điều kiện nhưng xếp sau" in minutes
    assert "nếu ngưỡng đối với cá nhân là 100%: chưa đủ điều kiện" in minutes


def test_a_dossier_of_the_fifth_of_may_is_made_and_says_that_it_is_late(tmp_path: Path) -> None:
    ended = catval("awards", "dossier", record_of(tmp_path, "2026-05-05"), "--out", tmp_path / "o", "--lang=en")
    assert (ended.code, "the dossier is late: the last day was 2026-05-04" in ended.err) == (1, True)
    for name in ("to-trinh.docx", "bien-ban.docx"):
        assert "Hồ sơ lập sau thời hạn quy định (ngày cuối là 04/05/2026)" in text(tmp_path / "o" / name)
    assert catval("awards", "dossier", record_of(tmp_path, "2026-05-04"), "--out", tmp_path / "p").code == 0


def test_the_list_of_blanks_says_what_to_do_first(home: Path) -> None:
    assert "catval awards verify" in (home / "papers" / "can-bo-sung.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_signature_stands_alone_and_no_row_is_torn(name: str) -> None:
    paper = Document(str(HERE / name))
    assert all("w:cantSplit" in row._tr.xml for table in paper.tables[1:] for row in table.rows)
    assert paper.sections[0].different_first_page_header_footer
    assert "PAGE" in paper.sections[0].header.paragraphs[0]._p.xml


@pytest.mark.skipif(SOFFICE is None or PDFTOTEXT is None, reason="LibreOffice or pdftotext is not installed")
def test_every_paper_becomes_a_pdf_with_its_words(home: Path, tmp_path: Path) -> None:
    """On A4, in few pages, with its heading and its numbers; a page is never only a signature."""
    papers = sorted((home / "papers").glob("*.docx"))
    office = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = [str(SOFFICE), office, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, papers)], check=True, capture_output=True, timeout=300)
    for path in papers:
        pdf = tmp_path / f"{path.stem}.pdf"
        done = subprocess.run([str(PDFTOTEXT), "-layout", str(pdf), "-"], check=True, capture_output=True)
        pages = done.stdout.decode().split("\f")[:-1]
        assert 1 <= len(pages) <= 3, path.name
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in pages[0]
        assert "Độc lập - Tự do - Hạnh phúc" in pages[0]
        for number, page in enumerate(pages[1:], 2):
            lines = [line.strip() for line in page.splitlines() if line.strip()]
            assert lines[0] == str(number)
            assert len(lines) > 4, path.name
    assert b"595" in b"".join(
        line for line in (tmp_path / "to-trinh.pdf").read_bytes().splitlines() if b"/MediaBox" in line
    )
