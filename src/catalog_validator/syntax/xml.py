"""XML: the child elements of the root are records, or the root itself is one. Nothing outside the file is ever read.

expat alone: it gives the byte of every tag, hands over what it has read piece by piece, and its refusals can be set
before a document type is read. lxml would take as long (the time goes into making the values), without the bytes.
"""

from collections.abc import Callable, Iterator
from typing import BinaryIO
from xml.parsers import expat

from catalog_validator.model.document import NO_FLAWS, Batch, Problem, Tree
from catalog_validator.model.finding import Facts, Violation
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Position, Source
from catalog_validator.syntax.xml_feed import PIECE, Encoding, Feed, Size, TooLargeError, UndecodableError, known_codec
from catalog_validator.syntax.xml_frame import Frame
from catalog_validator.syntax.xml_place import Spots
from catalog_validator.syntax.xml_record import Raw, Stop
from catalog_validator.syntax.xml_tag import open_names
from catalog_validator.syntax.xml_window import Window
from catalog_validator.syntax.xml_words import (
    AN_ENCODING,
    AT_END,
    BINARY,
    MAYBE_BYTES,
    NO_ELEMENTS,
    TAG_MISMATCH,
    UNDEFINED_ENTITY,
    found_at,
    syntax_facts,
)


def parse_xml(source: Source, limits: Limits, *, places: bool = True) -> Tree:
    """The records of an XML source; what a record looks like stands in `catalog_validator.syntax.xml_record`.

    Places are looked up when asked for, so ``places`` changes nothing.
    """
    del places
    return Tree(source, "xml", _parts(source, limits, PIECE))


def _parts(source: Source, limits: Limits, piece: int) -> Iterator[Batch | Problem]:
    with source.open() as stream:
        yield from Reader(source, stream, limits, piece).parts()


