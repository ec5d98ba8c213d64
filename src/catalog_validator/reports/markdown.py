"""Markdown for the summary of a CI job or a merge request: the verdict, the groups, what to mend in which entry."""

import re
from collections import Counter
from collections.abc import Iterator

from catalog_validator.model.report import Job, Outcome
from catalog_validator.model.result import EntryResult, Status
from catalog_validator.reports.order import ordered_groups
from catalog_validator.reports.told import Teller
from catalog_validator.reports.words import Words

MOST_BYTES = 1 << 20
"""What GitHub takes as the summary of one step; more of it shows nothing at all."""
_RESERVED = 64 << 10
"""For the head, the groups and what is said at the end."""
_GROUPS = 100

_SIGNS = re.compile(r"[\\`*_\[\]<>&|~$@]|:(?=[/a-zA-Z_+-])|(?i:www\.)")


def render_markdown(job: Job) -> Iterator[str]:
    """Entries that do not pass, each with its findings, as far as there is room; the others are numbers."""
    teller = Teller.of(job)
    words = teller.words
    blocks: list[str] = []
    room, hidden = MOST_BYTES - _RESERVED, 0
    reasons: Counter[str] = Counter()
    for entry in job.entries:
        reasons.update(one.accepted.reason for one in entry.findings if one.accepted and one.accepted.reason)
        if entry.status is Status.SCORED and entry.passed:
            continue
        block = _entry(teller, entry, exempt=job.run.passes_over(entry))
        room -= len(block.encode())
        if room < 0:
            hidden += 1
        else:
            blocks.append(block)
    outcome = job.outcome()
    yield from _head(job, words, outcome)
    yield from _groups(job, words, outcome)
    if outcome.problems:
        block = _problems(teller, outcome, max(room, 0))
        yield block
    if blocks:
        yield f"### {words.ui('formats.to_mend')}\n\n"
        yield from blocks
    yield from _reasons(words, reasons)
    if hidden:
        yield f"> {md(words.ui('formats.entries_hidden', n=hidden))}\n"


def md(text: str) -> str:
    """Text of the data as Markdown shows it, with no link, mention, tag or table in it.

    Signs are written as entities, which hold inside a tag as well, where a backslash would not.
    """
    return _SIGNS.sub(lambda match: "".join(f"&#{ord(char)};" for char in match.group()), text)


def _head(job: Job, words: Words, outcome: Outcome) -> Iterator[str]:
    total, profile = outcome.summary.total, job.run.profile
    mark = "✅" if outcome.passed else "❌"
    verdict = words.ui("verdict.passed" if outcome.passed else "verdict.failed")
    yield f"## {mark} catval: {verdict} · {words.score(total.score)}\n\n"
    for reason in outcome.reasons:
        yield f"- {md(words.ui(f'reason.{reason}'))}\n"
    yield "\n" if outcome.reasons else ""
    counts = " · ".join(
        words.ui(f"count.{name}", n=count)
        for name, count in (("error", total.errors), ("warning", total.warnings), ("note", total.notes))
    )
    passed = words.ui(
        "summary.passed_text",
        passed=total.passed,
        scored=total.scored,
        share=words.score(total.passed_share),
        threshold=words.score(job.run.threshold),
    )
    rows = [
        (words.ui("summary.passed"), passed),
        (words.ui("summary.score"), f"{words.score(total.score)} · {_points(words, total.earned, total.possible)}"),
        (words.ui("summary.findings"), counts),
        (words.ui("summary.profile"), f"{words.say(profile.id)} {words.say(profile.version)}"),
        (words.ui("summary.as_of"), words.day(job.run.as_of)),
    ]
    yield "| | |\n|---|---|\n"
    yield from (f"| {md(name)} | {md(text)} |\n" for name, text in rows)
    yield "\n"


def _points(words: Words, earned: object, possible: object) -> str:
    return words.ui("count.points", earned=earned, possible=possible)


def _groups(job: Job, words: Words, outcome: Outcome) -> Iterator[str]:
    groups = ordered_groups(job.run.profile, outcome.summary)
    if not groups:
        return
    heads = (words.ui(f"formats.{name}") for name in ("group", "entries", "passed", "score"))
    yield "| " + " | ".join(md(head) for head in heads) + " |\n|---|--:|--:|--:|\n"
    for group in groups[:_GROUPS]:
        label = words.label((group.by,), job.run.profile)
        value = (
            words.ui("formats.not_stated")
            if group.value is None
            else words.code((group.by,), group.value, job.run.profile)
        )
        tally = group.tally
        cells = (f"{label}: {value}", str(tally.read), str(tally.passed), words.score(tally.score))
        yield "| " + " | ".join(map(md, cells)) + " |\n"
    if len(groups) > _GROUPS:
        yield f"\n{md(words.ui('more_items', n=len(groups) - _GROUPS))}\n"
    yield "\n"


def _reasons(words: Words, reasons: Counter[str]) -> Iterator[str]:
    """What was suppressed, by the reasons that were given."""
    if reasons:
        yield f"### {md(words.ui('frame.accepted'))}\n\n"
        yield from (f"- {count} × {md(words.say(reason, 1_000))}\n" for reason, count in reasons.most_common(_GROUPS))
        yield "\n"


def _problems(teller: Teller, outcome: Outcome, room: int) -> str:
    """What is wrong with sources, as far as there is room."""
    lines = [f"### {md(teller.words.ui('frame.problems'))}\n\n"]
    for index, problem in enumerate(outcome.problems):
        told = teller.told(problem, None)
        line = f"- {md(teller.words.place(told.position))} **{told.code}** {md(told.message)}\n"
        room -= len(line.encode())
        if room < 0:
            lines.append(f"- {md(teller.words.ui('more_items', n=len(outcome.problems) - index))}\n")
            break
        lines.append(line)
    return "".join(lines) + "\n"


def _entry(teller: Teller, entry: EntryResult, *, exempt: bool) -> str:
    """One entry with its findings, folded away until somebody opens it."""
    words = teller.words
    if entry.status is not Status.SCORED:
        standing = words.ui(f"status.{entry.status.value}")
    else:
        standing = f"{words.score(entry.score)} · {_points(words, entry.earned, entry.possible)}"
        standing += f" · {words.ui('formats.not_published')}" if exempt else ""
    name = words.say(entry.title or entry.id)
    lines = [f"<details><summary>{md(name)} — {md(standing)}</summary>\n\n"]
    for finding in entry.findings:
        told = teller.told(finding, entry)
        parts = (told.message, told.advice, teller.reason(told))
        said = " ".join(part for part in parts if part)
        lines.append(f"- {md(words.place(told.position))} **{told.code}** {md(said)}\n")
    return "".join(lines) + "\n</details>\n\n"
