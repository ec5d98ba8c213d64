"""``catval profile``."""

import click

from catalog_validator.api import load_profile
from catalog_validator.api.profiles import builtin_profiles, read_profile
from catalog_validator.cli.console import complain, look, put
from catalog_validator.cli.options import lang_option
from catalog_validator.cli.words import say
from catalog_validator.model.words import Lang


@click.group()
def profile() -> None:
    """List, show and lint profiles."""


@profile.command("list")
@lang_option
def list_profiles(lang: Lang) -> int:
    """The built-in profiles."""
    from catalog_validator.reports.profile_page import render_profile_list

    put([render_profile_list(builtin_profiles(), lang, look())])
    return 0


@profile.command()
@click.argument("name", metavar="ID|FILE", default="sonla-515")
@lang_option
def show(name: str, lang: Lang) -> int:
    """A profile's fields, weights, conditions and legal ground, and what its status means."""
    from catalog_validator.reports.profile_page import render_profile

    put([render_profile(load_profile(name), lang, look())])
    return 0


@profile.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@lang_option
def lint(files: tuple[str, ...], lang: Lang) -> int:
    """Every mistake in profile files, with its place and the way out."""
    from catalog_validator.profiles import ProfileError
    from catalog_validator.reports.mistakes import render_mistakes

    code = 0
    for path in files:
        try:
            found = read_profile(path)
        except ProfileError as error:
            complain(render_mistakes(error.mistakes, lang, look()))
            code = 2
        else:
            put([say("profile-fine", path=path, id=found.id, fields=str(len(found.fields))) + "\n"])
    return code
