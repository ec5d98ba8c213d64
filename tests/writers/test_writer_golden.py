"""Small catalogs in every form, to the letter."""

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from round_trips import NATIVE, travel

from catalog_runs import FULL, SMALL
from catalog_validator import load_profile
from catalog_validator.writers import FORMS

Golden = Callable[[str, str], None]

ODD = {
    "name": '= Tổng\tsố; "012" <b>&amp;</b>',
    "code": "012",
    "secret": False,
    "sharing": "no",
    "updated": "30/04/2026",
    "contact": "Văn thư",
    "items": ["Mã số", {"name": "a | b", "description": "dòng 1\ndòng 2"}, {}],
    "formats": ["CSV; JSON", "@x"],
    "address": "'+84\r\n#: - ]]> \u200b\x01",
}
"""An entry that every form has its trouble with."""


@pytest.mark.parametrize("form", NATIVE)
def test_golden_catalogs(golden: Golden, form: str) -> None:
    data = travel(load_profile(SMALL), [FULL, ODD, {}], form).data
    golden(f"small.{form}.txt", sheets(data) if form == "xlsx" else data.decode().replace("\r", "␍"))


@pytest.mark.parametrize("form", NATIVE)
def test_golden_empty_catalogs(golden: Golden, form: str) -> None:
    data = travel(load_profile(SMALL), [], form).data
    golden(f"empty.{form}.txt", sheets(data) if form == "xlsx" else data.decode().replace("\r", "␍"))


@pytest.mark.parametrize("form", NATIVE)
def test_the_same_entries_give_the_same_bytes(form: str) -> None:
    first, second = (travel(load_profile(SMALL), [FULL, ODD], form).data for _ in range(2))
    assert first == second


def test_every_form_has_its_golden_file() -> None:
    assert {form for form in FORMS if form != "dcat-ap"} == set(NATIVE)


def sheets(data: bytes) -> str:
    """The sheets of a workbook and the styles of their cells, an element a line."""
    with ZipFile(BytesIO(data)) as package:
        parts = sorted(name for name in package.namelist() if "worksheets/sheet" in name)
        rows = [re.search("<sheetData.*</sheetData>", package.read(name).decode(), re.DOTALL) for name in parts]
        texts = [f"{name}\n{found[0] if found else ''}" for name, found in zip(parts, rows, strict=True)]
        texts.append(re.search("<cellXfs.*</cellXfs>", package.read("xl/styles.xml").decode())[0])  # type: ignore[index]
    return "\n".join(texts).replace("\r", "␍").replace("><", ">\n<") + "\n"
