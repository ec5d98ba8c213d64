"""Repairs of whole sources: found entry by entry, made in place, and looked over before anything is written."""

from collections.abc import Iterator, Sequence

from catalog_validator import edit, files, syntax
from catalog_validator.api import DEFAULT_PROFILE, AnyPath, Options, Session, open_session, options_from
from catalog_validator.engine.assess import entry_id, first_text
from catalog_validator.engine.repairs import applied, entry_repairs
from catalog_validator.engine.sheet import Sheet
from catalog_validator.model.dataclass import dataclass, field, replace
from catalog_validator.model.document import Batch, Problem
from catalog_validator.model.place import Source
from catalog_validator.model.profile import Profile
from catalog_validator.model.repair import (
    EntryRepairs,
    Reason,
    Repair,
    RepairReport,
    SourceRepairs,
    SourceStatus,
)


def find_repairs(
    *paths: AnyPath, profile: Profile | AnyPath = DEFAULT_PROFILE, options: Options | None = None, **more: object
) -> RepairReport:
    """What can be mended safely in files or folders. Nothing is written.

    Raises `PathError`, `ProfileError` or `OptionError`.
    """
    return _run(open_session(paths, profile, options_from(options, more)), write=False)


def fix(
    *paths: AnyPath, profile: Profile | AnyPath = DEFAULT_PROFILE, options: Options | None = None, **more: object
) -> RepairReport:
    """The same, and each file is written anew with its repairs: whole, or not at all."""
    return _run(open_session(paths, profile, options_from(options, more)), write=True)


def _run(session: Session, *, write: bool) -> RepairReport:
    skipped = tuple(
        SourceRepairs(problem.position.source, "", SourceStatus.UNREADABLE, "not-read")
        for problem in session.skipped
        if problem.unreadable
    )
    works = [_SourceWork(session, source) for source in session.sources]
    found = tuple(work.done(write=write) for work in works)
    return RepairReport((*skipped, *found), sum(work.refused for work in works))


@dataclass(slots=True)
class _SourceWork:
    """The repairs of one source on their way."""

    session: Session
    source: Source
    values: list[object] = field(default_factory=list)
    entries: list[EntryRepairs] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    """For each of ``entries`` the ordinal of its value."""
    refused: int = 0

    def done(self, *, write: bool) -> SourceRepairs:
        """What there is to repair, or was repaired."""
        form = syntax.guess_syntax(self.source) or ""
        if not self._read():
            return SourceRepairs(self.source.name, form, SourceStatus.UNREADABLE, "unreadable")
        if not self.entries:
            return SourceRepairs(self.source.name, form, SourceStatus.CLEAN)
        path = files.own_path(self.source)
        if form not in edit.EDITABLE or path is None:
            reason = "format" if path is not None else "inside"
            return SourceRepairs(self.source.name, form, SourceStatus.REFUSED, reason, tuple(self.entries))
        with self.source.open() as stream:
            before = stream.read()
        after = self._edited(form, before)
        if after is None or not self._is_as_meant(after):
            return SourceRepairs(self.source.name, form, SourceStatus.REFUSED, "form", tuple(self.entries))
        status = SourceStatus.FOUND
        if write and after != before:
            from catalog_validator.files.written import write_whole

            write_whole(path, [after])
            status = SourceStatus.WRITTEN
        return SourceRepairs(self.source.name, form, status, "", tuple(self.entries))

    def _read(self) -> bool:
        """Whether all of the source could be read."""
        for part in self.session.read(self.source):
            if isinstance(part, Problem):
                if part.unreadable:
                    return False
                continue
            for index, value in enumerate(part.values):
                self._take(part, index, value)
        return True

    def _take(self, batch: Batch, index: int, value: object) -> None:
        self.values.append(value)
        if not isinstance(value, dict):
            return
        plan = self.session.plan
        found = entry_repairs(plan, value, batch.flaws.get(index, ()))
        if found is None:
            self.refused += 1
        elif found:
            sheet = Sheet(plan, value)
            placed = tuple(replace(repair, position=batch.spot(index, repair.path)) for repair in found)
            pointer = batch.pointer(index)
            name = entry_id(plan, sheet) or pointer
            title = first_text(sheet, plan.profile.title_field)
            self.entries.append(EntryRepairs(name, title, pointer, placed))
            self.owners.append(len(self.values) - 1)

    def _repairs(self) -> Iterator[Repair]:
        return (repair for entry in self.entries for repair in entry.repairs)

    def _mark(self, held: Sequence[bool], why: str) -> None:
        """Keep back those repairs, in their order, that are marked."""
        marks = iter(held)
        for at, entry in enumerate(self.entries):
            repairs = tuple(repair.kept_back(why) if next(marks) else repair for repair in entry.repairs)
            self.entries[at] = replace(entry, repairs=repairs)

    def _edited(self, form: str, data: bytes) -> bytes | None:
        """The document with the repairs made; those that cannot be made in place are kept back."""
        made = [number for number, repair in enumerate(self._repairs()) if not repair.left]
        known = list(self._repairs())
        edits = [edit.Edit(known[number].position, known[number].old, known[number].new) for number in made]
        after, left = edit.edit(form, data, edits)
        if left:
            back = {made[index] for index in left}
            self._mark([number in back for number in range(len(known))], "in-place")
        return after

    def _is_as_meant(self, data: bytes) -> bool:
        """Whether the changed document reads as the old one with the repairs, and as nothing else."""
        meant = list(self.values)
        for owner, entry in zip(self.owners, self.entries, strict=True):
            meant[owner] = applied(meant[owner], [repair for repair in entry.repairs if not repair.left])
        again: list[object] = []
        for part in self.session.read(Source.of_bytes(self.source.name, data)):
            if isinstance(part, Problem):
                if part.unreadable:
                    return False
            else:
                again += part.values
        return again == meant


__all__ = ["Reason", "find_repairs", "fix"]
