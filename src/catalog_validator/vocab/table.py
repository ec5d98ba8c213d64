"""Rows of a table as entries: one per row, with records from their own sheet where there is one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from catalog_validator.model.document import NO_FLAWS, Batch, Problem, Row, Table
from catalog_validator.model.finding import Severity, Violation
from catalog_validator.model.place import Path, Position
from catalog_validator.model.profile import Field, FieldType, Profile
from catalog_validator.model.text import fold
from catalog_validator.vocab.cells import cell_value, is_blank, plain_value
from catalog_validator.vocab.header import Header, Top, doubles, find_header, first_heading, header_problems, look_at
from catalog_validator.vocab.names import Names, Target, build_names, build_record_names

AT_ONCE = 256


@dataclass(slots=True)
class RecordSheet:
    """Records of one field that stand on a sheet of their own, by the folded name of their entry."""

    of: Field
    header: Header
    by_key: dict[str, list[Row]] = field(default_factory=dict)
    """Under an empty text: rows that name no entry."""
    used: set[str] = field(default_factory=set)

    def take(self, keys: Iterator[str]) -> list[Row]:
        """The rows of the entry that has one of these keys."""
        for key in keys:
            if key and key in self.by_key:
                self.used.add(key)
                return self.by_key[key]
        return []

    def record(self, row: Row) -> dict[str, object]:
        """One row as a record."""
        return {
            target[1]: plain_value(row.cells[column])
            for column, target in self.header.columns.items()
            if len(target) == 2 and column < len(row.cells) and not is_blank(row.cells[column])
        }

    def spot(self, row: Row, part: str | None) -> Position:
        """The cell of a part; without one, the row's first cell."""
        for column, target in self.header.columns.items():
            if part is not None and target[1:] == (part,):
                return row.spot(column)
        return row.spot(0)


@dataclass(slots=True)
class Reader:
    """Reads one table; made for one pass."""

    table: Table
    profile: Profile
    names: Names
    header: Header
    records: list[RecordSheet]
    fields: Mapping[str, Field]
    unheaded: set[int] = field(default_factory=set)
    """Columns without a heading that were found to hold something."""
    marks: Mapping[int, Target] = field(init=False)
    """Second columns for a field that refuses an entry: what they say must not be passed over."""

    def __post_init__(self) -> None:
        refusing = {name for name, wanted in self.fields.items() if wanted.refuse}
        self.marks = doubles(self.header, self.names, refusing)

    def batches(self) -> Iterator[Batch | Problem]:
        """All entries; problems of the sheet come as they are met."""
        first = 0
        rows = (row for row in self.header.rest if not all(map(is_blank, row.cells)))
        while chunk := list(islice(rows, AT_ONCE)):
            for row in chunk:
                yield from self._unheaded(row)
            yield self._batch(chunk, first)
            first += len(chunk)
        for sheet in self.records:
            yield from self._orphans(sheet)
        yield from self.table.late_problems
        if not first:
            yield Problem(Violation("CV011"), self.header.row.spot(0), unreadable=True)

    def _batch(self, rows: list[Row], first: int) -> Batch:
        read = [self._entry(row) for row in rows]
        flaws = {index: found for index, row in enumerate(rows) if (found := tuple(self._flaws(row)))}

        def spot(index: int, path: Path) -> Position:
            return self._spot(rows[index], read[index][1], path)

        return Batch(
            [entry for entry, _ in read], first, lambda index: f"/entries/{first + index}", spot, flaws or NO_FLAWS
        )

    def _entry(self, row: Row) -> tuple[dict[str, object], dict[str, list[Row]]]:
        entry: dict[str, object] = {}
        for column, target in self.header.columns.items():
            if column >= len(row.cells) or row.cells[column] is None or row.cells[column] == "":
                continue
            cell, wanted = row.cells[column], self.fields[target[0]]
            if len(target) == 1:
                entry[target[0]] = cell_value(cell, wanted)
            else:
                self._set_part(entry, target, plain_value(cell))
        origins = {}
        for sheet in self.records:
            if rows := sheet.take(self._keys(entry)):
                entry[sheet.of.id] = [sheet.record(item) for item in rows]
                origins[sheet.of.id] = rows
        return entry, origins

    def _set_part(self, entry: dict[str, object], target: tuple[str, ...], cell: object) -> None:
        """Put a part's own column into its record, which a column of the whole record may have begun."""
        whole = entry.get(target[0])
        plain = self.fields[target[0]].plain or self.fields[target[0]].parts[0].id
        record = dict(whole) if isinstance(whole, dict) else {} if whole is None else {plain: whole}
        record[target[1]] = cell
        entry[target[0]] = record

    def _keys(self, entry: Mapping[str, object]) -> Iterator[str]:
        for key in dict.fromkeys((*self.profile.id_fields, self.profile.title_field)):
            if (value := entry.get(key)) is not None:
                yield fold(str(value))

    def _flaws(self, row: Row) -> Iterator[Violation]:
        for flaw in row.flaws:
            target = self.header.columns.get(flaw.path[0]) if flaw.path and isinstance(flaw.path[0], int) else None
            yield Violation(flaw.code, target or (), flaw.facts, flaw.severity)
        yield from self._second_marks(row)
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

    def _unheaded(self, row: Row) -> Iterator[Problem]:
        """A column that holds something under a blank heading is said once."""
        for index, cell in enumerate(row.cells[: self.header.width]):
            if index in self.unheaded or index in self.header.columns or is_blank(cell):
                continue
            if index >= len(self.header.row.cells) or is_blank(self.header.row.cells[index]):
                self.unheaded.add(index)
                yield Problem(Violation("CV506", (), {"column": index + 1}), row.spot(index))

    def _orphans(self, sheet: RecordSheet) -> Iterator[Problem]:
        for key, rows in sheet.by_key.items():
            if key not in sheet.used:
                shown = key or next(str(cell) for cell in rows[0].cells if not is_blank(cell))
                facts = {"value": shown, "sheet": sheet.header.sheet.name}
                yield Problem(Violation("CV023", (sheet.of.id,), facts), rows[0].spot(0))

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
        return row.spot(whole if whole is not None else min(self.header.columns))


