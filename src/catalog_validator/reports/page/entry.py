"""One description's part of the page: its score, why it is not at 100, and what was found where."""

from collections.abc import Iterator
from fractions import Fraction

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.finding import Finding
from catalog_validator.model.result import EntryResult, Status
from catalog_validator.model.way import Step
from catalog_validator.reports.lexicon import inert
from catalog_validator.reports.page.charts import fall
from catalog_validator.reports.page.marks import Both, data
from catalog_validator.reports.page.notes import Notes
from catalog_validator.reports.page.tally import losses_of
from catalog_validator.reports.plan_words import after, remarks
from catalog_validator.reports.text_entry import shown_findings, shown_id, shown_title

TITLE = 400
"""Code points of a title that are shown."""


@dataclass(frozen=True, slots=True)
class EntryPart:
    """Writes descriptions as HTML."""

    both: Both
    notes: Notes
    form: dict[str, int]
    """Field id → its place in the form."""

    def article(self, entry: EntryResult, anchor: str) -> str:
        """The whole part, under the id ``anchor``. Of a refused entry there is its place and that it is refused."""
        name = inert(shown_id(entry), 120)
        title = inert(shown_title(entry) or "", TITLE) or name
        where = " ".join(filter(None, (inert(entry.source), inert(entry.pointer))))
        called = f"{data(name)} · {data(where)}" if name != title and name != entry.pointer else data(where)
        pieces = [
            f"<article class=entry id={anchor}><h3 tabindex=-1>{data(title)}</h3><p class=where>{called}</p>",
            self._score(entry),
            self._groups(entry),
            *self._way(entry),
            *self._steps(entry),
        ]
        return "".join(pieces) + "</article>"

    def _score(self, entry: EntryResult) -> str:
        both = self.both
        if entry.status is not Status.SCORED:
            return f"<p class=verdict><b class='pill bad'>{both.ui(f'status.{entry.status.value}')}</b></p>"
        kind, word = ("good", "verdict.entry_passed") if entry.passed else ("bad", "verdict.entry_failed")
        points = both.ui("count.points", earned=entry.earned, possible=entry.possible)
        pill = f"<b class='pill {kind}'>{both.ui(word)}</b>"
        said = f"<p class=verdict>{pill} <b>{both.percent(entry.score)}</b> {points}</p>"
        if not entry.gates_failed:
            return said
        missing = ", ".join(self.both.label(gate) for gate in entry.gates_failed)
        return f"{said}<p class=gate>{both.ui('html.gates')} {missing}</p>"

    def _groups(self, entry: EntryResult) -> str:
        if entry.status is not Status.SCORED:
            return ""
        said = [
            f"{self.both.label(by)}: {self.both.value(by, value)}" for by, value in entry.groups if value is not None
        ]
        return f"<p class=groups>{' · '.join(said)}</p>" if said else ""

    def _way(self, entry: EntryResult) -> Iterator[str]:
        """The fewest fields after which the entry passes, where the run has looked for them."""
        way, both = entry.way, self.both
        if way is None or not way.steps:
            return
        yield f"<h4>{both.ui('html.way')}</h4><p>{both.say(lambda words: after(words, way))}</p><ol class=way>"
        for step in way.steps:
            gain = f" <span>+{both.points(step.gain)}</span>" if step.gain else ""
            yield f"<li>{both.label(step.field)}{gain}{self._remarks(step)}"
        yield "</ol>"
        if not way.proven:
            yield f"<p class=hint>{both.ui('plan.at_least', n=way.at_least)}</p>"

    def _remarks(self, step: Step) -> str:
        both = self.both
        said = both.say(lambda words: "; ".join(remarks(words, both.profile, step)))
        return f" <small>{said}</small>" if said else ""

    def _steps(self, entry: EntryResult) -> Iterator[str]:
        """The fields that cost points, the dearest first, each with its findings; then the other findings."""
        found: dict[str, list[Finding]] = {}
        for finding in shown_findings(entry):
            found.setdefault(finding.field or "", []).append(finding)
        losses = losses_of(entry) if entry.status is Status.SCORED else []
        losses.sort(key=lambda loss: (-loss[1], self.form[loss[0]]))
        if losses:
            yield f"<h4>{self.both.ui('html.why_not_100')}</h4><ol class=steps>"
            yield from self._fall(entry, losses, found)
            yield "</ol>"
        elif entry.status is Status.SCORED:
            yield f"<p class=full>{self.both.ui('html.full')}</p>"
        if found:
            heading = "html.free_findings" if entry.status is Status.SCORED else "html.findings"
            yield f"<h4>{self.both.ui(heading)}</h4><ul class=steps>"
            for field_id, findings in found.items():
                label = self.both.label(field_id) if field_id else self.both.ui("entry")
                yield f"<li><p><b>{label}</b></p>{self._list(findings)}"
            yield "</ul>"

    def _fall(
        self, entry: EntryResult, losses: list[tuple[str, Fraction]], found: dict[str, list[Finding]]
    ) -> Iterator[str]:
        """A step for each field: what it takes away, and what is left after it."""
        share = 100 / entry.possible
        left = Fraction(100)
        for field_id, lost in losses:
            after = left - lost * share
            yield (
                f"<li><p><b>{self.both.label(field_id)}</b>{fall(left, after)}<span>−{self.both.points(lost)}</span>"
                f"<span>{self.both.percent(after)}</span></p>{self._list(found.pop(field_id, []))}"
            )
            left = after

    def _list(self, findings: list[Finding]) -> str:
        return f"<ul>{''.join(map(self.notes.finding, findings))}</ul>" if findings else ""
