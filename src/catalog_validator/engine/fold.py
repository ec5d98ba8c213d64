"""Results folded into tallies and groups. Folding is order-free: tallies are a commutative monoid."""

from fractions import Fraction

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.finding import Finding, Severity
from catalog_validator.model.result import EntryResult, Group, GroupKey, Status, Summary, Tally, merge_groups
from catalog_validator.model.text import fold


def tally_of(result: EntryResult) -> Tally:
    """One entry as a tally."""
    severities = [finding.severity for finding in result.findings]
    return Tally(
        read=1,
        scored=int(result.status is Status.SCORED),
        passed=int(result.passed),
        refused=int(result.status is Status.REFUSED),
        unreadable=int(result.status is Status.UNREADABLE),
        earned=result.earned,
        possible=result.possible,
        score_sum=result.score or Fraction(0),
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        notes=severities.count(Severity.NOTE),
        gates_failed=int(bool(result.gates_failed)),
        below=int(result.status is Status.SCORED and not result.reached),
    )


def tally_of_problem(finding: Finding) -> Tally:
    """A finding that belongs to a source or to the catalog, as a tally of counts."""
    return Tally(
        errors=int(finding.severity is Severity.ERROR),
        warnings=int(finding.severity is Severity.WARNING),
        notes=int(finding.severity is Severity.NOTE),
    )


@dataclass(slots=True)
class Folder:
    """Collects entry results of one run; `summary` may be asked at any time."""

    total: Tally = field(default_factory=Tally)
    groups: dict[GroupKey, Group] = field(default_factory=dict)

    def add(self, result: EntryResult) -> None:
        """Count one entry, in all and in each of its groups."""
        tally = tally_of(result)
        self.total += tally
        for by, value in result.groups:
            self.add_to_group(Group(by, value, tally))

    def add_to_group(self, group: Group) -> None:
        """Merge a group (of one entry or of many) into the one with its key."""
        key = (group.by, None if group.value is None else fold(group.value))
        mine = self.groups.get(key)
        self.groups[key] = group if mine is None else merge_groups(mine, group)

    def summary(self, sources: int = 0, unreadable_sources: int = 0) -> Summary:
        """What has been folded so far."""
        return Summary(sources, unreadable_sources, self.total, dict(self.groups))
