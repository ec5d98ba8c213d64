"""Keys of a table: values that must be there, that must not come twice, and that another table must have."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from catalog_validator.model.finding import Violation

Key = tuple[object, ...]


@dataclass(slots=True)
class Unique:
    """Columns whose values together come once only."""

    columns: tuple[str, ...]
    needed: bool
    """A primary key is never blank."""
    _first: dict[Key, int] = field(default_factory=dict)

    def check(self, values: Mapping[str, object], blank: frozenset[str], number: int) -> Iterator[Violation]:
        """What speaks against this row; ``blank``: the columns in which nothing stands."""
        name = ", ".join(self.columns)
        if self.needed:
            for column in self.columns:
                if column in blank:
                    yield Violation("CV618", (column,), {"name": column})
        key = key_of(values, self.columns)
        if None in key:
            return
        if (first := self._first.setdefault(key, number)) != number:
            facts = {"name": name, "value": shown(key), "row": first}
            yield Violation("CV617", (self.columns[0],), facts)


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns whose values together must be a row of another table, or of the same one."""

    columns: tuple[str, ...]
    table: str
    """Empty: the same table."""
    target: tuple[str, ...]


def unique_of(schema: Mapping[str, object]) -> list[Unique]:
    """The primary key, the unique keys of v2, and columns that are unique by constraint."""
    found: list[Unique] = []
    if primary := names_of(schema.get("primaryKey")):
        found.append(Unique(primary, needed=True))
    keys = schema.get("uniqueKeys")
    for key in keys if isinstance(keys, list) else ():
        if names := names_of(key):
            found.append(Unique(names, needed=False))
    for column in columns_of(schema):
        constraints = column.get("constraints")
        if isinstance(constraints, dict) and constraints.get("unique") is True:
            single = (str(column.get("name")),)
            if single != primary:
                found.append(Unique(single, needed=False))
    return found


def references_of(schema: Mapping[str, object]) -> list[Reference]:
    """The foreign keys that say all that is needed to look them up."""
    found: list[Reference] = []
    keys = schema.get("foreignKeys")
    for key in keys if isinstance(keys, list) else ():
        there = key.get("reference") if isinstance(key, dict) else None
        if not isinstance(there, dict):
            continue
        columns, target = names_of(key.get("fields")), names_of(there.get("fields"))
        if columns and len(columns) == len(target):
            found.append(Reference(columns, str(there.get("resource") or ""), target))
    return found


def columns_of(schema: Mapping[str, object]) -> list[Mapping[str, object]]:
    """The schema's fields."""
    listed = schema.get("fields")
    return [column for column in listed if isinstance(column, dict)] if isinstance(listed, list) else []


def names_of(value: object) -> tuple[str, ...]:
    """One name or several; empty where it is neither."""
    if isinstance(value, str):
        return (value,)
    whole = isinstance(value, list) and all(isinstance(name, str) for name in value)
    return tuple(value) if whole and isinstance(value, list) else ()


def key_of(values: Mapping[str, object], columns: Sequence[str]) -> Key:
    """The values of these columns in one row; those that cannot be compared as they are, as text."""
    return tuple(value if _is_plain(value := values.get(column)) else repr(value) for column in columns)


def shown(key: Key) -> str:
    """A key in a message."""
    return ", ".join(str(value) for value in key)


def _is_plain(value: object) -> bool:
    return not isinstance(value, dict | list)
