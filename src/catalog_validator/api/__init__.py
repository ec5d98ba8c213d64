"""The one room that knows all stages and joins them: find, read, parse, name, assess, render."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from os import PathLike, fspath

from catalog_validator import files, syntax, vocab
from catalog_validator.api.profiles import load_profile
from catalog_validator.api.session import Defect, Session
from catalog_validator.engine.assess import Origin, assess_entry
from catalog_validator.engine.plan import Choice, Plan, Wish, build_plan
from catalog_validator.files import PathError
from catalog_validator.model.dataclass import dataclass, field, replace
from catalog_validator.model.finding import Finding
from catalog_validator.model.hints import Hints
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Source
from catalog_validator.model.profile import FieldType, Profile
from catalog_validator.model.report import FailOn, GateLevel, Job, Look, Outcome, Run
from catalog_validator.model.result import EntryResult, Summary
from catalog_validator.model.words import Lang
from catalog_validator.profiles import ProfileError
from catalog_validator.version import version
from catalog_validator.written import WrittenError

AnyPath = str | PathLike[str]
DEFAULT_PROFILE = "sonla-515"
GROUPABLE = frozenset(FieldType) - {FieldType.RECORD, FieldType.RECORDS, FieldType.TEXTS, FieldType.CODES}


class OptionError(ValueError):
    """An option that makes no sense with this profile, such as grouping by a field that it does not have."""

    def __init__(self, slug: str, value: str, known: Iterable[str] = ()) -> None:
        """``slug``: group-unknown, group-many, threshold, format-, vocab- or encoding-unknown, needs-extra,
        baseline-broken, published-unknown, format-binary, output-twice, output-source or output-stdout.
        ``known``: what could have been said.
        """
        self.slug = slug
        self.value = value
        self.known = tuple(known)
        super().__init__(f"{slug}: {value}" + (f" ({', '.join(self.known)})" if self.known else ""))


@dataclass(frozen=True, slots=True)
class Options:
    """What a run may be asked, besides the profile. The defaults are the profile's."""

    as_of: date | None = None
    """The day on which dates are judged; None is today, decided here and nowhere below."""
    min_score: Fraction | int | str | None = None
    """Threshold in per cent: a whole number, a `Fraction`, or text such as ``79.5``."""
    gate: GateLevel = "entry"
    fail_on: FailOn = "score"
    group_by: Sequence[str] | None = None
    select: Sequence[str] = ()
    """Codes or their beginnings; empty means all."""
    ignore: Sequence[str] = ()
    sheet: str | None = None
    """The sheet of a workbook to read, by name."""
    vocab: str | None = None
    """The vocabulary of the sources; None is to tell it from what they hold."""
    encoding: str | None = None
    """The encoding of text files that are not UTF-8."""
    data: bool = False
    """Whether the data files of packages are checked against their Table Schemas (needs the extra ``data``)."""
    way: bool = False
    """Whether each entry's result says by which fewest fields it would pass (`EntryResult.way`); not with `count`."""
    curve: bool = False
    """With ``way``: what any number of fields brings, for a way of many entries together."""
    baseline: AnyPath | None = None
    """A file of findings that are accepted; any other error fails the run."""
    suppress: AnyPath | None = None
    """A file of suppressions, each with its reason."""
    published_only: bool = False
    """Whether only entries that say they are published can fail the run."""
    limits: Limits = field(default_factory=Limits)
    jobs: int = 1
    """Processes that `count` may use; the result does not depend on it."""


@dataclass(frozen=True, slots=True)
class Report:
    """A finished run, held in memory."""

    run: Run
    entries: tuple[EntryResult, ...]
    outcome: Outcome
    sources: tuple[Source, ...] = field(default=(), compare=False)
    """What was read, to be marked where that is one workbook."""

    @property
    def summary(self) -> Summary:
        """The run in numbers."""
        return self.outcome.summary

    @property
    def passed(self) -> bool:
        """Whether the gate holds."""
        return self.outcome.passed

    @property
    def problems(self) -> tuple[Finding, ...]:
        """Findings of sources and of the catalog as a whole."""
        return self.outcome.problems


def check(
    *paths: AnyPath, profile: Profile | AnyPath = DEFAULT_PROFILE, options: Options | None = None, **more: object
) -> Report:
    """Check files or folders and hold all results.

    ``more`` are the fields of `Options` by name: ``check("catalog.xlsx", as_of=date(2026, 4, 30))``.
    Raises `PathError`, `ProfileError` or `OptionError`; whatever is wrong *inside* a source is a finding.
    """
    session = open_session(paths, profile, options_from(options, more))
    entries = tuple(session.entries())
    return Report(session.run, entries, session.outcome(), session.sources)


def count(
    *paths: AnyPath, profile: Profile | AnyPath = DEFAULT_PROFILE, options: Options | None = None, **more: object
) -> Report:
    """The same as `check` with the summary alone: quicker, and in memory that does not grow with the catalog."""
    session = open_session(paths, profile, options_from(options, more))
    session.count()
    return Report(session.run, (), session.outcome())


def assess(
    entries: Iterable[Mapping[str, object]],
    profile: Profile | AnyPath = DEFAULT_PROFILE,
    *,
    options: Options | None = None,
    **more: object,
) -> Iterator[EntryResult]:
    """Score values in memory (field id → JSON value), one result for each as it comes. There are no positions."""
    _, plan = build_run(_profile(profile), options_from(options, more))
    for ordinal, entry in enumerate(entries):
        yield assess_entry(plan, dict(entry), Origin("", f"/{ordinal}"))


