"""``catval awards dossier`` and ``catval awards summary``: papers from a saved record."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from catalog_validator.cli.awards_record import DEFAULT_CAMPAIGN, read_record, say_awards
from catalog_validator.cli.console import complain, put
from catalog_validator.cli.options import lang_option
from catalog_validator.model.words import Lang

if TYPE_CHECKING:
    from catalog_validator.awards.model import Campaign

Record = tuple[bytes, dict[str, Any]]
Made = Callable[[Record, "Campaign", Path | None], Mapping[str, bytes]]

record_argument = click.argument("record", metavar="NOMINATIONS.json")
campaign_option = click.option(
    "--campaign", default=DEFAULT_CAMPAIGN, show_default=True, metavar="ID|FILE", help="The drive's rules."
)
templates_option = click.option("--templates", metavar="DIR", help="Folder with templates of your own, edited in Word.")


@click.command(epilog="Exit codes: 0 the papers are written; 1 they are, and the dossier is late; 2 could not run.")
@record_argument
@click.option("--out", required=True, metavar="DIR", help="Folder for the papers; made where it is not there.")
@campaign_option
@templates_option
@lang_option
def dossier(record: str, out: str, campaign: str, templates: str | None, lang: Lang) -> int:
    """Write the papers of the nominations in a record: proposal, minutes, list, a report for each nominee."""
    from catalog_validator.awards.papers.fill import dossier as papers_of
    from catalog_validator.files.written import folder, write_whole

    found = _ready(record, lang)
    if found is None:
        return 2
    papers = _papers(found, campaign, templates, lang, lambda one, drive, own: papers_of(one[1], one[0], drive, own))
    if papers is None:
        return 2
    home = folder(out, make=True)
    for name, content in papers.items():
        write_whole(str(home / name), [content])
        put([say_awards(lang, "written", path=f"{out.rstrip('/')}/{name}") + "\n"])
    late = found[1]["dossier"]["late"]
    if late:
        complain(say_awards(lang, "dossier_late", day=_day(found[1]["dossier"]["last_day"])))
    return 1 if late else 0


@click.command(epilog="Exit codes: 0 it is written; 2 could not run.")
@record_argument
@click.option("--unit", metavar="ID", help="The unit that reports.")
@click.option("--all", "whole", is_flag=True, help="One report of all units.")
@click.option("--out", required=True, metavar="FILE.docx", help="Where the report goes.")
@campaign_option
@templates_option
@lang_option
def summary(record: str, unit: str | None, whole: bool, out: str, **asked: Any) -> int:
    """Write a closing report from a record: what was assigned, described, promulgated, finished when, what is left."""
    from catalog_validator.awards.papers.closing import closing_report, unit_ids
    from catalog_validator.files.written import write_whole

    lang: Lang = asked["lang"]
    if (unit is None) != whole:
        raise click.UsageError(say_awards(lang, "unit_or_all"))
    found = _ready(record, lang)
    if found is None:
        return 2
    if unit is not None and unit not in unit_ids(found[1]):
        complain(say_awards(lang, "no_such_unit", unit=unit, known=", ".join(unit_ids(found[1]))))
        return 2
    made = _papers(
        found,
        asked["campaign"],
        asked["templates"],
        lang,
        lambda one, drive, own: closing_report(one, drive, unit, own),
    )
    if made is None:
        return 2
    (content,) = made.values()
    write_whole(out, [content])
    put([say_awards(lang, "written", path=out) + "\n"])
    return 0


def _ready(record: str, lang: Lang) -> Record | None:
    """The record, where papers can be made at all; None after saying why not."""
    from catalog_validator.awards.papers.fill import is_installed

    if not is_installed():
        complain(say_awards(lang, "needs_papers"))
        return None
    return read_record(record, lang)


def _papers(found: Record, campaign: str, templates: str | None, lang: Lang, make: Made) -> Mapping[str, bytes] | None:
    """Papers by the campaign that the record was made of; None after saying what keeps them from being made."""
    from catalog_validator.awards.build import load_campaign
    from catalog_validator.awards.papers.fill import HERE, TemplateError, strangers
    from catalog_validator.files.written import folder

    drive = load_campaign(campaign)
    if found[1]["campaign"]["sha256"] != drive.sha256:
        complain(say_awards(lang, "input_changed", input=say_awards(lang, "input.campaign")))
        return None
    own = folder(templates) if templates else None
    if own is not None and (unknown := strangers(own)):
        known = ", ".join(sorted(path.name for path in HERE.glob("*.docx")))
        complain(say_awards(lang, "template_unknown", name=", ".join(unknown), known=known))
        return None
    try:
        return make(found, drive, own)
    except TemplateError as error:
        complain(say_awards(lang, "template_broken", name=error.name, reason=error.reason))
        return None


def _day(text: str) -> object:
    from datetime import date

    return date.fromisoformat(text)
