"""XML parts as a stream of events. No document type, no entities, no tree: memory does not grow with the part."""

from collections.abc import Callable, Iterator
from typing import Protocol
from xml.parsers import expat

from catalog_validator.model.limits import Limits
from catalog_validator.syntax.xlsx_package import Package, broken, limit_error

_LEAST = 1 << 16


class Sink(Protocol):
    """What takes the events of one part."""

    done: bool
    """True when the rest of the part does not matter."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""

    def end(self, name: str) -> None:
        """An element closes."""

    @property
    def text(self) -> Callable[[str], object]:
        """Takes the text between tags, in pieces."""


def walk(package: Package, part: str, sink: Sink, limits: Limits) -> Iterator[None]:
    """Give the part to the sink, piece by piece; yields after each piece.

    `WorkbookError` for a part that is missing, damaged, not well formed, or carries a document type.
    """
    parser = build_parser(part, sink)
    try:
        yield from feed(parser, package.read(part), sink, limits)
    except expat.ExpatError as error:
        raise broken(f"{part}:{error.lineno}:{error.offset + 1}") from error


def build_parser(part: str, sink: Sink) -> expat.XMLParserType:
    """A parser that gives its events to the sink."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = lambda *_: _refuse(part)
    parser.StartElementHandler = sink.start
    parser.EndElementHandler = sink.end
    parser.CharacterDataHandler = sink.text
    return parser


def feed(
    parser: expat.XMLParserType, pieces: Iterator[bytes], sink: Sink, limits: Limits, fed: int = 0
) -> Iterator[None]:
    """Everything to the parser, which has seen ``fed`` bytes already."""
    for piece in _portions(pieces, parser, limits, fed):
        parser.Parse(piece, False)
        yield
        if sink.done:
            return
    parser.Parse(b"", True)
    yield


def _portions(pieces: Iterator[bytes], parser: expat.XMLParserType, limits: Limits, fed: int) -> Iterator[bytes]:
    """The pieces, joined where a tag is longer than one: the parser scans an unfinished tag again each time."""
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        unfinished = fed - max(parser.CurrentByteIndex, 0)
        if unfinished > limits.entry_bytes:
            raise limit_error("CV902", limits, "entry_bytes")
        if size >= max(_LEAST, unfinished):
            yield b"".join(held)
            fed += size
            held, size = [], 0
    if held:
        yield b"".join(held)


def _refuse(part: str) -> None:
    raise broken(f"{part}: <!DOCTYPE")