class Reader:
    """Reads one source, once."""

    def __init__(
        self,
        source: Source,
        stream: BinaryIO,
        limits: Limits,
        piece: int,
        frame: Callable[[Window, Limits], Frame] = Frame,
    ) -> None:
        """``frame`` takes the tags."""
        self._name = source.name
        self._limits = limits
        self._feed = Feed(stream, limits)
        # The declaration has been followed already: to the parser all is UTF-8.
        self._parser = expat.ParserCreate("utf-8", " ")
        self._parser.buffer_text = True
        self._parser.ordered_attributes = True
        self._window = Window(source.name, self._parser)
        self._frame = frame(self._window, limits)
        self._piece = piece
        self._size = Size(piece)
        self._first = 0

    def parts(self) -> Iterator[Batch | Problem]:
        """Problems and batches as they are met."""
        encoding = self._feed.encoding
        if not encoding.codec:
            yield self._unknown_encoding(encoding)
            return
        if not encoding.is_plain:
            yield self._encoding_note(encoding)
        try:
            yield from self._whole()
        except Stop as stop:
            yield from self._ended(stop.problem)
        except expat.ExpatError as error:
            yield from self._ended(self._broken(error))
        except UndecodableError as error:
            yield from self._ended(self._bad_byte(error.byte, error.offset, self._window.end))
        except TooLargeError:
            facts = {"limit": "source_bytes", "max": self._limits.source_bytes}
            yield from self._ended(self._problem("CV901", facts, self._window.end, self._window.end))

    def _ended(self, problem: Problem) -> Iterator[Batch | Problem]:
        """What was read before the source could not be read any more, and why."""
        yield from self._told()
        yield problem

    def _whole(self) -> Iterator[Batch | Problem]:
        """The source from its first byte to its last. Raises what stops it."""
        held = b""
        for piece in self._feed.pieces(self._size):
            held += piece
            # The parser scans an unfinished tag or comment anew each time: it gets as much again as there is of it.
            if len(held) >= self._unfinished() or len(held) >= self._limits.entry_bytes:
                self._parse(held)
                held = b""
                yield from self._told()
        self._parse(held, final=True)
        yield from self._told()

    def _unfinished(self) -> int:
        return self._window.end - max(self._parser.CurrentByteIndex, 0)

    def _parse(self, piece: bytes, *, final: bool = False) -> None:
        window, frame = self._window, self._frame
        window.add(piece)
        self._parser.Parse(piece, final)
        if final:
            return
        self._size.wanted = max(self._piece, self._unfinished(), (window.end - frame.since) // 2)
        if window.end - frame.since > self._limits.entry_bytes:
            raise frame.too_large(frame.since)
        self._check_attributes()

    def _check_attributes(self) -> None:
        """A tag so long that it did not fit into a piece: before it is read, its attributes are counted roughly."""
        start, end = self._parser.CurrentByteIndex, self._window.end
        if end - start > PIECE and self._window.cut(start, end).count(b"=") > self._limits.columns:
            if self._window.cut(start, start + 2) in (b"<!", b"<?"):
                return
            facts = {"limit": "columns", "max": self._limits.columns}
            raise Stop("CV905", facts, self._window.position(start, start + 1))

    def _told(self) -> Iterator[Batch | Problem]:
        """What has been read by now; the text before it is let go."""
        frame = self._frame
        yield from frame.problems
        frame.problems.clear()
        if frame.seen:
            yield from frame.strays
            frame.strays.clear()
        if frame.records:
            records, frame.records = frame.records, []
            yield self._batch(records)
        self._window.forget(min(frame.since, max(self._parser.CurrentByteIndex, 0)))

    def _batch(self, records: list[Raw]) -> Batch:
        first, self._first = self._first, self._first + len(records)
        start, end = records[0].start, records[-1].end
        lone = self._frame.lone
        spans = [(record.start - start, record.end - start) for record in records]
        scopes = [record.scope for record in records]
        spot = Spots(self._name, self._window.cut(start, end), self._window.where(start), spans, scopes)
        flaws = {index: record.flaws for index, record in enumerate(records) if record.flaws}

        def pointer(index: int) -> str:
            return "" if lone else f"/entries/{first + index}"

        return Batch([record.value for record in records], first, pointer, spot, flaws or NO_FLAWS)

    def _problem(self, code: str, facts: Facts, start: int, end: int) -> Problem:
        return Problem(Violation(code, (), facts), self._window.position(start, end), unreadable=True)

    def _broken(self, error: expat.ExpatError) -> Problem:
        """What the parser's error means, and where it is."""
        window, number = self._window, error.code
        at = max(self._parser.ErrorByteIndex, window.base)
        if number in AT_END:
            at = window.end
        elif number == TAG_MISMATCH and window.cut(at - 2, at) == b"</":
            at -= 2  # the parser points at the name
        raw = window.cut(at, at + 200)
        if number in MAYBE_BYTES and (bad := _bad_byte(raw)) is not None:
            return self._bad_byte(raw[bad], self._feed.encoding.mark + at + bad, at + bad)
        text = raw.decode("utf-8", "ignore")
        found = found_at(text)
        width = len(found.encode()) if isinstance(found, str) and text.startswith(found) else min(len(raw), 1)
        if self._frame.top is None:
            if number == NO_ELEMENTS:
                return self._problem("CV011", {}, at, at)
            if not self._feed.head.lstrip().startswith((b"<", b"\xef\xbb\xbf")):
                return self._problem("CV002", {"format": "XML", "found": BINARY}, at, at + width)
        if number == UNDEFINED_ENTITY:
            return self._problem("CV042", {"value": found}, at, at + width)
        expected = self._expected(at) if number == TAG_MISMATCH or number in AT_END else ""
        return self._problem("CV003", syntax_facts(number, found, expected), at, at + width)

    def _expected(self, at: int) -> str:
        """The closing tag of the innermost element that is open."""
        frame = self._frame
        names = [] if frame.record_start < 0 else open_names(self._window.cut(frame.record_start, at))
        if names:
            return f"</{names[-1][0]}>"
        return f"</{frame.path[-1].rpartition(' ')[2]}>" if frame.path else ""

    def _bad_byte(self, byte: int, offset: int, at: int) -> Problem:
        encoding = self._feed.encoding
        name = "" if encoding.codec == "utf-8" else encoding.codec.upper()
        facts = {"byte": f"0x{byte:02X}", "offset": offset, "encoding": name}
        return self._problem("CV004", facts, at, at + 1)

    def _unknown_encoding(self, encoding: Encoding) -> Problem:
        start, end = encoding.span
        facts = syntax_facts(0, encoding.declared, AN_ENCODING)
        place = Position(self._name, 1, start - encoding.mark + 1, 1, end - encoding.mark + 1)
        return Problem(Violation("CV003", (), facts), place, unreadable=True)

    def _encoding_note(self, encoding: Encoding) -> Problem:
        agreed = known_codec(encoding.declared) == encoding.codec
        facts = {
            "encoding": encoding.declared if agreed else encoding.codec.upper(),
            "declared": "" if agreed else encoding.declared,
        }
        start, end = encoding.span
        columns = (start - encoding.mark + 1, end - encoding.mark + 1) if end else (1, 1)
        return Problem(Violation("CV044", (), facts), Position(self._name, 1, columns[0], 1, columns[1]))


def _bad_byte(raw: bytes) -> int | None:
    """The index of the first byte that is no UTF-8; a character that is only cut at the end is none."""
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        return None if error.reason == "unexpected end of data" and error.start >= len(raw) - 3 >= 190 else error.start
    return None
