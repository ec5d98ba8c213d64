"""From the statements of a source to records: an object for each dataset, with what it refers to inside it.

| RDF | value |
|---|---|
| a property | a member named by its prefix, ``dcterms:title``; ``^dcat:servesDataset`` for one read backwards |
| a property that is stated several times | a list, in the order of the source |
| a literal | a text; an integer or yes/no where its datatype says so; with a language ``{"@value", "@language"}`` |
| a node of which nothing is said | ``{"@id": iri}`` |
| a node that is described | an object of its properties, its IRI in ``@id``, its classes in ``@type`` |
| an RDF list | a list |

A dataset or catalog inside another is only referred to, as is what lies deeper than anybody looks.
"""

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.place import Path
from catalog_validator.syntax.rdf_graph import Graph, Place, Statement, Term, Value
from catalog_validator.syntax.rdf_names import (
    CATALOG,
    DATASET,
    FIRST,
    HAS_DATASET,
    NEXT_PAGES,
    NIL,
    REST,
    SERIES,
    SERVES,
    TYPE,
    XSD,
    compact,
)

_DEEPEST = 5
"""Levels of nodes in a record: dataset, distribution, its schema, the list of its columns, a column."""
_HEAVIER = 10
"""Times the limit on statements that all records together may hold: most of what they hold is shared."""
_NOT_FOLLOWED = ("http://www.w3.org/2004/02/skos/core#", HAS_DATASET, SERVES)
"""Properties that lead on to whole schemes of concepts, or back to datasets: what they name is only named."""
_INTEGERS = frozenset(XSD + name for name in ("integer", "int", "long", "nonNegativeInteger", "positiveInteger"))
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
_LONGEST_INTEGER = 18
_SERVED = "^" + compact(SERVES)

Record = dict[str, object]


class Placed(str):
    """A first step of a path that carries the place it leads to, whatever the record has there."""

    place: Place

    @classmethod
    def at(cls, name: str, place: Place) -> "Placed":
        """The step of a name with this place."""
        step = cls(name)
        step.place = place
        return step


