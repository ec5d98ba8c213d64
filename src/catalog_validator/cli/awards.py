"""``catval awards``."""

import json
from datetime import date
from typing import Any, TypedDict, Unpack

import click

from catalog_validator.cli.console import complain, put
from catalog_validator.cli.options import Day, lang_option
from catalog_validator.model.words import Lang

DEFAULT_CAMPAIGN = "sonla-2026"


class Asked(TypedDict):
    """What a nomination is made of, as click hands it over."""

    campaign: str
    register: str
    catalog: tuple[str, ...]
    as_of: date | None
    reading: str | None
    form: str
    lang: Lang


@click.group()
def awards() -> None:
    """Nominations that can be defended: who is proposed, why, and why not the others."""


@awards.command(epilog="Exit codes: 0 all is decided; 1 a tie or a late dossier is left to people; 2 could not run.")
@click.option("--campaign", default=DEFAULT_CAMPAIGN, show_default=True, metavar="ID|FILE", help="The drive's rules.")
@click.option("--register", required=True, metavar="FILE", help="Units, people and assignments (YAML or workbook).")
@click.argument("catalog", nargs=-1, required=True, metavar="CATALOG...")
@click.option("--as-of", type=Day(), help="The day on which evidence and dates are judged [default: today].")
@click.option(
    "--reading",
    type=click.Choice(["pooled", "share", "every"]),
    help="What the percentage is a percentage of [default: the campaign's].",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@lang_option
def nominate(**asked: Unpack[Asked]) -> int:
    """Apply the campaign's rules to the register and the descriptions in CATALOG."""
    from catalog_validator.awards.record import days_left, dump, nominations
    from catalog_validator.awards.run import run
    from catalog_validator.awards.text import render_nominations
    from catalog_validator.reports.words import Words

    as_of = asked["as_of"] or date.today()
    inputs, candidates = run(asked["campaign"], asked["register"], asked["catalog"], as_of, asked["reading"])  # type: ignore[arg-type]
    if asked["form"] == "json":
        put([dump(nominations(inputs, candidates))])
    else:
        put([render_nominations(inputs, candidates, Words(asked["lang"]))])
    undecided = any(candidate.outcome == "tied_at_quota" for candidate in candidates)
    return 1 if undecided or days_left(inputs.campaign, as_of) < 0 else 0


@awards.command(epilog="Exit codes: 0 the papers are written; 2 could not run.")
@click.argument("record", metavar="NOMINATIONS.json")
@click.option("--out", required=True, metavar="DIR", help="Folder for the papers; made where it is not there.")
@click.option("--campaign", default=DEFAULT_CAMPAIGN, show_default=True, metavar="ID|FILE", help="The drive's rules.")
@click.option("--templates", metavar="DIR", help="Folder with templates of your own, edited in Word.")
@lang_option
def dossier(record: str, out: str, campaign: str, templates: str | None, lang: Lang) -> int:
    """Write the papers of the nominations in a record: proposal, minutes, list, a report for each nominee."""
    from catalog_validator.awards.build import load_campaign
    from catalog_validator.awards.papers.fill import TemplateError, is_installed
    from catalog_validator.awards.papers.fill import dossier as papers_of
    from catalog_validator.files.written import folder, write_whole

    if not is_installed():
        complain(say_awards(lang, "needs_papers"))
        return 2
    found = _record(record, lang)
    if found is None:
        return 2
    data, saved = found
    drive = load_campaign(campaign)
    if saved["campaign"]["sha256"] != drive.sha256:
        complain(say_awards(lang, "input_changed", input=say_awards(lang, "input.campaign")))
        return 2
    try:
        papers = papers_of(saved, data, drive, folder(templates) if templates else None)
    except TemplateError as error:
        complain(say_awards(lang, "template_broken", name=error.name, reason=error.reason))
        return 2
    home = folder(out, make=True)
    for name, content in papers.items():
        write_whole(str(home / name), [content])
        put([say_awards(lang, "written", path=f"{out.rstrip('/')}/{name}") + "\n"])
    return 0


@awards.command(epilog="Exit codes: 0 identical; 1 something differs; 2 could not run.")
@click.argument("record", metavar="NOMINATIONS.json")
@click.option("--campaign", default=DEFAULT_CAMPAIGN, show_default=True, metavar="ID|FILE", help="The drive's rules.")
@click.option("--register", required=True, metavar="FILE", help="Units, people and assignments.")
@click.argument("catalog", nargs=-1, required=True, metavar="CATALOG...")
@lang_option
def verify(record: str, campaign: str, register: str, catalog: tuple[str, ...], lang: Lang) -> int:
    """Compute a saved record again from its inputs, and say whether it comes out the same."""
    from catalog_validator.awards.record import dump, nominations
    from catalog_validator.awards.run import run
    from catalog_validator.awards.verify import differences

    found = _record(record, lang)
    if found is None:
        return 2
    data, saved = found
    inputs, candidates = run(campaign, register, catalog, date.fromisoformat(saved["as_of"]), saved.get("reading"))
    fresh = nominations(inputs, candidates)
    if dump(fresh).encode() == data:
        put([say_awards(lang, "same") + "\n"])
        return 0
    put(_difference(lang, next(differences(saved, fresh), ("", "bytes", "bytes"))))
    return 1


def _record(path: str, lang: Lang) -> tuple[bytes, dict[str, Any]] | None:
    """The bytes and the content of a saved record; None, after saying so, for anything else."""
    from catalog_validator.awards.record import SCHEMA
    from catalog_validator.files import file

    with file(path).open() as stream:
        data = stream.read()
    try:
        saved = json.loads(data)
    except ValueError:
        saved = None
    if not isinstance(saved, dict) or saved.get("schema") != SCHEMA or not isinstance(saved.get("as_of"), str):
        complain(say_awards(lang, "not_a_record", path=path))
        return None
    return data, saved


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


def say_awards(lang: Lang, key: str, **facts: object) -> str:
    """A sentence of the nominations."""
    from catalog_validator.reports.words import Words

    return Words(lang).ui(f"awards.{key}", **facts)
