"""``catval profile``."""

from datetime import date
from typing import TypedDict, Unpack

import click

from catalog_validator.api import load_profile
from catalog_validator.api.profiles import builtin_profiles, read_profile
from catalog_validator.cli.choice import OneOf
from catalog_validator.cli.console import complain, look, put
from catalog_validator.cli.options import Day, lang_option
from catalog_validator.cli.profile_forms import CERTIFIED, FORMS
from catalog_validator.cli.words import say
from catalog_validator.model.words import Lang


class Asked(TypedDict):
    """The options of a certificate as click hands them over."""

    name: str
    entries: int
    seed: int
    to: tuple[str, ...]
    as_of: date | None
    form: str
    lang: Lang


@click.group()
def profile() -> None:
    """List, show and lint profiles, export them to other languages, and certify that these judge alike."""


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


@profile.command()
@click.argument("name", metavar="ID|FILE", default="sonla-515")
@click.option("--to", "form", type=OneOf(FORMS), required=True, help="Language to write.")
@click.option("--out", metavar="FILE", help="File to write [default: standard output].")
@click.option("--force", is_flag=True, help="Overwrite FILE if it is there.")
@lang_option
def export(name: str, form: str, out: str | None, force: bool, lang: Lang) -> int:
    """Write a profile as a schema, as typed Python classes, or as a guide to its form (in the language of --lang)."""
    from catalog_validator.api.exports import export as export_to
    from catalog_validator.files.output import check_target
    from catalog_validator.files.written import write_whole

    if out is None:
        put([export_to(form, name, lang=lang)])
        return 0
    check_target(out, force=force)
    write_whole(out, [export_to(form, name, lang=lang)])
    from catalog_validator.reports.words import Words

    put([Words(lang).ui("exports.written", path=out, id=load_profile(name).id, form=form) + "\n"])
    return 0


@profile.command(
    epilog="Exit codes: 0 all judge alike; 1 a disagreement, or nothing was judged; 2 could not run; "
    "3 a defect of catval itself."
)
@click.argument("name", metavar="ID|FILE", default="sonla-515")
@click.option("--entries", type=click.IntRange(1), default=20_000, show_default=True, help="Entries for each language.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another number makes other random entries.")
@click.option("--to", type=OneOf(CERTIFIED), multiple=True, help="Language(s) to certify [default: all].")
@click.option("--as-of", type=Day(), help="The day that dates are held against [default: today].")
@click.option("--format", "form", type=OneOf(["text", "json"]), default="text", show_default=True)
@lang_option
def certify(**asked: Unpack[Asked]) -> int:
    """Judge generated entries by the engine and in each language, and show where they agree, differ, and cannot say.

    First comes every kind of defect in every field, or an even choice of them where N is smaller; then random entries.
    SHACL, which is slow, judges at most 4,000.
    """
    from catalog_validator.api.exports import certify as certify_profile
    from catalog_validator.reports.certificate import render_certificate, render_certificate_json
    from catalog_validator.version import version

    lang = asked["lang"]
    found = certify_profile(
        asked["name"], entries=asked["entries"], seed=asked["seed"], to=asked["to"], as_of=asked["as_of"]
    )
    if asked["form"] == "json":
        put([render_certificate_json(found, version())])
    else:
        put(render_certificate(found, lang, look()))
    return 0 if found.holds else 1
