"""The register as a workbook to fill: its sheets with lists to choose from, help on every column, and a guide."""

import io
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

from catalog_validator import Words
from catalog_validator.awards.model import Act, Campaign, Person, PreviousAward, Register, Unit
from catalog_validator.awards.sheets import COLUMNS, SHEETS, WORDS

REQUIRED: Mapping[str, frozenset[str]] = {
    "units": frozenset({"id", "name"}),
    "people": frozenset({"id", "name", "unit"}),
    "assignments": frozenset({"entry", "unit", "domain", "due"}),
    "previous_awards": frozenset({"of", "decision"}),
}
"""Columns without which a row says nothing."""
ROWS = 2000
"""Rows that have lists to choose from and formats; more may be filled in."""
_SWITCHES = ("nominated", "published")
_IDS = {"unit": "units", "person": "people"}
_WIDE = {"name": 30, "position": 22, "decision": 26, "published.decision": 26, "domain": 26}


def render_template(campaign: Campaign, register: Register | None, words: Words) -> bytes:
    """The workbook, empty or with what a register says; read back it gives the same register."""
    import xlsxwriter

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"created": datetime(1980, 1, 1, tzinfo=UTC)})
    formats = _formats(book)
    _guide(book.add_worksheet(words.ui("awards.template.guide")), formats, campaign, words)
    for key in SHEETS:
        rows = list(_ROWS_OF[key](register)) if register else []
        _sheet(book.add_worksheet(_sheet_name(key, words)), formats, key, rows, words)
    book.close()
    return buffer.getvalue()


def _formats(book: Any) -> Mapping[str, Any]:
    font = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
    head = {**font, "bold": True, "text_wrap": True, "border": 1}
    return {
        "text": book.add_format({**font, "num_format": "@"}),
        "day": book.add_format({**font, "num_format": "dd/mm/yyyy"}),
        "number": book.add_format(font),
        "wrapped": book.add_format({**font, "text_wrap": True}),
        "title": book.add_format({**font, "bold": True, "font_size": 14}),
        "required": book.add_format({**head, "bg_color": "#FCE4D6"}),
        "head": book.add_format({**head, "bg_color": "#DDEBF7"}),
    }


def _guide(sheet: Any, formats: Mapping[str, Any], campaign: Campaign, words: Words) -> None:
    """What the workbook is for, how to fill it, and what each column means."""
    for column, width in enumerate((24, 36, 14, 90)):
        sheet.set_column(column, column, width, formats["wrapped"])
    sheet.write_string(0, 0, words.ui("awards.template.title", campaign=campaign.title[words.lang]), formats["title"])
    sheet.set_row(0, 20)
    row = 1
    for step in ("fill", "unknown", "dates", "check"):
        sheet.merge_range(row, 0, row, 3, words.ui(f"awards.template.{step}"), formats["wrapped"])
        sheet.set_row(row, 34)
        row += 1
    row += 1
    for column, name in enumerate(("sheet", "column", "needed", "meaning")):
        sheet.write_string(row, column, words.ui(f"awards.template.{name}"), formats["head"])
    for key, columns in COLUMNS.items():
        for part in columns:
            row += 1
            needed = words.ui(f"awards.template.{'yes' if part in REQUIRED[key] else 'no'}")
            texts = (_sheet_name(key, words), _heading(key, part, words), needed, _help(key, part, words))
            for column, text in enumerate(texts):
                sheet.write_string(row, column, text, formats["wrapped"])
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _sheet(sheet: Any, formats: Mapping[str, Any], key: str, rows: list[dict[str, object]], words: Words) -> None:
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, 50)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for column, part in enumerate(COLUMNS[key]):
        head = formats["required" if part in REQUIRED[key] else "head"]
        shape = formats["day" if _is_day(part) else "number" if part == "women_share" else "text"]
        sheet.set_column(column, column, _WIDE.get(part, 17), shape)
        sheet.write_string(0, column, _heading(key, part, words), head)
        sheet.data_validation(1, column, ROWS, column, _validation(key, part, words))
        for at, row in enumerate(rows, 1):
            value = _written(row.get(part), part, words)
            if isinstance(value, datetime):
                sheet.write_datetime(at, column, value, shape)
            elif isinstance(value, int):
                sheet.write_number(at, column, value, shape)
            elif value:
                sheet.write_string(at, column, value, shape)


