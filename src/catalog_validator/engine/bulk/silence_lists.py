"""Quick answers about lists: codes among those wanted, names among those of another list."""

from collections.abc import Callable, Mapping
from typing import cast

from catalog_validator.engine.bulk.cells import FINE, Cell, Memo
from catalog_validator.engine.bulk.list_cells import is_single
from catalog_validator.engine.bulk.proofs import says_something
from catalog_validator.engine.bulk.silence_counts import NOTHING, Applies, Counts, Known, Silence, Values, once, times
from catalog_validator.engine.plan import Plan
from catalog_validator.model.profile import Field, Relation
from catalog_validator.model.text import fold


def lacking(plan: Plan, relation: Relation, cells: Mapping[str, Cell]) -> Silence:
    """Looks at codes that are known to be fine."""
    wanted = frozenset(cast(tuple[str, ...], relation.params["codes"]))
    one = once(plan, relation, "CV303")
    fields = [(field_id, cells[field_id].memo, Known(_code_of(plan, field_id))) for field_id in relation.fields]

    def silent(values: Values, applies: Applies) -> Counts | None:
        found = 0
        for field_id, memo, known in fields:
            listed = values.get(field_id)
            if listed is None or not applies[field_id]:
                continue
            if not isinstance(listed, list) or not all(is_single(item) and memo[item] is FINE for item in listed):
                return None
            found += bool(listed) and wanted.isdisjoint([known[item] for item in listed])
        return times(one, found)

    return silent


def _code_of(plan: Plan, field_id: str) -> Callable[[object], str]:
    return lambda raw: "".join(plan.judges[field_id](raw).texts)


def subset(plan: Plan, relation: Relation, cells: Mapping[str, Cell]) -> Silence:
    """Written just like a name in the other list, a name that is known to be fine: the same after folding too."""
    other = cast(str, relation.params["of"])
    field = plan.fields[other]
    plain = field.plain or field.parts[0].id if field.parts else None
    names_fine = cells[other].memo_of(plain)
    says = Known(_says(field, plan, names_fine)) if field.plain else None
    one = once(plan, relation, "CV305")
    fields = [(name, cells[name].memo, frozenset(plan.fields[name].declared)) for name in relation.fields]
    declared = {fold(answer) for _, _, answers in fields for answer in answers}

    def silent(values: Values, applies: Applies) -> Counts | None:
        names = _names(values.get(other), plain, says) if applies[other] else set()
        if names is None:
            return None
        strange: list[str] = []
        for field_id, memo, answers in fields:
            listed = values.get(field_id)
            if listed is None or not applies[field_id]:
                continue
            if not isinstance(listed, list):
                return None
            for item in listed:
                if not is_single(item):
                    return None
                # What brings no credit the rule does not see, here as in the other list.
                if item not in answers and (item not in names or names_fine[item].lost) and not memo[item].lost:
                    strange.append(item)
        if not strange:
            return NOTHING
        folded = {fold(name) for name in names if not names_fine[name].lost}
        if any(fold(item) in declared for item in strange):
            return None
        return times(one, sum(fold(item) not in folded for item in strange) if folded else 0)

    return silent


def _says(field: Field, plan: Plan, fine: Memo) -> Callable[[object], str]:
    """A text in place of a record → what it says; empty where the rule does not see it.

    ``fine``: what is known of the part that it stands for.
    """
    proof, judge = says_something(field, plan.emptiness), plan.judges[field.id]

    def said(text: object) -> str:
        if isinstance(text, str) and proof(text) and fine[text] is FINE:
            return text
        return "".join(judge([text]).texts)

    return said


def _names(listed: object, plain: str | None, says: Known | None) -> set[str] | None:
    """The items of a list of texts, or what stands in the plain part of its records; None for anything else.

    ``says``: what a plain text in place of a record says.
    """
    names: set[str] = set()
    if listed is not None and not isinstance(listed, list):
        return None
    for item in listed or ():
        if item.__class__ is str and plain is not None:
            if says is None:
                return None
            if not says[item]:
                continue
        text = item.get(plain) if isinstance(item, dict) else item
        if isinstance(text, str):
            names.add(text)
        elif text is not None:
            return None
    return names
