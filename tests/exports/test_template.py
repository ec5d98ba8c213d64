"""The workbook for officers: what is in it, and that what is typed into it is read and scored as it says."""

import datetime
import json
import random
from collections.abc import Mapping
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import catalog_validator
from catalog_validator import load_profile
from catalog_validator.api.template import form_headings, template
from catalog_validator.model.profile import All, Atom, Check, Field, FieldType, Obligation, Profile
from catalog_validator.model.profile import Any as AnyOf
from catalog_validator.model.words import LANGS, Lang
from catalog_validator.profiles import builtin_ids
from office import needs_office, through_office
from worlds import make_field, make_profile

SO_KHCN = Path(__file__).parent.parent.parent / "examples" / "so-khcn" / "catalog.json"
FIRST = 3


def book_of(data: bytes, **how: bool) -> Any:
    return openpyxl.load_workbook(BytesIO(data), **how)


def headings(sheet: Any) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in sheet[2] if cell.value}


def fill(sheet: Any, row: int, entry: Mapping[str, object], profile: Profile) -> None:
    """Type an entry into a row, as an officer would; lists of records go elsewhere."""
    columns = headings(sheet)
    for name, value in entry.items():
        wanted = profile.field(name)
        if wanted.type is FieldType.RECORDS:
            continue
        cells: dict[str, tuple[Field, object]] = {wanted.label.vi: (wanted, value)}
        if wanted.type is FieldType.RECORD:
            record = value if isinstance(value, dict) else {wanted.plain: value}
            cells = {f"{wanted.label.vi} - {part.label.vi}": (part, record.get(part.id)) for part in wanted.parts}
        for heading, (holds, stated) in cells.items():
            sheet.cell(row, columns[heading]).value = typed(stated, holds)


def typed(value: object, wanted: Field) -> Any:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if wanted.type is FieldType.DATE and isinstance(value, str):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            return value
    return value


def filled(entries: list[dict[str, Any]], profile: Profile, data: bytes, file: Path) -> Path:
    book = book_of(data)
    main = book.worksheets[0]
    for row, entry in enumerate(entries, FIRST):
        fill(main, row, entry, profile)
    at = FIRST
    for entry in entries:
        for listed in entry.get("data_items", []):
            sheet = book["Các mục dữ liệu"]
            item = listed if isinstance(listed, dict) else {"name": listed}
            sheet.cell(at, 1).value = entry["db_name"]
            for part in profile.field("data_items").parts:
                sheet.cell(at, headings(sheet)[part.label.vi]).value = typed(item.get(part.id), part)
            at += 1
    book.save(file)
    return file


def cut(score: Fraction) -> float:
    return int(score * 100) / 100


@needs_office
def test_entries_typed_in_score_as_they_do_in_json_after_libreoffice(tmp_path: Path) -> None:
    profile = load_profile("sonla-515")
    entries = json.loads(SO_KHCN.read_text("utf-8"))["entries"]
    made = filled(entries, profile, template(rows=len(entries) + 3), tmp_path / "f.xlsx")
    saved = through_office(made, tmp_path / "saved")
    told = list(catalog_validator.assess(entries, profile))
    read = catalog_validator.check(saved, profile=profile)
    assert [one.score for one in read.entries] == [one.score for one in told]
    sheet: Any = openpyxl.load_workbook(saved, data_only=True).worksheets[0]
    shown = [(sheet.cell(row, 1).value, sheet.cell(row, 2).value) for row in range(FIRST, FIRST + len(told))]
    close = 0
    for one, (value, kind) in zip(told, shown, strict=True):
        assert (kind == "không chấm") == (one.score is None)
        if one.score is not None:
            # Nothing is told to be worse than it is: what no formula can judge is taken to be good.
            assert value >= cut(one.score) - 0.005
            close += value == pytest.approx(cut(one.score), abs=0.005)
    assert close >= len(told) * 2 // 3
    assert sheet.cell(FIRST + len(told), 1).value in (None, "")


PAST = Check("not_after_as_of")


