"""A Data Package's own data must be valid, or the entry is not accurate; its files count among the inputs."""

import json
from pathlib import Path
from typing import Any

import pytest

from catalog_runs import catval

pytest.importorskip("frictionless")
REGISTER = """\
units:
- {id: a, name: Phòng A, plan: {number: 1/KH, date: 2026-03-10}, nominated: true, conduct: clear}
assignments:
- {entry: Số liệu đo lường, unit: a, domain: đo lường, due: 2026-04-25, finished: 2026-04-20}
- {entry: Số liệu kiểm định, unit: a, domain: đo lường, due: 2026-04-25, finished: 2026-04-20}
"""


def package(folder: Path, title: str, cell: str) -> None:
    folder.mkdir(parents=True)
    schema = {"fields": [{"name": "id", "type": "integer"}, {"name": "ngay", "type": "date"}]}
    resource = {"name": "bang", "path": "so-lieu/bang.csv", "schema": schema}
    descriptor = {"name": "goi", "title": title, "resources": [resource]}
    (folder / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")
    (folder / "so-lieu").mkdir()
    (folder / "so-lieu" / "bang.csv").write_text(f"id,ngay\n1,2026-01-01\n{cell},2026-01-02\n", encoding="utf-8")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "register.yaml").write_text(REGISTER, encoding="utf-8")
    package(tmp_path / "catalog" / "one", "Số liệu đo lường", "2")
    package(tmp_path / "catalog" / "two", "Số liệu kiểm định", "hai")
    return tmp_path


def accurate(home: Path, catalog: Path) -> Any:
    asked = ("--register", home / "register.yaml", catalog, "--as-of=2026-05-03", "--format=json")
    (unit,) = catval("awards", "nominate", *asked).json["candidates"]
    (need,) = [need for one in unit["criteria"] for need in one["evidence"] if need["need"] == "accurate"]
    return need


def test_only_the_package_with_wrong_data_is_not_accurate(home: Path) -> None:
    need = accurate(home, home / "catalog")
    assert (need["met"], list(need["evidence"]["errors_by_entry"])) == ("not_met", ["Số liệu kiểm định"])
    table = home / "catalog" / "two" / "so-lieu" / "bang.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("hai", "2"), encoding="utf-8")
    assert accurate(home, home / "catalog")["met"] == "met"


def test_a_saved_report_tells_the_same(home: Path) -> None:
    asked = (home / "catalog", "--data", "--as-of=2026-05-03", "--fail-on=never", "--format=json")
    (home / "report.json").write_text(catval("check", *asked).out, encoding="utf-8")
    assert accurate(home, home / "report.json") == accurate(home, home / "catalog")


def test_changed_data_are_a_changed_catalog(home: Path) -> None:
    catalog = home / "catalog" / "one" / "datapackage.json"
    asked = ("--register", home / "register.yaml", catalog)
    record = home / "n.json"
    record.write_text(catval("awards", "nominate", *asked, "--as-of=2026-05-03", "--format=json").out, encoding="utf-8")
    assert catval("awards", "verify", record, *asked).code == 0
    table = catalog.parent / "so-lieu" / "bang.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("2026-01-02", "2026-01-03"), encoding="utf-8")
    ended = catval("awards", "verify", record, *asked, "--lang=en")
    assert (ended.code, "The catalog is not the one" in ended.out) == (1, True)
