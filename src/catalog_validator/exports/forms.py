r"""How values are written strictly: one spelling each, as patterns that mean the same in ECMA-262, XSD and Python.

They use nothing but characters, classes, groups, ``|`` and counts, cover the whole value, and match no value that the
engine refuses, but for limits of length (a host of 253, a mailbox of 64 characters) and ends in the wrong order.
"""

import re
from collections.abc import Mapping, Sequence

from catalog_validator.model.profile import FieldType

_YEAR = "(000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})"
_LEAP = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([2468][048]|[13579][26]|0[48])00)"
_MONTH = "(0[1-9]|1[0-2])"
_DAY = "((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)"
DATE = f"({_YEAR}-{_DAY}|{_LEAP}-02-29)"
"""A day of the calendar, ``2026-04-30``."""

_STRETCH = f"({_YEAR}(-{_MONTH})?|{DATE})"
PERIOD = f"{_STRETCH}/({_STRETCH}|\\.\\.)"
"""Two ends, each a year, a month or a day; an open end is ``..``."""

_LABEL = "[A-Za-z0-9]([A-Za-z0-9\\-]{0,61}[A-Za-z0-9])?"
_TOP = "([A-Za-z]([A-Za-z0-9\\-]{0,61}[A-Za-z0-9])?)"
_HOST = f"({_LABEL}\\.)+{_TOP}"
_PORT = "([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
_IN_URL = "[!#-;=?-Z\\[\\]_a-z~]"
URL = f"https?://{_HOST}(:{_PORT})?([/?#]{_IN_URL}*)?"
"""An address of the web under a name in ASCII."""

_ATOM = "[A-Za-z0-9!#$%&'*+/=?\\^_`{|}~\\-]+"
EMAIL = f"{_ATOM}(\\.{_ATOM})*@{_HOST}"

_GAP = "[ .\\-]?"


def _phone(country: str) -> str:
    return (
        f"(0{_GAP}|{country})([35789]({_GAP}[0-9]){{8}}|2({_GAP}[0-9]){{8,9}})"
        f"|1{_GAP}[89]({_GAP}0){{2}}({_GAP}[0-9]){{4}}(({_GAP}[0-9]){{2}})?"
    )


PHONE = _phone("\\+84 ?")
"""One Vietnamese number with its leading 0 or +84, or a 1800/1900 number."""
PHONE_IN_CELL = _phone("(\\+84 ?|'\\+84 )")
"""The same in a cell, where a text with a sign in front stands behind an apostrophe so as to be no formula."""


def _amounts(units: str) -> str:
    """At least one amount, in the order of the units; no amount is zero."""
    number = "[1-9][0-9]{0,5}"
    ways = [
        f"{number}{unit}" + "".join(f"({number}{later})?" for later in units[at + 1 :]) for at, unit in enumerate(units)
    ]
    return f"({'|'.join(ways)})"


DURATION = f"P({_amounts('YMWD')}(T{_amounts('HMS')})?|T{_amounts('HMS')})|permanent"

FORMS: Mapping[FieldType, str] = {
    FieldType.DATE: DATE,
    FieldType.PERIOD: PERIOD,
    FieldType.DURATION: DURATION,
    FieldType.URL: URL,
    FieldType.EMAIL: EMAIL,
    FieldType.PHONE: PHONE,
}
"""Types with a written form of their own."""

_UNSEEN = (
    "\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f"
    "\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
)
_UNWRITTEN = re.compile(f"[{_UNSEEN}]")
INK = f"[^\\s{_UNSEEN}]"
"""One character that can be seen (of the first plane)."""
INKED = f"[\\s{_UNSEEN}]*{INK}(\\s|\\S)*"
"""A whole text in which something can be seen."""

PIECE = f"[ \\t{_UNSEEN}]*[^|\\s{_UNSEEN}][^|\\n]*"
"""A text between two bars of a line, in which something can be seen."""


def spelled(text: str, form: str) -> str:
    """The text with characters that cannot be seen spelled out, ``form`` being filled with their number."""
    return _UNWRITTEN.sub(lambda match: form.format(ord(match.group())), text)


_SIGNS = frozenset(r".*+?()[]{}|\^$")


def literal(text: str) -> str:
    """The pattern of exactly this text."""
    return "".join(f"[{char}]" if char == "$" else f"\\{char}" if char in _SIGNS else char for char in text)


def one_of(texts: Sequence[str]) -> str:
    """The pattern of any of these texts."""
    return f"({'|'.join(map(literal, texts))})"
