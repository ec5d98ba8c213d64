"""What a unit still has to fill in a domain to reach the threshold, once all that is described is promulgated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from catalog_validator import EntryResult, Planned, pooled_over
from catalog_validator.awards.measure import ZERO, Work
from catalog_validator.awards.model import Reading

Place = tuple[str, str]
"""Source and pointer of an entry."""


@dataclass(frozen=True, slots=True)
class Left:
    """The fewest fields, entry by entry."""

    fills: tuple[tuple[str, tuple[str, ...]], ...]
    """Entry id and the ids of the fields to fill or mend in it."""
    at_least: int
    """No fewer fields will do; the number that is listed where that is proven."""

    @property
    def fields(self) -> int:
        """How many fields in all."""
        return sum(len(fields) for _, fields in self.fills)


def way_left(works: Sequence[Work], planned: Planned, reading: Reading, threshold: Fraction) -> Left | None:
    """The shortest way of one domain; None where it cannot be reached before what is missing is described."""
    places = {(entry.source, entry.pointer): at for at, entry in enumerate(planned.entries)}
    judged = [work for work in works if work.found == "scored"]
    if reading == "pooled":
        lacking = sum((work.possible * threshold / 100 for work in works if work.found != "scored"), ZERO)
        way = pooled_over(planned, [places[_place(work)] for work in judged], lacking)
        if way is None:
            return None
        shares = [(planned.entries[share.entry].id, share.steps) for share in way.shares]
        return Left(tuple((name, tuple(step.field for step in steps)) for name, steps in shares), way.at_least)
    return _one_by_one(works, judged, reading, threshold, [planned.entries[places[_place(work)]] for work in judged])


def _one_by_one(
    works: Sequence[Work], judged: Sequence[Work], reading: Reading, threshold: Fraction, entries: Sequence[EntryResult]
) -> Left | None:
    """Each entry by its own way; where only a share must reach the threshold, the nearest ones."""
    wanted = len(works) if reading == "every" else ceil(len(works) * threshold / 100)
    below: list[EntryResult] = []
    for work, entry in zip(judged, entries, strict=True):
        if 100 * work.earned < threshold * work.possible:
            below.append(entry)
    missing = wanted - (len(judged) - len(below))
    if missing > len(below):
        return None
    ways = [(entry.id, entry.way) for entry in below if entry.way is not None]
    taken = sorted(ways, key=lambda one: (len(one[1].steps), one[0]))[: max(0, missing)]
    fills = tuple((name, tuple(step.field for step in way.steps)) for name, way in taken)
    return Left(fills, sum(len(way.steps) if way.proven else way.at_least for _, way in taken))


def _place(work: Work) -> Place:
    assert work.entry is not None
    return work.entry.source, work.entry.pointer


def counts(works: Sequence[Work]) -> Mapping[str, int]:
    """How many of some assignments are described, promulgated and finished, of how many."""
    return {
        "assigned": len(works),
        "described": sum(work.found == "scored" for work in works),
        "published": sum(work.found == "scored" and work.published is True for work in works),
        "finished": sum(work.of.finished is not None for work in works),
    }
