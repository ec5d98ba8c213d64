"""The workbook that was checked, for its author: what is wrong stands at the cells, and a sheet before all says how
each description fares and by which fewest fields it would pass."""

from collections.abc import Iterator, Sequence
from itertools import chain

from catalog_validator.model.dataclass import dataclass, field, replace
from catalog_validator.model.finding import Finding, Severity
from catalog_validator.model.marked import Cover, CoverCell, CoverStyle, Mark
from catalog_validator.model.place import Position
from catalog_validator.model.report import Job, Outcome
from catalog_validator.model.result import EntryResult, Status
from catalog_validator.model.way import Step, Way
from catalog_validator.model.words import LANGS
from catalog_validator.reports.lexicon import Lexicon, inert
from catalog_validator.reports.numbers import cut
from catalog_validator.reports.told import Teller

MOST_NOTES = 10_000
"""Cells with a comment; more make programs slow. All others are coloured all the same."""
MOST_SAID = 8
"""Findings in one comment."""
LONGEST = 2_000
"""Code points of one comment."""
MOST_LINKS = 60_000
"""Links in the table of descriptions; Excel opens no sheet with more than 65,530."""
MOST_PROBLEMS = 1_000
"""Findings of the file as a whole that are listed."""
MOST_STEPS = 12
"""Columns for what to fill."""
_WIDTHS = (6, 48, 10, 12, 8, 10, 16)
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(slots=True)
class Place:
    """What is said about one cell."""

    severity: Severity
    findings: list[tuple[Finding, EntryResult | None]] = field(default_factory=list)
    count: int = 0
    refused: bool = False

    def add(self, finding: Finding, entry: EntryResult | None) -> None:
        """One more finding; no more than are shown are kept."""
        severity = Severity.NOTE if finding.accepted else finding.severity
        self.severity = min(self.severity, severity, key=_RANK.__getitem__)
        self.refused = self.refused or (entry is not None and entry.status is Status.REFUSED)
        self.count += 1
        if len(self.findings) < MOST_SAID:
            self.findings.append((finding, entry))


def render_workbook(job: Job) -> Iterator[bytes]:
    """The marked workbook. `ValueError` for a run that has none to mark, which is found out before."""
    if job.workbook is None:
        raise ValueError("no workbook to mark")
    places: dict[str, Place] = {}
    teller = Teller.of(job)
    rows = [_row(number, entry, places, teller) for number, entry in enumerate(job.entries, 1)]
    outcome = job.outcome()
    for problem in outcome.problems:
        _place(problem, None, places)
    marks = _marks(places, teller)
    words = teller.words
    names = frozenset(Lexicon(lang).ui("workbook.sheet") for lang in LANGS)
    rows, unlinked = _within(rows)
    left = sum(mark.note is None for mark in marks)
    top = chain(
        _top(job, outcome, words), _bounds(len(marks) - left, left, unlinked, words), _problems(outcome, teller)
    )
    widths = (*_WIDTHS, *[30] * MOST_STEPS)
    yield job.workbook(marks, Cover(words.ui("workbook.sheet"), names, chain(top, rows), widths))


def _place(finding: Finding, entry: EntryResult | None, places: dict[str, Place]) -> None:
    cell = finding.position.cell if finding.position else None
    if cell is not None:
        places.setdefault(cell, Place(finding.severity)).add(finding, entry)


def _marks(places: dict[str, Place], teller: Teller) -> list[Mark]:
    """The gravest first: beyond the most that programs bear, cells are coloured only."""
    ranked = sorted(places.items(), key=lambda pair: _RANK[pair[1].severity])
    return [
        Mark(
            cell, Severity.NOTE if place.refused else place.severity, _note(place, teller) if at < MOST_NOTES else None
        )
        for at, (cell, place) in enumerate(ranked)
    ]


def _note(place: Place, teller: Teller) -> str:
    """All that is said about a cell; of a refused entry only that it is one."""
    words = teller.words
    if place.refused:
        return words.ui("workbook.refused")
    said = [_said(finding, entry, teller) for finding, entry in place.findings]
    if place.count > len(said):
        said.append(words.ui("workbook.more", n=place.count - len(said)))
    text = "\n\n".join(said)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _said(finding: Finding, entry: EntryResult | None, teller: Teller) -> str:
    """One finding: what is wrong, what should stand there, the way out, the price."""
    told, words = teller.told(finding, entry), teller.words
    lines = [
        words.ui(
            "workbook.message", severity=words.ui(f"severity.{told.severity.value}").capitalize(), message=told.message
        )
    ]
    if told.expected:
        lines.append(words.ui("workbook.expected", expected=told.expected))
    if told.advice:
        lines.append(words.ui("workbook.advice", advice=told.advice))
    if told.points_lost:
        lines.append(words.ui("workbook.lost", lost=told.points_lost))
    if told.accepted:
        lines.append(words.ui("workbook.accepted", reason=teller.reason(told)))
    return "\n".join(lines)


