"""Texts that fingers type without a thought: one character over and over, or runs of neighbouring keys."""

import re

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.text import IGNORABLE

_BLANK = re.compile(f"[\\s\x00-\x1f\x7f-\x9f\u2800{IGNORABLE}]+")
_BRACKETS = re.compile("[][(){}<>«»“”‘’\"'`*]")
_HOME_ROW = re.compile(r"[asdfghjkl]*[sdfghjkl]{6}[asdfghjkl]*")
_AGAIN = re.compile(r"([a-z]{2,4})\1{2,}")
_ONE_SIGN = str.maketrans(dict.fromkeys("–—−‐‑", "-") | {"…": "."})
_HEAD = 64
_ROMAN = ("ii", "iii")
_LONGEST = 60
PIECE = 3
"""Fewest keys in a row that count as a run."""


def is_one_character(trimmed: str, folded: str) -> bool:
    """Whether nothing but one sign, or one letter at least twice, stands in a text, blanks and brackets aside.

    Digits repeat in real numbers, a lone letter may be a grade, and a Roman II or III is a number.
    """
    if folded:
        return folded not in _ROMAN and (_repeats(folded, 2) or _repeats(trimmed, 2))
    return _repeats(trimmed, 1) or _repeats(_BRACKETS.sub("", trimmed), 1)


def _repeats(text: str, least: int) -> bool:
    """Whether one character stands at least so often and no other does. The head decides it for nearly all texts."""
    if len(text) > _HEAD and not _repeats(text[:_HEAD], 0):
        return False
    inked = _BLANK.sub("", text).translate(_ONE_SIGN).casefold()
    if not inked:
        return least == 0
    return inked == inked[0] * len(inked) and len(inked) >= least and (not inked[0].isalnum() or inked[0].isalpha())


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Knows which runs of keys lie side by side."""

    letters: frozenset[str]
    """Every run of at least `PIECE` neighbouring keys."""
    digits: frozenset[str]
    """Every start of a run of digits, of at least `PIECE`."""

    def typed_at_random(self, word: str, digits: bool) -> bool:
        """Whether a folded word is made wholly of runs of keys; a number only where ``digits`` may be rubbish."""
        if not word.isascii() or not PIECE < len(word) <= _LONGEST:
            return False
        if word.isdigit():
            return digits and len(word) > PIECE + 1 and self._cut(word)
        return self._cut(word) or _HOME_ROW.fullmatch(word) is not None or _AGAIN.fullmatch(word) is not None

    def _cut(self, word: str) -> bool:
        if word[:PIECE] not in self.letters and word[:PIECE] not in self.digits:
            return False
        reached = {0}
        for at in range(len(word)):
            if at in reached:
                for end in range(at + PIECE, len(word) + 1):
                    if word[at:end] in self.letters or word[at:end] in self.digits:
                        reached.add(end)
        return len(word) in reached


def build_keyboard(runs: tuple[str, ...]) -> Keyboard:
    """The keyboard that a profile's runs describe."""
    letters: set[str] = set()
    digits: set[str] = set()
    for run in runs:
        keys = run.casefold()
        if keys.isdigit():
            digits |= {keys[:end] for end in range(PIECE, len(keys) + 1)}
        else:
            letters |= {keys[at:end] for at in range(len(keys)) for end in range(at + PIECE, len(keys) + 1)}
    return Keyboard(frozenset(letters), frozenset(digits))
