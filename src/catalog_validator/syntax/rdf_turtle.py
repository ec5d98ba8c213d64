"""Turtle, and N-Triples, which is a part of it: rdflib reads, and is watched for where each object stands."""

import re
from collections import deque
from collections.abc import MutableSequence
from typing import Any

from rdflib.graph import Graph as LibraryGraph
from rdflib.plugins.parsers.notation3 import BadSyntax, RDFSink, SinkParser
from rdflib.term import Literal, Node, URIRef

from catalog_validator.model.words import Label
from catalog_validator.syntax.json_words import END_OF_FILE
from catalog_validator.syntax.rdf_graph import Graph, Place, StoppedError
from catalog_validator.syntax.rdf_library import GIVES_UP, library_at_work
from catalog_validator.syntax.rdf_names import BASE
from catalog_validator.syntax.rdf_term import to_term

SOME_TEXT = Label("một đoạn văn bản", "some text")
_FORM = re.compile(r"@?[A-Za-z][\w-]{0,30}:|[^\w\s]{1,3}", re.ASCII)
"""A prefix, or signs."""


def read_turtle(text: str, graph: Graph) -> None:
    """All statements of a text into the graph; places are ``(start, end)``, indexes into it.

    Raises `StoppedError`; what was stated before has been taken.
    """
    parser = _Parser(graph)
    with library_at_work():
        try:
            parser.loadBuf(text)
        except BadSyntax as error:
            raise _broken(text, error._i) from error
        except RecursionError as error:
            raise parser.too_deep(parser.at) from error
        except GIVES_UP as error:
            raise _broken(text, parser.at) from error


def _broken(text: str, index: int) -> StoppedError:
    """A mistake at an index, which the parser leaves before blanks; below 0 it is the end of the text."""
    start = index if index >= 0 else len(text)
    while start < len(text) and text[start].isspace():
        start += 1
    found, width = _shown(text, start)
    return StoppedError("CV003", {"format": "Turtle", "found": found, "expected": ""}, (start, start + width))


def _shown(text: str, start: int) -> tuple[str | Label, int]:
    """What stands at the mistake, as far as it is form: words may belong to a text that nobody may see."""
    if start >= len(text):
        return END_OF_FILE, 0
    match = _FORM.match(text, start)
    return (match[0], len(match[0])) if match else (SOME_TEXT, 1)


class _Sink(RDFSink):
    """Receives statements."""

    def __init__(self, graph: Graph) -> None:
        super().__init__(LibraryGraph())
        self._ours = graph
        self.place: Place | None = None

    def newLiteral(self, s: str, dt: URIRef | None = None, lang: str | None = None) -> Literal:
        return Literal(s, datatype=dt) if dt else Literal(s, lang=lang)

    def makeStatement(self, quadruple: Any, why: Any = None) -> None:
        _, predicate, subject, value = (self.normalise(None, term) for term in quadruple)
        about, relation = to_term(subject), to_term(predicate)
        if not isinstance(about, str) or not isinstance(relation, str):
            raise TypeError(about)
        self._ours.add(about, relation, to_term(value), self.place)


class _Parser(SinkParser):
    """The library's parser, with a note of each term's stretch of the text as it is read."""

    def __init__(self, graph: Graph) -> None:
        self._sink = _Sink(graph)
        super().__init__(self._sink, baseURI=BASE, turtle=True)
        self._ours = graph
        self.at = 0
        """Where the term began that was read last."""
        self._depth = 0
        self._spans: list[Place] = []
        """Of the terms that were read since the verb, or the statement, began."""
        self._waiting: deque[Place] = deque()
        """Of the objects whose statements come next."""
        self._last: tuple[Node | None, Place] = (None, (0, 0))

    def too_deep(self, at: int) -> StoppedError:
        """The end of reading at a term that is nested too deep."""
        return StoppedError("CV903", {"limit": "depth", "max": self._ours.limits.depth}, (at, at + 1))

    def node(self, argstr: str, i: int, res: MutableSequence[Any], subjectAlready: Node | None = None) -> int:
        self._depth += 1
        if self._depth > self._ours.limits.depth:
            raise self.too_deep(self.at)
        end = super().node(argstr, i, res, subjectAlready)
        self._depth -= 1
        return end

    def object(self, argstr: str, i: int, res: MutableSequence[Any]) -> int:
        start = self.at = self.skipSpace(argstr, i)
        end = super().object(argstr, i, res)
        if end >= 0:
            self._spans.append((start, end))
            self._last = res[-1], (start, end)
            if argstr[start] == "[":
                self._ours.places[f"_:{res[-1]}"] = (start, end)
        return end

    def objectList(self, argstr: str, i: int, res: MutableSequence[Any]) -> int:
        outer, self._spans = self._spans, []
        end = super().objectList(argstr, i, res)
        self._waiting = deque(self._spans)
        self._spans = outer
        return end

    def property_list(self, argstr: str, i: int, subj: Node) -> int:
        subject = to_term(subj) if isinstance(subj, Node) else None
        if isinstance(subject, str):
            place = self._last[1] if self._last[0] is subj else (i - 1, i)
            self._ours.places.setdefault(subject, place)
        return super().property_list(argstr, i, subj)

    def makeStatement(self, quadruple: Any) -> None:
        self._sink.place = self._waiting.popleft() if self._waiting else None
        super().makeStatement(quadruple)
        self._sink.place = None
