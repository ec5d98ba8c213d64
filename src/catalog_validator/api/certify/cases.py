"""The entries that are judged: every defect alone, then some at random together."""

import random
from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import islice

from catalog_validator.api.certify.defects import GONE, Defect, defects
from catalog_validator.api.certify.values import Entry, good_entry, good_value
from catalog_validator.engine.plan import Plan
from catalog_validator.engine.sheet import Sheet
from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.profile import Field, FieldType

_TRIES = 30


@dataclass(frozen=True, slots=True)
class Case:
    """One entry and what was done to it."""

    entry: Entry
    planted: tuple[Defect, ...] = ()

    def manners(self) -> Iterator[tuple[str, str]]:
        """Field and manner of each value that is written otherwise than strictly."""
        for defect in self.planted:
            if defect.manner:
                yield defect.path[0], defect.manner
        for name, value in self.entry.items():
            if value in ({}, []) or (isinstance(value, list) and {} in value):
                yield name, "blank"  # what is left when the only part is taken out


def make_cases(plan: Plan, entries: int, seed: int) -> Iterator[Case]:
    """A good entry and each defect alone (an even choice of them where they are more than asked for); then random ones.

    The seed settles them all; they never end.
    """
    every = list(defects(plan.profile, plan.as_of))
    rng = random.Random(f"{seed}/{plan.profile.id}")
    alone = list(_answers(rng, plan))
    share = min(1.0, max(0.0, (entries - 1 - len(alone) / 2) / (len(every) or 1)))
    chosen = [defect for at, defect in enumerate(every) if int((at + 1) * share) > int(at * share)]
    yield from islice((*_alone(rng, plan, chosen), *alone), entries)
    while True:
        yield _mixed(rng, plan, every)


def _alone(rng: random.Random, plan: Plan, every: Sequence[Defect]) -> Iterator[Case]:
    yield Case(good_entry(rng, plan))
    for defect in every:
        yield Case(plant(rng, plan, _where_it(rng, plan, defect.path[0], applies=True), defect), (defect,))

        name = defect.path[0]
        if name in plan.fields and plan.fields[name].when is not None:
            yield Case(plant(rng, plan, _where_it(rng, plan, name, applies=False), defect), (defect,))


def _where_it(rng: random.Random, plan: Plan, name: str, *, applies: bool) -> Entry:
    """A good entry in which the field applies, or does not, as far as a few tries find one."""
    for _ in range(_TRIES):
        entry = good_entry(rng, plan)
        if name not in plan.fields or Sheet(plan, entry).applies(name) is applies:
            break
    return entry


def _answers(rng: random.Random, plan: Plan) -> Iterator[Case]:
    """Each code and answer of a field on which others hang, with and without these others."""
    waiting = [field for field in plan.profile.fields if field.when is not None]
    for field in plan.profile.fields:
        values: list[object] = [item.code for item in field.code_list.items] if field.code_list else []
        if field.type is FieldType.YES_NO:
            values = [True, False]
        for value in values if field.type is not FieldType.CODES else ():
            entry = good_entry(rng, plan) | {field.id: value}
            yield Case({name: inner for name, inner in entry.items() if name not in {one.id for one in waiting}})
            yield Case(entry | {one.id: good_value(rng, one, plan.as_of) for one in waiting if one.id != field.id})


def _mixed(rng: random.Random, plan: Plan, every: Sequence[Defect]) -> Case:
    """A good entry with a few defects in fields of their own; now and then with fields that do not apply."""
    entry = good_entry(rng, plan)
    if rng.random() < 0.2:
        entry |= {
            field.id: good_value(rng, field, plan.as_of) for field in plan.profile.fields if field.when is not None
        }
    planted: dict[str, Defect] = {}
    for defect in rng.sample(every, min(len(every), rng.choice((0, 0, 1, 1, 2, 3, 5)))):
        if defect.path[0] not in planted:
            entry = plant(rng, plan, entry, defect)
            planted[defect.path[0]] = defect
    return Case(entry, tuple(planted.values()))


def plant(rng: random.Random, plan: Plan, entry: Entry, defect: Defect) -> Entry:
    """The entry with the defect in it; a record that it needs is made first."""
    name, *inside = defect.path
    known = {field.id: field for field in plan.profile.fields}
    changed = deepcopy(entry)
    if not inside:
        return _put(changed, name, defect.value)
    value = changed.get(name)
    if not isinstance(value, list | dict):
        value = changed[name] = good_value(rng, known[name], plan.as_of)
    _put_inside(value, inside, defect.value, known[name])
    return changed


def _put_inside(value: object, inside: Sequence[str], wanted: object, field: Field) -> None:
    """Into a record or the first of a list of records; ``+`` adds one."""
    if isinstance(value, list):
        if inside == ["+"]:
            value.append(wanted)
        elif len(inside) == 1:
            value[0] = wanted
        else:
            _put_inside(value[0], inside[1:], wanted, field)
    elif isinstance(value, dict):
        _put(value, inside[0], wanted)


def _put(record: Entry, name: str, wanted: object) -> Entry:
    if wanted is GONE:
        record.pop(name, None)
    else:
        record[name] = wanted
    return record
