"""Catalogs with text in old encodings: what is said, what is scored, and that nothing secret shows."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import xlwt
from benchmarks.old_encodings import WRITERS, as_tcvn3, as_vni

from catalog_runs import AS_OF, FULL, SMALL
from catalog_validator import check, count, load_profile, render
from catalog_validator.engine.assess import Origin, score_sheet
from catalog_validator.engine.plan import build_plan
from catalog_validator.engine.sheet import Sheet
from catalog_validator.model.finding import Severity, Violation


def saved(path: Path, entries: object) -> Path:
    path.write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")
    return path


def book(rows: list[list[str]], font: str) -> bytes:
    made = xlwt.Workbook()
    sheet = made.add_sheet("Sheet1")
    style = xlwt.easyxf(f"font: name {font}")
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write(number, column, text, style)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", WRITERS)
def test_garbled_text_earns_nothing_in_either_path(encoding: str, tmp_path: Path) -> None:
    garbled = FULL | {"name": WRITERS[encoding](FULL["name"])}
    path = saved(tmp_path / "a.json", [garbled, FULL])
    report = check(path, profile=SMALL, as_of=AS_OF)
    found = [finding for finding in report.entries[0].findings if finding.field == "name"]
    assert [finding.code for finding in found] == ["CV218"]
    assert found[0].facts["repaired"] == FULL["name"]
    assert found[0].points_lost > 0
    assert count(path, profile=SMALL, as_of=AS_OF).summary == report.summary


@pytest.mark.parametrize("said", ["Có", "có", "Mật", "Thuộc bí mật nhà nước"])
@pytest.mark.parametrize("encoding", WRITERS)
def test_a_mark_of_secrecy_is_seen_in_any_letters(encoding: str, said: str, tmp_path: Path) -> None:
    path = saved(tmp_path / "a.json", [FULL | {"secret": WRITERS[encoding](said), "name": "TUYỆT ĐỐI KHÔNG NÊU"}])
    report = check(path, profile=SMALL, as_of=AS_OF)
    assert report.summary.total.refused == 1
    assert "TUYỆT" not in render(report)
    assert count(path, profile=SMALL, as_of=AS_OF).summary == report.summary


@pytest.mark.parametrize(("write", "encoding"), [(as_tcvn3, "TCVN3"), (as_vni, "VNI")])
def test_headings_in_an_old_encoding_are_understood_and_reported(
    write: Callable[[str], str], encoding: str, tmp_path: Path
) -> None:
    headings = ["Tên cơ sở dữ liệu", "Mục đích xây dựng cơ sở dữ liệu"]
    path = tmp_path / "a.csv"
    path.write_text(",".join(map(write, headings)) + "\nHồ sơ một cửa,Phục vụ quản lý hồ sơ\n", encoding="utf-8")
    report = check(path, as_of=AS_OF)
    said = [finding.facts for finding in report.problems if finding.code == "CV507"]
    assert {"name": write(headings[0]), "encoding": encoding, "repaired": headings[0]} in said
    assert report.entries[0].title == "Hồ sơ một cửa"


def test_a_key_in_an_old_encoding_is_understood_and_reported(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.json", [{as_tcvn3("Tên cơ sở dữ liệu"): "Hồ sơ một cửa"}])
    entry = check(path, as_of=AS_OF).entries[0]
    assert entry.title == "Hồ sơ một cửa"
    assert [finding.field for finding in entry.findings if finding.code == "CV507"] == ["db_name"]


def test_the_font_tells_what_a_short_word_cannot(tmp_path: Path) -> None:
    headings = ["Tên cơ sở dữ liệu", "Mục đích xây dựng cơ sở dữ liệu"]
    rows = [list(map(as_tcvn3, row)) for row in (headings, ["Số", "Phục vụ quản lý hồ sơ của tỉnh"])]
    for font, codes in ((".VnTime", ["CV218"]), ("Arial", [])):
        path = tmp_path / f"{font.strip('.')}.xls"
        path.write_bytes(book(rows, font))
        report = check(path, as_of=AS_OF)
        found = [finding for finding in report.entries[0].findings if finding.field == "db_name"]
        assert [finding.code for finding in found if finding.code == "CV218"] == codes
        assert count(path, as_of=AS_OF).summary == report.summary


def test_what_the_reader_knows_to_be_garbled_earns_nothing() -> None:
    plan = build_plan(load_profile(SMALL), AS_OF)
    flaw = Violation("CV218", ("name",), {"value": "Sè", "encoding": "TCVN3", "repaired": "Số"}, Severity.ERROR)
    fine, garbled = (score_sheet(Sheet(plan, FULL), Origin("", ""), flaws) for flaws in ((), (flaw,)))
    lost = [finding.points_lost for finding in garbled.findings if finding.code == "CV218"]
    assert lost == [fine.earned - garbled.earned] != [0]


def test_the_font_tells_what_a_short_heading_says(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(
        book([list(map(as_tcvn3, ["Tên cơ sở dữ liệu", "Mã số", "Khác"])), ["Hồ sơ", "1", "Sè"]], ".VnTime")
    )
    profile = tmp_path / "own.yaml"
    profile.write_text(SMALL.read_text(encoding="utf-8").replace("[Mã CSDL]", "[Mã CSDL, Mã số]"), encoding="utf-8")
    report = check(path, profile=profile, as_of=AS_OF)
    assert report.entries[0].id == "1"
    said = {
        str(finding.facts["name"]): finding.facts["repaired"] for finding in report.problems if finding.code == "CV507"
    }
    assert said[as_tcvn3("Mã số")] == "Mã số"
    # The third column is not read, so nothing is said of its letters.
    assert not any(finding.code == "CV218" for finding in report.entries[0].findings)


def test_the_font_of_a_unicode_text_tells_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(book([["Tên cơ sở dữ liệu"], ["Sổ đỏ"]], ".VnTime"))
    assert not any(finding.code == "CV218" for finding in check(path, as_of=AS_OF).entries[0].findings)
