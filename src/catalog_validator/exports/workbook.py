"""A workbook for officers: a row for each description, with help, lists to choose from, and how complete it is."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from itertools import groupby
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range_abs

from catalog_validator.exports.wording import Wording
from catalog_validator.exports.workbook_cells import (
    Looks,
    build_looks,
    colour_owed,
    colour_score,
    column_width,
    format_of,
    guard_cells,
    record_owes,
)
from catalog_validator.exports.workbook_help import told, write_guide
from catalog_validator.exports.workbook_layout import (
    FIRST_ROW,
    FRONT,
    Column,
    Layout,
    RecordSheet,
    build_layout,
    quoted,
)
from catalog_validator.exports.workbook_lists import CODES, WORDS, write_lists
from catalog_validator.exports.workbook_sums import Totals, begun, write_sums
from catalog_validator.model.ours import MARK
from catalog_validator.model.place import Path
from catalog_validator.model.profile import Profile

MOST_ROWS = 2_000
"""Rows that can be prepared: each is compared with all records of lists, so that more would make typing slow."""
LONGEST_TITLE = 31
_MADE = datetime(2026, 1, 1)
"""The same for all, so that the same profile gives the same bytes."""
_NO_TITLE = str.maketrans("[]:*?/\\'", " " * 8)
_FROZEN = 4
"""Columns that may stay in sight: more would leave no room to scroll."""


def export_workbook(
    profile: Profile, words: Wording, headings: Mapping[Path, str], sheets: Mapping[str, Sequence[str]], rows: int
) -> bytes:
    """The workbook with so many prepared rows.

    ``headings``: field, or part of a record → a heading that our reader takes for it. ``sheets``: list of records → the
    headings of a sheet for it, first that of the description's name.
    """
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties(
        {"created": _MADE, "title": profile.title[words.lang], "subject": profile.legal_basis,
         "comments": words.ui("template.made", id=profile.id, version=profile.version, hash=profile.sha256)}
    )  # fmt: skip
    for name, value in (
        ("profile", profile.id),
        ("profile version", profile.version),
        ("profile sha256", profile.sha256),
    ):
        book.set_custom_property(f"catval {name}", value)
    layout = build_layout(profile, headings, sheets, _titles(profile, words, sheets), rows)
    looks = build_looks(book, words)
    main = book.add_worksheet(layout.main)
    for sheet in layout.records:
        _write_records(book.add_worksheet(sheet.title), sheet, layout, words, looks)
    write_guide(book, layout, _own(words, "guide"), words, looks)
    write_lists(book, layout, _own(words, "lists"), words, looks.head)
    totals = write_sums(book, layout, _own(words, "sums"))
    _write_main(main, layout, totals, words, looks)
    main.activate()
    book.close()
    return out.getvalue()


def _own(words: Wording, key: str) -> str:
    return f"{words.ui(f'template.{key}_sheet')} {MARK}"


def _titles(profile: Profile, words: Wording, sheets: Mapping[str, Sequence[str]]) -> list[str]:
    """Names of the sheets: of the descriptions, then of each list of records; no two alike."""
    order = {group: at for at, (group, _) in enumerate(profile.groups)}
    fields = sorted(profile.fields, key=lambda wanted: order.get(wanted.group, len(order)))
    found: list[str] = []
    for text in (words.ui("template.main_sheet"), *(one.label[words.lang] for one in fields if one.id in sheets)):
        title = " ".join(text.translate(_NO_TITLE).split())[:LONGEST_TITLE].strip() or "1"
        number = 2
        while title.lower() in {other.lower() for other in found}:
            title, number = f"{title[: LONGEST_TITLE - 4].strip()} {number}", number + 1
        found.append(title)
    return found


def _write_main(page: Any, layout: Layout, totals: Totals, words: Wording, looks: Looks) -> None:
    """Groups and headings, then the prepared rows."""
    _write_front(page, layout, totals, words, looks)
    first = FRONT
    for _, columns in groupby(layout.columns, lambda column: column.field.group):
        width = len(list(columns))
        _write_group(page, first, width, layout, words, looks)
        first += width
    for column in layout.columns:
        _write_column(page, column, layout.rows, layout, words, looks)
        colour_owed(page, column, layout, looks)
    page.set_row(1, 60)
    title = next((column.number for column in layout.of(layout.profile.title_field)), 0)
    page.freeze_panes(FIRST_ROW, title + 1 if title < _FROZEN else FRONT)


def _write_group(page: Any, first: int, width: int, layout: Layout, words: Wording, looks: Looks) -> None:
    group = layout.columns[first - FRONT].field.group
    text = next((title[words.lang] for name, title in layout.profile.groups if name == group), group)
    if width > 1:
        page.merge_range(0, first, 0, first + width - 1, text, looks.group)
    else:
        page.write_string(0, first, text, looks.group)


def _write_front(page: Any, layout: Layout, totals: Totals, words: Wording, looks: Looks) -> None:
    """How complete each row is, and whether a formula can be sure of it."""
    for at, key in enumerate(("complete", "sure")):
        page.write_string(1, at, f"{words.ui(f'template.{key}')} {MARK}", looks.head)
        page.write_comment(1, at, words.ui(f"template.{key}_help"), {"x_scale": 3, "y_scale": 2})
        page.set_column(at, at, 13)
    refused = _refused(layout)
    secret, exact, about = (_quoted(words.ui(f"template.{key}")) for key in ("refused", "exact", "about"))
    for row in range(FIRST_ROW, FIRST_ROW + layout.rows):
        shown = totals.percent(row)
        kind = f"IF({totals.guessed(row)},{about},{exact})"
        if refused:
            shown, kind = f'IF({refused(row)},"–",{shown})', f"IF({refused(row)},{secret},{kind})"
        started = begun(layout, row)
        page.write_formula(row, 0, f'=IF({started},{shown},"")', looks.score, "")
        page.write_formula(row, 1, f'=IF({started},{kind},"")', looks.text, "")
    colour_score(page, layout, looks)


def _refused(layout: Layout) -> Any:
    """Row → a formula that is true where a field says that the entry is not to be scored; None without such a field."""
    columns = [column for column in layout.columns if column.field.refuse and column.part is None]
    if not columns:
        return None
    number = layout.lists[""]

    def formula(row: int) -> str:
        hits = (
            f'SUMPRODUCT(({WORDS.format(number)}={column.cell(row)})*({CODES.format(number)}="yes"))'
            for column in columns
        )
        return f"({'+'.join(hits)})>0"

    return formula


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _write_column(page: Any, column: Column, rows: int, layout: Layout, words: Wording, looks: Looks) -> None:
    """The heading with all its help, the format of the cells below, and what they let in."""
    page.write_string(1, column.number, column.heading, looks.owed_head if column.owed else looks.head)
    page.write_comment(1, column.number, "\n".join(told(column, words, layout.profile)), {"x_scale": 3, "y_scale": 3})
    page.set_column(column.number, column.number, column_width(column))
    look = format_of(column.holds, looks)
    for row in range(FIRST_ROW, FIRST_ROW + rows):
        page.write_blank(row, column.number, None, look)
    guard_cells(page, column, rows, layout, words)


def _write_records(page: Any, sheet: RecordSheet, layout: Layout, words: Wording, looks: Looks) -> None:
    """The name of the description, chosen from the first sheet, and the parts."""
    page.merge_range(
        0,
        0,
        0,
        len(sheet.columns),
        words.ui("template.records_title", field=sheet.field.label[words.lang], main=layout.main),
        looks.group,
    )
    page.write_string(1, 0, sheet.key_heading, looks.owed_head)
    page.write_comment(1, 0, words.ui("template.key_help", main=layout.main), {"x_scale": 3, "y_scale": 2})
    page.set_column(0, 0, 40)
    for row in range(FIRST_ROW, FIRST_ROW + sheet.rows):
        page.write_blank(row, 0, None, looks.text)
    _offer_names(page, sheet, layout, words)
    for column in sheet.columns:
        _write_column(page, column, sheet.rows, layout, words, looks)
        if column.owed:
            area = (FIRST_ROW, column.number, FIRST_ROW + sheet.rows - 1, column.number)
            criteria = record_owes(column, f"$A{FIRST_ROW + 1}")
            page.conditional_format(*area, {"type": "formula", "criteria": criteria, "format": looks.owed})
    page.set_row(1, 45)
    page.freeze_panes(FIRST_ROW, 1)


def _offer_names(page: Any, sheet: RecordSheet, layout: Layout, words: Wording) -> None:
    """The names of the descriptions to choose from; another is let in, for a code is a name too."""
    names = layout.of(layout.profile.title_field)
    if not names:
        return
    cells = xl_range_abs(FIRST_ROW, names[0].number, FIRST_ROW + layout.rows - 1, names[0].number)
    source = f"={quoted(layout.main)}!{cells}"
    page.data_validation(
        FIRST_ROW, 0, FIRST_ROW + sheet.rows - 1, 0,
        {"validate": "list", "source": source, "error_type": "warning", "error_title": words.ui("template.wrong"),
         "error_message": words.ui("template.no_name", main=layout.main)},
    )  # fmt: skip
