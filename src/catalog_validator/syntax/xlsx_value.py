"""What a stored number means: a count, a date, a time. Dates are numbers that a format shows as dates."""

import math
import re
from datetime import date, datetime, time, timedelta
from enum import Enum

_BUILT_IN_DATES = frozenset([*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)])
_BUILT_IN_DURATIONS = frozenset([46])
_NOT_SHOWN = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?![hHmMsS]+\])[^\]]*\]')
_DURATION = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_DATE_LETTERS = re.compile("[dmyhs]", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_EXACT = 1 << 53
_DAY_MS = 86_400_000


class Shows(Enum):
    """What a number format makes of a number."""

    MOMENT = "moment"
    DURATION = "duration"


Value = str | int | float | bool | date | datetime | time | timedelta | None


def format_shows(number: str, code: str | None) -> Shows | None:
    """What the number format with this id, and this code where the workbook states one, shows; None: a number."""
    if code is not None:
        shown = _NOT_SHOWN.sub("", code.split(";")[0])
        if _DURATION.search(shown):
            return Shows.DURATION
        return Shows.MOMENT if _DATE_LETTERS.search(shown) and shown.lower() != "general" else None
    identity = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else 0
    if identity in _BUILT_IN_DURATIONS:
        return Shows.DURATION
    return Shows.MOMENT if identity in _BUILT_IN_DATES else None


def read_number(written: str) -> int | float | str:
    """The number, whole ones as int; what is no finite number stays text."""
    if written.isascii() and written.isdigit() and len(written) < 16:
        return int(written)
    if not _NUMBER.fullmatch(written):
        return written
    number = float(written)
    if not math.isfinite(number):
        return written
    return int(number) if number.is_integer() and abs(number) < _EXACT else number


def read_moment(number: float, shows: Shows, since_1904: bool) -> Value:
    """The date, date and time, time of day or duration; the number itself where no calendar reaches.

    Days count from 1899-12-30; before March 1900 from one day later, since spreadsheets know a 29 February 1900.
    """
    try:
        if shows is Shows.DURATION:
            return timedelta(milliseconds=round(number * _DAY_MS))
        days, rest = divmod(round(number * _DAY_MS), _DAY_MS)
        if number < 0:
            return number
        clock = timedelta(milliseconds=rest)
        if days == 0:
            return (datetime.min + clock).time()
        start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 31 if days < 60 else 30)
        moment = start + timedelta(days=days) + clock
    except OverflowError:
        return number
    return moment if rest else moment.date()


def read_iso(written: str) -> Value:
    """A date or a date and time that is stored as text; other text stays as it is."""
    try:
        if len(written) == 10:
            return date.fromisoformat(written)
        return datetime.fromisoformat(written).replace(tzinfo=None)
    except ValueError:
        return written
