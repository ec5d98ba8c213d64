"""Text whose letters are gone: something that could not write Vietnamese put ``?`` or U+FFFD in their place."""

import re
from functools import cache

from catalog_validator.letters.syllables import all_syllables, is_syllable

NAME = "lost"

_LETTERS = "A-Za-zÀ-ÖØ-öø-ɏ\u1e00-\u1eff"
_UNICODE_ONLY = re.compile("[\u0100-\u024f\u1e00-\u1eff]")
_WORD = re.compile(rf"(?<![^\s(\"'“«])[{_LETTERS}?]{{2,10}}(?![^\s),.;:!\"'”»])")
_INSIDE = re.compile(rf"[{_LETTERS}]\?+[{_LETTERS}]")


def is_damaged(text: str) -> bool:
    """Whether letters were certainly lost. One ``?`` in a word proves nothing: the rest must look like it, too."""
    if "\ufffd" in text:
        return True
    if "?" not in text or not _INSIDE.search(text) or _UNICODE_ONLY.search(text):
        return False
    words = set(_WORD.findall(text))
    holed = {word for word in words if "?" in word and word.lower() in _holed()}
    inside = {word for word in holed if _INSIDE.search(word)}
    if not inside:
        return False
    return len(holed) > 1 or any(not word.isascii() and is_syllable(word.lower()) for word in words)


@cache
def _holed() -> frozenset[str]:
    """Every syllable that Windows-1252 cannot write, with ``?`` for what is lost."""
    holed = set()
    for syllable in all_syllables():
        shown = syllable.encode("cp1252", "replace").decode("cp1252")
        if shown != syllable:
            holed.add(shown)
    return frozenset(holed)
