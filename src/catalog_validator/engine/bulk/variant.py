"""What the answers that conditions ask for decide: which fields count, and which relations may speak."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import compress
from operator import and_, itemgetter

from catalog_validator.engine.bulk.bill import GRAIN, bill_of
from catalog_validator.engine.bulk.cells import Asked
from catalog_validator.engine.conditions import atoms, decide
from catalog_validator.engine.plan import Plan
from catalog_validator.engine.verdict import ZERO, plain
from catalog_validator.model.finding import Severity
from catalog_validator.model.profile import Condition, Field, Relation

Answers = tuple[str | None, ...]
"""For each field that conditions ask about a canonical value, one for all that they tell nothing apart; or None."""

MOST_TALKS = 20_000
MOST_DECISIONS = 5_000
ALWAYS = {"contradiction": "CV302"}
"""Kinds of relation that say one thing whenever they hold, with their code."""


class Draft:
    """What conditions see of an entry."""

    def __init__(self, plan: Plan, answers: Mapping[str, str | None]) -> None:
        """``answers``: of all fields that conditions ask about."""
        self._plan = plan
        self._answers = answers

    def look(self, field_id: str) -> tuple[bool, str | None]:
        """See `catalog_validator.engine.conditions.Lookup`."""
        when = self._plan.fields[field_id].when
        return when is None or decide(when, self.look) is not False, self._answers.get(field_id)


class Decision:
    """A condition, decided once for each combination of the answers that it rests on."""

    __slots__ = ("_known", "_names", "_pick", "_plan", "_when")

    def __init__(self, plan: Plan, names: Sequence[str], when: Condition) -> None:
        """``names``: the fields that answer."""
        self._plan, self._names, self._when = plan, names, when
        rests_on = rests(plan, when)
        places = [place for place, name in enumerate(names) if name in rests_on]
        self._pick = itemgetter(*places)
        self._known: dict[object, bool | None] = {}

    def __call__(self, answers: Answers) -> bool | None:
        """As `decide` says."""
        asked = self._pick(answers)
        if asked in self._known:
            return self._known[asked]
        said = decide(self._when, Draft(self._plan, dict(zip(self._names, answers, strict=True))).look)
        if len(self._known) < MOST_DECISIONS:
            self._known[asked] = said
        return said


def rests(plan: Plan, when: Condition | None) -> frozenset[str]:
    """All fields that a condition rests on, also by way of whether one of them applies."""
    named = frozenset(atom.field for atom in atoms(when))
    return named.union(*(rests(plan, plan.fields[name].when) for name in named))


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """Which fields count."""

    circles: tuple[bool, ...]
    """For each circle of fields, whether it applies."""
    applies: Mapping[str, bool]
    away: frozenset[str]
    """The fields that do not apply."""
    possible: Fraction | int
    """In grains."""


@dataclass(frozen=True, slots=True, eq=False)
class Talk:
    """What follows from one combination of answers."""

    scope: Scope
    possible: Fraction | int
    """See `Scope.possible`."""
    bill: int
    """Of the relations that say the same whenever they hold."""
    within: tuple[bool, ...]
    """For each of the plan's relations within the entry, whether it still has to look at it."""
    across: tuple[bool, ...]
    """For each of those across entries, whether it holds."""
    idle: frozenset[str]
    """Fields that do not apply and that no relation covers: being filled is worth a warning."""
    refused: bool

    @property
    def applies(self) -> Mapping[str, bool]:
        """Whether each field counts."""
        return self.scope.applies


class Talks(dict[Answers, Talk]):
    """Answers → what they decide together."""

    def __init__(self, plan: Plan, names: Sequence[str], circles: Sequence[Sequence[str]]) -> None:
        """``names``: the fields that answer; ``circles``: the fields of each circle. Nothing is decided yet."""
        super().__init__()
        self._plan = plan
        self._names = names
        self._circles = circles
        whens = [plan.fields[circle[0]].when for circle in circles]
        self._applying, self._within, self._across = (
            [None if when is None else Decision(plan, names, when) for when in conditions]
            for conditions in (whens, (item.when for item in plan.relations), (item.when for item in plan.across))
        )
        self._scopes: dict[tuple[bool, ...], Scope] = {}
        self.refusing = False
        """True once some combination refuses its entry."""

    def __missing__(self, answers: Answers) -> Talk:
        talk = self._talk(answers)
        self.refusing = self.refusing or talk.refused
        if len(self) < MOST_TALKS:
            self[answers] = talk
        return talk

    def _talk(self, answers: Answers) -> Talk:
        """Decide everything that follows from the answers."""
        plan = self._plan
        circles = tuple(decision is None or decision(answers) is not False for decision in self._applying)
        within = [decision is None or bool(decision(answers)) for decision in self._within]
        holding = list(compress(plan.relations, within))
        constant = [item.severity for item in holding if speaks_always(plan, item)]
        covered = [name for item in holding if item.kind == "should_be_empty" for name in item.fields]
        scope = self._scope(circles)
        return Talk(
            scope=scope,
            possible=scope.possible,
            bill=bill_of(*map(constant.count, (Severity.ERROR, Severity.WARNING, Severity.NOTE))),
            within=tuple(map(and_, within, (item.kind not in ALWAYS for item in plan.relations))),
            across=tuple(decision is None or bool(decision(answers)) for decision in self._across),
            idle=scope.away.difference(covered),
            refused=any(
                plan.fields[name].refuse and answer == "yes" for name, answer in zip(self._names, answers, strict=True)
            ),
        )

    def _scope(self, circles: tuple[bool, ...]) -> Scope:
        scope = self._scopes.get(circles)
        if scope is None:
            applies = {name: flag for names, flag in zip(self._circles, circles, strict=True) for name in names}
            points = sum((self._plan.fields[name].weight for name, flag in applies.items() if flag), ZERO)
            away = frozenset(name for name, flag in applies.items() if not flag)
            scope = self._scopes[circles] = Scope(circles, applies, away, plain(GRAIN * points))
        return scope


def speaks_always(plan: Plan, relation: Relation) -> bool:
    """Whether a relation says one thing whenever it holds, and is asked to say it."""
    return relation.kind in ALWAYS and plan.choice.takes(ALWAYS[relation.kind])


def asked_of(plan: Plan, field: Field) -> Asked:
    """Every list of values with which some condition compares the field."""
    conditions = [other.when for other in plan.order]
    conditions += [item.when for item in (*plan.relations, *plan.across)]
    lists = [atom.values for condition in conditions for atom in atoms(condition) if atom.field == field.id]
    return tuple(dict.fromkeys([*lists, ("yes",)] if field.refuse else lists))
