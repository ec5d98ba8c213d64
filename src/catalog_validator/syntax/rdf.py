"""RDF: a record for each dataset of a catalog in Turtle, N-Triples, RDF/XML or JSON-LD.

rdflib reads it (the extra ``rdf``); it is loaded when such a source is met, and is given nothing that could make it
open a connection or a file. What a record looks like stands in `catalog_validator.syntax.rdf_records`.
"""

from collections.abc import Callable, Iterator

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.document import NO_FLAWS, UNREADABLE, Batch, Problem, Tree
from catalog_validator.model.finding import Severity, Violation
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Path, Position, Source
from catalog_validator.model.words import Label
from catalog_validator.syntax.held import Lines, RefusedError, decode_utf8, read_held
from catalog_validator.syntax.rdf_flaws import Flaws, flaws_of
from catalog_validator.syntax.rdf_graph import Graph, Place, StoppedError
from catalog_validator.syntax.rdf_library import is_installed
from catalog_validator.syntax.rdf_records import Shaper

NO_DATASET = Label("RDF không mô tả dcat:Dataset nào", "RDF that describes no dcat:Dataset")
_AT_ONCE = 256

Locate = Callable[[Place | None], Position]
"""A place of the graph → its position in the source; None is the source itself."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A source that has been read: what it states, and where."""

    graph: Graph
    locate: Locate
    problems: list[Problem]
    flaws: tuple[tuple[Place, Violation], ...] = ()
    """What is wrong with the form of something in it, and the place of that."""
    pointer: Callable[[Place], str] | None = None
    """The place of a dataset → its RFC 6901 pointer, where the source is JSON."""


def parse_turtle(source: Source, limits: Limits, *, places: bool = True) -> Tree:
    """The datasets of a source in Turtle or N-Triples. Places are worked out when asked for."""
    del places
    return rdf_tree(source, lambda: _read_turtle(source, limits))


def parse_rdf_xml(source: Source, limits: Limits, *, places: bool = True) -> Tree:
    """The datasets of a source in RDF/XML, alone or in a reply of OAI-PMH or CSW."""
    del places
    return rdf_tree(source, lambda: _read_rdf_xml(source, limits))


def rdf_tree(source: Source, read: Callable[[], Stated]) -> Tree:
    """The records of a source that is read when the first of them is asked for."""
    return Tree(source, "rdf", _parts(source, read))


def _parts(source: Source, read: Callable[[], Stated]) -> Iterator[Batch | Problem]:
    if not is_installed():
        facts = {"name": "rdf", "library": "rdflib"}
        yield Problem(Violation("CV060", (), facts), Position(source.name), unreadable=True)
        return
    try:
        stated = read()
    except RefusedError as refused:
        yield refused.problem
        return
    yield from stated.problems
    yield from records_of(stated)


def problem_of(stopped: StoppedError, locate: Locate) -> Problem:
    """Why reading ended, with its place."""
    return Problem(Violation(stopped.code, (), stopped.facts), locate(stopped.place), unreadable=True)


def records_of(stated: Stated) -> Iterator[Batch | Problem]:
    """The datasets in their order, and what a catalog says of others.

    A source that could not be read to its end gives none: what marks a dataset as secret may stand anywhere in it.
    """
    if any(problem.unreadable for problem in stated.problems):
        return
    shaper = Shaper(stated.graph)
    nodes = shaper.datasets()
    yield from _elsewhere(shaper, stated.locate, bool(nodes))
    if not nodes and not shaper.listings:
        yield Problem(Violation("CV012", (), {"found": NO_DATASET}), stated.locate(None), unreadable=True)
    flaws = flaws_of(shaper, nodes, stated.flaws)
    yield from (Problem(flaw, stated.locate(place)) for place, flaw in flaws.outside)
    try:
        for first in range(0, len(nodes), _AT_ONCE):
            yield _batch(shaper, stated, flaws, nodes, first)
    except StoppedError as stopped:
        yield problem_of(stopped, stated.locate)


def _batch(shaper: Shaper, stated: Stated, flaws: Flaws, nodes: list[str], first: int) -> Batch:
    """The records of some of the datasets, from the one with this number on."""
    chunk = nodes[first : first + _AT_ONCE]
    values: list[object] = [UNREADABLE if node in flaws.spoiled else shaper.record(node) for node in chunk]
    inside = {index: tuple(flaws.inside[node]) for index, node in enumerate(chunk) if node in flaws.inside}

    def spot(index: int, path: Path) -> Position:
        return stated.locate(shaper.place(chunk[index], path))

    def pointer(index: int) -> str:
        place = shaper.graph.places.get(nodes[first + index])
        return f"/entries/{first + index}" if stated.pointer is None or place is None else stated.pointer(place)

    return Batch(values, first, pointer, spot, inside or NO_FLAWS)


def _elsewhere(shaper: Shaper, locate: Locate, some: bool) -> Iterator[Problem]:
    """Datasets that a catalog names and does not describe, and further pages: they are in other files."""
    if missing := shaper.elsewhere():
        severity = Severity.WARNING if some else Severity.ERROR
        found = Violation("CV063", (), {"count": len(missing)}, severity)
        yield Problem(found, locate(missing[0].place), unreadable=not some)
    if shaper.pages:
        yield Problem(Violation("CV045"), locate(shaper.pages[0].place))


def _read_turtle(source: Source, limits: Limits) -> Stated:
    from catalog_validator.syntax.rdf_turtle import read_turtle

    text = decode_utf8(source.name, read_held(source, limits))
    graph, lines, problems = Graph(limits), Lines(source.name, text), list[Problem]()

    def locate(place: Place | None) -> Position:
        return lines.position(*_span(place)) if place else Position(source.name, 1, 1, 1, 1)

    try:
        read_turtle(text, graph)
    except StoppedError as stopped:
        problems.append(problem_of(stopped, locate))
    return Stated(graph, locate, problems)


def _read_rdf_xml(source: Source, limits: Limits) -> Stated:
    from catalog_validator.syntax.rdf_xml import read_rdf_xml, ruler_of

    held = Source.of_bytes(source.name, read_held(source, limits))
    graph = Graph(limits)
    problems = read_rdf_xml(held, limits, graph)
    ruler = ruler_of(held, limits) if graph.statements else None

    def locate(place: Place | None) -> Position:
        if place is None or ruler is None:
            return Position(source.name, 1, 1, 1, 1)
        start, end = _span(place)
        return Position(source.name, *ruler.at(start), *ruler.at(end))

    return Stated(graph, locate, problems)


def _span(place: Place) -> tuple[int, int]:
    start, end = place
    assert isinstance(start, int)
    assert isinstance(end, int)
    return start, end
