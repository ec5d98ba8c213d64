"""``catval plan``."""

from datetime import date
from fractions import Fraction
from typing import TypedDict, Unpack

import click

from catalog_validator.api import Options
from catalog_validator.cli.choice import OneOf
from catalog_validator.cli.console import look, put
from catalog_validator.cli.options import Day, Limit, Most, Names, Percent, flat, lang_option, limits_of, profile_option
from catalog_validator.model.way import Goal
from catalog_validator.model.words import Lang


class Asked(TypedDict):
    """The options as click hands them over."""

    paths: tuple[str, ...]
    profile: str
    goal: Goal
    min_score: Fraction | None
    form: str
    group_by: tuple[tuple[str, ...], ...]
    as_of: date | None
    sheet: str | None
    vocab: str | None
    encoding: str | None
    limit: tuple[tuple[str, int], ...]
    max_entries: int | None
    lang: Lang


@click.command(epilog="Exit codes: 0 the plan is made; 2 could not run; 3 a defect of catval itself.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@profile_option
@click.option(
    "--goal",
    type=OneOf(["entries", "pooled"]),
    default="entries",
    show_default=True,
    help="That each entry passes, or that all points together reach the threshold.",
)
@click.option("--min-score", type=Percent(), help="Threshold in per cent [default: the profile's].")
@click.option("--format", "form", type=OneOf(["text", "json"]), default="text", show_default=True)
@click.option("--group-by", type=Names(), multiple=True, help="Field(s) to group by [default: the profile's].")
@click.option("--as-of", type=Day(), help="The day on which dates are judged [default: today].")
@click.option("--sheet", help="Sheet of a workbook to read [default: the one with most known headings].")
@click.option("--vocab", metavar="NAME", help="How the descriptions are named [default: told from what they hold].")
@click.option("--encoding", metavar="NAME", help="Encoding of text files that are not UTF-8.")
@click.option("--limit", type=Limit(), multiple=True, help="Change a safety limit, for example rows=2000000.")
@click.option("--max-entries", type=Most(), default="50", show_default=True, help="Entries shown in text.")
@lang_option
def plan(**asked: Unpack[Asked]) -> int:
    """The fewest fields to fill or mend so that the descriptions in PATH reach the threshold."""
    from catalog_validator.api.plan import plan as planned_of

    options = Options(
        as_of=asked["as_of"],
        min_score=asked["min_score"],
        group_by=flat(asked["group_by"]) or None,
        sheet=asked["sheet"],
        vocab=asked["vocab"],
        encoding=asked["encoding"],
        limits=limits_of(asked["limit"]),
    )
    planned = planned_of(*asked["paths"], profile=asked["profile"], goal=asked["goal"], options=options)
    if asked["form"] == "json":
        from catalog_validator.reports.plan_json import render_plan_json

        put([render_plan_json(planned, asked["lang"])])
    else:
        from catalog_validator.reports.plan_text import render_plan

        put(render_plan(planned, asked["lang"], look(), asked["max_entries"]))
    return 0