def small_world() -> Profile:
    """Weights with fractions, chained and joined conditions, a number that decides, records of both kinds."""
    code, yes_no, number, text = FieldType.CODE, FieldType.YES_NO, FieldType.INTEGER, FieldType.TEXT
    conditional, optional = Obligation.CONDITIONAL, Obligation.OPTIONAL
    red, many = Atom("colour", ("red",)), Atom("count", ("1", "2"), negated=True)
    parts = (make_field("kind", code), make_field("day", FieldType.DATE), make_field("spare", number, optional))
    return make_profile(
        make_field("name", text, optional),
        make_field("colour", code, weight=Fraction(1, 3)),
        make_field("count", number, weight=Fraction(5, 7), checks=(Check("range", {"min": 0, "max": 9}),)),
        make_field("told", yes_no, conditional, when=red, weight=2),
        make_field(
            "after", FieldType.DATE, conditional, when=Atom("told", ("yes",)), checks=(Check("not_after_as_of"),)
        ),
        make_field("both", code, conditional, when=All((red, many))),
        make_field("either", FieldType.CODES, conditional, when=AnyOf((Atom("told", ("no",)), many)), weight=3),
        make_field("purpose", text, checks=(Check("min_length", {"min": 12}),)),
        make_field("pair", FieldType.RECORD, parts=parts, plain="kind"),
        make_field("whole", FieldType.RECORD, parts=parts, plain="kind", whole=True, any_of=("spare",)),
    )


def some_value(chance: random.Random, wanted: Field, profile: Profile) -> Any:
    """What an officer might type into a cell of the field, seldom right."""
    if chance.random() < 0.15:
        return chance.choice((None, "  ", "x1", 7, 2.5, "Phục vụ tra cứu hằng năm của tỉnh"))
    if wanted.type is FieldType.DATE:
        return datetime.date.today() + datetime.timedelta(chance.choice((-9000, 400)))
    if wanted.type is FieldType.YES_NO:
        return chance.choice(("không", "x", True))
    if wanted.code_list is not None:
        return chance.choice(wanted.code_list.items).label.en.upper()
    return "4" if wanted.type is FieldType.INTEGER else wanted.good or "ngắn"


def sure_value(chance: random.Random, wanted: Field, profile: Profile) -> Any:
    """What a formula can judge."""
    if chance.random() < 0.15:
        return chance.choice((None, "  "))
    if wanted.code_list is not None:
        item = chance.choice(wanted.code_list.items)
        return chance.choice((item.label.vi, item.label.vi, item.code, *item.aliases))
    if wanted.type is FieldType.YES_NO:
        return "Không" if wanted.refuse else chance.choice(("Có", "Không", "no"))
    if wanted.type is FieldType.DATE:
        return datetime.date.today() + datetime.timedelta(chance.choice((-9000, -400, -1, 0, 1, 400)))
    if wanted.type is FieldType.INTEGER:
        return chance.choice((0, 1, 2, 3, 9, 10, -1, 1.5))
    listed = [text for text in (*profile.placeholders.exact, *profile.placeholders.none) if text[:1] not in "#="]
    return chance.choice((None, chance.choice(listed))) if wanted.type is FieldType.TEXT else None


@needs_office
@pytest.mark.parametrize(
    "profile", [load_profile("sonla-515"), load_profile("nd47-core"), small_world()], ids=lambda p: p.id
)
def test_where_the_column_claims_to_be_exact_it_is_our_score(profile: Profile, tmp_path: Path) -> None:
    chance, rows = random.Random(515), 120
    book = book_of(template(profile, rows=rows))
    sheet = book.worksheets[0]
    fields = {target: wanted for wanted in profile.fields for target, wanted in columns_of(wanted)}
    titles = form_headings(profile, "vi")
    at = headings(sheet)
    for row in range(FIRST, FIRST + rows):
        for target, wanted in fields.items():
            if titles[target] in at:
                choose = some_value if row % 4 == 0 else sure_value
                sheet.cell(row, at[titles[target]]).value = choose(chance, wanted, profile)
        sheet.cell(row, at[titles[(profile.id_fields[0],)]]).value = f"M-{row}"
    book.save(tmp_path / "f.xlsx")
    saved = through_office(tmp_path / "f.xlsx", tmp_path / "saved")
    read = catalog_validator.check(saved, profile=profile)
    assert len(read.entries) == rows
    shown: Any = openpyxl.load_workbook(saved, data_only=True).worksheets[0]
    sure = 0
    for row, one in enumerate(read.entries, FIRST):
        value, kind = shown.cell(row, 1).value, shown.cell(row, 2).value
        if kind == "không chấm":
            assert one.score is None
        elif kind == "chính xác":
            assert one.score is not None
            assert value == cut(one.score), row
            sure += 1
    assert sure >= rows // 2


