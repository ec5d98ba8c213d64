"""JSON-LD: our reader of JSON gives the values and their places, rdflib what they state. No context is fetched."""

from collections.abc import Callable
from typing import Any

from rdflib.plugins.parsers.jsonld import Parser
from rdflib.plugins.shared.jsonld.context import Context
from rdflib.term import Node

from catalog_validator.model.place import Path
from catalog_validator.syntax.rdf_graph import Graph, Place, StoppedError
from catalog_validator.syntax.rdf_library import GIVES_UP, library_at_work
from catalog_validator.syntax.rdf_names import BASE
from catalog_validator.syntax.rdf_term import to_term
from catalog_validator.syntax.rdf_terms import is_known, known_terms

_MOST_KEPT = 200_000
"""Terms of contexts that are kept."""
_LIGHTER = 50
"""Terms of contexts that may be copied for each statement of the limit: some ten seconds' work in all."""
_CONTEXT, _IMPORT = "@context", "@import"


class _Located:
    """Knows in which value of the source it stands, and under which name or number."""

    up: "_Located | None" = None
    step: str | int = ""

    @property
    def path(self) -> Path:
        """From the outermost value."""
        steps: list[str | int] = []
        at: _Located | None = self
        while at is not None and at.up is not None:
            steps.append(at.step)
            at = at.up
        return tuple(reversed(steps))


class _Object(_Located, dict[str, Any]):
    """An object of the source."""


class _List(_Located, list[Any]):
    """A list of the source."""


class _Text(_Located, str):
    """A text of the source."""


def read_json_ld(value: object, graph: Graph) -> tuple[list[Place], list[Path]]:
    """All statements of a JSON value into the graph; places are paths in it.

    Gives the places of references to contexts that are known without being fetched, and of members that mean nothing.
    Raises `StoppedError`: also for a context that would have to be fetched.
    """
    told: list[Place] = []
    located = _copy(value, None, "", told)
    parser = _Parser(graph)
    with library_at_work():
        try:
            parser.parse(located, parser.context, parser.store)
        except RecursionError as error:
            facts = {"limit": "depth", "max": graph.limits.depth}
            raise StoppedError("CV903", facts, parser.here()) from error
        except GIVES_UP as error:
            raise parser.wrong() from error
    return told, parser.lost


def _copy(value: object, up: _Located | None, step: str | int, told: list[Place]) -> Any:
    """A value that knows its places, with no address left in a context."""
    copied: _Located
    if isinstance(value, dict):
        copied = _Object()
    elif isinstance(value, list):
        copied = _List()
    elif isinstance(value, str):
        copied = _Text(value)
    else:
        return value
    copied.up, copied.step = up, step
    if isinstance(value, dict) and isinstance(copied, _Object):
        for key, inner in value.items():
            if key == _IMPORT:
                raise _not_fetched(inner, (*copied.path, key))
            copied[key] = _copy(inner, copied, key, told)
            if key == _CONTEXT:
                copied[key] = _closed(copied[key], (*copied.path, key), told)
    elif isinstance(value, list) and isinstance(copied, _List):
        copied.extend(_copy(inner, copied, number, told) for number, inner in enumerate(value))
    return copied


def _closed(context: object, path: Path, told: list[Place]) -> object:
    """A context without addresses."""
    if isinstance(context, str):
        if not is_known(context):
            raise _not_fetched(context, path)
        told.append(path)
        return known_terms()
    if isinstance(context, list):
        return [_closed(inner, (*path, number), told) for number, inner in enumerate(context)]
    return context


def _not_fetched(address: object, path: Path) -> StoppedError:
    return StoppedError("CV061", {"value": address if isinstance(address, str) else ""}, path)


class _Context(Context):
    """A context whose contexts inside, of terms and of types, are made once and not for each node."""

    parser: "_Parser"

    def _subcontext(self, source: Any, propagate: bool) -> "_Context":
        known: dict[tuple[int, bool], _Context] = self.__dict__.setdefault("known", {})
        found = known.get((id(source), propagate))
        if found is None:
            self.parser.weigh(len(self.terms))
            made: Any = super()._subcontext(source, propagate)
            made.__class__, made.parser = _Context, self.parser
            found = made
            if self.parser.may_keep(len(made.terms)):
                # The source keeps its contexts alive: what has this id now has it until the end.
                known[id(source), propagate] = made
        return found


