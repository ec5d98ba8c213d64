"""``catval trend``."""

from datetime import date

import click

from catalog_validator.api import load_profile
from catalog_validator.cli.choice import OneOf
from catalog_validator.cli.console import look, put
from catalog_validator.cli.options import Day, Names, flat, lang_option, profile_option
from catalog_validator.model.words import Lang


@click.command(epilog="Exit codes: 0 shown; 2 could not run; 3 a defect of catval itself.")
@click.argument("paths", nargs=-1, required=True, metavar="DIR...")
@profile_option
@click.option("--by", type=Names(), multiple=True, help="Field(s) to group by [default: all of the latest report].")
@click.option("--deadline", type=Day(), help="The day by which the threshold is to be reached.")
@click.option("--format", "form", type=OneOf(["text", "json", "html"]), default="text", show_default=True)
@lang_option
def trend(
    paths: tuple[str, ...],
    profile: str,
    by: tuple[tuple[str, ...], ...],
    deadline: date | None,
    form: str,
    lang: Lang,
) -> int:
    """Saved JSON reports of several days in DIR as curves, one for each unit, towards a deadline.

    The profile is asked for labels only.
    """
    from catalog_validator.api.trend import trend as trend_of

    found = trend_of(*paths, by=flat(by) or None, deadline=deadline)
    if form == "json":
        from catalog_validator.reports.trend_json import render_trend_json
        from catalog_validator.version import version

        put([render_trend_json(found, version())])
    elif form == "html":
        from catalog_validator.reports.page.trend import render_trend_html
        from catalog_validator.version import version

        put(render_trend_html(found, load_profile(profile), lang, version()))
    else:
        from catalog_validator.reports.trend_text import render_trend

        put(render_trend(found, load_profile(profile), lang, look()))
    return 0
