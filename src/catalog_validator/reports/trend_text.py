"""``catval trend`` for people: a line of blocks for each unit, the days, and how far it is to the deadline."""

from collections.abc import Iterator, Sequence

from catalog_validator.model.profile import Profile
from catalog_validator.model.report import Look
from catalog_validator.model.snapshot import UnitScore
from catalog_validator.model.trend import Curve, Day, Trend
from catalog_validator.model.words import Lang
from catalog_validator.reports.diff_words import field_name
from catalog_validator.reports.lexicon import inert
from catalog_validator.reports.text_page import Page
from catalog_validator.reports.text_paint import bar, clip, clip_front, columns, pad, wrap
from catalog_validator.reports.trend_words import MOST_CURVES, deadline, remarks, told, unit_name, unused

_BLOCKS = "▁▂▃▄▅▆▇█"
_ABSENT, _CHANGED = "·", "┊"
_ROOMY = 60


def render_trend(trend: Trend, profile: Profile, lang: Lang, look: Look) -> Iterator[str]:
    """Lines of the page. Labels of fields and codes are the profile's, where it has them."""
    page = Page.of(profile, lang, look)
    for line in _lines(page, trend):
        yield line + "\n"


def sparkline(points: Sequence[UnitScore | None], days: Sequence[Day]) -> str:
    """A block a day on one scale from 0 to 100 %, cut: only 100 % is full. ``┊`` stands where the profile changed."""
    drawn = ""
    for point, day in zip(points, days, strict=True):
        drawn += _CHANGED if day.changed else ""
        score = None if point is None else point.score
        drawn += _ABSENT if score is None else _BLOCKS[min(int(score * 7 / 100), 7)]
    return drawn


def _lines(page: Page, trend: Trend) -> Iterator[str]:
    words = page.words
    whole, *others = trend.curves
    yield page.rule(words.ui("trend.title"))
    yield from _days(page, trend, whole)
    yield ""
    yield from _curve(page, trend, whole)
    yield ""
    for by in dict.fromkeys(curve.by for curve in others):
        some = [curve for curve in others if curve.by == by]
        yield page.rule(words.ui("trend.by", by=field_name(words, by or "", page.profile)))
        for curve in some[:MOST_CURVES]:
            yield from _curve(page, trend, curve)
        if len(some) > MOST_CURVES:
            yield page.paint("dim", "  " + words.ui("frame.more_rows", n=len(some) - MOST_CURVES))
        yield ""
    yield from _deadline(page, trend)
    yield from _unused(page, trend)


def _days(page: Page, trend: Trend, whole: Curve) -> Iterator[str]:
    """A row for each day: score, entries that pass, the report, and what has to be said of it."""
    words = page.words
    for day, point in zip(trend.days, whole.points, strict=True):
        assert point is not None
        score = words.score(point.score)
        passed = words.ui("trend.passed_text", passed=point.passed, entries=point.entries)
        drawn = bar(point.score, 10 if page.width >= _ROOMY else 5)
        row = f"  {words.day(day.as_of)}  {drawn} {pad(score, 8, right=True)}  {pad(passed, 9)} "
        room = page.width - columns(row)
        yield (row + page.paint("dim", clip_front(inert(day.report), room)) if room >= 8 else row).rstrip()
        for remark in remarks(words, day):
            yield from (page.paint("warning", f"    {line}") for line in wrap(remark, page.width - 4))


def _curve(page: Page, trend: Trend, curve: Curve) -> Iterator[str]:
    words = page.words
    line = sparkline(curve.points, trend.days)
    room = max(page.width - 4, 8)
    yield "  " + page.paint("bold", clip(unit_name(words, curve, page.profile), page.width - 2))
    # The latest days are what is asked about: of a long curve the end is shown.
    drawn = line if len(line) <= room else "…" + line[len(line) - room + 1 :]
    yield "    " + page.paint("place", drawn)
    yield from (f"    {text}" for text in wrap(" · ".join(told(words, trend, curve)), page.width - 4))


def _deadline(page: Page, trend: Trend) -> Iterator[str]:
    text = deadline(page.words, trend)
    if not text:
        return
    yield from wrap(text, page.width)
    if any(curve.by_deadline is not None for curve in trend.curves):
        note = page.words.ui("trend.pace_note")
        yield from (page.paint("dim", line) for line in wrap(note, page.width))


def _unused(page: Page, trend: Trend) -> Iterator[str]:
    if not trend.unused:
        return
    words = page.words
    yield ""
    yield page.rule(words.ui("trend.unused"))
    for one in trend.unused:
        yield from (f"  {line}" for line in wrap(unused(words, one), page.width - 2))
