"""Text in an old Vietnamese encoding, or wrongly read: recognised for what it is, with the text it stands for."""

import re
from collections.abc import Iterator

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.text import nfc

LOST = "lost"
"""The encoding of a text whose letters are gone; nothing can repair it."""

READ_AS = " read as "
"""Between what a text is and what it was taken for."""
_LATIN = "\t\n\r -\x3e@-\\]_-~\xa0ÀÁÂÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý–—‘’“”…"
_VIETNAMESE = "ăĐđĨĩŨũƠơƯưẠ-ỹ"
_ORDINARY = re.compile(f"[{_LATIN}]*+[{_VIETNAMESE}][{_LATIN}{_VIETNAMESE}]*+")
"""All that Vietnamese texts in Unicode are made of, but for ``?``, ``Ã`` and ``Ă``, with a letter above U+00FF."""
_SUSPECT = re.compile(
    "[?^\x80-\x9f¡-¿ÃÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿĂ\u0300-\u036f\ufffd€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ"
    "\u0387\u1ffd\u212b\u2adc\u2500-\u259fΓ∩]"
)
"""Without one of these a text is garbled only if it has no letter that Unicode alone has."""
_UNICODE_ONLY = re.compile("[\u0100-\u024f\u1e00-\u1eff]")


@dataclass(frozen=True, slots=True)
class Garbled:
    """What a text is written in, and what it says."""

    encoding: str
    """``TCVN3``, ``VNI``, ``VISCII``, ``Windows-1258``, ``VIQR``, ``UTF-8 read as …``, or `LOST`."""
    repaired: str
    """The text it stands for, composed; where letters are lost, the text as it is.

    Fonts in capitals (``.VnTimeH``) have the codes of small letters: their text comes out in small letters.
    """
    sure: bool = True
    """No other encoding explains the text about as well with another reading: a few words may be read in two ways."""


def may_be_garbled(text: str) -> bool:
    """False proves that `recognise` gives None; True proves nothing.

    Looks for ``?`` and ``^`` in ASCII; else for a character that Vietnamese in Unicode has no use for (most of
    U+0080-00FF, combining marks, odd signs of Windows-1252, frames), and for the want of any letter above U+00FF.
    """
    if text.isascii():
        return "?" in text or "^" in text
    if _ORDINARY.fullmatch(text):
        return False
    return _SUSPECT.search(text) is not None or _UNICODE_ONLY.search(text) is None


def recognise(text: str) -> Garbled | None:
    """What is wrong with the letters of a text; None for every text that may be meant as it is.

    The same for composed and decomposed spellings. Takes time in proportion to the text.
    """
    if not may_be_garbled(text):
        return None
    composed = nfc(text)
    if not may_be_garbled(composed):
        return None
    found = _encoding(composed)
    return None if found is None else Garbled(found[0], repair(composed, found[0]), found[1])


def repair(text: str, encoding: str) -> str:
    """The text in Unicode, composed, taken to be in the encoding that `recognise` named; `ValueError` for another."""
    from catalog_validator.letters import viqr
    from catalog_validator.letters.fonts import fonts
    from catalog_validator.letters.utf8 import pages, unread

    composed = nfc(text)
    if encoding == LOST:
        return composed
    if encoding == viqr.NAME:
        return viqr.decode(composed)
    if font := fonts().get(encoding):
        return font.read_all(composed)
    if page := pages().get(encoding):
        return nfc(unread(composed, page))
    raise ValueError(encoding)


def readings(text: str) -> Iterator[str]:
    """What a text says in each encoding in which it says something else; most of these are nonsense."""
    from catalog_validator.letters import viqr
    from catalog_validator.letters.fonts import fonts
    from catalog_validator.letters.utf8 import pages

    composed = nfc(text)
    if may_be_garbled(composed):
        for encoding in (*fonts(), *pages(), viqr.NAME):
            if (said := repair(composed, encoding)) != composed:
                yield said


def _encoding(text: str) -> tuple[str, bool] | None:
    from catalog_validator.letters import lost, viqr
    from catalog_validator.letters.evidence import find_font
    from catalog_validator.letters.utf8 import find_page

    if lost.is_damaged(text):
        return LOST, True
    if text.isascii():
        return (viqr.NAME, True) if viqr.is_viqr(text) else None
    if page := find_page(text):
        return page.name, True
    font = find_font(text)
    return (font[0].name, font[1]) if font else None
