"""Real files of every kind: each ends in a verdict or a finding, never in a defect of ours."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from catalog_runs import AS_OF, ROOT, catval, outcome
from catalog_validator import Report, check, count, render
from catalog_validator.api import is_catalog

DATA = ROOT.parent / "shared" / "data"
SLOW = 30.0
"""Seconds for one file, beyond which it is named."""
AT_ONCE = 60
"""Files in one test, so that several processes can share the work."""


def bundles() -> Iterator[object]:
    """The files that we read, some at a time, by their first folder."""
    if not DATA.is_dir():
        yield pytest.param((), marks=pytest.mark.skip(reason="the collected real files (../shared/data) are not here"))
        return
    for folder in sorted(path for path in DATA.iterdir() if path.is_dir()):
        paths = sorted(path for path in folder.rglob("*") if path.is_file() and is_catalog(path.name))
        for first in range(0, len(paths), AT_ONCE):
            yield pytest.param(tuple(paths[first : first + AT_ONCE]), id=f"{folder.name}-{first // AT_ONCE + 1}")


def verify(report: Report) -> None:
    """All that is true of any run."""
    total = report.summary.total
    assert total.read == total.scored + total.refused + total.unreadable == len(report.entries)
    assert sum(entry.earned for entry in report.entries) == total.earned
    assert report.entries or report.problems
    assert report.passed == (not report.outcome.reasons)
    for entry in report.entries:
        assert 0 <= entry.earned <= entry.possible
        assert all(finding.position is not None for finding in entry.findings)


@pytest.mark.parametrize("paths", list(bundles()))
def test_every_file_ends_in_a_verdict(paths: tuple[Path, ...], record_property: Callable[[str, object], None]) -> None:
    for path in paths:
        begun = time.monotonic()
        report = check(path, as_of=AS_OF)
        verify(report)
        counted = count(path, as_of=AS_OF)
        assert outcome(counted) == outcome(report), path
        for form in ("text", "json"):
            assert render(report, form, lang="vi")
        if time.monotonic() - begun > SLOW:
            record_property(f"slower than {SLOW:.0f} s", str(path))


@pytest.mark.skipif(not DATA.is_dir(), reason="the collected real files (../shared/data) are not here")
def test_a_whole_folder_ends_in_a_verdict() -> None:
    """Each folder of real files in one run of the command: every source is counted, what is not read is named."""
    for folder in sorted(path for path in DATA.iterdir() if path.is_dir()):
        ended = catval("check", folder, f"--as-of={AS_OF}", "--format=json", "--quiet")
        shown = [
            path for path in folder.rglob("*") if not any(part[0] == "." for part in path.relative_to(folder).parts)
        ]
        readable = [path for path in shown if path.is_file() and not path.is_symlink() and is_catalog(path.name)]
        if not readable:
            assert ended.code == 2
            continue
        summary = ended.json["summary"]
        noted = {item["position"]["source"] for item in ended.json["problems"] if item["code"] == "CV020"}
        # Data files of packages are named instead of read; parts of archives are read besides.
        assert ended.code == 1
        assert summary["sources"] >= sum(path.as_posix() not in noted for path in readable)
        assert summary["read"] == summary["scored"] + summary["refused"] + summary["unreadable"]
