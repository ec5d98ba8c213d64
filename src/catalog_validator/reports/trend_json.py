"""``catval-trend/1`` as JSON: see ``schemas/trend.schema.json``."""

from catalog_validator.model.snapshot import UnitScore
from catalog_validator.model.trend import Curve, Day, Trend
from catalog_validator.reports.json import Object, dump
from catalog_validator.reports.numbers import cut, exact

SCHEMA = "catval-trend/1"


def render_trend_json(trend: Trend, tool_version: str) -> str:
    """One readable object, the same in every language."""
    made = {
        "schema": SCHEMA,
        "tool": {"name": "catval", "version": tool_version},
        "threshold": exact(trend.threshold),
        "deadline": None if trend.deadline is None else trend.deadline.isoformat(),
        "days_left": trend.days_left,
        "days": [_day(day) for day in trend.days],
        "curves": [_curve(curve) for curve in trend.curves],
        "unused": [
            {"name": one.name, "reason": one.slug, "where": one.where or None, "value": one.value or None}
            for one in trend.unused
        ],
    }
    return dump(made) + "\n"


def _day(day: Day) -> Object:
    mark = day.profile
    return {
        "as_of": day.as_of.isoformat(),
        "report": day.report,
        "profile": {
            "id": mark.id,
            "version": mark.version,
            "sha256": mark.sha256,
            "threshold": exact(mark.threshold),
        },
        "profile_changed": day.changed,
        "other_reports": list(day.others),
    }


def _curve(curve: Curve) -> Object:
    return {
        "by": curve.by,
        "value": curve.value,
        "points": [_point(point) for point in curve.points],
        "pace": None if curve.pace is None else exact(curve.pace),
        "by_deadline": cut(curve.by_deadline) or None,
    }


def _point(point: UnitScore | None) -> Object | None:
    if point is None:
        return None
    return {
        "entries": point.entries,
        "passed": point.passed,
        "earned": exact(point.earned),
        "possible": exact(point.possible),
        "score": cut(point.score) or None,
    }
