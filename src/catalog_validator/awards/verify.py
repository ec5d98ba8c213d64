"""A saved record recomputed from its inputs: identical, or the first difference and where it is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from catalog_validator.awards.model import READINGS
from catalog_validator.awards.record import SCHEMA

Difference = tuple[str, object, object]
"""A place such as ``candidates[3].outcome``, what stands in the saved record, what comes out today."""

INPUTS = ("campaign", "register", "catalog", "profile", "tool", "as_of")
_ORDER = ("schema", *INPUTS)
"""Inputs first: a changed one explains all that follows."""


def differences(saved: Any, fresh: Any, place: str = "") -> Iterator[Difference]:
    """Every place at which two records differ, inputs before results."""
    if isinstance(saved, Mapping) and isinstance(fresh, Mapping):
        keys = sorted({*saved, *fresh}, key=lambda key: (_ORDER.index(key) if key in _ORDER else len(_ORDER), str(key)))
        for key in keys:
            inner = f"{place}.{key}" if place else str(key)
            yield from differences(saved.get(key), fresh.get(key), inner)
    elif _is_list(saved) and _is_list(fresh) and len(saved) == len(fresh):
        for at, (one, other) in enumerate(zip(saved, fresh, strict=True)):
            yield from differences(one, other, f"{place}[{at}]")
    elif saved != fresh or type(saved) is not type(fresh):
        yield place, saved, fresh


_TEXT, _COUNT, _DAY, _SWITCH = "text", "count", "day", "switch"
_NEED = {"need": _TEXT, "met": _TEXT, "evidence": {}, "settle": [_TEXT]}
_WORK = {
    **dict.fromkeys(("entry", "domain", "found", "earned", "possible", "score"), _TEXT),
    **{"due": _DAY, "finished": [None, _DAY], "days_early": [None, _COUNT], "times": _COUNT, "errors": {}},
    "published": [None, _SWITCH],
}
_SHAPE = {
    "tool": {"version": _TEXT},
    "campaign": {"id": _TEXT, "version": _TEXT, "title": {"vi": _TEXT, "en": _TEXT}, "sha256": _TEXT},
    "register": {"sha256": _TEXT},
    "catalog": [{"source": _TEXT, "sha256": _TEXT}],
    "profile": {"id": _TEXT, "version": _TEXT, "sha256": _TEXT, "status": _TEXT},
    "as_of": _DAY,
    "reading": READINGS,
    "accuracy": ("stated", "all"),
    "threshold": {"collective": _TEXT, "individual": _TEXT},
    "dossier": {"last_day": _DAY, "days_left": _COUNT, "late": _SWITCH},
    "candidates": [
        {
            **dict.fromkeys(("id", "name", "unit", "unit_id", "score"), _TEXT),
            "kind": ("collective", "individual"),
            "outcome": ("nominated", "tied_at_quota", "over_quota", "not_eligible", "blocked"),
            "rank": [None, _COUNT],
            "earliness": [None, _COUNT],
            "entries": _COUNT,
            "reasons": [{"reason": _TEXT, "about": _TEXT}],
            "scores_by_domain": {},
            "scores_by_reading": {},
            "assignments": [_WORK],
            "criteria": [{"id": _TEXT, "met": _TEXT, "evidence": [_NEED]}],
            "changes_under": [{"setting": _TEXT, "value": _TEXT, "outcome": _TEXT}],
        }
    ],
}
"""What papers need of a record. A list of None and a form: that form, or null; a tuple: one of these texts."""


def flaw(saved: Any) -> str:
    """Where a record is not of its form: ``schema`` for what is no record at all, an empty text for a good one."""
    if not isinstance(saved, Mapping) or saved.get("schema") != SCHEMA:
        return "schema"
    return next(_flaws(saved, _SHAPE, ""), "")


def _flaws(value: Any, shape: Any, place: str) -> Iterator[str]:
    if isinstance(shape, Mapping):
        if not isinstance(value, Mapping):
            yield place
            return
        for key, inner in shape.items():
            yield from _flaws(value.get(key), inner, f"{place}.{key}" if place else key)
    elif isinstance(shape, list) and shape[0] is None:
        yield from () if value is None else _flaws(value, shape[1], place)
    elif isinstance(shape, list):
        if not isinstance(value, list):
            yield place
            return
        for at, one in enumerate(value):
            yield from _flaws(one, shape[0], f"{place}[{at}]")
    elif not (value in shape if isinstance(shape, tuple) else _KINDS[shape](value)):
        yield place


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


_KINDS: Mapping[str, Callable[[object], bool]] = {
    _TEXT: lambda value: isinstance(value, str),
    _COUNT: lambda value: isinstance(value, int) and not isinstance(value, bool),
    _DAY: _is_day,
    _SWITCH: lambda value: isinstance(value, bool),
}


def _is_list(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)
