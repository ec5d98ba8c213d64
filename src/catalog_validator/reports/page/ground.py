"""What the report stands on: profile, day, tool, what could not be read, what a vocabulary has no words for."""

from collections.abc import Iterator

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.finding import Finding
from catalog_validator.model.report import Outcome, Run
from catalog_validator.reports.lexicon import WHOLE, inert
from catalog_validator.reports.page.marks import Both, data, escape, pair
from catalog_validator.reports.page.notes import Notes

NO_WORDS = "CV027"
"""The code for fields that a vocabulary cannot express."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Writes what stands below the overview."""

    both: Both
    run: Run
    outcome: Outcome
    notes: Notes

    def problems(self) -> Iterator[str]:
        """Findings that belong to a source or to the catalog as a whole."""
        problems = self.outcome.problems
        if not problems:
            return
        yield f"<section class=card id=problems><h3>{self.both.ui('frame.problems')}</h3><ul class=found>"
        yield from map(self.notes.finding, problems)
        yield "</ul></section>"

    def html(self) -> Iterator[str]:
        """By which profile, of which day, with which tool; and what its status means."""
        both, profile = self.both, self.run.profile
        yield f"<section class=card id=ground><h3>{both.ui('html.ground')}</h3>"
        if profile.status != "official":
            known = f"summary.{profile.status}"
            status = both.ui(known) if both.vi.knows(f"ui.{known}") else escape(inert(profile.status))
            reason = pair(inert(profile.status_reason.vi, WHOLE), inert(profile.status_reason.en, WHOLE))
            yield f"<p class=notice><b>{status}</b>: {reason}</p>"
        yield "<dl class=facts>"
        for label, value in self._facts():
            yield f"<div><dt>{label}<dd>{value}</div>"
        yield "</dl></section>"

    def _facts(self) -> Iterator[tuple[str, str]]:
        both, profile = self.both, self.run.profile
        yield both.ui("summary.profile"), f"{escape(inert(profile.id))} {escape(inert(profile.version))}"
        if profile.legal_basis:
            yield both.ui("html.legal_basis"), escape(inert(profile.legal_basis, WHOLE))
        yield both.ui("summary.as_of"), both.say(lambda words: words.day(self.run.as_of))
        yield "SHA-256", f"<code>{escape(profile.sha256) or '–'}</code>"
        yield both.ui("html.tool"), f"catval {escape(self.run.tool_version)}".strip()
        for problem in self._wordless():
            vocab, fields = problem.facts.get("vocab"), problem.facts.get("fields")
            names = fields if isinstance(fields, list | tuple) else ()
            said = ", ".join(both.label(str(name)) for name in names)
            named = data(both.vi.say(vocab))
            yield both.ui("summary.not_expressible"), f"{named}: {said}. {both.ui('html.still_counted')}"

    def _wordless(self) -> list[Finding]:
        """One finding for each vocabulary that lacks words."""
        found = {
            str(problem.facts.get("vocab")): problem for problem in self.outcome.problems if problem.code == NO_WORDS
        }
        return list(found.values())
