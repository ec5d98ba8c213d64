"""``catval trend`` as a page: the curve of the whole with its days, and one for each unit, towards the deadline."""

from collections.abc import Iterator

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.profile import Profile
from catalog_validator.model.snapshot import UnitScore
from catalog_validator.model.trend import Curve, Trend, Unused
from catalog_validator.model.words import Lang
from catalog_validator.reports.diff_words import field_name
from catalog_validator.reports.lexicon import inert
from catalog_validator.reports.page.charts import ring
from catalog_validator.reports.page.curve import Drawing
from catalog_validator.reports.page.marks import Both, data, headed, pair
from catalog_validator.reports.page.skeleton import Skeleton, asset
from catalog_validator.reports.trend_words import MOST_CURVES, deadline, remarks, told, unit_name, unused


def render_trend_html(trend: Trend, profile: Profile, lang: Lang, tool_version: str) -> Iterator[str]:
    """The file in pieces. Labels of fields and codes are the profile's, where it has them."""
    both = Both(profile)
    yield from TrendPage(both, trend, lang, tool_version, Drawing(both, trend)).pieces()


@dataclass(frozen=True, slots=True)
class TrendPage:
    """One page."""

    both: Both
    trend: Trend
    lang: Lang
    tool_version: str
    drawing: Drawing

    def pieces(self) -> Iterator[str]:
        """Head, the whole, the units by each field, files that were not used."""
        both, trend = self.both, self.trend
        style = asset("style.css") + asset("trend.css")
        skeleton = Skeleton(both, self.lang, lambda words: words.ui("trend.title"), style, asset("trend.js"))
        first, latest = trend.days[0].as_of, trend.days[-1].as_of
        days = both.say(lambda words: f"{words.day(first)} – {words.day(latest)}")
        tool = f"catval {inert(self.tool_version)}"
        yield skeleton.head(f"<h1>{both.ui('trend.title')}</h1><p>{days} · {data(tool)}</p>")
        whole, *others = trend.curves
        yield from self._whole(whole)
        for by in dict.fromkeys(curve.by for curve in others):
            yield from self._units(by or "", [curve for curve in others if curve.by == by])
        yield from self._unused()
        yield from skeleton.foot()

    def _whole(self, whole: Curve) -> Iterator[str]:
        both, trend, last = self.both, self.trend, whole.last
        assert last is not None
        yield f"<section id=whole aria-labelledby=whole-title><h2 id=whole-title>{both.ui('html.overview')}</h2>"
        yield f"<div class='card score'><div class=dial>{ring(last.score, trend.threshold, self._reached(last))}"
        yield f"<p><b>{both.percent(last.score)}</b><span>{both.ui('html.pooled')}</span></p></div><div>"
        yield f"{self._verdict(last)}<p>{self._told(whole)}</p>"
        if trend.deadline is not None:
            yield f"<p>{both.say(lambda words: deadline(words, trend))}</p>"
        yield f"</div></div><div class=card>{self.drawing.svg(whole)}<p class=hint>{both.ui('trend.picture')}"
        if any(curve.by_deadline is not None for curve in trend.curves):
            yield f" {both.ui('trend.picture_pace')} {both.ui('trend.pace_note')}"
        yield f"</p>{''.join(self._days(whole))}</div></section>\n"

    def _days(self, whole: Curve) -> Iterator[str]:
        """A row for each day: score, entries that pass, the report, and what has to be said of it."""
        both = self.both
        columns = [("day", ""), ("score", "n"), ("passed", "n"), ("report", "")]
        heads = [(both.ui(f"trend.{key}"), kind) for key, kind in columns]
        yield f"<div class=scroll tabindex=0>{headed(both.ui('trend.days'), heads)}"
        for index, (day, point) in enumerate(zip(self.trend.days, whole.points, strict=True)):
            said = zip(remarks(both.vi, day), remarks(both.en, day), strict=True)
            notes = "".join(f"<span class=id>{pair(*both_ways)}</span>" for both_ways in said)
            yield f"{self._row(index, point)}<td>{data(inert(day.report))}{notes}\n"
        yield "</table></div>"

    def _row(self, index: int, point: UnitScore | None) -> str:
        both, as_of = self.both, self.trend.days[index].as_of
        day = both.say(lambda words: words.day(as_of))
        if point is None:
            return f"<tr><th scope=row>{day}<td class=n>–<td class=n>–"
        passed = f"{point.passed}/{point.entries}"
        return f"<tr><th scope=row>{day}<td class=n>{both.percent(point.score)}<td class=n>{passed}"

    def _units(self, by: str, curves: list[Curve]) -> Iterator[str]:
        both = self.both
        name = both.say(lambda words: words.ui("trend.by", by=field_name(words, by, both.profile)))
        yield f"<section class=by><h2>{name}</h2><div class=units>\n"
        for curve in curves[:MOST_CURVES]:
            yield from self._unit(curve)
        yield "</div>"
        if len(curves) > MOST_CURVES:
            yield f"<p class=hint>{both.ui('frame.more_rows', n=len(curves) - MOST_CURVES)}</p>"
        yield "</section>"

    def _unit(self, curve: Curve) -> Iterator[str]:
        both, last = self.both, curve.last
        assert last is not None
        name = both.say(lambda words: unit_name(words, curve, both.profile))
        yield f"<section class='card unit'><h3><bdi>{name}</bdi></h3>{self._verdict(last)}"
        yield f"{self.drawing.svg(curve)}<p>{self._told(curve)}</p>"
        heads = [(both.ui(f"trend.{key}"), kind) for key, kind in (("day", ""), ("score", "n"), ("passed", "n"))]
        yield f"<details><summary>{both.ui('html.as_table')}</summary>{headed(name, heads)}"
        yield from (self._row(index, point) for index, point in enumerate(curve.points))
        yield "</table></details></section>\n"

    def _verdict(self, last: UnitScore) -> str:
        """The latest score, and in words and colour whether it is at the threshold."""
        if last.score is None:
            return f"<p class=verdict>{self.both.ui('no_score')}</p>"
        kind = "good" if self._reached(last) else "bad"
        word = self.both.ui(f"trend.pill_{kind}", threshold=self.trend.threshold)
        return f"<p class=verdict><b class='pill {kind}'>{word}</b> <b>{self.both.percent(last.score)}</b></p>"

    def _reached(self, last: UnitScore) -> bool:
        return last.score is not None and last.score >= self.trend.threshold

    def _told(self, curve: Curve) -> str:
        return self.both.say(lambda words: " · ".join(told(words, self.trend, curve)))

    def _unused(self) -> Iterator[str]:
        if not self.trend.unused:
            return
        yield f"<section class=card id=unused><h2>{self.both.ui('trend.unused')}</h2><ul class=reasons>"
        for one in self.trend.unused:
            yield f"<li>{self._unused_file(one)}"
        yield "</ul></section>"

    def _unused_file(self, one: Unused) -> str:
        return self.both.say(lambda words: unused(words, one))
