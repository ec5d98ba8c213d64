"""Ways to reach somebody or something: web addresses, e-mail addresses, Vietnamese phone numbers."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from catalog_validator.model.finding import Violation
from catalog_validator.model.profile import Field
from catalog_validator.model.text import IGNORABLE, trim
from catalog_validator.rules.reading import LONGEST, Value, refused, wrong_type

# urlsplit drops tabs and line breaks without a word, so they are looked for first.
_NOT_IN_URL = re.compile(f'[\\s\x00-\x20\x7f-\x9f\\\\<>"{{}}|^`{IGNORABLE}]')
_LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
MOST_LOCAL = 64
MOST_HOST = 253


def read_url(field: Field, raw: object) -> Value | Violation:
    """An absolute http(s) address with a well-formed host and no password in it. Nothing is fetched."""
    if not isinstance(raw, str):
        return wrong_type(raw, "url")
    text = trim(raw)
    return Value(raw, text, text, text) if _is_url(text) else refused("CV207", raw)


def _is_url(text: str) -> bool:
    if _NOT_IN_URL.search(text):
        return False
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or port == 0:
        return False
    return _is_domain(host) or _is_address(host)


def _is_domain(host: str) -> bool:
    """A name of at least two labels, in ASCII or not; the last is no number."""
    labels = host.removesuffix(".").split(".")
    if len(host) > MOST_HOST or len(labels) < 2 or labels[-1].isdigit():
        return False
    return all(_LABEL.fullmatch(label) and "_" not in label for label in labels)


def _is_address(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        return False


def read_email(field: Field, raw: object) -> Value | Violation:
    """One bare address: ASCII before the @, a domain with a dot after it. Canonical has the domain in lower case."""
    if not isinstance(raw, str):
        return wrong_type(raw, "email")
    text = trim(raw)
    local, at, domain = text.rpartition("@")
    if not at or len(local) > MOST_LOCAL or not _LOCAL.fullmatch(local) or not _is_domain(domain):
        return refused("CV208", raw)
    if domain.endswith("."):
        return refused("CV208", raw)
    canonical = f"{local}@{domain.lower()}"
    return Value(raw, text, canonical, canonical)


_EXTENSION = re.compile(
    r"[ ,;(]{0,3}(?:số máy lẻ|máy lẻ|may le|nhánh|ext\.?|x|#)[ .:]{0,3}([0-9]{1,6})\)?", re.IGNORECASE
)
_COUNTRY = re.compile(r"\((?:\+|00)84\)|(?:\+|00)84")
_DIALLED = re.compile(r" ?\(?[0-9][0-9 .()-]{5,30}")
_NATIONAL = re.compile(r"0[35789][0-9]{8}|02[0-9]{8,9}|1[89]00[0-9]{4}(?:[0-9]{2})?")
_SEVERAL = re.compile(r" ?[/;,] ?")


def read_phone(field: Field, raw: object) -> Value | Violation:
    """A Vietnamese mobile, landline or 1800/1900 number, or several; canonical is digits from the leading 0.

    A number that a spreadsheet took for an integer has lost its zero and is refused.
    """
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return wrong_type(raw, "phone")
    text = trim(raw) if isinstance(raw, str) else ""
    canonical = _phones(" ".join(text.split())) if len(text) <= LONGEST else None
    return refused("CV209", raw) if canonical is None else Value(raw, text, canonical, canonical)


def _phones(text: str) -> str | None:
    numbers = [_phone(part) for part in _SEVERAL.split(text)]
    known = [number for number in numbers if number is not None]
    return "; ".join(known) if known and len(known) == len(numbers) else None


def _phone(text: str) -> str | None:
    extension = _EXTENSION.search(text)
    dialled = text[: extension.start()] if extension else text
    if extension and extension.end() != len(text):
        return None
    country = _COUNTRY.match(dialled)
    local = dialled[country.end() :] if country else dialled
    if not _DIALLED.fullmatch(local) or local.count("(") != local.count(")"):
        return None
    digits = re.sub(r"[^0-9]", "", local)
    national = f"0{digits.removeprefix('0')}" if country else digits
    if not _NATIONAL.fullmatch(national):
        return None
    return f"{national} x{extension[1]}" if extension else national
