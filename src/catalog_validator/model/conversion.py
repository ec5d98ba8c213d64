"""What became of a catalog that was written in another form: what is in it, and what could not be carried over."""

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.finding import Facts, Finding
from catalog_validator.model.place import Path, Position
from catalog_validator.model.profile import Profile

LOSING = frozenset(
    {"CV005", "CV006", "CV010", "CV013", "CV018", "CV019", "CV023", "CV043", "CV045", "CV501", "CV502", "CV503"}
    | {"CV504", "CV505", "CV506", "CV511", "CV512", "CV513", "CV910"}
)
"""Codes of what a reader found and gives no value of: it is in the source, and not in what was written."""


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing of an entry that the form written cannot carry, or carries otherwise. It is no finding: the entry is
    as good as before, and another form may carry it."""

    ordinal: int
    """Among the entries that were written, from 0."""
    path: Path
    """``()`` for the entry as a whole."""
    reason: str
    """``characters``, ``too-long``, ``shape``, ``member``, ``number``, ``rows``, ``reads-otherwise``, ``not-read``."""
    facts: Facts = field(default_factory=dict)
    entry: str = ""
    """The entry's id, or else its pointer."""
    position: Position | None = None
    """In the source."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """A conversion that has ended. ``read`` = ``written`` + ``dropped`` + ``refused`` + ``unreadable``."""

    form: str
    target: str
    """The file written; ``-`` for standard output."""
    profile: Profile
    written: int = 0
    dropped: int = 0
    """Entries that the form has no room for, or that are not read as entries there; each is a loss."""
    refused: int = 0
    """Entries marked state secret, which are never written."""
    unreadable: int = 0
    findings: tuple[Finding, ...] = ()
    """What the readers said: entries left out, values not read, notes; in the order of the source."""
    losses: tuple[Loss, ...] = ()
    more: int = 0
    """Findings and losses beyond the limit ``kept_problems``, which are counted only."""
    broken: int = 0
    """Sources, or rests of them, that could not be read."""

    @property
    def read(self) -> int:
        """Entries met in the sources."""
        return self.written + self.dropped + self.refused + self.unreadable

    @property
    def complete(self) -> bool:
        """Whether everything that the sources say stands in what was written, and is read there as it was meant."""
        left_out = (
            (not self.written)
            + self.dropped
            + self.refused
            + self.unreadable
            + self.broken
            + self.more
            + len(self.losses)
        )
        return not left_out and not any(finding.code in LOSING for finding in self.findings)
