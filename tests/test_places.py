"""A defect put at a known place is reported at that place, in every syntax."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from catalog_runs import AS_OF, FULL, SMALL, find, place, write_book
from catalog_validator import Profile, Report, check, load_profile

WRONG = "hôm qua"
"""Stands for a date; occurs nowhere else."""
MANY = 50_000
TINY = """
id: tiny
version: "1"
title: {vi: Nhỏ, en: Tiny}
legal_basis: Không có
status: official
status_reason: {vi: Chỉ để thử, en: For tests only}
threshold: "80"
identity: {id: [name], title: name}
group_by: []
groups: [{id: main, title: {vi: Chính, en: Main}}]
placeholders: {exact: [n/a]}
fields:
  - id: name
    label: {vi: Tên, en: Name}
    help: {vi: Tên, en: Name}
    group: main
    type: text
    obligation: mandatory
    citation: {status: design_choice, confidence: none}
  - id: updated
    label: {vi: Ngày cập nhật, en: Updated}
    help: {vi: Ngày, en: Day}
    group: main
    type: date
    obligation: mandatory
    citation: {status: design_choice, confidence: none}
"""

Entries = Sequence[dict[str, Any]]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    path = tmp_path_factory.mktemp("profile") / "tiny.yaml"
    path.write_text(TINY, encoding="utf-8")
    return load_profile(path)


def json_lines(entries: Entries) -> str:
    return "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)


def json_indented(entries: Entries) -> str:
    return json.dumps(entries, ensure_ascii=False, indent=2)


def json_minified(entries: Entries) -> str:
    return json.dumps({"catalog": "Một", "entries": entries}, ensure_ascii=False, separators=(",", ":"))


def yaml_block(entries: Entries) -> str:
    members = ([f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items()] for entry in entries)
    return "".join("- " + "\n  ".join(entry) + "\n" for entry in members)


def comma_separated(entries: Entries) -> str:
    out = io.StringIO()
    rows = csv.DictWriter(out, list(entries[0]), lineterminator="\n")
    rows.writeheader()
    rows.writerows(entries)
    return out.getvalue()


WRITERS: dict[str, tuple[str, Callable[[Entries], str]]] = {
    "ndjson": ("ndjson", json_lines),
    "json": ("json", json_indented),
    "minified": ("json", json_minified),
    "yaml": ("yaml", yaml_block),
    "csv": ("csv", comma_separated),
}


def where(text: str, needle: str) -> tuple[int, int]:
    """1-based line and column of the one place where a text stands."""
    assert text.count(needle) == 1
    before = text[: text.index(needle)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def judge(path: Path, text: str, profile: Profile | Path = SMALL, **more: Any) -> Report:
    path.write_bytes(text.encode())
    return check(path, profile=profile, as_of=AS_OF, **more)


def quoted(syntax: str) -> str:
    return WRONG if syntax == "csv" else f'"{WRONG}"'


@pytest.mark.parametrize("syntax", WRITERS)
@pytest.mark.parametrize("name", ["Hồ sơ", "\U0001f600 \U00020000 hồ sơ", "Ho\u0302\u0300 so\u031b"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_wrong_value(syntax: str, name: str, line_end: str, tmp_path: Path, tiny: Profile) -> None:
    suffix, writer = WRITERS[syntax]
    entries = [{"name": f"{name} {number}", "updated": "2026-01-01"} for number in range(5)]
    entries[3]["updated"] = WRONG
    text = writer(entries).replace("\n", line_end)
    finding = find(judge(tmp_path / f"a.{suffix}", text, tiny), "CV205", "updated")
    line, column = where(text, quoted(syntax))
    assert place(finding)[:2] == (line, column)
    position = finding.position
    assert position is not None
    assert (position.end_line, position.end_column) == (line, column + len(quoted(syntax)))
    assert position.cell == ("B5" if syntax == "csv" else None)


@pytest.mark.parametrize("syntax", WRITERS)
def test_the_last_of_very_many(syntax: str, tmp_path: Path, tiny: Profile) -> None:
    """YAML is slow to read, whoever reads it: a tenth of the entries."""
    suffix, writer = WRITERS[syntax]
    entries = [{"name": f"Hồ sơ {n}", "updated": "2026-01-01"} for n in range(MANY // (10 if syntax == "yaml" else 1))]
    entries[-1]["updated"] = WRONG
    text = writer(entries)
    report = judge(tmp_path / f"a.{suffix}", text, tiny)
    assert report.summary.total.read == len(entries)
    assert place(find(report, "CV205", "updated"))[:2] == where(text, quoted(syntax))


def test_the_last_row_of_a_very_long_sheet(tmp_path: Path, tiny: Profile) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Danh mục")
    sheet.append(["Tên", "Ngày cập nhật"])
    for number in range(1, MANY):
        sheet.append([f"Hồ sơ {number}", "2026-01-01"])
    sheet.append(["Hồ sơ cuối", WRONG])
    book.save(tmp_path / "a.xlsx")
    report = check(tmp_path / "a.xlsx", profile=tiny, as_of=AS_OF)
    assert report.summary.total.read == MANY
    assert place(find(report, "CV205", "updated")) == (None, None, f"Danh mục!B{MANY + 1}")


@pytest.mark.parametrize("syntax", ["ndjson", "json", "minified", "yaml"])
def test_inside_records(syntax: str, tmp_path: Path) -> None:
    suffix, writer = WRITERS[syntax]
    items = [{"name": "Mã", "description": "Mã số"}, {"name": "Số", "description": "Đếm", "count": "rất nhiều"}]
    contact = FULL["contact"] | {"email": "không phải thư"}
    text = writer([FULL, FULL | {"code": "A-2", "name": "Hồ sơ khác", "items": items, "contact": contact}])
    report = judge(tmp_path / f"a.{suffix}", text)
    assert place(find(report, "CV210", "items.count"))[:2] == where(text, '"rất nhiều"')
    assert place(find(report, "CV208", "contact.email"))[:2] == where(text, '"không phải thư"')


@pytest.mark.parametrize("syntax", ["ndjson", "json", "minified"])
def test_a_missing_member_points_at_the_object_that_lacks_it(syntax: str, tmp_path: Path) -> None:
    suffix, writer = WRITERS[syntax]
    bare = {key: value for key, value in FULL.items() if key != "updated"}
    text = writer([FULL, {"code": "A-2"} | bare | {"code": "A-2", "name": "Hồ sơ khác", "items": [{"name": "Số đếm"}]}])
    report = judge(tmp_path / f"a.{suffix}", text)
    second = where(text, '"A-2"')
    missing = find(report, "CV101", "updated").position
    assert missing is not None
    assert missing.line == second[0] - (1 if syntax == "json" else 0)
    opening = text.splitlines()[missing.line - 1][(missing.column or 0) - 1 :]
    assert opening.startswith("{")
    assert opening == "{" or opening.startswith(('{"code": "A-2"', '{"code":"A-2"'))
    item = find(report, "CV101", "items.description").position
    assert item is not None
    assert item.line is not None
    assert text.splitlines()[item.line - 1][(item.column or 0) - 1] == "{"
    assert where(text, '"Số đếm"')[0] - item.line == (1 if syntax == "json" else 0)


def test_under_an_alias(tmp_path: Path) -> None:
    text = f'[{{"Mã CSDL": "A-1",\n  "Ngày cập nhật": "{WRONG}", "Đầu mối": {{"name": "Ai", "email": "sai thư"}}}}]'
    report = judge(tmp_path / "a.json", text)
    assert place(find(report, "CV205", "updated"))[:2] == where(text, f'"{WRONG}"')
    assert place(find(report, "CV208", "contact.email"))[:2] == where(text, '"sai thư"')


def test_a_missing_member_in_yaml(tmp_path: Path) -> None:
    text = "entries:\n  - code: A-1\n    name: Hồ sơ một\n    items:\n      - name: Mã số\n"
    report = judge(tmp_path / "a.yaml", text)
    assert place(find(report, "CV101", "updated"))[:2] == where(text, "code: A-1")
    assert place(find(report, "CV101", "items.description"))[:2] == where(text, "name: Mã số")


def test_a_missing_cell_and_a_missing_column(tmp_path: Path) -> None:
    text = "Mã,Tên,Ngày cập nhật\nA-1,Hồ sơ một,2026-01-01\nA-2,Hồ sơ hai,\nA-3,Hồ sơ ba\n"
    report = judge(tmp_path / "a.csv", text)
    second, third = report.entries[1:]
    cells = {finding.field: place(finding) for finding in second.findings}
    assert cells["updated"] == (3, 15, "C3")
    assert cells["secret"] == (3, 1, "A3")
    assert next(place(finding) for finding in third.findings if finding.field == "updated")[2] == "C4"


def test_after_quoted_line_breaks(tmp_path: Path) -> None:
    text = f'Mã,Tên,Ngày cập nhật\nA-1,"Hồ sơ\nmột\n\n",2026-01-01\n"A-2","Hồ ""sơ""\nhai","{WRONG}"\n'
    finding = find(judge(tmp_path / "a.csv", text), "CV205", "updated")
    line, column = where(text, f'"{WRONG}"')
    assert place(finding)[0] == line == 7
    assert place(finding)[1] in (column, column + 1)
    assert place(finding)[2] == "C3"


def test_headings(tmp_path: Path) -> None:
    text = "DANH MỤC,,\n\nMã,Tên,Cột lạ,Tên CSDL\nA-1,Hồ sơ một,x,y\n"
    report = judge(tmp_path / "a.csv", text)
    assert place(find(report, "CV504", "")) == (3, 8, "C3")
    assert place(find(report, "CV503", "name")) == (3, 15, "D3")
    assert place(find(report, "CV017", ""))[2] == "A3"


def test_cells_of_a_workbook(tmp_path: Path) -> None:
    sheets: dict[str, list[list[Any]]] = {
        "Danh mục": [
            ["Danh mục"],
            ["Mã", "Tên", "Ngày cập nhật", "Đầu mối - Họ tên", "contact.email", "Cột lạ"],
            ["A-1", "Hồ sơ một", WRONG, "Văn phòng", "sai thư", "x"],
        ],
        "Mục": [["Mã", "Tên mục", "Số lượng"], ["A-1", "Mã số", 3], ["A-1", "Số đếm", "nhiều"], ["A-5", "Ai", 1]],
    }
    report = check(write_book(tmp_path / "a.xlsx", sheets), profile=SMALL, as_of=AS_OF)
    expected = {
        ("CV205", "updated"): "Danh mục!C3",
        ("CV208", "contact.email"): "Danh mục!E3",
        ("CV504", ""): "Danh mục!F2",
        ("CV210", "items.count"): "Mục!C3",
        ("CV023", "items"): "Mục!A4",
    }
    for (code, path), cell in expected.items():
        assert place(find(report, code, path)) == (None, None, cell)


@pytest.mark.parametrize(
    ("name", "text", "code", "line", "column"),
    [
        ("a.json", '[\n  {"name": "Hồ sơ",\n   "name": "x"}\n]', "CV502", 3, 4),
        ("a.json", '[\n  {"name": "Hồ sơ"},\n  {"name" "x"}\n]', "CV003", 3, 11),
        ("a.json", '[{"name": "\U0001f600", "updated": NaN}]', "CV005", 1, 27),
        ("a.ndjson", '{"name": "một"}\n{"name": tên}\n', "CV003", 2, 10),
        ("a.yaml", "- name: một\n- name: &a hai\n", "CV007", 2, 9),
        ("a.yaml", "- name: một\n  name: hai\n", "CV502", 2, 3),
        ("a.yaml", "- name: một\n- name: [hai\n", "CV003", 3, 1),
    ],
)
def test_what_is_wrong_with_the_form(name: str, text: str, code: str, line: int, column: int, tmp_path: Path) -> None:
    report = judge(tmp_path / name, text)
    everywhere = [finding for entry in report.entries for finding in entry.findings] + list(report.problems)
    (finding,) = (finding for finding in everywhere if finding.code == code)
    assert place(finding)[:2] == (line, column)
