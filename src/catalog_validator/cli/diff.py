"""``catval diff``."""

from datetime import date
from fractions import Fraction
from typing import TypedDict, Unpack

import click

from catalog_validator.api import Options, load_profile
from catalog_validator.cli.choice import OneOf
from catalog_validator.cli.console import look, put
from catalog_validator.cli.options import Day, Limit, Most, Names, Percent, flat, lang_option, limits_of, profile_option
from catalog_validator.model.change import Change
from catalog_validator.model.profile import Profile
from catalog_validator.model.words import Lang


class Asked(TypedDict):
    """The options as click hands them over."""

    old: str
    new: str
    profile: str
    old_profile: str | None
    min_score: Fraction | None
    form: str
    fail_on: str
    group_by: tuple[tuple[str, ...], ...]
    as_of: date | None
    sheet: str | None
    vocab: str | None
    encoding: str | None
    limit: tuple[tuple[str, int], ...]
    max_entries: int | None
    lang: Lang


@click.command(epilog="Exit codes: 0 compared; 1 worse, with --fail-on worse; 2 could not run; 3 a defect of catval.")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@profile_option
@click.option("--old-profile", metavar="ID|FILE", help="The profile by which OLD was scored [default: --profile].")
@click.option("--min-score", type=Percent(), help="Threshold in per cent [default: the profile's].")
@click.option("--format", "form", type=OneOf(["text", "json", "markdown"]), default="text", show_default=True)
@click.option(
    "--fail-on",
    type=OneOf(["never", "worse"]),
    default="never",
    show_default=True,
    help="worse: an entry of both sides scores less or passes no longer, or the pooled score fell.",
)
@click.option("--group-by", type=Names(), multiple=True, help="Field(s) to group by [default: the profile's].")
@click.option("--as-of", type=Day(), help="The day on which dates are judged [default: today].")
@click.option("--sheet", help="Sheet of a workbook to read [default: the one with most known headings].")
@click.option("--vocab", metavar="NAME", help="How the descriptions are named [default: told from what they hold].")
@click.option("--encoding", metavar="NAME", help="Encoding of text files that are not UTF-8.")
@click.option("--limit", type=Limit(), multiple=True, help="Change a safety limit, for example rows=2000000.")
@click.option("--max-entries", type=Most(), default="50", show_default=True, help="Entries of each kind shown.")
@lang_option
def diff(**asked: Unpack[Asked]) -> int:
    """What got better, worse, new, gone from OLD to NEW, and what moved the score.

    Each is a catalog, a saved JSON report, or a file of a git revision (main:catalog.json).
    """
    from catalog_validator.api.diff import diff as change_of
    from catalog_validator.api.diff import is_worse

    options = Options(
        as_of=asked["as_of"],
        min_score=asked["min_score"],
        group_by=flat(asked["group_by"]) or None,
        sheet=asked["sheet"],
        vocab=asked["vocab"],
        encoding=asked["encoding"],
        limits=limits_of(asked["limit"]),
    )
    profile = load_profile(asked["profile"])
    change = change_of(asked["old"], asked["new"], profile=profile, old_profile=asked["old_profile"], options=options)
    show(change, profile, asked)
    return 1 if asked["fail_on"] == "worse" and is_worse(change) else 0


def show(change: Change, profile: Profile, asked: Asked) -> None:
    """Write the comparison in the form that was asked for."""
    if asked["form"] == "json":
        from catalog_validator.reports.diff_json import render_diff_json
        from catalog_validator.version import version

        put([render_diff_json(change, version())])
    elif asked["form"] == "markdown":
        from catalog_validator.reports.diff_markdown import render_diff_markdown

        put(render_diff_markdown(change, profile, asked["lang"], asked["max_entries"]))
    else:
        from catalog_validator.reports.diff_text import render_diff

        put(render_diff(change, profile, asked["lang"], look(), asked["max_entries"]))
