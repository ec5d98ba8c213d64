"""RDF/XML: our reader of XML sees every tag first, under its own rules, and hands it to rdflib's handler."""

from typing import Any
from xml.sax.xmlreader import AttributesNSImpl, Locator

from rdflib.plugins.parsers.rdfxml import RDFXMLHandler
from rdflib.term import Literal, Node, URIRef

from catalog_validator.model.dataclass import replace
from catalog_validator.model.document import Batch, Problem
from catalog_validator.model.finding import Violation
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Position, Source
from catalog_validator.model.words import Label
from catalog_validator.syntax.rdf_graph import Graph, Place, StoppedError
from catalog_validator.syntax.rdf_library import GIVES_UP, library_at_work
from catalog_validator.syntax.rdf_names import BASE, DCAT, RDF
from catalog_validator.syntax.rdf_term import to_term
from catalog_validator.syntax.xml import Reader
from catalog_validator.syntax.xml_feed import Feed, Size
from catalog_validator.syntax.xml_frame import Frame
from catalog_validator.syntax.xml_kinds import CSW, OAI, XINCLUDE, split_name
from catalog_validator.syntax.xml_place import Ruler
from catalog_validator.syntax.xml_record import Stop
from catalog_validator.syntax.xml_window import Window

_PIECE = 1 << 20
_NAMES = 2_000
_ROOT = (RDF, "RDF")
_ENVELOPES = (OAI, *CSW)


def read_rdf_xml(source: Source, limits: Limits, graph: Graph) -> list[Problem]:
    """All statements of a source into the graph, and what is wrong with it; places are ``(start, end)``, bytes of the
    text as UTF-8.

    ``source`` is held in memory. What was stated before a mistake has been taken.
    """
    # The graph is only useful as a whole: there is no entry whose size could be limited before the end is read.
    wide = replace(limits, entry_bytes=limits.source_bytes)
    with source.open() as stream, library_at_work():
        reader = Reader(source, stream, wide, _PIECE, lambda window, limits: _Frame(window, limits, graph))
        return [part for part in reader.parts() if not isinstance(part, Batch)]


def ruler_of(source: Source, limits: Limits) -> Ruler:
    """What turns places into lines and columns."""
    with source.open() as stream:
        raw = b"".join(Feed(stream, limits).pieces(Size(_PIECE)))
    return Ruler(raw, (1, 1))


class _Base(Locator):
    """Says what relative references are resolved against."""

    def getPublicId(self) -> str:
        return BASE

    def getSystemId(self) -> str:
        return BASE


class _Handler(RDFXMLHandler):
    """The library's handler, with errors that carry a place."""

    def __init__(self, frame: "_Frame") -> None:
        super().__init__(frame)  # type: ignore[arg-type]
        self._frame = frame
        self._absolute: dict[str, URIRef] = {}
        """Names of elements and attributes that are absolute already, as they come again and again."""
        self._literals: list[Any] = []
        """Elements whose content is a literal of XML, open."""
        self.setDocumentLocator(_Base())

    def absolutize(self, uri: str) -> URIRef:
        known = self._absolute.get(uri)
        if known is None:
            known = super().absolutize(uri)
            if isinstance(uri, URIRef) and len(self._absolute) < _NAMES and str(known) == str(uri):
                self._absolute[uri] = known
        return known

    def error(self, message: str) -> None:  # type: ignore[override]
        raise self._frame.wrong()

    def property_element_start(self, name: tuple[str, str], qname: object, attrs: Any) -> None:
        super().property_element_start(name, qname, attrs)
        if attrs.get((RDF, "parseType")) not in (None, "Resource", "Collection"):
            # The library would put the text together anew for each tag in it; it stands in the source as it is.
            self._literals.append(self.current)
            self.current.char = None
            self._skip_start()

    def property_element_end(self, name: tuple[str, str], qname: object) -> None:
        if self._literals and self._literals[-1] is self.current:
            self._literals.pop().object = Literal(self._frame.inner_text())
        super().property_element_end(name, qname)

    def _skip_start(self, *_: object) -> None:
        """What is inside a literal of XML says nothing of its own."""
        inside = self.next
        inside.start, inside.char, inside.end = self._skip_start, None, self._skip_end

    def _skip_end(self, *_: object) -> None:
        """Nothing was begun."""


