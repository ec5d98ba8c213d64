"""The same database described twice: looked for across a whole run in some thirty bytes per entry and key."""

from array import array
from collections.abc import Callable, Iterator, Sequence

from catalog_validator.engine.assess import digest
from catalog_validator.engine.conditions import decide
from catalog_validator.engine.plan import Plan
from catalog_validator.engine.sheet import Sheet
from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.finding import Finding
from catalog_validator.model.place import Position
from catalog_validator.model.profile import Relation
from catalog_validator.model.text import fold

NAMED = 10
"""Entries that one finding names; the others are counted."""
START = 1 << 10
WORD = (1 << 64) - 1
Place = Callable[[int], tuple[str, str]]
"""Ordinal in the run → source and pointer of the entry."""
KeyNote = tuple[int, int, int, str]
"""The arguments of `KeyIndex.note`: relation, mark, ordinal, text."""


def keys_of(sheet: Sheet) -> tuple[str | None, ...]:
    """For each relation across entries, what this entry would share with its double; None where nothing is said."""
    return tuple(
        fold(sheet.texts(relation.fields[0])[0])
        if sheet.canonical(relation.fields[0]) is not None
        and (relation.when is None or decide(relation.when, sheet.look))
        else None
        for relation in sheet.plan.across
    )


def mark_of(key: str) -> int:
    """A key in 64 bits, the same within a process only, and never 0.

    That two different keys among a million have one mark has odds of about one in forty million. Python's own hash is
    keyed with a secret of the process, so nobody can write names that collide.
    """
    return hash(key) & WORD or 1


class SeenKeys:
    """A set of keys that remembers who had each first: open addressing in arrays of plain numbers.

    A key is known by its mark alone: see `mark_of`.
    """

    __slots__ = ("_count", "_marks", "_mask", "_ordinals")

    def __init__(self) -> None:
        """Empty."""
        self._count = 0
        self._mask = START - 1
        self._marks = array("Q", bytes(8 * START))
        self._ordinals = array("I", bytes(4 * START))

    def first(self, mark: int, ordinal: int) -> int | None:
        """The ordinal that had the key with this mark first; None, and it is remembered, where nobody had."""
        marks, mask = self._marks, self._mask
        at = mark & mask
        while found := marks[at]:
            if found == mark:
                return self._ordinals[at]
            at = (at + 1) & mask
        marks[at] = mark
        self._ordinals[at] = ordinal
        self._count += 1
        if 2 * self._count > mask:
            self._grow()
        return None

    def _grow(self) -> None:
        """Twice the slots; every mark finds its new one."""
        old, numbers = self._marks, self._ordinals
        size = 2 * (self._mask + 1)
        self._mask = mask = size - 1
        self._marks = marks = array("Q", bytes(8 * size))
        self._ordinals = ordinals = array("I", bytes(4 * size))
        for before, mark in enumerate(old):
            if mark:
                at = mark & mask
                while marks[at]:
                    at = (at + 1) & mask
                marks[at] = mark
                ordinals[at] = numbers[before]


@dataclass(slots=True)
class Twins:
    """Entries that share one key, by their ordinals in the run."""

    ordinals: list[int]
    text: str
    """The key as one of them writes it; of several spellings the first in code-point order."""
    position: Position | None
    """Of the second of them, where places are known."""


@dataclass(slots=True)
class KeyIndex:
    """The keys of a run so far, for each relation across entries."""

    relations: int
    most: int
    """Entries that are tracked; see `Limits.tracked_entries`."""
    overflowed: bool = False
    seen: list[SeenKeys] = field(init=False)
    twins: dict[tuple[int, int], Twins] = field(default_factory=dict)
    """By relation and ordinal of the first."""

    def __post_init__(self) -> None:
        self.seen = [SeenKeys() for _ in range(self.relations)]

    def note(self, which: int, mark: int, ordinal: int, text: str, place: Callable[[], Position] | None = None) -> None:
        """Remember that the entry has the key with this mark, which it writes as ``text``."""
        if ordinal >= self.most:
            self.overflowed = True
            return
        first = self.seen[which].first(mark, ordinal)
        if first is None:
            return
        twins = self.twins.get((which, first))
        if twins is None:
            self.twins[which, first] = Twins([first, ordinal], text, None if place is None else place())
        else:
            twins.ordinals.append(ordinal)
            twins.text = min(twins.text, text)

    def note_sheet(self, sheet: Sheet, ordinal: int, place: Callable[[str], Position] | None = None) -> None:
        """Remember every key of an entry that was judged."""
        for which, key in enumerate(keys_of(sheet)):
            if key:
                name = sheet.plan.across[which].fields[0]
                where = None if place is None else (lambda name=name: place(name))
                self.note(which, mark_of(key), ordinal, sheet.texts(name)[0], where)


class KeyLog(KeyIndex):
    """The keys of a part of a run in their order, to be noted by whoever knows the whole."""

    __slots__ = ("_notes",)

    def __init__(self, relations: int) -> None:
        """``relations``: how many there are across entries."""
        super().__init__(relations, 0)
        self._notes: list[KeyNote] = []

    def note(self, which: int, mark: int, ordinal: int, text: str, place: Callable[[], Position] | None = None) -> None:
        """See `KeyIndex.note`."""
        self._notes.append((which, mark, ordinal, text))

    def taken(self) -> tuple[KeyNote, ...]:
        """All that was noted since it was last asked."""
        notes, self._notes = tuple(self._notes), []
        return notes


def duplicate_findings(plan: Plan, index: KeyIndex, place: Place) -> Iterator[Finding]:
    """One finding for each key that two or more entries share, at the place of the second."""
    if plan.choice.takes("CV308"):
        for (which, _), twins in sorted(index.twins.items()):
            yield _finding(plan.across[which], twins, [place(ordinal) for ordinal in twins.ordinals])


def _finding(relation: Relation, twins: Twins, places: Sequence[tuple[str, str]]) -> Finding:
    facts = {
        "rule": relation.id,
        "title": relation.title,
        "advice": relation.advice,
        "value": twins.text,
        "entries": tuple(f"{source}#{pointer}" for source, pointer in places[:NAMED]),
        "count": len(places),
    }
    return Finding(
        "CV308",
        relation.severity,
        (relation.fields[0],),
        facts,
        citation=relation.citation,
        position=twins.position or Position(places[1][0]),
        fingerprint=digest("CV308", relation.id, fold(twins.text)),
    )
