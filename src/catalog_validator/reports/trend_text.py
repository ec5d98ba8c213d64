"""``catval trend`` for people: a line of blocks for each unit, the days, and how far it is to the deadline."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from catalog_validator.model.profile import Profile
from catalog_validator.model.report import Look
from catalog_validator.model.snapshot import UnitScore
from catalog_validator.model.trend import Curve, Day, Trend
from catalog_validator.model.words import Lang
from catalog_validator.reports.diff_words import field_name, signed
from catalog_validator.reports.lexicon import inert
from catalog_validator.reports.text_page import Page
from catalog_validator.reports.text_paint import bar, clip, clip_front, columns, pad, wrap

_BLOCKS = "▁▂▃▄▅▆▇█"
_ABSENT, _CHANGED = "·", "┊"
MOST_CURVES = 200
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
        remarks = []
        if day.changed:
            remarks.append(words.ui("trend.changed", id=day.profile.id, version=day.profile.version))
        if day.others:
            names = words.join([inert(name, 80) for name in day.others])
            remarks.append(words.ui("trend.others", n=len(day.others), names=names))
        for remark in remarks:
            yield from (page.paint("warning", f"    {line}") for line in wrap(remark, page.width - 4))


def _curve(page: Page, trend: Trend, curve: Curve) -> Iterator[str]:
    words = page.words
    if curve.by is None:
        name = words.ui("trend.whole")
    elif curve.value is None:
        name = words.ui("none_stated")
    else:
        name = words.code((curve.by,), curve.value, page.profile)
    line = sparkline(curve.points, trend.days)
    room = max(page.width - 4, 8)
    yield "  " + page.paint("bold", clip(inert(name), page.width - 2))
    # The latest days are what is asked about: of a long curve the end is shown.
    drawn = line if len(line) <= room else "…" + line[len(line) - room + 1 :]
    yield "    " + page.paint("place", drawn)
    yield from (f"    {text}" for text in wrap(" · ".join(_told(page, trend, curve)), page.width - 4))


def _told(page: Page, trend: Trend, curve: Curve) -> Iterator[str]:
    words, last = page.words, curve.last
    assert last is not None
    since = max((at for at, day in enumerate(trend.days) if day.changed), default=0)
    scores = [point.score for point in curve.points[since:] if point is not None and point.score is not None]
    if len(scores) < 2:
        yield words.score(last.score)
    else:
        # Only as far back as the same profile reaches: an older score is no measure for what was done since.
        yield words.ui("trend.from_to", first=words.score(scores[0]), last=words.score(scores[-1]))
        yield words.ui("trend.change", change=signed(words, scores[-1] - scores[0]))
    if since and any(curve.points[:since]):
        yield words.ui("trend.since", day=trend.days[since].as_of)
    yield from _bounds(page, trend, curve)
    if last.score is not None and last.score >= trend.threshold:
        yield words.ui("trend.reached", threshold=words.score(trend.threshold))
    elif curve.by_deadline is not None and curve.points[-1] is not None:
        yield words.ui("trend.pace", score=_rounded(page, curve.by_deadline))


def _bounds(page: Page, trend: Trend, curve: Curve) -> Iterator[str]:
    """Since when a group is there, and until when it was."""
    there = [day.as_of for day, point in zip(trend.days, curve.points, strict=True) if point is not None]
    if there[0] != trend.days[0].as_of:
        yield page.words.ui("trend.appeared", day=there[0])
    if there[-1] != trend.days[-1].as_of:
        yield page.words.ui("trend.gone", day=there[-1])


def _rounded(page: Page, score: Fraction) -> str:
    """A whole per cent, cut: a straight line deserves no decimals."""
    return page.words.score(Fraction(int(score)))


def _deadline(page: Page, trend: Trend) -> Iterator[str]:
    words, left = page.words, trend.days_left
    if left is None:
        return
    facts = {"deadline": trend.deadline, "threshold": words.score(trend.threshold)}
    text = words.ui("trend.deadline", n=left, **facts) if left > 0 else words.ui("trend.deadline_past", **facts)
    yield from wrap(text, page.width)
    if any(curve.by_deadline is not None for curve in trend.curves):
        yield from (page.paint("dim", line) for line in wrap(words.ui("trend.pace_note"), page.width))


def _unused(page: Page, trend: Trend) -> Iterator[str]:
    if not trend.unused:
        return
    words = page.words
    yield ""
    yield page.rule(words.ui("trend.unused"))
    for one in trend.unused:
        text = f"{inert(one.name)}: {words.ui(f'trend.{one.slug}', where=one.where, value=one.value)}"
        yield from (f"  {line}" for line in wrap(text, page.width - 2))
