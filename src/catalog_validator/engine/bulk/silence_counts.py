"""What a relation says of an entry, in numbers; the words that its quick answers share."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from catalog_validator.engine.bulk.chunk import Chunk
from catalog_validator.engine.bulk.variant import Talk
from catalog_validator.engine.plan import Plan
from catalog_validator.model.finding import Severity
from catalog_validator.model.profile import Relation

Values = Mapping[str, object]
Counts = tuple[int, int, int]
"""Errors, warnings and notes."""
NOTHING: Counts = (0, 0, 0)
MOST_KNOWN = 20_000
UNSURE = "  "
"""No folded word."""
LONG = 400
"""Texts above this length are not remembered."""
Applies = Mapping[str, bool]
Row = tuple[int, Counts | None]
"""A row of a chunk with what a relation says of it, in numbers; None where the rule itself has to be asked."""
Quick = Callable[[Chunk, Sequence[int], Sequence[Talk]], Iterator[Row]]
"""Of some rows in which a relation holds, those in which it says something or may do so."""
Silence = Callable[[Values, Applies], Counts | None]
"""What a relation says of one entry."""
Sift = Callable[[Chunk, Sequence[int]], Sequence[int]]
"""Of some rows of a chunk those in which a relation may say something."""


class Known(dict[object, str]):
    """Raw value → a text, as a function says; remembered."""

    def __init__(self, find: Callable[[object], str]) -> None:
        """``find``: asked once for each value, while there are not too many."""
        super().__init__()
        self._find = find

    def __missing__(self, raw: object) -> str:
        found = self._find(raw)
        if len(self) < MOST_KNOWN:
            self[raw] = found
        return found


def times(one: Counts, found: int) -> Counts:
    """So many findings of one kind."""
    return (one[0] * found, one[1] * found, one[2] * found) if found else NOTHING


def once(plan: Plan, relation: Relation, code: str) -> Counts:
    """One finding of the relation in numbers."""
    counted = plan.choice.takes(code)
    severities = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
    errors, warnings, notes = (int(counted and relation.severity is severity) for severity in severities)
    return errors, warnings, notes
