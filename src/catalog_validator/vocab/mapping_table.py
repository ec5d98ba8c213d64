"""Mapping tables: which value of a foreign description says what a field of the profile asks for, and by what right."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pkgutil import get_data
from typing import Any

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.profile import Profile

Steps = tuple[tuple[str, ...], ...]
"""Member names from the outside in; at each step the first of some names under which an object has something.

A list on the way is passed through: each of its members is looked into.
"""

KINDS = frozenset(
    {"text", "lines", "texts", "token", "web", "code", "codes", "latest", "address", "period", "record", "records"}
)
"""How a value is read; what each means stands in `catalog_validator.vocab.mapping_kinds`."""


AS_WRITTEN = "="
"""In a table of codes: the value is known to mean something that the profile has no code for."""


@dataclass(frozen=True, slots=True)
class Way:
    """A path on which a value may be found."""

    steps: Steps
    known: bool = False
    """Only a value that the table of codes knows says something there (written ``?path``)."""


@dataclass(frozen=True, slots=True)
class Line:
    """How one field, or one part of a record, is found and read."""

    kind: str
    ways: tuple[Way, ...]
    """In the order of preference: the first that holds something readable is taken."""
    codes: Mapping[str, str]
    """Foreign value (folded as by `fold_code`) → the profile's code; an empty text where it says nothing."""
    options: tuple["Option", ...] = ()
    """Of a record, records or a period: the ways in which it may be written."""


@dataclass(frozen=True, slots=True)
class Option:
    """One way to write a record: where it stands and where its parts are, from there."""

    at: Steps
    parts: tuple[tuple[str, Line], ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a line rests on: the property of the standard that means the same as the field."""

    field: str
    means: str
    iri: str
    note: str
    """What is lost or decided in reading, if anything."""


@dataclass(frozen=True, slots=True)
class MappingTable:
    """One vocabulary's table."""

    vocab: str
    title: str
    standard: str
    iri: str
    lines: Mapping[str, Line]
    """Field id → how it is read."""
    grounds: tuple[Ground, ...]
    words: frozenset[str] = frozenset()
    """Names of the vocabulary's own members: never taken for names of the profile."""
    own: str = ""
    """The namespace whose names are ids of the profile's fields, where the vocabulary can be extended by such."""
    own_prefix: str = ""
    """How that namespace is written for short."""


@dataclass(frozen=True, slots=True)
class CodeSource:
    """A part of a table of codes, with where those codes are defined."""

    means: str
    iri: str
    prefix: str
    """Before each of them, where they are IRIs."""
    values: Mapping[str, str]


@cache
def load_table(vocab: str) -> MappingTable | None:
    """The committed table of a vocabulary; None where it has none."""
    data = _toml(vocab)
    if data is None:
        return None
    codes = {**_shared_codes(), **_code_tables(data)}
    fields: dict[str, Any] = data["fields"]
    lines = {name: _line(spec, codes) for name, spec in fields.items()}
    return MappingTable(
        vocab=vocab,
        title=data["title"],
        standard=data["standard"],
        iri=data["iri"],
        lines=lines,
        grounds=tuple(
            Ground(name, spec["means"], spec.get("iri", data["iri"]), spec.get("note", ""))
            for name, spec in fields.items()
        ),
        words=frozenset(data.get("words", ())) | frozenset(_first_steps(lines.values())),
        own=data.get("own", ""),
        own_prefix=data.get("own_prefix", ""),
    )


def not_expressible(table: MappingTable, profile: Profile) -> tuple[str, ...]:
    """Ids of the profile's fields to which the vocabulary has no path. They count all the same."""
    return tuple(field.id for field in profile.fields if field.id not in table.lines)


def fold_code(value: object) -> str:
    """A foreign code as tables compare it: no case, no blanks around it, no final slash, ``https`` as ``http``."""
    text = ("true" if value else "false") if isinstance(value, bool) else str(value).strip().casefold()
    return text.replace("https://", "http://", 1).rstrip("/")


def parse_steps(path: str) -> Steps:
    """``a/b|c`` as steps: in a, of each of its members b, or where it has none c.

    ``~1`` is a slash and ``~0`` a tilde inside a name, as in RFC 6901.
    """
    names = ([name.replace("~1", "/").replace("~0", "~") for name in step.split("|")] for step in path.split("/"))
    return tuple(map(tuple, names)) if path else ()


def _toml(name: str) -> dict[str, Any] | None:
    try:
        raw = get_data(__name__, f"mappings/{name}.toml")
    except FileNotFoundError:
        return None
    return None if raw is None else tomllib.loads(raw.decode())


def code_sources(name: str) -> dict[str, tuple[CodeSource, ...]]:
    """The tables of codes that stand in a file of the mappings (``codes``: those that all share), by name."""
    tables: dict[str, list[dict[str, Any]]] = (_toml(name) or {}).get("codes", {})
    return {
        table: tuple(CodeSource(part["means"], part["iri"], part.get("prefix", ""), part["values"]) for part in parts)
        for table, parts in tables.items()
    }


@cache
def _shared_codes() -> Mapping[str, Mapping[str, str]]:
    return _code_tables(_toml("codes") or {})


def _code_tables(data: Mapping[str, Any]) -> dict[str, Mapping[str, str]]:
    tables: dict[str, list[dict[str, Any]]] = data.get("codes", {})
    return {name: dict(pair for part in parts for pair in _code_pairs(part)) for name, parts in tables.items()}


def _code_pairs(part: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """One source's codes; under ``prefix`` they are IRIs, and with ``bare`` their last steps count alone as well."""
    prefix = part.get("prefix", "")
    for key, code in part["values"].items():
        yield fold_code(prefix + key), code
        if part.get("bare"):
            yield fold_code(key), code


def _line(spec: Mapping[str, Any], codes: Mapping[str, Mapping[str, str]], kind: str = "text") -> Line:
    kind = spec.get("read", kind)
    if kind not in KINDS:
        raise ValueError(kind)
    options = tuple(_option(option, codes) for option in spec.get("one_of", ()))
    table = codes[spec["codes"]] if "codes" in spec else {}
    return Line(kind, _ways(spec.get("from", ())), table, options)


def _option(spec: Mapping[str, Any], codes: Mapping[str, Mapping[str, str]]) -> Option:
    return Option(parse_steps(spec.get("at", "")), tuple(_parts(spec, codes)))


def _parts(spec: Mapping[str, Any], codes: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, Line]]:
    for part, given in spec.items():
        if part != "at":
            yield part, _line(given, codes) if isinstance(given, dict) else Line("text", _ways(given), {})


def _first_steps(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        for way in line.ways:
            yield from way.steps[0]
        for option in line.options:
            yield from option.at[0] if option.at else _first_steps(inner for _, inner in option.parts)


def _ways(given: str | Sequence[str]) -> tuple[Way, ...]:
    paths = [given] if isinstance(given, str) else given
    return tuple(Way(parse_steps(path.removeprefix("?")), path.startswith("?")) for path in paths)
