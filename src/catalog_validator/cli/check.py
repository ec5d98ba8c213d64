"""``catval check``."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TypedDict, Unpack

import click

from catalog_validator.api import OptionError, Options, Session, open_session, render_job
from catalog_validator.cli.choice import OneOf
from catalog_validator.cli.console import is_terminal, look, put
from catalog_validator.cli.options import (
    Codes,
    Day,
    Limit,
    Most,
    Names,
    OutputFile,
    Percent,
    flat,
    lang_option,
    limits_of,
    profile_option,
)
from catalog_validator.files import STANDARD_INPUT, TextSpool
from catalog_validator.model.report import FailOn, GateLevel, Job
from catalog_validator.model.result import EntryResult
from catalog_validator.model.words import Lang
from catalog_validator.reports import RENDERERS


class Asked(TypedDict):
    """The options as click hands them over."""

    paths: tuple[str, ...]
    profile: str
    min_score: Fraction | None
    gate: GateLevel
    fail_on: FailOn
    form: str
    output: tuple[tuple[str, str], ...]
    group_by: tuple[tuple[str, ...], ...]
    as_of: date | None
    select: tuple[tuple[str, ...], ...]
    ignore: tuple[tuple[str, ...], ...]
    sheet: str | None
    vocab: str | None
    encoding: str | None
    data: bool
    plan: bool
    baseline: str | None
    write_baseline: str | None
    suppress: str | None
    published_only: bool
    redact: bool
    limit: tuple[tuple[str, int], ...]
    max_findings: int | None
    max_results: int | None
    jobs: int
    quiet: bool
    watch: bool
    lang: Lang


@click.command(epilog="Exit codes: 0 all good; 1 the gate failed; 2 could not run; 3 a defect of catval itself.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@profile_option
@click.option("--min-score", type=Percent(), help="Threshold in per cent [default: the profile's].")
@click.option(
    "--gate",
    type=OneOf(["entry", "group", "catalog"]),
    default="entry",
    show_default=True,
    help="What must reach the threshold.",
)
@click.option(
    "--fail-on",
    type=OneOf(["score", "error", "warning", "never"]),
    default="score",
    show_default=True,
    help="What makes the run fail; error and warning add findings of that severity or above.",
)
@click.option(
    "--format", "form", type=OneOf(list(RENDERERS)), default="text", show_default=True, help="Standard output."
)
@click.option("--output", type=OutputFile(), multiple=True, help="Also write a file in a format; may be repeated.")
@click.option("--group-by", type=Names(), multiple=True, help="Field(s) to group by [default: the profile's].")
@click.option("--as-of", type=Day(), help="The day on which dates are judged [default: today].")
@click.option("--select", type=Codes(), multiple=True, help="Only these findings, for example CV1,CV203.")
@click.option("--ignore", type=Codes(), multiple=True, help="Not these findings. Scores never change by it.")
@click.option("--sheet", help="Sheet of a workbook to read [default: the one with most known headings].")
@click.option("--vocab", metavar="NAME", help="How the descriptions are named [default: told from what they hold].")
@click.option("--encoding", metavar="NAME", help="Encoding of text files that are not UTF-8.")
@click.option("--data", is_flag=True, help="Check the data files of packages against their Table Schemas.")
@click.option("--baseline", metavar="FILE", help="Accept the findings in it; fail on any new error.")
@click.option("--write-baseline", metavar="FILE", help="Write the findings of today, for --baseline.")
@click.option("--suppress", metavar="FILE", help="Accept the findings that it names, each with a reason (YAML).")
@click.option("--published-only", is_flag=True, help="Entries that do not say they are published fail nothing.")
@click.option("--redact", is_flag=True, help="Mask contact details, for a report that is published.")
@click.option("--limit", type=Limit(), multiple=True, help="Change a safety limit, for example rows=2000000.")
@click.option("--plan", is_flag=True, help="Find each entry's fewest fields to pass, for json, jsonl and html.")
@click.option("--max-findings", type=Most(), default="200", show_default=True, help="Findings shown in text.")
@click.option("--max-results", type=Most(), default="5000", show_default=True, help="Findings in SARIF, gravest first.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Processes to count with; needs --quiet. The output is the same.",
)
@click.option("--quiet", "-q", is_flag=True, help="Summary and groups only; the quickest way through a large catalog.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes, until interrupted.")
@lang_option
def check(**asked: Unpack[Asked]) -> int:
    """Score the descriptions in PATH (a file, a folder, or - for standard input) and say what is missing where."""
    if asked["watch"]:
        return check_on_change(asked)
    return check_once(asked)


def check_on_change(asked: Asked) -> int:
    """The same after each change of a source or of the profile; files that the run writes are no change."""
    from catalog_validator.cli.command import explain_error
    from catalog_validator.cli.watch import watch
    from catalog_validator.files.changes import state_of

    if STANDARD_INPUT in asked["paths"]:
        raise OptionError("watch-input", STANDARD_INPUT)
    watched, written = (*asked["paths"], asked["profile"]), [path for _, path in asked["output"]]
    return watch(lambda: state_of(watched, written), lambda: check_once(asked), explain_error)


def check_once(asked: Asked) -> int:
    """One check, and its exit code."""
    if RENDERERS[asked["form"]].binary and is_terminal():
        raise OptionError("format-terminal", asked["form"])
    if asked["jobs"] > 1 and (asked["output"] or not asked["quiet"]):
        raise OptionError("jobs-entries", str(asked["jobs"]))
    if marks(asked) and asked["redact"]:
        raise OptionError("redact-workbook", "xlsx")
    session = open_session(asked["paths"], asked["profile"], options_of(asked))
    if asked["output"] or asked["write_baseline"]:
        return check_to_files(session, asked)
    counted = asked["quiet"] and not RENDERERS[asked["form"]].marks
    job = job_of(session, asked, () if counted else session.entries())
    if counted:
        session.count(asked["jobs"])
    put(render_job(asked["form"], job))
    return 0 if session.outcome().passed else 1


def marks(asked: Asked) -> bool:
    """Whether the run gives back the workbook that it checks."""
    return any(RENDERERS[form].marks for form in (asked["form"], *(form for form, _ in asked["output"])))


def check_to_files(session: Session, asked: Asked) -> int:
    """One reading, several reports: standard output first, then each file. ``--quiet`` shortens only the former."""
    from catalog_validator.api.outputs import Output, replayed, require_outputs, write_output

    outputs = [Output(form, path) for form, path in asked["output"]]
    if asked["write_baseline"]:
        outputs.append(Output("baseline", asked["write_baseline"]))
    require_outputs(outputs, session.sources)
    job = job_of(session, asked, replayed(session.entries()))
    put(render_job(asked["form"], job))
    for output in outputs:
        write_output(output, replace(job, look=replace(job.look, color=False, width=100, quiet=False)))
    return 0 if session.outcome().passed else 1


def options_of(asked: Asked) -> Options:
    """What the run is asked."""
    return Options(
        as_of=asked["as_of"],
        min_score=asked["min_score"],
        gate=asked["gate"],
        fail_on=asked["fail_on"],
        group_by=flat(asked["group_by"]) or None,
        select=flat(asked["select"]),
        ignore=flat(asked["ignore"]),
        sheet=asked["sheet"],
        vocab=asked["vocab"],
        encoding=asked["encoding"],
        data=asked["data"],
        baseline=asked["baseline"],
        suppress=asked["suppress"],
        published_only=asked["published_only"],
        limits=limits_of(asked["limit"]),
        way=asked["plan"] or marks(asked),
    )


def job_of(session: Session, asked: Asked, entries: Iterable[EntryResult]) -> Job:
    """What the renderer of standard output needs."""
    view = replace(
        look(quiet=asked["quiet"], max_findings=asked["max_findings"]),
        max_results=asked["max_results"],
        redact=asked["redact"],
        base=f"{Path.cwd().as_posix().rstrip('/')}/",
    )
    workbook = None
    if marks(asked):
        from catalog_validator.api.outputs import workbook_for

        forms = (asked["form"], *(form for form, _ in asked["output"]))
        workbook = workbook_for(forms, session.sources, session.limits)
    return Job(session.run, entries, session.outcome, asked["lang"], TextSpool, view, workbook)
