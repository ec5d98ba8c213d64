"""What is wrong, in data: a code, facts and a path. Sentences are made by a renderer."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from catalog_validator.model.dataclass import dataclass, field, replace
from catalog_validator.model.place import Path, Position
from catalog_validator.model.words import Citation

Facts = Mapping[str, object]
"""Plain data: text, int, bool, `Label`, or a list of these. Numbers that are exact are text."""


class Severity(StrEnum):
    """How much a finding weighs with ``--fail-on``; only errors can cost points."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


SAID = "said"
"""The fact of a violation that is only there to be judged, and is no finding: what stands in the source."""


@dataclass(frozen=True, slots=True)
class Violation:
    """What a rule or a reader yields. It names a path, never a line."""

    code: str
    path: Path = ()
    facts: Facts = field(default_factory=dict)
    """Under ``value`` the offending value as it was written, where there is one."""
    severity: Severity | None = None
    """None: the code's own severity."""
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """Why a finding does not fail the run. It is shown all the same, and costs the points that it costs."""

    by: Literal["baseline", "suppression"]
    reason: str = ""
    """What the person who wrote the suppression gave as its reason."""
    until: date | None = None
    """The last day on which the suppression holds."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A violation with its severity, its price, its ground and its place."""

    code: str
    severity: Severity
    path: Path
    facts: Facts
    points_lost: Fraction = Fraction(0)
    """Weight that this finding's field lost; it stands on the first finding of a field."""
    citation: Citation | None = None
    position: Position | None = None
    fingerprint: str = ""
    """Stable over moves inside a file: made of code, entry and path."""
    accepted: Accepted | None = None

    @property
    def field(self) -> str | None:
        """Id of the profile field, or None for a finding about the whole entry or source."""
        return self.path[0] if self.path and isinstance(self.path[0], str) else None

    def at(self, position: Position) -> "Finding":
        """The same finding with its place."""
        return replace(self, position=position)
