"""Whether a descriptor has the form that the Data Package standard demands: each departure with its path."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from catalog_validator.model.finding import Violation
from catalog_validator.model.place import Path
from catalog_validator.vocab.datapackage_shapes import Shape, package_shape

KINDS: Mapping[type, tuple[str, ...]] = {
    str: ("text",),
    bool: ("boolean",),
    int: ("integer", "number"),
    float: ("number",),
    list: ("list",),
    dict: ("object",),
    type(None): ("null",),
}
_MAJOR = re.compile(r"/profiles/([0-9]+)\.")
"""In the address of a profile, as datapackage.org gives it."""
Record = Mapping[str, object]


def version_of(package: Record) -> int:
    """1 or 2: a descriptor without ``$schema`` is of the first (Data Package v2, section “$schema”)."""
    stated = package.get("$schema")
    found = _MAJOR.search(stated) if isinstance(stated, str) else None
    return 1 if found is None or found[1] in ("0", "1") else 2


def check_descriptor(package: Record) -> Iterator[Violation]:
    """Every departure from the standard, in the order of the descriptor; paths are the descriptor's own."""
    version = version_of(package)
    tabular = package.get("profile") == "tabular-data-package"
    standard = f"Data Package v{version}"
    yield from _check(package, package_shape(version, tabular), (), standard)
    yield from _relations(package, standard)


def resources_of(package: Record) -> list[tuple[int, Record]]:
    """The resources that are objects, with their numbers in the list."""
    listed = package.get("resources")
    members = listed if isinstance(listed, list) else []
    return [(index, member) for index, member in enumerate(members) if isinstance(member, dict)]


def fields_of(resource: Record) -> list[tuple[int, Record]]:
    """The columns that a resource's schema describes, with their numbers; none where it has no schema of its own."""
    schema = resource.get("schema")
    listed = schema.get("fields") if isinstance(schema, dict) else None
    members = listed if isinstance(listed, list) else []
    return [(index, member) for index, member in enumerate(members) if isinstance(member, dict)]


def _check(value: object, shape: Shape, path: Path, standard: str) -> Iterator[Violation]:
    kinds = KINDS.get(type(value), ("value",))
    name = _named(path)
    if not set(kinds) & set(shape.kinds):
        facts = {"name": name, "found": kinds[0], "expected": "-or-".join(shape.kinds), "standard": standard}
        yield Violation("CV602", path, facts)
    elif isinstance(value, dict):
        yield from _check_object(value, shape, path, standard)
    elif isinstance(value, list):
        if len(value) < shape.least:
            facts = {"name": name, "value": "[]", "allowed": "", "standard": standard}
            yield Violation("CV603", path, facts)
        if shape.items is not None:
            for index, item in enumerate(value):
                yield from _check(item, shape.items, (*path, index), standard)
    elif isinstance(value, str) and not _fits(value, shape):
        facts = {"name": name, "value": value, "allowed": ", ".join(shape.values), "standard": standard}
        yield Violation("CV603", path, facts)


def _named(path: Path) -> str:
    """A member as a message names it: ``sources[1]``, counted from 1."""
    numbers = [f"[{step + 1}]" for step in path[-1:] if isinstance(step, int)]
    return "".join([*[str(step) for step in path if isinstance(step, str)][-1:], *numbers])


def _check_object(value: Record, shape: Shape, path: Path, standard: str) -> Iterator[Violation]:
    for name in shape.required:
        if value.get(name) is None:
            yield Violation("CV601", path, {"name": name, "standard": standard})
    present = [name for name in shape.one_of if value.get(name) is not None]
    if shape.any_of and not any(value.get(name) is not None for name in shape.any_of):
        yield Violation("CV601", path, {"name": " / ".join(shape.any_of), "standard": standard})
    if shape.one_of and not present:
        yield Violation("CV601", path, {"name": " / ".join(shape.one_of), "standard": standard})
    if len(present) > 1:
        facts = {"name": present[0], "other": present[1], "standard": standard}
        yield Violation("CV604", (*path, present[1]), facts)
    for name, member in value.items():
        known = shape.members.get(name)
        if known is not None and member is not None:
            yield from _check(member, known, (*path, name), standard)


def _fits(value: str, shape: Shape) -> bool:
    if shape.values:
        return value in shape.values
    return not shape.pattern or _compiled(shape.pattern).fullmatch(value) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.DOTALL)


def _relations(package: Record, standard: str) -> Iterator[Violation]:
    """What the standard says of several values together: names that must be unique, names that must be known."""
    resources = resources_of(package)
    names = [(resource.get("name"), ("resources", index, "name")) for index, resource in resources]
    yield from _twice(names, standard)
    known = _texts(names)
    for index, resource in resources:
        columns = [
            (column.get("name"), ("resources", index, "schema", "fields", at, "name"))
            for at, column in fields_of(resource)
        ]
        yield from _twice(columns, standard)
        schema = resource.get("schema")
        if isinstance(schema, dict):
            home: Path = ("resources", index, "schema")
            yield from _keys(schema, _texts(columns), known, home, standard)


def _texts(names: Sequence[tuple[object, Path]]) -> set[str]:
    return {name for name, _ in names if isinstance(name, str)}


def _twice(names: Sequence[tuple[object, Path]], standard: str) -> Iterator[Violation]:
    met: set[str] = set()
    for name, path in names:
        if isinstance(name, str) and name in met:
            yield Violation("CV605", path, {"name": name, "standard": standard})
        elif isinstance(name, str):
            met.add(name)


def _keys(schema: Record, columns: set[str], tables: set[str], home: Path, standard: str) -> Iterator[Violation]:
    """Keys name columns of the table, and foreign keys a table of the package."""
    yield from _unknown(schema.get("primaryKey"), columns, (*home, "primaryKey"), standard)
    listed = schema.get("foreignKeys")
    for index, key in enumerate(listed if isinstance(listed, list) else ()):
        if not isinstance(key, dict):
            continue
        place: Path = (*home, "foreignKeys", index)
        yield from _unknown(key.get("fields"), columns, (*place, "fields"), standard)
        reference = key.get("reference")
        table = reference.get("resource") if isinstance(reference, dict) else None
        if isinstance(table, str) and table:
            yield from _unknown(table, tables, (*place, "reference", "resource"), standard)


def _unknown(given: object, known: set[str], path: Path, standard: str) -> Iterator[Violation]:
    several = isinstance(given, list)
    members: Iterable[object] = given if isinstance(given, list) else [given]
    for index, name in enumerate(members):
        if isinstance(name, str) and name not in known:
            facts = {"name": _named(path), "value": name, "allowed": "", "standard": standard}
            yield Violation("CV603", (*path, index) if several else path, facts)
