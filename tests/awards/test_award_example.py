"""The worked example: its files are as its script writes them, and it ends as its page says, with every outcome."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from catalog_runs import ROOT, catval

HERE = ROOT / "examples" / "thi-dua-2026"
COMMAND = ("awards", "nominate", "--register", HERE / "register.yaml", HERE / "catalog.json", "--as-of=2026-05-03")


@pytest.fixture(scope="module")
def make() -> ModuleType:
    spec = spec_from_file_location("thi_dua_make", HERE / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_files_are_as_the_script_writes_them(make: ModuleType) -> None:
    for name, text in make.written().items():
        assert (HERE / name).read_text(encoding="utf-8") == text


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_the_command_prints(lang: str, request: pytest.FixtureRequest) -> None:
    ended = catval(*COMMAND, "--lang", lang)
    shown = HERE / f"nominate.{lang}.txt"
    if request.config.getoption("--update-golden"):
        shown.write_text(ended.out, encoding="utf-8", newline="\n")
    assert ended.out == shown.read_text(encoding="utf-8")
    assert (ended.code, ended.err) == (1, "")


def test_an_entry_that_nobody_was_assigned_is_named(tmp_path: Path) -> None:
    """A misspelt id makes one entry missing and leaves another over; a refused one is never named."""
    register, catalog = (tmp_path / name for name in ("register.yaml", "catalog.json"))
    register.write_text(
        (HERE / "register.yaml").read_text(encoding="utf-8").replace("VD-003", "VD-3"), encoding="utf-8"
    )
    text = (HERE / "catalog.json").read_text(encoding="utf-8")
    secret = text.replace('"db_code": "VD-009"', '"db_code": "VD-X"').replace("VD-009", "VD-X")
    at = secret.index('"VD-X"')
    secret = secret[:at] + secret[at:].replace('"state_secret": false', '"state_secret": true', 1)
    catalog.write_text(secret, encoding="utf-8")
    asked = ("awards", "nominate", "--register", register, catalog, "--as-of=2026-05-03")
    assert catval(*asked, "--format=json").json["unassigned"] == ["VD-003"]
    for form in ("text", "html"):
        said = catval(*asked, f"--format={form}", "--lang=en").out
        assert "1 entry of the catalog is assigned to nobody and counts for nobody: VD-003." in said
        assert "VD-X" not in said


def test_every_outcome_is_there() -> None:
    candidates = catval(*COMMAND, "--format=json").json["candidates"]
    by_outcome: dict[str, list[str]] = {}
    for candidate in candidates:
        by_outcome.setdefault(candidate["outcome"], []).append(candidate["id"].rpartition("-")[2])
    assert by_outcome == {
        "nominated": ["a", "b", "c", "d", "01", "02", "03", "04", "05", "06", "07", "09", "10"],
        "over_quota": ["e", "14", "15"],
        "not_eligible": ["f", "17", "18", "19", "20"],
        "tied_at_quota": ["12", "13"],
        "blocked": ["08", "11", "16"],
    }


def test_the_record_verifies_and_a_changed_input_is_named(tmp_path: Path) -> None:

    folder = tmp_path
    record = folder / "nominations.json"
    record.write_text(catval(*COMMAND, "--format=json").out, encoding="utf-8")
    inputs = ("--register", HERE / "register.yaml", HERE / "catalog.json", "--lang=en")
    assert catval("awards", "verify", record, *inputs).code == 0
    register = folder / "register.yaml"
    text = (HERE / "register.yaml").read_text(encoding="utf-8")
    register.write_text(text.replace("conduct: pending", "conduct: clear"), encoding="utf-8")
    ended = catval("awards", "verify", record, "--register", register, HERE / "catalog.json", "--lang=en")
    assert (ended.code, "register.sha256" in ended.out, "The register is not the one" in ended.out) == (1, True, True)
    record.write_text("{}", encoding="utf-8")
    assert catval("awards", "verify", record, *inputs).code == 2
