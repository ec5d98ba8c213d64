"""The run in numbers: the score, how it is spread, units and domains, what to do first."""

from collections.abc import Iterator, Mapping

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.report import Outcome, Run
from catalog_validator.model.result import GroupKey
from catalog_validator.reports.page.charts import histogram, ring
from catalog_validator.reports.page.marks import Both, headed
from catalog_validator.reports.page.tables import Tables
from catalog_validator.reports.page.tally import BINS, Tallies


@dataclass(frozen=True, slots=True)
class Overview:
    """Writes what stands above the table of descriptions."""

    both: Both
    run: Run
    outcome: Outcome
    tallies: Tallies | None
    """None for a run without entries (``--quiet``): what rests on them is left out."""
    numbers: Mapping[GroupKey, int]
    """Values that entries are grouped by, with the numbers by which the script knows them."""

    def html(self) -> Iterator[str]:
        """The section, piece by piece."""
        title = f"<h2 id=overview-title>{self.both.ui('html.overview')}</h2>"
        yield f"<section id=overview aria-labelledby=overview-title>{title}"
        yield from self._score()
        tables = Tables(self.both, self.run, self.outcome.summary)
        if self.tallies is not None and self.tallies.entries:
            yield "<div class=columns>"
            yield from self._spread(self.tallies)
            yield from tables.first(self.tallies)
            yield "</div>"
        yield from tables.groups(self.numbers)
        if self.tallies is not None:
            yield from tables.rules(self.tallies)
        yield "</section>"

    def _score(self) -> Iterator[str]:
        """The pooled score as a ring, the verdict with its reasons, and the numbers that belong to it."""
        both, total, run = self.both, self.outcome.summary.total, self.run
        reached = total.score is not None and total.score >= run.threshold
        word = "verdict.passed" if self.outcome.passed else "verdict.failed"
        kind = "good" if self.outcome.passed else "bad"
        yield (
            f"<div class='card score'><div class=dial>{ring(total.score, run.threshold, reached)}"
            f"<p><b>{both.percent(total.score)}</b><span>{both.ui('html.pooled')}</span></p></div><div>"
            f"<p class=verdict><b class='pill {kind}'>{both.ui(word)}</b> "
            f"{both.ui(f'gate.{run.gate}')}, {both.ui(f'fail_on.{run.fail_on}')}</p>"
        )
        if self.outcome.reasons:
            yield f"<ul class=reasons>{''.join(f'<li>{self._reason(reason)}' for reason in self.outcome.reasons)}</ul>"
        yield "<dl class=facts>"
        for label, value in self._facts():
            yield f"<div><dt>{label}<dd>{value}</div>"
        yield "</dl></div></div>"

    def _reason(self, reason: str) -> str:
        return self.both.say(
            lambda words: words.ui(f"reason.{reason}") if words.knows(f"ui.reason.{reason}") else words.say(reason)
        )

    def _facts(self) -> Iterator[tuple[str, str]]:
        both, summary, total = self.both, self.outcome.summary, self.outcome.summary.total
        yield both.ui("html.threshold"), both.percent(self.run.threshold)
        yield both.ui("html.points"), f"{both.points(total.earned)}/{both.points(total.possible)}"
        yield both.ui("summary.mean"), both.percent(total.mean_score)
        yield both.ui("summary.passed"), f"{total.passed}/{total.scored} ({both.percent(total.passed_share)})"
        counts = (("error", total.errors), ("warning", total.warnings), ("note", total.notes))
        yield both.ui("summary.findings"), " · ".join(both.ui(f"count.{name}", n=count) for name, count in counts)
        yield (
            both.ui("summary.read"),
            both.ui(
                "summary.equation",
                read=total.read,
                scored=total.scored,
                refused=total.refused,
                unreadable=total.unreadable,
            ),
        )
        sources = both.ui("summary.source_count", n=summary.sources)
        if summary.unreadable_sources:
            sources += f", {both.ui('summary.source_unreadable', n=summary.unreadable_sources)}"
        yield both.ui("summary.sources"), sources

    def _spread(self, tallies: Tallies) -> Iterator[str]:
        both, bins, name = self.both, tallies.bins(), self.both.ui("html.spread")
        yield f"<section class=card><h3>{name}</h3><p class=hint>{both.ui('html.spread_hint')}</p>"
        yield histogram(bins, self.run.threshold)
        columns = [
            (both.ui("html.score"), ""),
            (both.ui("verdict.entry_passed"), "n"),
            (both.ui("verdict.entry_failed"), "n"),
        ]
        yield f"<details><summary>{both.ui('html.as_table')}</summary>{headed(name, columns)}"
        for index, (good, bad) in enumerate(bins):
            low, high = index * 100 // BINS, (index + 1) * 100 // BINS
            if good or bad:
                end = "" if index == BINS - 1 else "&lt;"
                yield f"<tr><th scope=row>{low}–{end}{high} %<td class=n>{good}<td class=n>{bad}"
        yield "</table></details></section>"
