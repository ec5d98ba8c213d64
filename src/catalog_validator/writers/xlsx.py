"""A workbook for Excel and LibreOffice: a row per entry, lists of records on sheets of their own.

Every text is written as text: it is never a formula, a link or a number, and stays so when somebody edits the cell.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date, datetime
from typing import Any, BinaryIO

import xlsxwriter

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.place import Path
from catalog_validator.model.profile import Field, FieldType, Profile
from catalog_validator.model.text import fold, inert_cell
from catalog_validator.writers.catalog import SURROGATES, Catalog, Entry, Tell, legible
from catalog_validator.writers.cells import Cell, Speller
from catalog_validator.writers.columns import Column, build_columns, row_cells

LONGEST = 32_767
"""UTF-16 units that a cell can hold."""
MOST_ROWS = 1_048_576
_TITLE_LENGTH = 31
_NO_TITLE = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_WIDTH = 24
_MADE = datetime(2026, 1, 1)
"""The same for all, so that the same entries give the same bytes."""
_FIRST_DAY = date(1900, 3, 1)
"""Spreadsheets know a 29 February 1900; before it their days are not those of the calendar."""


def write_xlsx(catalog: Catalog, out: BinaryIO) -> None:
    """The descriptions on the first sheet; for each list of records a sheet whose rows begin with the entry's name."""
    apart = [wanted for wanted in catalog.profile.fields if wanted.id in catalog.sheets]
    keys = Keys.of(catalog.profile, catalog.entries()) if apart else Keys(())
    inside = {
        wanted.id
        for entry in catalog.entries()
        for wanted in apart
        if entry.get(wanted.id) and not keys.apart(entry, wanted)
    }
    # The reader takes the sheet with most headings for that of the entries: it must not be one of the others.
    few = len(catalog.profile.fields) <= len(apart) + max((len(wanted.parts) for wanted in apart), default=0)
    columns = build_columns(catalog, frozenset(() if few else {wanted.id for wanted in apart} - inside))
    with closing(_Book(out)) as book:
        main = book.sheet("Danh mục", [column.heading(catalog.headings) for column in columns])
        sheets = [book.sheet(wanted.label.vi, catalog.sheets[wanted.id]) for wanted in apart]
        for entry, tell in catalog.arranged():
            rest = dict(entry)
            for wanted, sheet in zip(apart, sheets, strict=True):
                if (key := keys.apart(entry, wanted)) is not None:
                    _write_records(sheet, key, rest.pop(wanted.id), wanted, tell)
            main.add(row_cells(rest, columns, tell, typed=True), columns, tell)


@dataclass(frozen=True, slots=True)
class Keys:
    """The names by which entries can be told apart on another sheet."""

    fields: Sequence[str]
    """Ids of fields that name an entry, as the reader tries them."""
    seen: Mapping[int, int] = field(default_factory=dict)
    """Hash of a folded name → entries that have it in one of these fields."""

    @classmethod
    def of(cls, profile: Profile, entries: Iterable[Entry]) -> "Keys":
        """The names of all entries, counted."""
        keys = cls(tuple(dict.fromkeys((*profile.id_fields, profile.title_field))))
        seen: Counter[int] = Counter()
        for entry in entries:
            seen.update({hash(folded) for _, folded in keys.names(entry)})
        return cls(keys.fields, seen)

    def names(self, entry: Entry) -> Iterator[tuple[str, str]]:
        """What an entry is called, as written and folded."""
        for name in self.fields:
            value = entry.get(name)
            if isinstance(value, str) and len(value) <= LONGEST and not SURROGATES.search(value) and fold(value):
                yield value, fold(value)

    def apart(self, entry: Entry, wanted: Field) -> str | None:
        """The name under which a field's records stand on their sheet; None where they have to stand in a cell."""
        value = entry.get(wanted.id)
        if not isinstance(value, list) or not value or any(isinstance(item, list) for item in value):
            return None
        return next((name for name, folded in self.names(entry) if self.seen[hash(folded)] == 1), None)


class _Book:
    """A workbook that is written row by row."""

    def __init__(self, out: BinaryIO) -> None:
        choices = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(out, choices)
        self._book.set_properties({"created": _MADE})
        self._titles: set[str] = set()
        plain = {"text_wrap": True, "valign": "top"}
        self.head = self._book.add_format({"bold": True, **plain})
        self.plain = self._book.add_format(plain)
        self.quoted = self._book.add_format({"quote_prefix": True, **plain})
        self.day = self._book.add_format({"num_format": "yyyy-mm-dd", **plain})

    def sheet(self, title: str, headings: Sequence[str]) -> "_Sheet":
        """A sheet with its header row, which stays in sight."""
        title = _NO_TITLE.sub(" ", title)[:_TITLE_LENGTH].strip(" '")
        number = 2
        while not title or title.lower() in self._titles:
            title, number = f"{title[: _TITLE_LENGTH - 4]} {number}".strip(), number + 1
        self._titles.add(title.lower())
        page = self._book.add_worksheet(title)
        page.freeze_panes(1, 0)
        page.set_column(0, max(len(headings) - 1, 0), _WIDTH)
        for column, heading in enumerate(headings):
            page.write_string(0, column, heading, self.head)
        return _Sheet(self, page)

    def close(self) -> None:
        """Write what has been held back."""
        self._book.close()


class _Sheet:
    """One sheet of a workbook under way."""

    def __init__(self, book: _Book, page: Any) -> None:
        self._book, self._page, self._row = book, page, 0

    def add(self, cells: Iterator[Cell], columns: Sequence[Column], tell: Tell) -> None:
        """The next row."""
        self._row += 1
        if self._row >= MOST_ROWS:
            tell((), "rows", {"max": MOST_ROWS})
            return
        for number, (cell, column) in enumerate(zip(cells, columns, strict=True)):
            if isinstance(cell, str):
                self._text(number, cell, column, tell)
            elif isinstance(cell, bool):
                self._page.write_boolean(self._row, number, cell, self._book.plain)
            elif cell is not None:
                self._page.write_number(self._row, number, cell, self._book.plain)

    def _text(self, number: int, text: str, column: Column, tell: Tell) -> None:
        wanted = column.part or column.field
        day = _day(text) if wanted.type is FieldType.DATE else None
        if day is not None:
            self._page.write_datetime(self._row, number, day, self._book.day)
            return
        text = legible(text, SURROGATES, column.target, tell)
        length = len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
        if length > LONGEST:
            tell(column.target, "too-long", {"length": length, "max": LONGEST})
            return
        style = self._book.plain if inert_cell(text) == text else self._book.quoted
        self._page.write_string(self._row, number, text, style)


def _day(text: str) -> date | None:
    """The day of an ISO date that a spreadsheet can hold as one."""
    try:
        day = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
    return day if day is not None and day >= _FIRST_DAY and day.isoformat() == text else None


def _write_records(sheet: _Sheet, key: str, records: object, wanted: Field, tell: Tell) -> None:
    """A row for each record, after the name of its entry."""
    speller = Speller(tell, typed=True)
    columns = [Column(wanted), *(Column(wanted, part) for part in wanted.parts)]
    plain = wanted.plain or wanted.parts[0].id
    for index, record in enumerate(records if isinstance(records, list) else ()):
        path: Path = (wanted.id, index)
        known = speller.known(record, wanted, path) if isinstance(record, dict) else {plain: record}
        cells = (speller.cell(known.get(part.id), part, (*path, part.id)) for part in wanted.parts)
        sheet.add(iter((key, *cells)), columns, tell)
