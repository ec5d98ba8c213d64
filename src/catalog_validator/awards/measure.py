"""What the catalog says of each assignment: points, publication, errors. What is not there earns nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal
from unicodedata import normalize

from catalog_validator import EntryResult, Finding, Profile, Remark, Severity, Snapshot, Status
from catalog_validator.awards.model import Assignment, Reading

Found = Literal["scored", "missing", "unreadable", "refused"]
ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Work:
    """One assignment with what was found of it."""

    of: Assignment
    found: Found
    published: bool | None
    """None: neither the register nor the entry says."""
    earned: Fraction
    possible: Fraction
    """All that could apply, where there is no description to judge."""
    wrong: int = 0
    """Error findings about what is stated, in the entry or in its data files."""
    blank: int = 0
    """Error findings about what is not stated."""
    codes: tuple[tuple[str, int], ...] = ()
    """Error findings by code."""
    times: int = 1
    """How often the catalog has an entry of this id; the worst of them counts."""
    entry: EntryResult | None = None
    """What was judged; None where it is missing."""

    def points(self, doubt: bool) -> tuple[Fraction, Fraction]:
        """Earned and possible. ``doubt``: what may be published counts as published."""
        counts = self.found == "scored" and (self.published or (doubt and self.published is None))
        return (self.earned if counts else ZERO, self.possible)

    def per_cent(self, doubt: bool = False) -> Fraction:
        """The completeness of this entry as it counts."""
        earned, possible = self.points(doubt)
        return 100 * earned / possible


@dataclass(frozen=True, slots=True)
class Catalog:
    """Entries by folded id."""

    entries: Mapping[str, tuple[EntryResult, ...]]
    full: Fraction
    """What an entry that cannot be judged counts as possible: all that there could be."""
    data_errors: Mapping[str, int]
    """Descriptor of a package → errors in its data files."""


def build_catalog(entries: Sequence[EntryResult], problems: Iterable[Finding], full: Fraction) -> Catalog:
    """The results of a check as assignments look them up. ``full``: all points that an entry could ever be worth."""
    known: dict[str, tuple[EntryResult, ...]] = {}
    for entry in entries:
        key = folded(entry.id)
        known[key] = (*known.get(key, ()), entry)
    descriptors = {_folder(source): source for source in {entry.source for entry in entries} if is_descriptor(source)}
    errors: dict[str, int] = {}
    for problem in problems:
        if problem.code.startswith("CV6") and problem.severity is Severity.ERROR and problem.position:
            package = _package(problem.position.source, descriptors)
            errors[package] = errors.get(package, 0) + 1
    return Catalog(known, full, errors)


def is_descriptor(source: str) -> bool:
    """Whether this is the descriptor of a Data Package, by its name."""
    return "datapackage" in source.rpartition("/")[2].lower()


def _folder(source: str) -> str:
    return source.rpartition("/")[0]


def _package(source: str, descriptors: Mapping[str, str]) -> str:
    """The descriptor in the nearest folder around a data file: a package names nothing outside its own folder."""
    folder = _folder(source)
    while folder not in descriptors and folder:
        folder = _folder(folder)
    return descriptors.get(folder, "")


def full_points(profile: Profile) -> Fraction:
    """What an entry could be worth at the most: whatever it states, it is never worth more.

    Else breaking a poor entry could raise a score, because less would be missing of what cannot be judged.
    """
    return sum((field.weight for field in profile.fields), ZERO)


def results_of(saved: Snapshot) -> tuple[list[EntryResult], list[Finding]]:
    """Entries and problems of a saved report, as a check gives them; of findings what is the same in all languages."""
    entries = [
        EntryResult(
            seen.id, seen.title, seen.source, seen.pointer, seen.status, seen.earned, seen.possible, seen.passed,
            findings=tuple(map(_finding, seen.remarks)), published=seen.published,
        )
        for seen in saved.entries or ()
    ]  # fmt: skip
    return entries, list(map(_finding, saved.problems))


def _finding(remark: Remark) -> Finding:
    path = () if remark.field is None else (remark.field,)
    return Finding(remark.code, Severity(remark.severity), path, {}, remark.points_lost, position=remark.position)


def unassigned(assignments: Iterable[Assignment], catalog: Catalog) -> tuple[str, ...]:
    """Ids of entries that nobody was assigned, perhaps because an id is misspelt; a refused one is never shown."""
    known = {folded(one.entry) for one in assignments}
    left = [entries[0] for key, entries in catalog.entries.items() if key not in known]
    return tuple(sorted(entry.id for entry in left if entry.status is not Status.REFUSED))


def measure(assignment: Assignment, catalog: Catalog) -> Work:
    """What the catalog says of one assignment. Of several entries of one id the one that earns least counts."""
    entries = catalog.entries.get(folded(assignment.entry), ())
    works = [_work(assignment, entry, catalog) for entry in entries]
    if not works:
        return Work(assignment, "missing", _published(assignment, None), ZERO, catalog.full, times=0)
    worst = min(works, key=lambda work: (work.found == "scored", work.per_cent(), -work.wrong, -work.blank))
    return replace(worst, times=len(works))


def _work(assignment: Assignment, entry: EntryResult, catalog: Catalog) -> Work:
    published = _published(assignment, entry)
    if entry.status is not Status.SCORED:
        found: Found = "refused" if entry.status is Status.REFUSED else "unreadable"
        return Work(assignment, found, published, ZERO, catalog.full, entry=entry)
    errors = [finding.code for finding in entry.findings if finding.severity is Severity.ERROR]
    blank = sum(code.startswith("CV1") for code in errors)
    wrong = len(errors) - blank + catalog.data_errors.get(entry.source, 0)
    codes = tuple(sorted((code, errors.count(code)) for code in set(errors)))
    possible = entry.possible or catalog.full
    return Work(assignment, "scored", published, entry.earned, possible, wrong, blank, codes, entry=entry)


def _published(assignment: Assignment, entry: EntryResult | None) -> bool | None:
    """What register and entry say together; where they contradict each other nobody knows."""
    says = None if entry is None else entry.published
    if assignment.unpublished:
        return None if says else False
    if assignment.published is None:
        return says
    return None if says is False else True


def score(works: Sequence[Work], reading: Reading, threshold: Fraction, doubt: bool = False) -> Fraction:
    """What a reading makes of some assignments, in per cent; nothing assigned is nothing achieved."""
    if not works:
        return ZERO
    if reading == "pooled":
        points = [work.points(doubt) for work in works]
        return 100 * sum((earned for earned, _ in points), ZERO) / sum((possible for _, possible in points), ZERO)
    shares = [work.per_cent(doubt) for work in works]
    if reading == "share":
        return Fraction(100 * sum(share >= threshold for share in shares), len(shares))
    return min(shares)


def by_domain(works: Iterable[Work]) -> dict[str, list[Work]]:
    """Assignments by domain as written, in the order of the domains' names."""
    domains: dict[str, list[Work]] = {}
    for work in works:
        domains.setdefault(" ".join(work.of.domain.split()), []).append(work)
    return dict(sorted(domains.items()))


def folded(text: str) -> str:
    """Ids are compared without case, Unicode form and outer or double blanks."""
    return " ".join(normalize("NFC", text).casefold().split())
