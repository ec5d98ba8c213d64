"""Fields that apply together, and what the outcome of a field means for an entry's points."""

from collections.abc import Sequence
from fractions import Fraction

from catalog_validator.engine.bulk.cells import Cell, Outcome
from catalog_validator.engine.bulk.variant import GRAIN, Standing
from catalog_validator.engine.plan import Plan
from catalog_validator.engine.verdict import plain
from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.profile import Condition, Field

MOST_EXTRAS = 5_000

Extra = tuple[Fraction | int, bool, int, int, int]
"""Grains lost, whether a gate failed, errors, warnings, notes."""
Hits = dict[int, list[Extra]]
"""Row of the chunk → what was found in it."""


@dataclass(frozen=True, slots=True)
class Step:
    """A field that is not a controlling one, with its cell and weight."""

    name: str
    cell: Cell
    weight: Fraction
    gate: bool
    extras: dict[Outcome, Extra]

    def extra(self, outcome: Outcome) -> Extra:
        """What an outcome means for the entry; remembered."""
        known = self.extras.get(outcome)
        if known is None:
            lost = plain(Fraction(GRAIN * self.weight * outcome.lost))
            known = (lost, self.gate and bool(outcome.lost), outcome.errors, outcome.warnings, outcome.notes)
            if len(self.extras) < MOST_EXTRAS:
                self.extras[outcome] = known
        return known


@dataclass(frozen=True, slots=True)
class Circle:
    """Fields that apply under the same condition."""

    when: Condition | None
    steps: tuple[Step, ...]


def summed(standing: Standing, extras: Sequence[Extra]) -> Standing:
    """Where an entry stands after all that was found in it."""
    possible, lost, gate_failed, errors, warnings, notes = standing
    for points, failed, more_errors, more_warnings, more_notes in extras:
        lost += points
        gate_failed = gate_failed or failed
        errors, warnings, notes = errors + more_errors, warnings + more_warnings, notes + more_notes
    return possible, lost, gate_failed, errors, warnings, notes


def build_circles(plan: Plan, cells: dict[str, Cell], named: frozenset[str]) -> tuple[Circle, ...]:
    """All fields but the controlling ones, by their conditions."""
    circles: list[tuple[Condition | None, list[Field]]] = []
    for field in plan.profile.fields:
        if field.id in named:
            continue
        same = next((fields for when, fields in circles if when == field.when), None)
        if same is None:
            circles.append((field.when, [field]))
        else:
            same.append(field)
    return tuple(
        Circle(when, tuple(Step(field.id, cells[field.id], field.weight, field.gate, {}) for field in fields))
        for when, fields in circles
    )