def read_table(table: Table, profile: Profile, wanted: str | None = None) -> Iterator[Batch | Problem]:
    """The entries of the sheet that holds them (or of the sheet with the wanted name), and what was not read."""
    yield from table.problems
    if any(problem.unreadable for problem in table.problems):
        return
    names = build_names(profile)
    tops = [look_at(sheet) for sheet in table.sheets]
    eligible = [top for top in tops if wanted in (None, top.sheet.name) or table.syntax == "csv"]
    best = choose(eligible, names)
    if best is None:
        yield from table.late_problems
        yield no_header(table, eligible)
        return
    others = [top for top in tops if top.sheet is not best.sheet]
    records = [sheet for top in others if (sheet := record_sheet(top, profile))]
    used = [sheet.header.sheet for sheet in records]
    unread = tuple(top.sheet.name for top in others if top.sheet not in used)
    if unread:
        yield Problem(Violation("CV016", (), {"sheet": best.sheet.name, "others": unread}), best.row.spot(0))
    yield from header_problems(best, names)
    for sheet in records:
        yield from header_problems(sheet.header, build_record_names(profile, sheet.of))
    fields = {field.id: field for field in profile.fields}
    yield from Reader(table, profile, names, best, records, fields).batches()


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


def record_sheet(top: Top, profile: Profile) -> RecordSheet | None:
    """The sheet as records of a field, if it has a column that names the entry and one for the plain part."""
    for candidate in profile.fields:
        if candidate.type is not FieldType.RECORDS:
            continue
        header = find_header(top, build_record_names(profile, candidate))
        if header is None:
            continue
        keys = [column for column, target in header.columns.items() if len(target) == 1]
        plain = (candidate.id, candidate.plain or candidate.parts[0].id)
        if not keys or plain not in header.columns.values():
            continue
        found = RecordSheet(candidate, header)
        for row in header.rest:
            cell = row.cells[keys[0]] if keys[0] < len(row.cells) else None
            found.by_key.setdefault("" if is_blank(cell) else fold(str(cell)), []).append(row)
        return found
    return None
