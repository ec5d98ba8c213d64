"""Rows of a table as entries: one per row, with records from their own sheet where there is one."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.document import NO_FLAWS, Batch, Problem, Row, Table
from catalog_validator.model.finding import Severity, Violation
from catalog_validator.model.ours import is_ours
from catalog_validator.model.place import Path, Position
from catalog_validator.model.profile import Field, Profile
from catalog_validator.model.text import fold
from catalog_validator.vocab.cells import is_blank
from catalog_validator.vocab.header import (
    Header,
    Top,
    doubles,
    doubted_columns,
    find_header,
    first_heading,
    header_problems,
    look_at,
)
from catalog_validator.vocab.marks import doubt
from catalog_validator.vocab.names import Names, Target, build_names, build_record_names
from catalog_validator.vocab.table_columns import Columns, build_columns
from catalog_validator.vocab.table_records import RecordSheet, entry_keys, record_sheet
from catalog_validator.vocab.table_rows import RowSorter

AT_ONCE = 256
GARBLED = "CV218"
"""Of a cell: its font draws other letters than it holds."""


@dataclass(slots=True)
class Reader:
    """Reads one table; made for one pass."""

    table: Table
    profile: Profile
    names: Names
    header: Header
    records: list[RecordSheet]
    fields: Mapping[str, Field]
    marks: Mapping[int, Target] = field(init=False)
    """Second columns for a field that refuses an entry: what they say must not be passed over."""
    doubts: Mapping[int, tuple[str, str]] = field(init=False)
    """Columns that nobody knows and that may be meant for such a field → the field, and the heading."""
    columns: Columns = field(init=False)
    unheaded: set[int] = field(init=False)
    """Columns without a heading in which nothing has been found so far."""
    ours: frozenset[int] = field(init=False)
    """Columns that hold what catval works out; nobody reads them."""

    def __post_init__(self) -> None:
        refusing = {name for name, wanted in self.fields.items() if wanted.refuse}
        self.marks = doubles(self.header, self.names, refusing)
        self.doubts = doubted_columns(self.header, self.names)
        self.columns = build_columns(self.header.columns, self.fields)
        heads = self.header.row.cells
        self.ours = frozenset(column for column, cell in enumerate(heads) if isinstance(cell, str) and is_ours(cell))
        self.unheaded = {column for column in range(self.header.width) if is_blank(heads[column])}

    def batches(self) -> Iterator[Batch | Problem]:
        """All entries; problems of the sheet come as they are met."""
        first = 0
        sorter = RowSorter(self.header)
        rows = sorter.entries()
        while True:
            chunk = list(islice(rows, AT_ONCE))
            yield from sorter.problems
            sorter.problems.clear()
            if not chunk:
                break
            if self.unheaded:
                yield from self._unheaded(chunk)
            yield self._batch(chunk, first)
            first += len(chunk)
        yield from self._afterwards()
        if not first and not is_broken_off(self.table):
            yield Problem(Violation("CV011"), self.header.row.spot(0), unreadable=True)

    def _afterwards(self) -> Iterator[Problem]:
        """What can be said when all rows have been read."""
        for sheet in self.records:
            yield from sheet.orphans()
        for header in (self.header, *(sheet.header for sheet in self.records)):
            yield from header.merged.note(header.last)
            rows, columns = header.sheet.hidden()
            if rows or columns:
                facts = {"sheet": header.sheet.name, "rows": rows, "columns": columns}
                yield Problem(Violation("CV081", (), facts), header.row.spot(0))
        yield from self.table.late_problems

    def _batch(self, rows: list[Row], first: int) -> Batch:
        entries = self.columns.entries(rows)
        origins = [self._add_records(entry) for entry in entries] if self.records else [{}] * len(rows)
        flaws = {index: found for index, row in enumerate(rows) if (found := self._flaws(row))}

        def spot(index: int, path: Path) -> Position:
            return self._spot(rows[index], origins[index], path)

        return Batch(entries, first, lambda index: f"/entries/{first + index}", spot, flaws or NO_FLAWS)  # type: ignore[arg-type]

    def _add_records(self, entry: dict[str, object]) -> dict[str, list[Row]]:
        """Give an entry its records from the other sheets; where each field's records stand."""
        origins = {}
        for sheet in self.records:
            if rows := sheet.take(entry_keys(self.profile, entry)):
                entry[sheet.of.id] = [sheet.record(item) for item in rows]
                origins[sheet.of.id] = rows
        return origins

    def _flaws(self, row: Row) -> tuple[Violation, ...]:
        """What is wrong with the form of a row."""
        if not row.flaws and not self.marks and not self.doubts and len(row.cells) <= self.header.width:
            return ()
        return tuple(chain(self._cell_flaws(row), self._second_marks(row), self._doubtful(row), self._beyond(row)))

    def _cell_flaws(self, row: Row) -> Iterator[Violation]:
        for flaw in row.flaws:
            column = flaw.path[0] if flaw.path and isinstance(flaw.path[0], int) else None
            if column is None:
                yield Violation(flaw.code, (), flaw.facts, flaw.severity)
            elif (target := self.header.columns.get(column)) is not None:
                yield Violation(flaw.code, target, flaw.facts, flaw.severity)
            elif column not in self.ours and flaw.code != GARBLED:
                # Nobody reads that column: it stays the finding's place, and costs nothing.
                yield Violation(flaw.code, self._unread(column), flaw.facts, Severity.WARNING)

    def _unread(self, column: int) -> Path:
        """The path of a cell under a heading that is no field's: the heading, as an unknown member has its name."""
        heading = self.header.row.cells[column] if column < self.header.width else None
        named = not is_blank(heading) and all(heading != field.id for field in self.profile.fields)
        return (str(heading),) if named else ()

    def _beyond(self, row: Row) -> Iterator[Violation]:
        """Cells past the last heading."""
        beyond = [index for index, cell in enumerate(row.cells) if index >= self.header.width and not is_blank(cell)]
        if beyond:
            facts = {"cells": beyond[-1] + 1, "columns": self.header.width}
            yield Violation("CV018", (), facts, Severity.ERROR)

    def _second_marks(self, row: Row) -> Iterator[Violation]:
        """A refusing field that says one thing in its column and another in a second one."""
        for again, target in self.marks.items():
            used = next(column for column, known in self.header.columns.items() if known == target)
            cells = [row.cells[column] if column < len(row.cells) else None for column in (used, again)]
            if not is_blank(cells[1]) and fold(str(cells[0])) != fold(str(cells[1])):
                facts = {"name": str(self.header.row.cells[again]), "other": first_heading(self.header, target)}
                yield Violation("CV503", target, facts, Severity.ERROR)

    def _doubtful(self, row: Row) -> Iterator[Violation]:
        for column, (mark, heading) in self.doubts.items():
            if column < len(row.cells) and not is_blank(row.cells[column]):
                yield doubt(mark, heading, row.cells[column])

    def _unheaded(self, rows: Sequence[Row]) -> Iterator[Problem]:
        """A column that holds something under a blank heading is said once."""
        for row in rows:
            met = [column for column in self.unheaded if column < len(row.cells) and not is_blank(row.cells[column])]
            for column in sorted(met):
                self.unheaded.discard(column)
                yield Problem(Violation("CV506", (), {"column": column + 1}), row.spot(column))

    def _spot(self, row: Row, origins: Mapping[str, list[Row]], path: Path) -> Position:
        """The cell of a field or part; the row's first cell where it has no column."""
        field_id = path[0] if path else None
        part = next((step for step in path[1:] if isinstance(step, str)), None)
        for sheet in self.records:
            if sheet.of.id == field_id and field_id in origins:
                number = path[1] if len(path) > 1 and isinstance(path[1], int) else 0
                return sheet.spot(origins[field_id][number], part)
        whole = None
        for column, target in self.header.columns.items():
            if target == (field_id, part):
                return row.spot(column)
            if target[0] == field_id and whole is None:
                whole = column
        if whole is None and len(path) == 1:
            whole = next((column for column, cell in enumerate(self.header.row.cells) if cell == field_id), None)
        return row.spot(whole if whole is not None else min(self.header.columns))


