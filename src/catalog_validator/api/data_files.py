"""The data of packages as tables to be checked (``--data``): each opened by our own rules, or left out and said."""

import re
import time
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import partial

from catalog_validator import packages, syntax
from catalog_validator.api.packages import UNSAFE, Library, Package, Resource
from catalog_validator.files.packed import unpacked
from catalog_validator.model.document import Problem, StreamStopped
from catalog_validator.model.finding import Violation
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Path, Position, Source
from catalog_validator.packages import CsvForm, DataTable, Rows, TableRow

_DELIMITERS = {"csv": ",", "tsv": "\t"}
_SYNTAXES = ("json", "ndjson", "xlsx", "xls", "ods")
"""Syntaxes of `catalog_validator.syntax` whose rows are read there, with its guards and its places."""
_OTHER_NAMES = {"jsonl": "ndjson"}
_PACKED = re.compile(r"\.(?:gz|zip)$", re.IGNORECASE)
Record = Mapping[str, object]


def check_data(library: Library, limits: Limits, secret: Container[str] = ()) -> Iterator[Problem]:
    """What is wrong in the data of all packages; a table that is not checked is said, with the reason.

    ``secret``: sources that hold a description marked as a state secret; the data of their packages stays shut.
    """
    for package in library.packages:
        names = (package.source.name, *(source.name for one in package.resources for source in one.files))
        if any(name in secret for name in names):
            yield Problem(Violation("CV610", (), {"name": package.source.name, "reason": "secret"}), package.spot(()))
            continue
        tables: list[DataTable] = []
        for resource in package.resources:
            made = _table(package, resource, limits)
            if isinstance(made, DataTable):
                tables.append(made)
            elif made is not None:
                yield made
        yield from packages.check_tables(tables, limits, time.monotonic)


def _table(package: Package, resource: Resource, limits: Limits) -> DataTable | Problem | None:
    """None: why the data is not opened has been said of the package."""
    name, place = package.name(resource), package.place(resource)
    for written, slug, path in resource.missing:
        if slug in UNSAFE:
            return None
        here = package.place(resource, *path)
        if slug in ("address", "no-shelf"):
            return Problem(Violation("CV610", (), {"name": written, "reason": slug}), here)
        return Problem(Violation("CV620", (), {"name": written, "reason": slug}), here)
    schema = resource.value.get("schema")
    if not isinstance(schema, dict):
        return Problem(Violation("CV610", (), {"name": name, "reason": "no-schema"}), place)
    given = resource.value.get("dialect")
    dialect = _flat(given) if isinstance(given, dict) else {}
    try:
        rows = _rows(package, resource, dialect, limits)
    except StreamStopped as stop:
        return Problem(stop.problem.violation, stop.problem.position)
    except OSError:
        return Problem(Violation("CV620", (), {"name": name, "reason": "denied"}), place)
    if isinstance(rows, str):
        return Problem(Violation("CV610", (), {"name": name, "reason": rows}), place)
    return DataTable(name, place, schema, rows, dialect)


def _flat(dialect: Record) -> Record:
    """Properties of a dialect, also those that some write one level down, under the name of the format."""
    below = [value for key in ("csv", "json", "excel") if isinstance(value := dialect.get(key), dict)]
    return {**dialect, **{key: value for group in below for key, value in group.items()}}


def _rows(package: Package, resource: Resource, dialect: Record, limits: Limits) -> Rows | str:
    """The way to the rows of a resource, or why there is none."""
    labels = _labels(resource.value)
    if not resource.files:
        values = resource.value.get("data")
        if not isinstance(values, list):
            return "no-table"
        return lambda: packages.value_rows(_inline(package, resource, values), labels, limits)
    kind = _kind(resource)
    readers: list[Rows] = []
    for source in resource.files:
        plain = unpacked(source, limits, str(resource.value.get("innerpath") or ""))
        if isinstance(plain, str):
            return plain
        reader = _reader(plain, kind, resource, dialect, limits)
        if reader is None:
            return "no-table"
        readers.append(reader)
    return readers[0] if len(readers) == 1 else partial(_joined, readers)


def _reader(source: Source, kind: str, resource: Resource, dialect: Record, limits: Limits) -> Rows | None:
    if kind in _DELIMITERS:
        form = CsvForm.of(dialect, resource.value.get("encoding"), _DELIMITERS[kind])
        return lambda: packages.csv_rows(source, form, limits)
    if kind not in _SYNTAXES:
        return None
    labels = _labels(resource.value)
    sheet = dialect.get("sheetName", dialect.get("sheet"))
    wanted = sheet if isinstance(sheet, str) else ""
    return lambda: packages.document_rows(syntax.parse(source, limits, kind), labels, limits, wanted)


def _joined(readers: Sequence[Rows]) -> Iterator[TableRow]:
    """Files of one table, one after the other; the header of the first is not read again where it is repeated."""
    header: list[object] | None = None
    for number, reader in enumerate(readers):
        for index, row in enumerate(reader()):
            if index == 0 and number == 0:
                header = list(row.cells)
            elif index == 0 and list(row.cells) == header:
                continue
            yield row


def _kind(resource: Resource) -> str:
    """The format, as stated or by the file's ending."""
    stated = resource.value.get("format")
    ending = _PACKED.sub("", resource.files[0].name).rsplit(".", 1)[-1].lower()
    kind = stated.lower() if isinstance(stated, str) else ending
    kind = _OTHER_NAMES.get(kind, kind)
    return kind if kind in (*_DELIMITERS, *_SYNTAXES) else _OTHER_NAMES.get(ending, ending)


def _labels(resource: Record) -> tuple[str, ...]:
    schema = resource.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    members = fields if isinstance(fields, list) else []
    return tuple(str(member.get("name")) for member in members if isinstance(member, dict))


def _inline(
    package: Package, resource: Resource, values: Sequence[object]
) -> Iterator[tuple[object, Callable[[Path], Position]]]:
    for index, value in enumerate(values):
        yield value, partial(_below, package, ("resources", resource.index, "data", index))


def _below(package: Package, home: Path, path: Path) -> Position:
    return package.spot((*home, *path))
