"""Repairs as a diff for people: each value with its place, as it is and as it should be."""

import re
from collections.abc import Iterator

from catalog_validator.model.profile import Profile
from catalog_validator.model.repair import EntryRepairs, Reason, Repair, RepairReport, SourceRepairs, SourceStatus
from catalog_validator.model.report import Look
from catalog_validator.model.words import Lang
from catalog_validator.reports.lexicon import inert
from catalog_validator.reports.text_paint import Paint
from catalog_validator.reports.words import Words

_LONGEST = 2_000
"""Code points of a value that are shown."""
_ODD_BLANK = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SPACE = re.compile("^ +| +$| {2,}")


def render_repairs(report: RepairReport, profile: Profile, lang: Lang, look: Look) -> Iterator[str]:
    """The text in pieces, a source at a time; the sums last."""
    words, paint = Words(lang), Paint(look.color)
    for source in report.sources:
        yield from _source(words, paint, source, profile)
    yield from _summary(words, report)


def _source(words: Words, paint: Paint, source: SourceRepairs, profile: Profile) -> Iterator[str]:
    name = inert(source.source)
    if source.reason:
        yield paint("warning", f"{name}: {words.ui(f'fix.why.{source.reason}')}") + "\n"
    if not source.entries:
        return
    yield paint("bold", f"--- {name}") + "\n" + paint("bold", f"+++ {name}") + "\n"
    for entry in source.entries:
        for repair in entry.repairs:
            yield from _repair(words, paint, entry, repair, profile)
    yield "\n"


def _repair(words: Words, paint: Paint, entry: EntryRepairs, repair: Repair, profile: Profile) -> Iterator[str]:
    reasons = ", ".join(reason_words(words, reason, repair.encoding) for reason in repair.reasons)
    place = words.place(repair.position)
    name = inert(entry.title or entry.id, 80)
    yield paint("place", f"@@ {place} @@") + f" {name} · {words.label(repair.path, profile)} · {reasons}\n"
    yield paint("error", f"- {shown(repair.old)}") + "\n"
    yield paint("good", f"+ {shown(repair.new)}") + "\n"
    if repair.left:
        yield paint("warning", f"! {words.ui(f'fix.left.{repair.left}')}") + "\n"


def reason_words(words: Words, reason: Reason, encoding: str) -> str:
    """The reason, with the encoding where letters are it."""
    said = words.ui(f"fix.reason.{reason.value}")
    if reason is not Reason.LETTERS:
        return said
    text, _, page = encoding.partition(" read as ")
    return f"{said} ({words.ui('fix.read_as', text=text, page=page) if page else encoding})"


def shown(text: str) -> str:
    """A value on one line in which also blanks can be seen that matter."""
    spaced = _SPACE.sub(lambda match: "␣" * len(match.group()), inert(text, _LONGEST))
    return _ODD_BLANK.sub(lambda match: f"<U+{ord(match.group()):04X}>", spaced)


def _summary(words: Words, report: RepairReport) -> Iterator[str]:
    made = sum(source.count(left=False) for source in report.sources if source.status is SourceStatus.WRITTEN)
    found = sum(source.count(left=False) for source in report.sources if source.status is SourceStatus.FOUND)
    unable = (SourceStatus.REFUSED, SourceStatus.UNREADABLE)
    stuck = sum(source.count(left=False) for source in report.sources if source.status in unable)
    left = stuck + sum(source.count(left=True) for source in report.sources)
    if made:
        yield words.ui("fix.written", n=made) + "\n"
    if found:
        yield words.ui("fix.found", n=found) + "\n"
    if left:
        yield words.ui("fix.left_over", n=left) + "\n"
    if not (made or found or left):
        yield words.ui("fix.nothing") + "\n"
    if report.refused_entries:
        yield words.ui("fix.secret", n=report.refused_entries) + "\n"
