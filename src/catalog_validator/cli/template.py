"""``catval template``."""

from typing import TypedDict, Unpack

import click

from catalog_validator.cli.console import put
from catalog_validator.cli.options import lang_option, profile_option
from catalog_validator.cli.words import say
from catalog_validator.model.words import Lang


class Asked(TypedDict):
    """The options as click hands them over."""

    out: str
    profile: str
    rows: int
    force: bool
    lang: Lang


@click.command(epilog="Exit codes: 0 written; 2 could not run; 3 a defect of catval itself.")
@click.argument("out", metavar="OUT.xlsx")
@profile_option
@click.option("--rows", type=click.IntRange(1, 2000), default=200, show_default=True, help="Rows that are prepared.")
@click.option("--force", is_flag=True, help="Overwrite OUT if it is there.")
@lang_option
def template(**asked: Unpack[Asked]) -> int:
    """Write a workbook for officers to fill in: headings with help, lists to choose from, completeness as they type."""
    from catalog_validator.api.template import template as build
    from catalog_validator.files.output import check_target
    from catalog_validator.files.written import write_whole

    check_target(asked["out"], force=asked["force"])
    write_whole(asked["out"], [build(asked["profile"], lang=asked["lang"], rows=asked["rows"])])
    put([say("template-written", path=asked["out"], profile=asked["profile"], rows=str(asked["rows"])) + "\n"])
    return 0
