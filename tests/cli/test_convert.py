"""``catval convert``: exit codes, files that are there, folders that are not, both languages."""

import json
import os
import shutil
from pathlib import Path

import pytest

from catalog_runs import EXAMPLE, FULL, SMALL, SYNTAXES, Ended, catval, write


def converted(*arguments: object, stdin: bytes = b"") -> Ended:
    return catval("convert", f"--profile={SMALL}", *arguments, stdin=stdin)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "in.json", [FULL])


def test_everything_carried_over_is_0(source: Path, tmp_path: Path) -> None:
    ended = converted(source, tmp_path / "out.xlsx", "--lang=en")
    assert (ended.code, ended.err) == (0, "")
    assert "1 of 1 description written as XLSX" in ended.out
    assert "Everything is carried over." in ended.out


def test_something_lost_is_1(tmp_path: Path) -> None:
    source = write(tmp_path / "in.json", [{**FULL, "strange": 1}])
    ended = converted(source, tmp_path / "out.json", "--lang=vi")
    assert ended.code == 1
    assert "in.json:" in ended.out
    assert "Chưa chuyển được đủ nội dung: 1 điểm" in ended.out
    assert json.loads((tmp_path / "out.json").read_bytes())["entries"] == [FULL]


def test_a_file_that_is_there_stays_unless_forced(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("mine", encoding="utf-8")
    for lang, words in (("en", "is there already"), ("vi", "đã có")):
        ended = converted(source, target, f"--lang={lang}")
        assert (ended.code, ended.out) == (2, "")
        assert words in ended.err
    assert target.read_text(encoding="utf-8") == "mine"
    assert converted(source, target, "--force").code == 0
    assert json.loads(target.read_bytes())["entries"] == [FULL]


def test_the_source_itself_only_by_force(source: Path) -> None:
    before = source.read_bytes()
    assert converted(source, source).code == 2
    assert source.read_bytes() == before
    assert converted(source, source, "--force").code == 0
    assert json.loads(source.read_bytes())["entries"] == [FULL]


def test_a_broken_run_leaves_no_file(source: Path, tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    assert converted(source, tmp_path / "missing.json", tmp_path / "out.json").code == 2
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_no_folder_no_form_is_2(source: Path, tmp_path: Path, lang: str) -> None:
    for arguments in (
        (source, tmp_path / "no" / "out.json"),
        (source, tmp_path),
        (source, tmp_path / "out.docx"),
        (source, "-"),
        (source, tmp_path / "out.json", "--to=word"),
        (source,),
    ):
        ended = converted(*arguments, f"--lang={lang}")
        assert (ended.code, ended.out) == (2, ""), arguments
        assert ended.err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_2(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "shut"
    folder.mkdir(mode=0o555)
    ended = converted(source, folder / "out.json", "--lang=en")
    assert ended.code == 2
    assert "may not be written" in ended.err


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder in which nobody can make files")
def test_a_folder_in_which_nobody_can_make_files_is_2(source: Path) -> None:
    ended = converted(source, "/proc/out.json", "--lang=en")
    assert (ended.code, ended.out) == (2, "")
    assert "/proc/" in ended.err


def test_pipes_carry_the_file_and_the_report_apart() -> None:
    ended = converted("-", "-", "--to=ndjson", "--lang=en", stdin=json.dumps([FULL]).encode())
    assert ended.code == 0
    assert json.loads(ended.out) == FULL
    assert "1 of 1 description written as NDJSON" in ended.err


def test_the_form_that_is_asked_for_wins_over_the_ending(source: Path, tmp_path: Path) -> None:
    assert converted(source, tmp_path / "out.json", "--to=yaml").code == 0
    assert (tmp_path / "out.json").read_text(encoding="utf-8").startswith("profile: ")


def test_hints_lead_the_reading(tmp_path: Path) -> None:
    text = "code;name\nA-1;H\xe5 s\xac\n"
    source = tmp_path / "in.csv"
    source.write_bytes(text.encode("latin-1"))
    assert converted(source, tmp_path / "out.json", "--encoding=tcvn3", "--lang=en").code == 0
    assert json.loads((tmp_path / "out.json").read_bytes())["entries"] == [{"code": "A-1", "name": "Hồ sơ"}]


def test_a_folder_of_syntaxes(tmp_path: Path) -> None:
    for syntax in SYNTAXES:
        shutil.copy(EXAMPLE / f"catalog.{syntax}", tmp_path)
    ended = catval("convert", tmp_path, tmp_path.parent / f"{tmp_path.name}.ndjson", "--lang=en")
    assert ended.code == 1
    assert "114 of 120 descriptions written as NDJSON" in ended.out
