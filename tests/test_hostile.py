"""Attacks known by name, damaged files of every kind, and workbooks that programs write in odd ways."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from catalog_runs import AS_OF, EXAMPLE, ROOT

sys.path.insert(0, str(ROOT))

from benchmarks.bombs import BOMBS, workbook
from benchmarks.mutations import mutate
from benchmarks.watched import watch

from catalog_validator import Limits, check, count

FORKS = pytest.mark.skipif(sys.platform != "linux", reason="a watched run is a forked process of Linux")
SEEDS = range(6)
FILES = sorted([*EXAMPLE.glob("catalog.*"), *(ROOT / "examples" / "foreign").glob("*.json")])


@pytest.mark.parametrize("make", BOMBS, ids=lambda make: make.__name__)
def test_an_attack_is_one_finding(make: Callable[[Path], Path], tmp_path: Path) -> None:
    path = make(tmp_path)
    report = check(path, as_of=AS_OF)
    found = [*report.problems, *(finding for entry in report.entries for finding in entry.findings)]
    assert [finding.code for finding in found] == [BOMBS[make]]
    assert count(path, as_of=AS_OF).summary == report.summary
    assert not report.passed


def test_rows_of_one_number_are_counted_as_rows(tmp_path: Path) -> None:
    """The number that a row gives itself does not make many rows one."""
    rows = "".join(f'<row r="2"><c r="A2"><v>{number}</v></c></row>' for number in range(40))
    head = '<row r="1"><c r="A1" t="inlineStr"><is><t>Tên cơ sở dữ liệu</t></is></c></row>'
    report = check(workbook(tmp_path / "a.xlsx", head + rows), as_of=AS_OF, limits=Limits(rows=20))
    assert [problem.code for problem in report.problems] == ["CV904"]
    assert len(report.entries) == 19


@FORKS
def test_the_watch_sees_what_it_watches_for(tmp_path: Path) -> None:
    """A run that reads beside its root, grows too large or is told nonsense is not taken for a good one."""
    catalog = EXAMPLE / "catalog.json"
    good = watch(catalog, catalog)
    assert (good.code, good.faults, good.summary["read"]) == (1, (), 20)
    elsewhere = watch(catalog, tmp_path)
    assert str(catalog) in elsewhere.reached
    assert elsewhere.faults
    large = tmp_path / "large.yaml"
    large.write_bytes(b"a" * (100 << 20))
    assert watch(large, tmp_path, most_bytes=1 << 20).faults
    assert watch(tmp_path / "nowhere.json", tmp_path).code == 2


@FORKS
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_damage_ends_in_a_verdict(path: Path, tmp_path: Path) -> None:
    for seed in SEEDS:
        name, content = mutate(path.name, path.read_bytes(), str(seed))
        damaged = tmp_path / name
        damaged.write_bytes(content)
        assert watch(damaged, tmp_path).faults == (), f"mutate({path.name!r}, …, '{seed}')"
        damaged.unlink()


def test_damage_is_always_the_same() -> None:
    content = FILES[0].read_bytes()
    assert mutate("a.json", content, "7") == mutate("a.json", content, "7")
    assert len({mutate("a.json", content, str(seed)) for seed in SEEDS}) == len(SEEDS)
