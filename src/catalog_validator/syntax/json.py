"""JSON: a list of entries, an object that holds one under ``entries``, or an object that is one record."""

from collections.abc import Iterator

from catalog_validator.model.dataclass import dataclass, field, replace
from catalog_validator.model.document import NO_FLAWS, Batch, Problem, Tree
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Source
from catalog_validator.syntax.json_array import ListReader, places_of
from catalog_validator.syntax.json_cursor import Cursor, Halt
from catalog_validator.syntax.json_feed import PIECE, Feed, Place, place_in, problem_at
from catalog_validator.syntax.json_proof import Proof
from catalog_validator.syntax.json_record import Record, read_whole
from catalog_validator.syntax.json_scan import lone_surrogate
from catalog_validator.syntax.json_spot import Span
from catalog_validator.syntax.json_words import END_OF_FILE, kind_of

_MOST_TOLD = 100
"""Problems of the members beside ``entries`` that are told at a time."""


def parse_json(source: Source, limits: Limits, *, places: bool = True) -> Tree:
    """The records of a JSON source. ``places=False``: nobody will ask for the position of a value."""
    return Tree(source, "json", _parts(source, limits, places, PIECE))


def _parts(source: Source, limits: Limits, places: bool, piece: int) -> Iterator[Batch | Problem]:
    with source.open() as stream:
        feed = Feed(source, stream, limits.source_bytes, measured=places, piece=piece)
        if problem := feed.start_problem():
            yield problem
            return
        try:
            yield from _top(Cursor(feed, limits))
        except Halt as halt:
            yield halt.problem


def _top(cursor: Cursor) -> Iterator[Batch | Problem]:
    """The one value of the source, and nothing after it."""
    char = cursor.blank()
    if not char:
        yield cursor.problem("CV011", {}, 0, cursor.pos, unreadable=True)
        return
    if char == "[":
        yield from ListReader(cursor, "").parts()
    elif char == "{":
        yield from _ObjectReader(cursor).parts()
    else:
        start = cursor.pos
        cursor.pos = cursor.value_end()
        yield cursor.problem("CV012", {"found": kind_of(char)}, start, cursor.pos, unreadable=True)
    if cursor.blank():
        raise cursor.unexpected(END_OF_FILE)


@dataclass(slots=True)
class _ObjectReader:
    """Reads the object at the top. Its members are held until it is known whether ``entries`` is among them."""

    cursor: Cursor
    _held: list[Span] = field(default_factory=list)
    _problems: list[Problem] = field(default_factory=list)
    """About the object's own members; told only if it is not itself a record."""
    _firsts: dict[str, Place | int] = field(default_factory=dict)
    _streaming: bool = False

    def parts(self) -> Iterator[Batch | Problem]:
        cursor = self.cursor
        start = cursor.pos
        cursor.pos += 1
        more = cursor.blank() != "}"
        while more:
            if self._key() and not self._streaming:
                yield from self._stream()
            else:
                self._hold()
            if self._streaming:
                yield from self._told()
                cursor.forget()
            more = cursor.blank() == ","
            if more:
                cursor.pos += 1
        cursor.take("}", ", }")
        if not self._streaming:
            yield self._record(start, cursor.pos)

    def _key(self) -> bool:
        """Passes a key and its colon; True for ``entries``."""
        cursor = self.cursor
        cursor.blank()
        start = cursor.pos
        name = cursor.string()
        span = start, cursor.pos
        if half := lone_surrogate(cursor.text, *span, name):
            self._problems.append(cursor.problem("CV006", {"value": half}, *span))
        if name not in self._firsts:
            self._firsts[name] = self._here(start)
        elif len(self._problems) < _MOST_TOLD:
            first = self._firsts[name]
            line, column = cursor.feed.at_offset(first) if isinstance(first, int) else first
            facts = {"name": name, "line": line, "column": column}
            twice = cursor.problem("CV502", facts, *span)
            # A second list of entries is lost: the source has not been read as a whole.
            self._problems.append(replace(twice, unreadable=name == "entries"))
        cursor.take(":", ":")
        cursor.blank()
        return name == "entries"

    def _stream(self) -> Iterator[Batch | Problem]:
        """The list under ``entries``."""
        cursor = self.cursor
        char = cursor.blank()
        if char != "[":
            start = cursor.pos
            end = cursor.value_end()
            raise cursor.halt("CV012", {"found": kind_of(char)}, start, end)
        self._streaming = True
        yield from self._told()
        yield from ListReader(cursor, "/entries").parts()

    def _hold(self) -> None:
        cursor = self.cursor
        start = cursor.pos
        cursor.pos = cursor.value_end()
        self._held.append((start, cursor.pos))

    def _told(self) -> list[Problem]:
        """What is wrong with the members that were held; they are let go."""
        cursor, depth = self.cursor, self.cursor.limits.depth
        proof = Proof(depth)
        for start, end in self._held:
            record = read_whole(cursor.text[start:end].encode(), depth, proof, END_OF_FILE)
            if record.defects and len(self._problems) < _MOST_TOLD:
                self._tell(record, start)
        told = self._problems[:]
        self._held.clear()
        self._problems.clear()
        return told

    def _tell(self, record: Record, start: int) -> None:
        cursor = self.cursor
        violations = record.violations(lambda at: cursor.where(start + at))
        for violation, defect in zip(violations, record.defects, strict=True):
            begin, end = cursor.where(start + defect.start), cursor.where(start + defect.end)
            self._problems.append(problem_at(cursor.feed.source, violation, begin, end, unreadable=False))

    def _here(self, index: int) -> Place | int:
        """A place, or an offset where finding the place would mean reading the source once more."""
        feed = self.cursor.feed
        if self._streaming and not feed.measured:
            return feed.offset + len(self.cursor.text[:index].encode())
        return self.cursor.where(index)

    def _record(self, start: int, end: int) -> Batch:
        """The object itself as the one record of the source."""
        cursor = self.cursor
        text, limits = cursor.text, cursor.limits
        raw = text[start:end].encode()
        if len(raw) > limits.held_bytes:
            cursor.pos = start
            raise cursor.too_large("CV901", "held_bytes", limits.held_bytes)
        record = read_whole(raw, limits.depth, Proof(limits.depth), END_OF_FILE)
        known = start, cursor.where(start)
        spot = places_of(cursor, raw, lambda: known[1], [record.value], {0: record.marks()})
        flaws = {0: record.violations(lambda at: place_in(text, known, start + at))} if record.defects else NO_FLAWS
        return Batch([record.value], 0, lambda index: "", spot, flaws)
