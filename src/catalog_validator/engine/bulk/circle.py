"""Fields that apply together."""

from catalog_validator.engine.bulk.cells import Cell
from catalog_validator.engine.plan import Plan
from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.profile import Condition, Field


@dataclass(frozen=True, slots=True)
class Step:
    """A field with its cell."""

    name: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Circle:
    """Fields that apply under the same condition."""

    when: Condition | None
    steps: tuple[Step, ...]


def build_circles(plan: Plan, cells: dict[str, Cell]) -> tuple[Circle, ...]:
    """All fields, by their conditions."""
    circles: list[tuple[Condition | None, list[Field]]] = []
    for field in plan.profile.fields:
        same = next((fields for when, fields in circles if when == field.when), None)
        if same is None:
            circles.append((field.when, [field]))
        else:
            same.append(field)
    return tuple(Circle(when, tuple(Step(field.id, cells[field.id]) for field in fields)) for when, fields in circles)