def read_table(table: Table, profile: Profile, wanted: str | None = None) -> Iterator[Batch | Problem]:
    """The entries of the sheet that holds them (or of the sheet with the wanted name), and what was not read."""
    yield from table.problems
    if any(problem.unreadable for problem in table.problems):
        return
    names = build_names(profile)
    tops = [look_at(sheet) for sheet in table.sheets if sheet.name == wanted or not is_ours(sheet.name)]
    eligible = [top for top in tops if wanted in (None, top.sheet.name) or table.syntax == "csv"]
    best = choose([top for top in eligible if top.sheet.shown], names) or choose(eligible, names)
    if best is None:
        yield from table.late_problems
        if not is_broken_off(table) or any(top.rows for top in eligible):
            yield no_header(table, eligible)
        return
    others = [top for top in tops if top.sheet is not best.sheet]
    records = shown_first([sheet for top in others if (sheet := record_sheet(top, profile))])
    yield from choice(best, records, others)
    if not best.sheet.shown:
        yield hidden_sheet(best, "no-sheet-shown" if wanted is None else "sheet-asked-for")
    yield from (hidden_sheet(sheet.header, "no-records-shown") for sheet in records if not sheet.header.sheet.shown)
    yield from header_problems(best, names)
    for sheet in records:
        yield from header_problems(sheet.header, build_record_names(profile, sheet.of))
    fields = {field.id: field for field in profile.fields}
    yield from Reader(table, profile, names, best, records, fields).batches()


