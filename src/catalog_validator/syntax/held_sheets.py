"""Sheets of a workbook that is held whole, as a table: rows with exact cells, empty sheets named."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from catalog_validator.model.document import Problem, Row, Sheet, Span, Table
from catalog_validator.model.finding import Violation
from catalog_validator.model.place import Position, Source
from catalog_validator.syntax.cell_name import column_letters
from catalog_validator.syntax.xlsx_package import WorkbookError
from catalog_validator.syntax.xlsx_sheet import RawRow


@dataclass(frozen=True, slots=True)
class HeldSheet:
    """One sheet, of which nothing need have been read yet."""

    name: str
    rows: Callable[[], Iterator[RawRow]]
    """Blank rows may be among them. May raise `WorkbookError`."""
    merged: Callable[[], Sequence[Span]]
    hidden: Callable[[], tuple[int, int]]
    notes: Callable[[], Sequence[Problem]] = tuple
    """What is to be said of the sheet before its rows are read; asked after its first row."""
    shown: Callable[[], bool] = lambda: True
    """False where the workbook hides it; asked after its first row."""


def held_table(source: Source, syntax: str, sheets: Sequence[HeldSheet], late: Sequence[WorkbookError] = ()) -> Table:
    """The table of these sheets. ``late``: what ended the reading of the workbook before its end."""
    problems = [workbook_problem(error, source.name) for error in late]
    first: list[Problem] = []
    named: list[Sheet] = []
    for sheet in sheets:
        # A sheet that fails while it is looked at says so when it is read.
        whole = len(problems)
        failed = late and sheet is sheets[-1]
        if next(_rows(source, sheet, problems), None) is None and len(problems) == whole and not failed:
            place = Position(source.name, cell=f"{sheet.name}!A1")
            first.append(Problem(Violation("CV015", (), {"sheet": sheet.name}), place))
            named.append(Sheet(sheet.name, (), shown=sheet.shown()))
            continue
        del problems[whole:]
        first.extend(sheet.notes())
        named.append(Sheet(sheet.name, _rows(source, sheet, problems), sheet.merged, sheet.hidden, sheet.shown()))
    if not any(sheet.rows for sheet in named) and not problems:
        first.append(Problem(Violation("CV011"), Position(source.name), unreadable=True))
    return Table(source, syntax, tuple(named), tuple(first), problems)


def refused_table(source: Source, syntax: str, problem: Problem) -> Table:
    """A table that cannot be read at all."""
    return Table(source, syntax, (), (problem,))


def workbook_problem(error: WorkbookError, name: str, cell: str | None = None) -> Problem:
    """The problem that an error means, at its own cell (which is given with its sheet) or else at this one."""
    return Problem(Violation(error.code, (), error.facts), Position(name, cell=error.cell or cell), unreadable=True)


def is_blank_row(cells: Sequence[object]) -> bool:
    """Nothing, or nothing but spaces."""
    return not any(cell is not None and not (isinstance(cell, str) and (not cell or cell.isspace())) for cell in cells)


def _rows(source: Source, sheet: HeldSheet, problems: list[Problem]) -> Iterator[Row]:
    try:
        for number, cells, flaws in sheet.rows():
            if flaws or not is_blank_row(cells):
                yield Row(number, cells, _place(source.name, sheet.name, number), flaws)
    except WorkbookError as error:
        problems.append(workbook_problem(error, source.name, f"{sheet.name}!A1"))


def _place(source: str, sheet: str, number: int) -> Callable[[int], Position]:
    return lambda column: Position(source, cell=f"{sheet}!{column_letters(column)}{number}")
