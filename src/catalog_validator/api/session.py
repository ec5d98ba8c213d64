"""One run: sources through syntax, vocabulary and engine, as a stream of results or as counts alone."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

from catalog_validator import syntax
from catalog_validator.api.hush import Hush, hush_orphans
from catalog_validator.api.places import located, place_of
from catalog_validator.engine.assess import Origin, score_sheet, unreadable_entry
from catalog_validator.engine.duplicates import KeyIndex, duplicate_findings
from catalog_validator.engine.fold import Folder, tally_of_problem
from catalog_validator.engine.gate import gate_reasons
from catalog_validator.engine.plan import Plan
from catalog_validator.engine.problems import problem_finding
from catalog_validator.engine.sheet import Sheet
from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.document import NO_FLAWS, Batch, Problem, StreamStopped
from catalog_validator.model.finding import Finding, Violation
from catalog_validator.model.hints import NO_HINTS, Hints
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Position, Source
from catalog_validator.model.report import Outcome, Run
from catalog_validator.model.result import EntryResult, Summary, Tally
from catalog_validator.vocab import read_entries

TYPE_CHECKING = False  # what type checkers take for True; packages are seldom met

if TYPE_CHECKING:
    from catalog_validator.api.crew import Order
    from catalog_validator.api.packages import Library
    from catalog_validator.engine.acceptance import Acceptance
    from catalog_validator.engine.bulk.counter import BulkCounter
    from catalog_validator.engine.few import FewCounter


class Defect(Exception):
    """A mistake of ours while reading or judging a record; names the record. The cause is chained."""

    def __init__(self, source: str, pointer: str) -> None:
        """``pointer``: of the record; while a batch was read, of the first record after the last good batch."""
        super().__init__(f"{source}#{pointer}")
        self.source = source
        self.pointer = pointer

    def __reduce__(self) -> tuple[object, ...]:
        return Defect, (self.source, self.pointer), self.__dict__


@dataclass(slots=True)
class Session:
    """A run over some sources. Use `entries` or `count` once, then `outcome`."""

    run: Run
    plan: Plan
    sources: tuple[Source, ...]
    skipped: tuple[Problem, ...] = ()
    limits: Limits = field(default_factory=Limits)
    hints: Hints = NO_HINTS
    library: "Library | None" = None
    """The packages among the sources."""
    data: bool = False
    """The data of packages is checked as well."""
    acceptance: "Acceptance | None" = None
    """What the gate passes over, where anything was asked of that kind."""
    _problems: list[Finding] = field(default_factory=list)
    _uncounted: int = 0
    """Warnings of descriptions given twice that are counted and not kept."""
    _kept: dict[str, int] = field(default_factory=dict)
    _broken: set[str] = field(default_factory=set)
    _origins: list[tuple[int, str, Callable[[int], str]]] = field(default_factory=list)
    """For each source with entries: the run's ordinal of its first, its name, and its pointers by ordinal within it."""
    _forms: dict[str, Callable[[int], str]] = field(default_factory=dict)
    """By the name of a source that another process read: its pointers."""
    _summary: Callable[[], Summary] = Summary
    _index: KeyIndex = field(init=False)
    _hush: Hush = field(init=False)

    def __post_init__(self) -> None:
        self._index = KeyIndex(len(self.plan.across), self.limits.tracked_entries)
        self._hush = Hush(self.plan, self.library, self.data)

    def entries(self) -> Iterator[EntryResult]:
        """Every entry's result with places, in the order of the sources, as they are read."""
        folder = Folder()
        self._summary = folder.summary
        for source, base, batch in self.batches(places=True):
            for position, value in enumerate(batch.values):
                try:
                    result = self._assess(source, batch, position, base + batch.first + position, value)
                except Exception as error:
                    raise Defect(source.name, batch.pointer(position)) from error
                folder.add(result)
                yield result if self.acceptance is None else self.acceptance.entry(result)
        self._finish()

    def count(self, jobs: int = 1) -> None:
        """The same as `entries`, counted only, by the bulk path; in so many processes where that is quicker."""
        if self.acceptance is not None:
            for _ in self.entries():  # which finding is whose is known to the entries alone
                pass
            return
        if jobs > 1 and self._count_in_parts(jobs):
            self._finish()
            return
        counter = self._counter()
        self._summary = counter.summary
        for source, base, batch in self.batches(places=False):
            try:
                counter.add(batch, base)
            except Exception as error:
                raise Defect(source.name, f"{batch.pointer(0)} …") from error
        self._finish()

    def _counter(self) -> "BulkCounter | FewCounter":
        """What counts best: of a few entries the reference, which is ready at once."""
        from catalog_validator.engine.few import FEW_BYTES, FewCounter

        if sum(FEW_BYTES if source.size is None else source.size for source in self.sources) < FEW_BYTES:
            return FewCounter(self.plan, self._index)
        from catalog_validator.engine.bulk.counter import BulkCounter

        return BulkCounter(self.plan, self._index)

    def _count_in_parts(self, jobs: int) -> bool:
        """Count by a crew; False where it has nothing to gain, and nothing was counted."""
        from catalog_validator.api.crew import Crew, build_tasks, written

        order = self.order()
        sent = written(order) if self.library is None else None
        tasks = build_tasks(order) if sent is not None else []
        if sent is None or not tasks:
            return False
        for problem in self.skipped:
            self._note(problem)
        base = ordinal = 0
        with Crew(sent, tasks, jobs) as crew:
            for task, counted in crew.counted():
                source = self.sources[task.source]
                if task.begins:
                    base = ordinal
                    self._origins.append((base, source.name, partial(self._pointer, source)))
                for problem in counted.problems:
                    self._note(problem)
                for which, mark, own, text in counted.notes:
                    self._index.note(which, mark, ordinal + own, text)
                ordinal += counted.read
            total = crew.summary()
        self._summary = lambda: total
        return True

    def order(self) -> "Order":
        """The run as other processes have to know it."""
        from catalog_validator.api.crew import Order

        plan = self.plan
        return Order(self.run, plan.group_by, plan.choice, self.limits, self.hints, self.sources)

    def _pointer(self, source: Source, ordinal: int) -> str:
        """The pointer of an entry that another process read."""
        if source.name not in self._forms:
            first = next(part for part in self.parts(source, places=False) if isinstance(part, Batch))
            self._forms[source.name] = pointer_from(first)
        return self._forms[source.name](ordinal)

    def outcome(self) -> Outcome:
        """How the run ended; to be asked when everything has been read."""
        summary = self._summary()
        problems = sorted(hush_orphans(self._problems, summary.total.refused), key=place_of)
        total = sum(map(tally_of_problem, problems), Tally(warnings=self._uncounted))
        summary += Summary(total=total)
        # A part of an archive that is refused is no source, but was not read all the same.
        names = {source.name for source in self.sources}
        sources = Summary(len(self.sources) + len(self._broken - names), len(self._broken))
        summary += sources
        if self.acceptance is None:
            reasons, accepted = gate_reasons(self.run, summary), 0
        else:
            judged = self.acceptance.judged(sources) + Summary(total=Tally(warnings=self._uncounted))
            reasons, accepted = gate_reasons(self.run, judged, summary.total.read), self.acceptance.accepted
        return Outcome(summary, tuple(problems), not reasons, reasons, accepted)

    def read(self, source: Source) -> Iterator[Batch | Problem]:
        """The entries of one source with places, and what is wrong with it; nothing is counted."""
        return guarded(self.parts(source, places=True), source)

    def batches(self, *, places: bool) -> Iterator[tuple[Source, int, Batch]]:
        """All batches of all sources with the run's ordinal of their source's first entry."""
        for problem in self.skipped:
            self._note(problem)
        base = 0
        for source in self.sources:
            read, begun, secret = 0, len(self._problems), False
            for part in guarded(self.parts(source, places=places), source):
                if isinstance(part, Problem):
                    self._note(part)
                    continue
                secret |= self._hush.look(source.name, part, self._problems[begun:])
                if not read:
                    self._origins.append((base, source.name, pointer_from(part)))
                yield source, base, part
                read = part.first + len(part.values)
            base += read
            self._hush.over_package(self._problems, begun, source.name if secret else None)
        for problem in self._data_problems():
            self._note(problem)

    def parts(self, source: Source, *, places: bool) -> Iterator[Batch | Problem]:
        """The entries of a source as field id → value, in batches."""
        name = syntax.guess_syntax(source)
        if name is None:
            facts = {"suffix": source.suffix}
            yield Problem(Violation("CV021", (), facts), Position(source.name), unreadable=True)
            return
        document = syntax.parse(source, self.limits, name, places=places, encoding=self.hints.encoding)
        if self.library is None:
            yield from read_entries(document, self.plan.profile, self.hints)
            return
        parts = read_entries(self.library.complete(document), self.plan.profile, self.hints)
        yield from self.library.only_problems(parts, source)

    def _data_problems(self) -> Iterator[Problem]:
        """What is wrong in the data of packages, where that was asked for."""
        if self.data and self.library is not None:
            from catalog_validator.api.data_files import check_data

            yield from check_data(self.library, self.limits, self._hush.sources)

    def _assess(self, source: Source, batch: Batch, position: int, ordinal: int, value: object) -> EntryResult:
        origin = Origin(source.name, batch.pointer(position))
        flaws = batch.flaws.get(position, ()) if batch.flaws is not NO_FLAWS else ()
        if not isinstance(value, dict):
            return located(unreadable_entry(self.plan, origin, flaws), batch, position)
        sheet = Sheet(self.plan, value)
        result = score_sheet(sheet, origin, flaws)
        if result.fields:
            self._index.note_sheet(sheet, ordinal, lambda name: batch.spot(position, (name,)))
        return located(result, batch, position)

    def _note(self, problem: Problem) -> None:
        """Keep a problem, up to the limit for its source; beyond it, count."""
        name = problem.position.source
        if problem.unreadable:
            self._broken.add(name)
        if not self.plan.choice.takes(problem.violation.code):
            return
        kept = self._kept[name] = self._kept.get(name, 0) + 1
        if kept <= self.limits.kept_problems:
            self._problems.append(problem_finding(problem))
        elif kept == self.limits.kept_problems + 1:
            facts = {"limit": "kept_problems", "max": self.limits.kept_problems, "count": 0}
            self._problems.append(problem_finding(Problem(Violation("CV910", (), facts), Position(name))))

    def _finish(self) -> None:
        """What can be said only when all entries have been seen."""
        if self._index.overflowed and self.plan.choice.takes("CV909"):
            facts = {"limit": "tracked_entries", "max": self.limits.tracked_entries}
            first = self.sources[0].name if self.sources else ""
            self._problems.append(problem_finding(Problem(Violation("CV909", (), facts), Position(first))))
        doubles = duplicate_findings(self.plan, self._index, self._whereabouts)
        self._problems.extend(islice(doubles, self.limits.kept_problems))
        if (rest := sum(1 for _ in doubles)) > 0:
            facts = {"limit": "kept_problems", "max": self.limits.kept_problems, "count": rest}
            self._problems.append(
                problem_finding(Problem(Violation("CV910", (), facts), Position(self.sources[0].name)))
            )
            self._uncounted = rest
        if self.acceptance is not None:
            read = frozenset(source.name for source in self.sources)
            said = self.acceptance.leftovers(read, self.plan.choice, self.limits.kept_problems)
            self._problems = [*map(self.acceptance.problem, self._problems), *said]

    def _whereabouts(self, ordinal: int) -> tuple[str, str]:
        """The source and pointer of the entry with this ordinal in the run."""
        base, name, pointer = next(item for item in reversed(self._origins) if item[0] <= ordinal)
        return name, pointer(ordinal - base)


def pointer_from(batch: Batch) -> Callable[[int], str]:
    """Pointers by ordinal within the source; they follow one form, so that one batch of a source knows them all."""
    first, pointer = batch.first, batch.pointer
    return lambda ordinal: pointer(ordinal - first)


def guarded(parts: Iterator[Batch | Problem], source: Source) -> Iterator[Batch | Problem]:
    """The same parts; an exception of ours while reading becomes a `Defect` that names the place."""
    read = 0
    while True:
        try:
            part = next(parts, None)
        except StreamStopped as stop:
            part, parts = stop.problem, iter(())
        except OSError:
            raise
        except Exception as error:
            raise Defect(source.name, f"/{read} …") from error
        if part is None:
            return
        read = part.first + len(part.values) if isinstance(part, Batch) else read
        yield part
