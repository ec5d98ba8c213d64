"""Which values of an entry can be mended so that nothing is lost by it."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from catalog_validator.engine.assess import Origin, is_refused, score_sheet
from catalog_validator.engine.plan import Plan
from catalog_validator.engine.sheet import Sheet
from catalog_validator.engine.verdict import Verdict
from catalog_validator.model.finding import Violation
from catalog_validator.model.place import Path
from catalog_validator.model.profile import Field, FieldType
from catalog_validator.model.repair import Repair
from catalog_validator.model.result import EntryResult, State
from catalog_validator.model.text import fold
from catalog_validator.rules.repairs import mend

Values = Mapping[str, object]
_NOWHERE = Origin("", "")


_ROUNDS = 4
LISTS = frozenset({FieldType.TEXTS, FieldType.CODES})
UNSURE = "encoding"


def entry_repairs(plan: Plan, values: Values, flaws: Sequence[Violation] = ()) -> tuple[Repair, ...] | None:
    """The repairs of an entry, in the profile's order; None for one that is marked as a state secret.

    Laws: a field that is filled stays filled and says the same; no credit and no score falls; an entry that was
    repaired needs no further repair. A repair that rests on an unsure reading is kept back.
    """
    if is_refused(plan, Sheet(plan, values), flaws):
        return None
    found: dict[Path, Repair] = {}
    for _ in range(_ROUNDS):
        more = _one_round(plan, values)
        made = [repair for repair in more if not repair.left]
        for repair in more:
            found.setdefault(repair.path, repair)
        values = applied_entry(values, made)
        if not made:
            break
    places = {field.id: place for place, field in enumerate(plan.profile.fields)}
    return tuple(sorted(found.values(), key=lambda repair: places[str(repair.path[0])]))


def _one_round(plan: Plan, values: Values) -> list[Repair]:
    found: list[Repair] = []
    held: list[Repair] = []
    for field in plan.profile.fields:
        met = list(_of_value(field, values.get(field.id), (field.id,)))
        held += [repair for repair in met if repair.left]
        found += _harmless(plan, values, [repair for repair in met if not repair.left])
    if not found or _at_least(plan, values, found):
        return [*found, *held]
    # A mended answer made another field count: what lets the score fall is not made.
    kept: list[Repair] = []
    for _, group in groupby(found, key=lambda repair: repair.path[0]):
        more = [*kept, *group]
        if _at_least(plan, values, more):
            kept = more
    return [*kept, *held]


def applied(values: object, repairs: Sequence[Repair]) -> object:
    """The same JSON value with the repairs made; what is not changed is shared."""
    for repair in repairs:
        values = _with(values, repair.path, repair.new)
    return values


def applied_entry(values: Values, repairs: Sequence[Repair]) -> Values:
    """The same for an entry."""
    changed = applied(values, repairs)
    return changed if isinstance(changed, dict) else values


def _with(value: object, path: Path, new: str) -> object:
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(value, list):
        return [_with(item, rest, new) if index == step else item for index, item in enumerate(value)]
    if isinstance(value, dict):
        return {key: _with(item, rest, new) if key == step else item for key, item in value.items()}
    raise KeyError(step)


def _of_value(field: Field, raw: object, path: Path) -> Iterator[Repair]:
    if isinstance(raw, list):
        for index, item in enumerate(raw):
            if not isinstance(item, list):
                yield from _of_value(field, item, (*path, index))
    elif isinstance(raw, dict):
        for part in field.parts:
            yield from _of_value(part, raw.get(part.id), (*path, part.id))
    elif isinstance(raw, str):
        judged = field
        if field.type in (FieldType.RECORD, FieldType.RECORDS):
            judged = next((part for part in field.parts if part.id == field.plain), field.parts[0])
        mended = mend(judged, raw, in_list=field.type in LISTS and isinstance(path[-1], int))
        if mended is not None:
            left = UNSURE if mended.unsure else ""
            yield Repair(path, raw, mended.text, mended.reasons, mended.encoding, left=left)


def _harmless(plan: Plan, values: Values, repairs: list[Repair]) -> list[Repair]:
    """Those repairs of one field after which its verdict is no worse."""
    if not repairs:
        return []
    name = str(repairs[0].path[0])
    judge = plan.judges[name]
    before = judge(values.get(name))

    def fine(some: Sequence[Repair]) -> bool:
        return _no_worse(before, judge(applied_entry(values, some).get(name)))

    if fine(repairs):
        return repairs
    kept: list[Repair] = []
    for repair in repairs:
        if fine([*kept, repair]):
            kept.append(repair)
    return kept


def _no_worse(before: Verdict, after: Verdict) -> bool:
    if after.credit < before.credit:
        return False
    if before.state is not State.FILLED:
        return True
    return _said(before) == _said(after)


def _said(verdict: Verdict) -> tuple[str, ...]:
    """What a filled field says, however it is spelled."""
    return tuple(map(fold, verdict.texts if verdict.canonical is None else (verdict.canonical,)))


def _at_least(plan: Plan, values: Values, repairs: Sequence[Repair]) -> bool:
    """Whether an entry scores no less with the repairs, and no further gate fails."""
    changed = applied_entry(values, repairs)
    before, after = (score_sheet(Sheet(plan, one), _NOWHERE) for one in (values, changed))
    return _score(after) >= _score(before) and set(after.gates_failed) <= set(before.gates_failed)


def _score(result: EntryResult) -> Fraction:
    return Fraction(-1) if result.score is None else result.score
