"""CSV: one sheet without a name, read as a stream, with the exact place of every cell."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from catalog_validator.model.document import Problem, Row, Sheet, Table
from catalog_validator.model.finding import Violation
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Position, Source
from catalog_validator.syntax.cell_name import column_letters
from catalog_validator.syntax.csv_encoding import NAMES, choose_encoding, decode_head
from catalog_validator.syntax.csv_record import StoppedError, cell_spans, split_cells, split_records
from catalog_validator.syntax.csv_text import read_lines
from catalog_validator.syntax.held import not_utf8, other_encoding, read_up_to

_SAMPLE = 1 << 16
_SAMPLE_RECORDS = 20
_DELIMITERS = (",", ";", "\t")
_SHOWN = {",": ",", ";": ";", "\t": "TAB"}


def parse_csv(source: Source, limits: Limits, *, places: bool = True, encoding: str | None = None) -> Table:
    """The rows of a CSV in UTF-8, or in another encoding that is certain or told. Places cost nothing until asked for.

    ``encoding``: one of `catalog_validator.syntax.ENCODINGS`. A mark at the source's start is believed before it.
    """
    del places
    with source.open() as stream:
        head = read_up_to(stream, _SAMPLE)
    wide = other_encoding(head)
    if wide == "UTF-32":
        problem = not_utf8(Position(source.name, 1, 1, 1, 1), head[0], 0, wide)
        return Table(source, "csv", (Sheet("", ()),), (problem,))
    whole = len(head) < _SAMPLE
    codec = choose_encoding(head, whole, encoding)
    usual = "\t" if source.suffix == ".tsv" else ","
    delimiter = usual if usual == "\t" else guess_delimiter(decode_head(head, codec), whole)
    problems: tuple[Problem, ...] = ()
    if delimiter != usual or codec != "utf-8":
        facts = {"delimiter": _SHOWN[delimiter], "encoding": NAMES[codec]}
        problems = (Problem(Violation("CV022", (), facts), Position(source.name)),)
    reading = _Reading(source, limits, codec, delimiter)
    return Table(source, "csv", (Sheet("", reading.rows()),), problems, reading.late)


def guess_delimiter(sample: str, whole: bool) -> str:
    """The delimiter that most often gives the same number of columns; of equals the one that gives most columns."""
    best, found = (0, 0), ","
    for delimiter in _DELIMITERS:
        counts = Counter(count for count in _column_counts(sample, delimiter, whole) if count > 1)
        score = max(((often, columns) for columns, often in counts.items()), default=(0, 0))
        if score > best:
            best, found = score, delimiter
    return found


def _column_counts(sample: str, delimiter: str, whole: bool) -> list[int]:
    lines = sample.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    complete = lines if whole or len(lines) == 1 else lines[:-1]
    counts: list[int] = []
    records = split_records((line + "\n" for line in complete if line), delimiter, _SAMPLE)
    try:
        for raw in records:
            counts.append(len(split_cells(raw, delimiter)[0]))
            if len(counts) == _SAMPLE_RECORDS:
                break
    except StoppedError:
        # A quote is still open where the sample ends, or under this delimiter: the records before it tell enough,
        # and reading the whole will say what is wrong.
        return counts
    return counts


@dataclass(slots=True)
class _Place:
    """Where the cells of one record stand; worked out at the first question."""

    source: str
    number: int
    line: int
    column: int
    raw: str
    delimiter: str
    spans: list[tuple[int, int]] | None = None

    def __call__(self, column: int) -> Position:
        """The place of a cell; past the record's end, the end."""
        if self.spans is None:
            self.spans = cell_spans(self.raw, self.delimiter)
        end = self.spans[-1][1]
        start, stop = self.spans[column] if column < len(self.spans) else (end, end)
        cell = f"{column_letters(column)}{self.number}"
        first, last = self._at(start), self._at(stop)
        return Position(self.source, *first, *last, cell=cell)

    def _at(self, index: int) -> tuple[int, int]:
        return advance(self.line, self.column, self.raw[:index])


@dataclass(slots=True)
class _Reading:
    """One passage through the source."""

    source: Source
    limits: Limits
    codec: str
    delimiter: str
    late: list[Problem] = field(default_factory=list)
    line: int = 1
    column: int = 1
    """Where the next record starts."""

    def rows(self) -> Iterator[Row]:
        """All rows that are not blank; what stops the reading is added to ``late``."""
        try:
            with self.source.open() as stream:
                lines = read_lines(stream, self.codec, self.limits)
                records = split_records(lines, self.delimiter, self.limits.entry_bytes)
                for number, raw in enumerate(records, 1):
                    cells, stray = split_cells(raw, self.delimiter)
                    self._check_size(number, len(cells))
                    if any(cell and not cell.isspace() for cell in cells):
                        yield self._row(number, raw, cells, stray)
                    self.line, self.column = advance(self.line, self.column, raw)
        except StoppedError as stopped:
            self.late.append(self._problem(stopped))

    def _check_size(self, number: int, columns: int) -> None:
        if number > self.limits.rows:
            raise StoppedError("CV904", {"limit": "rows", "max": self.limits.rows})
        if columns > self.limits.columns:
            raise StoppedError("CV905", {"limit": "columns", "max": self.limits.columns})

    def _row(self, number: int, raw: str, cells: Sequence[str], stray: list[tuple[int, str]]) -> Row:
        flaws = tuple(
            Violation("CV003", (column,), {"format": "CSV", "found": after[:20], "expected": self.delimiter})
            for column, after in stray
        )
        return Row(number, cells, _Place(self.source.name, number, self.line, self.column, raw, self.delimiter), flaws)

    def _problem(self, stopped: StoppedError) -> Problem:
        line, column = advance(self.line, self.column, stopped.before)
        width = 0 if stopped.code.startswith("CV9") else 1
        place = Position(self.source.name, line, column, line, column + width)
        return Problem(Violation(stopped.code, (), stopped.facts), place, unreadable=True)


def advance(line: int, column: int, text: str) -> tuple[int, int]:
    """The line and column after the text. A line ends at a line feed, and nowhere else."""
    breaks = text.count("\n")
    return (line + breaks, len(text) - text.rfind("\n")) if breaks else (line, column + len(text))
