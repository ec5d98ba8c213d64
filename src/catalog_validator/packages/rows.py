"""Rows of a data file, each with a way to its places: from CSV text, from a parsed document, from values in memory."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from catalog_validator.model.document import UNREADABLE, Document, Problem, StreamStopped, Table, Tree
from catalog_validator.model.finding import Violation
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Path, Position, Source

if TYPE_CHECKING:
    from _csv import Reader as _Reader

_NO_TEXT = frozenset(
    {"base64", "bz2", "hex", "idna", "mbcs", "oem", "palmos", "punycode", "quopri", "raw_unicode_escape", "rot_13"}
    | {"undefined", "unicode_escape", "uu", "zlib"}
)
"""Codecs of Python that are no encodings of text, or not the same on every system."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of one row; ``spot``: 0-based column → its position."""

    cells: Sequence[object]
    spot: Callable[[int], Position]


Rows = Callable[[], Iterator[TableRow]]
"""Each call reads the table from its beginning. Raises `StreamStopped` where it breaks off."""


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table of a package, and what its descriptor says of it."""

    name: str
    place: Position
    """Of the resource in the descriptor."""
    schema: Mapping[str, object]
    rows: Rows
    dialect: Mapping[str, object]
    """Of Table Dialect, what concerns the header and comments."""


@dataclass(frozen=True, slots=True)
class CsvForm:
    """How a CSV is written (Table Dialect, “Delimited”)."""

    encoding: str = "utf-8"
    delimiter: str = ","
    quote: str | None = '"'
    double: bool = True
    escape: str | None = None
    skip_space: bool = False

    @classmethod
    def of(cls, dialect: Mapping[str, object], encoding: object, delimiter: str) -> "CsvForm":
        """From a dialect's properties; what is not a text or a truth value there is left to the descriptor's check."""

        def text(name: str, default: str | None) -> str | None:
            value = dialect.get(name, default)
            return value if isinstance(value, str) and value else None if value in ("", None) else default

        return cls(
            encoding if isinstance(encoding, str) and encoding else "utf-8",
            text("delimiter", delimiter) or delimiter,
            text("quoteChar", '"'),
            dialect.get("doubleQuote") is not False,
            text("escapeChar", None),
            dialect.get("skipInitialSpace") is True,
        )


def csv_rows(source: Source, form: CsvForm, limits: Limits) -> Iterator[TableRow]:
    """The rows of a CSV. The place of a cell is its line and its name (``C4``, where 4 counts records)."""
    name = codec_of(form.encoding)
    if name is None:
        raise stopped(
            Violation("CV620", (), {"name": source.name, "reason": "unknown-encoding"}), Position(source.name)
        )
    reader = None
    usual = csv.field_size_limit(limits.entry_bytes)
    with source.open() as stream, io.TextIOWrapper(stream, name, newline="") as text:
        try:
            reader = _reader(_lines(text, source, limits), form)
            line = 1
            for number, cells in enumerate(reader, 1):
                _check_size(number, len(cells), Position(source.name, line), limits)
                yield TableRow(cells, _CsvSpot(source.name, line, number))
                line = reader.line_num + 1
        except UnicodeDecodeError as error:
            reason = {"name": source.name, "reason": "not-decodable"}
            here = reader.line_num + 1 if reader else 1
            raise stopped(Violation("CV620", (), reason), Position(source.name, here)) from error
        except csv.Error as error:
            # A cell without end, as after a quote that is never closed: the reader gives up at its own cap.
            facts = {"format": "CSV", "found": "", "expected": form.quote or ""}
            here = reader.line_num if reader else 1
            raise stopped(Violation("CV003", (), facts), Position(source.name, here)) from error
        except TypeError as error:
            reason = {"name": source.name, "reason": "bad-dialect"}
            raise stopped(Violation("CV620", (), reason), Position(source.name)) from error
        finally:
            csv.field_size_limit(usual)


def document_rows(document: Document, labels: Sequence[str], limits: Limits, sheet: str = "") -> Iterator[TableRow]:
    """The rows of a parsed workbook (its first sheet, or the one named) or of a list of records."""
    if isinstance(document, Table):
        yield from _sheet_rows(document, sheet, limits)
        return
    yield from value_rows(_records(document), labels, limits)


Record = tuple[object, Callable[[Path], Position]]
"""A value, and the way to the places in it."""


def value_rows(records: Iterable[Record], labels: Sequence[str], limits: Limits) -> Iterator[TableRow]:
    """Rows that are values: lists, the first of which is the header, or objects, under the schema's names."""
    keyed: bool | None = None
    for index, (value, spot) in enumerate(records):
        place = spot(())
        if isinstance(value, list) and keyed is not True:
            keyed = False
            _check_size(index + 1, len(value), place, limits)
            yield TableRow(value, partial(_item_place, spot))
        elif isinstance(value, dict) and keyed is not False:
            if keyed is None:
                yield TableRow(list(labels), lambda column, place=place: place)  # type: ignore[misc]
            keyed = True
            _check_size(index + 1, len(value), place, limits)
            names = [*labels, *(name for name in value if name not in labels)]
            yield TableRow([value.get(name) for name in names], partial(_member_place, spot, names))
        else:
            raise stopped(Violation("CV620", (), {"name": place.source, "reason": "no-table"}), place)


