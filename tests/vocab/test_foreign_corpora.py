"""Real CKAN replies and data.json files: each ends in descriptions or in a finding that says why there are none."""

from pathlib import Path

import pytest
from foreign import read_text

from catalog_runs import ROOT

DATA = ROOT.parent / "shared" / "data"
FILES = sorted([*DATA.glob("ckan/**/*.json"), *DATA.glob("dcat-us/**/*.json")]) if DATA.is_dir() else []
OTHER = ("groups.json", "orgs.json", "invalid_tags.json")
"""Lists of things that are no datasets."""

pytestmark = pytest.mark.skipif(not FILES, reason="the collected real files (../shared/data) are not here")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(DATA))[-60:])
def test_every_real_file_is_read_or_says_why_not(path: Path) -> None:
    found = read_text(path.read_text(encoding="utf-8"), path.name)
    if path.name in OTHER:
        assert "CV026" not in found.problems
        return
    assert found.problems["CV026"].violation.facts["vocab"] == ("DCAT-US" if is_dcat(path) else "CKAN")
    titled = [entry for entry in found.entries if isinstance(entry, dict) and entry]
    assert titled or any(problem.unreadable for problem in found.problems.values())
    for batch in found.batches:
        for index, entry in enumerate(batch.values):
            names = entry if isinstance(entry, dict) else {}
            record = batch.spot(index, ("no such field",))
            assert all(inside(record, batch.spot(index, (name,))) for name in names)


def is_dcat(path: Path) -> bool:
    text = str(path.relative_to(DATA))
    return "dcat-us/" in text or path.name in (
        "data.json",
        "catalog.json",
        "catalog_datasets_list.json",
        "dataset.json",
    )


def inside(outer: object, inner: object) -> bool:
    """A value's place lies in that of its record."""
    ends = [
        (getattr(place, first), getattr(place, second))
        for place in (outer, inner)
        for first, second in (("line", "column"), ("end_line", "end_column"))
    ]
    return bool(ends[0] <= ends[2] and ends[3] <= ends[1])
