"""Snapshots of several days as curves."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import groupby

from catalog_validator.model.snapshot import Numbers, Snapshot, UnitScore
from catalog_validator.model.text import fold
from catalog_validator.model.trend import Curve, Day, Trend, Unused

Key = tuple[str | None, str | None]


def build_trend(
    snapshots: Sequence[Snapshot], by: Sequence[str] | None, deadline: date | None, unused: Sequence[Unused] = ()
) -> Trend:
    """Curves of at least one snapshot. ``by``: the fields by which is grouped (None: all that the latest has).

    Of several reports of one day the last by name is used; adding them up would be a guess.
    """
    ordered = sorted(snapshots, key=lambda one: (one.as_of, one.name))
    used: list[Snapshot] = []
    days: list[Day] = []
    for as_of, some in groupby(ordered, key=lambda one: one.as_of):
        *others, chosen = some
        changed = bool(used) and used[-1].profile.sha256 != chosen.profile.sha256
        days.append(Day(as_of, chosen.name, chosen.profile, changed, tuple(one.name for one in others)))
        used.append(chosen)
    fields = list(dict.fromkeys(unit.by for unit in used[-1].units)) if by is None else list(by)
    threshold = used[-1].profile.threshold
    curves = tuple(_curve(key, used, days, deadline) for key in _keys(used, fields))
    return Trend(tuple(days), curves, threshold, deadline, tuple(unused))


def _keys(used: Sequence[Snapshot], fields: Sequence[str]) -> Iterator[Key]:
    """The whole, then every group that any day has."""
    yield None, None
    for field in fields:
        values = {_folded(unit.value) for one in used for unit in one.units if unit.by == field}
        yield from ((field, value) for value in sorted(values, key=lambda value: (value is None, value or "")))


def _folded(value: str | None) -> str | None:
    return None if value is None else fold(value)


def _curve(key: Key, used: Sequence[Snapshot], days: Sequence[Day], deadline: date | None) -> Curve:
    points = tuple(_point(key, one) for one in used)
    since = max((at for at, day in enumerate(days) if day.changed), default=0)
    scored = [(day.as_of, point.score) for day, point in zip(days[since:], points[since:], strict=True) if point]
    known = [(as_of, score) for as_of, score in scored if score is not None]
    pace = None
    if len(known) > 1:
        pace = (known[-1][1] - known[0][1]) / (known[-1][0] - known[0][0]).days
    ahead = None
    if pace is not None and deadline is not None and (left := (deadline - known[-1][0]).days) > 0:
        ahead = min(max(known[-1][1] + pace * left, Fraction(0)), Fraction(100))
    spelled = [point.value for point in points if point is not None and point.value is not None]
    return Curve(key[0], min(spelled, default=None), points, pace, ahead)


def _point(key: Key, one: Snapshot) -> UnitScore | None:
    if key[0] is None:
        return _whole(one.numbers)
    return next((unit for unit in one.units if (unit.by, _folded(unit.value)) == key), None)


def _whole(numbers: Numbers) -> UnitScore:
    return UnitScore("", None, numbers.read, numbers.passed, numbers.earned, numbers.possible)
