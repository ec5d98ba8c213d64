"""What a campaign or a register says that cannot be, beyond its form: names that lead nowhere, dates out of order."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from catalog_validator import Mistake, Raw, mistake_at, nearest
from catalog_validator.awards.model import Campaign
from catalog_validator.awards.slugs import MISTAKES

Plain = Mapping[str, Any]
_SUITED = {
    "collective": {"plan", "in_time", "accurate", "described"},
    "individual": {"attested", "recognised", "described", "in_time", "accurate"},
}
_EVIDENCE = (
    ("units", ("plan", "date")),
    ("people", ("participation", "on")),
    ("people", ("recognised", "on")),
    ("assignments", ("finished",)),
    ("assignments", ("published", "date")),
)
"""Where dates stand that cannot lie after the day on which the register is looked at."""


def _said(slug: str, raw: Raw, path: tuple[str | int, ...], **facts: object) -> Mistake:
    return mistake_at(slug, raw, path, MISTAKES, **facts)


def campaign_mistakes(raw: Raw, plain: Plain) -> Iterator[Mistake]:
    """Dates in order, each ranking key once, criteria for both kinds, needs that suit them."""
    period, before = plain.get("period"), _day(plain.get("dossier_before"))
    start, end = (_day(period.get(key)) if isinstance(period, dict) else None for key in ("start", "end"))
    if start and end and start > end:
        yield _said("awards.period-reversed", raw, ("period", "end"), start=start, end=end)
    if start and before and before <= start:
        yield _said("awards.dossier-before-start", raw, ("dossier_before",), value=before, start=start)
    ranking = _list(plain, "ranking")
    for at, key in enumerate(ranking):
        if key in ranking[:at]:
            yield _said("awards.key-twice", raw, ("ranking", at), value=key)
    yield from _criteria_mistakes(raw, plain)


def _criteria_mistakes(raw: Raw, plain: Plain) -> Iterator[Mistake]:
    criteria = list(_records(plain, "criteria"))
    yield from _twice(raw, "criteria", criteria, "awards.id-twice")
    for kind in _SUITED:
        if not any(item.get("of") == kind for _, item in criteria):
            yield _said("awards.no-criteria", raw, ("criteria",), value=kind)
    known = set().union(*_SUITED.values())  # a word that is no need at all is a mistake of form, said already
    for at, item in criteria:
        suited = _SUITED.get(str(item.get("of")), known)
        for index, need in enumerate(_list(item, "needs")):
            if isinstance(need, str) and need in known - suited:
                yield _said("awards.need-unsuited", raw, ("criteria", at, "needs", index), value=need, of=item["of"])


def register_mistakes(raw: Raw, plain: Plain, as_of: date, campaign: Campaign) -> Iterator[Mistake]:
    """Ids used once, names that lead somewhere, work for every unit, no evidence from the future."""
    units, people, work = (list(_records(plain, key)) for key in ("units", "people", "assignments"))
    yield from _twice(raw, "units", units, "awards.id-twice")
    yield from _twice(raw, "people", people, "awards.id-twice")
    yield from _twice(raw, "assignments", work, "awards.entry-twice", "entry")
    unit_ids = [str(unit.get("id")) for _, unit in units]
    homes = {str(person.get("id")): str(person.get("unit")) for _, person in people}
    for key, items in (("people", people), ("assignments", work)):
        for at, item in items:
            if isinstance(item.get("unit"), str) and item["unit"] not in unit_ids:
                facts = {"value": item["unit"], "nearest": nearest(item["unit"], unit_ids)}
                yield _said("awards.unit-unknown", raw, (key, at, "unit"), **facts)
    yield from _person_mistakes(raw, work, homes)
    busy = [item.get("unit") for _, item in work]
    for at, unit in units:
        if isinstance(unit.get("id"), str) and unit["id"] not in busy:
            yield _said("awards.unit-without-work", raw, ("units", at, "id"), value=unit.get("id"))
    yield from _date_mistakes(raw, plain, as_of, campaign)


def _person_mistakes(raw: Raw, work: list[tuple[int, Plain]], homes: Mapping[str, str]) -> Iterator[Mistake]:
    for at, item in work:
        person = item.get("person")
        if not isinstance(person, str):
            continue
        if person not in homes:
            facts = {"value": person, "nearest": nearest(person, homes)}
            yield _said("awards.person-unknown", raw, ("assignments", at, "person"), **facts)
        elif homes[person] != item.get("unit"):
            facts = {"value": person, "unit": homes[person], "other": str(item.get("unit"))}
            yield _said("awards.person-elsewhere", raw, ("assignments", at, "person"), **facts)


def _date_mistakes(raw: Raw, plain: Plain, as_of: date, campaign: Campaign) -> Iterator[Mistake]:
    for key, way in _EVIDENCE:
        for at, item in _records(plain, key):
            found: Any = item
            for step in way:
                found = found.get(step) if isinstance(found, dict) else None
            day = _day(found)
            if day and day > as_of:
                facts = {"name": ".".join(way), "value": day, "as_of": as_of}
                yield _said("awards.in-the-future", raw, (key, at, *way), **facts)
    for at, item in _records(plain, "assignments"):
        due = _day(item.get("due"))
        if due and due < campaign.start:
            facts = {"value": due, "start": campaign.start, "end": campaign.end}
            yield _said("awards.due-outside", raw, ("assignments", at, "due"), **facts)


def _twice(raw: Raw, key: str, items: list[tuple[int, Plain]], slug: str, name: str = "id") -> Iterator[Mistake]:
    met: dict[str, int] = {}
    for at, item in items:
        value = item.get(name)
        if not isinstance(value, str):
            continue
        folded = " ".join(value.split()).casefold()
        if folded in met:
            spot = raw.spot((key, met[folded], name))
            yield _said(slug, raw, (key, at, name), value=value, line=spot.cell or spot.line or "")
        else:
            met[folded] = at


def _records(plain: Plain, key: str) -> Iterator[tuple[int, Plain]]:
    return ((at, item) for at, item in enumerate(_list(plain, key)) if isinstance(item, dict))


def _list(plain: Plain, key: str) -> list[Any]:
    found = plain.get(key)
    return found if isinstance(found, list) else []


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
