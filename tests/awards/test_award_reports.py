"""A saved report in place of the catalog: the same nominations as from the descriptions, or a reason why not."""

import json
from pathlib import Path
from typing import Any

import pytest

from catalog_runs import ROOT, catval
from catalog_validator.awards.slugs import MISTAKES

HERE = ROOT / "examples" / "thi-dua-2026"
REGISTER = ("--register", HERE / "register.yaml")
DAY = "--as-of=2026-05-03"
UNSEEN = {"sha256", "source"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with an entry that says nothing of its promulgation, one refused and one unreadable; its reports."""
    home = tmp_path_factory.mktemp("reports")
    catalog = json.loads((HERE / "catalog.json").read_bytes())
    entries = catalog["entries"]
    del entries[0]["published"]
    entries[1]["state_secret"] = True
    (home / "catalog.json").write_text(json.dumps(catalog, ensure_ascii=False), encoding="utf-8")
    for form in ("json", "jsonl"):
        saved = catval("check", home / "catalog.json", DAY, "--fail-on=never", f"--format={form}").out
        (home / f"report.{form}").write_text(saved, encoding="utf-8")
    return home


def nominated(catalog: Path, *more: object) -> Any:
    return catval("awards", "nominate", *REGISTER, catalog, DAY, "--format=json", *more).json


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_a_report_gives_the_same_nominations(home: Path, form: str) -> None:
    from_paths, from_report = nominated(home / "catalog.json"), nominated(home / f"report.{form}")
    assert (from_paths["checked_on"], from_report["checked_on"]) == (None, "2026-05-03")
    for candidate in from_paths["candidates"]:
        for work in candidate["assignments"]:  # of a refused entry a report keeps nothing, not even its id
            if work["found"] == "refused":
                work |= {"found": "missing", "times": 0}
    assert from_report["candidates"] == from_paths["candidates"]
    assert from_report["unassigned"] == from_paths["unassigned"]
    assert from_report["catalog"][0]["sha256"] != from_paths["catalog"][0]["sha256"]


def test_an_older_report_does_not_tell_what_is_promulgated(home: Path, tmp_path: Path) -> None:
    saved = json.loads((home / "report.json").read_bytes())
    for entry in saved["entries"]:
        del entry["published"]
    (tmp_path / "old.json").write_text(json.dumps(saved), encoding="utf-8")
    candidates = nominated(tmp_path / "old.json")["candidates"]
    assert {work["published"] for one in candidates for work in one["assignments"]} == {None}
    assert not any(one["outcome"] == "nominated" for one in candidates)


def test_a_record_from_a_report_verifies_and_a_changed_report_is_noticed(home: Path, tmp_path: Path) -> None:
    record = tmp_path / "n.json"
    record.write_text(
        catval("awards", "nominate", *REGISTER, home / "report.json", DAY, "--format=json").out, encoding="utf-8"
    )
    assert catval("awards", "verify", record, *REGISTER, home / "report.json").code == 0
    (tmp_path / "report.json").write_bytes((home / "report.json").read_bytes() + b"\n")
    ended = catval("awards", "verify", record, *REGISTER, tmp_path / "report.json", "--lang=en")
    assert (ended.code, "The catalog is not the one" in ended.out) == (1, True)


def spoilt(name: str, home: Path, tmp_path: Path) -> tuple[object, ...]:
    """Catalogs that lead to a mistake of this kind."""
    saved = json.loads((home / "report.json").read_bytes())
    path = tmp_path / "report.json"
    if name == "report-without-entries":
        del saved["entries"]
    if name == "report-without-data":
        saved["entries"][3]["source"] = "goi/datapackage.json"
    if name == "report-of-another-profile":
        saved["profile"] |= {"sha256": "0" * 64, "version": "0.9"}
    if name == "report-from-the-future":
        saved["as_of"] = "2026-05-04"
    path.write_text(json.dumps(saved), encoding="utf-8")
    return {"report-not-alone": (path, home / "catalog.json"), "standard-input": ("-",)}.get(name, (path,))


OF_THE_CATALOG = [slug.removeprefix("awards.") for slug in MISTAKES if slug.startswith(("awards.rep", "awards.stan"))]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", OF_THE_CATALOG)
def test_what_cannot_stand_for_a_catalog_is_said(name: str, lang: str, home: Path, tmp_path: Path) -> None:
    given = spoilt(name, home, tmp_path)
    ended = catval("awards", "nominate", *REGISTER, *given, DAY, "--lang", lang)
    assert (ended.code, ended.out, ended.err.count("✗")) == (2, "", 1)
    assert "awards." not in ended.err


def test_a_cut_report_is_no_report(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_bytes((home / "report.json").read_bytes()[:-300])
    ended = catval("awards", "nominate", *REGISTER, path, DAY)
    assert (ended.code, ended.out, "report.json" in ended.err) == (2, "", True)


def test_the_page_says_that_a_report_does_not_tell_the_way(home: Path) -> None:
    page = catval("awards", "nominate", *REGISTER, home / "report.json", DAY, "--format=html").out
    assert "Báo cáo đã lưu không cho biết cách ngắn nhất" in page
    assert "<td>không rõ</td>" in page