class _Store:
    """Takes the statements of the library's parser, which asks it for nothing else."""

    context_aware = False

    def __init__(self, graph: Graph, place: Callable[[], Place]) -> None:
        self._graph = graph
        self._place = place

    def bind(self, prefix: str | None, namespace: str) -> None:
        """Prefixes of the source mean nothing beyond it."""

    def add(self, triple: tuple[Node, Node, Node]) -> None:
        """A statement, made of the member that is being read."""
        subject, predicate, value = map(to_term, triple)
        if isinstance(subject, str) and isinstance(predicate, str):
            self._graph.add(subject, predicate, value, self._place())


class _Parser(Parser):
    """The library's parser, with a note of the member and the value that it is reading."""

    def __init__(self, graph: Graph) -> None:
        super().__init__()
        self._graph = graph
        self.store: Any = _Store(graph, self.here)
        self.context = _Context(base=BASE)
        self.context.parser = self
        self.lost: list[Path] = []
        """Members whose names no context explains."""
        self._objects: list[object] = []
        self._members: list[Path] = []
        self._value: object = None
        self._weight = 0
        self._kept = 0

    def weigh(self, terms: int) -> None:
        """A context is made from another of so many terms. Raises `StoppedError` when that was too much work."""
        self._weight += terms
        if self._weight > self._graph.limits.statements * _LIGHTER:
            raise self._graph.too_many(self.here())

    def may_keep(self, terms: int) -> bool:
        """Whether a context of so many terms may be kept; there may be one for each node."""
        self._kept += terms
        return self._kept <= _MOST_KEPT

    def here(self) -> Path:
        """The place of what is being read."""
        if isinstance(self._value, _Located):
            return self._value.path
        return self._members[-1] if self._members else ()

    def wrong(self) -> StoppedError:
        """The end of reading at the innermost member or object that is being read."""
        holder = self._objects[-1] if self._objects else None
        paths = [*self._members[-1:], holder.path if isinstance(holder, _Object) else ()]
        path = max(paths, key=len)
        found = str(path[-1]) if path and isinstance(path[-1], str) else "{"
        return StoppedError("CV003", {"format": "JSON-LD", "found": found, "expected": ""}, path)

    def _add_to_graph(self, dataset: Any, graph: Any, context: Context, node: Any, topcontext: bool = False) -> Any:
        self._objects.append(node)
        subject = super()._add_to_graph(dataset, graph, context, node, topcontext)
        self._objects.pop()
        if subject is not None and isinstance(node, _Object):
            name = to_term(subject)
            # An object that only names a node does not describe it.
            if isinstance(name, str) and (len(node) > 1 or name.startswith("_:")):
                self._graph.places.setdefault(name, node.path)
        return subject

    def _key_to_graph(  # noqa: PLR0913 - the library's signature
        self, dataset: Any, graph: Any, context: Context, subj: Any, key: str, obj: Any,
        reverse: bool = False, no_id: bool = False,
    ) -> None:  # fmt: skip
        holder = self._objects[-1] if self._objects else None
        path = (*holder.path, key) if isinstance(holder, _Object) else ()
        self._members.append(path)
        self._value = None
        if key[:1] != "@" and key not in context.terms and not context.expand(key):
            self.lost.append(path)
        super()._key_to_graph(dataset, graph, context, subj, key, obj, reverse, no_id)
        self._members.pop()

    def _to_object(self, dataset: Any, graph: Any, context: Context, term: Any, node: Any, inlist: bool = False) -> Any:
        found = super()._to_object(dataset, graph, context, term, node, inlist)
        if found is None and isinstance(node, _Object) and context.get_value(node) is not None:
            raise self.wrong()  # a language that is none: the library would leave the text out
        self._value = node
        return found
