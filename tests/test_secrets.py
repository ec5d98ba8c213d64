"""What is marked as a state secret shows nothing of itself, however the mark, its name or the file is written."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from unicodedata import normalize

import pytest
from openpyxl import Workbook

from catalog_validator import check, convert, count, render

WORDS = "ZQXWORDS"
SPOKEN = "Cơ sở dữ liệu " + WORDS
DAY = date(2026, 4, 30)
MISSPELT_NAMES = [
    "state-secret", "stateSecret", "state_secrt", "state_secrets", "is_secret", "Bí mật nhà nuoc", "Bi mat nha nuoc",
    "Bí mât nhà nước", "Thuộc bí mật NN", "Mức độ mật", "Tài liệu mật", normalize("NFD", "Bí mật nhà nươc"),
]  # fmt: skip
"""None of them is a name of the field."""


def shown(path: Path) -> str:
    """All that is said of a file."""
    report = check(path, as_of=DAY)
    return "".join(render(report, form) for form in ("text", "json", "csv", "sarif", "markdown"))


def as_json(entry: dict[str, str]) -> str:
    return json.dumps([entry])


def as_csv(entry: dict[str, str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([list(entry), list(entry.values())])
    return text.getvalue()


def as_ckan(entry: dict[str, str]) -> str:
    extras = [{"key": key, "value": value} for key, value in entry.items()]
    package = {"title": SPOKEN, "name": "a", "notes": WORDS, "resources": [], "extras": extras}
    return json.dumps({"success": True, "result": package})


def as_xml(entry: dict[str, str]) -> str:
    inside = "".join(f"<{key.replace(' ', '_')}>{value}</{key.replace(' ', '_')}>" for key, value in entry.items())
    return f"<catalog><entry>{inside}</entry></catalog>"


FORMS = {"a.json": as_json, "a.csv": as_csv, "ckan.json": as_ckan, "a.xml": as_xml}


@pytest.mark.parametrize("name", MISSPELT_NAMES)
@pytest.mark.parametrize("form", FORMS)
def test_a_mark_under_a_misspelt_name_is_a_mark(form: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / form
    path.write_text(FORMS[form]({"db_name": SPOKEN, "purpose": WORDS, name: "có"}), "utf-8")
    assert check(path, as_of=DAY).summary.total.refused == 1
    assert count(path, as_of=DAY).summary.total.refused == 1
    assert WORDS not in shown(path)


@pytest.mark.parametrize("form", FORMS)
def test_a_denial_under_a_misspelt_name_refuses_nothing_and_earns_nothing(form: str, tmp_path: Path) -> None:
    path = tmp_path / form
    path.write_text(FORMS[form]({"db_name": SPOKEN, "state_secrt": "không"}), "utf-8")
    entry = check(path, as_of=DAY).entries[0]
    assert next(score.credit for score in entry.fields if score.field == "state_secret") == 0
    assert "CV503" not in {finding.code for finding in entry.findings}


def test_names_that_only_sound_like_it_are_unknown_names(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(as_json({"db_name": SPOKEN, "Mật khẩu": "có", "Mật độ dân số": "1", "Độ mặn": "1"}), "utf-8")
    assert check(path, as_of=DAY).summary.total.scored == 1


def package(folder: Path, **more: object) -> Path:
    """A package with all kinds of mistakes, and data with a mistake."""
    schema = {"fields": [{"name": "a", "type": "integer"}, {"name": WORDS, "type": WORDS}]}
    good = {"fields": [{"name": "a", "type": "integer"}]}
    resources = [
        {"name": WORDS, "path": f"../{WORDS}.csv"},
        {"name": WORDS, "path": "a.csv", "schema": schema},
        {"name": "b", "path": "a.csv", "schema": good},
    ]
    descriptor = {"name": WORDS, "title": WORDS, "resources": resources, **more}
    (folder / "a.csv").write_text(f"a\n{WORDS}\n")
    (folder / "datapackage.json").write_text(json.dumps(descriptor))
    return folder


@pytest.mark.parametrize("data", [False, True])
def test_nothing_of_a_secret_package_or_its_data_is_shown(tmp_path: Path, *, data: bool) -> None:
    open_one = render(check(package(tmp_path), as_of=DAY, data=data), "json")
    report = check(package(tmp_path, state_secret="có"), as_of=DAY, data=data)
    assert WORDS in open_one
    assert report.summary.total.refused == 1
    assert WORDS not in render(report, "json")
    assert data == any(finding.facts.get("reason") == "secret" for finding in report.problems)


def test_the_data_of_a_package_with_a_secret_description_stays_shut(tmp_path: Path) -> None:
    schema = {"fields": [{"name": "db_name", "type": "integer"}, {"name": "state_secret", "type": "string"}]}
    descriptor = {"name": "a", "resources": [{"name": "a", "path": "a.csv", "schema": schema}]}
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor))
    (tmp_path / "a.csv").write_text(f"db_name,state_secret\n{WORDS},có\n", "utf-8")
    report = check(tmp_path, as_of=DAY, data=True)
    assert report.summary.total.refused == 1
    assert WORDS not in render(report, "json")


def test_a_record_that_may_belong_to_a_refused_description_does_not_name_it(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Tên CSDL", "Bí mật nhà nước"])
    sheet.append([SPOKEN, "Tối mật"])
    items = book.create_sheet("Các mục dữ liệu")
    items.append(["Tên CSDL", "Tên mục", "Mô tả"])
    items.append([SPOKEN + "x", WORDS, WORDS])
    book.save(tmp_path / "a.xlsx")
    found = check(tmp_path / "a.xlsx", as_of=DAY).problems
    assert [finding.position.cell for finding in found if finding.position and finding.code == "CV023"] == [
        "Các mục dữ liệu!A2"
    ]
    assert WORDS not in shown(tmp_path / "a.xlsx")
    assert WORDS not in str(convert(tmp_path / "a.xlsx", target=io.BytesIO(), form="json").findings)
