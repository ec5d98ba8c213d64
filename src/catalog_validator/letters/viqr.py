"""VIQR (RFC 1456): Vietnamese typed in ASCII, with signs after the letters (``So+? No^ng nghie^.p``)."""

import re
from unicodedata import normalize

from catalog_validator.letters.syllables import is_syllable

NAME = "VIQR"

_MARKS = dict(zip("^(+'`?~.", "\u0302\u0306\u031b\u0301\u0300\u0309\u0303\u0323", strict=True))
_WORD = re.compile(r"(?:[A-Za-z](?:[(^+](?![(^+]))?(?:['`?~.](?!['`?~.]))?)+")
_HAT = r"(?:[aAeEoO]\^|[aA]\(|[oOuU]\+)"
_MARKED = re.compile(_HAT)
_TWICE = re.compile(_HAT + r"['`?~.]")
_LETTER = re.compile(r"[Dd][Dd]|(?:[AaEeOo]\^|[Aa]\(|[OoUu]\+)['`?~.]?|[AaEeIiOoUuYy]['`?~.]")


def is_viqr(text: str) -> bool:
    """Certain only where several words are well-formed once decoded and one of them carries hat and tone."""
    marked = {word for word in _WORD.findall(text) if _MARKED.search(word)}
    if len(marked) < 2 or not any(map(_TWICE.search, marked)):
        return False
    return all(is_syllable(_bare(word).lower()) for word in marked)


def decode(text: str) -> str:
    """The words with a hat, and the tones of all words that are well-formed with them; else a sign stays a sign."""
    return _WORD.sub(lambda match: _decoded(match.group()), text)


def _decoded(word: str) -> str:
    for end in (len(word), len(word) - 1):
        letters = _letters(word[:end])
        if letters != word[:end] and is_syllable(letters.lower()):
            return letters + word[end:]
    return word


def _bare(word: str) -> str:
    return _decoded(word).rstrip("'`?~.")


def _letters(word: str) -> str:
    return normalize("NFC", _LETTER.sub(_letter, word))


def _letter(match: re.Match[str]) -> str:
    found = match.group()
    if found[0] in "Dd":
        return "Đ" if found[0] == "D" else "đ"
    return found[0] + "".join(_MARKS[sign] for sign in found[1:])