def shown_first(records: list[RecordSheet]) -> list[RecordSheet]:
    """The sheets of records without the hidden ones of a field for which one is shown."""
    shown = {sheet.of.id for sheet in records if sheet.header.sheet.shown}
    return [sheet for sheet in records if sheet.header.sheet.shown or sheet.of.id not in shown]


def choice(best: Header, records: list[RecordSheet], others: list[Top]) -> Iterator[Problem]:
    """Which sheet was read, where others were not."""
    used = [sheet.header.sheet for sheet in records]
    unread = [top.sheet for top in others if top.sheet not in used]
    if unread:
        facts = {
            "sheet": best.sheet.name,
            "others": tuple(sheet.name for sheet in unread),
            "hidden": tuple(sheet.name for sheet in unread if not sheet.shown),
        }
        yield Problem(Violation("CV016", (), facts), best.row.spot(0))


def hidden_sheet(header: Header, reason: str) -> Problem:
    """That a sheet was read which nobody sees, and why."""
    return Problem(Violation("CV089", (), {"sheet": header.sheet.name, "reason": reason}), header.row.spot(0))


def is_broken_off(table: Table) -> bool:
    """Whether reading ended before the table did: what it holds further on is not known, and that has been said."""
    return any(problem.unreadable for problem in table.late_problems)


def no_header(table: Table, tops: list[Top]) -> Problem:
    """Why no sheet can be read: none has the wanted name, none holds anything, or none has a known heading."""
    nowhere = Position(table.source.name)
    if not tops:
        return Problem(Violation("CV001", (), {"reason": "sheet-missing"}), nowhere, unreadable=True)
    full = next((top for top in tops if top.rows), None)
    if full is None:
        return Problem(Violation("CV011"), nowhere, unreadable=True)
    found = Violation("CV014", (), {"found": full.first_words()})
    return Problem(found, full.rows[0].spot(0), unreadable=True)


def choose(tops: list[Top], names: Names) -> Header | None:
    """The header of the sheet with most of the profile's headings (the first of equals)."""
    headers = [header for top in tops if (header := find_header(top, names)) is not None]
    return max(headers, key=lambda header: len(header.columns), default=None)
