"""UTF-8 that was read as a one-byte code page: each letter shows as two or three strange ones."""

import re
from collections.abc import Mapping
from functools import cache

from catalog_validator.letters.syllables import is_syllable
from catalog_validator.model.dataclass import dataclass

_ROUNDS = 3
"""How often over a text may have been encoded and read wrongly."""
_CLOSING = frozenset(map(ord, "\xa0«»…”’“‘—–•™®©ºª°¹²³.›‰\xad"))
"""What may stand after a word in an ordinary text."""
_SIGNS = "°±²³µ·§©®¼½¾"
"""What stands before or after a number."""
_BEFORE, _AFTER = re.compile(r"[^\W\d_]{0,7}\Z"), re.compile(r"[^\W\d_]{0,7}")
_BLANK_LOST = re.compile("(?<=[a-zđ])[ÃĂ](?: (?= )|(?= )|$)|(?<=\\b[A-Z])[ÃĂ] (?= )")
"""C3 A0, an à, whose second half shows as a no-break space that somebody made a plain one or cut off."""
# The bytes of what Vietnamese texts are made of (Latin letters, marks, signs) and of what Windows-1252 shows for them.
_BYTES = re.compile(
    rb"\xc2[\x80-\xbf]|\xc3[\x80-\xbf]|\xc4[\x82\x83\x90\x91\xa8\xa9]|\xc5[\x92\x93\xa0\xa1\xa8\xa9\xb8\xbd\xbe]|\xc6[\x92\xa0\xa1\xaf\xb0]"
    rb"|\xcb[\x86\x9c]|\xcc[\x80\x81\x82\x83\x86\x89\x9b\xa3]|\xe1[\xba\xbb][\x80-\xbf]"
    rb"|\xe2(?:\x80[\x90-\xa6\xb0-\xba]|\x82[\xab\xac]|\x84\xa2|\x88\x92)|\xef\xbb\xbf"
)


@dataclass(frozen=True, slots=True)
class Page:
    """A code page that UTF-8 was taken for."""

    name: str
    codes: Mapping[int, int]
    """Code point it shows → byte."""
    letters: re.Pattern[str]
    """A run of characters that such bytes show as."""


@cache
def pages() -> dict[str, Page]:
    """The pages by the name of what happened. Latin-1 shows 80-9F as control characters and counts as Windows-1252."""
    return {
        f"UTF-8 read as {name}": _page(f"UTF-8 read as {name}", codec)
        for name, codec in (("Windows-1252", "cp1252"), ("Windows-1258", "cp1258"), ("CP437", "cp437"))
    }


def _page(name: str, codec: str) -> Page:
    codes = {} if codec == "cp437" else {code: code for code in range(0x80, 0x100)}
    for code in range(0x80, 0x100):
        shown = bytes([code]).decode(codec, "replace")
        if shown != "\ufffd":
            codes[ord(shown)] = code
    return Page(name, codes, re.compile("[" + "".join(re.escape(chr(code)) for code in sorted(codes)) + "]{2,}"))


def find_page(text: str) -> Page | None:
    """The page that UTF-8 was read as; None where the text shows no certain trace of it."""
    best, most = None, 0
    for page in pages().values():
        found = _certain(text, page)
        if found > most:
            best, most = page, found
    return best


def unread(text: str, page: Page) -> str:
    """The text with every run of wrongly read bytes read as UTF-8, also where that happened twice or three times."""
    for _ in range(_ROUNDS):
        text = page.letters.sub(lambda run: _decoded(run.group(), page), _BLANK_LOST.sub("\xc3\xa0", text))
        if not _certain(text, page):
            break
    return text


def _decoded(run: str, page: Page) -> str:
    parts, end = [], 0
    for match in _BYTES.finditer(_raw(run, page)):
        parts += [run[end : match.start()], match.group().decode()]
        end = match.end()
    return "".join([*parts, run[end:]])


def _raw(run: str, page: Page) -> bytes:
    return bytes(page.codes[ord(char)] for char in run)


def _certain(text: str, page: Page) -> int:
    """How many of the sequences cannot be an ordinary letter with ordinary punctuation after it."""
    return sum(
        _is_certain(text, run.start() + match.start(), match)
        for run in page.letters.finditer(text)
        for match in _BYTES.finditer(_raw(run.group(), page))
    )


def _is_certain(text: str, at: int, match: re.Match[bytes]) -> bool:
    end, lead = at + len(match.group()), match.group()[0]
    last = text[max(0, at - 1) : at]
    if text[at].isupper() and last.islower():
        return True  # a capital after a small letter
    if lead == 0xC2:
        return text[at] == "Â" and text[at + 1] in _SIGNS and not last.isalpha()
    if lead == 0xC6 or match.group()[:2] == b"\xe1\xba" or (match.group()[:2] == b"\xe1\xbb" and "«" not in text[:at]):
        return True  # Æ, áº and á» end no word, unless a quotation closes there
    if any(ord(char) not in _CLOSING for char in text[at + 1 : end]):
        return True
    after, before = _AFTER.match(text, end), _BEFORE.search(text[max(0, at - 7) : at])
    if not after or not after.group() or not before:
        return False
    return is_syllable((before.group() + match.group().decode() + after.group()).lower())
