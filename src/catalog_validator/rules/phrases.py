"""Texts built wholly out of known words: how an officer says nothing, in phrasings that nobody listed."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.profile import Phrases
from catalog_validator.model.text import fold

Words = tuple[str, ...]
"""A text as keys of its words; see `spoken` and `bare`."""
Key = Callable[[str], str]

# A document number ("515/qđ-ubnd") or a date is one word; anything else ends at the first sign.
_WORD = re.compile(r"[0-9][^\W_]*(?:[./-][^\W_]+)*|[^\W_]+")
_NUMBER = re.compile(r"[0-9][^\s]*|[ivx]{1,6}|[a-zđ]|[a-z]{1,6}[0-9]{1,4}")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def split_words(text: str) -> Words:
    """The folded words of a text, without any sign between or around them."""
    return split_folded(fold(text))


def split_folded(folded: str) -> Words:
    """The words of a text that is folded already."""
    return tuple(_WORD.findall(folded))


@lru_cache(maxsize=8192)
def spoken(word: str) -> str:
    """A syllable with its tone at the end, so that ``hoàn`` and ``hòan``, two ways to type one word, are one."""
    if word.isascii():
        return word
    chars = unicodedata.normalize("NFD", word)
    tone = "".join(char for char in chars if char in _TONES)
    return "".join(char for char in chars if char not in _TONES) + tone


@lru_cache(maxsize=8192)
def bare(word: str) -> str:
    """A syllable as it is typed without diacritics."""
    if word.isascii():
        return word
    chars = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(char for char in chars if not unicodedata.combining(char))


def is_bare(words: Iterable[str]) -> bool:
    """Whether the words are written without any diacritics."""
    return all(bare(word) == word for word in words)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some words in a row, and what they do for the text that has them."""

    words: Words
    marks: bool
    opens: bool


@dataclass(frozen=True, slots=True)
class Family:
    """One family of phrasings, ready to be matched; ``phrases`` are grouped by their first word."""

    id: str
    refers: bool
    numbers: bool
    bound: bool
    """True when the text must begin with an opening phrase."""
    phrases: Mapping[str, tuple[Phrase, ...]]

    def covers(self, words: Words) -> bool:
        """Whether the words are phrases of this family from the first to the last, with one that marks it.

        One pass over the words: each place is reached with (2) or without (1) a mark, or both ways (3).
        """
        reached = [0] * (len(words) + 1)
        reached[0] = 1
        for at, word in enumerate(words):
            if not reached[at]:
                continue
            for phrase in self.phrases.get(word, ()):
                end = at + len(phrase.words)
                if (at or phrase.opens or not self.bound) and words[at:end] == phrase.words:
                    reached[end] |= 2 if phrase.marks else reached[at]
            if self.numbers and (at or not self.bound) and is_number(word):
                reached[at + 1] |= reached[at]
        return bool(reached[-1] & 2)

    def may_begin(self, words: Words) -> bool:
        """False proves that no text beginning with these words is covered."""
        reached = [False] * len(words)
        reached[0] = True
        for at, word in enumerate(words):
            if not reached[at]:
                continue
            rest = words[at:]
            steps = [1] if self.numbers and (at or not self.bound) and is_number(word) else []
            for phrase in self.phrases.get(word, ()):
                length = min(len(phrase.words), len(rest))
                if (at or phrase.opens or not self.bound) and rest[:length] == phrase.words[:length]:
                    steps.append(len(phrase.words))
            for step in steps:
                if step >= len(rest):
                    return True
                reached[at + step] = True
        return False


def is_number(word: str) -> bool:
    """A number, date, document number, Roman numeral or the letter of a point."""
    return _NUMBER.fullmatch(word) is not None


def build_family(phrases: Phrases, key: Key) -> Family:
    """The family with its phrases spelled by ``key``. Without marks of its own, its openings mark it."""
    roles: dict[Words, tuple[bool, bool]] = {}
    for words, marks, opens in _roles(phrases, key):
        known = roles.get(words, (False, False))
        roles[words] = (known[0] or marks, known[1] or opens)
    by_first: dict[str, tuple[Phrase, ...]] = {}
    for words, (marks, opens) in roles.items():
        by_first[words[0]] = (*by_first.get(words[0], ()), Phrase(words, marks, opens))
    return Family(phrases.id, phrases.refers, phrases.numbers, bool(phrases.starts), by_first)


def _roles(phrases: Phrases, key: Key) -> Iterator[tuple[Words, bool, bool]]:
    kinds = (
        (phrases.made_of, False, False),
        (phrases.needs, True, False),
        (phrases.starts, not phrases.needs, True),
    )
    for texts, marks, opens in kinds:
        for text in texts:
            words = tuple(map(key, split_words(text)))
            if words:
                yield words, marks, opens
