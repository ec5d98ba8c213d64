"""Patterns that can be read in one way only, and so match in time linear in the text.

The pattern becomes an automaton whose states are its character positions (Glushkov). Where no text can lead along
two ways to the same end, a backtracking matcher stands at most once at each (position, offset of the text): were it
there twice, the rest of the pattern would complete both ways. Repeats too long to be written out are taken as
endless, which only adds ways: a pattern is then refused too often, never too seldom.
"""

from collections.abc import Iterable
from itertools import combinations

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.profiles.pattern_parts import Branches, Chars, Part, PatternFlaw, Repeat

_WRITTEN_OUT = 64
"""Positions up to which a counted repeat is written out."""
_MAX_POSITIONS = 2_000
_MAX_PAIRS = 20_000

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of the automaton: where it can begin and end, and whether it can be passed without a character."""

    first: frozenset[int]
    last: frozenset[int]
    nullable: bool


_NOTHING = _Stretch(frozenset(), frozenset(), True)


@dataclass(slots=True)
class _Automaton:
    """Positions in the order of the pattern, and which may follow which."""

    pattern: str
    chars: list[Chars] = field(default_factory=list)
    follow: list[set[int]] = field(default_factory=list)

    def flaw(self, slug: str, offset: int, limit: int = 0) -> PatternFlaw:
        return PatternFlaw(slug, offset, self.pattern[offset : offset + 10] or "–", max=limit)

    def build(self, part: Part) -> _Stretch:
        if isinstance(part, Chars):
            return self._position(part)
        if isinstance(part, Branches):
            return self._branches(part)
        return self._repeat(part)

    def _position(self, chars: Chars) -> _Stretch:
        if len(self.chars) >= _MAX_POSITIONS:
            raise self.flaw("pattern-too-long", chars.offset, _MAX_POSITIONS)
        self.chars.append(chars)
        self.follow.append(set())
        here = frozenset({len(self.chars) - 1})
        return _Stretch(here, here, False)

    def _branches(self, branches: Branches) -> _Stretch:
        first: frozenset[int] = frozenset()
        last: frozenset[int] = frozenset()
        nullable = False
        for branch in branches.of:
            stretch = self._sequence(self.build(part) for part in branch)
            if nullable and stretch.nullable:
                raise self._ambiguous(max(stretch.first))
            first, last, nullable = first | stretch.first, last | stretch.last, nullable or stretch.nullable
        return _Stretch(first, last, nullable)

    def _sequence(self, stretches: Iterable[_Stretch]) -> _Stretch:
        whole = _NOTHING
        for stretch in stretches:
            whole = self._joined(whole, stretch)
        return whole

    def _joined(self, one: _Stretch, other: _Stretch) -> _Stretch:
        self._connect(one.last, other.first)
        return _Stretch(
            one.first | other.first if one.nullable else one.first,
            one.last | other.last if other.nullable else other.last,
            one.nullable and other.nullable,
        )

    def _connect(self, ends: Iterable[int], starts: frozenset[int]) -> None:
        """An edge that is there already means two ways of repeating the same thing."""
        for end in ends:
            if self.follow[end] & starts:
                raise self._ambiguous(max(self.follow[end] & starts))
            self.follow[end] |= starts

    def _repeat(self, repeat: Repeat) -> _Stretch:
        if _can_be_nothing(repeat.part) or (repeat.high is None and _endless(repeat.part)):
            raise self.flaw("pattern-nested-repeat", repeat.offset)
        if repeat.high is not None and repeat.high * _size(repeat.part) <= _WRITTEN_OUT:
            return self._written_out(repeat.part, repeat.low, repeat.high)
        stretch = self.build(repeat.part)
        self._connect(stretch.last, stretch.first)
        return _Stretch(stretch.first, stretch.last, repeat.low == 0)

    def _written_out(self, part: Part, low: int, high: int) -> _Stretch:
        owed = [self.build(part) for _ in range(low)]
        rest = _NOTHING
        for stretch in reversed([self.build(part) for _ in range(high - low)]):
            longer = self._joined(stretch, rest)
            rest = _Stretch(longer.first, longer.last, True)
        return self._sequence([*owed, rest])

    def _ambiguous(self, position: int) -> PatternFlaw:
        return self.flaw("pattern-ambiguous", self.chars[position].offset)

    def refuse_two_ways(self, whole: _Stretch) -> None:
        """Raises where one text can lead along two ways to the same position, or to two ends."""
        pairs = self._open([whole.first, *self.follow])
        seen = set(pairs)
        while pairs:
            one, other = pairs.pop()
            together = self.follow[one] & self.follow[other]
            if together or {one, other} <= whole.last or len(seen) > _MAX_PAIRS:
                raise self._ambiguous(max(one, other))
            following = self._both(self.follow[one], self.follow[other]) - seen
            seen |= following
            pairs += following

    def _open(self, choices: Iterable[Iterable[int]]) -> list[Pair]:
        """Pairs of positions between which the next character does not decide."""
        return [pair for choice in choices for pair in combinations(sorted(choice), 2) if self._overlap(*pair)]

    def _both(self, ones: Iterable[int], others: Iterable[int]) -> set[Pair]:
        return {(min(a, b), max(a, b)) for a in ones for b in others if self._overlap(a, b)}

    def _overlap(self, one: int, other: int) -> bool:
        return not self.chars[one].of.isdisjoint(self.chars[other].of)


def refuse_ambiguous(branches: Branches, pattern: str) -> None:
    """Raises `PatternFlaw` where a text could be read in two ways, or repeats are nested without end."""
    automaton = _Automaton(pattern)
    automaton.refuse_two_ways(automaton.build(branches))


def _size(part: Part) -> int:
    """Positions that a part takes when it is built."""
    if isinstance(part, Chars):
        return 1
    if isinstance(part, Branches):
        return sum(_size(piece) for branch in part.of for piece in branch)
    once = _size(part.part)
    return once if part.high is None or once * part.high > _WRITTEN_OUT else once * part.high


def _can_be_nothing(part: Part) -> bool:
    if isinstance(part, Chars):
        return False
    if isinstance(part, Branches):
        return any(all(_can_be_nothing(piece) for piece in branch) for branch in part.of)
    return part.low == 0 or _can_be_nothing(part.part)


def _endless(part: Part) -> bool:
    """Whether a repeat without end is in it."""
    if isinstance(part, Branches):
        return any(_endless(piece) for branch in part.of for piece in branch)
    return isinstance(part, Repeat) and (part.high is None or _endless(part.part))
