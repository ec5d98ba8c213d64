"""What can be mended in a source without inventing anything, and what became of it."""

from enum import StrEnum

from catalog_validator.model.dataclass import dataclass, replace
from catalog_validator.model.place import Path, Position


class Reason(StrEnum):
    """Why a value is written otherwise; what it says stays."""

    LETTERS = "letters"
    """It was in an old encoding, or read in a wrong one."""
    FORM = "form"
    """It was not in the composed form of Unicode (NFC)."""
    SPACES = "spaces"
    """It had blanks at its ends, in a row, or that nobody sees."""
    DATE = "date"
    """A day that was not written as ISO 8601."""
    CODE = "code"
    """A code, or the label of one, in another spelling."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A value written as it should be."""

    text: str
    reasons: tuple[Reason, ...]
    """In the order in which they were found; never empty."""
    encoding: str = ""
    """What the old text was in, where its letters were the reason."""
    unsure: bool = False
    """The old text may be read in another encoding about as well."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One value of an entry that is to be written otherwise."""

    path: Path
    old: str
    new: str
    reasons: tuple[Reason, ...]
    encoding: str = ""
    position: Position | None = None
    left: str = ""
    """Why it cannot be made in place, as a slug; empty where it can."""

    def kept_back(self, why: str) -> "Repair":
        """The same repair, left to a person."""
        return replace(self, left=why)


@dataclass(frozen=True, slots=True)
class EntryRepairs:
    """The repairs of one entry."""

    id: str
    title: str | None
    pointer: str
    repairs: tuple[Repair, ...]


class SourceStatus(StrEnum):
    """What became of a source."""

    CLEAN = "clean"
    """Nothing to repair."""
    FOUND = "found"
    """There are repairs, and nothing was written."""
    WRITTEN = "written"
    REFUSED = "refused"
    """It cannot be edited in place; the reason says why."""
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class SourceRepairs:
    """The repairs of one source."""

    source: str
    syntax: str
    status: SourceStatus
    reason: str = ""
    """A slug, for what is refused or unreadable."""
    entries: tuple[EntryRepairs, ...] = ()

    def count(self, *, left: bool) -> int:
        """Repairs that are left to a person, or that are not."""
        return sum(bool(repair.left) == left for entry in self.entries for repair in entry.repairs)


@dataclass(frozen=True, slots=True)
class RepairReport:
    """A run of ``catval fix``."""

    sources: tuple[SourceRepairs, ...]
    refused_entries: int = 0
    """Marked as state secrets: not looked at, nothing of them shown."""

    @property
    def clean(self) -> bool:
        """Nothing is left to be repaired."""
        done = (SourceStatus.CLEAN, SourceStatus.WRITTEN)
        return all(source.status in done and not source.count(left=True) for source in self.sources)
