"""The same events at a fraction of the price: most records of a part are written in one form, known beforehand.

A record that is proved to be well formed and of that form is read as text. Whatever is not proved goes to the
parser, in its order, so that nothing is read that the parser would refuse, or otherwise than it would read it.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Protocol
from xml.parsers import expat

from catalog_validator.model.limits import Limits
from catalog_validator.syntax.xlsx_package import Package, broken
from catalog_validator.syntax.xlsx_xml import Sink, build_parser, feed, walk

_HELD = 1 << 20
"""Bytes of one record up to which its end is waited for."""
_ODD = bytes([*range(9), 11, 12, *range(13, 32)])
"""What XML forbids, and the carriage return, which it turns into a line feed."""
_RARE = (b"!", b"<!"), (b"?", b"<?"), (b"]", b"]]>"), (b"\xef", b"\xef\xbf\xbe"), (b"\xef", b"\xef\xbf\xbf")
"""What means more than itself, or nothing at all, each with a byte of it that is rare and therefore found at once."""
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}
"""Those that need no declaration; the last one stands last, since what it yields may look like another."""
_WRITTEN = tuple(entity.encode() for entity in _ENTITIES)


class RecordSink(Sink, Protocol):
    """A sink of a part that is a long list of alike elements."""

    opening: bytes
    """How the tag begins that opens the list."""
    closing: str
    """The tag that ends a record."""

    @property
    def ready(self) -> bool:
        """Inside the list, between two records."""

    def take(self, record: str) -> bool:
        """Read a record (without its closing tag); False, with nothing changed, when it is not of the known form.

        The text holds no entity but the five common ones, and nothing that XML forbids in text.
        """


def walk_records(package: Package, part: str, sink: RecordSink, limits: Limits) -> Iterator[None]:
    """The same as `catalog_validator.syntax.xlsx_xml.walk`, with records taken as text where they can be."""
    parser = build_parser(part, sink)
    try:
        yield from _walk(parser, package.read(part), sink, limits)
    except expat.ExpatError as error:
        # The parser has not seen everything and cannot tell the place: this meets the same fault again, with it.
        yield from walk(package, part, _Deaf(), limits)
        raise broken(part) from error


def unquote_entities(text: str) -> str:
    """The text with the five common entities as what they stand for."""
    if "&" in text:
        for entity, char in _ENTITIES.items():
            text = text.replace(entity, char)
    return text


class _Deaf:
    """Takes nothing."""

    done = False
    text = staticmethod(len)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""

    def end(self, name: str) -> None:
        """An element closes."""


def _walk(parser: expat.XMLParserType, pieces: Iterator[bytes], sink: RecordSink, limits: Limits) -> Iterator[None]:
    first = next(pieces, b"")
    fed = _list_start(first, sink.opening)
    parser.Parse(first[:fed], False)
    held, mark = first[fed:], sink.closing.encode()
    while sink.ready and len(held) < _HELD:
        cut = held.rfind(mark) + len(mark)
        if cut >= len(mark):
            block, held = held[:cut], held[cut:]
            fed += _take_block(parser, block, sink)
            yield
            if sink.done:
                return
            if (b"!" in block and b"<!" in block) or (b"?" in block and b"<?" in block):
                break  # a comment may still be open, and records in it are none
        elif piece := next(pieces, b""):
            held += piece
        else:
            break
    yield from feed(parser, chain((held,), pieces), sink, limits, fed)


def _take_block(parser: expat.XMLParserType, block: bytes, sink: RecordSink) -> int:
    """Some whole records; returns how many bytes went to the parser."""
    text = _plain_text(block)
    if text is None:
        parser.Parse(block, False)
        return len(block)
    fed = 0
    for record in text.split(sink.closing)[:-1]:
        if not (sink.ready and sink.take(record)):
            odd = (record + sink.closing).encode()
            parser.Parse(odd, False)
            fed += len(odd)
    return fed


def _list_start(head: bytes, opening: bytes) -> int:
    """Where the records begin; 0 when that is not certain (a comment, another encoding, a tag too far away)."""
    at = head.find(opening)
    end = head.find(b">", at) + 1
    if at < 0 or not end or b"<!" in head[:end] or head[end - 2 : end] == b"/>":
        return 0
    declared = head[:at].lower().removeprefix(b"\xef\xbb\xbf")
    utf8 = b"encoding" not in declared or b'encoding="utf-8"' in declared
    return end if utf8 and declared.startswith(b"<") else 0


def _plain_text(block: bytes) -> str | None:
    """The text, unless something in it is forbidden, or means more than itself."""
    if any(rare in block and mark in block for rare, mark in _RARE) or len(block.translate(None, _ODD)) != len(block):
        return None
    if (marks := block.count(b"&")) and marks != sum(map(block.count, _WRITTEN)):
        return None
    try:
        return block.decode()
    except UnicodeDecodeError:
        return None  # the parser says where
