"""What any report may show of a run, whoever writes the report: nothing of a refused entry but its place."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.report import Job
from catalog_validator.model.result import EntryResult, Status

REFUSAL = "CV309"
"""The one finding of a refused entry that is shown."""


def shown(job: Job) -> Job:
    """The same run with its refused entries veiled, and with contact details masked where that was asked for."""
    if not job.look.redact:
        return replace(job, entries=Veiled(job.entries))
    from catalog_validator.reports.redact import hidden_fields, redact_entry, redact_outcome

    hidden = hidden_fields(job.run.profile)
    return replace(
        job,
        entries=Veiled(job.entries, lambda entry: redact_entry(entry, hidden)),
        outcome=lambda: redact_outcome(job.outcome(), hidden),
    )


@dataclass(frozen=True, slots=True)
class Veiled:
    """Entries as they may be shown; can be gone through as often as those behind it."""

    entries: Iterable[EntryResult]
    mask: Callable[[EntryResult], EntryResult] | None = None

    def __iter__(self) -> Iterator[EntryResult]:
        for entry in self.entries:
            seen = veil(entry) if entry.status is Status.REFUSED else entry
            yield seen if self.mask is None else self.mask(seen)


def veil(entry: EntryResult) -> EntryResult:
    """A refused entry: known by its place alone."""
    kept = tuple(finding for finding in entry.findings if finding.code == REFUSAL)
    groups = tuple((by, None) for by, _ in entry.groups)
    return replace(
        entry, id=entry.pointer, title=None, gates_failed=(), fields=(), findings=kept, groups=groups, way=None
    )
