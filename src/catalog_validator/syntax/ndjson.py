"""NDJSON: one JSON value a line. A bad line is one unreadable record; the next line is read as if nothing had been."""

from collections.abc import Callable, Iterator, Sequence

import orjson

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.document import NO_FLAWS, Batch, Problem, Tree
from catalog_validator.model.finding import Violation
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Path, Position, Source
from catalog_validator.syntax.json_feed import PIECE, Feed, place_in, problem_at
from catalog_validator.syntax.json_places import LinePlaces
from catalog_validator.syntax.json_proof import Proof
from catalog_validator.syntax.json_record import Record, read_record
from catalog_validator.syntax.json_words import END_OF_LINE

_BLANKS = b" \t\r"
_DELETE = b"\x7f"
_SEAM_DIGITS = b"9" * 19
"""An integer that no double equals, so that a line can write it in no other way."""


def parse_ndjson(source: Source, limits: Limits, *, places: bool = True) -> Tree:
    """The records of an NDJSON source. ``places=False``: nobody will ask for the position of a value."""
    return Tree(source, "ndjson", _parts(source, limits, places, PIECE))


def parse_lines(source: Source, limits: Limits) -> Tree:
    """The records of some whole lines from an NDJSON source, of which others stand before and after; no places."""
    return Tree(source, "ndjson", _lines(source, limits))


def _lines(source: Source, limits: Limits) -> Iterator[Batch]:
    with source.open() as stream:
        yield from _LineReader(Feed(source, stream, limits.source_bytes, measured=False), limits, False).batches()


def _parts(source: Source, limits: Limits, places: bool, piece: int) -> Iterator[Batch | Problem]:
    with source.open() as stream:
        feed = Feed(source, stream, limits.source_bytes, measured=False, piece=piece)
        if problem := feed.start_problem():
            yield problem
            return
        reader = _LineReader(feed, limits, places)
        yield from reader.batches()
        if feed.cut:
            yield feed.cut_problem()
        elif not reader.first:
            yield problem_at(source, Violation("CV011"), (1, 1), (1, 1))


def joined_values(lines: bytes) -> list[object] | None:
    """The values of these lines, parsed in one go; None unless each line is proved to be one JSON value.

    One list with a seam between the lines is parsed much quicker than line by line. The lines themselves
    do not hold the seam, so where every other member of the list is a seam, all seams are members of
    that list: none came to stand inside a value, and between two of them there is just one value.
    """
    seam = _seam(lines)
    if not seam:
        return None
    if not lines.endswith(b"\n"):
        lines += b"\n"
    joined = lines.replace(b"\n", b",%b," % seam)
    count = (len(joined) - len(lines)) // (len(seam) + 1)
    try:
        values: list[object] = orjson.loads(b"[%b0]" % joined)
    except orjson.JSONDecodeError:
        return None
    if len(values) != 2 * count + 1 or values[1::2].count(orjson.loads(seam)) != count:
        return None
    return values[:-1:2]


def _seam(lines: bytes) -> bytes:
    """The JSON text of a value that these lines do not hold, or nothing."""
    if b"\\" not in lines and _DELETE not in lines:
        return b'"%b"' % _DELETE
    return b"" if _SEAM_DIGITS in lines else _SEAM_DIGITS


@dataclass(slots=True)
class _LineReader:
    feed: Feed
    limits: Limits
    places: bool
    first: int = 0
    """Records read so far."""
    line: int = 1
    """Number of the next line."""
    _proof: Proof = field(init=False)

    def __post_init__(self) -> None:
        self._proof = Proof(self.limits.depth)

    def batches(self) -> Iterator[Batch]:
        """All records. Where the source is longer than its limit, the line that the limit cuts is left out."""
        grown = True
        while grown:
            grown = self.feed.more()
            batch = self._next(whole=not grown and not self.feed.cut)
            if batch and batch.values:
                self.first += len(batch.values)
                yield batch

    def _next(self, *, whole: bool) -> Batch | None:
        """The records of the lines in the buffer, of which the last is whole only if told so."""
        feed = self.feed
        cut = len(feed.buffer) if whole else feed.buffer.rfind(b"\n") + 1
        if cut:
            batch = self._batch(feed.buffer[:cut], feed.offset)
            feed.drop(cut)
            return batch
        return self._too_long() if len(feed.buffer) > self.limits.entry_bytes else None

    def _too_long(self) -> Batch:
        """Passes a line that is too long to be held, up to its end."""
        feed = self.feed
        record = read_record(feed.buffer, self.limits, self._proof, END_OF_LINE)
        while b"\n" not in feed.buffer:
            feed.drop(len(feed.buffer))
            if not feed.more():
                break
        feed.drop(feed.buffer.find(b"\n") + 1)
        self.line += 1
        return self._made([record], [b""], [self.line - 1])

    def _batch(self, raw: bytes, offset: int) -> Batch:
        """The records of some whole lines that begin at this offset."""
        start = self.line
        values = self._clean(raw)
        if values is not None:
            self.line += len(values)
            return Batch(values, self.first, self._pointer(), self._spot(raw, range(start, self.line), values, {}))
        lines = raw.removesuffix(b"\n").split(b"\n")
        self.line += len(lines)
        records, kept, numbered = list[Record](), list[bytes](), list[int]()
        for number, line in enumerate(lines, start):
            if line.strip(_BLANKS):
                records.append(read_record(line, self.limits, self._proof, END_OF_LINE, offset))
                kept.append(line if len(line) <= self.limits.entry_bytes else b"")
                numbered.append(number)
            offset += len(line) + 1
        return self._made(records, kept, numbered)

    def _clean(self, raw: bytes) -> list[object] | None:
        """The values of these lines, if each is proved to be a sound record on its own."""
        if len(raw) > self.limits.entry_bytes:
            return None
        values = joined_values(raw)
        return values if values is not None and self._proof.holds(raw, values) else None

    def _made(self, records: list[Record], lines: list[bytes], numbers: list[int]) -> Batch:
        flawed = {index: record for index, record in enumerate(records) if record.defects}
        flaws = {
            index: _violations(record, lines[index].decode("utf-8", "replace"), numbers[index])
            for index, record in flawed.items()
        }
        values = [record.value for record in records]
        spot = self._spot(b"\n".join(lines), numbers, values, flawed)
        return Batch(values, self.first, self._pointer(), spot, flaws or NO_FLAWS)

    def _pointer(self) -> Callable[[int], str]:
        first = self.first
        return lambda index: f"/{first + index}"

    def _spot(
        self, lines: bytes, numbers: Sequence[int], values: list[object], flawed: dict[int, Record]
    ) -> Callable[[int, Path], Position]:
        name = self.feed.source.name
        if not self.places:
            return lambda index, path: Position(name)
        marks = {index: record.marks() for index, record in flawed.items()}
        return LinePlaces(name, lines, numbers, values).mark(marks).spot


def _violations(record: Record, text: str, number: int) -> tuple[Violation, ...]:
    return record.violations(lambda index: place_in(text, (0, (number, 1)), index))
