"""One finding as a frame: what, where, what stands there, what should, on which ground, at what price, the way out."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from catalog_validator.model.finding import Finding
from catalog_validator.reports.lexicon import inert
from catalog_validator.reports.text_page import Page, Row, severity_style
from catalog_validator.reports.text_paint import clip, clip_front, columns, pad, wrap
from catalog_validator.reports.words import find_field

_IN_SENTENCE = 40
"""Code points of a value inside a sentence that stands under the value itself."""


def frame(page: Page, finding: Finding, entry: str, possible: Fraction | None) -> Iterator[str]:
    """The lines of one finding; ``entry`` names the entry, ``possible`` are the points it can earn."""
    yield head(page, finding, page.words.title(finding.code))
    yield arrow(page, page.words.place(finding.position), entry)
    yield edge(page)
    yield from _value(page, finding)
    for line in wrap(page.words.message(finding, page.profile, _IN_SENTENCE), page.width - 4):
        yield edge(page, line)
    yield edge(page)
    yield from footer(page, _rows(page, finding, possible))


def head(page: Page, finding: Finding, title: str) -> str:
    """Severity, code and title."""
    style = severity_style(finding.severity)
    severity = page.words.ui(f"severity.{finding.severity.value}")
    shown = f"{severity}[{finding.code}]"
    return f"{page.paint(style, shown)} {page.paint('bold', clip(title, page.width - columns(shown) - 1))}"


def arrow(page: Page, place: str, entry: str) -> str:
    """Where it is: the place in the source, then the entry."""
    room = page.width - 6
    place = clip_front(place or page.words.ui("frame.source"), room)
    room -= columns(place) + 3
    name = f" · {clip(entry, room)}" if entry and room >= 8 else ""
    return f"{page.paint('dim', '  ╭─▸')} {page.paint('place', place)}{page.paint('dim', name)}"


def edge(page: Page, text: str = "") -> str:
    """A line inside the frame."""
    return f"{page.paint('dim', '  │')} {text}".rstrip()


def footer(page: Page, rows: Sequence[Row]) -> Iterator[str]:
    """The closing rows of a frame, names aligned, texts wrapped."""
    kept = [row for row in rows if row[1]]
    about = max((columns(name) for name, _ in kept), default=0)
    for position, (name, text) in enumerate(kept):
        last = position == len(kept) - 1
        for index, line in enumerate(wrap(text, page.width - about - 6)):
            corner = ("╰" if last else "├" if name else "│") if index == 0 else (" " if last else "│")
            shown = pad(name if index == 0 else "", about)
            yield f"{page.paint('dim', f'  {corner} {shown}')}  {line}".rstrip()


def price(page: Page, lost: Fraction, possible: Fraction | None) -> str:
    """Points lost, out of those the entry can earn."""
    if not lost:
        return page.words.ui("frame.free")
    if not possible:
        return page.words.ui("frame.lost_plain", lost=lost)
    return page.words.ui("frame.lost", lost=lost, possible=possible)


def _rows(page: Page, finding: Finding, possible: Fraction | None) -> list[Row]:
    words, profile = page.words, page.profile
    return [
        (words.ui("frame.expected"), words.expected(finding, profile)),
        (words.ui("frame.ground"), words.ground(finding.citation) if finding.citation else ""),
        (words.ui("frame.points"), price(page, finding.points_lost, possible) if _may_cost(page, finding) else ""),
        (words.ui("frame.advice"), words.advice(finding, profile)),
        (words.ui("frame.accepted"), accepted(page, finding)),
    ]


def accepted(page: Page, finding: Finding) -> str:
    """Why a finding is not held against the run; empty where it is."""
    by = finding.accepted
    if by is None:
        return ""
    until = page.words.day(by.until) if by.until else ""
    return page.words.ui(f"frame.by_{by.by}", reason=inert(by.reason, 2_000), until=until)


def _may_cost(page: Page, finding: Finding) -> bool:
    """Whether a reader would ask what it costs: not for a source's findings, nor for a field without weight."""
    field = find_field(page.profile, finding.path[:1])
    return finding.points_lost > 0 or (field is not None and field.weight > 0)


def _value(page: Page, finding: Finding) -> Iterator[str]:
    """What stands there, underlined."""
    value = finding.facts.get("value")
    shown = page.words.say(value, 400) if value is not None else ""
    if not shown:
        return
    name = page.words.label(finding.path, page.profile) if finding.path else ""
    room = page.width - 4
    name = clip(name, room * 2 // 5)
    label = f"{name}: " if name else ""
    shown = clip(shown, room - columns(label))
    style = severity_style(finding.severity)
    yield edge(page, page.paint("dim", label) + shown)
    yield edge(page, " " * columns(label) + page.paint(style, "^" * max(1, columns(shown))))


def entry_name(entry_id: str, title: str | None) -> str:
    """An entry's id and, where it says more, its title, on one line."""
    name = inert(entry_id, 120)
    return f"{name} {inert(title, 200)}" if title and title != entry_id else name
