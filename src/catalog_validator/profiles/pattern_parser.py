"""Recursive descent over the pattern subset (its grammar: `catalog_validator.profiles.patterns`)."""

import re
import unicodedata
from string import ascii_lowercase, ascii_uppercase, digits

from catalog_validator.profiles.pattern_parts import (
    MAX_COUNT,
    MAX_DEPTH,
    MAX_LENGTH,
    Branches,
    Chars,
    Part,
    PatternFlaw,
    Repeat,
)

_SPECIAL = frozenset(r".*+?()[]{}|\^$")
_ESCAPED = frozenset(r".*+?()[]{}|\^")
_ESCAPED_IN_CLASS = frozenset(r"\]-[^")
_RUNS = (digits, ascii_uppercase, ascii_lowercase)
_INSTEAD = {"d": "[0-9]", "w": "[A-Za-z0-9_]", "s": " "}
_ANCHORS = "^$AZzbBG"
_COUNT = re.compile(r"\{([0-9]{1,9})(?:(,)([0-9]{1,9})?)?\}")


def parse_pattern(pattern: str) -> Branches:
    """The parts of a pattern. Raises `PatternFlaw` at the first that is not in the subset."""
    if len(pattern) > MAX_LENGTH:
        raise PatternFlaw("pattern-too-long", MAX_LENGTH, pattern[MAX_LENGTH:][:10], max=MAX_LENGTH)
    parser = _Parser(pattern)
    branches = parser.branches(0)
    if parser.at < len(pattern):
        raise parser.flaw("pattern-syntax")
    return branches


