"""Does the run pass? One pure function of the summary and of what was asked."""

from collections.abc import Iterator

from catalog_validator.model.report import Run
from catalog_validator.model.result import Summary, Tally


def gate_reasons(run: Run, summary: Summary, read: int | None = None) -> tuple[str, ...]:
    """Slugs of `Outcome.reasons`, empty where the run passes; with ``never`` it always does.

    ``read``: entries that were read, where ``summary`` has only those that the gate judges.
    """
    return (
        ()
        if run.fail_on == "never"
        else tuple(dict.fromkeys(_reasons(run, summary, summary.total.read if read is None else read)))
    )


def _reasons(run: Run, summary: Summary, read: int) -> Iterator[str]:
    total = summary.total
    if summary.unreadable_sources:
        yield "unreadable-source"
    if total.unreadable:
        yield "unreadable-entry"
    if total.refused:
        yield "refused"
    if not read:
        yield "nothing-read"
    if run.baseline:
        if total.errors or (run.fail_on == "warning" and total.warnings):
            yield "new-finding"
        return
    if total.gates_failed:
        yield "gate-field"
    yield from _below(run, summary)
    if run.fail_on in ("error", "warning") and total.errors:
        yield "error-finding"
    if run.fail_on == "warning" and total.warnings:
        yield "warning-finding"


def _below(run: Run, summary: Summary) -> Iterator[str]:
    total = summary.total
    if run.gate == "entry" and total.below:
        yield "entry-below"
    if run.gate == "catalog" and total.scored and _is_below(run, total):
        yield "catalog-below"
    if run.gate == "group" and any(_is_below(run, group.tally) for group in summary.groups.values()):
        yield "group-below"


def _is_below(run: Run, tally: Tally) -> bool:
    return bool(tally.scored) and 100 * tally.earned < run.threshold * tally.possible
