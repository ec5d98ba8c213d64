"""One entry's part of the text report: its heading, its frames, and the fields it lacks as one short list."""

from collections.abc import Iterator, Sequence

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.finding import Finding
from catalog_validator.model.result import EntryResult, Status
from catalog_validator.reports.lexicon import inert
from catalog_validator.reports.text_frame import arrow, edge, footer, frame, head
from catalog_validator.reports.text_page import Page
from catalog_validator.reports.text_paint import bar, clip, columns, pad, wrap

FOLD_ABOVE = 4
"""More missing fields than this are one list, not as many frames."""

BAR = 10


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that show some findings together, drawn only when they are asked for."""

    lines: Iterator[str]
    findings: int


def shown_id(entry: EntryResult) -> str:
    """What an entry is called. A refused one is known by its place alone: nothing of itself is shown."""
    return entry.pointer if entry.status is Status.REFUSED else entry.id


def shown_title(entry: EntryResult) -> str | None:
    """An entry's title, unless it is refused."""
    return None if entry.status is Status.REFUSED else entry.title


def shown_findings(entry: EntryResult) -> tuple[Finding, ...]:
    """An entry's findings; of a refused one only that it is refused."""
    if entry.status is Status.REFUSED:
        return tuple(finding for finding in entry.findings if finding.code == "CV309")
    return entry.findings


def blocks(page: Page, entry: EntryResult) -> Iterator[Block]:
    """An entry's findings in their order, the missing fields folded where they are many."""
    findings = shown_findings(entry)
    missing = [finding for finding in findings if _is_foldable(finding)]
    folded = {id(finding) for finding in missing} if len(missing) > FOLD_ABOVE else set()
    name = inert(shown_id(entry), 120)
    if folded:
        yield Block(_missing(page, missing, name), len(missing))
    for finding in findings:
        if id(finding) not in folded:
            yield Block(frame(page, finding, name, entry.possible), 1)


def _is_foldable(finding: Finding) -> bool:
    """A missing field, unless there is more to say of it than that."""
    return finding.code == "CV101" and len(finding.path) == 1 and finding.accepted is None


def heading(page: Page, entry: EntryResult) -> Iterator[str]:
    """Title, id and place, score: what the frames below belong to."""
    title, name = shown_title(entry), inert(shown_id(entry), 120)
    lines = wrap(inert(title or name, 400), page.width - 6)
    if len(lines) > 2:
        lines = [lines[0], clip(lines[1] + " …", page.width - 7) if columns(lines[1]) < 8 else lines[1][:-1] + "…"]
    yield page.rule(lines[0])
    yield from ("   " + page.paint("bold", line) for line in lines[1:])
    where = f"{inert(entry.source)} {inert(entry.pointer)}".strip()
    yield page.paint("dim", "   " + clip(f"{name} · {where}" if title and name != title else where, page.width - 3))
    yield from ("   " + line for line in _score(page, entry))
    if entry.gates_failed and entry.status is Status.SCORED:
        yield from ("   " + page.paint("error", line) for line in wrap(gates(page, entry.gates_failed), page.width - 3))


def gates(page: Page, failed: Sequence[str]) -> str:
    """Which fields fail the entry whatever its score."""
    return page.words.ui("verdict.gates", fields=[page.words.label((field_id,), page.profile) for field_id in failed])


def _score(page: Page, entry: EntryResult) -> Iterator[str]:
    """Bar, score, points and verdict, on one line where there is room."""
    words = page.words
    if entry.status is not Status.SCORED:
        yield page.paint("error", "✗ " + words.ui(f"status.{entry.status.value}"))
        return
    verdict = words.ui("verdict.entry_passed" if entry.passed else "verdict.entry_failed")
    points = words.ui("count.points", earned=entry.earned, possible=entry.possible)
    score = words.score(entry.score)
    drawn = page.paint("good" if entry.passed else "error", bar(entry.score, BAR))
    first, second = f"{drawn} {page.paint('bold', score)}", f"{points} · {page.mark(entry.passed)} {verdict}"
    if 3 + BAR + 1 + columns(f"{score} · {points} · ✗ {verdict}") <= page.width:
        yield f"{first} · {second}"
    else:
        yield from (first, second)


def _missing(page: Page, missing: Sequence[Finding], entry: str) -> Iterator[str]:
    """The missing fields, a line each with points, place and the number of their ground; then the grounds."""
    words = page.words
    first = missing[0]
    together = all(finding.position == first.position for finding in missing)
    yield head(page, first, f"{words.title('CV101')} · {words.ui('frame.folded', n=len(missing))}")
    yield arrow(page, words.place(first.position) if together else "", entry)
    yield edge(page)
    grounds = list(dict.fromkeys(words.ground(finding.citation) if finding.citation else "" for finding in missing))
    numbers = {ground: f"[{number}]" for number, ground in enumerate(filter(None, grounds), 1)}
    labels = {id(finding): words.label(finding.path, page.profile) for finding in missing}
    about = min(max(map(columns, labels.values())), page.width - (16 if together else 34))
    for finding in missing:
        lost = f"−{words.points(finding.points_lost)}" if finding.points_lost else "0"
        number = numbers.get(words.ground(finding.citation) if finding.citation else "", "")
        place = "" if together else f"  {clip(words.place(finding.position), 18)}"
        label = pad(clip(labels[id(finding)], about), about)
        lost_column = pad(lost, 5, right=True)
        yield edge(page, f"{page.paint('error', lost_column)}  {label}  {page.paint('dim', number + place)}")
    yield edge(page)
    named = [
        (words.ui("frame.ground") if index == 0 else "", f"{number} {ground}")
        for index, (ground, number) in enumerate(numbers.items())
    ]
    yield from footer(page, [*named, (words.ui("frame.advice"), words.ui("frame.fill"))])
