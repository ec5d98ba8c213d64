"""Saved reports of several days as curves: the whole, and each group, day by day."""

from datetime import date
from fractions import Fraction

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.snapshot import ProfileMark, UnitScore


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the curves."""

    as_of: date
    report: str
    """The report that stands for the day."""
    profile: ProfileMark
    changed: bool
    """Scored by another profile than the day before: the step between the two is not of the data alone."""
    others: tuple[str, ...]
    """Further reports of the same day, which are not used."""


@dataclass(frozen=True, slots=True)
class Curve:
    """One group, or the whole."""

    by: str | None
    """The field by which is grouped; None for the whole."""
    value: str | None
    """None for the whole, and for entries that do not state it."""
    points: tuple[UnitScore | None, ...]
    """For each day; None where the group was not there."""
    pace: Fraction | None
    """Percentage points a day, from the first to the last point since the profile last changed; None without two."""
    by_deadline: Fraction | None
    """The score on the deadline at that pace, within 0 and 100; None without pace, deadline, or days left."""

    @property
    def last(self) -> UnitScore | None:
        """The latest point."""
        return next((point for point in reversed(self.points) if point is not None), None)


@dataclass(frozen=True, slots=True)
class Unused:
    """A file that could not be used, and why (a slug, a place, a value)."""

    name: str
    slug: str
    where: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Trend:
    """The answer to ``catval trend``."""

    days: tuple[Day, ...]
    """In time."""
    curves: tuple[Curve, ...]
    """The whole first, then by field in the order of the reports, then by value, not stated last."""
    threshold: Fraction
    """Of the latest report, in per cent."""
    deadline: date | None
    unused: tuple[Unused, ...]

    @property
    def days_left(self) -> int | None:
        """From the latest report to the deadline; below zero when it has passed."""
        return None if self.deadline is None else (self.deadline - self.days[-1].as_of).days
