"""The report a person reads on a terminal: findings in frames, tables, the summary. Lines come as entries do."""

from collections.abc import Iterator

from catalog_validator.model.finding import Finding, Severity
from catalog_validator.model.report import Job, Outcome
from catalog_validator.model.result import EntryResult
from catalog_validator.reports.text_entry import blocks, heading
from catalog_validator.reports.text_frame import frame
from catalog_validator.reports.text_ledger import Ledger
from catalog_validator.reports.text_page import Page
from catalog_validator.reports.text_paint import wrap
from catalog_validator.reports.text_summary import summary_block
from catalog_validator.reports.text_tables import codes_table, entries_table, groups_table

_QUIET_PROBLEMS = 20


def render_text(job: Job) -> Iterator[str]:
    """Lines of the report, in pieces, each ending in a line feed."""
    for line in _lines(job):
        yield line + "\n"


def _lines(job: Job) -> Iterator[str]:
    page = Page.of(job.run.profile, job.lang, job.look)
    ledger = Ledger()
    if job.look.quiet:
        for _ in job.entries:
            pass
        outcome = job.outcome()
        yield from _named_problems(page, outcome)
    else:
        for entry in job.entries:
            ledger.add(entry)
            yield from _entry(page, ledger, entry, job.look.max_findings)
        outcome = job.outcome()
        yield from _problems(page, ledger, outcome.problems, job.look.max_findings)
        yield from _rest(page, ledger)
    yield from groups_table(page, outcome.summary)
    yield from summary_block(page, job.run, outcome)


def _entry(page: Page, ledger: Ledger, entry: EntryResult, most: int | None) -> Iterator[str]:
    """An entry's heading and frames, as far as the cap allows."""
    begun = False
    for block in blocks(page, entry):
        if most is not None and ledger.shown >= most:
            ledger.hidden += block.findings
            continue
        if not begun:
            yield from heading(page, entry)
            yield ""
            begun = True
        ledger.shown += 1
        yield from block.lines
        yield ""


def _problems(page: Page, ledger: Ledger, problems: tuple[Finding, ...], most: int | None) -> Iterator[str]:
    """What belongs to a source or to the catalog as a whole. These have a cap of their own."""
    if not problems:
        return
    ledger.count(problems)
    shown = problems if most is None else problems[:most]
    ledger.hidden += len(problems) - len(shown)
    yield page.rule(page.words.ui("frame.problems"))
    yield ""
    for finding in shown:
        yield from frame(page, finding, "", None)
        yield ""


def _rest(page: Page, ledger: Ledger) -> Iterator[str]:
    """How much was left out, then the tables of entries and of kinds of findings."""
    if ledger.hidden:
        yield from wrap(page.words.ui("frame.more_findings", n=ledger.hidden), page.width)
        yield ""
    for table in (entries_table(page, ledger), codes_table(page, ledger.codes)):
        lines = list(table)
        if lines:
            yield from lines
            yield ""


def _named_problems(page: Page, outcome: Outcome) -> Iterator[str]:
    """Even a quiet report names the sources that could not be read."""
    errors = [finding for finding in outcome.problems if finding.severity is Severity.ERROR]
    for finding in errors[:_QUIET_PROBLEMS]:
        text = f"{page.words.place(finding.position)} {finding.code} {page.words.message(finding, page.profile)}"
        lines = wrap(text.strip(), page.width - 2)
        yield from (f"{page.mark(False) if index == 0 else ' '} {line}" for index, line in enumerate(lines))
    if len(errors) > _QUIET_PROBLEMS:
        yield page.words.ui("frame.more_findings", n=len(errors) - _QUIET_PROBLEMS)
    if errors:
        yield ""
