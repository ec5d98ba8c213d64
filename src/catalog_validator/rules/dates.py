"""Dates, periods and durations as officers write them: day first or ISO, never month first."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.finding import Violation
from catalog_validator.model.profile import Field
from catalog_validator.model.text import fold, trim
from catalog_validator.rules.phrases import bare
from catalog_validator.rules.reading import LONGEST, Value, refused, shown, written, wrong_type

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_CLOCK = re.compile(r"[Tt ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?)(?:[Zz]|[+-][0-9]{2}:?[0-9]{2})?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
_ISO_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_MONTH = re.compile(r"([0-9]{1,2})/([0-9]{4})")
_YEAR = re.compile(r"[0-9]{4}")


def read_date(field: Field, raw: object) -> Value | Violation:
    """A day: ``2026-04-30``, ``30/04/2026`` (also with dots or dashes), an ISO date with a time, a spreadsheet date."""
    if isinstance(raw, date):
        given = raw.date() if isinstance(raw, datetime) else raw
        return Value(raw, given.isoformat(), given.isoformat(), given)
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return wrong_type(raw, "date")
    # A number may be a spreadsheet's day count, from one of two epochs: never guessed.
    text = trim(raw) if isinstance(raw, str) else ""
    day = parse_day(text)
    return refused("CV205", raw) if day is None else Value(raw, text, day.isoformat(), day)


def parse_day(text: str) -> date | None:
    """The day that a trimmed text names, or None."""
    if len(text) > LONGEST:
        return None
    if match := _ISO.match(text):
        rest = text[match.end() :]
        return _day(*map(int, match.groups())) if not rest or _is_clock(rest) else None
    if match := _DAY_FIRST.fullmatch(text):
        return _day(int(match[4]), int(match[3]), int(match[1]))
    return None


def _is_clock(text: str) -> bool:
    match = _CLOCK.fullmatch(text)
    if match is None:
        return False
    hour, minute, *second = match[1].split(":")
    return int(hour) < 24 and int(minute) < 60 and all(float(part) < 60 for part in second)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A year, a month or a day: its first and last day, and its ISO form."""

    first: date
    last: date
    iso: str


def parse_stretch(text: str) -> Stretch | None:
    """The year, month or day that a trimmed text names, or None."""
    if _YEAR.fullmatch(text):
        first = _day(int(text), 1, 1)
        return None if first is None else Stretch(first, date(first.year, 12, 31), text)
    if match := _ISO_MONTH.fullmatch(text):
        return _month(int(match[1]), int(match[2]))
    if match := _MONTH.fullmatch(text):
        return _month(int(match[2]), int(match[1]))
    day = parse_day(text)
    return None if day is None else Stretch(day, day, day.isoformat())


def _month(year: int, month: int) -> Stretch | None:
    first = _day(year, month, 1)
    if first is None:
        return None
    last = date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)
    return Stretch(first, last, f"{year:04}-{month:02}")


# Words of periods and durations are compared without diacritics: nothing else they could mean would have numbers.
OPEN_END = frozenset({"nay", "hien nay", "hien tai", "den nay", "bay gio", "now", "present", "today"})
_LEADS = re.compile(r"(?:tu|trong|giai doan|nam|thang|ngay|from|since|year) ")
_TO = re.compile(r" (?:den|toi|to|until) (?:het |cuoi )?| ?[-–—] ?| ?/ ?")
_OPEN_ISO = re.compile(r"(.{4,40})/\.\.")


def read_period(field: Field, raw: object) -> Value | Violation:
    """Two ends, each a year, month or day; the end may be "nay" (today, open).

    ``typed`` is (first day, last day or None); canonical is ``2015/2020-06`` or ``2015/..``.
    """
    if isinstance(raw, dict):
        return _read_ends(raw)
    text = written(raw)
    if text is None:
        return wrong_type(raw, "period")
    if len(text) > LONGEST:
        return refused("CV215", raw)
    for start, end in _pairs(text):
        if end is None or start.first <= end.last:
            return _period(raw, text, start, end)
    first = next(_pairs(text), None)
    return refused("CV215", raw) if first is None else _reversed(raw, *first)


