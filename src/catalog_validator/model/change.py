"""What changed between two snapshots. Every difference is a sum of parts, exactly."""

from fractions import Fraction
from typing import Literal

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.snapshot import Numbers, ProfileMark, Remark, Seen, Snapshot, UnitScore

Kind = Literal["better", "worse", "same"]


@dataclass(frozen=True, slots=True)
class Part:
    """What one thing (a field, an entry, a unit) adds to a change of score, in percentage points; exact."""

    name: str
    points: Fraction


@dataclass(frozen=True, slots=True)
class Pair:
    """An entry that stands on both sides."""

    old: Seen
    new: Seen
    kind: Kind
    change: Fraction
    """Of its own score, in percentage points."""
    parts: tuple[Part, ...]
    """By field; their sum is ``change``."""
    pooled: Fraction
    """What it adds to the change of the pooled score."""
    new_remarks: tuple[Remark, ...]
    fixed: tuple[Remark, ...]
    remaining: int


@dataclass(frozen=True, slots=True)
class Lone:
    """An entry that stands on one side only."""

    entry: Seen
    pooled: Fraction
    """What its coming or going adds to the change of the pooled score."""
    named: bool = True
    """False where it may be one that the other side refuses: then only its place is shown."""


@dataclass(frozen=True, slots=True)
class UnitChange:
    """A group of entries on both sides; None where it is not there."""

    by: str
    value: str | None
    old: UnitScore | None
    new: UnitScore | None
    pooled: Fraction
    """What it adds to the change of the pooled score. Over all groups of one field the sum is that change."""


@dataclass(frozen=True, slots=True)
class Remarks:
    """Findings in numbers: old = fixed + remaining + gone; new = added + remaining + come."""

    added: int
    fixed: int
    remaining: int
    gone: int
    """With entries that are gone."""
    come: int
    """With entries that are new."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One comparison of two snapshots that were scored alike, or of which nothing better is known."""

    old: Numbers
    new: Numbers
    change: Fraction | None
    """Of the pooled score, in percentage points; None where one side has no score."""
    fields: tuple[Part, ...]
    """By field, over the entries that stand on both sides, in the order of the form."""
    come: Fraction
    """What new entries add together."""
    gone: Fraction
    """What entries that are gone add together."""
    pairs: tuple[Pair, ...]
    added: tuple[Lone, ...]
    removed: tuple[Lone, ...]
    units: tuple[UnitChange, ...]
    remarks: Remarks
    doubles: tuple[str, ...]
    """Ids that stand several times on a side: those are paired in their order."""


ProfileEffect = Literal["none", "measured", "not-separable"]


@dataclass(frozen=True, slots=True)
class Change:
    """The answer to ``catval diff``: change = profile + data, exactly."""

    old: Snapshot
    new: Snapshot
    effect: ProfileEffect
    """``not-separable``: the profiles differ, and OLD is known only as it was scored then."""
    total: Fraction | None
    """Of the pooled score."""
    profile: Difference | None
    """OLD by its profile against OLD by NEW's; only where ``measured``."""
    data: Difference | None
    """OLD against NEW, where ``measured`` by NEW's profile; None where a report holds no entries."""

    @property
    def marks(self) -> tuple[ProfileMark, ProfileMark]:
        """The profiles of both sides."""
        return self.old.profile, self.new.profile
