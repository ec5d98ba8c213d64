"""A register as a workbook: empty it invites, filled it reads back the same, also after another program saved it."""

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from award_worlds import CAMPAIGN
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog_runs import ROOT, catval
from catalog_validator import Words
from catalog_validator.awards.build import load_register
from catalog_validator.awards.model import Act, Assignment, Person, PreviousAward, Register, Unit
from catalog_validator.awards.sheets import COLUMNS, SHEETS, WORDS
from catalog_validator.awards.template import REQUIRED, render_template

AS_OF = date(2026, 5, 3)
EXAMPLE = ROOT / "examples" / "thi-dua-2026" / "register.yaml"
SOFFICE = shutil.which("soffice")

_TEXT = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "Sm", "Sc", "Zs")), min_size=1, max_size=12
).map(lambda text: " ".join(text.split()))
_WORDS = _TEXT.filter(bool) | st.sampled_from(["=1+1", "0012", "2026-01-01", "có", "1e5", "@x", "Đơn vị ngữ", "TRUE"])
_DAYS = st.dates(date(2026, 3, 3), AS_OF)
_ACTS = st.none() | st.builds(Act, _WORDS, _DAYS, st.just("") | _WORDS)
_PREVIOUS = st.lists(st.builds(PreviousAward, _WORDS, st.just("") | _WORDS, st.none() | _DAYS), max_size=2).map(tuple)
_CONDUCT: Any = st.sampled_from(["clear", "pending", "unknown"])
_SHARES = st.none() | st.fractions(0, 100, max_denominator=30)


@st.composite
def registers(draw: st.DrawFn) -> Register:
    """Two units, two people, three assignments; all that can be stated in every way that it can be."""
    names = draw(st.lists(_WORDS, min_size=7, max_size=7, unique_by=lambda text: text.casefold()))
    plan = st.none() | st.builds(lambda on, number: Act("", on, number), _DAYS, _WORDS)
    units = [
        Unit(name, draw(_WORDS), draw(plan), draw(st.booleans()), draw(_CONDUCT), draw(_SHARES), draw(_PREVIOUS))
        for name in names[:2]
    ]
    attested = st.none() | st.builds(Act, _WORDS, _DAYS)
    gender: Any = st.sampled_from(["female", "male", "unknown"])
    people = [
        Person(
            name, draw(_WORDS), units[at].id, draw(st.just("") | _WORDS), draw(gender), draw(st.booleans()),
            draw(_CONDUCT), draw(attested), draw(_ACTS), draw(_PREVIOUS),
        )
        for at, name in enumerate(names[2:4])
    ]  # fmt: skip
    works = [
        Assignment(name, units[at % 2].id, draw(_WORDS), draw(_DAYS), draw(st.sampled_from([None, people[at % 2].id])))
        for at, name in enumerate(names[4:])
    ]
    decided = st.builds(lambda on, decision: Act("", on, decision), _DAYS, _WORDS)
    works = [replace(work, finished=draw(st.none() | _DAYS)) for work in works]
    works = [
        replace(work, published=said if isinstance(said, Act) else None, unpublished=said is False)
        for work in works
        for said in [draw(st.none() | st.just(False) | decided)]
    ]
    return Register(tuple(units), tuple(people), tuple(works))


def same(read: Register, wanted: Register) -> bool:
    return replace(read, sha256="", names={}) == replace(wanted, sha256="", names={})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(register=registers(), lang=st.sampled_from(["vi", "en"]))
def test_what_is_written_is_read_back(register: Register, lang: Any, tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(render_template(CAMPAIGN, register, Words(lang)))
    assert same(load_register(str(path), AS_OF, CAMPAIGN), register)


def example() -> Register:
    return load_register(str(EXAMPLE), AS_OF, CAMPAIGN)


def test_the_command_fills_it_from_a_register_and_the_nominations_are_the_same(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    assert catval("awards", "template", path, "--from", EXAMPLE, "--as-of=2026-05-03").code == 0
    assert same(load_register(str(path), AS_OF, CAMPAIGN), example())
    catalog, asked = EXAMPLE.parent / "catalog.json", ("--as-of=2026-05-03", "--format=json")
    one = catval("awards", "nominate", "--register", path, catalog, *asked).json
    other = catval("awards", "nominate", "--register", EXAMPLE, catalog, *asked).json
    assert one["candidates"] == other["candidates"]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_saved_by_another_program_it_still_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(render_template(CAMPAIGN, example(), Words("vi")))
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    for form in ("xlsx", "ods"):
        out = tmp_path / form
        asked = [str(SOFFICE), home, "--headless", "--convert-to", form, "--outdir", str(out), str(path)]
        subprocess.run(asked, check=True, capture_output=True, timeout=180)
        assert same(load_register(str(out / f"register.{form}"), AS_OF, CAMPAIGN), example())


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_empty_one_helps(lang: Any, tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    assert catval("awards", "template", path, "--lang", lang).code == 0
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[1:] == [names[0 if lang == "vi" else -1] for names in SHEETS.values()]
    guide = {cell.value for row in book.worksheets[0].iter_rows() for cell in row if cell.value}
    for sheet, columns in zip(book.worksheets[1:], COLUMNS.values(), strict=True):
        headings = [cell.value for cell in sheet[1]]
        assert headings == [names[0 if lang == "vi" else -1] for names in columns.values()]
        assert set(headings) <= guide
        helped = sheet.data_validations.dataValidation
        assert len(helped) == len(columns)
        assert all(one.prompt and one.prompt != one.promptTitle for one in helped)
    lists = [one.formula1 for sheet in book for one in sheet.data_validations.dataValidation if one.type == "list"]
    assert len(lists) == 9


def test_what_is_needed_is_what_the_form_needs(tmp_path: Path) -> None:
    """A row of the needed columns alone is a register; without any one of them it is none."""
    known = {"id": "a", "name": "A", "entry": "e", "unit": "a", "domain": "d", "due": "25/04/2026"}
    for lacking in (None, *(part for key in ("units", "assignments") for part in sorted(REQUIRED[key]))):
        book = openpyxl.Workbook()
        for key in ("units", "assignments"):
            sheet = book.create_sheet(SHEETS[key][0])
            parts = [part for part in COLUMNS[key] if part in REQUIRED[key] and part != lacking]
            sheet.append([COLUMNS[key][part][0] for part in parts])
            sheet.append([known[part] for part in parts])
        buffer = io.BytesIO()
        book.save(buffer)
        (tmp_path / "r.xlsx").write_bytes(buffer.getvalue())
        assert catval("awards", "lint", "--register", tmp_path / "r.xlsx").code == (0 if lacking is None else 2)


def test_the_words_of_the_lists_are_all_there_are() -> None:
    assert set(WORDS["conduct"].values()) == {"clear", "pending", "unknown"}
    assert set(WORDS["gender"].values()) == {"female", "male", "unknown"}
