"""CKAN: packages as the action API gives them, alone, in a reply, in the results of a search, one to a line."""

from collections.abc import Iterator, Mapping
from functools import partial

from catalog_validator.model.document import Batch, Document, Problem, Tree
from catalog_validator.model.finding import Severity, Violation
from catalog_validator.model.hints import NO_HINTS, Hints
from catalog_validator.model.place import Path
from catalog_validator.model.profile import Profile
from catalog_validator.vocab.detect import is_package
from catalog_validator.vocab.mapping import Aside, Mapped, Mapper, Piece, at_source, build_mapper
from catalog_validator.vocab.mapping_batch import read_mapped
from catalog_validator.vocab.mapping_native import open_json
from catalog_validator.vocab.mapping_table import load_table

_EXTRAS = "extras"
_LISTS = ("results", "packages", "datasets")
"""Members under which replies of several actions hold packages: a search, an organisation or group."""


def read_entries(document: Document, profile: Profile, hints: Hints = NO_HINTS) -> Iterator[Batch | Problem]:
    """See `catalog_validator.vocab.read_entries`. The document is a tree."""
    table = load_table("ckan")
    assert isinstance(document, Tree)
    assert table is not None
    return read_mapped(document, split, partial(interpret, build_mapper(table, profile)))


def split(record: object) -> Iterator[Piece | Aside]:
    """The packages in a reply, in what a search gives, or the record itself."""
    if not isinstance(record, dict):
        yield Piece((), record)
    elif isinstance(record.get("success"), bool) and ("result" in record or "error" in record):
        yield from _reply(record)
    elif any(isinstance(record.get(name), list) for name in _LISTS) and not is_package(record):
        yield from _result(record, ())
    else:
        yield Piece((), record)


def _reply(record: Mapping[str, object]) -> Iterator[Piece | Aside]:
    if record["success"] and "result" in record:
        yield from _result(record["result"], ("result",))
        return
    name = "error" if "error" in record else "success"
    yield Aside(Violation("CV028", (name,), {"vocab": "CKAN", "reason": _reason(record.get("error"))}), True)


def _reason(error: object) -> str:
    """What the portal says went wrong."""
    said = error.get("message") or error.get("__type") if isinstance(error, dict) else error
    return said if isinstance(said, str) else ""


def _result(result: object, at: Path) -> Iterator[Piece | Aside]:
    if isinstance(result, list):
        yield from _packages(result, at)
        return
    if not isinstance(result, dict):
        yield Aside(Violation("CV012", at, {"found": _kind(result)}), True)
        return
    name = next((name for name in _LISTS if isinstance(result.get(name), list)), None)
    if name is None or is_package(result):
        yield from _lone(result, at)
        return
    members = result[name]
    count = result.get("count", result.get("package_count"))
    yield from _packages(members, (*at, name))
    if isinstance(count, int) and count > len(members) > 0:
        where = "count" if "count" in result else "package_count"
        yield Aside(Violation("CV030", (*at, where), {"count": count, "given": len(members)}, Severity.WARNING))


def _lone(result: Mapping[str, object], at: Path) -> Iterator[Piece | Aside]:
    """One package; what is something else altogether (a resource, an organisation) is no description."""
    known = "title" in result or "notes" in result or is_package(result)
    other = "package_id" in result or result.get("is_organization") or result.get("type") in ("organization", "group")
    if known and not other:
        yield Piece(at, result)
    else:
        yield Aside(Violation("CV012", at, {"found": "object"}), True)


def _packages(members: list[object], at: Path) -> Iterator[Piece | Aside]:
    if not members:
        yield Aside(Violation("CV011", at, {}), True)
    elif all(isinstance(member, str) for member in members):
        yield Aside(Violation("CV029", at, {"vocab": "CKAN", "count": len(members)}), True)
    else:
        for index, member in enumerate(members):
            yield Piece((*at, index), member)


def _kind(value: object) -> str:
    return "text" if isinstance(value, str) else "null" if value is None else "number"


def interpret(mapper: Mapper, package: Mapping[str, object]) -> Mapped:
    """The entry that a package gives, with its extras, and what its state says of it."""
    words = mapper.table.words
    places: dict[str, Path] = {}
    extras: dict[str, object] = {}
    twice: list[Violation] = []
    for key, value, at in _extras(package.get(_EXTRAS)):
        if key in extras:
            target = mapper.names.find(key) or (key,)
            twice.append(Violation("CV503", at_source(target[0], at), {"name": key, "other": key}, Severity.ERROR))
        else:
            # An extra is a text; what is meant as a list or an object is written as JSON in it.
            extras[key], places[key] = open_json(value) if key in words else value, at
    mapped = mapper.read(_opened(package), extras, _EXTRAS)
    if extras:
        mapped.origins = {path: _in_extras(origin, places) for path, origin in mapped.origins.items()}
    # Of two members `extras` one is lost, and with it perhaps a mark of secrecy.
    if mapper.marks:
        mapped.doubtful = {(_EXTRAS,): mapper.marks[0]}
    mapped.flaws = (*mapped.flaws, *twice, *_states(package))
    return mapped


def _extras(given: object) -> Iterator[tuple[str, object, Path]]:
    """Name, value and place of each extra: a list of pairs, or, in the oldest interface, an object."""
    if isinstance(given, dict):
        for key, value in given.items():
            yield key, value, (_EXTRAS, key)
    elif isinstance(given, list):
        for index, pair in enumerate(given):
            if isinstance(pair, dict) and isinstance(key := pair.get("key"), str):
                yield key, pair.get("value"), (_EXTRAS, index, "value")


def _opened(package: Mapping[str, object]) -> Mapping[str, object]:
    """The package with the schemas of its resources as objects, where they are JSON in a text."""
    resources = package.get("resources")
    if not isinstance(resources, list) or not any(_schema_text(resource) for resource in resources):
        return package
    opened = [
        {**resource, "schema": open_json(resource["schema"])} if _schema_text(resource) else resource
        for resource in resources
    ]
    return {**package, "resources": opened}


def _schema_text(resource: object) -> bool:
    return isinstance(resource, dict) and isinstance(resource.get("schema"), str)


def _in_extras(origin: Path, places: Mapping[str, Path]) -> Path:
    """A path through the extras by name as one through them as they are written."""
    if len(origin) > 1 and origin[0] == _EXTRAS and isinstance(origin[1], str) and origin[1] in places:
        return (*places[origin[1]], *origin[2:])
    return origin


def _states(package: Mapping[str, object]) -> Iterator[Violation]:
    state = package.get("state")
    if isinstance(state, str) and state not in ("", "active"):
        yield Violation("CV031", at_source("state", ("state",)), {"value": state})
    if package.get("private") is True or package.get("private") == "True":
        yield Violation("CV031", at_source("private", ("private",)), {"value": "private"})
