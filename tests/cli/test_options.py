"""What the options of ``catval check`` do, and what they leave as it is."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from catalog_runs import AS_OF, EXAMPLE, FULL, SMALL, Ended, catval, check_small, write

SECOND = FULL | {"code": "A-2", "name": "Hồ sơ thứ hai"}
SECRET = FULL | {"code": "A-9", "name": "Điều không nên biết", "secret": "yes"}


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    """8/8, 7/8 with a missing gate field, 5/8, and one with a warning alone."""
    gateless = {key: value for key, value in SECOND.items() if key != "name"}
    poor = FULL | {"code": "A-3", "name": "Hồ sơ thứ ba", "formats": [], "address": "", "updated": "2030-01-01"}
    warned = FULL | {"code": "A-4", "name": "Hồ sơ thứ tư", "strange": "x"}
    return write(tmp_path / "catalog.json", [FULL, gateless, poor, warned])


def scores(ended: Ended) -> list[tuple[str, str, bool]]:
    return [(entry["id"], entry["score"], entry["passed"]) for entry in ended.json["entries"]]


@pytest.mark.parametrize(
    ("change", "fail_on", "code"),
    [
        ({}, "score", 0),
        ({"updated": "hôm qua"}, "score", 0),
        ({"updated": "hôm qua"}, "error", 1),
        ({"updated": "hôm qua"}, "warning", 1),
        ({"updated": "hôm qua"}, "never", 0),
        ({"strange": 1}, "score", 0),
        ({"strange": 1}, "error", 0),
        ({"strange": 1}, "warning", 1),
        ({"name": ""}, "score", 1),
        ({"name": ""}, "never", 0),
        ({"secret": "yes"}, "score", 1),
        ({"secret": "yes"}, "never", 0),
        ({"formats": "", "address": "", "updated": ""}, "score", 1),
        ({"formats": "", "address": "", "updated": ""}, "never", 0),
    ],
)
def test_fail_on(tmp_path: Path, change: dict[str, Any], fail_on: str, code: int) -> None:
    path = write(tmp_path / "a.json", [FULL | change])
    for form in ("text", "json", "jsonl"):
        assert catval(*check_small(path, fail_on=fail_on, format=form)).code == code
    assert catval(*check_small(path, fail_on=fail_on), "--quiet").code == code


def test_fail_on_warning_counts_what_is_said_of_the_catalog(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", [FULL, FULL | {"code": "A-2"}])
    assert catval(*check_small(path)).code == 0
    assert catval(*check_small(path, fail_on="warning")).code == 1


def test_gate(tmp_path: Path) -> None:
    """Open: 8/8 and 5/8 make 81 %. Private: 4/6 alone is 66 %."""
    poor = FULL | {"code": "A-2", "name": "Hồ sơ thứ hai", "formats": "", "address": "", "updated": ""}
    private = {
        "code": "A-3", "name": "Hồ sơ riêng", "secret": "no", "sharing": "private", "updated": "2026-01-01",
    }  # fmt: skip
    both = write(tmp_path / "both.json", [FULL, poor])
    assert [catval(*check_small(both, gate=gate)).code for gate in ("entry", "group", "catalog")] == [1, 0, 0]
    three = write(tmp_path / "three.json", [FULL, FULL | {"code": "A-4", "name": "Hồ sơ thứ tư"}, private])
    assert [catval(*check_small(three, gate=gate)).code for gate in ("entry", "group", "catalog")] == [1, 1, 0]


def test_a_gate_field_and_a_refused_entry_fail_at_every_gate(tmp_path: Path) -> None:
    many = [FULL | {"code": f"B-{number}", "name": f"Hồ sơ số {number}"} for number in range(20)]
    for number, bad in enumerate((SECRET, FULL | {"name": ""}), start=1):
        path = write(tmp_path / f"{number}.json", [*many, bad])
        for gate in ("entry", "group", "catalog"):
            assert catval(*check_small(path, gate=gate)).code == 1


@pytest.mark.parametrize(("threshold", "code"), [("79.999", 0), ("80", 1), ("79.9991", 1), ("79999/1000", 0)])
def test_a_score_just_below_the_threshold_is_below(tmp_path: Path, threshold: str, code: int) -> None:
    """Weights of 79 999 against 20 001: the score is 79.999 % exactly, shown as 79.99, and fails at 80."""
    text = SMALL.read_text(encoding="utf-8")
    weighed = {"address": 20_001, "name": 79_999, "secret": 0, "sharing": 0, "updated": 0, "contact": 0, "items": 0}
    for name, weight in (weighed | {"formats": 0}).items():
        text = text.replace(f"  - id: {name}\n    label", f"  - id: {name}\n    weight: {weight}\n    label")
    profile = tmp_path / "weighed.yaml"
    profile.write_text(text, encoding="utf-8")
    path = write(tmp_path / "a.json", [FULL | {"address": ""}])
    ended = catval("check", path, "--profile", profile, "--format=json", f"--min-score={threshold}")
    (entry,) = ended.json["entries"]
    assert 100 * Fraction(entry["earned"]) / Fraction(entry["possible"]) == Fraction("79.999")
    assert (entry["score"], entry["passed"], ended.code) == ("79.99", code == 0, code)


def test_select_and_ignore_change_no_score(catalog: Path) -> None:
    whole = catval(*check_small(catalog, format="json"))
    assert {finding["code"] for entry in whole.json["entries"] for finding in entry["findings"]} > {"CV101", "CV501"}
    for options in ({"select": "CV5"}, {"ignore": "CV1,CV2"}, {"select": "CV1", "ignore": "CV101"}):
        some = catval(*check_small(catalog, format="json", **options))
        assert scores(some) == scores(whole)
        assert some.json["groups"] == whole.json["groups"]
        found = {finding["code"] for entry in some.json["entries"] for finding in entry["findings"]}
        assert found == ({"CV102"} if "ignore" in options and "select" in options else {"CV501"})
        assert some.code == whole.code


def test_quiet_leaves_out_the_entries_and_nothing_else(catalog: Path) -> None:
    for form in ("json", "jsonl"):
        whole, quiet = (catval(*check_small(catalog, format=form), *more) for more in ((), ("--quiet",)))
        assert quiet.code == whole.code == 1
        last = json.loads(quiet.out.splitlines()[-1]) if form == "jsonl" else quiet.json
        full = json.loads(whole.out.splitlines()[-1]) if form == "jsonl" else whole.json
        assert "entries" not in last
        assert last == {key: value for key, value in full.items() if key != "entries"}
    text = catval(*check_small(catalog), "--quiet").out
    assert "A-3" not in text
    assert "CV101" not in text
    assert "4 descriptions" in text


def test_jsonl_is_the_same_as_json_in_lines(catalog: Path) -> None:
    whole = catval(*check_small(catalog, format="json")).json
    *entries, last = map(json.loads, catval(*check_small(catalog, format="jsonl")).out.splitlines())
    assert entries == whole["entries"]
    assert last == {key: value for key, value in whole.items() if key != "entries"}


def test_languages_differ_in_words_alone(catalog: Path) -> None:
    vi, en = (catval(*check_small(catalog, format="json"), f"--lang={lang}").json for lang in ("vi", "en"))

    def wordless(value: Any) -> Any:
        if isinstance(value, dict):
            words = ("message", "expected", "advice")
            return {key: wordless(inner) for key, inner in value.items() if key not in words}
        return [wordless(inner) for inner in value] if isinstance(value, list) else value

    assert wordless(vi) == wordless(en)
    assert vi != en


@pytest.mark.parametrize(
    ("environment", "arguments", "vietnamese"),
    [
        ({"CATVAL_LANG": "vi"}, (), True),
        ({"CATVAL_LANG": "en", "LC_ALL": "vi_VN.UTF-8"}, (), False),
        ({"LC_ALL": "vi_VN.UTF-8"}, (), True),
        ({"LC_ALL": "C", "LANG": "vi_VN.UTF-8"}, (), False),
        ({"LANG": "vi_VN"}, (), True),
        ({"LANG": "vi_VN"}, ("--lang=en",), False),
        ({"CATVAL_LANG": "fr", "LANG": "fr_FR"}, (), False),
    ],
)
def test_whose_language(
    environment: dict[str, str], arguments: tuple[str, ...], vietnamese: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CATVAL_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("Nội dung điền cho có" in catval("explain", "CV103", *arguments).out) == vietnamese


def test_group_by(catalog: Path) -> None:
    ended = catval(*check_small(catalog, format="json", group_by="name"), "--group-by=sharing")
    assert {(group["by"], group["value"]) for group in ended.json["groups"]} >= {
        ("sharing", "open"),
        ("name", "Hồ sơ thứ ba"),
    }


def test_min_score_may_be_written_with_a_percent_sign(catalog: Path) -> None:
    for written in ("60", "60%", " 60 "):
        assert catval(*check_small(catalog, format="json", min_score=written)).json["profile"]["threshold"] == "60"


def test_limits_are_findings_that_name_the_setting(catalog: Path) -> None:
    ended = catval(*check_small(catalog, limit="source_bytes=100"))
    assert ended.code == 1
    assert "CV901" in ended.out
    assert "source_bytes" in ended.out


def test_max_findings_caps_what_is_printed_and_not_what_is_counted(catalog: Path) -> None:
    few, all_of_them = (catval(*check_small(catalog, max_findings=most)).out for most in ("1", "all"))
    assert few.count("╭─▸") < all_of_them.count("╭─▸")
    assert few.splitlines()[-8:] == all_of_them.splitlines()[-8:]


def test_a_plan_is_in_the_reports_that_can_show_it_where_asked_for() -> None:
    asked = ["check", EXAMPLE / "catalog.json", f"--as-of={AS_OF}", "--lang=vi"]
    for form, sign in (("json", '"plan": {'), ("html", "<ol class=way>")):
        assert sign in catval(*asked, f"--format={form}", "--plan").out
        assert sign not in catval(*asked, f"--format={form}").out
