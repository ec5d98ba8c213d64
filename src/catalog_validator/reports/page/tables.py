"""Tables of the overview: what to do first, how units and domains stand, which rules were broken."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.report import Run
from catalog_validator.model.result import Group, GroupKey, Summary
from catalog_validator.model.text import fold
from catalog_validator.reports.order import ordered_groups
from catalog_validator.reports.page.charts import meter
from catalog_validator.reports.page.marks import Both, Column, headed
from catalog_validator.reports.page.tally import Tallies

FIRST = 10
"""Fields named under "what to do first"; the others are counted together."""


@dataclass(frozen=True, slots=True)
class Tables:
    """Writes them as HTML."""

    both: Both
    run: Run
    summary: Summary

    def first(self, tallies: Tallies) -> Iterator[str]:
        """The fields that would bring most over all entries."""
        both = self.both
        costly = tallies.costly([field.id for field in both.profile.fields])
        name = both.ui("html.first")
        yield f"<section class=card><h3>{name}</h3>"
        if not costly:
            yield f"<p>{both.ui('html.nothing_first')}</p></section>"
            return
        columns = [("html.field", ""), ("html.entries_short", "n"), ("html.points", "n"), ("html.gain", "n")]
        if tallies.ways:
            columns.append(("html.needed", "n"))
        yield f"<p class=hint>{both.ui('html.first_hint')}</p>{self._head(name, columns)}"
        for field_id, loss in costly[:FIRST]:
            yield f"<tr><th scope=row>{both.label(field_id)}<td class=n>{loss.entries}{self._gain(loss.points)}"
            if tallies.ways:
                yield f"<td class=n>{loss.needed}"
        if rest := costly[FIRST:]:
            points = sum((loss.points for _, loss in rest), Fraction(0))
            others = both.ui("html.other_fields", n=len(rest))
            yield f"<tr class=rest><th scope=row>{others}<td class=n>{self._gain(points)}{'<td>' * tallies.ways}"
        yield "</table></section>"

    def groups(self, numbers: Mapping[GroupKey, int]) -> Iterator[str]:
        """A table for each field that results are grouped by."""
        both = self.both
        groups = ordered_groups(both.profile, self.summary)
        columns = [
            ("html.value", ""),
            ("html.score", "n"),
            ("html.bar", "bar"),
            ("html.points", "n"),
            ("html.passed_of", "n"),
        ]
        for by in dict.fromkeys(group.by for group in groups):
            name = f"{both.ui('html.by')} {both.label(by)}"
            yield f"<section class=card><h3>{name}</h3><p class=hint>{both.ui('html.groups_hint')}</p>"
            yield f"<div class=scroll tabindex=0>{self._head(name, columns)}"
            for group in sorted((group for group in groups if group.by == by), key=_standing):
                yield self._group(group, numbers)
            yield "</table></div></section>"

    def rules(self, tallies: Tallies) -> Iterator[str]:
        """Which rules were broken, how often, in how many entries, at what price."""
        both, spreads, name = self.both, tallies.spreads(), self.both.ui("html.rules")
        if not spreads:
            return
        columns = [
            ("html.code", ""),
            ("html.severity", ""),
            ("html.findings_short", "n"),
            ("html.entries_short", "n"),
            ("html.points_lost", "n"),
        ]
        yield f"<section class=card><h3>{name}</h3><p class=hint>{both.ui('html.rules_hint')}</p>"
        yield f"<div class=scroll tabindex=0>{self._head(name, columns)}"
        for (severity, code), spread in spreads:
            named = f"<a href=#entries data-code={code}>{code}</a>" if spread.entries else code
            tag = f"<span class='tag {severity}'>{both.ui(f'severity.{severity}')}</span>"
            lost = f"−{both.points(spread.points)}" if spread.points else "0"
            yield f"<tr><th scope=row>{named} {both.title(code)}<td>{tag}<td class=n>{spread.findings}"
            yield f"<td class=n>{spread.entries or '–'}<td class=n>{lost}\n"
        yield "</table></div></section>"

    def _head(self, caption: str, columns: Sequence[Column]) -> str:
        return headed(caption, [(self.both.ui(key), kind) for key, kind in columns])

    def _gain(self, points: Fraction) -> str:
        """Points, and by how much they would lift the pooled score."""
        gain = self.both.percent(points * 100 / self.summary.total.possible)
        return f"<td class=n>{self.both.points(points)}<td class=n>+{gain}"

    def _group(self, group: Group, numbers: Mapping[GroupKey, int]) -> str:
        both, tally = self.both, group.tally
        named = both.value(group.by, group.value)
        number = numbers.get((group.by, None if group.value is None else fold(group.value)))
        if number is not None:  # it leads to its entries
            named = f"<a href=#entries data-value={number}>{named}</a>"
        score = "–" if tally.score is None else both.percent(tally.score)
        reached = tally.score is not None and tally.score >= self.run.threshold
        return (
            f"<tr><th scope=row>{named}<td class=n>{score}<td class=bar>"
            f"{meter(tally.score, self.run.threshold, reached)}<td class=n>{both.points(tally.earned)}/"
            f"{both.points(tally.possible)}<td class=n>{tally.passed}/{tally.read}\n"
        )


def _standing(group: Group) -> tuple[bool, Fraction]:
    """The lowest score first; groups in which nothing was scored at the end."""
    score = group.tally.score
    return (score is None, score or Fraction(0))
