"""The smallest entry that still shows a difference."""

from collections.abc import Iterator
from copy import deepcopy

from catalog_validator.api.certify.cases import Case
from catalog_validator.api.certify.compare import Compared, Comparison, Difference
from catalog_validator.api.certify.judged import Judge, Judged
from catalog_validator.model.certificate import Disagreement


def smallest(judge: Judge, comparison: Comparison, case: Case, difference: Difference) -> Disagreement:
    """Fields, parts and items are taken away while the difference stays."""
    current = case
    while True:
        less = next((one for one in _less(current) if _shows(judge, comparison, one, difference)), None)
        if less is None:
            break
        current = less
    compared, judged = _compared(judge, comparison, current)
    codes = compared.errors.get(difference.field, ()) if compared else ()
    told = judged.told if judged else {}
    said = tuple(told.get(difference.field, ())) or tuple(text for texts in told.values() for text in texts)
    planted = tuple(f"{'.'.join(one.path)}: {one.name}" for one in current.planted)
    return Disagreement(difference.field, codes, said, current.entry, planted)


def _compared(judge: Judge, comparison: Comparison, case: Case) -> tuple[Compared | None, Judged | None]:
    judged = judge.judge([case.entry])[0]
    return (None, None) if judged is None else (comparison.compare(judged, case), judged)


def _shows(judge: Judge, comparison: Comparison, case: Case, difference: Difference) -> bool:
    compared, _ = _compared(judge, comparison, case)
    return compared is not None and difference in compared.differences


def _less(case: Case) -> Iterator[Case]:
    """The same entry without one thing; first with many fewer."""
    names = list(case.entry)
    for size in (len(names) // 2, len(names) // 4, 1):
        for start in range(0, len(names), size) if size else ():
            gone = set(names[start : start + size])
            kept = {name: value for name, value in case.entry.items() if name not in gone}
            yield Case(kept, tuple(one for one in case.planted if one.path[0] in kept))
    for name, value in case.entry.items():
        for inner in _inside(value):
            yield Case(case.entry | {name: inner}, case.planted)


def _inside(value: object) -> Iterator[object]:
    """A record or list without one of its members."""
    if isinstance(value, dict) and len(value) > 1:
        yield from ({key: inner for key, inner in value.items() if key != gone} for gone in value)
    elif isinstance(value, list):
        if len(value) > 1:
            yield from (value[:index] + value[index + 1 :] for index in range(len(value)))
        for index, item in enumerate(value):
            for inner in _inside(item):
                changed: list[object] = deepcopy(value)
                changed[index] = inner
                yield changed
