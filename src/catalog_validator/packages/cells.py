"""Cells of a row as the library judges them, in our words: type, constraints, too many or too few."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from catalog_validator.model.finding import Violation
from catalog_validator.packages.keys import columns_of
from catalog_validator.packages.patterns import Pattern, build_pattern

_OURS = ("pattern", "unique")
"""Constraints that are not given to the library."""
BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
"""Constraints whose value is one of the column's type."""


@dataclass(frozen=True, slots=True)
class ColumnCheck:
    """What is needed to say what is wrong with a cell of this column."""

    name: str
    kind: str
    constraints: Mapping[str, object]
    field: Any
    """The library's."""
    pattern: Pattern | None = None
    untried: str = ""
    """A pattern that is left out."""


def plain_schema(schema: Mapping[str, object]) -> dict[str, object]:
    """The schema as the library gets it: without keys and patterns, which are checked here, and without addresses."""
    fields: list[dict[str, object]] = []
    for column in columns_of(schema):
        constraints = column.get("constraints")
        plain = {key: value for key, value in column.items() if key not in ("rdfType", "constraints", "example")}
        if isinstance(constraints, dict):
            plain["constraints"] = {key: value for key, value in constraints.items() if key not in _OURS}
        fields.append(plain)
    kept = {key: schema[key] for key in ("missingValues", "fieldsMatch") if key in schema}
    return {"fields": fields, **kept}


def without_constraints(schema: Mapping[str, object]) -> dict[str, object]:
    """The same with the types alone."""
    bare = [{key: value for key, value in column.items() if key != "constraints"} for column in columns_of(schema)]
    return {**schema, "fields": bare}


def build_columns(schema: Mapping[str, object], made: Any) -> dict[str, ColumnCheck]:
    """By name, in the order of the schema. ``made``: the library's schema."""
    columns: dict[str, ColumnCheck] = {}
    for column, field in zip(columns_of(schema), made.fields, strict=True):
        given = column.get("constraints")
        constraints = given if isinstance(given, dict) else {}
        text = constraints.get("pattern")
        pattern = build_pattern(text) if isinstance(text, str) else None
        untried = text if isinstance(text, str) and pattern is None else ""
        columns[field.name] = ColumnCheck(field.name, field.type, constraints, field, pattern, untried)
    return columns


def cell_violations(row: Any, columns: Mapping[str, ColumnCheck]) -> Iterator[Violation]:
    """Everything that is wrong with the cells of one row; the first step of a path is a column's name or number."""
    lengths: set[str] = set()
    told: set[str] = set()
    for error in row.errors:
        if error.type == "blank-row":
            yield Violation("CV616")
            return
        if error.type in ("extra-cell", "missing-cell"):
            if not lengths:
                facts: dict[str, object] = {"cells": _cells(row, columns), "columns": len(columns)}
                yield Violation("CV615", (error.field_number - 1,), facts)
            lengths.add(error.field_name)
        elif error.type == "type-error":
            facts = {"name": error.field_name, "value": error.cell, "wanted": columns[error.field_name].kind}
            yield Violation("CV613", (error.field_name,), facts)
        elif error.type == "constraint-error" and error.field_name not in told:
            told.add(error.field_name)
            if error.field_name not in _missing(row):
                yield from _constraints(columns[error.field_name], error.cell, row)
    yield from _patterns(row, columns)


def _constraints(column: ColumnCheck, cell: str, row: Any) -> Iterator[Violation]:
    """Which constraints a cell breaks: the library names them one by one when it reads the cell again."""
    index = list(row.field_names).index(column.name)
    _, notes = column.field.read_cell(row.cells[index] if index < len(row.cells) else None)
    for constraint in notes or {}:
        bound = column.constraints.get(constraint)
        told = "" if isinstance(bound, bool) else bound
        facts = {"name": column.name, "value": cell, "constraint": constraint, "bound": _bound(told)}
        yield Violation("CV614", (column.name,), facts)


def _patterns(row: Any, columns: Mapping[str, ColumnCheck]) -> Iterator[Violation]:
    for column in columns.values():
        if column.pattern is not None:
            value = row.get(column.name)
            if isinstance(value, str) and column.pattern.fits(value) is False:
                bound = str(column.constraints["pattern"])
                facts = {"name": column.name, "value": value, "constraint": "pattern", "bound": bound}
                yield Violation("CV614", (column.name,), facts)


def _missing(row: Any) -> set[str]:
    return {error.field_name for error in row.errors if error.type == "missing-cell"}


def _cells(row: Any, columns: Mapping[str, ColumnCheck]) -> int:
    missing = len(_missing(row))
    return len(columns) - missing if missing else len(row.cells)


def _bound(value: object) -> object:
    return [str(member) for member in value] if isinstance(value, list) else str(value)
