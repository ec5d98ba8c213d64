"""Relations in the bulk path: a cheap proof that one has nothing to say, else the rule itself on what it looks at."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import cast

from catalog_validator.engine.cells import Cell
from catalog_validator.engine.judge import Judge
from catalog_validator.engine.plan import Plan
from catalog_validator.engine.sheet import Sheet
from catalog_validator.engine.verdict import Verdict
from catalog_validator.model.finding import Severity
from catalog_validator.model.profile import Relation
from catalog_validator.model.text import fold
from catalog_validator.rules.relations import RELATIONS

Values = Mapping[str, object]
Silent = Callable[[Values], bool]
"""True proves that the relation says nothing of an entry with these values."""


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


Counts = tuple[int, int, int]
"""Errors, warnings and notes."""


def said(relation: Relation, sheet: Sheet) -> Counts:
    """What the relation says, by the rule itself."""
    plan = sheet.plan
    hits = [hit for hit in RELATIONS[relation.kind](relation, sheet, plan.as_of) if plan.choice.takes(hit.code)]
    severities = [hit.severity for hit in hits]
    return severities.count(Severity.ERROR), severities.count(Severity.WARNING), severities.count(Severity.NOTE)


def build_silence(plan: Plan, relation: Relation, cells: Mapping[str, Cell]) -> Silent:
    """The proof for a relation; one that never holds where there is none."""
    absent = _absent(relation.fields)
    if relation.kind in ("should_be_empty", "lacks_one_of", "telling_phrase"):
        return absent
    if relation.kind == "not_a_subset":
        return _subset(plan, relation, cells)
    if relation.kind == "repeats":
        return _distinct(relation)
    if relation.kind == "stale":
        return _fresh(plan, relation)
    return lambda values: False


def _absent(fields: tuple[str, ...]) -> Silent:
    if len(fields) == 1:
        (only,) = fields
        return lambda values: values.get(only) is None
    return lambda values: all(values.get(field_id) is None for field_id in fields)


def _subset(plan: Plan, relation: Relation, cells: Mapping[str, Cell]) -> Silent:
    """Written just like a name in the other list, a name that is proved fine: the same after folding too."""
    other = cast(str, relation.params["of"])
    field = plan.fields[other]
    plain = field.plain or field.parts[0].id if field.parts else None
    cell = cells[other]
    proof, fine = cell.proof_of(plain), cell.fineness_of(plain)
    declared = {field_id: frozenset(plan.fields[field_id].declared) for field_id in relation.fields}

    def silent(values: Values) -> bool:
        names: set[object] | None = None
        for field_id in relation.fields:
            listed = values.get(field_id)
            if listed is None:
                continue
            if not isinstance(listed, list):
                return False
            if names is None:
                names = _names(values.get(other), plain)
            answers = declared[field_id]
            for item in listed:
                if item.__class__ is not str:
                    return False
                if not (item in names and (proof(item) or fine(item))) and item not in answers:
                    return False
        return True

    return silent


def _names(listed: object, plain: str | None) -> set[object]:
    """The items of a list of texts, or what stands in the plain part of its records."""
    if not isinstance(listed, list):
        return set()
    texts = (item.get(plain) if isinstance(item, dict) else item for item in listed)
    return {text for text in texts if text.__class__ is str}


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


def _distinct(relation: Relation) -> Silent:
    """Texts that differ in one of their first words cannot be the same."""
    heads = _Heads()

    def silent(values: Values) -> bool:
        said: dict[str, list[str]] = {}
        for field_id in relation.fields:
            text = values.get(field_id)
            if text is None:
                continue
            if text.__class__ is not str:
                return False
            head = heads[text.partition(" ")[0]]
            if not head or " " in head:
                return False
            alike = said.setdefault(head, [])
            if not all(_differ(heads, text, earlier) for earlier in alike):
                return False
            alike.append(text)
        return True

    return silent


def _fresh(plan: Plan, relation: Relation) -> Silent:
    """A date that is, by the reference's reading of both values, not older than the frequency allows."""
    frequency, max_days = cast(str, relation.params["frequency"]), cast(Mapping[str, int], relation.params["max_days"])
    oldest = _Known(lambda raw: _oldest(plan, max_days, plan.judges[frequency](raw)))
    dates = [(field_id, _Known(_date_of(plan.judges[field_id]))) for field_id in relation.fields]

    def silent(values: Values) -> bool:
        often = values.get(frequency)
        limit = oldest[often] if often is None or often.__class__ is str else ""
        for field_id, known in dates:
            updated = values.get(field_id)
            if updated is None:
                continue
            if updated.__class__ is not str or limit > known[updated]:
                return False
        return True

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
