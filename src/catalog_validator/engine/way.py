"""The fewest fields after which an entry passes. The definition and its reasons: ``docs/explanation/plan.md``.

Exact: a plan must hold for every true value of the controlling fields in it, and what counts is worked out anew for
each. The search is exhaustive where choices matter (controlling fields, and how many of each kind of field they bring
in) and takes the greatest gains where only these matter.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import lcm

from catalog_validator.engine.judge import Judge
from catalog_validator.engine.verdict import Verdict
from catalog_validator.engine.way_parts import (
    Best,
    Component,
    Outcome,
    Standing,
    Table,
    TooMany,
    build_components,
    component_table,
    free_table,
    joined,
    spare_table,
)
from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.profile import Profile
from catalog_validator.model.result import FieldScore
from catalog_validator.model.way import Rung, Step, Way

Look = Callable[[str], tuple[bool, str | None]]
Sums = tuple[Fraction, Fraction]
"""Points earned and possible."""
FULL = Fraction(100)


@dataclass(frozen=True, slots=True)
class WayFinder:
    """A profile made ready for the search; kinds of values and what they bring in are worked out once."""

    profile: Profile
    threshold: Fraction
    """In per cent."""
    components: tuple[Component, ...]
    free: tuple[int, ...]
    """Fields in no component: they always count. Optional ones bring nothing and are left out."""
    curves: bool
    """Whether a pooled way will be asked for."""

    def find(self, scores: Sequence[FieldScore], look: Look, verdict: Callable[[str], Verdict]) -> Way:
        """The way of an entry whose fields, in the order of the profile, have been scored."""
        task = Task(self, scores, look)
        curve = task.curve() if self.curves else ()
        could = tuple(self._step(scores[at], True, verdict) for at in sorted(task.lacking)) if curve else ()
        known = not task.cut_short
        if task.passes():
            now = task.score(_sums(scores))
            return Way((), now, now, curve=curve, open=could, curve_proven=known)
        table = task.table(gates=True)
        best = next(one for one in table if one is not None and one.margin >= 0)
        worst, highest, sure = task.range(frozenset(best.chosen))
        steps = [self._step(scores[at], at in sure, verdict) for at in best.chosen]
        steps.sort(key=lambda step: (not step.gate, -step.gain))
        proven = not task.cut_short
        at_least = len(steps) if proven else task.least()
        return Way(tuple(steps), worst, highest, proven or at_least == len(steps), at_least, curve, could, known)

    def _step(self, score: FieldScore, sure: bool, verdict: Callable[[str], Verdict]) -> Step:
        losses = verdict(score.field).losses
        gate = self.profile.field(score.field).gate
        gain = score.weight * (1 - score.credit)
        return Step(score.field, gain, gate, sure, len(losses), sum(1 for loss in losses if loss))


def build_way_finder(
    profile: Profile, judges: Mapping[str, Judge], threshold: Fraction, *, curves: bool = False
) -> WayFinder:
    """Make a profile ready."""
    components = build_components(profile, judges)
    held = {at for part in components for at in part.fields}
    free = tuple(at for at, one in enumerate(profile.fields) if at not in held and (one.weight or one.gate))
    return WayFinder(profile, threshold, components, free, curves)


class Task:
    """One entry: its standing in whole numbers, and the tables made of it."""

    def __init__(self, finder: WayFinder, scores: Sequence[FieldScore], look: Look) -> None:
        """``look``: see `catalog_validator.engine.conditions.Lookup`."""
        self.finder = finder
        self.scores = scores
        self.now = [[part.kind(at, look(scores[at].field)[1]) for at in part.controllers] for part in finder.components]
        self.cut_short = False
        threshold = finder.threshold
        counted = [score for score in scores if score.applies]
        grain = lcm(*(score.weight.denominator * score.credit.denominator for score in counted))
        self.unit = FULL * threshold.denominator * grain
        """What one point is, in the units of margins."""
        asked = threshold / FULL
        self.margin = [int(self.unit * score.weight * (score.credit - asked)) for score in scores]
        self.gain = [int(self.unit * score.weight * (1 - score.credit)) for score in scores]
        self.lacking = frozenset(at for at, score in enumerate(scores) if score.applies and score.credit < 1)
        self.gates = frozenset(at for at in self.lacking if finder.profile.fields[at].gate)

    def passes(self) -> bool:
        """Whether nothing needs to be done."""
        return not self.gates and sum(self.margin[at] for at, score in enumerate(self.scores) if score.applies) >= 0

    def table(self, *, gates: bool) -> Table:
        """The best choice of 0, 1, 2 … fields; with ``gates`` only choices after which every gate holds."""
        standing = Standing(self.margin, self.gain, self.lacking, self.gates if gates else frozenset())
        tables = [free_table(self.finder.free, standing)]
        for part, now in zip(self.finder.components, self.now, strict=True):
            try:
                tables.append(component_table(part, now, standing))
            except TooMany:
                self.cut_short = True
                tables.append(spare_table(part, now, standing))
        return joined(tables)

    def curve(self) -> tuple[Rung, ...]:
        """For every number of fields the best of that many or fewer, gates not asked about."""
        rungs: list[Best] = []
        for one in self.table(gates=False):
            if one is not None and (not rungs or one.margin > rungs[-1].margin):
                rungs += [rungs[-1]] * (len(one.chosen) - len(rungs)) if rungs else []
                rungs.append(one)
        names = [score.field for score in self.scores]
        return tuple(Rung(Fraction(one.margin) / self.unit, tuple(names[at] for at in one.chosen)) for one in rungs)

    def score(self, sums: Sums) -> Fraction:
        """Per cent; nothing to earn is a full score."""
        return FULL * sums[0] / sums[1] if sums[1] else FULL

    def range(self, chosen: frozenset[int]) -> tuple[Fraction, Fraction, frozenset[int]]:
        """Worst and best score after these fields, and which of them apply in every case."""
        free = frozenset(self.finder.free)
        parts: list[list[Sums]] = [[self._after(Outcome(free, free), chosen)]]
        sure = chosen & free
        for part, now in zip(self.finder.components, self.now, strict=True):
            try:
                outcomes = part.outcomes(now, chosen & frozenset(part.controllers))
            except TooMany:
                # Only a component that is filled wholly comes here: at least what is always owed counts, at most all.
                all_of_it = frozenset(part.fields)
                least = frozenset(at for at in part.fields if self.finder.profile.fields[at].when is None)
                outcomes = [Outcome(least, least), Outcome(all_of_it, all_of_it)]
            parts.append([self._after(outcome, chosen) for outcome in outcomes])
            sure |= chosen.intersection(*(outcome.owed for outcome in outcomes)) & frozenset(part.fields)
        return self._extreme(parts, -1), self._extreme(parts, 1), sure

    def _after(self, outcome: Outcome, chosen: frozenset[int]) -> Sums:
        """The points of some fields when those of the chosen that are owed have been filled."""
        filled = chosen & outcome.owed
        scores = [(self.scores[at].weight, 1 if at in filled else self.scores[at].credit) for at in outcome.counted]
        return sum((w * credit for w, credit in scores), Fraction(0)), sum((w for w, _ in scores), Fraction(0))

    def _extreme(self, parts: Sequence[Sequence[Sums]], sign: int) -> Fraction:
        """The lowest (-1) or highest (1) score over one case of each part, by Dinkelbach's method.

        At the score of any cases take from each part the case that lies farthest off it; no change is the extreme.
        """
        if sign > 0 and all(any(not possible for _, possible in part) for part in parts):
            return FULL
        score = self.score(_added([part[0] for part in parts]))
        while True:
            ends = [max(part, key=lambda sums: sign * (FULL * sums[0] - score * sums[1])) for part in parts]
            following = self.score(_added(ends))
            if sign * following <= sign * score:
                return score
            score = following

    def least(self) -> int:
        """A number of fields below which no choice can pass, where not all could be looked at."""
        applying = [at for at, score in enumerate(self.scores) if score.applies]
        fields = self.finder.profile.fields
        margin = sum(self.margin[at] for at in applying)
        # At most this much is won by fields that turn out not to count.
        margin += sum(-self.margin[at] for at in applying if fields[at].when is not None and self.margin[at] < 0)
        gates = [at for at in self.gates if fields[at].when is None]
        gains = sorted((self.gain[at] for at in self.lacking), reverse=True)
        needed = next(count for count in range(len(gains) + 1) if margin + sum(gains[:count]) >= 0)
        return max(needed, len(gates), 1)


def _sums(scores: Sequence[FieldScore]) -> Sums:
    return _added([(one.weight * one.credit, one.weight) for one in scores if one.applies])


def _added(sums: Sequence[Sums]) -> Sums:
    return sum((one[0] for one in sums), Fraction(0)), sum((one[1] for one in sums), Fraction(0))
