"""Text as people mean it: the same in NFC and NFD, whatever blanks and invisible characters surround it."""

import re
import unicodedata

IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Default-ignorable code points (Unicode 15, DerivedCoreProperties), as the inside of a character class."""

_BLANK = f"\\s\x00-\x1f\x7f-\x9f\u2800{IGNORABLE}"
_IGNORABLE = re.compile(f"[{IGNORABLE}]+")
_BLANKS = re.compile(f"[{_BLANK}]+")
_INK = re.compile(f"[^{_BLANK}]")
_WORDLY = re.compile(r"[^\W_]")
_IOTA = re.compile("[\u0345\u0370-\u03ff\u1f00-\u1fff]")
_PLAIN = re.compile("[ -~À-ÖØ-öø-ǯǱ-ɏḀ-ẕẚ-ỿ–—“”‘’…]*")
"""Composed Latin letters, digits and signs, composed still when case folded (ǰ and ẖ are not): nothing to normalise,
nothing invisible, no blank but the space."""
_ODD = re.compile(f"[{IGNORABLE}\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ACTIVE = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")
_SIGNED = re.compile(r"'*[-+][0-9]+(?:[.,][0-9]+)*")


def nfc(text: str) -> str:
    """The composed normal form."""
    return text if text.isascii() or unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def trim(text: str) -> str:
    """NFC, without blanks and invisible characters at both ends. Its length is the text's length for every check."""
    return _between(_INK, nfc(text))


def without_invisible(text: str) -> str:
    """The text without its invisible characters."""
    return text if text.isascii() else _IGNORABLE.sub("", text)


def fold(text: str) -> str:
    """What two spellings of the same words have in common.

    NFC, no invisible characters, case folded, runs of blanks as one space, no punctuation at the ends.
    """
    if _PLAIN.fullmatch(text):
        folded = text.casefold()
        if "  " not in folded and folded[:1].isalnum() and folded[-1:].isalnum():
            return folded
        return _between(_WORDLY, " ".join(folded.split()))
    bare = nfc(_IGNORABLE.sub("", nfc(text)))
    return _between(_WORDLY, _BLANKS.sub(" ", _casefold(bare)))


def visible(text: str, limit: int = 200) -> str:
    """The text as a message may show it: invisible, control and surrogate characters as ``<U+200B>``,
    a text that is not NFC with its combining marks spelled out, cut to ``limit`` code points.
    """
    cut = len(text) > limit
    shown = text[:limit]
    if not unicodedata.is_normalized("NFC", shown):
        shown = "".join(f"<U+{ord(char):04X}>" if unicodedata.combining(char) else char for char in shown)
    shown = _ODD.sub(lambda match: f"<U+{ord(match.group()):04X}>", shown)
    return shown + "…" if cut else shown


def _between(kept: re.Pattern[str], text: str) -> str:
    """From the first character that is kept to the last one; empty where there is none.

    Not one expression with ``…+$``: that takes quadratic time on a long run in the middle.
    """
    if not text or (kept.match(text) and kept.match(text, len(text) - 1)):
        return text
    first = kept.search(text)
    if first is None:
        return ""
    last = next(at for at in range(len(text) - 1, -1, -1) if kept.match(text, at))
    return text[first.start() : last + 1]


def _casefold(text: str) -> str:
    """Case folded and composed. A Greek iota below turns into a letter, so it must stand in its own order first."""
    if text.isascii():
        return text.lower()
    return nfc((unicodedata.normalize("NFD", text) if _IOTA.search(text) else text).casefold())


def inert_cell(text: str) -> str:
    """The text of a CSV cell so that no spreadsheet takes it for a formula: behind an apostrophe where it could."""
    return "'" + text if _is_active(text) else text


def bare_cell(text: str) -> str:
    """The text that a CSV cell stands for: without the apostrophe that keeps it from being a formula."""
    return text[1:] if text[:1] == "'" and _is_active(text[1:]) else text


def _is_active(text: str) -> bool:
    """A formula in a spreadsheet's eyes, with any number of apostrophes before it; a plain number is none.

    The signs are those that Excel and LibreOffice know, after blanks too, and their full-width likes.
    """
    return _ACTIVE.match(text) is not None and _SIGNED.fullmatch(text) is None
