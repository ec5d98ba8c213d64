"""What the forms of a trend say alike: names of units, how far each has come, and what was not used."""

from collections.abc import Iterator
from fractions import Fraction

from catalog_validator.model.profile import Profile
from catalog_validator.model.trend import Curve, Day, Trend, Unused
from catalog_validator.reports.diff_words import signed
from catalog_validator.reports.lexicon import inert
from catalog_validator.reports.words import Words

MOST_CURVES = 200
"""Units of one field that are shown; the others are counted."""


def unit_name(words: Words, curve: Curve, profile: Profile) -> str:
    """What a curve is of."""
    if curve.by is None:
        return words.ui("trend.whole")
    if curve.value is None:
        return words.ui("none_stated")
    return inert(words.code((curve.by,), curve.value, profile))


def told(words: Words, trend: Trend, curve: Curve) -> Iterator[str]:
    """How far a unit has come and whether it is there, in phrases."""
    last = curve.last
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
    yield from _bounds(words, trend, curve)
    if last.score is not None and last.score >= trend.threshold:
        yield words.ui("trend.reached", threshold=words.score(trend.threshold))
    elif is_on_its_way(trend, curve):
        yield words.ui("trend.pace", score=_rounded(words, curve.by_deadline))


def is_on_its_way(trend: Trend, curve: Curve) -> bool:
    """Whether a pace towards the deadline is spoken of: below the threshold, there to the end, and with a pace."""
    last = curve.points[-1]
    if last is None or curve.by_deadline is None:
        return False
    return last.score is None or last.score < trend.threshold


def remarks(words: Words, day: Day) -> Iterator[str]:
    """What has to be said of a day."""
    if day.changed:
        yield words.ui("trend.changed", id=day.profile.id, version=day.profile.version)
    if day.others:
        names = words.join([inert(name, 80) for name in day.others])
        yield words.ui("trend.others", n=len(day.others), names=names)


def deadline(words: Words, trend: Trend) -> str:
    """How long there is; empty without a deadline."""
    left = trend.days_left
    if left is None:
        return ""
    facts = {"deadline": trend.deadline, "threshold": words.score(trend.threshold)}
    return words.ui("trend.deadline", n=left, **facts) if left > 0 else words.ui("trend.deadline_past", **facts)


def unused(words: Words, one: Unused) -> str:
    """A file that was not used, and why."""
    return f"{inert(one.name)}: {words.ui(f'trend.{one.slug}', where=one.where, value=one.value)}"


def _bounds(words: Words, trend: Trend, curve: Curve) -> Iterator[str]:
    """Since when a group is there, and until when it was."""
    there = [day.as_of for day, point in zip(trend.days, curve.points, strict=True) if point is not None]
    if there[0] != trend.days[0].as_of:
        yield words.ui("trend.appeared", day=there[0])
    if there[-1] != trend.days[-1].as_of:
        yield words.ui("trend.gone", day=there[-1])


def _rounded(words: Words, score: Fraction | None) -> str:
    """A whole per cent, cut: a straight line deserves no decimals."""
    return words.score(None if score is None else Fraction(int(score)))
