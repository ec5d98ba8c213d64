"""``catval convert``."""

import sys
from typing import TypedDict, Unpack

import click

from catalog_validator.api import Options
from catalog_validator.api.convert import convert as convert_catalog
from catalog_validator.cli.console import complain, look, put
from catalog_validator.cli.options import Limit, lang_option, limits_of, profile_option
from catalog_validator.files.search import STANDARD_INPUT
from catalog_validator.model.words import Lang
from catalog_validator.reports.conversion import render_conversion


class Asked(TypedDict):
    """The options as click hands them over."""

    paths: tuple[str, ...]
    out: str
    form: str | None
    force: bool
    profile: str
    sheet: str | None
    vocab: str | None
    encoding: str | None
    limit: tuple[tuple[str, int], ...]
    lang: Lang


@click.command(
    epilog="Exit codes: 0 everything is carried over; 1 something is listed that is not; 2 could not run; "
    "3 a defect of catval itself."
)
@click.argument("paths", nargs=-1, required=True, metavar="IN...")
@click.argument("out", metavar="OUT")
@click.option("--to", "form", metavar="FORM", help="Form to write [default: told by the ending of OUT].")
@click.option("--force", is_flag=True, help="Overwrite OUT if it is there.")
@profile_option
@click.option("--sheet", help="Sheet of a workbook to read [default: the one with most known headings].")
@click.option("--vocab", metavar="NAME", help="How the descriptions are named [default: told from what they hold].")
@click.option("--encoding", metavar="NAME", help="Encoding of text files that are not UTF-8.")
@click.option("--limit", type=Limit(), multiple=True, help="Change a safety limit, for example rows=2000000.")
@lang_option
def convert(**asked: Unpack[Asked]) -> int:
    """Write the descriptions in IN (files, folders, or - for standard input) in another form, and list what is lost.

    OUT is a file, or - for standard output. Forms: json, ndjson, yaml, csv, xlsx, xml, dcat-ap.
    """
    options = Options(
        sheet=asked["sheet"], vocab=asked["vocab"], encoding=asked["encoding"], limits=limits_of(asked["limit"])
    )
    piped = asked["out"] == STANDARD_INPUT
    done = convert_catalog(
        *asked["paths"],
        target=sys.stdout.buffer if piped else asked["out"],
        form=asked["form"],
        profile=asked["profile"],
        options=options,
        force=asked["force"],
    )
    if piped:
        complain(render_conversion(done, asked["lang"], look(stream=sys.stderr)))
    else:
        put([render_conversion(done, asked["lang"], look())])
    return 0 if done.complete else 1
