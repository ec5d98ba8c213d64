"""Fields that hang together by conditions, and what any number of them brings for sure.

A *component* is a set of fields joined by their conditions: controlling fields and those that they bring in. What is
stated in one component changes nothing in another, so the worst case of all is the sum of each one's worst case.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from math import prod

from catalog_validator.engine.conditions import atoms, decide
from catalog_validator.engine.judge import Judge
from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.profile import Atom, Field, FieldType, Profile
from catalog_validator.model.result import State

LIMIT = 20_000
"""Combinations of values and choices looked at for one component of one entry."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the values of the controllers decide, by index of the field in the profile."""

    counted: frozenset[int]
    """Fields that count; undecided is yes."""
    owed: frozenset[int]
    """Those of them that are decidedly owed, so that they can be filled without claiming anything."""


@dataclass(frozen=True, slots=True)
class Best:
    """The best choice of a certain number of fields: the margin that is sure, and which fields."""

    margin: int
    chosen: tuple[int, ...]
    """Indices in the profile, ascending."""

    def beats(self, other: "Best | None") -> bool:
        """The greater margin, then the fields that come first in the form."""
        return other is None or (-self.margin, self.chosen) < (-other.margin, other.chosen)


Table = list[Best | None]
"""By number of fields; None where so many will not do."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What an entry's fields bring, as whole numbers of one small unit that all of its margins are counted in."""

    margin: Sequence[int]
    """By index of the field: what it adds to the margin over the threshold now, where it applies."""
    gain: Sequence[int]
    """What full credit would add to that."""
    lacking: frozenset[int]
    """Fields that apply and lack full credit."""
    gates: frozenset[int]
    """Those of the lacking ones that must be filled; empty where gates are not asked about."""


@dataclass(frozen=True, slots=True, eq=False)
class Component:
    """Some fields of a profile, by their index in it."""

    fields: tuple[int, ...]
    profile: Profile
    controllers: tuple[int, ...]
    values: Mapping[int, tuple[str, ...]]
    """For each controller, one value of each kind that conditions tell apart and that the judge takes as valid."""
    _known: dict[tuple[tuple[str | None, ...], frozenset[int]], Outcome] = field(default_factory=dict)

    def outcome(self, stated: tuple[str | None, ...], chosen: frozenset[int]) -> Outcome:
        """What these values of the controllers decide (None: nothing valid is stated).

        A chosen controller that is not decidedly owed stays as it is: nobody knows whether it has anything to state.
        """
        known = self._known.get((stated, chosen))
        if known is None:
            known = self._known[stated, chosen] = self._outcome(stated, chosen)
        return known

    def _outcome(self, stated: tuple[str | None, ...], chosen: frozenset[int]) -> Outcome:
        fields = self.profile.fields
        said = {fields[at].id: (value, at in chosen) for at, value in zip(self.controllers, stated, strict=True)}

        def owed(one: Field) -> bool | None:
            return True if one.when is None else decide(one.when, look)

        def look(field_id: str) -> tuple[bool, str | None]:
            applies = owed(self.profile.field(field_id))
            value, is_new = said[field_id]
            return applies is not False, None if is_new and applies is None else value

        decided = {at: owed(fields[at]) for at in self.fields}
        counted = frozenset(at for at, answer in decided.items() if answer is not False)
        return Outcome(counted, frozenset(at for at in counted if decided[at]))

    def kind(self, controller: int, value: str | None) -> str | None:
        """The value that stands for this one: conditions cannot tell them apart."""
        if value is None:
            return None
        asked = _asked(self.profile, self.profile.fields[controller].id)
        sign = _sign(asked, value)
        return next((known for known in self.values[controller] if _sign(asked, known) == sign), value)

    def ways(self, chosen: frozenset[int]) -> int:
        """How many combinations of values the chosen controllers may truthfully take."""
        return prod(len(self.values[at]) for at in self.controllers if at in chosen)

    def outcomes(self, now: Sequence[str | None], chosen: frozenset[int]) -> list[Outcome]:
        """Everything that may come of filling these controllers truthfully, each once. `TooMany`."""
        if self.ways(chosen) > LIMIT:
            raise TooMany
        ways: list[tuple[str | None, ...]] = [
            self.values[at] if at in chosen else (value,) for at, value in zip(self.controllers, now, strict=True)
        ]
        return list(dict.fromkeys(self.outcome(stated, chosen) for stated in product(*ways)))


