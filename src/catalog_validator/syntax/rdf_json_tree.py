"""JSON-LD: what is RDF in a JSON source, and where its statements stand there."""

import re
from collections.abc import Iterator
from itertools import chain

from catalog_validator.model.dataclass import replace
from catalog_validator.model.document import UNREADABLE, Batch, Problem, Tree
from catalog_validator.model.finding import Violation
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Path, Position, Source
from catalog_validator.syntax.held import RefusedError, read_held
from catalog_validator.syntax.json import parse_json
from catalog_validator.syntax.rdf import Locate, Stated, problem_of, rdf_tree
from catalog_validator.syntax.rdf_graph import Graph, Place, StoppedError
from catalog_validator.syntax.rdf_names import DCAT
from catalog_validator.syntax.rdf_terms import KNOWN

_OTHER = re.compile(rb'"@context"\s*:\s*\[?\s*"[^"]*(?:project-open-data|dcat-us)[^"]*"', re.IGNORECASE)
"""The context of a ``data.json``: its names are read as they stand, without what the context says of them."""
_NAMED = re.compile(rb'"(?:@context|@graph|@id|@type)"')
_SPACE = re.compile(re.escape(DCAT).encode() + b"|" + KNOWN.pattern.encode())
_MOST_LOST = 100
"""Members without a meaning that are told one by one."""


def parse_json_ld(source: Source, limits: Limits, *, places: bool = True) -> Tree:
    """The datasets of a source in JSON-LD; a source of plain JSON, or a ``data.json``, as that."""
    if not is_json_ld(source, limits):
        return parse_json(source, limits, places=places)
    return rdf_tree(source, lambda: _read(source, limits))


def is_json_ld(source: Source, limits: Limits) -> bool:
    """Whether JSON is meant as RDF about datasets: it has words of JSON-LD, and names the namespace of DCAT."""
    try:
        raw = read_held(source, limits)
    except RefusedError:
        return source.suffix == ".jsonld"
    if _OTHER.search(raw) is not None:
        return False
    return source.suffix == ".jsonld" or (_NAMED.search(raw) is not None and _SPACE.search(raw) is not None)


def _read(source: Source, limits: Limits) -> Stated:
    from catalog_validator.syntax.rdf_json import read_json_ld

    held = Source.of_bytes(source.name, read_held(source, limits))
    problems, batches = _values(held, limits)
    graph = Graph(limits)

    def locate(place: Place | None) -> Position:
        return _position(batches, place, source.name)

    values = list(chain.from_iterable(batch.values for batch in batches))
    flaws = tuple(_flaws(batches))
    if not values or UNREADABLE in values:
        problems += [Problem(replace(flaw, path=()), locate(path), unreadable=True) for path, flaw in flaws]
        return Stated(graph, locate, problems)
    lone = batches[0].pointer(0) == ""
    try:
        told, lost = read_json_ld(values[0] if lone else values, graph)
    except StoppedError as stopped:
        return Stated(graph, locate, [*problems, problem_of(stopped, locate)])
    problems += [Problem(Violation("CV062"), locate(place)) for place in told[:1]]
    problems += _unexplained(lost, locate)
    return Stated(graph, locate, problems, flaws, to_pointer)


def to_pointer(place: Place) -> str:
    """RFC 6901."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in place)


def _values(source: Source, limits: Limits) -> tuple[list[Problem], list[Batch]]:
    """What stands in the source as JSON, and what is wrong with it."""
    parts = list(parse_json(source, limits).parts)
    problems = [part for part in parts if isinstance(part, Problem)]
    return problems, [part for part in parts if isinstance(part, Batch)]


def _position(batches: list[Batch], place: Place | None, name: str) -> Position:
    """The position of a path in the source's value."""
    if place is None or not batches:
        return Position(name, 1, 1, 1, 1)
    path: Path = tuple(step for step in place if isinstance(step, str | int))
    if batches[0].pointer(0) == "":
        return batches[0].spot(0, path)
    number = path[0] if path and isinstance(path[0], int) else 0
    batch = next(one for one in reversed(batches) if one.first <= number)
    return batch.spot(number - batch.first, path[1:])


def _flaws(batches: list[Batch]) -> Iterator[tuple[Path, Violation]]:
    """What is wrong with the form of the JSON, by path in the source's value."""
    lone = bool(batches) and batches[0].pointer(0) == ""
    for batch in batches:
        for index, flaws in batch.flaws.items():
            for flaw in flaws:
                yield (flaw.path if lone else (batch.first + index, *flaw.path)), flaw


def _unexplained(lost: list[Path], locate: Locate) -> Iterator[Problem]:
    """Members that JSON-LD passes over, because no context says what their names mean."""
    for path in lost[:_MOST_LOST]:
        yield Problem(Violation("CV501", (), {"name": path[-1] if path else "", "nearest": ""}), locate(path))
    if (more := len(lost) - _MOST_LOST) > 0:
        facts = {"limit": "kept_problems", "max": _MOST_LOST, "count": more}
        yield Problem(Violation("CV910", (), facts), locate(lost[-1]))
