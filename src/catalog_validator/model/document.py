"""What a syntax makes of a source: a tree of records, or a table of rows, each with a way to its places."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.finding import Violation
from catalog_validator.model.place import Path, Position, Source


class Unreadable:
    """The one value that stands for a record that could not be read; its flaws say why."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNREADABLE"


UNREADABLE = Unreadable()

NO_FLAWS: Mapping[int, tuple[Violation, ...]] = {}


@dataclass(frozen=True, slots=True)
class Problem:
    """A violation that belongs to a source, not to one of its entries."""

    violation: Violation
    position: Position
    unreadable: bool = False
    """True when the source, or the rest of it, could not be read: the gate fails."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some records in their order, as plain JSON values (str, int, float, bool, None, list, dict).

    ``values[i]`` is a dict for a record, `UNREADABLE` for one that could not be read, or any
    other JSON value where a record was expected and something else stood.
    """

    values: list[object]
    first: int
    """Ordinal of ``values[0]`` among all records of the source, from 0."""
    pointer: Callable[[int], str]
    """Index in this batch → RFC 6901 pointer of the record, for example ``/entries/17``."""
    spot: Callable[[int, Path], Position]
    """Index in this batch, path of raw keys → its position.

    The position of a path that is not there is that of its deepest parent that is (a missing
    member points at the object that lacks it). A path to an object's member covers its value.
    Costs something: called only for findings that are shown.
    """
    flaws: Mapping[int, tuple[Violation, ...]] = field(default_factory=dict)
    """Index in this batch → what is wrong with the record's form (duplicate key, NaN …)."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A source of nested records: JSON, NDJSON, YAML."""

    source: Source
    syntax: str
    parts: Iterator[Batch | Problem]
    """Read once, in order, as the source is read."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table. Cells hold str, int, float, bool, date, datetime, time, timedelta or None."""

    number: int
    """1-based row of the sheet; in a CSV, the ordinal of the record (a quoted line break does not count)."""
    cells: Sequence[object]
    spot: Callable[[int], Position]
    """0-based column → position of that cell (also for columns past the row's end)."""
    flaws: tuple[Violation, ...] = ()
    """Paths are ``(column,)`` with the 0-based column, or ``()`` for the whole row."""


@dataclass(frozen=True, slots=True)
class Span:
    """A block of cells that is shown as one: rows from 1, columns from 0, both ends included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


def nothing_hidden() -> tuple[int, int]:
    """No row and no column."""
    return 0, 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A named sequence of rows; blank rows are left out, numbers keep their count."""

    name: str
    rows: Iterable[Row]
    """Read once, in order."""
    merged: Callable[[], Sequence[Span]] = tuple
    """Its merged cells, by their first row; may be asked before the rows. The value stands in the first cell."""
    hidden: Callable[[], tuple[int, int]] = nothing_hidden
    """Rows and columns that hold something and are not shown, among the rows read so far."""
    shown: bool = True
    """False for a sheet that the workbook hides."""


@dataclass(frozen=True, slots=True)
class Table:
    """A source of rows and columns: CSV (one sheet with an empty name) or XLSX."""

    source: Source
    syntax: str
    sheets: tuple[Sheet, ...]
    problems: tuple[Problem, ...] = ()
    """Known when the document is opened."""
    late_problems: list[Problem] = field(default_factory=list)
    """Filled while rows are read; complete when the last row has been read."""


Document = Tree | Table


class StreamStopped(Exception):
    """A source broke off, or was stopped at a limit, while it was read; carries what is to be said of it."""

    def __init__(self, problem: Problem) -> None:
        """``problem``: at the source that broke off."""
        super().__init__(problem.violation.code, problem.position.source)
        self.problem = problem
