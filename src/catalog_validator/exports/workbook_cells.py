"""What a cell of the form looks like and lets in: formats, lists to choose from, colours while something is lacking."""

from typing import Any

from catalog_validator.exports.wording import Wording
from catalog_validator.exports.workbook_formulas import FIRST_DAY, blank, decided, owes
from catalog_validator.exports.workbook_help import prompt
from catalog_validator.exports.workbook_layout import FIRST_ROW, Column, Layout
from catalog_validator.exports.workbook_lists import SHOWN
from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.finding import Severity
from catalog_validator.model.profile import Field, FieldType


@dataclass(frozen=True, slots=True)
class Looks:
    """The formats of a workbook."""

    head: Any
    owed_head: Any
    group: Any
    title: Any
    bold: Any
    text: Any
    day: Any
    number: Any
    score: Any
    owed: Any
    off: Any
    reached: Any
    below: Any


def build_looks(book: Any, words: Wording) -> Looks:
    """Texts are written as texts, so that no program makes a number of ``007`` or a formula of ``=``."""
    cell = {"text_wrap": True, "valign": "top"}
    framed = {**cell, "border": 1, "border_color": "#BFBFBF"}
    head = {**framed, "bold": True, "valign": "vcenter"}
    return Looks(
        head=book.add_format({**head, "bg_color": "#DDEBF7"}),
        owed_head=book.add_format({**head, "bg_color": "#9DC3E6"}),
        group=book.add_format({**head, "bg_color": "#1F4E79", "font_color": "#FFFFFF"}),
        title=book.add_format({"bold": True, "font_size": 14}),
        bold=book.add_format({**cell, "bold": True}),
        text=book.add_format({**framed, "num_format": "@"}),
        day=book.add_format({**framed, "num_format": "dd/mm/yyyy" if words.lang == "vi" else "yyyy-mm-dd"}),
        number=book.add_format({**framed, "num_format": "0"}),
        score=book.add_format({**framed, "num_format": "0.00"}),
        owed=book.add_format({"bg_color": "#FFF2CC"}),
        off=book.add_format({"bg_color": "#D9D9D9", "font_color": "#7F7F7F"}),
        reached=book.add_format({"bg_color": "#C6EFCE"}),
        below=book.add_format({"bg_color": "#FCE4D6"}),
    )


def format_of(wanted: Field, looks: Looks) -> Any:
    """How the cells of a field show their values."""
    return {FieldType.DATE: looks.day, FieldType.INTEGER: looks.number}.get(wanted.type, looks.text)


def guard_cells(page: Any, column: Column, rows: int, layout: Layout, words: Wording) -> None:
    """What the cells of a column let in, and the message beside them."""
    title, text = prompt(column, words)
    page.data_validation(
        FIRST_ROW, column.number, FIRST_ROW + rows - 1, column.number,
        {"input_title": title, "input_message": text, "ignore_blank": True, **_lets_in(column.holds, layout, words)},
    )  # fmt: skip


def _lets_in(wanted: Field, layout: Layout, words: Wording) -> dict[str, object]:
    number = layout.list_number(wanted)
    if number is not None:
        several = wanted.type is FieldType.CODES
        return {
            "validate": "list",
            "source": f"={SHOWN.format(number)}",
            "error_type": "information" if several else "stop",
            "error_title": words.ui("template.wrong"),
            "error_message": words.ui("template.several_listed" if several else "template.not_listed"),
        }
    if wanted.type is FieldType.DATE:
        return _day(wanted, words)
    if wanted.type is FieldType.INTEGER:
        return _whole(wanted, words)
    return {"validate": "any"}


def _day(wanted: Field, words: Wording) -> dict[str, object]:
    """Not after today is only a warning in the cell: the day on which a catalog is judged may be another."""
    late = any(check.kind == "not_after_as_of" and check.severity is Severity.ERROR for check in wanted.checks)
    last = {"maximum": "=TODAY()"} if late else {"maximum": 73050}
    return {
        "validate": "date", "criteria": "between", "minimum": FIRST_DAY, **last, "error_type": "warning",
        "error_title": words.ui("template.wrong"),
        "error_message": words.ui("template.no_day_yet" if late else "template.no_day"),
    }  # fmt: skip


def _whole(wanted: Field, words: Wording) -> dict[str, object]:
    found = next((check.params for check in wanted.checks if check.kind == "range"), {})
    least, most = found.get("min", -999_999_999_999), found.get("max", 999_999_999_999)
    return {
        "validate": "integer", "criteria": "between", "minimum": least, "maximum": most, "error_type": "warning",
        "error_title": words.ui("template.wrong"), "error_message": words.ui("template.no_whole"),
    }  # fmt: skip


def colour_owed(page: Any, column: Column, layout: Layout, looks: Looks) -> None:
    """A cell that the profile asks for has a colour until it is filled; one that does not apply is grey."""
    area = (FIRST_ROW, column.number, FIRST_ROW + layout.rows - 1, column.number)
    if column.field.when is not None:
        off = f"={decided(column.field.when, layout, FIRST_ROW)}=0"
        page.conditional_format(*area, {"type": "formula", "criteria": off, "format": looks.off, "stop_if_true": True})
    if column.owed:
        page.conditional_format(
            *area, {"type": "formula", "criteria": f"={owes(column, layout, FIRST_ROW)}", "format": looks.owed}
        )


def colour_score(page: Any, layout: Layout, looks: Looks) -> None:
    """Green where the threshold is reached and no field is empty without which an entry fails."""
    area = (FIRST_ROW, 0, FIRST_ROW + layout.rows - 1, 0)
    cell = f"$A{FIRST_ROW + 1}"
    empty = [owes(column, layout, FIRST_ROW) for column in layout.columns if column.field.gate and column.owed]
    gates = f",NOT(OR({','.join(empty)}))" if empty else ""
    reached = f"=AND(ISNUMBER({cell}),{cell}>={_decimal(layout)}{gates})"
    page.conditional_format(
        *area, {"type": "formula", "criteria": reached, "format": looks.reached, "stop_if_true": True}
    )
    page.conditional_format(*area, {"type": "formula", "criteria": f"=ISNUMBER({cell})", "format": looks.below})


def _decimal(layout: Layout) -> str:
    threshold = layout.profile.threshold
    return f"{threshold.numerator}/{threshold.denominator}"


def column_width(column: Column) -> int:
    """Wide enough for what is written there."""
    wanted = column.holds
    if wanted.type in (FieldType.DATE, FieldType.INTEGER, FieldType.YES_NO):
        return 15
    return 40 if wanted.type in (FieldType.TEXT, FieldType.TEXTS, FieldType.RECORDS) and not column.part else 26


def record_owes(column: Column, key: str) -> str:
    """A part that is owed, in a row that names a description."""
    cell = column.cell(FIRST_ROW)
    return f"=AND(NOT({blank(key)}),{blank(cell)})"
