"""Two snapshots compared, and the change of a score as a sum of parts. The rule: ``docs/explanation/change.md``."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from catalog_validator.model.change import Difference, Kind, Lone, Pair, Part, Remarks, UnitChange
from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.result import FieldScore, Status
from catalog_validator.model.snapshot import Numbers, Remark, Seen, Snapshot, UnitScore
from catalog_validator.model.text import fold

ZERO = Fraction(0)
Points = tuple[Fraction, Fraction]
"""Earned and possible."""
Key = tuple[str, int]
"""An entry's id, and its ordinal among those of that id."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How a difference of two scores E/P falls to whatever changed E and P.

    100·E₁/P₁ - 100·E₀/P₀ = Σ 100·(ΔE - m·ΔP)·h with m = (E₀+E₁)/(P₀+P₁) and h = (1/P₀ + 1/P₁)/2: the mean of taking the
    change of points earned first and of taking the change of points possible first. It is linear in the parts, so
    that neither their order nor how they are grouped makes a difference.
    """

    mean: Fraction
    scale: Fraction

    @classmethod
    def between(cls, old: Points, new: Points) -> "Rule | None":
        """None where one side has nothing to earn, and so no score to compare."""
        if not old[1] or not new[1]:
            return None
        return cls((old[0] + new[0]) / (old[1] + new[1]), 50 * (1 / old[1] + 1 / new[1]))

    def part(self, old: Points, new: Points) -> Fraction:
        """What a change from these points to those adds, in percentage points."""
        return (new[0] - old[0] - self.mean * (new[1] - old[1])) * self.scale


NOTHING = (ZERO, ZERO)


def compare(old: Snapshot, new: Snapshot, form: Sequence[str]) -> Difference | None:
    """Entries paired by id and everything that follows; ``form`` is the order of fields. None without entries."""
    if old.entries is None or new.entries is None:
        return None
    before, after = keyed(old.entries), keyed(new.entries)
    rule = Rule.between(_points(old.numbers), _points(new.numbers))
    pairs = tuple(_pair(before[key], one, rule, form) for key, one in after.items() if key in before)
    added = [one for key, one in after.items() if key not in before]
    removed = [one for key, one in before.items() if key not in after]
    come = tuple(Lone(one, _pooled(rule, None, one), not _may_be_refused(old, new)) for one in added)
    gone = tuple(Lone(one, _pooled(rule, one, None), not _may_be_refused(new, old)) for one in removed)
    fields = _sums((part for pair in pairs for part in _field_parts(pair.old, pair.new, rule)), form)
    return Difference(
        old.numbers,
        new.numbers,
        None if rule is None else _change(old.numbers, new.numbers),
        fields,
        sum((one.pooled for one in come), ZERO),
        sum((one.pooled for one in gone), ZERO),
        pairs,
        come,
        gone,
        _units(old.units, new.units, rule),
        _remarks(old, new, pairs, added, removed),
        _doubles(old.entries, new.entries),
    )


def keyed(entries: Iterable[Seen]) -> dict[Key, Seen]:
    """Scored entries by id and ordinal; the others have no content to compare and are counted only."""
    found: dict[Key, Seen] = {}
    counts: Counter[str] = Counter()
    for one in entries:
        if one.status is Status.SCORED:
            found[one.id, counts[one.id]] = one
            counts[one.id] += 1
    return found


def _doubles(*sides: Iterable[Seen]) -> tuple[str, ...]:
    counted = [Counter(one.id for one in side if one.status is Status.SCORED) for side in sides]
    return tuple(sorted({name for counts in counted for name, count in counts.items() if count > 1}))


def _may_be_refused(elsewhere: Snapshot, here: Snapshot) -> bool:
    """Whether an entry that only one side has may be one that the other refuses: nothing of it must be shown."""
    return elsewhere.numbers.refused > here.numbers.refused


def _points(numbers: Numbers | UnitScore | Seen) -> Points:
    return numbers.earned, numbers.possible


def _change(old: Numbers, new: Numbers) -> Fraction:
    return 100 * (new.earned / new.possible - old.earned / old.possible)


def _pooled(rule: Rule | None, old: Seen | None, new: Seen | None) -> Fraction:
    if rule is None:
        return ZERO
    return rule.part(NOTHING if old is None else _points(old), NOTHING if new is None else _points(new))


def _pair(old: Seen, new: Seen, rule: Rule | None, form: Sequence[str]) -> Pair:
    own = Rule.between(_points(old), _points(new))
    change = (new.score or ZERO) - (old.score or ZERO)
    kind: Kind = "better" if change > 0 else "worse" if change < 0 else "same"
    parts = _sums(_field_parts(old, new, own), form)
    if own is None and change:
        # One side has nothing to earn, which is a full score: no field can be named for the difference.
        parts = (Part("", change),)
    added, fixed, remaining = compared(old.remarks, new.remarks)
    return Pair(old, new, kind, change, parts, _pooled(rule, old, new), added, fixed, remaining)


def _field_parts(old: Seen, new: Seen, rule: Rule | None) -> list[Part]:
    """What each field of an entry adds under a rule."""
    if rule is None:
        return []
    before, after = _by_field(old.fields), _by_field(new.fields)
    return [
        Part(name, rule.part(before.get(name, NOTHING), after.get(name, NOTHING)))
        for name in dict.fromkeys((*before, *after))
        if before.get(name) != after.get(name)
    ]


def _by_field(scores: Sequence[FieldScore]) -> Mapping[str, Points]:
    return {score.field: (score.weight * score.credit, score.weight) for score in scores if score.applies}


def _sums(parts: Iterable[Part], form: Sequence[str]) -> tuple[Part, ...]:
    """Parts of the same name as one, in the order of the form; those that come to nothing are left out."""
    sums: defaultdict[str, Fraction] = defaultdict(Fraction)
    for part in parts:
        sums[part.name] += part.points
    order = {name: at for at, name in enumerate(form)}
    names = sorted(sums, key=lambda name: (order.get(name, len(order)), name))
    return tuple(Part(name, sums[name]) for name in names if sums[name])


def _units(old: Sequence[UnitScore], new: Sequence[UnitScore], rule: Rule | None) -> tuple[UnitChange, ...]:
    """Groups by field and folded value, of the fields by which both sides are grouped."""
    both = {unit.by for unit in old} & {unit.by for unit in new}
    before, after = ({_unit_key(unit): unit for unit in side if unit.by in both} for side in (old, new))
    found = []
    for key in dict.fromkeys((*before, *after)):
        one, other = before.get(key), after.get(key)
        known = other or one
        assert known is not None
        points = (NOTHING if one is None else _points(one), NOTHING if other is None else _points(other))
        pooled = ZERO if rule is None else rule.part(*points)
        found.append(UnitChange(known.by, known.value, one, other, pooled))
    return tuple(found)


def _unit_key(unit: UnitScore) -> tuple[str, str | None]:
    return unit.by, None if unit.value is None else fold(unit.value)


def compared(old: Sequence[Remark], new: Sequence[Remark]) -> tuple[tuple[Remark, ...], tuple[Remark, ...], int]:
    """Findings that are new, that are fixed, and how many remain, by fingerprint; equal ones are counted."""
    before, after = Counter(one.fingerprint for one in old), Counter(one.fingerprint for one in new)
    return _beyond(new, before), _beyond(old, after), (before & after).total()


def _beyond(remarks: Sequence[Remark], others: Counter[str]) -> tuple[Remark, ...]:
    """Those that exceed their number on the other side."""
    left = Counter(others)
    found = []
    for one in remarks:
        if left[one.fingerprint] > 0:
            left[one.fingerprint] -= 1
        else:
            found.append(one)
    return tuple(found)


def _remarks(
    old: Snapshot, new: Snapshot, pairs: Sequence[Pair], added: Sequence[Seen], removed: Sequence[Seen]
) -> Remarks:
    lost_before, lost_after = ([*side.problems, *_unscored(side)] for side in (old, new))
    more, fixed, remaining = compared(lost_before, lost_after)
    return Remarks(
        len(more) + sum(len(pair.new_remarks) for pair in pairs),
        len(fixed) + sum(len(pair.fixed) for pair in pairs),
        remaining + sum(pair.remaining for pair in pairs),
        sum(len(one.remarks) for one in removed),
        sum(len(one.remarks) for one in added),
    )


def _unscored(side: Snapshot) -> list[Remark]:
    """Findings of entries that could not be read; of refused ones nothing is said."""
    return [remark for one in side.entries or () if one.status is Status.UNREADABLE for remark in one.remarks]
