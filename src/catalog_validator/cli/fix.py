"""``catval fix``."""

from datetime import date
from typing import TypedDict, Unpack

import click

from catalog_validator.api import Options, load_profile
from catalog_validator.cli.choice import OneOf
from catalog_validator.cli.console import look, put
from catalog_validator.cli.options import Day, Limit, lang_option, limits_of, profile_option
from catalog_validator.model.words import Lang


class Asked(TypedDict):
    """The options as click hands them over."""

    paths: tuple[str, ...]
    profile: str
    write: bool
    form: str
    as_of: date | None
    sheet: str | None
    vocab: str | None
    encoding: str | None
    limit: tuple[tuple[str, int], ...]
    lang: Lang


@click.command(
    epilog="Exit codes: 0 nothing is left to repair; 1 there is, or a file could not be repaired; 2 could not run."
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@profile_option
@click.option("--write", is_flag=True, help="Make the repairs; without it they are only shown.")
@click.option("--format", "form", type=OneOf(["text", "json"]), default="text", show_default=True)
@click.option("--as-of", type=Day(), help="The day on which dates are judged [default: today].")
@click.option("--sheet", help="Sheet of a workbook to read [default: the one with most known headings].")
@click.option("--vocab", metavar="NAME", help="How the descriptions are named [default: told from what they hold].")
@click.option("--encoding", metavar="NAME", help="Encoding of text files that are not UTF-8.")
@click.option("--limit", type=Limit(), multiple=True, help="Change a safety limit, for example rows=2000000.")
@lang_option
def fix(**asked: Unpack[Asked]) -> int:
    """Mend how values in PATH are written, never what they say; show each change, and with --write make it.

    Unicode form, stray blanks, dates, spellings of codes, text in old Vietnamese encodings.
    """
    from catalog_validator.api import repairs
    from catalog_validator.reports.fix_json import render_repairs_json
    from catalog_validator.reports.fix_text import render_repairs

    profile = load_profile(asked["profile"])
    run = repairs.fix if asked["write"] else repairs.find_repairs
    report = run(*asked["paths"], profile=profile, options=options_of(asked))
    if asked["form"] == "json":
        put(render_repairs_json(report))
    else:
        put(render_repairs(report, profile, asked["lang"], look()))
    return 0 if report.clean else 1


def options_of(asked: Asked) -> Options:
    """What the run is asked."""
    return Options(
        as_of=asked["as_of"],
        sheet=asked["sheet"],
        vocab=asked["vocab"],
        encoding=asked["encoding"],
        limits=limits_of(asked["limit"]),
    )
