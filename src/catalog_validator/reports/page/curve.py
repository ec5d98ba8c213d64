"""A curve of scores as inline SVG: days to the right, per cent upwards, the threshold across, the deadline upright."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.trend import Curve, Trend
from catalog_validator.reports.numbers import cut
from catalog_validator.reports.page.marks import Both
from catalog_validator.reports.trend_words import is_on_its_way

WIDE = 300
"""Units from the first day to the last; a per cent is one unit high."""
_NEAR = 9
"""Numbers on the scale that are closer than this would cover one another."""
_ROOM = 62
"""Units that a date on the scale takes."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Draws the curves of one trend on the same scale. It stands beside the numbers, for those who do not see it."""

    both: Both
    trend: Trend

    def svg(self, curve: Curve) -> str:
        """The picture of one curve."""
        parts = "".join((*self._scale(), *self._changes(), *self._pace(curve), *self._line(curve)))
        return f"<svg class=curve viewBox='-20 -12 332 130' aria-hidden=true>{parts}</svg>"

    def _end(self) -> date:
        """The last day on the scale."""
        latest, deadline = self.trend.days[-1].as_of, self.trend.deadline
        return latest if deadline is None else max(latest, deadline)

    def _x(self, day: date) -> Fraction:
        first = self.trend.days[0].as_of
        return Fraction(WIDE * (day - first).days, max((self._end() - first).days, 1))

    def _scale(self) -> Iterator[str]:
        threshold, deadline = self.trend.threshold, self.trend.deadline
        yield f"<path class=axis d='M0 0H{WIDE}M0 100H{WIDE}' />"
        yield f"<path class=threshold d='M0 {_height(threshold)}H{WIDE}' />"
        for number in (Fraction(0), threshold, Fraction(100)):
            if number == threshold or abs(number - threshold) >= _NEAR:
                yield f"<text class=tick x=-4 y={cut(103 - number)} text-anchor=end>{cut(number)}</text>"
        if deadline is not None and self.trend.days[0].as_of <= deadline:
            yield f"<path class=deadline d='M{cut(self._x(deadline))} -4V104' />"
        first, latest, end = self.trend.days[0].as_of, self.trend.days[-1].as_of, self._end()
        yield self._day(first, "start")
        if self._x(end) >= 2 * _ROOM:
            yield self._day(end, "end")
        if _ROOM * 3 / 2 <= self._x(latest) <= WIDE - _ROOM * 3 / 2:
            yield self._day(latest, "middle")

    def _day(self, day: date, anchor: str) -> str:
        """A date below the scale, as each language writes it."""
        both, at = self.both, f"class=tick x={cut(self._x(day))} y=113 text-anchor={anchor}"
        return "".join(f"<text lang={words.lang} {at}>{words.day(day)}</text>" for words in (both.vi, both.en))

    def _changes(self) -> Iterator[str]:
        """A line before each day that was scored by another profile."""
        for before, after in zip(self.trend.days, self.trend.days[1:], strict=False):
            if after.changed:
                middle = cut((self._x(before.as_of) + self._x(after.as_of)) / 2)
                yield f"<path class=changed d='M{middle} 0V100' />"

    def _line(self, curve: Curve) -> Iterator[str]:
        """The points; joined where they follow one another and were scored by the same profile."""
        joined: list[str] = []
        dots: list[str] = []
        drawing = False
        for day, point in zip(self.trend.days, curve.points, strict=True):
            score = None if point is None else point.score
            if score is None:
                drawing = False
                continue
            spot = f"{cut(self._x(day.as_of))} {_height(score)}"
            joined.append(f"{'L' if drawing and not day.changed else 'M'}{spot}")
            drawing = True
            kind = "good" if score >= self.trend.threshold else "bad"
            x, y = spot.split()
            dots.append(f"<circle class={kind} cx={x} cy={y} r=3 />")
        if joined:
            yield f"<path class=line d='{''.join(joined)}' />"
        yield from dots

    def _pace(self, curve: Curve) -> Iterator[str]:
        """The straight line on to the deadline, where one is spoken of."""
        trend = self.trend
        if not is_on_its_way(trend, curve) or trend.deadline is None or curve.by_deadline is None:
            return
        known = [
            (day.as_of, point.score)
            for day, point in zip(trend.days, curve.points, strict=True)
            if point is not None and point.score is not None
        ]
        day, score = known[-1]
        ahead = f"{cut(self._x(trend.deadline))} {_height(curve.by_deadline)}"
        yield f"<path class=pace d='M{cut(self._x(day))} {_height(score)}L{ahead}' />"


def _height(score: Fraction) -> str:
    """Where a score stands, from above."""
    return cut(100 - score)