def _top(job: Job, outcome: Outcome, words: Lexicon) -> Iterator[Sequence[CoverCell]]:
    """What was checked and how it went."""
    run, total = job.run, outcome.summary.total
    yield [CoverCell(words.ui("workbook.title"), "title")]
    for text in (
        words.ui(
            "workbook.by", version=run.tool_version, id=run.profile.id, profile_version=run.profile.version,
            as_of=run.as_of, threshold=words.score(run.threshold),
        ),
        words.ui(
            "workbook.totals", read=total.read, scored=total.scored, passed=total.passed, refused=total.refused,
            unreadable=total.unreadable, score=words.score(total.score),
        ),
        words.ui("workbook.legend"),
        words.ui("workbook.again"),
    ):  # fmt: skip
        yield [CoverCell(text, "wide")]


def _bounds(noted: int, left: int, unlinked: int, words: Lexicon) -> Iterator[Sequence[CoverCell]]:
    """What had no room."""
    if left:
        yield [CoverCell(words.ui("workbook.capped", noted=noted, left=left), "wide")]
    if unlinked:
        yield [CoverCell(words.ui("workbook.unlinked", n=unlinked), "wide")]
    yield []


def _problems(outcome: Outcome, teller: Teller) -> Iterator[Sequence[CoverCell]]:
    """The findings of the file as a whole, then the heads of the table of descriptions."""
    words, problems = teller.words, outcome.problems
    if problems:
        yield [CoverCell(""), CoverCell(words.ui("workbook.problems"), "head")]
    for problem in problems[:MOST_PROBLEMS]:
        told = teller.told(problem, None)
        cell = problem.position.cell if problem.position else None
        yield [CoverCell(""), CoverCell(told.sentence, "wide_link" if cell else "wide", cell)]
    if len(problems) > MOST_PROBLEMS:
        yield [CoverCell(""), CoverCell(words.ui("workbook.more", n=len(problems) - MOST_PROBLEMS), "wide")]
    if problems:
        yield []
    heads = ("number", "entry", "score", "verdict", "errors", "warnings", "after", "way")
    yield [CoverCell(words.ui(f"workbook.{head}"), "head") for head in heads]


def _within(rows: Sequence[Sequence[CoverCell]]) -> tuple[list[Sequence[CoverCell]], int]:
    """The rows with no more links than a sheet can have, and how many were taken away: the last."""
    kept: list[Sequence[CoverCell]] = []
    links = gone = 0
    for row in rows:
        own = sum(cell.link is not None for cell in row)
        links += own
        fits = links <= MOST_LINKS
        gone += 0 if fits else own
        kept.append(row if fits else [replace(cell, link=None, style="plain") if cell.link else cell for cell in row])
    return kept, gone


def _row(number: int, entry: EntryResult, places: dict[str, Place], teller: Teller) -> Sequence[CoverCell]:
    """One description; its findings are put to their cells on the way."""
    for finding in entry.findings:
        _place(finding, entry, places)
    words = teller.words
    name = inert(entry.title or entry.id, 200)
    where = next((cell for position in _positions(entry) if (cell := position.cell)), None)
    first = [CoverCell(number), CoverCell(name, "link" if where else "plain", where)]
    if entry.status is not Status.SCORED or entry.score is None:
        return [*first, CoverCell(""), CoverCell(words.ui(f"status.{entry.status.value}"))]
    style: CoverStyle = "good" if entry.passed else "bad"
    counts = [
        sum(one.severity is severity for one in entry.findings) for severity in (Severity.ERROR, Severity.WARNING)
    ]
    return [
        *first,
        CoverCell(float(cut(entry.score)), style),
        CoverCell(words.ui("workbook.passed" if entry.passed else "workbook.failed")),
        *map(CoverCell, counts),
        *(_way(entry.way, teller) if entry.way is not None and entry.way.steps else ()),
    ]


def _positions(entry: EntryResult) -> Iterator[Position]:
    """Where something of the entry stands: of what to fill first, for a finding may be on another sheet."""
    if entry.way is not None:
        yield from (step.position for step in entry.way.steps if step.position)
    yield from (finding.position for finding in entry.findings if finding.position)


def _way(way: Way, teller: Teller) -> Iterator[CoverCell]:
    """The score afterwards, then each field with a link to its cell."""
    words = teller.words
    worst, best = words.score(way.worst), words.score(way.best)
    yield CoverCell(worst if worst == best else words.ui("workbook.range", worst=worst, best=best))
    for step in way.steps[:MOST_STEPS]:
        cell = step.position.cell if step.position else None
        yield CoverCell(_step(step, teller), "link" if cell else "plain", cell)
    if len(way.steps) > MOST_STEPS:
        yield CoverCell(words.ui("workbook.more_steps", n=len(way.steps) - MOST_STEPS))


def _step(step: Step, teller: Teller) -> str:
    label = teller.words.label((step.field,), teller.profile)
    return teller.words.ui("workbook.step", label=label, gain=step.gain)