class TooMany(Exception):
    """More combinations than are looked at."""


def build_components(profile: Profile, judges: Mapping[str, Judge]) -> tuple[Component, ...]:
    """The components of a profile; fields that neither have a condition nor stand in one are in none."""
    index = {one.id: at for at, one in enumerate(profile.fields)}
    joined: list[set[int]] = []
    for one in profile.fields:
        group = {index[one.id], *(index[atom.field] for atom in atoms(one.when))}
        if one.when is not None:
            group.update(*(other for other in joined if other & group))
            joined = [*(other for other in joined if not other & group), group]
    found = []
    for group in joined:
        asked = {atom.field for at in group for atom in atoms(profile.fields[at].when)}
        controllers = tuple(sorted(index[name] for name in asked))
        values = {at: kinds_of(profile, profile.fields[at], judges[profile.fields[at].id]) for at in controllers}
        found.append(Component(tuple(sorted(group)), profile, controllers, values))
    return tuple(found)


def kinds_of(profile: Profile, one: Field, judge: Judge) -> tuple[str, ...]:
    """One valid value of each kind that the conditions of fields tell apart; of a mark of refusal only ``no``."""
    asked = _asked(profile, one.id)
    kinds: dict[tuple[bool, ...], str] = {}
    for value in _candidates(one, asked):
        verdict = judge(int(value) if one.type is FieldType.INTEGER else value)
        if verdict.state is State.FILLED and verdict.canonical is not None:
            kinds.setdefault(_sign(asked, verdict.canonical), verdict.canonical)
    return tuple(kinds.values()) or tuple(_candidates(one, asked))[:1]


def _asked(profile: Profile, field_id: str) -> list[Atom]:
    return [atom for one in profile.fields for atom in atoms(one.when) if atom.field == field_id]


def _sign(asked: Sequence[Atom], value: str) -> tuple[bool, ...]:
    return tuple(value in atom.values for atom in asked)


def _candidates(one: Field, asked: Sequence[Atom]) -> Iterator[str]:
    if one.code_list is not None:
        yield from (item.code for item in one.code_list.items)
    elif one.type is FieldType.YES_NO:
        yield from ("no",) if one.refuse else ("no", "yes")
    else:
        # An integer: every number that is named, and as many others as it takes to find one that is not.
        named = dict.fromkeys(value for atom in asked for value in atom.values)
        yield from named
        bounds = [check.params.get(end) for check in one.checks if check.kind == "range" for end in ("min", "max")]
        for bound in [0, *(bound for bound in bounds if isinstance(bound, int))]:
            yield from (str(bound + offset) for offset in range(-len(named) - 1, len(named) + 2))


def component_table(part: Component, now: Sequence[str | None], standing: Standing) -> Table:
    """The best choice of 0, 1, 2 … lacking fields of a component, over all choices of controllers. `TooMany`."""
    table: Table = [None] * (1 + sum(at in standing.lacking for at in part.fields))
    open_controllers = [at for at in part.controllers if at in standing.lacking and part.values[at]]
    seen = 0
    for size in range(len(open_controllers) + 1):
        for some in combinations(open_controllers, size):
            chosen = frozenset(some)
            seen += part.ways(chosen)
            for best in _choices(part, part.outcomes(now, chosen), chosen, standing):
                if best.beats(table[len(best.chosen)]):
                    table[len(best.chosen)] = best
                seen += 1
                if seen > LIMIT:
                    raise TooMany
    return table


