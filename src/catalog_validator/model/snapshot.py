"""A catalog as it stood once: the results of a run, or of a report that was saved, in what both of them know."""

from datetime import date
from fractions import Fraction
from typing import Literal

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.place import Position
from catalog_validator.model.result import FieldScore, Status


@dataclass(frozen=True, slots=True)
class ProfileMark:
    """By which profile it was scored."""

    id: str
    version: str
    sha256: str
    threshold: Fraction
    """In per cent, as it was used."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding, in what a saved report keeps of it in every language."""

    code: str
    severity: str
    field: str | None
    points_lost: Fraction
    fingerprint: str
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """One entry as it stood."""

    id: str
    title: str | None
    source: str
    pointer: str
    status: Status
    earned: Fraction
    possible: Fraction
    passed: bool
    fields: tuple[FieldScore, ...] = ()
    remarks: tuple[Remark, ...] = ()
    published: bool | None = None
    """Whether it says that it is promulgated; None: it does not say, or an old report does not tell."""

    @property
    def score(self) -> Fraction | None:
        """Per cent, exact; None unless the entry was scored."""
        if self.status is not Status.SCORED:
            return None
        return 100 * self.earned / self.possible if self.possible else Fraction(100)


@dataclass(frozen=True, slots=True)
class UnitScore:
    """A group of entries in numbers."""

    by: str
    value: str | None
    entries: int
    passed: int
    earned: Fraction
    possible: Fraction

    @property
    def score(self) -> Fraction | None:
        """Pooled score in per cent; None where nothing can be earned."""
        return 100 * self.earned / self.possible if self.possible else None


@dataclass(frozen=True, slots=True)
class Numbers:
    """A run in numbers: read = scored + refused + unreadable."""

    read: int
    scored: int
    passed: int
    refused: int
    unreadable: int
    earned: Fraction
    possible: Fraction

    @property
    def score(self) -> Fraction | None:
        """Pooled score in per cent; None where nothing can be earned."""
        return 100 * self.earned / self.possible if self.possible else None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A catalog as it stood."""

    name: str
    """What the user called it: a path, or a revision."""
    kind: Literal["catalog", "report"]
    profile: ProfileMark
    as_of: date
    numbers: Numbers
    units: tuple[UnitScore, ...]
    entries: tuple[Seen, ...] | None
    """None: a report saved with ``--quiet``, which holds none."""
    problems: tuple[Remark, ...]
