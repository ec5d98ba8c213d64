"""Relations in the bulk path: a cheap answer where one is sure, else the rule itself on what it looks at."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import cast

from catalog_validator.engine.cells import FINE, Cell
from catalog_validator.engine.judge import Judge
from catalog_validator.engine.plan import Plan
from catalog_validator.engine.sheet import Sheet
from catalog_validator.engine.verdict import Verdict
from catalog_validator.model.finding import Severity
from catalog_validator.model.profile import FieldType, Relation
from catalog_validator.model.text import fold
from catalog_validator.rules.relations import RELATIONS, words

Values = Mapping[str, object]
Counts = tuple[int, int, int]
"""Errors, warnings and notes."""
NOTHING: Counts = (0, 0, 0)
Applies = Mapping[str, bool]
Silence = Callable[[Values, Applies], Counts | None]
"""What a relation says of an entry with these values, in numbers; None where the rule itself has to be asked."""


class QuickSheet(Sheet):
    """A sheet that asks the cells, which remember and prove, before the reference."""

    __slots__ = ("_cells",)

    def __init__(self, plan: Plan, cells: Mapping[str, Cell], values: Values) -> None:
        """One entry."""
        super().__init__(plan, values)
        self._cells = cells

    def verdict(self, field_id: str) -> Verdict:
        """The cell's word."""
        known = self._verdicts.get(field_id)
        if known is None:
            known = self._verdicts[field_id] = self._cells[field_id].verdict(self._values.get(field_id))
        return known


def said(relation: Relation, sheet: Sheet) -> Counts:
    """What the relation says, by the rule itself."""
    plan = sheet.plan
    hits = [hit for hit in RELATIONS[relation.kind](relation, sheet, plan.as_of) if plan.choice.takes(hit.code)]
    severities = [hit.severity for hit in hits]
    return severities.count(Severity.ERROR), severities.count(Severity.WARNING), severities.count(Severity.NOTE)


def build_silence(plan: Plan, relation: Relation, cells: Mapping[str, Cell]) -> Silence:
    """The cheap answers for a relation; one that never knows where there are none."""
    if relation.kind == "not_a_subset":
        return _subset(plan, relation, cells)
    if relation.kind == "repeats":
        return _repeated(plan, relation, cells)
    if relation.kind == "stale":
        return _fresh(plan, relation)
    if relation.kind == "lacks_one_of":
        return _lacking(plan, relation, cells)
    if relation.kind == "telling_phrase":
        return _telling(plan, relation, cells)
    if relation.kind == "should_be_empty":
        fields = relation.fields
        return lambda values, applies: NOTHING if all(values.get(field_id) is None for field_id in fields) else None
    return lambda values, applies: None


def times(one: Counts, found: int) -> Counts:
    """So many findings of one kind."""
    return (one[0] * found, one[1] * found, one[2] * found) if found else NOTHING


def once(plan: Plan, relation: Relation, code: str) -> Counts:
    """One finding of the relation in numbers."""
    counted = plan.choice.takes(code)
    severities = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
    errors, warnings, notes = (int(counted and relation.severity is severity) for severity in severities)
    return errors, warnings, notes


def _lacking(plan: Plan, relation: Relation, cells: Mapping[str, Cell]) -> Silence:
    """Looks at codes that are known to be fine."""
    wanted = frozenset(cast(tuple[str, ...], relation.params["codes"]))
    one = once(plan, relation, "CV303")
    fields = [(field_id, cells[field_id].memo, _Known(_code_of(plan, field_id))) for field_id in relation.fields]

    def silent(values: Values, applies: Applies) -> Counts | None:
        found = 0
        for field_id, memo, known in fields:
            listed = values.get(field_id)
            if listed is None or not applies[field_id]:
                continue
            if not isinstance(listed, list) or not all(item.__class__ is str and memo[item] is FINE for item in listed):
                return None
            found += bool(listed) and wanted.isdisjoint([known[item] for item in listed])
        return times(one, found)

    return silent


def _code_of(plan: Plan, field_id: str) -> Callable[[object], str]:
    return lambda raw: "".join(plan.judges[field_id](raw).texts)


def _telling(plan: Plan, relation: Relation, cells: Mapping[str, Cell]) -> Silence:
    """Looks at single texts that are known to be fine."""
    phrases = tuple(words(phrase) for phrase in cast(tuple[str, ...], relation.params["phrases"]))
    one = once(plan, relation, "CV306")
    fields = [(field_id, cells[field_id].memo) for field_id in relation.fields]

    def silent(values: Values, applies: Applies) -> Counts | None:
        found = 0
        for field_id, memo in fields:
            text = values.get(field_id)
            if text is None or not applies[field_id]:
                continue
            if not isinstance(text, str) or memo[text] is not FINE:
                return None
            said = words(text)
            found += any(phrase in said for phrase in phrases)
        return times(one, found)

    return silent


