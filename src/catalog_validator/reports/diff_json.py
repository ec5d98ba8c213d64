"""``catval-diff/1`` as JSON: see ``schemas/diff.schema.json``. Changes are exact, with their sign."""

from collections.abc import Sequence

from catalog_validator.model.change import Change, Difference, Lone, Pair, Part, UnitChange
from catalog_validator.model.snapshot import Numbers, Remark, Seen, Snapshot, UnitScore
from catalog_validator.reports.json import Object, dump, position_object
from catalog_validator.reports.lexicon import inert
from catalog_validator.reports.numbers import cut, exact

SCHEMA = "catval-diff/1"


def render_diff_json(change: Change, tool_version: str) -> str:
    """One readable object, the same in every language."""
    made = {
        "schema": SCHEMA,
        "tool": {"name": "catval", "version": tool_version},
        "old": _side(change.old),
        "new": _side(change.new),
        "change": None if change.total is None else exact(change.total),
        "profile_effect": change.effect,
        "profile_change": None if change.profile is None else _causes(change.profile),
        "data_change": None if change.data is None else _causes(change.data) | _entries(change.data),
    }
    return dump(made) + "\n"


def _side(side: Snapshot) -> Object:
    mark = side.profile
    return {
        "name": inert(side.name, 1000),
        "kind": side.kind,
        "profile": {
            "id": mark.id,
            "version": mark.version,
            "sha256": mark.sha256,
            "threshold": exact(mark.threshold),
        },
        "as_of": side.as_of.isoformat(),
        "summary": _numbers(side.numbers),
    }


def _numbers(numbers: Numbers) -> Object:
    return {
        "read": numbers.read,
        "scored": numbers.scored,
        "passed": numbers.passed,
        "refused": numbers.refused,
        "unreadable": numbers.unreadable,
        "earned": exact(numbers.earned),
        "possible": exact(numbers.possible),
        "score": cut(numbers.score) or None,
    }


def _causes(difference: Difference) -> Object:
    """A change of the pooled score as a sum: change = fields + new entries + entries that are gone."""
    return {
        "change": None if difference.change is None else exact(difference.change),
        "fields": _parts(difference.fields),
        "added": exact(difference.come),
        "removed": exact(difference.gone),
    }


def _parts(parts: Sequence[Part]) -> list[Object]:
    return [{"field": part.name or None, "change": exact(part.points)} for part in parts]


def _entries(data: Difference) -> Object:
    told = data.remarks
    return {
        "units": [_unit(unit) for unit in data.units],
        "findings": {
            "added": told.added,
            "fixed": told.fixed,
            "remaining": told.remaining,
            "with_added": told.come,
            "with_removed": told.gone,
        },
        "ids_several_times": list(data.doubles),
        "entries_added": [_lone(one) for one in data.added],
        "entries_removed": [_lone(one) for one in data.removed],
        "entries": [_pair(pair) for pair in data.pairs],
    }


def _unit(unit: UnitChange) -> Object:
    return {
        "by": unit.by,
        "value": unit.value,
        "old": _unit_score(unit.old),
        "new": _unit_score(unit.new),
        "change": exact(unit.pooled),
    }


def _unit_score(score: UnitScore | None) -> Object | None:
    if score is None:
        return None
    return {
        "entries": score.entries,
        "passed": score.passed,
        "earned": exact(score.earned),
        "possible": exact(score.possible),
        "score": cut(score.score) or None,
    }


def _lone(one: Lone) -> Object:
    """An entry of one side; where it may be one that the other side refuses, its place alone."""
    entry = one.entry
    return {
        "id": entry.id if one.named else None,
        "title": entry.title if one.named else None,
        "source": entry.source,
        "pointer": entry.pointer,
        "score": cut(entry.score),
        "passed": entry.passed,
        "pooled_change": exact(one.pooled),
    }


def _pair(pair: Pair) -> Object:
    return {
        "id": pair.new.id,
        "title": pair.new.title,
        "kind": pair.kind,
        "old": _seen(pair.old),
        "new": _seen(pair.new),
        "change": exact(pair.change),
        "fields": _parts(pair.parts),
        "pooled_change": exact(pair.pooled),
        "findings": {
            "added": [_remark(one) for one in pair.new_remarks],
            "fixed": [_remark(one) for one in pair.fixed],
            "remaining": pair.remaining,
        },
    }


def _seen(entry: Seen) -> Object:
    return {
        "source": entry.source,
        "pointer": entry.pointer,
        "earned": exact(entry.earned),
        "possible": exact(entry.possible),
        "score": cut(entry.score),
        "passed": entry.passed,
    }


def _remark(one: Remark) -> Object:
    return {
        "code": one.code,
        "severity": one.severity,
        "field": one.field,
        "points_lost": exact(one.points_lost),
        "fingerprint": one.fingerprint,
        "position": position_object(one.position),
    }
