"""``catval fix``: what it shows, what it writes, what it refuses, and how it ends."""

import json
import os
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlwt
from benchmarks.old_encodings import as_tcvn3

from catalog_runs import EXAMPLE, FULL, SMALL, catval
from catalog_validator import check, find_repairs, fix
from catalog_validator.model.repair import SourceStatus
from conftest import Golden

SPOILED = FULL | {
    "name": as_tcvn3("Hồ sơ nhiệm vụ  khoa học"),
    "updated": "1/4/2026",
    "sharing": "OPEN",
    "contact": {"name": "Phòng\u00a0Quản lý ", "phone": "0212 3 852 001"},
}
SECRET = FULL | {"secret": "có", "name": "TUYỆT MẬT  KHÔNG NÊU"}


def saved(path: Path, entries: object) -> Path:
    path.write_text(json.dumps(entries, ensure_ascii=False, indent=1), encoding="utf-8", newline="\n")
    return path


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_diff(lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, golden: Golden) -> None:
    monkeypatch.chdir(tmp_path)
    saved(Path("a.json"), [FULL, SPOILED, SECRET])
    ended = catval("fix", "a.json", "--profile", SMALL, "--lang", lang)
    assert ended.code == 1
    golden(f"fix.{lang}.txt", ended.out)


def test_showing_writes_nothing_and_writing_is_final(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.json", [FULL, SPOILED, SECRET])
    before = path.read_bytes()
    assert catval("fix", path, "--profile", SMALL).code == 1
    assert path.read_bytes() == before
    assert catval("fix", path, "--profile", SMALL, "--write").code == 0
    after = path.read_bytes()
    assert json.loads(after) == [
        FULL,
        FULL
        | {
            "name": "Hồ sơ nhiệm vụ khoa học",
            "sharing": "open",
            "contact": {"name": "Phòng Quản lý", "phone": "0212 3 852 001"},
        },
        SECRET,
    ]
    assert catval("fix", path, "--profile", SMALL, "--write").code == 0
    assert path.read_bytes() == after
    assert [item.name for item in tmp_path.iterdir()] == ["a.json"]


def test_json_has_the_values_as_they_are(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.json", [SPOILED, SECRET])
    found = catval("fix", path, "--profile", SMALL, "--format", "json").json
    assert (found["schema"], found["clean"], found["refused_entries"]) == ("catval-fix/1", False, 1)
    repairs = {tuple(repair["path"]): repair for repair in found["sources"][0]["repairs"]}
    assert repairs["contact", "name"]["old"] == "Phòng\u00a0Quản lý "
    assert repairs["name",]["reasons"] == ["letters", "spaces"]
    assert repairs["name",]["encoding"] == "TCVN3"
    assert repairs["updated",]["position"]["line"] == 7


@pytest.mark.parametrize("form", ["text", "json"])
def test_nothing_of_a_secret_is_touched_or_shown(form: str, tmp_path: Path) -> None:
    path = saved(tmp_path / "a.json", [SECRET])
    before = path.read_bytes()
    ended = catval("fix", path, "--profile", SMALL, "--write", "--format", form)
    assert ended.code == 0
    assert "TUYỆT" not in ended.out + ended.err
    assert path.read_bytes() == before


def test_a_binary_workbook_is_refused_with_the_way_out(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    sheet.write(0, 0, "Tên cơ sở dữ liệu")
    sheet.write(1, 0, "Hồ sơ  nhiệm vụ")
    out = BytesIO()
    book.save(out)
    path = tmp_path / "a.xls"
    path.write_bytes(out.getvalue())
    ended = catval("fix", path, "--profile", SMALL, "--write", "--lang", "en")
    assert ended.code == 1
    assert "catval convert" in ended.out
    assert path.read_bytes() == out.getvalue()


def test_parts_of_archives_standard_input_and_links_are_not_written(tmp_path: Path) -> None:
    data = json.dumps([SPOILED]).encode()
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as package:
        package.writestr("a.json", data)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "b.json").write_bytes(data)
    (tmp_path / "link.json").symlink_to(tmp_path / "elsewhere" / "b.json")
    before = (tmp_path / "a.zip").read_bytes()
    for path in ("a.zip", "link.json"):
        source = fix(tmp_path / path, profile=SMALL).sources[0]
        assert (source.status, source.reason) == (SourceStatus.REFUSED, "inside")
    assert catval("fix", "-", "--profile", SMALL, "--write", stdin=data).code == 1
    assert (tmp_path / "a.zip").read_bytes() == before
    assert (tmp_path / "elsewhere" / "b.json").read_bytes() == data
    assert (tmp_path / "link.json").is_symlink()


def test_what_cannot_be_read_is_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b'[{"name": "H\xc3\xb4  s"}, {"name": ')
    ended = catval("fix", path, "--profile", SMALL, "--write")
    assert ended.code == 1
    assert path.read_bytes().endswith(b'{"name": ')


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    assert catval("fix", tmp_path / "none.json").code == 2


@pytest.mark.skipif(os.name == "nt", reason="rights of files are another matter there")
def test_the_rights_of_a_file_stay(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.json", [SPOILED])
    path.chmod(0o640)
    assert fix(path, profile=SMALL).clean
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("form", ["csv", "json", "ndjson", "xlsx", "xml", "yaml"])
def test_the_example_in_every_form(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"catalog.{form}"
    path.write_bytes((EXAMPLE / path.name).read_bytes())
    before = check(path)
    found = find_repairs(path).sources[0]
    assert found.count(left=False) > 0
    assert fix(path).sources[0].status is SourceStatus.WRITTEN
    after = check(path)
    assert after.summary.score == before.summary.score
    assert [entry.id for entry in after.entries] == [entry.id for entry in before.entries]
    assert find_repairs(path).clean
    if form == "xlsx":
        assert openpyxl.load_workbook(path).sheetnames == openpyxl.load_workbook(EXAMPLE / path.name).sheetnames


def test_all_forms_need_the_same_repairs() -> None:
    def values(form: str) -> list[tuple[str, str]]:
        source = find_repairs(EXAMPLE / f"catalog.{form}").sources[0]
        return [(repair.old, repair.new) for entry in source.entries for repair in entry.repairs]

    assert values("json") == values("yaml") == values("xml") == values("csv") == values("xlsx") == values("ndjson")
