"""What one combination of controlling values decides: which fields count, and which relations may speak."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from catalog_validator.engine.assess import expected_empty
from catalog_validator.engine.cells import FINE, Asked, Cell, Memo, Outcome
from catalog_validator.engine.conditions import atoms, decide
from catalog_validator.engine.plan import ACROSS, Plan
from catalog_validator.engine.verdict import ONE, ZERO, Verdict, plain
from catalog_validator.model.finding import Severity
from catalog_validator.model.profile import Field, Relation
from catalog_validator.model.result import State

Step = tuple[str, Outcome, Memo, Cell, Fraction | int]
"""Field id, what it costs when it is absent, what is known of its texts, its cell, its weight."""


@dataclass(frozen=True, slots=True, eq=False)
class Variant:
    """Decided once for a combination of outcomes of the controlling fields."""

    refused: bool
    possible: Fraction | int
    lost: Fraction | int
    """Points that the controlling fields themselves lose."""
    errors: int
    warnings: int
    notes: int
    gate_failed: bool
    steps: tuple[Step, ...]
    """The other fields that apply."""
    idle: tuple[str, ...]
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

    within: tuple[Relation, ...]
    """Those within the entry that still have to look at it."""
    across: frozenset[str]
    """Ids of those across entries."""
    errors: int
    warnings: int
    notes: int
    """Found by relations that say the same whenever they hold."""


def talk_of(variant: Variant, outcomes: tuple[Outcome, ...]) -> Talk:
    """Which relations hold with these outcomes of the open fields; remembered."""
    known = variant.talks.get(outcomes)
    if known is None:
        found = {name: _verdict(outcome) for name, outcome in zip(variant.open, outcomes, strict=True)}
        draft = Draft(variant.draft.plan, {**variant.draft.verdicts, **found}, variant.draft.applies)
        known = build_talk(draft, [item for item in variant.pending if _holds(item, draft)])
        if len(variant.talks) < MOST_TALKS:
            variant.talks[outcomes] = known
    return known


def build_talk(draft: "Draft", holding: Sequence[Relation]) -> Talk:
    """The relations that hold, those that need no further look already counted."""
    plan = draft.plan
    within = [item for item in holding if item.kind != ACROSS]
    constant = [item.severity for item in within if item.kind in ALWAYS and plan.choice.takes(ALWAYS[item.kind])]
    return Talk(
        tuple(item for item in within if item.kind not in ALWAYS),
        frozenset(item.id for item in holding if item.kind == ACROSS),
        constant.count(Severity.ERROR),
        constant.count(Severity.WARNING),
        constant.count(Severity.NOTE),
    )


MOST_TALKS = 2_000
ALWAYS = {"contradiction": "CV302"}
"""Kinds of relation that say one thing whenever they hold, with their code."""


def controllers(plan: Plan) -> tuple[str, ...]:
    """Fields on whose value it rests whether other fields apply, what a relation keeps empty, or the refusal."""
    conditions = [field.when for field in plan.order]
    conditions += [item.when for item in plan.relations if item.kind == "should_be_empty"]
    named = {atom.field for condition in conditions for atom in atoms(condition)}
    return tuple(field.id for field in plan.order if field.id in named or field.refuse)


def asked_of(plan: Plan, field: Field) -> Asked:
    """Every list of values with which some condition compares the field."""
    conditions = [other.when for other in plan.order]
    conditions += [item.when for item in (*plan.relations, *plan.across)]
    lists = [atom.values for condition in conditions for atom in atoms(condition) if atom.field == field.id]
    return tuple(dict.fromkeys([*lists, ("yes",)] if field.refuse else lists))


def build_variant(plan: Plan, cells: Mapping[str, Cell], outcomes: Mapping[str, Outcome]) -> Variant:
    """Decide everything that follows from the controlling fields' outcomes."""
    draft = Draft(plan, {name: _verdict(outcome) for name, outcome in outcomes.items()}, {})
    for field in plan.order:
        draft.applies[field.id] = field.when is None or decide(field.when, draft.look) is not False
    counted = [plan.fields[name] for name in outcomes if draft.applies[name]]
    rest = [field for field in plan.profile.fields if field.id not in outcomes]
    covered = expected_empty(draft)
    stray = [name for name in outcomes if not (draft.applies[name] or outcomes[name].empty or name in covered)]
    pending = [item for item in (*plan.relations, *plan.across) if _may_hold(item, draft)]
    asked = [atom.field for item in pending for atom in atoms(item.when)]
    stray_warnings = len(stray) if plan.choice.takes("CV301") else 0
    return Variant(
        refused=any(plan.fields[name].refuse and outcome.canonical == "yes" for name, outcome in outcomes.items()),
        possible=plain(sum((field.weight for field in plan.profile.fields if draft.applies[field.id]), ZERO)),
        lost=plain(sum((field.weight * outcomes[field.id].lost for field in counted), ZERO)),
        errors=sum(outcomes[field.id].errors for field in counted),
        warnings=sum(outcomes[field.id].warnings for field in counted) + stray_warnings,
        notes=sum(outcomes[field.id].notes for field in counted),
        gate_failed=any(field.gate and outcomes[field.id].lost for field in counted),
        steps=_steps([field for field in rest if draft.applies[field.id]], cells),
        idle=tuple(field.id for field in rest if not draft.applies[field.id] and field.id not in covered),
        open=tuple(dict.fromkeys(name for name in asked if name not in outcomes)),
        pending=tuple(pending),
        talks={},
        draft=draft,
        applies=draft.applies,
    )


def _steps(fields: Sequence[Field], cells: Mapping[str, Cell]) -> tuple[Step, ...]:
    return tuple((field.id, _absent(field, cells[field.id]), *_known(field, cells[field.id])) for field in fields)


def _known(field: Field, cell: Cell) -> tuple[Memo, Cell, Fraction | int]:
    return cell.memo, cell, plain(field.weight)


def _absent(field: Field, cell: Cell) -> Outcome:
    """An absent field that weighs nothing and is not asked for is as good as fine."""
    outcome = cell.look(None)
    free = not field.weight and not (outcome.errors or outcome.warnings or outcome.notes)
    return FINE if free else outcome


def _holds(relation: Relation, draft: Draft) -> bool:
    return relation.when is None or bool(decide(relation.when, draft.look))


def _may_hold(relation: Relation, draft: Draft) -> bool:
    return relation.when is None or decide(relation.when, draft.look) is not False


def _verdict(outcome: Outcome) -> Verdict:
    state = State.FILLED if outcome.canonical is not None else State.INVALID
    return Verdict(state, ONE - outcome.lost, (), outcome.canonical)
