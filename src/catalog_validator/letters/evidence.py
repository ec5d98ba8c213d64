"""Whether a text is written in one of the old encodings: what its words say for it and against it."""

import re
from collections import Counter
from enum import Enum, auto
from functools import lru_cache

from catalog_validator.letters.fonts import Font, fonts
from catalog_validator.letters.syllables import familiar, is_name, is_syllable, may_be_typed
from catalog_validator.model.dataclass import dataclass

_LONGEST_WORD = 24
"""Characters of a word that can be one syllable in any encoding, with room for signs around it."""
_ETH = re.compile("[Ðð]")
"""Taken for Đ and đ, which they look like, in Unicode texts as well."""
_VOWEL = re.compile("[aeiouyAEIOUY]")


class Says(Enum):
    """What one word says about an encoding."""

    SURE = auto()
    """A syllable once decoded; and no ordinary text has these characters at such a place."""
    NAME = auto()
    """The same for a foreign name instead of a syllable."""
    LIKELY = auto()
    """A syllable once decoded, and none as it stands."""
    EITHER = auto()
    """A word with marks that makes sense either way."""
    PLAIN = auto()
    """A syllable without marks."""
    STRANGE = auto()
    """A word without marks that is no syllable."""
    AGAINST = auto()
    """A word that makes no sense once decoded."""
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the words of a text say about one encoding."""

    words: Counter[Says]
    rare: bool
    """A likely word is such as other languages hardly have."""
    telling: bool
    """A likely word is such as no other language has, or stands for one that everybody uses."""
    weight: int
    """More is better; only for comparing encodings on one text."""

    @property
    def enough(self) -> bool:
        """Whether the encoding is certain. Without a sure word all the others must fit."""
        words = self.words
        sure = words[Says.SURE] + words[Says.NAME]
        if sure:
            return 2 * sure + words[Says.LIKELY] > 2 * words[Says.AGAINST]
        likely = words[Says.LIKELY]
        if 4 * words[Says.AGAINST] > likely or 4 * words[Says.STRANGE] > likely or not likely:
            return False
        return self.telling or words[Says.EITHER] > 0 or (self.rare and likely + words[Says.PLAIN] > 1)


_WEIGHTS = {Says.SURE: 2, Says.NAME: 1, Says.LIKELY: 1, Says.AGAINST: -2}
_READ = frozenset({Says.SURE, Says.LIKELY, Says.EITHER})


_NARROW = 1
"""By so much weight or less an encoding is no better than another."""


def find_font(text: str) -> tuple[Font, bool] | None:
    """The encoding that explains a composed text best, and whether none explains it otherwise about as well."""
    found = [(font, weighed.weight) for font in fonts().values() if (weighed := weigh(text, font)).enough]
    if not found:
        return None
    best, most = max(found, key=lambda pair: pair[1])  # of equals the first, which is the most frequent
    close = [font for font, weight in found if font is not best and weight >= most - _NARROW]
    return best, not close or {font.read_all(text) for font in close} == {best.read_all(text)}


def weigh(text: str, font: Font) -> Evidence:
    """What the words of a text say about one encoding."""
    words: Counter[Says] = Counter()
    rare = telling = False
    weight = 0 if font.usual else -1
    for word, times in Counter(font.token.findall(text)).items():
        said = _judge_known(word, font.name) if len(word) <= _LONGEST_WORD else _judge(word, font)
        words[said] += times
        known = said in _READ and font.read(word).lower() in familiar()
        weight += times * (_WEIGHTS.get(said, 0) + known)
        if said is Says.LIKELY:
            rare = rare or font.rare.fullmatch(word) is not None
            telling = telling or (font.usual and known and len(word) > 2) or font.telling.fullmatch(word) is not None
    return Evidence(words, rare, telling, weight)


@lru_cache(maxsize=8192)
def _judge_known(word: str, font: str) -> Says:
    """As `_judge`, for words that may come again, as short ones do in all texts."""
    return _judge(word, fonts()[font])


def _judge(word: str, font: Font) -> Says:
    if word.isascii():
        return _judge_plain(word)
    if len(word) == 1 or word.rstrip("\xad").isascii():
        return Says.NOTHING
    if len(word) > _LONGEST_WORD or font.has_aliens(word):
        return Says.AGAINST
    if font.initials.fullmatch(word):
        return Says.SURE
    letters = font.read(word)
    if letters == word:
        return _judge_unread(word, font)
    sure = font.sure.search(word) is not None and font.unsure.fullmatch(word) is None
    if is_syllable(letters.lower()) and not (font.strict_case and _mixes_cases(letters)):
        if may_be_typed(_ETH.sub("đ", word).lower()) and not (sure and font.capital.search(word)):
            return Says.EITHER
        return Says.SURE if sure else Says.LIKELY
    if sure and font.inside.search(word) and is_name(letters.lower()):
        return Says.NAME
    return Says.AGAINST if len(word) > 2 or word.isalpha() else Says.NOTHING


def _judge_plain(word: str) -> Says:
    if len(word) == 1 or (word.isupper() and len(word) <= 6) or not _VOWEL.search(word):
        return Says.NOTHING
    return Says.PLAIN if is_syllable(word.lower()) else Says.STRANGE


def _judge_unread(word: str, font: Font) -> Says:
    """A word that has no code of the encoding, or is not read as one."""
    if not word.isalpha() or word in font.alone:
        return Says.NOTHING
    return Says.EITHER if is_syllable(word.lower()) and max(word) < "\u0100" else Says.AGAINST


def _mixes_cases(letters: str) -> bool:
    return not (letters.islower() or letters.isupper() or letters[1:].islower())
