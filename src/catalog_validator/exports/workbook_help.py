"""What the workbook tells of a field: beside its heading, beside its cells, and in the guide."""

from collections.abc import Iterator, Sequence
from typing import Any

from catalog_validator.exports.wording import Wording
from catalog_validator.exports.workbook_layout import Column, Layout
from catalog_validator.model.finding import Severity
from catalog_validator.model.profile import Field, FieldType, Obligation, Profile

STEPS = 8
"""Sentences on how to fill the form in."""
MOST_TITLE, MOST_PROMPT = 32, 255
"""UTF-16 units of the message that a program shows beside a cell."""


def obligation(wanted: Field, words: Wording, profile: Profile) -> str:
    """Whether the field is owed, and when."""
    if wanted.when is not None:
        return words.ui("template.when", condition=words.condition(wanted.when, profile))
    text = words.ui(f"template.{wanted.obligation.value}")
    return f"{text}; {words.ui('template.gate')}" if wanted.gate else text


def demands(wanted: Field, words: Wording) -> list[str]:
    """What a value must be like, in words."""
    found = [words.check(check) for check in wanted.checks if check.severity is not Severity.NOTE]
    if wanted.type in (FieldType.TEXTS, FieldType.CODES, FieldType.RECORDS):
        found.insert(0, words.ui("template.several"))
    return found


def told(column: Column, words: Wording, profile: Profile) -> Iterator[str]:
    """All that is to be known of a column, a line each."""
    wanted = column.holds
    yield wanted.help[words.lang]
    if column.part is None or wanted.obligation is Obligation.MANDATORY:
        yield obligation(column.field if column.part is None else wanted, words, profile)
    yield from demands(wanted, words)
    if wanted.good:
        yield words.ui("template.good", value=wanted.good)
    if wanted.bad:
        yield words.ui("template.bad", value=wanted.bad)
    yield words.ui("template.ground", ground=words.ground(wanted.citation))


def prompt(column: Column, words: Wording) -> tuple[str, str]:
    """Title and text of the message beside a cell, no longer than programs allow."""
    return shortened(column.heading, MOST_TITLE), shortened(column.holds.help[words.lang], MOST_PROMPT)


def shortened(text: str, most: int) -> str:
    """A text of no more UTF-16 units than ``most``."""
    if len(text.encode("utf-16-le")) // 2 <= most:
        return text
    kept = text.encode("utf-16-le")[: 2 * (most - 1)].decode("utf-16-le", "ignore")
    return f"{kept.rstrip()}…"


def write_guide(book: Any, layout: Layout, title: str, words: Wording, looks: Any) -> None:
    """How to fill the form in, what counts how, and every field with its ground and examples."""
    page = book.add_worksheet(title)
    page.set_column(0, 0, 34, looks.text)
    page.set_column(1, 6, 40, looks.text)
    page.hide_gridlines(2)
    row = _beginning(page, layout, words, looks)
    heads = ("field", "help", "obligation", "demands", "good_head", "bad_head", "ground_head")
    for at, key in enumerate(heads):
        page.write_string(row, at, words.ui(f"template.{key}"), looks.head)
    for below, cells in enumerate(_rows(layout, words), row + 1):
        for at, text in enumerate(cells):
            page.write_string(below, at, text, looks.text)


def _rows(layout: Layout, words: Wording) -> Iterator[tuple[str, ...]]:
    """Every field; one with parts before them."""
    sheets: Sequence[Sequence[Column]] = (layout.columns, *(sheet.columns for sheet in layout.records))
    said: set[str] = set()
    for column in (column for columns in sheets for column in columns):
        wanted = column.field
        if column.part is not None and wanted.id not in said:
            yield _row(Column(wanted, None, wanted.label[words.lang], 0), words, layout.profile)
        said.add(wanted.id)
        yield _row(column, words, layout.profile)


def _beginning(page: Any, layout: Layout, words: Wording, looks: Any) -> int:
    """The title, what the form is made from, and how to fill it in; gives the first row below."""
    profile = layout.profile
    page.write_string(0, 0, words.ui("template.guide_title"), looks.title)
    facts = (
        ("profile", f"{profile.title[words.lang]} ({profile.id} {profile.version})"),
        ("hash", profile.sha256),
        ("legal", profile.legal_basis),
        ("status", f"{words.ui('template.' + profile.status)}. {profile.status_reason[words.lang]}"),
    )
    row = 1
    for key, value in facts:
        page.write_string(row, 0, words.ui(f"template.{key}"), looks.bold)
        page.merge_range(row, 1, row, 6, value, looks.text)
        row += 1
    page.set_row(row - 1, 48)
    threshold = words.ui("template.percent", n=profile.threshold)
    facts_used = {"threshold": threshold, "rows": layout.rows, "main": layout.main}
    steps = [words.ui(f"template.step_{number}", **facts_used) for number in range(1, STEPS + 1)]
    steps += [
        words.ui("template.step_records", sheet=sheet.title, column=sheet.key_heading, main=layout.main)
        for sheet in layout.records
    ]
    row += 1
    page.write_string(row, 0, words.ui("template.how"), looks.bold)
    for number, step in enumerate(steps, 1):
        page.merge_range(row, 1, row, 6, f"{number}. {step}", looks.text)
        page.set_row(row, 32)
        row += 1
    return row + 1


def _row(column: Column, words: Wording, profile: Profile) -> tuple[str, ...]:
    wanted = column.holds
    return (
        column.heading,
        wanted.help[words.lang],
        obligation(column.field if column.part is None else wanted, words, profile),
        "\n".join(demands(wanted, words)),
        wanted.good,
        wanted.bad,
        words.ground(wanted.citation),
    )
