"""What a run is told to accept: findings that a person answers for, and findings that were there before."""

from collections.abc import Mapping
from datetime import date

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.place import Position


@dataclass(frozen=True, slots=True)
class Suppression:
    """Findings that a person accepts with a reason. It changes no score and opens no gate field."""

    code: str
    """A code, or the beginning of codes."""
    reason: str
    position: Position
    entry: str | None = None
    """Id of the entry; None: any."""
    field: str | None = None
    """A field, or a path inside it with dots; None: any."""
    source: str | None = None
    """Name of the source, or its end after a ``/``; None: any."""
    until: date | None = None
    """The last day on which it holds."""


@dataclass(frozen=True, slots=True)
class Known:
    """A finding of a baseline."""

    code: str
    entry: str
    field: str
    sources: tuple[str, ...]
    count: int = 1
    """How often it was met."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The findings of an earlier run, by fingerprint."""

    name: str
    known: Mapping[str, Known]
    lines: Mapping[str, int] = field(default_factory=dict)
    """Fingerprint → the line of the file on which it stands."""
