"""``catval awards``."""

import json
from datetime import date
from typing import TypedDict, Unpack

import click

from catalog_validator.cli.awards_papers import dossier, summary
from catalog_validator.cli.awards_record import DEFAULT_CAMPAIGN, read_record, say_awards
from catalog_validator.cli.choice import OneOf
from catalog_validator.cli.console import complain, look, put
from catalog_validator.cli.options import Day, lang_option
from catalog_validator.model.words import Lang

campaign_option = click.option(
    "--campaign", default=DEFAULT_CAMPAIGN, show_default=True, metavar="ID|FILE", help="The drive's rules."
)
register_option = click.option(
    "--register", required=True, metavar="FILE", help="Units, people and assignments (YAML or workbook)."
)
catalog_argument = click.argument("catalog", nargs=-1, required=True, metavar="CATALOG...")
as_of_option = click.option(
    "--as-of", type=Day(), help="The day on which evidence and dates are judged [default: today]."
)


class Asked(TypedDict):
    """What a nomination is made of, as click hands it over."""

    campaign: str
    register: str
    catalog: tuple[str, ...]
    as_of: date | None
    reading: str | None
    form: str
    output: str | None
    lang: Lang


@click.group()
def awards() -> None:
    """Nominations that can be defended: who is proposed, why, and why not the others."""


@awards.command(epilog="Exit codes: 0 it can be used; 2 it cannot.")
@campaign_option
@click.option("--register", metavar="FILE", help="Units, people and assignments (YAML or workbook).")
@as_of_option
@lang_option
def lint(campaign: str, register: str | None, as_of: date | None, lang: Lang) -> int:
    """Every mistake in a campaign or a register, with its place and the way out."""
    from catalog_validator.awards.build import AwardsError, load_campaign, load_register
    from catalog_validator.reports.mistakes import render_mistakes

    try:
        drive = load_campaign(campaign)
        people = load_register(register, as_of or date.today(), drive) if register else None
    except AwardsError as error:
        complain(render_mistakes(error.mistakes, lang, look()))
        return 2
    put([say_awards(lang, "fine_campaign", path=campaign, drive=f"{drive.id} {drive.version}".strip()) + "\n"])
    if people is not None:
        counts = {"units": len(people.units), "people": len(people.people), "entries": len(people.assignments)}
        put([say_awards(lang, "fine", path=register, **counts) + "\n"])
    return 0


@awards.command(epilog="Exit codes: 0 it is written; 2 could not run.")
@click.argument("out", metavar="OUT.xlsx")
@click.option("--from", "register", metavar="FILE", help="Fill it from this register.")
@campaign_option
@as_of_option
@lang_option
def template(out: str, register: str | None, campaign: str, as_of: date | None, lang: Lang) -> int:
    """Write a workbook for a register: lists to choose from, help, a guide; empty, or filled from a register."""
    from catalog_validator.awards.build import load_campaign, load_register
    from catalog_validator.awards.template import render_template
    from catalog_validator.files.written import write_whole
    from catalog_validator.reports.words import Words

    drive = load_campaign(campaign)
    people = load_register(register, as_of or date.today(), drive) if register else None
    write_whole(out, [render_template(drive, people, Words(lang))])
    put([say_awards(lang, "written", path=out) + "\n"])
    return 0


@awards.command(epilog="Exit codes: 0 all is decided; 1 a tie or a late dossier is left to people; 2 could not run.")
@campaign_option
@register_option
@catalog_argument
@as_of_option
@click.option(
    "--reading",
    type=OneOf(["pooled", "share", "every"]),
    help="What the percentage is a percentage of [default: the campaign's].",
)
@click.option("--format", "form", type=OneOf(["text", "json", "html"]), default="text", show_default=True)
@click.option("--out", "output", metavar="FILE", help="Write to this file instead of the screen.")
@lang_option
def nominate(**asked: Unpack[Asked]) -> int:
    """Apply the campaign's rules to the register and the descriptions in CATALOG."""
    from catalog_validator.awards.page import render_page
    from catalog_validator.awards.record import days_left, dump, nominations
    from catalog_validator.awards.run import run
    from catalog_validator.awards.text import render_nominations
    from catalog_validator.files.written import write_whole
    from catalog_validator.reports.words import Words

    as_of = asked["as_of"] or date.today()
    page = asked["form"] == "html"
    judged = run(asked["campaign"], asked["register"], asked["catalog"], as_of, asked["reading"], ways=page)  # type: ignore[arg-type]
    inputs, candidates = judged.inputs, judged.candidates
    if asked["form"] == "json":
        made = dump(nominations(inputs, candidates))
    elif page:
        made = render_page(judged, asked["lang"])
    else:
        made = render_nominations(inputs, candidates, Words(asked["lang"]))
    if asked["output"] is None:
        put([made])
    else:
        write_whole(asked["output"], [made])
    undecided = any(candidate.outcome == "tied_at_quota" for candidate in candidates)
    return 1 if undecided or days_left(inputs.campaign, as_of) < 0 else 0


@awards.command(epilog="Exit codes: 0 identical; 1 something differs; 2 could not run.")
@click.argument("record", metavar="NOMINATIONS.json")
@campaign_option
@register_option
@catalog_argument
@lang_option
def verify(record: str, campaign: str, register: str, catalog: tuple[str, ...], lang: Lang) -> int:
    """Compute a saved record again from its inputs, and say whether it comes out the same."""
    from catalog_validator.awards.record import dump, nominations
    from catalog_validator.awards.run import run
    from catalog_validator.awards.verify import differences

    found = read_record(record, lang)
    if found is None:
        return 2
    data, saved = found
    judged = run(campaign, register, catalog, date.fromisoformat(saved["as_of"]), saved["reading"])
    fresh = nominations(judged.inputs, judged.candidates)
    if dump(fresh).encode() == data:
        put([say_awards(lang, "same") + "\n"])
        return 0
    put(_difference(lang, next(differences(saved, fresh), ("", "bytes", "bytes"))))
    return 1


awards.add_command(dossier)
awards.add_command(summary)


def _difference(lang: Lang, found: tuple[str, object, object]) -> list[str]:
    from catalog_validator.awards.verify import INPUTS

    place, saved, fresh = found
    lines = [say_awards(lang, "differs", place=place or "–")]
    lines += [say_awards(lang, "saved", value=_shown(saved)), say_awards(lang, "fresh", value=_shown(fresh))]
    top = place.partition(".")[0].partition("[")[0]
    if top in INPUTS:
        lines.append(say_awards(lang, "input_changed", input=say_awards(lang, f"input.{top}")))
    return [line + "\n" for line in lines]


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)[:200]
