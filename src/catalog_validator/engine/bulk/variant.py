"""What one combination of controlling values decides: which fields count, and which relations may speak."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

from catalog_validator.engine.assess import expected_empty
from catalog_validator.engine.bulk.cells import Asked, Outcome
from catalog_validator.engine.conditions import atoms, decide
from catalog_validator.engine.plan import ACROSS, Plan
from catalog_validator.engine.verdict import ONE, ZERO, Verdict, plain
from catalog_validator.model.finding import Severity
from catalog_validator.model.profile import Field, Relation
from catalog_validator.model.result import State

GRAIN = lcm(*range(1, 25))
"""Of these make a point. Nearly every loss is a whole number of them, and whole numbers are quick to add."""
Standing = tuple[Fraction | int, Fraction | int, bool, int, int, int]
"""Points possible, grains lost, whether a gate failed, errors, warnings, notes."""


@dataclass(frozen=True, slots=True, eq=False)
class Variant:
    """Decided once for a combination of outcomes of the controlling fields."""

    refused: bool
    standing: Standing
    """What the controlling fields themselves lose and make found."""
    idle: frozenset[str]
    """Fields that do not apply and that no relation covers: being filled is worth a warning."""
    open: tuple[str, ...]
    """Other fields on which it rests whether relations hold."""
    pending: tuple["Relation", ...]
    """Relations within the entry and across entries that hold or may hold."""
    talks: dict[tuple[Outcome, ...], "Talk"]
    """Outcomes of the open fields → which relations hold."""
    draft: "Draft"
    applies: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Draft:
    """A sheet of the controlling fields alone, for `decide` and `expected_empty`."""

    plan: Plan
    verdicts: Mapping[str, Verdict]
    applies: dict[str, bool]

    def look(self, field_id: str) -> tuple[bool, str | None]:
        """See `catalog_validator.engine.conditions.Lookup`."""
        verdict = self.verdicts.get(field_id)
        return self.applies[field_id], None if verdict is None else verdict.canonical


@dataclass(frozen=True, slots=True, eq=False)
class Talk:
    """The relations whose condition holds, once all fields that conditions ask about are known."""

    within: tuple[bool, ...]
    """For each of the plan's relations within the entry, whether it still has to look at it."""
    across: frozenset[str]
    """Ids of those across entries."""
    standing: Standing
    """That of the variant, with what is found by relations that say the same whenever they hold."""
    applies: Mapping[str, bool]
    circles: tuple[bool, ...]
    """For each circle of fields, whether it applies."""
    idle: frozenset[str]
    refused: bool


class Talks(dict[tuple[Outcome, ...], Talk]):
    """Outcomes of the controlling and of the open fields → what they decide together."""

    def __init__(
        self, plan: Plan, controlling: Sequence[str], open_fields: Sequence[str], circles: Sequence[str]
    ) -> None:
        """``circles``: one field of each circle; nothing is decided yet."""
        super().__init__()
        self._plan = plan
        self._controlling = controlling
        self._open = open_fields
        self._circles = circles
        self._variants: dict[tuple[Outcome, ...], Variant] = {}
        self.refusing = False
        """True once some combination refuses its entry."""

    def __missing__(self, outcomes: tuple[Outcome, ...]) -> Talk:
        count = len(self._controlling)
        variant = self._variant(outcomes[:count])
        found = dict(zip(self._open, outcomes[count:], strict=True))
        asked = tuple(found[name] for name in variant.open)
        talk = variant.talks.get(asked)
        if talk is None:
            verdicts = {name: verdict_of(outcome) for name, outcome in zip(variant.open, asked, strict=True)}
            draft = replace(variant.draft, verdicts={**variant.draft.verdicts, **verdicts})
            talk = build_talk(variant, self._circles, [item for item in variant.pending if _holds(item, draft)])
            if len(variant.talks) < MOST_TALKS:
                variant.talks[asked] = talk
        if len(self) < MOST_VARIANTS:
            self[outcomes] = talk
        return talk

    def _variant(self, outcomes: tuple[Outcome, ...]) -> Variant:
        variant = self._variants.get(outcomes)
        if variant is None:
            variant = build_variant(self._plan, dict(zip(self._controlling, outcomes, strict=True)))
            self.refusing = self.refusing or variant.refused
            if len(self._variants) < MOST_VARIANTS:
                self._variants[outcomes] = variant
        return variant