class _Parser:
    """Recursive descent; ``at`` is the offset of the next character."""

    __slots__ = ("at", "pattern")

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def flaw(self, slug: str, length: int = 1, instead: str = "") -> PatternFlaw:
        """A flaw at the next character."""
        found = self.pattern[self.at : self.at + length]
        limit = MAX_DEPTH if slug == "pattern-too-long" else MAX_COUNT
        return PatternFlaw(slug, self.at, found or "–", instead=instead, max=limit)

    def next(self) -> str:
        """The next character, or an empty text at the end."""
        return self.pattern[self.at : self.at + 1]

    def branches(self, depth: int) -> Branches:
        """Sequences between ``|``, up to a closing bracket or the end."""
        if depth > MAX_DEPTH:
            raise self.flaw("pattern-too-long")
        found = [self._branch(depth)]
        while self.next() == "|":
            self.at += 1
            found.append(self._branch(depth))
        return Branches(tuple(found))

    def _branch(self, depth: int) -> tuple[Part, ...]:
        parts: list[Part] = []
        while self.next() not in ("", "|", ")"):
            parts.append(self._piece(depth))
        if not parts:
            raise self.flaw("pattern-syntax")
        return tuple(parts)

    def _piece(self, depth: int) -> Part:
        atom = self._atom(depth)
        start = self.at
        count = self._count()
        if count is None:
            return atom
        if self.next() in ("?", "*", "+", "{") and self.next():
            raise self.flaw("pattern-unsupported")
        return Repeat(atom, *count, start)

    def _count(self) -> tuple[int, int | None] | None:
        simple = {"?": (0, 1), "*": (0, None), "+": (1, None)}.get(self.next())
        if simple:
            self.at += 1
            return simple
        if self.next() != "{":
            return None
        match = _COUNT.match(self.pattern, self.at)
        if match is None:
            raise self.flaw("pattern-syntax")
        low = int(match[1])
        if match[2] and match[3] is None:
            raise self.flaw("pattern-construct", len(match[0]), f"{{{low},{MAX_COUNT}}}")
        high = int(match[3]) if match[2] else low
        if not 1 <= high <= MAX_COUNT or low > high:
            raise self.flaw("pattern-count", len(match[0]))
        self.at = match.end()
        return low, high

    def _atom(self, depth: int) -> Chars | Branches:
        char = self.next()
        if char == "(":
            return self._group(depth)
        if char == "[":
            return self._class()
        if char == "\\":
            return self._escape()
        if char == ".":
            raise self.flaw("pattern-construct", 1, "\\. [A-Za-z0-9]")
        if char in "^$":
            raise self.flaw("pattern-anchor")
        if char in _SPECIAL:
            raise self.flaw("pattern-syntax")
        if not char.isprintable() or unicodedata.combining(char) or unicodedata.normalize("NFC", char) != char:
            raise self.flaw("pattern-unsupported")
        self.at += 1
        return Chars(frozenset(char), self.at - 1)

    def _group(self, depth: int) -> Branches:
        opening = self.at
        if self.pattern.startswith("(?:", self.at):
            raise self.flaw("pattern-construct", 3, "(")
        if self.pattern.startswith("(?", self.at):
            raise self.flaw("pattern-unsupported", 4)
        self.at += 1
        branches = self.branches(depth + 1)
        if self.next() != ")":
            raise PatternFlaw("pattern-syntax", opening, "(")
        self.at += 1
        return branches

    def _escape(self) -> Chars:
        char = self.pattern[self.at + 1 : self.at + 2]
        if char in _INSTEAD:
            raise self.flaw("pattern-construct", 2, _INSTEAD[char])
        if char and char in _ANCHORS and char != "^":
            raise self.flaw("pattern-construct" if char == "$" else "pattern-anchor", 2, "[$]")
        if not char or char not in _ESCAPED:
            plain = char and char.isascii() and not char.isalnum()
            raise self.flaw("pattern-construct", 2, char) if plain else self.flaw("pattern-unsupported", 2)
        self.at += 2
        return Chars(frozenset(char), self.at - 2)

    def _class(self) -> Chars:
        opening = self.at
        self.at += 1
        if self.next() == "^":
            raise self.flaw("pattern-construct", 1, "[A-Za-z0-9]")
        found: set[str] = set()
        while self.next() != "]":
            if not self.next():
                raise PatternFlaw("pattern-syntax", opening, "[")
            start = self.at
            members = self._members(first=start == opening + 1)
            if found & members:
                raise PatternFlaw("pattern-syntax", start, self.pattern[start : self.at])
            found |= members
        if not found:
            raise self.flaw("pattern-syntax")
        self.at += 1
        return Chars(frozenset(found), opening)

    def _members(self, *, first: bool) -> set[str]:
        """One character of a class, or a range."""
        char = self.next()
        if char == "\\":
            return self._escape_in_class()
        end = self.pattern[self.at + 2 : self.at + 3]
        if char.isalnum() and self.pattern[self.at + 1 : self.at + 2] == "-" and end and end != "]":
            return self._range(char, end)
        if char == "-" and not first and self.pattern[self.at + 1 : self.at + 2] != "]":
            raise self.flaw("pattern-construct", 1, "\\-")
        if char in "[^":
            raise self.flaw("pattern-construct", 1, "\\" + char)
        if not char.isascii() or not char.isprintable():
            raise self.flaw("pattern-construct", 1, f"({char}|…)")
        self.at += 1
        return {char}

    def _escape_in_class(self) -> set[str]:
        char = self.pattern[self.at + 1 : self.at + 2]
        if char in _INSTEAD:
            raise self.flaw("pattern-construct", 2, _INSTEAD[char][1:-1] or " ")
        if not char or char not in _ESCAPED_IN_CLASS:
            plain = char and char.isascii() and not char.isalnum()
            raise self.flaw("pattern-construct", 2, char) if plain else self.flaw("pattern-unsupported", 2)
        self.at += 2
        return {char}

    def _range(self, low: str, high: str) -> set[str]:
        for run in _RUNS:
            if low in run and high in run and low <= high:
                self.at += 3
                return set(run[run.index(low) : run.index(high) + 1])
        raise self.flaw("pattern-unsupported", 3)
