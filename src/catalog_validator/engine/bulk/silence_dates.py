"""Quick answers about dates: whether a text means a day older than its frequency allows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import cast

from catalog_validator.engine.bulk.chunk import Chunk
from catalog_validator.engine.bulk.silence_counts import (
    NOTHING,
    Applies,
    Counts,
    Known,
    Silence,
    Values,
    once,
    times,
)
from catalog_validator.engine.judge import Judge
from catalog_validator.engine.plan import Plan
from catalog_validator.engine.verdict import Verdict
from catalog_validator.model.profile import Relation


class Ages:
    """Dates and the oldest date that each frequency allows, by the reference's reading of both."""

    def __init__(self, plan: Plan, relation: Relation) -> None:
        """Nothing is known yet."""
        max_days = cast(Mapping[str, int], relation.params["max_days"])
        self.frequency = cast(str, relation.params["frequency"])
        often = plan.judges[self.frequency]
        self.oldest = Known(lambda raw: _oldest(plan, max_days, often(raw)))
        self.dates = [(name, Known(_date_of(plan.judges[name]))) for name in relation.fields]

    def sift(self, chunk: Chunk, rows: Sequence[int]) -> Sequence[int]:
        """See `Sift`."""
        found: set[int] = set()
        frequencies, oldest = chunk.columns[self.frequency], self.oldest
        for name, known in self.dates:
            column = chunk.columns[name]
            found.update(
                row
                for row in rows
                if column[row] is not None
                and (
                    column[row].__class__ is not str
                    or frequencies[row].__class__ is not str
                    or oldest[frequencies[row]] > known[column[row]]
                )
            )
        return sorted(found)


def fresh(plan: Plan, relation: Relation, ages: Ages) -> Silence:
    """A date that is not older than the frequency allows."""
    one = once(plan, relation, "CV307")

    def silent(values: Values, applies: Applies) -> Counts | None:
        often = values.get(ages.frequency) if applies[ages.frequency] else None
        if often is None:
            return NOTHING
        if often.__class__ is not str:
            return None
        found = 0
        for name, known in ages.dates:
            updated = values.get(name)
            if updated is None or not applies[name]:
                continue
            if updated.__class__ is not str:
                return None
            found += ages.oldest[often] > known[updated]
        return times(one, found)

    return silent


LATEST = "9999-12-31"


def _date_of(judge: Judge) -> Callable[[object], str]:
    """The date a text means; the latest of all for what is none, as nothing is said of it."""
    return lambda raw: judge(raw).canonical or LATEST


def _oldest(plan: Plan, max_days: Mapping[str, int], verdict: Verdict) -> str:
    """The oldest date that a frequency allows on the as-of date; before all dates where it sets no limit."""
    days = max_days.get(verdict.canonical or "")
    return "" if days is None else (plan.as_of - timedelta(days)).isoformat()
