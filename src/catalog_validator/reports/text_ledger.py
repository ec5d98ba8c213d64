"""What a text report remembers of the entries it has passed: counts, and the few with the lowest scores."""

from collections import Counter
from fractions import Fraction
from heapq import heappush, heappushpop

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.finding import Finding
from catalog_validator.model.result import EntryResult, Status
from catalog_validator.reports.text_entry import shown_findings, shown_id, shown_title

KEPT = 60
"""Rows of the table of entries; memory does not grow beyond them."""


@dataclass(frozen=True, slots=True)
class Line:
    """What the table of entries shows of one entry."""

    id: str
    title: str | None
    status: Status
    earned: Fraction
    possible: Fraction
    score: Fraction | None
    passed: bool
    costly: tuple[tuple[str, Fraction], ...]
    """Fields that cost points, in the order of the form, with the points."""
    gates: tuple[str, ...] = ()
    """Gate fields without full credit, where the score alone would pass."""


@dataclass(slots=True)
class Ledger:
    """Filled entry by entry."""

    entries: int = 0
    codes: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(severity, code) → findings."""
    shown: int = 0
    hidden: int = 0
    """Findings without a frame, because of the cap."""
    _worst: list[tuple[Fraction, int, Line]] = field(default_factory=list)

    def add(self, entry: EntryResult) -> None:
        """Count an entry, and keep it if it is among the lowest."""
        self.entries += 1
        self.count(shown_findings(entry))
        # A heap whose least is the first to go: the best score, and of equal ones the latest.
        goodness = entry.score if entry.score is not None else Fraction(-1)
        if len(self._worst) < KEPT:
            heappush(self._worst, (-goodness, -self.entries, _line(entry)))
        elif -goodness > self._worst[0][0]:
            heappushpop(self._worst, (-goodness, -self.entries, _line(entry)))

    def count(self, findings: tuple[Finding, ...]) -> None:
        """Count findings by severity and code."""
        for finding in findings:
            self.codes[finding.severity.value, finding.code] += 1

    def worst(self) -> list[Line]:
        """The kept entries: those without a score, then the lowest scores, equal ones as they were read."""
        return [line for _, _, line in sorted(self._worst, key=lambda kept: (-kept[0], -kept[1]))]


def _line(entry: EntryResult) -> Line:
    costly = tuple(
        (score.field, score.weight * (1 - score.credit))
        for score in entry.fields
        if score.applies and score.credit < 1 and score.weight
    )
    return Line(
        shown_id(entry),
        shown_title(entry),
        entry.status,
        entry.earned,
        entry.possible,
        entry.score,
        entry.passed,
        costly if entry.status is Status.SCORED else (),
        entry.gates_failed if entry.status is Status.SCORED and entry.reached else (),
    )
