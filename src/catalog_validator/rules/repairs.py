"""What can be mended in one value without inventing anything: how it is written, never what it says."""

import re

from catalog_validator.letters import LOST, recognise
from catalog_validator.model.dataclass import replace
from catalog_validator.model.finding import Violation
from catalog_validator.model.profile import CodeItem, Field, FieldType
from catalog_validator.model.repair import Mended, Reason
from catalog_validator.model.text import fold, nfc, trim
from catalog_validator.rules.values import read_value

_UNSEEN = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")
"""Not among them: joiners and variation selectors, which change how a sign looks."""
_HYPHEN = "\xad"
_TO_THE_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""In a text with letters that run to the left, marks of direction have a meaning."""
_UNICODE_ONLY = re.compile("[\u0100-\u024f\u1e00-\u1eff]")
_BLANK = "[ \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_BLANKS = " \t\n\r\x0b\x0c\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
"""What is taken from the ends: no control characters, which may be letters of an old encoding."""
_RUN = re.compile(f"{_BLANK}{_BLANK}+|[\t\u1680\u2000-\u200a\u205f\u3000]|(?<=[^\\W\\d_])[\xa0\u202f](?=[^\\W\\d_])")
"""Several blanks, or an odd one; a no-break space beside a number or a sign may be meant."""
_INDENT = re.compile(f"{_BLANK}*+")


_ROUNDS = 4
"""A text once mended may show what hid it; after so many times it is left."""


def mend(field: Field, raw: str, *, in_list: bool = False) -> Mended | None:
    """One value written as it should be; None where there is nothing to mend, or nothing that can be.

    A mark of secrecy is never touched. What was mended needs no mending again. Blanks around a value that belong to
    the layout stay: those with a line end among them, and ``in_list`` all of them.
    """
    bare = raw.strip(_BLANKS)
    start = raw.find(bare)
    before, after = raw[:start], raw[start + len(bare) :]
    before = before if in_list or "\n" in before else ""
    after = after if in_list or "\n" in after else ""
    mended = None if field.refuse else _mended(field, raw[len(before) : len(raw) - len(after)])
    return mended and replace(mended, text=before + mended.text + after)


def _mended(field: Field, raw: str) -> Mended | None:
    text, encoding, unsure = raw, "", False
    reasons: dict[Reason, None] = {}
    for _ in range(_ROUNDS):
        found = recognise(text)
        if found is not None:
            if found.encoding == LOST or encoding:
                return None
            text, encoding, unsure = found.repaired, found.encoding, not found.sure
            reasons[Reason.LETTERS] = None
        before = text
        text = _spelled(field, text, reasons)
        if text == before and recognise(text) is None:
            break
    else:
        return None
    if text == raw or not trim(text):
        return None
    return Mended(text, tuple(reasons), encoding, unsure)


def _spelled(field: Field, text: str, reasons: dict[Reason, None]) -> str:
    """The text in its usual form, spaces and spelling; what was not so is noted."""
    for reason, mended in ((Reason.FORM, nfc), (Reason.SPACES, tidy)):
        after = mended(text)
        if after != text:
            reasons[reason] = None
        text = after
    respelled = _respelled(field, text)
    if respelled is None:
        return text
    reasons[respelled[1]] = None
    return respelled[0]


def tidy(text: str) -> str:
    """One space between words, nothing that cannot be seen, nothing at the ends; lines and their indents stay."""
    if not _TO_THE_LEFT.search(text):
        text = _UNSEEN.sub("", text)
    if _UNICODE_ONLY.search(text):
        # In a text without such a letter the hyphen may be the ư of an old encoding.
        text = text.replace(_HYPHEN, "")
    return "\n".join(map(_tidy_line, text.split("\n"))).strip(_BLANKS)


def _tidy_line(line: str) -> str:
    ending = "\r" if line.endswith("\r") else ""
    match = _INDENT.match(line)
    indent = match.group() if match else ""
    return indent + _RUN.sub(" ", line[len(indent) : len(line) - len(ending)]).rstrip(_BLANKS) + ending


def _respelled(field: Field, text: str) -> tuple[str, Reason] | None:
    """A day as ISO 8601, a code in the spelling of its list."""
    if field.type not in (FieldType.DATE, FieldType.CODE, FieldType.CODES):
        return None
    read = read_value(field, text)
    if isinstance(read, Violation):
        return None
    if field.type is FieldType.DATE:
        # A time of day would be lost.
        return (read.canonical, Reason.DATE) if read.canonical != text and ":" not in text else None
    items = field.code_list.items if field.code_list else ()
    item = next((item for item in items if item.code == read.canonical), None)
    if item is None:
        return None
    spelled = spelling(item, text)
    again = read_value(field, spelled)
    same = not isinstance(again, Violation) and again.canonical == read.canonical
    return (spelled, Reason.CODE) if same and spelled != text else None


def spelling(item: CodeItem, text: str) -> str:
    """The code or the label that a text is in another case or with other signs around it; an alias stays as it is.

    What an alias says may be more than its code does: ``pdf`` is no better as ``other``.
    """
    known = (item.code, item.label.vi, item.label.en)
    folded = fold(text)
    return text if text in known else next((name for name in known if fold(name) == folded), text)