def _choices(
    part: Component, outcomes: Sequence[Outcome], chosen: frozenset[int], standing: Standing
) -> Iterator[Best]:
    """With these controllers filled: every choice of the others that is not plainly worse than one of its size.

    Fields that are owed in the same outcomes are alike but for their gain, so of these the greatest gains are taken.
    """
    needed = [standing.gates & outcome.counted for outcome in outcomes]
    forced = frozenset[int]().union(*needed)
    if any(not gates <= outcome.owed for gates, outcome in zip(needed, outcomes, strict=True)):
        return
    if any(at in part.controllers and at not in chosen for at in forced):
        return
    taken = chosen | forced
    margins = [
        sum(standing.margin[at] for at in outcome.counted) + sum(standing.gain[at] for at in taken & outcome.owed)
        for outcome in outcomes
    ]
    alike: dict[tuple[bool, ...], list[int]] = {}
    for at in sorted(standing.lacking - taken - frozenset(part.controllers)):
        where = tuple(at in outcome.owed for outcome in outcomes)
        if standing.gain[at] and any(where):
            alike.setdefault(where, []).append(at)
    groups = [(where, _firsts(sorted(some, key=lambda at: -standing.gain[at]))) for where, some in alike.items()]
    for picked in product(*(firsts for _, firsts in groups)):
        gains = [sum(standing.gain[at] for at in pick) for pick in picked]
        worst = min(
            margin + sum(gain for gain, (where, _) in zip(gains, groups, strict=True) if where[number])
            for number, margin in enumerate(margins)
        )
        yield Best(worst, tuple(sorted(taken.union(*picked))))


def _firsts(some: Sequence[int]) -> list[tuple[int, ...]]:
    """None of them, the first, the first two …"""
    return [tuple(some[:count]) for count in range(len(some) + 1)]


def free_table(fields: Sequence[int], standing: Standing) -> Table:
    """The same for fields that always count: gates, then the greatest gains."""
    lacking = [at for at in fields if at in standing.lacking]
    forced = [at for at in lacking if at in standing.gates]
    rest = sorted(
        (at for at in lacking if at not in standing.gates and standing.gain[at]), key=lambda at: -standing.gain[at]
    )
    margin = sum(standing.margin[at] for at in fields) + sum(standing.gain[at] for at in forced)
    table: Table = [None] * len(forced)
    table.append(Best(margin, tuple(sorted(forced))))
    for count, at in enumerate(rest, 1):
        margin += standing.gain[at]
        table.append(Best(margin, tuple(sorted((*forced, *rest[:count])))))
    return table


def joined(tables: Sequence[Table]) -> Table:
    """The best choice of 0, 1, 2 … fields over all parts together: their margins add up."""
    total: Table = [Best(0, ())]
    for table in tables:
        sums: Table = [None] * (len(total) + len(table) - 1)
        for one in total:
            for other in table:
                if one is None or other is None:
                    continue
                size = len(one.chosen) + len(other.chosen)
                known = sums[size]
                if known is not None and known.margin > one.margin + other.margin:
                    continue
                both = Best(one.margin + other.margin, tuple(sorted((*one.chosen, *other.chosen))))
                if both.beats(known):
                    sums[size] = both
        total = sums
    return total


def spare_table(part: Component, now: Sequence[str | None], standing: Standing) -> Table:
    """What is known without looking at all choices: no controller filled, or every field of the component.

    With every field filled none counts against the margin; at least those without a condition count.
    """
    lacking = sorted(standing.lacking & frozenset(part.fields))
    table: Table = [None] * (len(lacking) + 1)
    for best in _choices(part, part.outcomes(now, frozenset()), frozenset(), standing):
        if best.beats(table[len(best.chosen)]):
            table[len(best.chosen)] = best
    owed = [at for at in part.fields if part.profile.fields[at].when is None]
    margin = sum(standing.margin[at] + (standing.gain[at] if at in standing.lacking else 0) for at in owed)
    table[len(lacking)] = Best(margin, tuple(lacking))
    return table
