"""The same database described twice: looked for across a whole run in eight bytes per entry and key."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from zlib import crc32

from catalog_validator.engine.assess import digest
from catalog_validator.engine.conditions import decide
from catalog_validator.engine.plan import Plan
from catalog_validator.engine.sheet import Sheet
from catalog_validator.model.finding import Finding, Severity
from catalog_validator.model.place import Position
from catalog_validator.model.profile import Relation
from catalog_validator.model.text import fold

BUCKETS = 64
NAMED = 10
"""Entries that one finding names; the others are counted."""
MOST_SUSPECTS = 100_000
"""Entries that are read a second time to be compared."""


def keys_of(sheet: Sheet) -> tuple[str | None, ...]:
    """For each relation across entries, what this entry would share with its double; None where nothing is said."""
    return tuple(
        fold(sheet.texts(relation.fields[0])[0])
        if sheet.canonical(relation.fields[0]) is not None
        and (relation.when is None or decide(relation.when, sheet.look))
        else None
        for relation in sheet.plan.across
    )


@dataclass(slots=True)
class KeyIndex:
    """Keys seen so far, as checksums with the entry's ordinal in the run. Equal checksums are only a suspicion."""

    relations: int
    most: int
    """Entries that are tracked; see `Limits.tracked_entries`."""
    buckets: list[list["array[int]"]] = field(init=False)
    overflowed: bool = False

    def __post_init__(self) -> None:
        self.buckets = [[array("Q") for _ in range(BUCKETS)] for _ in range(self.relations)]

    def note(self, which: int, key: str, ordinal: int) -> None:
        """Remember that the entry has this key."""
        if ordinal >= self.most:
            self.overflowed = True
            return
        checksum = crc32(key.encode("utf-8", "surrogatepass"))
        self.buckets[which][checksum % BUCKETS].append(checksum << 32 | ordinal)

    def note_all(self, keys: Sequence[str | None], ordinal: int) -> None:
        """Remember every key of an entry."""
        for which, key in enumerate(keys):
            if key:
                self.note(which, key, ordinal)

    def suspects(self) -> frozenset[int]:
        """Ordinals of entries that may share a key with another."""
        found: set[int] = set()
        for relation in self.buckets:
            for bucket in relation:
                before = -1
                for item in sorted(bucket):
                    if item >> 32 == before >> 32 and before >= 0:
                        found.add(before & 0xFFFFFFFF)
                        found.add(item & 0xFFFFFFFF)
                    before = item
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class Twin:
    """One of several entries that share a key."""

    name: str
    place: str
    text: str
    """The key as this entry writes it."""
    position: Position


def duplicate_findings(plan: Plan, twins: Mapping[tuple[int, str], Sequence[Twin]]) -> Iterator[Finding]:
    """One finding for each key that two or more entries share, at the place of the second."""
    for (which, key), group in sorted(twins.items(), key=lambda item: item[0]):
        relation = plan.across[which]
        if len(group) > 1 and plan.choice.takes("CV308"):
            yield _finding(relation, key, group)


def _finding(relation: Relation, key: str, group: Sequence[Twin]) -> Finding:
    facts = {
        "rule": relation.id,
        "title": relation.title,
        "advice": relation.advice,
        "value": min(twin.text for twin in group),
        "entries": tuple(f"{twin.name} ({twin.place})" for twin in group[:NAMED]),
        "count": len(group),
    }
    return Finding(
        "CV308",
        relation.severity or Severity.WARNING,
        (relation.fields[0],),
        facts,
        citation=relation.citation,
        position=group[1].position,
        fingerprint=digest("CV308", relation.id, key),
    )