def _item_place(spot: Callable[[Path], Position], column: int) -> Position:
    return spot((column,))


def _member_place(spot: Callable[[Path], Position], names: Sequence[str], column: int) -> Position:
    return spot((names[column],) if column < len(names) else ())


def codec_of(encoding: str) -> str | None:
    """Python's name for an encoding of text, with its mark passed over; None where it is none."""
    import codecs

    try:
        name = codecs.lookup(encoding).name.replace("-", "_")
    except (LookupError, ValueError):
        return None
    return None if name in _NO_TEXT else "utf-8-sig" if name == "utf_8" else name


def stopped(violation: Violation, position: Position) -> StreamStopped:
    """What is raised where a table breaks off."""
    return StreamStopped(Problem(violation, position))


@dataclass(frozen=True, slots=True)
class _CsvSpot:
    source: str
    line: int
    number: int

    def __call__(self, column: int) -> Position:
        return Position(self.source, self.line, cell=f"{letters(column)}{self.number}")


def letters(column: int) -> str:
    """A 0-based column as spreadsheets name it: A, B, … Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _reader(lines: Iterator[str], form: CsvForm) -> "_Reader":
    return csv.reader(
        lines,
        delimiter=form.delimiter,
        quotechar=form.quote,
        quoting=csv.QUOTE_NONE if form.quote is None else csv.QUOTE_MINIMAL,
        doublequote=form.double,
        escapechar=form.escape,
        skipinitialspace=form.skip_space,
    )


def _lines(text: io.TextIOWrapper, source: Source, limits: Limits) -> Iterator[str]:
    for number in count(1):
        line = text.readline(limits.entry_bytes + 1)
        if not line:
            return
        if len(line) > limits.entry_bytes:
            facts = {"limit": "entry_bytes", "max": limits.entry_bytes}
            raise stopped(Violation("CV902", (), facts), Position(source.name, number))
        yield line


def _check_size(rows: int, columns: int, place: Position, limits: Limits) -> None:
    if rows > limits.rows:
        raise stopped(Violation("CV904", (), {"limit": "rows", "max": limits.rows}), place)
    if columns > limits.columns:
        raise stopped(Violation("CV905", (), {"limit": "columns", "max": limits.columns}), place)


def _sheet_rows(table: Table, wanted: str, limits: Limits) -> Iterator[TableRow]:
    for problem in table.problems:
        if problem.unreadable:
            raise StreamStopped(problem)
    sheets = [sheet for sheet in table.sheets if wanted in ("", sheet.name)]
    for row in sheets[0].rows if sheets else ():
        _check_size(row.number, len(row.cells), row.spot(0), limits)
        yield TableRow(list(row.cells), row.spot)
    if table.late_problems:
        raise StreamStopped(table.late_problems[0])


def _records(tree: Tree) -> Iterator[Record]:
    for part in tree.parts:
        if isinstance(part, Problem):
            if part.unreadable:
                raise StreamStopped(part)
            continue
        for index, value in enumerate(part.values):
            spot = partial(part.spot, index)
            if value is UNREADABLE:
                flaw = part.flaws[index][0]
                raise stopped(flaw, spot(flaw.path))
            yield value, spot