def columns_of(wanted: Field) -> list[tuple[tuple[str, ...], Field]]:
    if wanted.type is FieldType.RECORD:
        return [((wanted.id, part.id), part) for part in wanted.parts]
    return [((wanted.id,), wanted)]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", builtin_ids())
def test_our_reader_finds_every_column_and_has_nothing_to_complain_about(name: str, lang: Lang, tmp_path: Path) -> None:
    profile = load_profile(name)
    book = book_of(template(profile, lang=lang, rows=3))
    sheet = book.worksheets[0]
    sheet.cell(FIRST, 3).value = "Cơ sở dữ liệu nhiệm vụ khoa học"
    book.save(tmp_path / "f.xlsx")
    read = catalog_validator.check(tmp_path / "f.xlsx", profile=profile)
    assert {problem.code for problem in read.problems} <= {"CV017"}
    assert len(read.entries) == 1
    # Programs that write no results of formulas leave ours without one: nobody reads them.
    assert "CV013" not in {find.code for find in read.entries[0].findings}
    places = {find.path[0]: find.position for find in read.entries[0].findings if find.path and find.position}
    first = sheet.cell(FIRST, 3).coordinate
    alone = [name for name, place in places.items() if (place.cell or "").endswith(f"!{first}")]
    assert set(alone) <= {one.id for one in profile.fields if one.type is FieldType.RECORDS}


def test_it_holds_help_lists_formats_and_where_it_comes_from() -> None:
    profile = load_profile("sonla-515")
    book = book_of(template(rows=2))
    assert book.sheetnames == [
        "Danh mục", "Các mục dữ liệu", "Hướng dẫn (catval)", "Danh sách (catval)", "Tính điểm (catval)",
    ]  # fmt: skip
    assert {prop.name: prop.value for prop in book.custom_doc_props.props} == {
        "catval profile": profile.id,
        "catval profile version": profile.version,
        "catval profile sha256": profile.sha256,
    }
    main = book["Danh mục"]
    assert (main.freeze_panes, main["A2"].value) == ("D3", "Mức hoàn thành (%) (catval)")
    assert all(cell.comment is not None for cell in main[2])
    lists = {str(one.sqref).split(":")[0]: one for one in main.data_validations.dataValidation}
    domain = lists[main.cell(3, headings(main)["Lĩnh vực"]).coordinate]
    assert domain.formula1 == "catval_shown_4"
    offered = next(
        book["Danh sách (catval)"][ref.replace("$", "")] for _, ref in book.defined_names["catval_shown_4"].destinations
    )
    code_list = profile.field("domain").code_list
    assert code_list is not None
    assert [cell.value for (cell,) in offered] == [item.label.vi for item in code_list.items]
    assert main.cell(3, headings(main)[profile.field("last_updated").label.vi]).number_format == "dd/mm/yyyy"
    guide = " ".join(str(cell.value) for row in book["Hướng dẫn (catval)"] for cell in row if cell.value)
    assert profile.sha256 in guide
    assert "80 %" in guide
    assert [one.id for one in profile.fields if one.help.vi not in guide or one.label.vi not in guide] == []


def test_the_same_profile_gives_the_same_bytes() -> None:
    assert template("nd47-core", rows=4) == template("nd47-core", rows=4)


def test_a_number_of_rows_that_cannot_be_used_is_refused() -> None:
    with pytest.raises(catalog_validator.OptionError, match="template-rows"):
        template(rows=0)


def test_the_example_is_as_the_command_writes_it_today() -> None:
    example = Path(__file__).parent.parent.parent / "examples" / "workbook" / "mau-nhap-lieu.xlsx"
    assert example.read_bytes() == template(rows=20, lang="vi")
