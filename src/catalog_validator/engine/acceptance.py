"""Which findings a run accepts, and what is left for the gate to judge. No score ever changes here."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from catalog_validator.engine.fold import Folder, tally_of_problem
from catalog_validator.engine.plan import Choice
from catalog_validator.model.codes import CODES
from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.finding import Accepted, Finding, Severity
from catalog_validator.model.place import Position
from catalog_validator.model.report import Run
from catalog_validator.model.result import EntryResult, Status, Summary, Tally
from catalog_validator.model.waiver import Baseline, Suppression

REFUSED = "CV309"


@dataclass(slots=True)
class Acceptance:
    """One run's suppressions and baseline. Each finding is shown to it once, in the order in which they come."""

    run: Run
    suppressions: tuple[Suppression, ...] = ()
    baseline: Baseline | None = None
    accepted: int = 0
    """Findings accepted so far."""
    _left: dict[str, int] = field(default_factory=dict)
    """Fingerprint → how many more of it the baseline accepts."""
    _used: set[int] = field(default_factory=set)
    _folder: Folder = field(default_factory=Folder)
    """The entries that the gate judges, with the findings that nobody accepted."""
    _problems: Tally = Tally()

    def __post_init__(self) -> None:
        if self.baseline is not None:
            self._left = {mark: known.count for mark, known in self.baseline.known.items()}

    def entry(self, result: EntryResult) -> EntryResult:
        """The entry with what is accepted marked as such."""
        found = tuple(self._mark(finding, result.id, result.source) for finding in result.findings)
        marked = replace(result, findings=found) if found != result.findings else result
        open_ = tuple(finding for finding in found if finding.accepted is None)
        if not self.run.passes_over(marked) and not self._is_known(marked, open_):
            self._folder.add(replace(marked, findings=open_))
        return marked

    def problem(self, finding: Finding) -> Finding:
        """A finding of a source or of the whole catalog, marked in the same way."""
        marked = self._mark(finding, "", finding.position.source if finding.position else "")
        if marked.accepted is None:
            self._problems += tally_of_problem(marked)
        return marked

    def judged(self, sources: Summary) -> Summary:
        """What the gate looks at. ``sources``: how many there are and how many could not be read."""
        return self._folder.summary() + sources + Summary(total=self._problems)

    def leftovers(self, read: frozenset[str], choice: Choice, most: int) -> Iterator[Finding]:
        """What the files say and the catalog does not: gone, unused, expired; beyond ``most`` only how many more.

        ``read``: names of the sources that were read.
        """
        found = (finding for finding in self._left_over(read, choice) if choice.takes(finding.code))
        yield from islice(found, most)
        if (rest := sum(1 for _ in found)) > 0:
            yield _note("CV910", {"limit": "kept_problems", "max": most, "count": rest}, Position(""), "rest")

    def _left_over(self, read: frozenset[str], choice: Choice) -> Iterator[Finding]:
        if self.baseline is not None:
            for mark, known in self.baseline.known.items():
                if self._left[mark] and read.issuperset(known.sources) and choice.takes(known.code):
                    place = Position(self.baseline.name, self.baseline.lines.get(mark), 1)
                    facts = {"finding": known.code, "name": known.entry, "path": known.field, "count": self._left[mark]}
                    yield _note("CV701", facts, place, mark)
        for index, one in enumerate(self.suppressions):
            facts = {"finding": one.code, "name": one.entry or "", "reason": one.reason}
            if self._is_over(one):
                yield _note("CV703", facts | {"until": one.until}, one.position, str(index))
            elif index not in self._used:
                yield _note("CV702", facts, one.position, str(index))

    def _is_known(self, result: EntryResult, open_: tuple[Finding, ...]) -> bool:
        """Whether a refused or unreadable entry was so before: all that is said of it stands in the baseline."""
        return result.status is not Status.SCORED and bool(result.findings) and not open_ and self.baseline is not None

    def _mark(self, finding: Finding, entry: str, source: str) -> Finding:
        by = self._by_suppression(finding, entry, source) or self._by_baseline(finding)
        if by is None:
            return finding
        self.accepted += 1
        return replace(finding, accepted=by)

    def _by_suppression(self, finding: Finding, entry: str, source: str) -> Accepted | None:
        for index, one in enumerate(self.suppressions):
            if not self._is_over(one) and _covers(one, finding, entry, source):
                self._used.add(index)
                return Accepted("suppression", one.reason, one.until)
        return None

    def _by_baseline(self, finding: Finding) -> Accepted | None:
        if not self._left.get(finding.fingerprint):
            return None
        self._left[finding.fingerprint] -= 1
        return Accepted("baseline")

    def _is_over(self, one: Suppression) -> bool:
        return one.until is not None and one.until < self.run.as_of


def _covers(one: Suppression, finding: Finding, entry: str, source: str) -> bool:
    """Whether a suppression speaks of a finding."""
    if finding.code == REFUSED or not finding.code.startswith(one.code):
        return False
    if one.entry is not None and one.entry != entry:
        return False
    if one.source is not None and source != one.source and not source.endswith(f"/{one.source}"):
        return False
    return one.field is None or one.field == dotted(finding) or dotted(finding).startswith(f"{one.field}.")


def dotted(finding: Finding) -> str:
    """The path of a finding with dots, positions in lists from 1."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in finding.path)


def _note(code: str, facts: dict[str, object], place: Position, mark: str) -> Finding:
    severity: Severity = CODES[code].severity
    return Finding(code, severity, (), facts, position=place, fingerprint=f"{code}-{mark}"[:16])
