"""Words that no placeholder is made of: one of them proves that a text says something."""

from catalog_validator.rules.phrases import Words, bare, is_number, split_words, spoken
from catalog_validator.rules.rubbish import Keyboard

MOST_WORDS = 50_000
"""Words whose forms are remembered."""


class Foreign(dict[str, Words]):
    """A word as it is written between blanks → the forms of a part of it that no placeholder and no rubbish has.

    Empty for other words, and for what has a blank in it.
    """

    def __init__(self, vocabulary: frozenset[str], keyboard: Keyboard) -> None:
        """``vocabulary``: all words of all placeholders in either spelling."""
        super().__init__()
        self._vocabulary = vocabulary
        self._keyboard = keyboard

    def __missing__(self, word: str) -> Words:
        parts = () if "#" in word or len(word.split()) != 1 else split_words(word)
        forms = next((found for part in parts if (found := self._forms(part))), ())
        if len(self) < MOST_WORDS and len(word) < 40:
            self[word] = forms
        return forms

    def _forms(self, part: str) -> Words:
        if len(set(part)) == 1 or is_number(part) or self._keyboard.typed_at_random(part, True):
            return ()
        forms = spoken(part), bare(part)
        return () if self._vocabulary.intersection(forms) else forms
