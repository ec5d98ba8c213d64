"""JUnit XML, as CI servers read it: a suite for each source, a test case for each entry, and one for each source."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.finding import Finding, Severity
from catalog_validator.model.report import Job, Outcome, Spool
from catalog_validator.model.result import EntryResult, Status
from catalog_validator.reports.lexicon import inert
from catalog_validator.reports.told import Teller, path_of

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class Counts:
    """What a suite says of its cases."""

    tests: int = 0
    failures: int = 0
    errors: int = 0
    skipped: int = 0

    def add(self, other: "Counts") -> None:
        """Count the cases of a suite."""
        self.tests += other.tests
        self.failures += other.failures
        self.errors += other.errors
        self.skipped += other.skipped

    def attributes(self) -> str:
        """As XML."""
        counted = {"tests": self.tests, "failures": self.failures, "errors": self.errors, "skipped": self.skipped}
        return "".join(f' {name}="{count}"' for name, count in counted.items()) + ' time="0"'


def render_junit(job: Job) -> Iterator[str]:
    """One document. Its numbers stand at its head, so that the cases wait in a spool."""
    teller, whole, suites = Teller.of(job), Counts(), job.spool()
    for source, entries in groupby(job.entries, lambda entry: entry.source):
        counts, cases = Counts(), job.spool()
        for entry in entries:
            cases.write(_case(teller, entry, counts, exempt=job.run.passes_over(entry)))
        name = source.removeprefix(job.look.base)
        _suite(suites, name, counts, cases.read_back())
        whole.add(counts)
    outcome = job.outcome()
    counts = Counts()
    cases_of_sources = list(_sources(teller, outcome, job.look.base, counts))
    _suite(suites, teller.words.ui("formats.sources"), counts, cases_of_sources)
    whole.add(counts)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="catval"{whole.attributes()}>\n'
    yield from suites.read_back()
    yield "</testsuites>\n"


def xml(text: str, limit: int = 10_000) -> str:
    """Text of the data that can stand in XML 1.0, between tags and in quotation marks."""
    shown = _FORBIDDEN.sub(lambda match: f"<U+{ord(match.group()):04X}>", inert(text, limit))
    return shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _suite(spool: Spool, name: str, counts: Counts, cases: Iterable[str]) -> None:
    if not counts.tests:
        return
    spool.write(f'  <testsuite name="{xml(name)}"{counts.attributes()}>\n')
    for piece in cases:
        spool.write(piece)
    spool.write("  </testsuite>\n")


def _case(teller: Teller, entry: EntryResult, counts: Counts, *, exempt: bool) -> str:
    """An entry: a failure where it does not pass, an error where it could not be read."""
    words = teller.words
    counts.tests += 1
    listed = "\n".join(_line(teller, finding, entry) for finding in entry.findings)
    title = f" · {inert(entry.title)}" if entry.title and entry.title != entry.id else ""
    head = f'    <testcase classname="{xml(entry.source)}" name="{xml(inert(entry.id, 120) + title)}" time="0"'
    if entry.status is Status.UNREADABLE:
        counts.errors += 1
        said = words.ui("status.unreadable")
        return _ended(head, f'<error type="unreadable" message="{xml(said)}">{listed}</error>')
    if entry.status is Status.REFUSED:
        counts.failures += 1
        return _ended(head, f'<failure type="refused" message="{xml(words.ui("status.refused"))}">{listed}</failure>')
    score = f"{words.score(entry.score)} · {words.ui('count.points', earned=entry.earned, possible=entry.possible)}"
    if exempt:
        counts.skipped += 1
        output = _output(listed)
        return _ended(head, f'<skipped message="{xml(words.ui("formats.not_published"))}"/>{output}')
    if not entry.passed:
        counts.failures += 1
        kind = "gate-field" if entry.reached else "below"
        return _ended(head, f'<failure type="{kind}" message="{xml(score)}">{listed}</failure>')
    return _ended(head, _output(listed)) if listed else f"{head}/>\n"


def _ended(head: str, inside: str) -> str:
    return f"{head}>{inside}</testcase>\n"


def _output(listed: str) -> str:
    return f"<system-out>{listed}</system-out>" if listed else ""


def _line(teller: Teller, finding: Finding, entry: EntryResult | None) -> str:
    """A finding on a line of a case's text, already safe in XML."""
    told = teller.told(finding, entry)
    reason = teller.reason(told)
    severity = teller.words.ui(f"severity.{told.severity.value}")
    parts = (teller.words.place(told.position), f"{severity}[{told.code}]", told.message, told.advice, reason)
    return xml(" ".join(part for part in parts if part))


def _sources(teller: Teller, outcome: Outcome, base: str, counts: Counts) -> Iterator[str]:
    """A case for each source that something is said of; a failure where that is an error nobody accepted."""
    named: dict[str, list[Finding]] = {}
    for problem in outcome.problems:
        named.setdefault(path_of(problem.position, base), []).append(problem)
    for name, problems in named.items():
        counts.tests += 1
        listed = "\n".join(_line(teller, problem, None) for problem in problems)
        grave = [one for one in problems if one.severity is Severity.ERROR and one.accepted is None]
        head = f'    <testcase classname="catval" name="{xml(name or "–")}" time="0"'
        if grave:
            counts.failures += 1
            title = xml(teller.words.title(grave[0].code))
            yield _ended(head, f'<failure type="{grave[0].code}" message="{title}">{listed}</failure>')
        else:
            yield _ended(head, _output(listed))
