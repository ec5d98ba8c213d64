"""One table after another against its schema: headings, cells, keys, references; each finding at its cell."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from catalog_validator.model.document import Problem, StreamStopped
from catalog_validator.model.finding import Violation
from catalog_validator.model.limits import Limits
from catalog_validator.packages.cells import (
    BOUNDS,
    ColumnCheck,
    build_columns,
    cell_violations,
    plain_schema,
    without_constraints,
)
from catalog_validator.packages.keys import Key, Reference, columns_of, key_of, references_of, shown, unique_of
from catalog_validator.packages.library import library_at_work
from catalog_validator.packages.rows import DataTable, TableRow

Clock = Callable[[], float]
"""Seconds of a clock that never goes back."""


@dataclass(slots=True)
class Lookup:
    """For each reference of a table the keys that there are."""

    keys: dict[Reference, frozenset[Key]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    """References that cannot be looked up."""


_KEPT = 200
"""Rows whose places are held: the library looks some way ahead."""
_HEADINGS = {
    "extra-label": "extra-label",
    "missing-label": "missing-label",
    "incorrect-label": "incorrect-label",
    "blank-label": "blank-label",
    "duplicate-label": "duplicate-label",
    "blank-header": "blank-header",
}


def check_tables(tables: Sequence[DataTable], limits: Limits, clock: Clock) -> Iterator[Problem]:
    """Everything that is wrong in the tables, and for each table what was looked at.

    A table that breaks off, costs too much, or that the library cannot take ends in one problem that says so.
    """
    by_name = {table.name: table for table in tables}
    for table in tables:
        run = _Run(table, limits, clock)
        yield from run.problems(lambda table=table: _known(table, by_name, limits, clock))  # type: ignore[misc]


@dataclass(slots=True)
class _Run:
    """One table, read once."""

    table: DataTable
    limits: Limits
    clock: Clock
    rows: int = 0
    found: int = 0
    _begun: float = 0.0
    _places: dict[int, TableRow] = field(default_factory=dict)
    _skipped: set[str] = field(default_factory=set)

    def problems(self, known: Callable[[], Lookup]) -> Iterator[Problem]:
        """What is wrong with the table, ending with what was looked at."""
        name = self.table.name
        try:
            for problem in self._watched(known):
                self.found += problem.violation.code != "CV622"
                yield problem
                if self.found >= self.limits.data_errors:
                    yield self._over("data_errors")
                    break
        except StreamStopped as stop:
            self.found += 1
            yield Problem(stop.problem.violation, stop.problem.position)
        facts = {"name": name, "rows": self.rows, "count": self.found}
        yield Problem(Violation("CV621", (), facts), self.table.place)

    def _watched(self, known: Callable[[], Lookup]) -> Iterator[Problem]:
        """The same, whatever the library raises; between its turns the network is as it was."""
        problems = self._checked(known)
        while True:
            with library_at_work():
                try:
                    problem = next(problems, None)
                except StreamStopped:
                    raise
                except Exception as error:
                    # The library's own exceptions and those that its many readers let through, on foreign data.
                    if isinstance(error.__cause__, StreamStopped):
                        raise error.__cause__ from None
                    facts = {"name": self.table.name, "reason": "checker"}
                    problem, problems = Problem(Violation("CV620", (), facts), self.table.place), iter(())
            if problem is None:
                return
            yield problem

    def _checked(self, known: Callable[[], Lookup]) -> Iterator[Problem]:
        schema = _usable(self.table.schema)
        if schema is None:
            yield Problem(Violation("CV611", (), {"name": self.table.name}), self.table.place)
            return
        columns = build_columns(self.table.schema, schema)
        for column in columns.values():
            if column.untried:
                facts = {"name": column.name, "value": column.untried}
                yield Problem(Violation("CV622", (), facts), self.table.place)
        found = known()
        yield from found.problems
        with self.opened(schema) as resource:
            yield from self._headings(resource.header)
            yield from self._rows(resource, columns, found)

    def opened(self, schema: Any = None) -> Any:
        """The table as the library reads it: our rows, and of the dialect only what is about rows."""
        from frictionless import Dialect, Schema
        from frictionless.resources import TableResource

        self._begun = self.clock()
        schema = schema or Schema.from_descriptor(plain_schema(self.table.schema))
        dialect = Dialect.from_descriptor(_header_options(self.table.dialect))
        return TableResource(data=self._cells, schema=schema, dialect=dialect)

    def _cells(self) -> Iterator[list[object]]:
        """What the library sees of the table."""
        for number, row in enumerate(self.table.rows(), 1):
            self._places[number] = row
            self._places.pop(number - _KEPT, None)
            self._check_time()
            yield list(row.cells)

    def _headings(self, header: Any) -> Iterator[Problem]:
        first = self._places.get(1)
        for error in header.errors:
            column = getattr(error, "field_number", None) or 1
            place = first.spot(column - 1) if first is not None else self.table.place
            wanted = getattr(error, "field_name", "") or ""
            facts = {"value": getattr(error, "label", ""), "wanted": wanted, "reason": _HEADINGS.get(error.type, "")}
            yield Problem(Violation("CV612", (), facts), place)

    def _rows(self, resource: Any, columns: Mapping[str, ColumnCheck], known: Lookup) -> Iterator[Problem]:
        unique = unique_of(self.table.schema)
        names = list(columns)
        for row in resource.row_stream:
            self.rows += 1
            self._check_time()
            here = self._places[row.row_number]
            violations = list(cell_violations(row, columns))
            if not any(violation.code == "CV616" for violation in violations):
                blank = frozenset(row.blank_cells)
                for key in unique:
                    violations += key.check(row, blank, row.row_number)
                for reference, keys in known.keys.items():
                    violations += _dangling(row, reference, keys)
            for violation in violations:
                step = violation.path[0] if violation.path else 0
                column = step if isinstance(step, int) else names.index(str(step)) if step in columns else 0
                yield Problem(Violation(violation.code, (), violation.facts), here.spot(column))

    def _check_time(self) -> None:
        if self.clock() - self._begun > self.limits.data_seconds:
            raise StreamStopped(self._over("data_seconds"))

    def _over(self, limit: str) -> Problem:
        facts = {"limit": limit, "max": getattr(self.limits, limit)}
        return Problem(Violation("CV911", (), facts), self.table.place)


def _usable(given: Mapping[str, object]) -> Any:
    """The library's schema, or None where the one given is none; also one that describes no column."""
    from frictionless import FrictionlessException, Schema

    plain = plain_schema(given)
    try:
        bare = Schema.from_descriptor(without_constraints(plain))
        if not bare.fields or not all(_bounds_fit(column, bare) for column in columns_of(plain)):
            return None
        schema = Schema.from_descriptor(plain)
        for column in schema.fields:
            column.create_cell_reader()
    except (FrictionlessException, ValueError, TypeError, ArithmeticError, AttributeError, LookupError):
        return None
    return schema


