"""Each file in ``bad/`` has exactly the mistakes of its ``.mistakes.txt``; every kind of mistake has an example."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from award_worlds import CAMPAIGN

from catalog_runs import ROOT, catval
from catalog_validator import Mistake, Position, Raw
from catalog_validator.awards.build import AwardsError, build_campaign, build_register, load_campaign, load_register
from catalog_validator.awards.slugs import MISTAKES

HERE = Path(__file__).parent / "bad"
BAD = sorted(HERE.glob("*.yaml"))
AS_OF = date(2026, 5, 3)
OF_THE_CATALOG = {slug for slug in MISTAKES if slug.startswith(("awards.report-", "awards.standard-input"))}
"""Shown in test_award_reports."""


def line(mistake: Mistake) -> str:
    """``file:line:column`` or ``file:sheet!cell``, the slug, the facts."""
    spot = mistake.position
    assert spot is not None
    where = spot.cell or f"{spot.line}:{spot.column}"
    facts = "".join(f" {name}={value}" for name, value in mistake.facts)
    return f"{Path(spot.source).stem}:{where} {mistake.slug}{facts}"


def mistakes(read: Callable[[], object]) -> list[Mistake]:
    with pytest.raises(AwardsError) as caught:
        read()
    return list(caught.value.mistakes)


def workbook(file: Path, home: Path) -> Path:
    """The sheets that a file describes, as a workbook."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in yaml.safe_load(file.read_text(encoding="utf-8")).items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made = home / f"{file.stem}.xlsx"
    book.save(made)
    return made


def found(file: Path, home: Path) -> list[Mistake]:
    if file.stem.startswith("campaign"):
        return mistakes(lambda: load_campaign(str(file)))
    path = workbook(file, home) if file.stem.startswith("workbook") else file
    return mistakes(lambda: load_register(str(path), AS_OF, CAMPAIGN))


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_bad_files(file: Path, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    expected = file.with_suffix(".mistakes.txt")
    lines = list(map(line, found(file, tmp_path)))
    if request.config.getoption("--update-golden"):
        expected.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == expected.read_text(encoding="utf-8").splitlines()


def test_every_mistake_has_an_example() -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in HERE.glob("*.mistakes.txt"))
    assert set(re.findall(r" (awards\.[a-z-]+)", text)) == set(MISTAKES) - OF_THE_CATALOG


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_the_command_says_them_all_and_ends_with_two(file: Path, lang: str, tmp_path: Path) -> None:
    asked: tuple[object, ...] = ("--campaign", file)
    if not file.stem.startswith("campaign"):
        path = workbook(file, tmp_path) if file.stem.startswith("workbook") else file
        asked = ("--register", path, "--as-of=2026-05-03")
    ended = catval("awards", "lint", *asked, "--lang", lang)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.count("✗") == len(found(file, tmp_path))
    assert not re.search(r"\bawards\.[a-z]+-", ended.err)


def test_no_value_breaks_the_linter() -> None:
    """Each value of the built-in campaign and of a register replaced by others: mistakes, never another exception."""
    others: tuple[Any, ...] = (None, 0, "", "x", [], {}, [[]], {"x": 1}, 1.5, True, -1)
    campaign = yaml.safe_load((ROOT / "src/catalog_validator/awards/builtin/sonla-2026.yaml").read_bytes())
    register = yaml.safe_load((ROOT / "examples/thi-dua-2026/register.yaml").read_bytes())
    register = {key: rows[-2:] for key, rows in register.items()}
    spoilt = 0
    for good, build in ((campaign, build_campaign), (register, lambda raw: build_register(raw, AS_OF, CAMPAIGN))):
        for index in range(size(good)):
            for other in (others[index % len(others)], others[index * 7 // 3 % len(others)]):
                try:
                    build(Raw("x.yaml", replaced(good, index, other), lambda path: Position("x.yaml", 1, 1)))
                except AwardsError as error:
                    spoilt += bool(error.mistakes)
    assert spoilt > 150


def size(value: object) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + sum(map(size, inner))


def replaced(value: object, index: int, other: object) -> object:
    left = [index]

    def copy(node: object) -> object:
        left[0] -= 1
        if left[0] == -1:
            return other
        if isinstance(node, dict):
            return {key: copy(child) for key, child in node.items()}
        return [copy(child) for child in node] if isinstance(node, list) else node

    return copy(value)
