"""A campaign file with no more than the rules: what it leaves out is a listed blank in the papers, and no more."""

import json
from pathlib import Path

import pytest
import yaml
from docx import Document

from catalog_runs import ROOT, catval

EXAMPLE = ROOT / "examples" / "thi-dua-2026"
INPUTS = ("--register", EXAMPLE / "register.yaml", EXAMPLE / "catalog.json")
OPTIONAL = ("version", "organiser", "addressee", "place", "accuracy")
LEFT = ("Cơ quan tổ chức đợt thi đua", "Người có thẩm quyền khen thưởng", "Địa danh")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built-in campaign without its optional keys, and the record that it leads to."""
    home = tmp_path_factory.mktemp("drive")
    full = yaml.safe_load((ROOT / "src/catalog_validator/awards/builtin/sonla-2026.yaml").read_bytes())
    bare = {key: value for key, value in full.items() if key not in OPTIONAL}
    assert len(full) - len(bare) == len(OPTIONAL)
    (home / "c.yaml").write_text(yaml.safe_dump(bare, allow_unicode=True), encoding="utf-8")
    asked = ("--campaign", home / "c.yaml", *INPUTS, "--as-of=2026-05-03", "--format=json")
    (home / "n.json").write_text(catval("awards", "nominate", *asked).out, encoding="utf-8")
    return home


def text(path: Path) -> str:
    paper = Document(str(path))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def test_the_outcomes_are_those_of_the_full_campaign(home: Path) -> None:
    full = json.loads(catval("awards", "nominate", *INPUTS, "--as-of=2026-05-03", "--format=json").out)
    bare = json.loads((home / "n.json").read_text(encoding="utf-8"))
    assert bare["candidates"] == full["candidates"]
    assert (bare["campaign"]["version"], bare["accuracy"]) == ("", "stated")


def test_it_is_fine_and_the_record_verifies(home: Path) -> None:
    linted = catval("awards", "lint", "--campaign", home / "c.yaml", "--lang=en")
    assert (linted.code, linted.err) == (0, "")
    assert linted.out.endswith("can be used (sonla-2026)\n")
    assert catval("awards", "verify", home / "n.json", "--campaign", home / "c.yaml", *INPUTS).code == 0


def test_what_is_left_out_is_a_blank_and_listed_for_each_paper_that_has_it(home: Path) -> None:
    ended = catval("awards", "dossier", home / "n.json", "--campaign", home / "c.yaml", "--out", home / "papers")
    assert (ended.code, ended.err) == (0, "")
    listed = (home / "papers" / "can-bo-sung.md").read_text(encoding="utf-8").split("\n## ")[1:]
    of_paper = {part.partition("\n")[0]: part for part in listed}
    for name in ("to-trinh.docx", "bien-ban.docx"):
        assert [of_paper[name].count(f"- [ ] {what}\n") for what in LEFT] == [1, 1, 1], name
    assert "Kính gửi: ……" in text(home / "papers" / "to-trinh.docx")
    assert "……, ngày" in text(home / "papers" / "to-trinh.docx")


@pytest.mark.parametrize("whose", ["--all", "--unit=don-vi-a"])
def test_closing_reports_have_blanks_too(home: Path, whose: str) -> None:
    ended = catval("awards", "summary", home / "n.json", whose, "--campaign", home / "c.yaml", "--out", home / "s.docx")
    assert (ended.code, ended.err) == (0, "")
    assert "Kính gửi: ……" in text(home / "s.docx")
