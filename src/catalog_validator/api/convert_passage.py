"""One conversion under way: entries set aside, written, and held against what is read back."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import cast

from catalog_validator import writers
from catalog_validator.api.convert_headings import column_headings, sheet_headings
from catalog_validator.api.convert_proof import Proof
from catalog_validator.api.hush import hush_orphans
from catalog_validator.api.session import Defect, Session
from catalog_validator.engine.assess import (
    Origin,
    entry_id,
    is_refused,
    make_findings,
    refused_entry,
    told_flaws,
    unreadable_entry,
)
from catalog_validator.engine.sheet import Sheet
from catalog_validator.files.output import Draft, ValueSpool
from catalog_validator.model.conversion import Conversion, Loss
from catalog_validator.model.dataclass import dataclass, field, replace
from catalog_validator.model.document import NO_FLAWS, Batch
from catalog_validator.model.finding import Facts, Finding
from catalog_validator.model.place import Path, Position, Source
from catalog_validator.model.profile import Profile
from catalog_validator.model.result import Status
from catalog_validator.writers import Form

Entry = Mapping[str, object]
GONE = frozenset({"rows", "not-read"})
"""Reasons that concern an entry as a whole."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry that is written, and where it comes from."""

    values: Entry
    name: str
    source: str
    pointer: str


@dataclass(slots=True)
class Passage:
    """Made for one run."""

    session: Session
    form: Form
    findings: list[Finding] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    said: set[tuple[int, object]] = field(default_factory=set)
    """Entry and field of every loss so far: what a writer has said is not said again by the proof."""
    gone: set[int] = field(default_factory=set)
    """Entries that are lost as a whole."""
    more: int = 0
    kept: ValueSpool = field(default_factory=ValueSpool)

    def run(self, draft: Draft, name: str) -> Conversion:
        """Read, write and prove; the places of what was lost are looked up at the end. ``name``: of the target."""
        met = [status for status in self._gather() if status is not Status.SCORED]
        profile = self.session.run.profile
        proof = Proof(self.session.plan, self.form, self.session.limits)
        writers.write_catalog(self.form, catalog_of(profile, proof, self._entries, self._lose), draft.stream)
        self._prove(proof, draft.source(name))
        outcome = self.session.outcome()
        return Conversion(
            form=self.form.name,
            target=name,
            profile=profile,
            written=len(self.kept) - len(self.gone),
            dropped=len(self.gone),
            refused=met.count(Status.REFUSED),
            unreadable=met.count(Status.UNREADABLE),
            findings=(*self.findings, *hush_orphans(outcome.problems, met.count(Status.REFUSED))),
            losses=self._located(),
            more=self.more,
            broken=outcome.summary.unreadable_sources,
        )

    def _gather(self) -> Iterator[Status]:
        """Set the entries aside that may be written; of each that was met, what becomes of it."""
        for source, _, batch in self.session.batches(places=True):
            for index, value in enumerate(batch.values):
                try:
                    yield self._take(source, batch, index, value)
                except Exception as error:
                    raise Defect(source.name, batch.pointer(index)) from error

    def _take(self, source: Source, batch: Batch, index: int, value: object) -> Status:
        plan, origin = self.session.plan, Origin(source.name, batch.pointer(index))
        flaws = batch.flaws.get(index, ()) if batch.flaws is not NO_FLAWS else ()
        if not isinstance(value, dict):
            self._find(unreadable_entry(plan, origin, flaws).findings, batch, index)
            return Status.UNREADABLE
        sheet = Sheet(plan, value)
        if is_refused(plan, sheet, flaws):
            self._find(refused_entry(plan, origin).findings, batch, index)
            return Status.REFUSED
        self._find(tuple(make_findings(plan, told_flaws(flaws), {}, origin.pointer)), batch, index)
        self.kept.add((value, entry_id(plan, sheet) or origin.pointer, source.name, origin.pointer))
        return Status.SCORED

    def _find(self, findings: Sequence[Finding], batch: Batch, index: int) -> None:
        """Keep what was found in an entry, up to the limit; beyond it, count."""
        for finding in findings:
            if len(self.findings) < self.session.limits.kept_problems:
                self.findings.append(finding.at(batch.spot(index, finding.path)))
            else:
                self.more += 1

    def _everything(self) -> Iterator[Kept]:
        return (Kept(*cast(tuple[Entry, str, str, str], item)) for item in self.kept)

    def _entries(self) -> Iterator[Entry]:
        return (kept.values for kept in self._everything())

    def _lose(self, ordinal: int, path: Path, reason: str, facts: Facts) -> None:
        """Note what cannot be carried of an entry, up to the limit; beyond it, count."""
        self.said.add((ordinal, path[0] if path else None))
        if reason in GONE:
            self.gone.add(ordinal)
        if len(self.losses) < self.session.limits.kept_problems:
            self.losses.append(Loss(ordinal, path, reason, facts))
        else:
            self.more += 1

    def _prove(self, proof: Proof, written: Source) -> None:
        """Read back what was written, and say of every field that means something else there."""
        said = frozenset(self.said)
        for ordinal, path, reason, facts in proof.differences(self._entries(), written):
            if said.isdisjoint({(ordinal, path[0] if path else None), (ordinal, None)}):
                self._lose(ordinal, path, reason, facts)

    def _located(self) -> tuple[Loss, ...]:
        """The losses in the order of the entries, with names and places."""
        wanted = {loss.ordinal for loss in self.losses}
        if not wanted:
            return ()
        origins = {number: kept for number, kept in enumerate(self._everything()) if number in wanted}
        asked: dict[tuple[str, str], set[Path]] = {}
        for loss in self.losses:
            kept = origins[loss.ordinal]
            asked.setdefault((kept.source, kept.pointer), set()).add(loss.path)
        places = self._places(asked)
        return tuple(
            replace(loss, entry=kept.name, position=places.get((kept.source, kept.pointer, loss.path)))
            for loss in sorted(self.losses, key=lambda loss: loss.ordinal)
            for kept in (origins[loss.ordinal],)
        )

    def _places(self, asked: Mapping[tuple[str, str], set[Path]]) -> dict[tuple[str, str, Path], Position]:
        """The places of some paths in some entries, by source and pointer. Reads the sources once more."""
        again = self.session
        session = Session(again.run, again.plan, again.sources, (), again.limits, again.hints, again.library)
        found: dict[tuple[str, str, Path], Position] = {}
        for source, _, batch in session.batches(places=True):
            for index in range(len(batch.values)):
                pointer = batch.pointer(index)
                for path in asked.get((source.name, pointer), ()):
                    found[source.name, pointer, path] = batch.spot(index, path)
        return found


def catalog_of(
    profile: Profile,
    proof: Proof,
    entries: Callable[[], Iterable[Entry]],
    lose: Callable[[int, Path, str, Facts], None],
) -> writers.Catalog:
    """What a writer needs, made of what our readers know of the form."""
    form = proof.form
    if form.vocab != "native":
        from catalog_validator.api.convert_terms import dcat_terms

        return writers.Catalog(profile, entries, lose, terms=dcat_terms(proof))
    return writers.Catalog(profile, entries, lose, column_headings(profile, form), sheets=sheet_headings(profile))
