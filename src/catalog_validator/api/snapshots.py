"""Catalogs as they stand and stood: a path, a saved report, or a revision in; a snapshot out."""

from collections.abc import Iterable
from os import fspath

from catalog_validator import files
from catalog_validator.api import AnyPath, Options, Report, build_run, check, hints_of
from catalog_validator.api.session import Session
from catalog_validator.files.revision import parse_spec, revision_source
from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.finding import Finding
from catalog_validator.model.place import Source
from catalog_validator.model.profile import Profile
from catalog_validator.model.result import EntryResult, Status
from catalog_validator.model.snapshot import Numbers, ProfileMark, Remark, Seen, Snapshot, UnitScore
from catalog_validator.reports.order import ordered_groups
from catalog_validator.reports.saved import ENDS, ReportError, is_saved_report, read_saved
from catalog_validator.reports.shown import veil

SAVED = (".json", ".jsonl", ".ndjson", "")
"""Endings that a saved report may have."""


class SavedError(Exception):
    """A saved report that cannot be used, with its name."""

    def __init__(self, name: str, error: ReportError) -> None:
        """``error``: what is wrong with it, and where."""
        super().__init__(name, error)
        self.name = name
        self.error = error


@dataclass(frozen=True, slots=True)
class Side:
    """What was named for one side, and its bytes where it is one file."""

    given: AnyPath
    source: Source | None
    """None for a folder, or what is not there."""
    loose: bool
    """True where the bytes stand at no path: a revision's file, or standard input."""


def side_of(given: AnyPath, options: Options) -> Side:
    """`RevisionError` for a revision that cannot be read."""
    text = fspath(given)
    spec = parse_spec(text)
    if spec is not None:
        return Side(given, revision_source(spec, options.limits.held_bytes), True)
    return Side(given, files.plain_file(text), text == files.STANDARD_INPUT)


def saved_report(source: Source, options: Options) -> Snapshot | None:
    """The snapshot that a source holds if it is a saved report; None for anything else. `SavedError`."""
    if source.suffix not in SAVED:
        return None
    if (source.size or 0) > options.limits.held_bytes:
        if is_saved_report(ends(source)):
            raise SavedError(source.name, ReportError("too-large"))
        return None
    with source.open() as stream:
        data = stream.read()
    if not is_saved_report(data):
        return None
    try:
        return read_saved(data, source.name)
    except ReportError as error:
        raise SavedError(source.name, error) from None


def ends(source: Source) -> bytes:
    """The first and the last bytes of a source, as two lines: a report is known by them without being held."""
    with source.open() as stream:
        head = stream.read(ENDS)
        stream.seek(max(ENDS, (source.size or 0) - ENDS))
        return head + b"\n" + stream.read()


def read_report(path: AnyPath, options: Options | None = None) -> Snapshot | None:
    """The snapshot that a file holds if it is a saved report; None for anything else, and for no file. `SavedError`."""
    source = None if fspath(path) == files.STANDARD_INPUT else files.plain_file(fspath(path))
    return None if source is None else saved_report(source, options or Options())


def checked(side: Side, profile: Profile, options: Options) -> Snapshot:
    """A catalog checked now, whether it stands in files or in a revision."""
    if side.source is None or not side.loose:
        return snapshot(check(side.given, profile=profile, options=options), fspath(side.given))
    run, plan = build_run(profile, options)
    session = Session(run, plan, (side.source,), (), options.limits, hints_of(options))
    entries = tuple(session.entries())
    return snapshot(Report(run, entries, session.outcome()), side.source.name)


def snapshot(report: Report, name: str) -> Snapshot:
    """A finished run as a snapshot; nothing of a refused entry but its place."""
    run, total = report.run, report.summary.total
    groups = ordered_groups(run.profile, report.summary)
    return Snapshot(
        name,
        "catalog",
        ProfileMark(run.profile.id, run.profile.version, run.profile.sha256, run.threshold),
        run.as_of,
        Numbers(total.read, total.scored, total.passed, total.refused, total.unreadable, total.earned, total.possible),
        tuple(
            UnitScore(one.by, one.value, one.tally.read, one.tally.passed, one.tally.earned, one.tally.possible)
            for one in groups
        ),
        tuple(map(_seen, report.entries)),
        tuple(_remarks(report.problems)),
    )


def _seen(entry: EntryResult) -> Seen:
    shown = veil(entry) if entry.status is Status.REFUSED else entry
    passed = shown.passed and shown.status is Status.SCORED
    return Seen(
        shown.id, shown.title, shown.source, shown.pointer, shown.status, shown.earned, shown.possible, passed,
        shown.fields, tuple(_remarks(shown.findings)), shown.published,
    )  # fmt: skip


def _remarks(findings: Iterable[Finding]) -> Iterable[Remark]:
    for one in findings:
        yield Remark(one.code, one.severity.value, one.field, one.points_lost, one.fingerprint, one.position)
