"""Small tables for the tests of this folder, read with the small profile."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from catalog_runs import SMALL
from catalog_validator import Position, Profile, load_profile
from catalog_validator.model.document import Batch, Problem, Row, Sheet, Span, Table
from catalog_validator.model.hints import Hints
from catalog_validator.model.place import Source
from catalog_validator.vocab.native import read_entries

PROFILE: Profile = load_profile(SMALL)
SOURCE = Source.of_bytes("a.xlsx", b"")
HEAD = ("STT", "Mã", "Tên", "Bí mật", "Ngày cập nhật")
"""A column that counts, and four known ones."""
Rows = Sequence[Sequence[object]]


@dataclass(frozen=True)
class Read:
    """What became of a table."""

    values: list[object]
    problems: list[Problem]
    batches: list[Batch]

    @property
    def names(self) -> list[object]:
        """The names of the entries."""
        return [value.get("name") for value in self.values if isinstance(value, dict)]

    @property
    def codes(self) -> list[tuple[str, str | None]]:
        """Code and cell of each problem."""
        return [(problem.violation.code, problem.position.cell) for problem in self.problems]


def cell(sheet: str, number: int, column: int) -> Position:
    return Position("a.xlsx", cell=f"{sheet}!{'ABCDEFGHIJ'[column]}{number}")


def make_rows(name: str, cells: Rows) -> Iterator[Row]:
    for number, row in enumerate(cells, start=1):
        if any(value not in (None, "") for value in row):
            yield Row(number, row, partial(cell, name, number))


def make_sheet(name: str, cells: Rows, *spans: Span, hidden: tuple[int, int] = (0, 0)) -> Sheet:
    return Sheet(name, list(make_rows(name, cells)), lambda: spans, lambda: hidden)


def read(*sheets: Sheet, wanted: str | None = None) -> Read:
    parts = list(read_entries(Table(SOURCE, "xlsx", sheets), PROFILE, Hints(sheet=wanted)))
    batches = [part for part in parts if isinstance(part, Batch)]
    values = [value for batch in batches for value in batch.values]
    return Read(values, [part for part in parts if isinstance(part, Problem)], batches)


def read_rows(cells: Rows, *spans: Span) -> Read:
    return read(make_sheet("S", cells, *spans))


def facts(read: Read, code: str) -> list[Mapping[str, object]]:
    return [problem.violation.facts for problem in read.problems if problem.violation.code == code]
