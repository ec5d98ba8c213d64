"""The members of a JSON list of any length, in batches that need little memory.

Where a batch ends is guessed: at the last place that looks like the beginning of a member. The parser
proves the guess, for a list that was cut inside a member cannot be parsed. What cannot be proved is
read carefully, member by member.
"""

import re
from collections.abc import Callable, Iterator, Mapping

import orjson

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.document import NO_FLAWS, Batch, Problem
from catalog_validator.model.finding import Violation
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Path, Position
from catalog_validator.syntax.json_cursor import Cursor, Halt, Short
from catalog_validator.syntax.json_feed import Place, place_in
from catalog_validator.syntax.json_places import ChunkPlaces
from catalog_validator.syntax.json_proof import Proof
from catalog_validator.syntax.json_record import Record, read_record
from catalog_validator.syntax.json_spot import Marks, Span
from catalog_validator.syntax.json_words import END_OF_FILE

_BEGINNING = re.compile(r',[ \t\r\n]*(?:\{[ \t\r\n]*(?:"(?:[^"\\]|\\.){0,200}")?)?', re.DOTALL)
"""A comma and what of the next member is likely to be the same in all members: its first key."""


def places_of(
    cursor: Cursor, raw: bytes, place: Callable[[], Place], values: list[object], marks: Mapping[int, Marks]
) -> Callable[[int, Path], Position]:
    """How to find positions in records that stand in ``raw``, or in the source as a whole where nobody will ask."""
    name = cursor.feed.source.name
    if cursor.feed.measured:
        return ChunkPlaces(name, raw, place(), values).mark(marks).spot
    return lambda index, path: Position(name)


@dataclass(slots=True)
class ListReader:
    """Reads on from a list's opening bracket to its closing one. Raises `Halt` where that is not possible."""

    cursor: Cursor
    prefix: str
    """Pointer of the list."""
    _limits: Limits = field(init=False)
    _proof: Proof = field(init=False)
    _done: bool = False
    _first: int = 0
    _beginning: bytes = b""
    """What the next batch is likely to begin with, its comma included; empty: not known."""

    def __post_init__(self) -> None:
        self._limits = self.cursor.limits
        self._proof = Proof(self._limits.depth)

    def parts(self) -> Iterator[Batch | Problem]:
        """All members; an empty list is a problem."""
        cursor = self.cursor
        start = cursor.pos
        cursor.pos += 1
        if cursor.blank() == "]":
            cursor.pos += 1
            yield cursor.problem("CV011", {}, start, cursor.pos, unreadable=True)
            return
        cursor.forget()
        while not self._done:
            batch = self._guessed() or self._careful()
            self._first += len(batch.values)
            yield batch

    def _batch(
        self, values: list[object], flaws: dict[int, tuple[Violation, ...]], spot: Callable[[int, Path], Position]
    ) -> Batch:
        first, prefix = self._first, self.prefix
        return Batch(values, first, lambda index: f"{prefix}/{first + index}", spot, flaws or NO_FLAWS)

    def _guessed(self) -> Batch | None:
        """The next batch up to a guessed end, if the guess and the batch's cleanness can be proved."""
        if not self._beginning:
            return None
        feed = self.cursor.feed
        feed.fill()
        raw = feed.buffer[: max(feed.buffer.rfind(self._beginning), 0)]
        if not raw or len(raw) > self._limits.entry_bytes:
            return None
        try:
            values: list[object] = orjson.loads(b"[%b]" % raw)
        except orjson.JSONDecodeError:
            return None
        if not values or not self._proof.holds(raw, values):
            return None
        spot = places_of(self.cursor, raw, feed.where, values, {})
        feed.drop(len(raw) + 1)
        return self._batch(values, {}, spot)

    def _careful(self) -> Batch:
        """The members that are whole in what has been read; at least one."""
        cursor = self.cursor
        cursor.feed.fill()
        cursor.sync()
        spans = [self._member()]
        cursor.frozen = True
        while not self._done and (span := self._next()):
            spans.append(span)
        cursor.frozen = False
        after = cursor.pos
        if not self._done:
            match = _BEGINNING.match(cursor.text, after - 1)
            self._beginning = match.group().encode() if match else b""
        batch = self._settled(spans)
        cursor.pos = after
        cursor.forget()
        return batch

    def _settled(self, spans: list[Span]) -> Batch:
        """The members in these stretches of the text, each read on its own where they are not clean together."""
        cursor, base = self.cursor, spans[0][0]
        raw = cursor.text[base : spans[-1][1]].encode()
        records = self._records(raw, spans)
        flawed = {index: record for index, record in enumerate(records) if record.defects}
        known = base, cursor.where(base) if cursor.feed.measured or flawed else (0, 0)
        marks = {index: record.marks() for index, record in flawed.items()}
        flaws = {index: self._violations(record, spans[index][0], known) for index, record in flawed.items()}
        values = [record.value for record in records]
        spot = places_of(cursor, raw, lambda: known[1], values, marks)
        return self._batch(values, flaws, spot)

    def _member(self) -> Span:
        """Passes a member and the comma or bracket after it."""
        cursor = self.cursor
        cursor.blank()
        start = cursor.pos
        end = cursor.pos = cursor.value_end(entry=True)
        char = cursor.blank()
        if char not in ("]", ","):
            raise cursor.unexpected(", ]")
        cursor.pos += 1
        self._done = char == "]"
        return start, end

    def _next(self) -> Span | None:
        """As `_member`, but None where it would have to read more, or to halt: that is for the next batch."""
        start = self.cursor.pos
        try:
            return self._member()
        except (Short, Halt):
            self.cursor.pos = start
            return None

    def _records(self, raw: bytes, spans: list[Span]) -> list[Record]:
        try:
            values: list[object] = orjson.loads(b"[%b]" % raw)
        except orjson.JSONDecodeError:
            values = []
        if len(values) == len(spans) and self._proof.holds(raw, values):
            return [Record(value) for value in values]
        text = self.cursor.text
        return [read_record(text[a:b].encode(), self._limits, self._proof, END_OF_FILE) for a, b in spans]

    def _violations(self, record: Record, start: int, known: tuple[int, Place]) -> tuple[Violation, ...]:
        text = self.cursor.text
        return record.violations(lambda index: place_in(text, known, start + index))
