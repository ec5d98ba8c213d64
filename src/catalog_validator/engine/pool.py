"""The fewest fields over many entries: so that each of them passes, or so that all together reach the threshold.

Pooled: what is stated in one entry changes nothing in another, so the margins that are sure add up (`Way.curve`), and
what remains is how many fields to take in each entry. The greatest gains are taken first. That is the smallest number
where no entry needs several fields before any of them pays (a concave curve); for the others all ways are weighed.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from heapq import merge
from itertools import pairwise
from math import ceil

from catalog_validator.engine.conditions import atoms
from catalog_validator.model.dataclass import dataclass, replace
from catalog_validator.model.profile import Profile
from catalog_validator.model.result import EntryResult
from catalog_validator.model.way import CommonWay, Goal, Rung, Share, Step, Way

LIMIT = 2_000_000
"""Combinations weighed for the entries whose curve is not concave."""

Curve = tuple[Rung, ...]
Member = tuple[int, Way]
"""An entry's index in the run, and its way."""


def common_way(goal: Goal, profile: Profile, entries: Sequence[EntryResult], members: Sequence[int]) -> CommonWay:
    """The fewest fields over some of these entries; those not scored have no part. Pooled, it needs curves."""
    ways = [(at, way) for at in members if (way := entries[at].way) is not None]
    return each_way(ways) if goal == "entries" else pooled_way(profile, ways)


def each_way(ways: Sequence[Member]) -> CommonWay:
    """Every entry by its own way: no field of one serves another, so the smallest numbers add up."""
    shares = tuple(Share(at, way.steps) for at, way in ways if way.steps)
    fields = sum(len(way.steps) for _, way in ways)
    at_least = sum(len(way.steps) if way.proven else way.at_least for _, way in ways)
    return CommonWay("entries", shares, fields, None, at_least == fields, at_least)


def pooled_way(profile: Profile, ways: Sequence[Member]) -> CommonWay:
    """All entries as one sum of points. Gates are no matter of a sum and are not asked about."""
    counts, least = _counts([way.curve for _, way in ways])
    if not all(way.curve_proven for _, way in ways):
        least = min(least, 1)
    chosen = [(at, way, way.curve[count]) for (at, way), count in zip(ways, counts, strict=True)]
    shares = tuple(Share(at, _steps(profile, way, rung)) for at, way, rung in chosen if rung.fields)
    margin = sum((rung.margin for _, _, rung in chosen), Fraction(0))
    fields = sum(len(share.steps) for share in shares)
    return CommonWay("pooled", shares, fields, margin, least == fields, least)


def way_despite(profile: Profile, ways: Sequence[Member], lacking: Fraction) -> CommonWay | None:
    """The pooled way where these entries must also make up for points that others lack; None where they cannot."""
    most = sum((max(rung.margin for rung in way.curve) for _, way in ways), Fraction(0))
    if most < lacking:
        return None
    others = Way((), Fraction(0), Fraction(0), curve=(Rung(-lacking, ()),))
    return pooled_way(profile, [*ways, (-1, others)])


def _steps(profile: Profile, way: Way, rung: Rung) -> tuple[Step, ...]:
    """The fields of a rung as steps; one is sure where no other of them decides about it."""
    steps = [
        replace(step, sure=not any(name in rung.fields for name in _rests_on(profile, step.field)))
        for step in way.open
        if step.field in rung.fields
    ]
    return tuple(sorted(steps, key=lambda step: (not step.gate, -step.gain)))


def _rests_on(profile: Profile, field_id: str) -> Iterator[str]:
    """Every field that decides about this one, at first or at second hand."""
    for atom in atoms(profile.field(field_id).when):
        yield atom.field
        yield from _rests_on(profile, atom.field)


@dataclass(frozen=True, slots=True)
class Climb:
    """A stretch of a curve that is taken whole: from one corner of its upper hull to the next."""

    gain: Fraction
    """For each field."""
    curve: int
    to: int