class _Frame(Frame):
    """Takes the tags of the whole document. It is also where the handler leaves its statements."""

    def __init__(self, window: Window, limits: Limits, graph: Graph) -> None:
        super().__init__(window, limits)
        self._graph = graph
        self._handler: _Handler | None = None
        self._open: list[tuple[int, str, str]] = []
        """Offset, name, and the node it describes, of the elements that the handler has been given."""
        self._place: Place = (0, 0)
        window.parser.CharacterDataHandler = self._text

    def add(self, triple: tuple[Node, Node, Node]) -> None:
        """A statement, made at the tag that is being read."""
        subject, predicate, value = map(to_term, triple)
        if isinstance(subject, str) and isinstance(predicate, str):
            self._graph.add(subject, predicate, value, self._place)

    def bind(self, prefix: str | None, namespace: str, override: bool = True) -> None:
        """Prefixes of the document mean nothing beyond it."""

    def wrong(self) -> Stop:
        """The end of reading, because the tag that is being read says no RDF."""
        at, name = self._open[-1][:2] if self._open else (0, "")
        facts = {"format": "RDF/XML", "found": f"<{split_name(name)[1]}>", "expected": ""}
        return Stop("CV003", facts, self._window.tag_position(at))

    def inner_text(self) -> str:
        """The content of the element that closes, as it is written."""
        start = self._window.tag_end(self._open[-1][0])
        return self._window.cut(start, self._window.parser.CurrentByteIndex).decode("utf-8", "replace")

    def _text(self, text: str) -> None:
        if self._handler is not None:
            self._handler.characters(text)
        elif self.path and self.path[-1] == f"{OAI} resumptionToken" and text.strip():
            at = self._window.parser.CurrentByteIndex
            self.problems.append(Problem(Violation("CV045"), self._window.position(at, at + len(text.encode()))))

    def _declare(self, prefix: str | None, uri: str | None) -> None:
        super()._declare(prefix, uri)
        if self._handler is not None:
            self._handler.startPrefixMapping(prefix, uri or "")

    def _undeclare(self, prefix: str | None) -> None:
        super()._undeclare(prefix)
        if self._handler is not None:
            self._handler.endPrefixMapping(prefix)

    def _start(self, name: str, attributes: list[str]) -> None:
        at = self._window.parser.CurrentByteIndex
        if attributes and self._unread_dtd:
            self._check_references(at)
        if self.top is None:
            self.top = name, self._window.tag_position(at)
        space, local = split_name(name)
        if self._handler is None:
            if (space, local) != _ROOT and space != DCAT:
                self._enter(space, local, at)
                self._tell_more(local, attributes, at)
                return
            self._begin_graph()
        if (space, local) == (XINCLUDE, "include"):
            where = self._window.tag_position(at)
            self.problems.append(Problem(Violation("CV043", (), {"value": "xi:include"}), where, unreadable=True))
        if len(self._open) >= self._limits.depth:
            facts = {"limit": "depth", "max": self._limits.depth}
            raise Stop("CV903", facts, self._window.tag_position(at))
        self._hand_over(name, attributes, at)

    def _enter(self, space: str, local: str, at: int) -> None:
        """An element around the graph: only envelopes of replies may stand there."""
        if space not in _ENVELOPES and not (self.path and local in ("metadata", "record")):
            self._refuse(Label(f"phần tử XML <{local}>", f"an XML element <{local}>"), at)
        self.path.append(f"{space} {local}")

    def _tell_more(self, local: str, attributes: list[str], at: int) -> None:
        """A reply of CSW that is not the last names the number of the next record (OGC 07-006r1, GetRecords)."""
        said = dict(zip(attributes[::2], attributes[1::2], strict=True))
        if local == "SearchResults" and said.get("nextRecord", "0").strip() not in ("", "0"):
            self.problems.append(Problem(Violation("CV045"), self._window.tag_position(at)))

    def _begin_graph(self) -> None:
        handler = self._handler = _Handler(self)
        handler.startDocument()
        for prefix, uri in self._scope_now().items():
            handler.startPrefixMapping(prefix, uri)

    def _hand_over(self, name: str, attributes: list[str], at: int) -> None:
        assert self._handler is not None
        self._open.append((at, name, ""))
        self._place = (at, self._window.tag_end(at))
        named = {_pair(key): value for key, value in zip(attributes[::2], attributes[1::2], strict=True)}
        try:
            self._handler.startElementNS(_pair(name), None, AttributesNSImpl(named, {}))  # type: ignore[arg-type]
            subject = self._handler.current.subject
        except StoppedError as stopped:
            raise self._stop(stopped) from stopped
        except GIVES_UP as error:
            raise self.wrong() from error
        if isinstance(subject, Node) and isinstance(node := to_term(subject), str):
            self._open[-1] = (at, name, node)
            self._graph.places.setdefault(node, self._place)

    def _end(self, name: str) -> None:
        if self._handler is None:
            self.path.pop()
            return
        start, _, node = self._open[-1]
        end = self._window.element_end(start, self._window.parser.CurrentByteIndex)
        self._place = (start, end)
        try:
            self._handler.endElementNS(_pair(name), None)
        except StoppedError as stopped:
            raise self._stop(stopped) from stopped
        except GIVES_UP as error:
            raise self.wrong() from error
        self._open.pop()
        if node and self._graph.places[node][0] == start:
            self._graph.places[node] = (start, end)
        if not self._open:
            self._handler = None
            self.seen += 1

    def _stop(self, stopped: StoppedError) -> Stop:
        return Stop(stopped.code, stopped.facts, self._position(stopped.place))

    def _position(self, place: Place | None) -> Position:
        start, end = place if place and len(place) == 2 else self._place
        assert isinstance(start, int)
        assert isinstance(end, int)
        return self._window.position(start, end)


def _pair(name: str) -> tuple[str | None, str]:
    space, local = split_name(name)
    return space or None, local