def build_talk(variant: Variant, circles: Sequence[str], holding: Sequence[Relation]) -> Talk:
    """The relations that hold, those that need no further look already counted."""
    plan = variant.draft.plan
    within = [item for item in holding if item.kind != ACROSS]
    constant = [item.severity for item in within if item.kind in ALWAYS and plan.choice.takes(ALWAYS[item.kind])]
    possible, lost, gate_failed, *found = variant.standing
    errors, warnings, notes = (
        before + constant.count(severity)
        for before, severity in zip(found, (Severity.ERROR, Severity.WARNING, Severity.NOTE), strict=True)
    )
    return Talk(
        tuple(item in within and item.kind not in ALWAYS for item in plan.relations),
        frozenset(item.id for item in holding if item.kind == ACROSS),
        (possible, lost, gate_failed, errors, warnings, notes),
        variant.applies,
        tuple(variant.applies[name] for name in circles),
        variant.idle,
        variant.refused,
    )


MOST_TALKS = 2_000
MOST_VARIANTS = 20_000
ALWAYS = {"contradiction": "CV302"}
"""Kinds of relation that say one thing whenever they hold, with their code."""


def controllers(plan: Plan) -> tuple[str, ...]:
    """Fields on whose value it rests whether other fields apply, what a relation keeps empty, or the refusal."""
    conditions = [field.when for field in plan.order]
    conditions += [item.when for item in plan.relations if item.kind == "should_be_empty"]
    named = {atom.field for condition in conditions for atom in atoms(condition)}
    return tuple(field.id for field in plan.order if field.id in named or field.refuse)


def open_fields(plan: Plan, named: Sequence[str]) -> tuple[str, ...]:
    """Fields besides the controlling ones on which it rests whether some relation holds."""
    asked = {atom.field for item in (*plan.relations, *plan.across) for atom in atoms(item.when)}
    return tuple(field.id for field in plan.order if field.id in asked and field.id not in named)


def asked_of(plan: Plan, field: Field) -> Asked:
    """Every list of values with which some condition compares the field."""
    conditions = [other.when for other in plan.order]
    conditions += [item.when for item in (*plan.relations, *plan.across)]
    lists = [atom.values for condition in conditions for atom in atoms(condition) if atom.field == field.id]
    return tuple(dict.fromkeys([*lists, ("yes",)] if field.refuse else lists))


def build_variant(plan: Plan, outcomes: Mapping[str, Outcome]) -> Variant:
    """Decide everything that follows from the controlling fields' outcomes."""
    draft = Draft(plan, {name: verdict_of(outcome) for name, outcome in outcomes.items()}, {})
    for field in plan.order:
        draft.applies[field.id] = field.when is None or decide(field.when, draft.look) is not False
    counted = [plan.fields[name] for name in outcomes if draft.applies[name]]
    rest = [field for field in plan.profile.fields if field.id not in outcomes]
    covered = expected_empty(draft)
    stray = [name for name in outcomes if not (draft.applies[name] or outcomes[name].empty or name in covered)]
    pending = [item for item in (*plan.relations, *plan.across) if _may_hold(item, draft)]
    asked = [atom.field for item in pending for atom in atoms(item.when)]
    stray_warnings = len(stray) if plan.choice.takes("CV301") else 0
    standing = (
        plain(sum((field.weight for field in plan.profile.fields if draft.applies[field.id]), ZERO)),
        plain(sum((GRAIN * field.weight * outcomes[field.id].lost for field in counted), ZERO)),
        any(field.gate and outcomes[field.id].lost for field in counted),
        sum(outcomes[field.id].errors for field in counted),
        sum(outcomes[field.id].warnings for field in counted) + stray_warnings,
        sum(outcomes[field.id].notes for field in counted),
    )
    return Variant(
        refused=any(plan.fields[name].refuse and outcome.canonical == "yes" for name, outcome in outcomes.items()),
        standing=standing,
        idle=frozenset(field.id for field in rest if not draft.applies[field.id] and field.id not in covered),
        open=tuple(dict.fromkeys(name for name in asked if name not in outcomes)),
        pending=tuple(pending),
        talks={},
        draft=draft,
        applies=draft.applies,
    )


def _holds(relation: Relation, draft: Draft) -> bool:
    return relation.when is None or bool(decide(relation.when, draft.look))


def _may_hold(relation: Relation, draft: Draft) -> bool:
    return relation.when is None or decide(relation.when, draft.look) is not False


def verdict_of(outcome: Outcome) -> Verdict:
    """What conditions see of an outcome."""
    state = State.FILLED if outcome.canonical is not None else State.INVALID
    return Verdict(state, ONE - outcome.lost, (), outcome.canonical)