@dataclass(slots=True)
class Shaper:
    """Makes records of the nodes of one graph, and finds the place of what is in them."""

    graph: Graph
    listings: list[Statement] = field(default_factory=list)
    """The statements by which catalogs name their datasets."""
    pages: list[Statement] = field(default_factory=list)
    """Those by which a page of results names the next."""
    _datasets: set[str] = field(default_factory=set)
    _others: set[str] = field(default_factory=set)
    """Catalogs, and series of datasets."""
    _firsts: dict[str, Term] = field(default_factory=dict)
    _rests: dict[str, Term] = field(default_factory=dict)
    _servers: dict[str, list[Statement]] = field(default_factory=dict)
    """Dataset → the services that say they serve it, each as a statement about the dataset."""
    _known: dict[tuple[str, int], tuple[Record, int]] = field(default_factory=dict)
    """Node and levels below → its object, and how many values it holds. Shared by all that refer to it."""
    _lists: dict[tuple[str, int], tuple[list[object], int]] = field(default_factory=dict)
    """The same for lists, by their first link."""
    _weight: int = 0

    def __post_init__(self) -> None:
        for node, statements in self.graph.statements.items():
            for one in statements:
                self._learn(node, one)

    def _learn(self, node: str, one: Statement) -> None:
        """What one statement means for the shape of records."""
        term = one.object
        if one.predicate == TYPE and term in (DATASET, CATALOG, SERIES):
            (self._datasets if term == DATASET else self._others).add(node)
        elif one.predicate == HAS_DATASET:
            self.listings.append(one)
        elif one.predicate in NEXT_PAGES:
            self.pages.append(one)
        elif one.predicate == FIRST:
            self._firsts.setdefault(node, term)
        elif one.predicate == REST:
            self._rests.setdefault(node, term)
        elif one.predicate == SERVES and isinstance(term, str):
            turned = Statement(_SERVED, node, self.graph.places.get(node) or one.place)
            self._servers.setdefault(term, []).append(turned)

    def datasets(self) -> list[str]:
        """The nodes that are descriptions: of the class of datasets, or listed as one by a catalog."""
        listed = {one.object for one in self.listings} - self._others
        return [node for node in self.graph.statements if node in self._datasets or node in listed]

    def elsewhere(self) -> list[Statement]:
        """Statements by which a catalog names a dataset that the source does not describe."""
        return [one for one in self.listings if not self.graph.describes(one.object)]

    def record(self, node: str) -> Record:
        """The object of a dataset. Raises `StoppedError` when all together hold too much."""
        record, weight = self._shape(node, _DEEPEST)
        self._weight += weight
        if self._weight > self.graph.limits.statements * _HEAVIER:
            raise self.graph.too_many(self.graph.places.get(node))
        return record

    def place(self, node: str, path: Path) -> Place | None:
        """Where the value at a path of a dataset's record stands, or its deepest parent that has a place."""
        if path and isinstance(path[0], Placed):
            return path[0].place
        at: Term = node
        place = self.graph.places.get(node)
        steps = list(path)
        while steps and isinstance(at, str):
            found = self._stated(at).get(str(steps.pop(0)), [])
            number = steps.pop(0) if len(found) > 1 and steps and isinstance(steps[0], int) else 0
            if not isinstance(number, int) or number >= len(found):
                break
            at, place = found[number].object, found[number].place or place
            items = self._items(at)
            if items and steps and isinstance(steps[0], int) and steps[0] < len(items):
                at = items[steps[0]]
                steps.pop(0)
        return place

    def _stated(self, node: str) -> dict[str, list[Statement]]:
        """What is said of a node, by the names that its record has for it. What is said twice is said once."""
        found: dict[str, dict[Term, Statement]] = {}
        for one in self.graph.statements.get(node, ()):
            name = "@type" if one.predicate == TYPE else compact(one.predicate)
            found.setdefault(name, {}).setdefault(one.object, one)
        if served := self._servers.get(node):
            found[_SERVED] = {one.object: one for one in served}
        return {name: list(statements.values()) for name, statements in found.items()}

    def _shape(self, node: str, levels: int) -> tuple[Record, int]:
        known = self._known.get((node, levels))
        if known is not None:
            return known
        record: Record = {} if node.startswith("_:") else {"@id": node}
        weight = 1
        for name, statements in self._stated(node).items():
            if name == "@type":
                record[name] = [compact(one.object) for one in statements if isinstance(one.object, str)]
                continue
            values: list[object] = []
            for one in statements:
                below = 0 if one.predicate.startswith(_NOT_FOLLOWED) else levels - 1
                value, heavy = self._value(one.object, below)
                values.append(value)
                weight += heavy
            record[name] = values[0] if len(values) == 1 else values
        self._known[node, levels] = record, weight
        return record, weight

    def _value(self, term: Term, levels: int) -> tuple[object, int]:
        """The JSON value of a term, and how many values that holds."""
        if isinstance(term, Value):
            return plain_value(term), 1
        if term == NIL:
            return [], 1
        if levels > 0 and term in self._firsts:
            return self._list(term, levels)
        if levels > 0 and self.graph.describes(term) and not (term in self._datasets or term in self._others):
            return self._shape(term, levels)
        return ({} if term.startswith("_:") else {"@id": term}), 1

    def _list(self, head: str, levels: int) -> tuple[list[object], int]:
        known = self._lists.get((head, levels))
        if known is None:
            pairs = [self._value(item, levels - 1) for item in self._items(head)]
            known = self._lists[head, levels] = [value for value, _ in pairs], sum(weight for _, weight in pairs)
        return known

    def _items(self, term: Term) -> list[Term]:
        """The items of an RDF list; empty where the term is none."""
        items: list[Term] = []
        seen: set[Term] = set()
        while term in self._firsts and term not in seen and isinstance(term, str):
            seen.add(term)
            items.append(self._firsts[term])
            term = self._rests.get(term, NIL)
        return items


def plain_value(value: Value) -> object:
    """A literal as JSON has it."""
    if value.lang:
        return {"@value": value.text, "@language": value.lang}
    bare = value.text.strip()
    if value.kind in _INTEGERS and len(bare) <= _LONGEST_INTEGER and bare.removeprefix("-").isdecimal():
        return int(bare)
    if value.kind == XSD + "boolean" and bare in _BOOLEANS:
        return _BOOLEANS[bare]
    return value.text