def _counts(curves: Sequence[Curve]) -> tuple[list[int], int]:
    """How many fields of each curve bring the sum to zero or more, and a number below which no choice does."""
    counts = [0] * len(curves)
    margin = sum((curve[0].margin for curve in curves), Fraction(0))
    climbs = merge(*(_climbs(at, curve) for at, curve in enumerate(curves)), key=lambda climb: -climb.gain)
    while margin < 0:
        climb = next(climbs)
        size = climb.to - counts[climb.curve]
        if margin + climb.gain * size >= 0:
            return _last(curves, counts, climb, margin)
        margin += climb.gain * size
        counts[climb.curve] = climb.to
    return counts, sum(counts)


def _last(curves: Sequence[Curve], counts: list[int], climb: Climb, margin: Fraction) -> tuple[list[int], int]:
    """The last stretch, or a shorter one of any curve that is enough; then whether fewer would have done.

    No choice of fewer fields than ``least`` can do, because every curve lies below its hull.
    """
    taken = sum(counts)
    least = taken + ceil(-margin / climb.gain)
    shortest, where = climb.to - counts[climb.curve], climb.curve
    for at, curve in enumerate(curves):
        start = counts[at]
        for to in range(start + 1, min(start + shortest, len(curve))):
            if curve[to].margin - curve[start].margin + margin >= 0:
                shortest, where = to - start, at
                break
    counts[where] += shortest
    if taken + shortest == least:
        return counts, least
    return _weighed(curves, counts, least)


def _climbs(at: int, curve: Curve) -> Iterator[Climb]:
    """The upper hull of a curve, from one corner to the next; the gains fall."""
    corners: list[int] = []
    for to, rung in enumerate(curve):
        while len(corners) > 1 and _slope(curve, corners[-2], corners[-1]) < _slope(curve, corners[-1], to):
            corners.pop()
        if not corners or rung.margin > curve[corners[-1]].margin:
            corners.append(to)
    for start, to in pairwise(corners):
        yield Climb(_slope(curve, start, to), at, to)


def _slope(curve: Curve, start: int, to: int) -> Fraction:
    return (curve[to].margin - curve[start].margin) / (to - start)


def _is_concave(curve: Curve) -> bool:
    slopes = [_slope(curve, at, at + 1) for at in range(len(curve) - 1)]
    return all(one >= other for one, other in pairwise(slopes))


def _weighed(curves: Sequence[Curve], counts: list[int], least: int) -> tuple[list[int], int]:
    """The smallest choice, by weighing all ways of the curves that are not concave against the others' sum.

    Where that is too much to weigh, the choice at hand stays, and ``least`` stands for what is not known.
    """
    most = sum(counts)
    steep = [at for at, curve in enumerate(curves) if not _is_concave(curve)]
    if sum(len(curves[at]) for at in steep) * (most + 1) > LIMIT:
        return counts, least
    even = [at for at in range(len(curves)) if at not in set(steep)]
    climbs = list(merge(*(_climbs(at, curves[at]) for at in even), key=lambda climb: -climb.gain))[:most]
    sums = [sum((curves[at][0].margin for at in even), Fraction(0))]
    for climb in climbs:
        sums.append(sums[-1] + climb.gain)
    stages = _stages([curves[at] for at in steep], most)
    last = [margin for margin, _ in stages[-1]]
    for total in range(least, most):
        for fields in range(max(0, total - len(climbs)), min(total, len(last) - 1) + 1):
            if last[fields] + sums[total - fields] >= 0:
                found = [0] * len(curves)
                for climb in climbs[: total - fields]:
                    found[climb.curve] = climb.to
                for at, stage in zip(reversed(steep), reversed(stages), strict=False):
                    found[at] = stage[fields][1]
                    fields -= found[at]
                return found, total
    return counts, most


def _stages(curves: Sequence[Curve], most: int) -> list[list[tuple[Fraction, int]]]:
    """After each curve, for every number of fields in all: the greatest sum, and how many fields of that curve."""
    stages = [[(Fraction(0), 0)]]
    for curve in curves:
        before = stages[-1]
        stages.append(
            [
                max(
                    (before[total - own][0] + curve[own].margin, -own)
                    for own in range(max(0, total - len(before) + 1), min(total, len(curve) - 1) + 1)
                )
                for total in range(min(most, len(before) + len(curve) - 2) + 1)
            ]
        )
        stages[-1] = [(margin, -own) for margin, own in stages[-1]]
    return stages
