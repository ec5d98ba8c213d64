"""What became of a catalog that was written in another form: how much of it, and everything that is not there."""

from collections.abc import Iterator
from itertools import islice

from catalog_validator.model.conversion import LOSING, Conversion, Loss
from catalog_validator.model.finding import Finding
from catalog_validator.model.report import Look
from catalog_validator.model.words import Lang
from catalog_validator.reports.lexicon import inert
from catalog_validator.reports.text_page import NARROWEST, WIDEST
from catalog_validator.reports.text_paint import Paint, wrap
from catalog_validator.reports.words import Words

LEFT_OUT = LOSING | {"CV309"}


def render_conversion(conversion: Conversion, lang: Lang, look: Look) -> str:
    """How many descriptions were written, what was lost with its place and the way out, notes, and a last word."""
    page = _Page(conversion, Words(lang), Paint(look.color), max(NARROWEST, min(look.width, WIDEST)))
    points = [*page.findings(lost=True), *page.losses()]
    notes = list(page.findings(lost=False))
    shown = list(islice((*points, *notes), look.max_findings))
    more = len(points) + len(notes) - len(shown) + conversion.more
    lines = [*page.counts(), "", *(line for lines in shown for line in (*lines, ""))]
    if more:
        lines += [page.words.ui("convert.more", n=more), ""]
    if conversion.complete:
        lines.append(page.paint("good", page.words.ui("convert.complete")))
    else:
        lost = len(points) + conversion.more or conversion.broken
        lines.append(page.paint("error", page.words.ui("convert.incomplete", n=lost)))
    return "\n".join(lines) + "\n"


class _Page:
    """The parts of the report."""

    def __init__(self, conversion: Conversion, words: Words, paint: Paint, width: int) -> None:
        self._conversion = conversion
        self.words, self.paint = words, paint
        self._width = width
        self._form = words.ui(f"convert.form.{conversion.form}")

    def counts(self) -> Iterator[str]:
        """What was written, and what was left out and why, in numbers."""
        done = self._conversion
        facts = {"target": done.target, "written": done.written, "read": done.read, "form": self._form}
        yield self.paint("bold", self.words.ui("convert.written" if done.written else "convert.nothing", **facts))
        for name in ("refused", "unreadable", "dropped", "broken"):
            if number := getattr(done, name):
                yield f"  {self.words.ui(f'convert.{name}', n=number, form=self._form)}"

    def findings(self, *, lost: bool) -> Iterator[list[str]]:
        """What the readers said: of values that are not there, or the rest."""
        for finding in self._conversion.findings:
            severe = finding.code in LEFT_OUT or finding.code in self._unread(finding)
            if severe is lost:
                yield self._finding(finding, lost)

    def _unread(self, finding: Finding) -> frozenset[str]:
        """Every error is a loss: a reader that says one has not read what stands there."""
        return frozenset({finding.code}) if finding.severity == "error" else frozenset()

    def _finding(self, finding: Finding, lost: bool) -> list[str]:
        label = self.words.label(finding.path, self._conversion.profile) if finding.path else ""
        head = self._head(self.words.place(finding.position), finding.code, label)
        return [f"{self._mark(lost)} {head}", *self._wrapped(self.words.message(finding, self._conversion.profile))]

    def losses(self) -> Iterator[list[str]]:
        """What the form cannot carry, an entry and field each."""
        for loss in self._conversion.losses:
            label = self.words.label(loss.path, self._conversion.profile) if loss.path else ""
            entry = self.words.ui("convert.entry", entry=loss.entry)
            head = self._head(self.words.place(loss.position), entry, label)
            yield [f"{self._mark(True)} {head}", *self._wrapped(self._sentence(loss))]

    def _sentence(self, loss: Loss) -> str:
        reason = loss.reason
        if reason == "reads-otherwise" and not loss.facts.get("found"):
            reason = "reads-nothing"
        facts = {name: inert(str(fact), 80) for name, fact in loss.facts.items()}
        return self.words.ui(f"convert.loss.{reason}", form=self._form, **facts)

    def _head(self, place: str, name: str, label: str) -> str:
        return " · ".join(part for part in (self.paint("place", place), name, label) if part)

    def _mark(self, lost: bool) -> str:
        return self.paint("error", "✗") if lost else self.paint("note", "·")

    def _wrapped(self, sentence: str) -> list[str]:
        return [f"  {line}" for line in wrap(sentence, self._width - 2)]
