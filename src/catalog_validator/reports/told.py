"""A finding as formats for machines tell it: its sentences and its place, each as plain text."""

from collections.abc import Iterator
from fractions import Fraction

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.finding import Accepted, Finding, Severity
from catalog_validator.model.place import Path, Position
from catalog_validator.model.profile import Profile
from catalog_validator.model.report import Job
from catalog_validator.model.result import EntryResult
from catalog_validator.reports.lexicon import WHOLE, inert
from catalog_validator.reports.words import Words

Sentences = tuple[str, str, str, str, str]
"""Title, label, message, expected, advice."""

_REMEMBERED = 4096
_ID = 120
"""Code points of an id that are shown."""


@dataclass(frozen=True, slots=True)
class Told:
    """One finding in the words of one language. Nothing in the texts is hidden, none has a line feed."""

    code: str
    severity: Severity
    title: str
    label: str
    message: str
    expected: str
    advice: str
    value: str
    """What stands there, or an empty text."""
    ground: str
    entry: str
    """The entry's id; empty for a finding of a source or of the whole catalog."""
    pointer: str
    path: Path
    position: Position | None
    points_lost: Fraction
    fingerprint: str
    accepted: Accepted | None

    @property
    def sentence(self) -> str:
        """What is wrong and the way out, in one line that names the entry."""
        parts = (f"{self.entry}: {self.message}" if self.entry else self.message, self.advice)
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells findings of one profile in one language."""

    words: Words
    profile: Profile
    _said: dict[tuple[str, Path], Sentences] = field(default_factory=dict)
    """Sentences of findings without facts (a missing field), which come again with almost every entry."""

    @classmethod
    def of(cls, job: Job) -> "Teller":
        """For the reader of a run."""
        return cls(Words(job.lang), job.run.profile)

    def all(self, job: Job) -> Iterator[Told]:
        """Every finding of a run: of its entries as they come, then of its sources and of the catalog."""
        for entry in job.entries:
            for finding in entry.findings:
                yield self.told(finding, entry)
        for problem in job.outcome().problems:
            yield self.told(problem, None)

    def told(self, finding: Finding, entry: EntryResult | None) -> Told:
        """One finding."""
        title, label, message, expected, advice = self._sentences(finding)
        value = finding.facts.get("value", finding.facts.get("values"))
        return Told(
            finding.code,
            finding.severity,
            title,
            label,
            message,
            expected,
            advice,
            "" if value is None else self.words.say(value),
            self.words.ground(finding.citation) if finding.citation else "",
            inert(entry.id, _ID) if entry else "",
            inert(entry.pointer) if entry else "",
            finding.path,
            finding.position,
            finding.points_lost,
            finding.fingerprint,
            finding.accepted,
        )

    def reason(self, told: Told) -> str:
        """Why a finding was accepted; empty where it was not."""
        if told.accepted is None:
            return ""
        if told.accepted.by == "baseline":
            return self.words.ui("formats.in_baseline")
        until = self.words.day(told.accepted.until) if told.accepted.until else ""
        return self.words.ui("formats.suppressed", reason=inert(told.accepted.reason, WHOLE), until=until)

    def _sentences(self, finding: Finding) -> Sentences:
        key = (finding.code, finding.path)
        said = None if finding.facts else self._said.get(key)
        if said is None:
            words, profile = self.words, self.profile
            said = (
                words.title(finding.code),
                words.label(finding.path, profile) if finding.path else "",
                words.message(finding, profile),
                words.expected(finding, profile),
                words.advice(finding, profile),
            )
            if not finding.facts and len(self._said) < _REMEMBERED:
                self._said[key] = said
        return said


def path_of(position: Position | None, base: str) -> str:
    """The file of a place: relative to ``base`` where it is below it, else as it was given."""
    if position is None:
        return ""
    name = position.source.removeprefix("./")
    return name.removeprefix(base) if base else name


def row_of(position: Position | None) -> int | None:
    """The line of a place; of a cell its row; None where only the file is known."""
    if position is None or position.line is not None or position.cell is None:
        return position.line if position else None
    digits = position.cell.rpartition("!")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ$")
    return int(digits) if digits.isascii() and digits.isdigit() else None
