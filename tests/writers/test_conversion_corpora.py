"""Real files of every kind, converted: written and proved, or nothing is written and the reason is said."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from round_trips import NATIVE

from catalog_runs import ROOT
from catalog_validator import check, convert
from catalog_validator.api import is_catalog
from catalog_validator.model.report import Look
from catalog_validator.model.words import LANGS
from catalog_validator.reports.conversion import render_conversion

DATA = ROOT.parent / "shared" / "data"
OF_A_FOLDER = 12
"""Files of one folder, taken at even distances."""
LARGEST = 1 << 20


def samples() -> Iterator[object]:
    """Some files of each folder, each with a form in turn."""
    if not DATA.is_dir():
        yield pytest.param(Path(), "", marks=pytest.mark.skip(reason="the collected real files are not here"))
        return
    for folder in sorted(path for path in DATA.iterdir() if path.is_dir()):
        paths = sorted(
            path
            for path in folder.rglob("*")
            if path.is_file() and is_catalog(path.name) and path.stat().st_size < LARGEST
        )
        chosen = islice(paths, 0, None, max(1, len(paths) // OF_A_FOLDER))
        for number, path in enumerate(islice(chosen, OF_A_FOLDER)):
            yield pytest.param(path, NATIVE[number % len(NATIVE)], id=f"{folder.name}-{number}")


@pytest.mark.parametrize(("path", "form"), list(samples()))
def test_real_files_are_converted_or_refused(tmp_path: Path, path: Path, form: str) -> None:
    target = tmp_path / f"out.{form}"
    done = convert(path, target=target)
    total = check(path).summary.total
    assert (done.read, done.refused, done.unreadable) == (total.read, total.refused, total.unreadable)
    assert target.exists() == (done.written > 0)
    assert done.written or done.findings
    if done.written:
        assert check(target).summary.total.scored == done.written
    assert all(render_conversion(done, lang, Look()) for lang in LANGS)