def render(report: Report, form: str = "text", *, lang: Lang = "en", look: Look | None = None) -> str:
    """A report as text in one of the formats of `catalog_validator.reports`; `OptionError` for one of bytes."""
    from catalog_validator.api.outputs import format_of

    if format_of(form).binary:
        raise OptionError("format-binary", form)
    return "".join(piece for piece in render_job(form, report_job(report, lang, look)) if isinstance(piece, str))


def write_report(report: Report, form: str, path: AnyPath, *, lang: Lang = "en", look: Look | None = None) -> None:
    """A report as a file in any format; whole, or the file is as it was before. `PathError`, `OptionError`."""
    from catalog_validator.api.outputs import Output, require_outputs, workbook_for, write_output

    output = Output(form, fspath(path))
    job = report_job(report, lang, look)
    if (workbook := workbook_for([form], report.sources, Limits())) is not None:
        require_outputs([output], report.sources)
        job = replace(job, workbook=workbook)
    write_output(output, job)


def report_job(report: Report, lang: Lang, look: Look | None) -> Job:
    """A finished run as a renderer reads it."""
    return Job(report.run, report.entries, lambda: report.outcome, lang, files.TextSpool, look or Look())


def render_job(form: str, job: Job) -> Iterator[str] | Iterator[bytes]:
    """A run in pieces of a report, as the results come. `OptionError` for an unknown format."""
    from catalog_validator.api.outputs import format_of
    from catalog_validator.reports import renderer

    format_of(form)
    return renderer(form)(job)


def open_session(paths: Sequence[AnyPath], profile: Profile | AnyPath, options: Options) -> Session:
    """A run that is ready to start: the sources found, the profile compiled."""
    if options.data:
        require_checker()
    run, plan = build_run(_profile(profile), options)
    hints = hints_of(options)
    found = files.find([fspath(path) for path in paths], is_catalog, options.limits)
    library = None
    if options.vocab in (None, "datapackage") and any("datapackage" in one.name.lower() for one in found.sources):
        from catalog_validator.api.packages import unfold

        found, library = unfold(found, run.profile, options.limits)
    accepted = None
    if options.baseline is not None or options.suppress is not None or options.published_only:
        from catalog_validator.api.waivers import acceptance_of

        accepted = acceptance_of(run, options)
    return Session(run, plan, found.sources, found.skipped, options.limits, hints, library, options.data, accepted)


def require_checker() -> None:
    """`OptionError` where the library that checks data files is not installed."""
    from catalog_validator.packages import is_installed

    if not is_installed():
        raise OptionError("needs-extra", "data")


def hints_of(options: Options) -> Hints:
    """What the options say of the sources. `OptionError` for a vocabulary or an encoding that nobody knows."""
    if options.vocab is not None and options.vocab not in vocab.VOCABULARIES:
        raise OptionError("vocab-unknown", options.vocab, vocab.VOCABULARIES)
    if options.encoding is not None and options.encoding not in syntax.ENCODINGS:
        raise OptionError("encoding-unknown", options.encoding, syntax.ENCODINGS)
    return Hints(options.sheet, options.vocab, options.encoding)


def is_catalog(name: str) -> bool:
    """Whether a file of this name is read when a folder is given."""
    known = {suffix for item in syntax.SYNTAXES.values() if item.catalog for suffix in item.suffixes}
    return any(name.lower().endswith(suffix) for suffix in known)


def build_run(profile: Profile, options: Options) -> tuple[Run, Plan]:
    """What was asked, and the profile compiled for it. `OptionError` for what the profile does not allow."""
    wanted = profile.group_by if options.group_by is None else _several(options.group_by)
    known = {field.id: field for field in profile.fields}
    for name in wanted:
        if name not in known:
            raise OptionError("group-unknown", name)
        if known[name].type not in GROUPABLE:
            raise OptionError("group-many", name)
    threshold = profile.threshold if options.min_score is None else Fraction(options.min_score)
    if not 0 <= threshold <= 100:
        raise OptionError("threshold", str(options.min_score))
    as_of = options.as_of or date.today()
    choice = Choice(_several(options.select), _several(options.ignore))
    run = Run(
        profile,
        as_of,
        threshold,
        options.gate,
        options.fail_on,
        version(),
        options.published_only,
        options.baseline is not None,
    )
    return run, build_plan(profile, as_of, Wish(threshold, wanted, choice, options.way, options.curve))


def _several(given: Sequence[str]) -> tuple[str, ...]:
    """A bare text is one name, not its letters."""
    return (given,) if isinstance(given, str) else tuple(given)


def _profile(profile: Profile | AnyPath) -> Profile:
    return profile if isinstance(profile, Profile) else load_profile(profile)


def options_from(options: Options | None, more: Mapping[str, object]) -> Options:
    """The options given, or those named one by one."""
    return options if options is not None and not more else Options(**more)  # type: ignore[arg-type]


__all__ = [
    "DEFAULT_PROFILE",
    "Defect",
    "OptionError",
    "Options",
    "PathError",
    "ProfileError",
    "Report",
    "Session",
    "WrittenError",
    "assess",
    "build_run",
    "check",
    "count",
    "load_profile",
    "open_session",
    "options_from",
    "render",
    "render_job",
    "write_report",
]
