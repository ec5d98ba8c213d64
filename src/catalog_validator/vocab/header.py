"""Which sheet holds the descriptions, which row (or two) is its header, and what each column means."""

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import chain, islice

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.document import Problem, Row, Sheet
from catalog_validator.model.finding import Violation
from catalog_validator.model.ours import is_ours
from catalog_validator.vocab.cells import is_blank
from catalog_validator.vocab.header_pair import paired
from catalog_validator.vocab.marks import doubtful_mark
from catalog_validator.vocab.names import Names, Target, garbled_name, is_serial
from catalog_validator.vocab.table_merged import Merged

LOOKED_AT = 30
"""Rows at the top of a sheet among which the header is looked for."""


@dataclass(frozen=True, slots=True)
class Header:
    """A sheet from its header row on."""

    sheet: Sheet
    row: Row
    """The headings; of a header of two rows, what both say together."""
    above: int
    """Rows with something in them that stand above the header."""
    columns: Mapping[int, Target]
    """0-based column → what it holds; unknown columns are left out."""
    rest: Iterator[Row]
    """The rows below; read once."""

    width: int
    """Columns up to the last heading."""
    merged: Merged
    last: int
    """Number of the header's last row."""


@dataclass(frozen=True, slots=True)
class Top:
    """A sheet whose first rows have been looked at, so that its header can be sought more than once."""

    sheet: Sheet
    rows: Sequence[Row]
    rest: Iterator[Row]
    merged: Merged

    def first_words(self) -> str:
        """What stands in the first row, for a message."""
        return " | ".join(str(cell) for row in self.rows[:1] for cell in row.cells if not is_blank(cell))[:200]


def look_at(sheet: Sheet) -> Top:
    """Read the top of a sheet."""
    merged = Merged(sheet.name, sheet.merged())
    rows = merged.fill(iter(sheet.rows))
    return Top(sheet, list(islice(rows, LOOKED_AT)), rows, merged)


def find_header(top: Top, names: Names) -> Header | None:
    """The row near the top that has most known headings (the first of equals); None where no row has any.

    One known heading is enough only where it is half of the row or more: a title line may contain a word we know.
    It is two rows where both together name more than either alone.
    """
    best, found = None, 0
    for index, row in enumerate(top.rows):
        targets = {target for cell in headings(row) if isinstance(cell, str) and (target := names.find(cell))}
        filled = sum(not is_blank(cell) for cell in row.cells)
        if len(targets) > found and (len(targets) > 1 or filled <= 2):
            best, found = index, len(targets)
    if best is None:
        return None
    for first in (best, best - 1):
        if not 0 <= first < len(top.rows) - 1:
            continue
        pair = paired(top.rows[first], top.rows[first + 1], names, top.merged)
        if pair is not None and len(pair.columns) > found:
            return _header(top, first, first + 1, pair.row, pair.columns)
    return _header(top, best, best, top.rows[best], column_targets(top.rows[best], names))


def _header(top: Top, first: int, last: int, row: Row, columns: Mapping[int, Target]) -> Header:
    width = max((index + 1 for index, cell in enumerate(row.cells) if not is_blank(cell)), default=0)
    rest = chain(top.rows[last + 1 :], top.rest)
    return Header(top.sheet, row, first, columns, rest, width, top.merged, top.rows[last].number)


def headings(row: Row) -> Sequence[object]:
    """The cells of a row as headings: a text that its font draws as another one is that other one."""
    told = {flaw.path[0]: flaw.facts["repaired"] for flaw in row.flaws if flaw.code == "CV218" and flaw.path}
    return [told.get(index, cell) for index, cell in enumerate(row.cells)] if told else row.cells


def column_targets(row: Row, names: Names) -> dict[int, Target]:
    """Column → field or part; of two columns for one field the first counts."""
    columns: dict[int, Target] = {}
    for index, cell in enumerate(headings(row)):
        target = names.find(cell) if isinstance(cell, str) else None
        if target is not None and target not in columns.values():
            columns[index] = target
    return columns


def header_problems(header: Header, names: Names) -> Iterator[Problem]:
    """Every heading that cannot be used, at its cell."""
    row = header.row
    if header.above:
        yield Problem(Violation("CV017", (), {"count": header.above, "row": row.number}), row.spot(0))
    if header.last > row.number:
        yield Problem(Violation("CV086", (), {"row": row.number, "last": header.last}), row.spot(0))
    for flaw in row.flaws:
        target = header.columns.get(flaw.path[0]) if flaw.path and isinstance(flaw.path[0], int) else None
        if flaw.code == "CV218" and target is not None:
            facts = {
                "name": flaw.facts["value"],
                "encoding": flaw.facts["encoding"],
                "repaired": flaw.facts["repaired"],
            }
            yield Problem(Violation("CV507", target, facts), row.spot(int(flaw.path[0])))
    for index, cell in enumerate(row.cells):
        if index in header.columns and isinstance(cell, str) and (hit := garbled_name(cell, header.columns[index])):
            yield Problem(hit, row.spot(index))
        if index in header.columns or is_blank(cell) or is_serial(cell):
            continue
        target = names.find(cell) if isinstance(cell, str) else None
        if target is None and is_ours(str(cell)):
            continue
        if target is None:
            facts = {"name": str(cell), "nearest": names.nearest(str(cell))}
            yield Problem(Violation("CV504", (), facts), row.spot(index))
        else:
            facts = {"name": str(cell), "other": first_heading(header, target)}
            yield Problem(Violation("CV503", target, facts), row.spot(index))


def first_heading(header: Header, target: Sequence[str]) -> str:
    """The heading that was used for a field or part."""
    return next(str(header.row.cells[index]) for index, known in header.columns.items() if known == target)


def doubles(header: Header, names: Names, of: Container[str]) -> dict[int, Target]:
    """Columns that name one of these fields a second time, and so are not read."""
    again = {index: names.find(cell) for index, cell in enumerate(header.row.cells) if isinstance(cell, str)}
    return {
        index: target for index, target in again.items() if target and index not in header.columns and target[0] in of
    }


def doubted_columns(header: Header, names: Names) -> dict[int, tuple[str, str]]:
    """Unknown columns that may be meant for a field that refuses entries, with the field and their heading."""
    return {
        index: (mark, cell)
        for index, cell in enumerate(headings(header.row))
        if isinstance(cell, str) and names.find(cell) is None and (mark := doubtful_mark(names, cell)) is not None
    }
