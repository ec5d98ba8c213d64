"""What the page remembers of the entries it has passed: counts that do not grow with the catalog."""

from collections import Counter
from fractions import Fraction
from hashlib import sha256

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.finding import Finding, Severity
from catalog_validator.model.result import EntryResult, Status
from catalog_validator.reports.page.charts import Bin
from catalog_validator.reports.text_entry import shown_findings, shown_id

BINS = 20

Kind = tuple[str, str]
"""Severity and code."""


@dataclass(slots=True)
class Spread:
    """What all findings of one kind come to."""

    findings: int = 0
    entries: int = 0
    points: Fraction = Fraction(0)


@dataclass(slots=True)
class Loss:
    """What one field costs over all entries."""

    entries: int = 0
    points: Fraction = Fraction(0)
    needed: int = 0
    """Entries whose shortest way to the threshold leads over this field."""


@dataclass(slots=True)
class Tallies:
    """Filled entry by entry, in their order."""

    entries: int = 0
    ways: bool = False
    """The run has looked for ways to the threshold."""
    kinds: dict[Kind, Spread] = field(default_factory=dict)
    losses: dict[str, Loss] = field(default_factory=dict)
    good: list[int] = field(default_factory=lambda: [0] * BINS)
    bad: list[int] = field(default_factory=lambda: [0] * BINS)
    _anchors: Counter[str] = field(default_factory=Counter)

    def add(self, entry: EntryResult) -> None:
        """Count one entry."""
        self.entries += 1
        findings = shown_findings(entry)
        for kind in {(finding.severity.value, finding.code) for finding in findings}:
            self.kinds.setdefault(kind, Spread()).entries += 1
        self.count(findings)
        if entry.status is Status.SCORED:
            self._lose(entry)
            score = entry.score or Fraction(0)
            stretch = min(int(score * BINS / 100), BINS - 1)
            (self.good if entry.passed else self.bad)[stretch] += 1

    def count(self, findings: tuple[Finding, ...]) -> None:
        """Count findings by severity and code."""
        for finding in findings:
            spread = self.kinds.setdefault((finding.severity.value, finding.code), Spread())
            spread.findings += 1
            if finding.points_lost:
                spread.points += finding.points_lost

    def anchor(self, entry: EntryResult) -> str:
        """Where a link finds this entry: made of what the entry is called, so that it holds from report to report."""
        name = sha256(shown_id(entry).encode("utf-8", "surrogatepass")).hexdigest()[:10]
        self._anchors[name] += 1
        again = self._anchors[name]
        return f"e-{name}" if again == 1 else f"e-{name}-{again}"

    def bins(self) -> list[Bin]:
        """Entries that pass and that do not, by stretches of five per cent of their score."""
        return list(zip(self.good, self.bad, strict=True))

    def spreads(self) -> list[tuple[Kind, Spread]]:
        """Kinds of findings, errors first, the most frequent first."""
        order = [severity.value for severity in Severity]
        return sorted(self.kinds.items(), key=lambda kind: (order.index(kind[0][0]), -kind[1].findings, kind[0][1]))

    def costly(self, form: list[str]) -> list[tuple[str, Loss]]:
        """Fields by what they cost, the dearest first; equal ones in the order of the form."""
        return sorted(self.losses.items(), key=lambda loss: (-loss[1].points, form.index(loss[0])))

    def _lose(self, entry: EntryResult) -> None:
        for field_id, lost in losses_of(entry):
            loss = self.losses.setdefault(field_id, Loss())
            loss.entries += 1
            loss.points += lost
        if entry.way is not None:
            self.ways = True
            for step in entry.way.steps:
                self.losses.setdefault(step.field, Loss()).needed += 1


def losses_of(entry: EntryResult) -> list[tuple[str, Fraction]]:
    """The fields that cost an entry points, in the order of the form."""
    return [
        (score.field, score.weight * (1 - score.credit))
        for score in entry.fields
        if score.credit < 1 and score.applies and score.weight
    ]
