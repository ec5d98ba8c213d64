"""The papers of a nomination: numbers agree in all of them, names are spelled alike, blanks are visible and listed."""

import io
import json
import re
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from docx import Document
from docx.shared import Mm

from catalog_runs import ROOT, catval
from catalog_validator.awards.papers.draw import TEMPLATES, drawn
from catalog_validator.awards.papers.fill import HERE, file_name
from catalog_validator.awards.papers.words_vi import both, counted, grounds, in_words

EXAMPLE = ROOT / "examples" / "thi-dua-2026"
INPUTS = ("--register", EXAMPLE / "register.yaml", EXAMPLE / "catalog.json", "--as-of=2026-05-03")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the example and, below, its papers."""
    home = tmp_path_factory.mktemp("dossier")
    (home / "nominations.json").write_text(catval("awards", "nominate", *INPUTS, "--format=json").out, encoding="utf-8")
    ended = catval("awards", "dossier", home / "nominations.json", "--out", home / "papers")
    assert (ended.code, ended.err) == (0, "")
    assert len(ended.out.splitlines()) == len(list((home / "papers").iterdir()))
    return home


def text(path: Path) -> str:
    """All that a paper says, tables included."""
    paper = Document(str(path))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def nominated(made: Path) -> list[dict[str, str]]:
    record = json.loads((made / "nominations.json").read_text(encoding="utf-8"))
    return [one for one in record["candidates"] if one["outcome"] == "nominated"]


def test_numbers_and_names_agree_everywhere(made: Path) -> None:
    papers, people = made / "papers", nominated(made)
    proposal, minutes = text(papers / "to-trinh.docx"), text(papers / "bien-ban.docx")
    for said in (proposal, minutes):
        assert "04 (bốn) tập thể và 09 (chín) cá nhân" in said
    assert f"{len(people):02} Báo cáo thành tích" in proposal
    assert len(list(papers.glob("bao-cao-*.docx"))) == len(people)
    sheet = openpyxl.load_workbook(papers / "danh-sach.xlsx").worksheets[0]
    listed = [row[1] for row in sheet.iter_rows(min_row=4, values_only=True) if isinstance(row[0], int)]
    assert listed == [one["name"] for one in people]
    for one in people:
        assert one["name"] in proposal
        assert one["name"] in minutes
        assert one["name"] in text(papers / f"bao-cao-{file_name(one['id'])}.docx")


def test_nobody_else_is_in_the_list_and_the_undecided_are_named(made: Path) -> None:
    proposal = text(made / "papers" / "to-trinh.docx")
    assert "Cán bộ số 12 (Phòng D) và Cán bộ số 13 (Phòng E)" in proposal
    assert not re.search(r"Cán bộ số (8|11|14|15|16|17|18|19|20)\b", proposal)


def test_blanks_are_dots_and_each_is_listed(made: Path) -> None:
    papers = made / "papers"
    listed = (papers / "can-bo-sung.md").read_text(encoding="utf-8")
    for path in papers.glob("*.docx"):
        assert "……" in text(path)
        assert f"## {path.name}" in listed
    for what in ("Số của văn bản", "Số phiếu: Cán bộ số 1", "Năm sinh", "Chữ ký, họ tên: Chủ tịch Hội đồng"):
        assert f"- [ ] {what}" in listed


def test_the_layout(made: Path) -> None:
    for path in (made / "papers").glob("*.docx"):
        section = Document(str(path)).sections[0]
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)  # type: ignore[union-attr]
        margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
        assert [round(Mm(0) + margin / 36000) for margin in margins if margin is not None] == [30, 15, 20, 20]
        with ZipFile(path) as parts:
            assert "Times New Roman" in parts.read("word/styles.xml").decode()
        said = text(path)
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in said
        assert "{" not in said


def test_the_grounds_are_written_as_grounds(made: Path) -> None:
    lines = [line for line in text(made / "papers" / "to-trinh.docx").splitlines() if line.startswith("Căn cứ")]
    assert len(lines) == 4
    assert [line[-1] for line in lines] == [";", ";", ";", "."]


def test_the_same_record_gives_the_same_bytes(made: Path) -> None:
    again = made / "again"
    assert catval("awards", "dossier", made / "nominations.json", "--out", again).code == 0
    names = sorted(path.name for path in again.iterdir())
    assert names == sorted(path.name for path in (made / "papers").iterdir())
    assert all((again / name).read_bytes() == (made / "papers" / name).read_bytes() for name in names)


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_templates_are_as_drawn(name: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        (HERE / name).write_bytes(drawn(name))
    assert (HERE / name).read_bytes() == drawn(name)


def test_an_edited_template_is_used_and_a_broken_one_is_named(made: Path, tmp_path: Path) -> None:
    paper = Document(str(HERE / "to-trinh.docx"))
    paper.add_paragraph("Ghi thêm cho {{ drive }}")
    paper.save(str(tmp_path / "to-trinh.docx"))
    ended = catval("awards", "dossier", made / "nominations.json", "--out", tmp_path / "o", "--templates", tmp_path)
    assert ended.code == 0
    assert "Ghi thêm cho Đợt thi đua" in text(tmp_path / "o" / "to-trinh.docx")
    paper.add_paragraph("{{ khong_co }}")
    paper.save(str(tmp_path / "to-trinh.docx"))
    ended = catval("awards", "dossier", made / "nominations.json", "--out", tmp_path / "p", "--templates", tmp_path)
    assert (ended.code, "to-trinh.docx" in ended.err, "khong_co" in ended.err) == (2, True, True)
    assert not (tmp_path / "p").exists()


def test_hostile_names_stay_text(tmp_path: Path) -> None:
    register = (EXAMPLE / "register.yaml").read_text(encoding="utf-8")
    hostile = "Cán bộ {{ blank }} <w:p/> & ]]> =1+1"
    (tmp_path / "r.yaml").write_text(register.replace("name: Cán bộ số 1\n", f'name: "{hostile}"\n'), encoding="utf-8")
    asked = ("--register", tmp_path / "r.yaml", EXAMPLE / "catalog.json", "--as-of=2026-05-03", "--format=json")
    (tmp_path / "n.json").write_text(catval("awards", "nominate", *asked).out, encoding="utf-8")
    assert catval("awards", "dossier", tmp_path / "n.json", "--out", tmp_path / "o").code == 0
    assert hostile in text(tmp_path / "o" / "to-trinh.docx")
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "o" / "danh-sach.xlsx").read_bytes()))
    assert hostile in [cell.value for row in book.worksheets[0].iter_rows() for cell in row]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"), (1, "một"), (4, "bốn"), (10, "mười"), (14, "mười bốn"), (15, "mười lăm"), (20, "hai mươi"),
        (21, "hai mươi mốt"), (25, "hai mươi lăm"), (100, "một trăm"), (105, "một trăm linh năm"),
        (115, "một trăm mười lăm"), (331, "ba trăm ba mươi mốt"),
    ],
)  # fmt: skip
def test_numbers_in_words(number: int, words: str) -> None:
    assert in_words(number) == words


def test_small_words() -> None:
    assert counted(4, "tập thể") == "04 (bốn) tập thể"
    assert (both(["a"]), both(["a", "b"]), both(["a", "b", "c"])) == ("a", "a và b", "a, b và c")
    assert grounds(["Luật A", "Nghị định B"]) == ["Căn cứ Luật A;", "Căn cứ Nghị định B."]
    assert file_name("Đơn vị số 1") == "don-vi-so-1"