def _bounds_fit(column: Mapping[str, object], bare: Any) -> bool:
    """Whether the least and greatest values are of the column's own type; the library would compare with nothing."""
    constraints = column.get("constraints")
    bounds = constraints if isinstance(constraints, dict) else {}
    reader = bare.get_field(column["name"])
    return all(not reader.read_cell(bounds[name])[1] for name in BOUNDS if name in bounds)


def _known(table: DataTable, by_name: Mapping[str, DataTable], limits: Limits, clock: Clock) -> "Lookup":
    """The keys that the table's references may point to, and what is said where they are not known."""
    found = Lookup()
    for reference in references_of(table.schema):
        other = by_name.get(reference.table) if reference.table else table
        keys = None if other is None else _keys(other, reference.target, limits, clock)
        if keys is None:
            reason = "missing" if other is None else "broken"
            facts = {"name": f"{table.name} → {_target(reference)}", "reason": reason}
            found.problems.append(Problem(Violation("CV610", (), facts), table.place))
        else:
            found.keys[reference] = keys
    return found


def _keys(table: DataTable, target: Sequence[str], limits: Limits, clock: Clock) -> frozenset[Key] | None:
    """The keys of a table; None where it cannot be read to its end: a key not seen is not a key that is not there."""
    from frictionless import FrictionlessException

    run = _Run(table, limits, clock)
    try:
        with run.opened() as resource:
            return frozenset(key_of(row, target) for row in resource.row_stream)
    except (FrictionlessException, StreamStopped):
        return None


def _dangling(row: Mapping[str, object], reference: Reference, keys: frozenset[Key]) -> Iterator[Violation]:
    key = key_of(row, reference.columns)
    if None in key or key in keys:
        return
    facts = {"name": ", ".join(reference.columns), "value": shown(key), "other": _target(reference)}
    yield Violation("CV619", (reference.columns[0],), facts)


def _target(reference: Reference) -> str:
    return f"{reference.table or '.'}: {', '.join(reference.target)}"


def _header_options(dialect: Mapping[str, object]) -> dict[str, object]:
    """Of Table Dialect, what is about rows and not about characters."""
    wanted = {
        "header": bool,
        "headerRows": list,
        "headerJoin": str,
        "headerCase": bool,
        "commentChar": str,
        "commentRows": list,
    }
    return {name: dialect[name] for name, kind in wanted.items() if isinstance(dialect.get(name), kind)}
