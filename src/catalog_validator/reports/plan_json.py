"""``catval-plan/1`` as JSON: see ``schemas/plan.schema.json``."""

from collections.abc import Sequence

from catalog_validator.model.planned import GroupWay, Planned
from catalog_validator.model.result import EntryResult, Status
from catalog_validator.model.way import CommonWay, Step
from catalog_validator.model.words import Lang
from catalog_validator.reports.json import Object, Records, dump, head_object, position_object, summary_object
from catalog_validator.reports.lexicon import WHOLE, inert
from catalog_validator.reports.numbers import cut, exact
from catalog_validator.reports.words import Words

SCHEMA = "catval-plan/1"


def render_plan_json(planned: Planned, lang: Lang) -> str:
    """One readable object. Labels and sentences are in the language that is asked for."""
    records = Records(Words(lang), planned.run.profile)
    head = head_object(planned.run, planned.outcome)
    summary = summary_object(planned.run.profile, planned.outcome)["summary"]
    steps = {share.entry: share.steps for share in planned.catalog.shares}
    made = {
        "schema": SCHEMA,
        "tool": head["tool"],
        "profile": head["profile"],
        "as_of": head["as_of"],
        "goal": planned.goal,
        "summary": summary,
        "catalog": _common(planned.catalog),
        "groups": [_group(planned, one) for one in planned.groups],
        "entries": [_entry(records, planned, one, steps.get(at, ())) for at, one in enumerate(planned.entries)],
        "problems": [records.finding(problem) for problem in planned.outcome.problems],
    }
    return dump(made) + "\n"


def _common(way: CommonWay) -> Object:
    return {
        "fields": way.fields,
        "entries": len(way.shares),
        "margin": None if way.margin is None else exact(way.margin),
        "proven": way.proven,
        "at_least": way.at_least,
    }


def _group(planned: Planned, one: GroupWay) -> Object:
    """A group with the fields that its own plan fills in each entry; pooled, that is not a part of the catalog's."""
    shares = [
        {**_named(planned.entries[share.entry]), "fields": [step.field for step in share.steps]}
        for share in one.way.shares
    ]
    return {
        "by": one.group.by,
        "value": one.group.value,
        "scored": one.group.tally.scored,
        **_common(one.way),
        "shares": shares,
    }


def _named(entry: EntryResult) -> Object:
    return {"id": entry.id, "source": entry.source, "pointer": entry.pointer}


def _entry(records: Records, planned: Planned, entry: EntryResult, steps: Sequence[Step]) -> Object:
    """One entry; of one that was refused or unreadable its place and its status."""
    refused = entry.status is Status.REFUSED
    made: Object = {
        "id": entry.pointer if refused else entry.id,
        "title": None if refused else entry.title,
        "source": entry.source,
        "pointer": entry.pointer,
        "status": entry.status.value,
        "earned": exact(entry.earned),
        "possible": exact(entry.possible),
        "score": cut(entry.score) or None,
        "passed": entry.passed and entry.status is Status.SCORED,
        "plan": None,
    }
    way = entry.way
    if way is not None:
        made["plan"] = {
            "steps": [_step(records, step) for step in steps],
            "score_worst": cut(way.worst) if planned.goal == "entries" else None,
            "score_best": cut(way.best) if planned.goal == "entries" else None,
            "proven": way.proven if planned.goal == "entries" else None,
            "at_least": way.at_least if planned.goal == "entries" else None,
        }
    return made


def _step(records: Records, step: Step) -> Object:
    field = records.profile.field(step.field)
    lang = records.words.lang
    return {
        "field": step.field,
        "label": inert(field.label[lang], WHOLE),
        "gain": exact(step.gain),
        "gate": step.gate,
        "sure": step.sure,
        "records": step.records,
        "lacking": step.lacking,
        "help": inert(field.help[lang], WHOLE),
        "position": position_object(step.position),
    }