def _written(value: object, part: str, words: Words) -> datetime | int | str:
    """A value as it stands in its cell; an empty text for none. A share that is not whole stays exact as text."""
    if isinstance(value, bool):
        return words.ui(f"awards.template.{'yes' if value else 'no'}")
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    if isinstance(value, Fraction) and value.denominator == 1:
        return int(value)
    return "" if value is None else _word(part, str(value), words)


def _is_day(part: str) -> bool:
    return part in ("due", "finished", "period_end") or part.endswith((".on", ".date"))


def _validation(key: str, part: str, words: Words) -> dict[str, object]:
    """A list to choose from, or what a value must be; in every case the help of the column."""
    shown = {"input_title": _heading(key, part, words)[:32], "input_message": _help(key, part, words)[:255]}
    if part in _SWITCHES:
        yes_no = [words.ui(f"awards.template.{name}") for name in ("yes", "no")]
        return {"validate": "list", "source": yes_no, **shown}
    if part in WORDS:
        return {"validate": "list", "source": [_word(part, word, words) for word in WORDS[part].values()], **shown}
    if part in _IDS:
        source = f"='{_sheet_name(_IDS[part], words)}'!$A$2:$A${ROWS + 1}"
        return {"validate": "list", "source": source, **shown}
    if _is_day(part):
        between = {"criteria": "between", "minimum": date(2000, 1, 1), "maximum": date(2100, 12, 31)}
        return {"validate": "date", **between, "error_type": "warning", **shown}
    if part == "women_share":
        return {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100, **shown}
    return {"validate": "any", **shown}


def _sheet_name(key: str, words: Words) -> str:
    return SHEETS[key][0 if words.lang == "vi" else -1]


def _heading(key: str, part: str, words: Words) -> str:
    return COLUMNS[key][part][0 if words.lang == "vi" else -1]


def _help(key: str, part: str, words: Words) -> str:
    return words.ui(f"awards.help.{key}.{part.replace('.', '_')}")


def _word(part: str, word: str, words: Words) -> str:
    """A word of the register as officers write it."""
    written = {value: text for text, value in WORDS.get(part, {}).items()}
    return written.get(word, word) if words.lang == "vi" else word


def _act(name: str, act: Act | None, *keys: str) -> dict[str, object]:
    """An act as columns; ``keys``: what ``by``, ``on`` and ``document`` are called there, if anything."""
    values = (act.by, act.on, act.document) if act else ()
    return {f"{name}.{key}": value for key, value in zip(keys, values, strict=False) if key}


def _units(register: Register) -> Iterator[dict[str, object]]:
    for unit in register.units:
        yield {
            "id": unit.id,
            "name": unit.name,
            **_act("plan", unit.plan, "", "date", "number"),
            "nominated": unit.nominated,
            "conduct": unit.conduct,
            "women_share": unit.women_share,
        }


def _people(register: Register) -> Iterator[dict[str, object]]:
    for one in register.people:
        yield {
            **{key: getattr(one, key) for key in ("id", "name", "unit", "position", "gender", "nominated", "conduct")},
            **_act("participation", one.participation, "attested_by", "on"),
            **_act("recognised", one.recognised, "by", "on", "document"),
        }


def _assignments(register: Register) -> Iterator[dict[str, object]]:
    for work in register.assignments:
        published = True if work.published else False if work.unpublished else None
        yield {
            **{key: getattr(work, key) for key in ("entry", "unit", "person", "domain", "due", "finished")},
            "published": published,
            **_act("published", work.published, "", "date", "decision"),
        }


def _previous(register: Register) -> Iterator[dict[str, object]]:
    candidates: tuple[Unit | Person, ...] = (*register.units, *register.people)
    for one in candidates:
        for award in one.previous_awards:
            yield {"of": one.id, **_award(award)}


def _award(award: PreviousAward) -> dict[str, object]:
    return {"decision": award.decision, "achievement": award.achievement, "period_end": award.period_end}


_ROWS_OF = {"units": _units, "people": _people, "assignments": _assignments, "previous_awards": _previous}
