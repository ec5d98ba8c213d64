"""A careful walk along a JSON text that is read piece by piece."""

import codecs

from catalog_validator.model.document import Problem
from catalog_validator.model.finding import Facts, Violation
from catalog_validator.model.limits import Limits
from catalog_validator.model.words import Label
from catalog_validator.syntax.json_feed import Feed, Place, place_in, problem_at
from catalog_validator.syntax.json_record import byte_facts, syntax_facts
from catalog_validator.syntax.json_scan import Broken, Truncated, broken_at, read_string
from catalog_validator.syntax.json_spot import blank_end, value_end
from catalog_validator.syntax.json_words import A_KEY, END_OF_FILE


class Halt(Exception):
    """The source cannot be read beyond this point."""

    def __init__(self, problem: Problem) -> None:
        """Of this problem, which is ``unreadable``."""
        super().__init__(problem)
        self.problem = problem


class Short(Exception):
    """More would have to be read, which is not wanted now."""


class Cursor:
    """The decoded part of a feed's buffer and an index into it. Every method raises `Halt` where reading must end."""

    __slots__ = ("_bad_byte", "_known", "feed", "frozen", "limits", "pos", "text")

    def __init__(self, feed: Feed, limits: Limits) -> None:
        """At the beginning of the feed's buffer."""
        self.feed = feed
        self.limits = limits
        self.frozen = False
        """True: reading more raises `Short`."""
        self.text = ""
        self.pos = 0
        self._known: tuple[int, Place] | None = None
        self._bad_byte = False
        self.sync()

    def sync(self) -> None:
        """Takes the feed's buffer as it is now, from its beginning."""
        self.pos = 0
        self._known = None
        self._decode()

    def _decode(self) -> None:
        raw = self.feed.buffer
        try:
            self.text, _ = codecs.utf_8_decode(raw, "strict", self.feed.ended and not self.feed.cut)
            self._bad_byte = False
        except UnicodeDecodeError as error:
            self.text = raw[: error.start].decode()
            self._bad_byte = True

    @property
    def final(self) -> bool:
        """True: the text is all there is."""
        return self.feed.ended and not self.feed.cut and not self._bad_byte

    def more(self) -> bool:
        """Lengthens the text; False at the end of the source."""
        if self._bad_byte:
            raise self._halt_at_bad_byte()
        if self.final:
            return False
        if self.frozen:
            raise Short
        if len(self.feed.buffer) > self.limits.held_bytes:
            raise self.too_large("CV901", "held_bytes", self.limits.held_bytes)
        grown = self.feed.more()
        if not grown and self.feed.cut:
            raise Halt(self.feed.cut_problem())
        self._decode()
        return True

    def _halt_at_bad_byte(self) -> Halt:
        raw = self.feed.buffer
        facts = byte_facts(raw, len(self.text.encode()), self.feed.offset)
        return self.halt("CV004", facts, len(self.text), len(self.text) + 1)

    def blank(self) -> str:
        """Passes blanks; the character that follows, or an empty text at the end of the source."""
        while True:
            self.pos = blank_end(self.text, self.pos)
            if self.pos < len(self.text) or not self.more():
                return self.text[self.pos : self.pos + 1]

    def take(self, char: str, expected: str | Label) -> None:
        """Passes blanks and this character, which must come next."""
        if self.blank() != char:
            raise self.unexpected(expected)
        self.pos += 1

    def value_end(self, *, entry: bool = False) -> int:
        """The index after the value that begins here. ``entry``: it must keep to the limit for one entry."""
        while True:
            end: int | None = None
            try:
                end = value_end(self.text, self.pos, final=self.final)
            except Truncated:
                pass  # it goes on in the next piece
            except Broken as broken:
                raise self._broken(broken) from None
            if entry:
                self._check_entry(len(self.text) if end is None else end)
            if end is not None:
                return end
            self.more()

    def _check_entry(self, end: int) -> None:
        most = self.limits.entry_bytes
        if (end - self.pos) * 4 > most and len(self.text[self.pos : end].encode()) > most:
            raise self.too_large("CV902", "entry_bytes", most)

    def too_large(self, code: str, limit: str, most: int) -> Halt:
        """The end of reading, because what begins here is larger than a limit."""
        return self.halt(code, {"limit": limit, "max": most}, self.pos, self.pos + 1)

    def string(self) -> str:
        """The member name that begins here; passes it."""
        if self.blank() != '"':
            raise self.unexpected(A_KEY)
        while True:
            try:
                value, self.pos = read_string(self.text, self.pos, final=self.final)
            except Truncated:
                self.more()
            except Broken as broken:
                raise self._broken(broken) from None
            else:
                return value

    def forget(self) -> None:
        """Leaves everything before the cursor behind."""
        self.feed.drop(len(self.text[: self.pos].encode()))
        self.text = self.text[self.pos :]
        self.pos = 0
        self._known = None

    def where(self, index: int) -> Place:
        """The place of a character of the text; cheapest when asked in order."""
        if self._known is None or index < self._known[0]:
            self._known = 0, self.feed.where()
        self._known = index, place_in(self.text, self._known, index)
        return self._known[1]

    def problem(self, code: str, facts: Facts, begin: int, end: int, *, unreadable: bool = False) -> Problem:
        """A problem that covers a stretch of the text."""
        places = self.where(begin), self.where(end)
        return problem_at(self.feed.source, Violation(code, (), facts), *places, unreadable=unreadable)

    def halt(self, code: str, facts: Facts, begin: int, end: int) -> Halt:
        """The end of reading, with its reason."""
        return Halt(self.problem(code, facts, begin, min(end, max(begin, len(self.text))), unreadable=True))

    def unexpected(self, expected: str | Label) -> Exception:
        """What to raise when something else than ``expected`` stands here."""
        error = broken_at(self.text, self.pos, expected)
        return self._broken(error) if isinstance(error, Broken) else error

    def _broken(self, broken: Broken) -> Halt:
        found = END_OF_FILE if broken.found is None else broken.found
        end = broken.index + len(broken.found or "")
        return self.halt("CV003", syntax_facts(found, broken.expected), broken.index, end)
