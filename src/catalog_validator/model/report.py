"""A run as a renderer sees it: what was asked, the entries as they come, and how it ended."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Literal, Protocol

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.finding import Finding
from catalog_validator.model.marked import MarkWorkbook
from catalog_validator.model.place import Path, Position
from catalog_validator.model.profile import Profile
from catalog_validator.model.result import EntryResult, Status, Summary
from catalog_validator.model.words import Lang

GateLevel = Literal["entry", "group", "catalog"]
FailOn = Literal["score", "error", "warning", "never"]


@dataclass(frozen=True, slots=True)
class Run:
    """What was asked. Two runs with equal `Run`, profile hash and input bytes give equal output."""

    profile: Profile
    as_of: date
    threshold: Fraction
    """In per cent; the profile's, unless ``--min-score`` says otherwise."""
    gate: GateLevel = "entry"
    fail_on: FailOn = "score"
    tool_version: str = ""
    published_only: bool = False
    """Entries that do not say they are published are reported and do not fail the run."""
    baseline: bool = False
    """Findings that stand in a baseline are accepted, and any new error fails the run, whatever the scores."""

    def passes_over(self, entry: EntryResult) -> bool:
        """Whether an entry is reported only: it was scored and does not say that it is published."""
        return self.published_only and entry.status is Status.SCORED and entry.published is not True


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended; known when the last entry has been read."""

    summary: Summary
    problems: tuple[Finding, ...]
    """Findings of sources and of the catalog as a whole, in the order of their places."""
    passed: bool
    """The gate, as ``gate`` and ``fail_on`` put it."""
    reasons: tuple[str, ...] = ()
    """Why the gate failed, as slugs: ``entry-below``, ``group-below``, ``catalog-below``, ``gate-field``,
    ``refused``, ``unreadable-entry``, ``unreadable-source``, ``nothing-read``, ``error-finding``,
    ``warning-finding``, ``new-finding``."""
    accepted: int = 0
    """Findings that stand in a baseline or are suppressed: shown and counted, but not held against the run."""


class Spool(Protocol):
    """A place to put text aside until the summary is known, so that memory does not grow with the catalog."""

    def write(self, text: str) -> object:
        """Append."""

    def read_back(self) -> Iterator[str]:
        """All that was written, in pieces, in order."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the text report is drawn."""

    color: bool = False
    width: int = 100
    quiet: bool = False
    """Summary and groups only (in JSON too)."""
    max_findings: int | None = 200
    """Frames shown in text; the rest is counted. None: all."""
    max_results: int | None = 5_000
    """Findings in SARIF, the gravest first; the rest is counted there. GitHub shows no more. None: all."""
    base: str = ""
    """The folder that tools of CI take paths from, with ``/``; places below it are told relative to it."""
    redact: bool = False
    """Contact details of persons are masked, for a report that is published."""


@dataclass(frozen=True, slots=True)
class Job:
    """All a renderer needs. ``entries`` is read once, to its end, before ``outcome`` is called."""

    run: Run
    entries: Iterable[EntryResult]
    outcome: Callable[[], Outcome]
    lang: Lang
    spool: Callable[[], Spool]
    look: Look = Look()
    workbook: MarkWorkbook | None = None
    """Where the run has one source and that is a workbook: marks it."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in something a person wrote to steer a run (profile, campaign): ends the run with exit 2.

    ``slug`` names a sentence in ``reports/messages`` (table ``mistakes``), which uses ``facts``.
    """

    slug: str
    path: Path
    position: Position | None = None
    facts: tuple[tuple[str, str], ...] = ()
