"""XLSX: sheets of rows, read from the XML in one guarded pass.

No spreadsheet library stands between: those allocate a whole sheet for one cell in its far corner, or read
formulas without a result as nothing. Here memory follows the cells that are there.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field

from catalog_validator.model.document import Problem, Row, Sheet, Span, Table
from catalog_validator.model.finding import Violation
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Position, Source
from catalog_validator.syntax.cell_name import column_letters
from catalog_validator.syntax.held import RefusedError, read_held
from catalog_validator.syntax.xlsx_package import Package, WorkbookError, broken
from catalog_validator.syntax.xlsx_parts import Workbook, Worksheet, read_workbook
from catalog_validator.syntax.xlsx_quick import walk_records
from catalog_validator.syntax.xlsx_sheet import RawRow, SheetSink, Tally
from catalog_validator.syntax.xlsx_span import read_spans


def parse_xlsx(source: Source, limits: Limits, *, places: bool = True) -> Table:
    """All worksheets, hidden ones too, in the workbook's order. A place costs nothing until asked for."""
    del places
    try:
        package = Package(read_held(source, limits), limits)
        workbook = read_workbook(package, limits)
    except RefusedError as refused:
        return Table(source, "xlsx", (), (refused.problem,))
    except WorkbookError as error:
        return Table(source, "xlsx", (), (_problem(error, source.name, None),))
    return _Opening(source, limits, package, workbook).table()


@dataclass(slots=True)
class _Opening:
    """A workbook whose sheets can be read."""

    source: Source
    limits: Limits
    package: Package
    workbook: Workbook
    late: list[Problem] = field(default_factory=list)

    def table(self) -> Table:
        """Each sheet is read up to its first row, so that empty ones are known at once.

        That reading is then given up: a parser left waiting in each of ten thousand sheets would fill the memory.
        """
        sheets: list[Sheet] = []
        empty: list[Problem] = []
        tally = Tally()
        for known in self.workbook.sheets:
            stopped = len(self.late)
            glance = self._rows(known, SheetSink(self.workbook, self.limits, Tally()))
            filled = next(glance, None) is not None
            glance.close()
            if not filled and stopped == len(self.late):
                empty.append(Problem(Violation("CV015", (), {"sheet": known.name}), self._place(known.name, "A1")))
            sheets.append(self._sheet(known, tally) if filled else Sheet(known.name, (), shown=known.shown))
        if len(empty) == len(sheets):
            empty.append(Problem(Violation("CV011"), Position(self.source.name), unreadable=True))
        return Table(self.source, "xlsx", tuple(sheets), tuple(empty), self.late)

    def _sheet(self, known: Worksheet, tally: Tally) -> Sheet:
        name, part = known.name, known.part
        sink = SheetSink(self.workbook, self.limits, tally)

        def merged() -> Sequence[Span]:
            try:
                return read_spans(self.package, part, self.limits) if part else ()
            except WorkbookError as error:
                # Reading the rows meets any other fault again, and says so.
                if error.code == "CV904":
                    self.late.append(_problem(error, self.source.name, name))
                return ()

        def hidden() -> tuple[int, int]:
            return sink.hidden_rows, sink.hidden_columns()

        return Sheet(name, self._rows(known, sink), merged, hidden, known.shown)

    def _rows(self, known: Worksheet, sink: SheetSink) -> Generator[Row, None, None]:
        sheet, part = known.name, known.part
        try:
            if part is None:
                raise broken(sheet, "worksheet")
            for _ in walk_records(self.package, part, sink, self.limits):
                rows, sink.rows = sink.rows, []
                yield from (self._row(sheet, row) for row in rows)
        except WorkbookError as error:
            yield from (self._row(sheet, row) for row in sink.rows)
            self.late.append(_problem(error, self.source.name, sheet))

    def _row(self, sheet: str, row: RawRow) -> Row:
        number, cells, flaws = row

        def spot(column: int) -> Position:
            return self._place(sheet, f"{column_letters(column)}{number}")

        return Row(number, cells, spot, flaws)

    def _place(self, sheet: str, cell: str) -> Position:
        return Position(self.source.name, cell=f"{sheet}!{cell}")


def _problem(error: WorkbookError, name: str, sheet: str | None) -> Problem:
    cell = None if sheet is None else f"{sheet}!{error.cell or 'A1'}"
    return Problem(Violation(error.code, (), error.facts), Position(name, cell=cell), unreadable=True)
