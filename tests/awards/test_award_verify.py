"""A record is recomputed: whatever of its inputs has changed is named; the same inputs give the same bytes anywhere."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from catalog_runs import ROOT, catval

HERE = ROOT / "examples" / "thi-dua-2026"
CAMPAIGN = ROOT / "src" / "catalog_validator" / "awards" / "builtin" / "sonla-2026.yaml"
PROFILE = """\
extends: [sonla-515]
id: sonla-test
version: "1"
title: {vi: Bộ tiêu chí thử, en: A profile for a test}
"""


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """Copies of all inputs, the campaign with a profile of its own, and the record that comes out of them."""
    for name in ("register.yaml", "catalog.json"):
        (tmp_path / name).write_bytes((HERE / name).read_bytes())
    (tmp_path / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    campaign = yaml.safe_load(CAMPAIGN.read_bytes()) | {"profile": "profile.yaml", "id": "drive-x"}
    (tmp_path / "campaign.yaml").write_text(yaml.safe_dump(campaign, allow_unicode=True), encoding="utf-8")
    made = catval("awards", "nominate", *asked(tmp_path), "--as-of=2026-05-03", "--format=json")
    assert made.err == ""
    (tmp_path / "nominations.json").write_text(made.out, encoding="utf-8")
    return tmp_path


def asked(home: Path) -> tuple[object, ...]:
    return ("--campaign", home / "campaign.yaml", "--register", home / "register.yaml", home / "catalog.json")


def verified(home: Path) -> Any:
    return catval("awards", "verify", home / "nominations.json", *asked(home), "--lang=en")


def swap(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(home: Path) -> None:
        text = (home / name).read_text(encoding="utf-8")
        assert old in text
        (home / name).write_text(text.replace(old, new), encoding="utf-8")

    return change


CHANGES = {
    "campaign": swap("campaign.yaml", "women_share: '70'", "women_share: '71'"),
    "register": swap("register.yaml", "women_share: 33", "women_share: 34"),
    "catalog": swap("catalog.json", "quyển số 9", "quyển số chín"),
    "profile": swap("profile.yaml", 'version: "1"', 'version: "2"'),
    "version of catval": swap(
        "nominations.json", '"name": "catval",\n    "version": "', '"name": "catval",\n    "version": "0'
    ),
}


def test_a_campaign_of_ones_own_works_and_its_record_verifies(inputs: Path) -> None:
    assert (verified(inputs).code, verified(inputs).out.startswith("identical")) == (0, True)
    saved = json.loads((inputs / "nominations.json").read_bytes())
    assert (saved["campaign"]["id"], saved["profile"]["id"]) == ("drive-x", "sonla-test")


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_input_is_named(name: str, inputs: Path) -> None:
    CHANGES[name](inputs)
    ended = verified(inputs)
    assert (ended.code, ended.err) == (1, "")
    assert f"The {name} is not the one that the record was made of." in ended.out


def test_a_record_changed_by_hand_is_shown_where(inputs: Path) -> None:
    swap("nominations.json", '"outcome": "over_quota"', '"outcome": "nominated"')(inputs)
    ended = verified(inputs)
    assert ended.code == 1
    assert "outcome" in ended.out.splitlines()[0]
    assert '"nominated"' in ended.out
    assert "is not the one" not in ended.out


def test_a_record_in_other_bytes_is_not_the_same(inputs: Path) -> None:
    record = inputs / "nominations.json"
    record.write_text(json.dumps(json.loads(record.read_bytes())), encoding="utf-8")
    assert verified(inputs).code == 1


@pytest.mark.parametrize(
    ("key", "value", "where"),
    [
        ("schema", "catval-report/1", ""),
        ("as_of", "2026-02-30", "as_of"),
        ("as_of", 3, "as_of"),
        ("reading", "mean", "reading"),
        ("candidates", [{"id": "a"}], "candidates[0].name"),
        ("candidates", {}, "candidates"),
        ("dossier", None, "dossier"),
    ],
)
@pytest.mark.parametrize("command", ["verify", "dossier", "summary"])
def test_what_is_no_record_is_refused(
    command: str, key: str, value: object, where: str, inputs: Path, tmp_path: Path
) -> None:
    record = inputs / "nominations.json"
    record.write_text(json.dumps(json.loads(record.read_bytes()) | {key: value}), encoding="utf-8")
    more = {"verify": asked(inputs)[2:], "dossier": ("--out", tmp_path / "o"), "summary": ("--all", "--out", "x.docx")}
    ended = catval("awards", command, record, *more[command], "--lang=en")
    assert (ended.code, ended.out) == (2, "")
    assert "nominations.json" in ended.err
    assert where in ended.err
    assert not (tmp_path / "o").exists()


def test_the_same_bytes_in_another_place_and_time() -> None:
    """Another locale, time zone, hash seed and working folder, and the files named in another way."""
    seen = set()
    for locale, zone, seed, folder in (
        ("C", "UTC", "0", ROOT),
        ("vi_VN.UTF-8", "Asia/Ho_Chi_Minh", "1", HERE),
        ("tr_TR.UTF-8", "Pacific/Kiritimati", "4242", HERE.parent),
    ):
        named = [os.path.relpath(HERE / name, folder) for name in ("register.yaml", "catalog.json")]
        command = [sys.executable, "-m", "catalog_validator", "awards", "nominate", "--register", *named]
        env = {**os.environ, "LC_ALL": locale, "LANG": locale, "TZ": zone, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [*command, "--as-of=2026-05-03", "--format=json"], cwd=folder, env=env, capture_output=True, check=False
        )
        assert (done.returncode, done.stderr) == (1, b"")
        seen.add(done.stdout)
    assert len(seen) == 1


def test_a_record_holds_no_more_of_people_than_id_name_unit_and_evidence() -> None:
    """Gender, conduct, position and the share of women decide, but do not go into the record."""
    record = catval(
        "awards", "nominate", "--register", HERE / "register.yaml", HERE / "catalog.json", "--as-of=2026-05-03",
        "--format=json",
    ).out  # fmt: skip
    for word in ("gender", "female", 'conduct"', "position", "Chuyên viên", "women_share", "example.vn"):
        assert word not in record