def _subset(plan: Plan, relation: Relation, cells: Mapping[str, Cell]) -> Silence:
    """Written just like a name in the other list, a name that is known to be fine: the same after folding too."""
    other = cast(str, relation.params["of"])
    field = plan.fields[other]
    plain = field.plain or field.parts[0].id if field.parts else None
    names_fine = cells[other].memo_of(plain)
    one = once(plan, relation, "CV305")
    fields = [(name, cells[name].memo, frozenset(plan.fields[name].declared)) for name in relation.fields]

    def silent(values: Values, applies: Applies) -> Counts | None:
        strange: list[str] = []
        names = _names(values.get(other), plain)
        for field_id, memo, answers in fields:
            listed = values.get(field_id)
            if listed is None or not applies[field_id]:
                continue
            if not isinstance(listed, list):
                return None
            for item in listed:
                if item.__class__ is not str or memo[item] is not FINE:
                    return None
                if item not in answers and (item not in names or names_fine[item] is not FINE):
                    strange.append(item)
        if not strange:
            return NOTHING
        if not applies[other] or any(names_fine[name] is not FINE for name in names):
            return None
        folded, declared = set(map(fold, names)), {fold(answer) for _, _, answers in fields for answer in answers}
        if not folded or any(fold(item) in declared for item in strange):
            return None
        return times(one, sum(fold(item) not in folded for item in strange))

    return silent


def _names(listed: object, plain: str | None) -> set[str]:
    """The items of a list of texts, or what stands in the plain part of its records."""
    if not isinstance(listed, list):
        return set()
    texts = (item.get(plain) if isinstance(item, dict) else item for item in listed)
    return {text for text in texts if isinstance(text, str)}


class _Heads(dict[str, str]):
    """First word → folded."""

    def __missing__(self, word: str) -> str:
        folded = fold(word)
        if len(self) < 20_000 and len(word) < 40:
            self[word] = folded
        return folded


HEAD_WORDS = 10


def _differ(heads: _Heads, one: str, other: str) -> bool:
    """Proof that two texts are not the same after folding: two of their first words differ, place by place.

    Words that fold to nothing, or to more than one, prove nothing: folding moves what comes after them.
    """
    for left, right in zip(one.split(" ", HEAD_WORDS)[:-1], other.split(" ", HEAD_WORDS)[:-1], strict=False):
        first, second = heads[left], heads[right]
        if not first or not second or " " in first or " " in second:
            return False
        if first != second:
            return True
    return False


def _repeated(plan: Plan, relation: Relation, cells: Mapping[str, Cell]) -> Silence:
    """Counts the texts that say what an earlier one says, where all texts are known to be fine and to apply."""
    heads = _Heads()
    one = once(plan, relation, "CV401")
    fields = [(field_id, cells[field_id].memo) for field_id in relation.fields]
    sure = all(plan.fields[name].type is FieldType.TEXT and plan.fields[name].when is None for name in relation.fields)

    def silent(values: Values, applies: Applies) -> Counts | None:
        said: dict[str, list[str]] = {}
        found = 0
        for field_id, _ in fields:
            text = values.get(field_id)
            if text is None:
                continue
            if text.__class__ is not str:
                return None
            head = heads[text.partition(" ")[0]]
            if not head or " " in head:
                return None
            earlier = said.get(head)
            if earlier is None:
                said[head] = [text]
            elif text in earlier:
                found += 1
            elif all(_differ(heads, text, other) for other in earlier):
                earlier.append(text)
            else:
                return None
        if not found:
            return NOTHING
        texts = [(memo, values.get(name)) for name, memo in fields]
        fine = sure and all(memo[text] is FINE for memo, text in texts if isinstance(text, str))
        return times(one, found) if fine else None

    return silent


def _fresh(plan: Plan, relation: Relation) -> Silence:
    """A date that is, by the reference's reading of both values, not older than the frequency allows."""
    frequency, max_days = cast(str, relation.params["frequency"]), cast(Mapping[str, int], relation.params["max_days"])
    oldest = _Known(lambda raw: _oldest(plan, max_days, plan.judges[frequency](raw)))
    dates = [(field_id, _Known(_date_of(plan.judges[field_id]))) for field_id in relation.fields]
    one = once(plan, relation, "CV307")

    def silent(values: Values, applies: Applies) -> Counts | None:
        often = values.get(frequency)
        if often.__class__ is not str or not applies[frequency]:
            return None
        found = 0
        for field_id, known in dates:
            updated = values.get(field_id)
            if updated is None or not applies[field_id]:
                continue
            if updated.__class__ is not str:
                return None
            found += oldest[often] > known[updated]
        return times(one, found)

    return silent


class _Known(dict[object, str]):
    """Raw text → an ISO date, as a function says; remembered."""

    def __init__(self, find: Callable[[object], str]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, raw: object) -> str:
        found = self._find(raw)
        if len(self) < 20_000:
            self[raw] = found
        return found


LATEST = "9999-12-31"


def _date_of(judge: Judge) -> Callable[[object], str]:
    """The date a text means; the latest of all for what is none, as nothing is said of it."""
    return lambda raw: judge(raw).canonical or LATEST


def _oldest(plan: Plan, max_days: Mapping[str, int], verdict: Verdict) -> str:
    """The oldest date that a frequency allows on the as-of date; before all dates where it sets no limit."""
    days = max_days.get(verdict.canonical or "")
    return "" if days is None else (plan.as_of - timedelta(days)).isoformat()