def _pairs(text: str) -> Iterator[tuple[Stretch, Stretch | None]]:
    """Every way to read the text as two ends."""
    if (match := _OPEN_ISO.fullmatch(text)) and (start := parse_stretch(trim(match[1]))):
        yield start, None
    plain = bare(fold(text))
    for match in _TO.finditer(plain):
        start, end = _end_of(plain[: match.start()]), _end_of(plain[match.end() :])
        if start and end:
            yield start, end
        elif start and fold(plain[match.end() :]) in OPEN_END:
            yield start, None


def _end_of(text: str) -> Stretch | None:
    while match := _LEADS.match(text):
        text = text[match.end() :]
    return parse_stretch(text)


def _read_ends(raw: dict[object, object]) -> Value | Violation:
    """An object with ``start`` and, unless it is open, ``end``."""
    if not set(raw) <= {"start", "end"}:
        return refused("CV215", raw)
    first, last = (written(raw.get(key)) or "" for key in ("start", "end"))
    value = f"{first}/{last}"
    start, end = _end_of(bare(fold(first))), _end_of(bare(fold(last)))
    if start is None or (end is None and last not in ("", "..") and bare(fold(last)) not in OPEN_END):
        return refused("CV215", value)
    if end is not None and start.first > end.last:
        return _reversed(value, start, end)
    return _period(raw, value if last else f"{first}/..", start, end)


def _period(raw: object, text: str, start: Stretch, end: Stretch | None) -> Value:
    days = (start.first, end.last if end else None)
    return Value(raw, text, f"{start.iso}/{end.iso if end else '..'}", days)


def _reversed(raw: object, start: Stretch, end: Stretch | None) -> Violation:
    return refused("CV216", shown(raw), start=start.iso, end=end.iso if end else "..")


PERMANENT = frozenset(
    {"vinh vien", "lau dai", "luu tru vinh vien", "khong thoi han", "khong xac dinh thoi han", "permanent", "forever"}
)
_ISO_DURATION = re.compile(
    r"p(?=[0-9t])(?:([0-9]{1,6})y)?(?:([0-9]{1,6})m)?(?:([0-9]{1,6})w)?(?:([0-9]{1,6})d)?"
    r"(?:t(?=[0-9])(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,6})s)?)?"
)
_SPOKEN_PART = re.compile(r"([0-9]{1,6}) ?(nam|thang|tuan|ngay|gio|years?|months?|weeks?|days?|hours?)(?: |$)")
_UNITS = {"nam": 0, "year": 0, "thang": 1, "month": 1, "tuan": 2, "week": 2, "ngay": 3, "day": 3, "gio": 4, "hour": 4}


def read_duration(field: Field, raw: object) -> Value | Violation:
    """A length of time: ``P5Y``, ``5 năm``, ``1 năm 6 tháng``, ``vĩnh viễn``.

    Canonical is its ISO 8601 form without zero parts, or ``permanent``.
    """
    text = written(raw)
    if text is None:
        return wrong_type(raw, "duration")
    if len(text) > LONGEST or not isinstance(raw, str):
        return refused("CV217", raw)
    folded = bare(fold(text))
    if folded in PERMANENT:
        return Value(raw, text, "permanent", "permanent")
    canonical = _duration(folded)
    return refused("CV217", raw) if canonical is None else Value(raw, text, canonical, canonical)


def _duration(folded: str) -> str | None:
    """ISO 8601 form with zero parts left out; None for what has no length or no unit."""
    match = _ISO_DURATION.fullmatch(folded)
    amounts = [int(group or 0) for group in match.groups()] if match else _spoken_amounts(folded)
    if amounts is None or not any(amounts):
        return None
    days = "".join(f"{amount}{unit}" for amount, unit in zip(amounts[:4], "YMWD", strict=True) if amount)
    clock = "".join(f"{amount}{unit}" for amount, unit in zip(amounts[4:], "HMS", strict=True) if amount)
    return f"P{days}T{clock}" if clock else f"P{days}"


def _spoken_amounts(folded: str) -> list[int] | None:
    amounts, at, last = [0] * 7, 0, -1
    while at < len(folded):
        match = _SPOKEN_PART.match(folded, at)
        unit = _UNITS[match[2].removesuffix("s")] if match else -1
        if match is None or unit <= last:
            return None
        amounts[unit], at, last = int(match[1]), match.end(), unit
    return amounts
