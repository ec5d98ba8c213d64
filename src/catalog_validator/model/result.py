"""What comes out: an entry's result, tallies that add up, and the summary of a run."""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.finding import Finding
from catalog_validator.model.way import Way


class Status(StrEnum):
    """In exactly one of these every record ends."""

    SCORED = "scored"
    REFUSED = "refused"
    UNREADABLE = "unreadable"


class State(StrEnum):
    """How a field stands in an entry. ``filled`` means full credit."""

    FILLED = "filled"
    MISSING = "missing"
    PLACEHOLDER = "placeholder"
    INVALID = "invalid"
    """Filled, but not with what it must hold, or only in part."""
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class FieldScore:
    """What one field brings: ``weight × credit`` out of ``weight``, where it applies."""

    field: str
    applies: bool
    weight: Fraction
    credit: Fraction
    """In [0, 1]."""
    state: State


@dataclass(frozen=True, slots=True)
class EntryResult:
    """The score of one description and everything that was found in it."""

    id: str
    title: str | None
    source: str
    pointer: str
    status: Status
    earned: Fraction
    possible: Fraction
    reached: bool
    """The score is at or above the threshold, compared exactly."""
    gates_failed: tuple[str, ...] = ()
    """Gate fields without full credit."""
    fields: tuple[FieldScore, ...] = ()
    findings: tuple[Finding, ...] = ()
    groups: tuple[tuple[str, str | None], ...] = ()
    """For each field that results are grouped by, this entry's value (None: not stated)."""
    way: Way | None = None
    """The fewest fields after which it passes; None where that was not asked for or the entry was not scored."""
    published: bool | None = None
    """Whether the entry says that it is promulgated (None: not stated validly, or the profile has no such field)."""

    @property
    def passed(self) -> bool:
        """The threshold is reached and every gate holds."""
        return self.reached and not self.gates_failed

    @property
    def score(self) -> Fraction | None:
        """Per cent, exact; None unless the entry was scored."""
        if self.status is not Status.SCORED:
            return None
        return 100 * self.earned / self.possible if self.possible else Fraction(100)


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts and points of any set of entries. Tallies add up in any order and grouping."""

    read: int = 0
    scored: int = 0
    passed: int = 0
    refused: int = 0
    unreadable: int = 0
    earned: Fraction = Fraction(0)
    possible: Fraction = Fraction(0)
    score_sum: Fraction = Fraction(0)
    """Sum of the entries' own scores, in per cent."""
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    gates_failed: int = 0
    """Entries with a gate field that lacks full credit."""
    below: int = 0
    """Scored entries under the threshold, whatever their gates."""

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.read + other.read,
            self.scored + other.scored,
            self.passed + other.passed,
            self.refused + other.refused,
            self.unreadable + other.unreadable,
            self.earned + other.earned,
            self.possible + other.possible,
            self.score_sum + other.score_sum,
            self.errors + other.errors,
            self.warnings + other.warnings,
            self.notes + other.notes,
            self.gates_failed + other.gates_failed,
            self.below + other.below,
        )

    @property
    def score(self) -> Fraction | None:
        """Pooled score in per cent: all points earned over all points possible; None where nothing was scored."""
        return 100 * self.earned / self.possible if self.possible else None

    @property
    def mean_score(self) -> Fraction | None:
        """Mean of the entries' own scores, in per cent."""
        return self.score_sum / self.scored if self.scored else None

    @property
    def passed_share(self) -> Fraction | None:
        """Share of the scored entries that pass, in per cent."""
        return Fraction(100 * self.passed, self.scored) if self.scored else None


GroupKey = tuple[str, str | None]
"""Field id and folded value; None where the entry does not state it."""


@dataclass(frozen=True, slots=True)
class Group:
    """The entries that share one value of one field."""

    by: str
    value: str | None
    """As written in the source; of several spellings the first in code-point order."""
    tally: Tally


@dataclass(frozen=True, slots=True)
class Summary:
    """A run in numbers. Summaries add up like tallies."""

    sources: int = 0
    unreadable_sources: int = 0
    total: Tally = Tally()
    groups: Mapping[GroupKey, Group] = field(default_factory=dict)

    def __add__(self, other: "Summary") -> "Summary":
        groups = dict(self.groups)
        for key, group in other.groups.items():
            mine = groups.get(key)
            groups[key] = group if mine is None else merge_groups(mine, group)
        return Summary(
            self.sources + other.sources,
            self.unreadable_sources + other.unreadable_sources,
            self.total + other.total,
            groups,
        )

    @property
    def score(self) -> Fraction | None:
        """Pooled score of all entries, in per cent."""
        return self.total.score


def merge_groups(one: Group, other: Group) -> Group:
    """Two groups of the same key as one; the spelling does not depend on which came first."""
    value = one.value if other.value is None or (one.value is not None and one.value <= other.value) else other.value
    return Group(one.by, value, one.tally + other.tally)
