"""Cheap proofs that a text needs no judging: each may say "fine" only where the reference would.

The proof of length looks at a prefix. Where the first ``n`` characters are plain (visible or a space, composed,
none that could join its neighbour in NFC) and the first and the last of them are not spaces, trimming and
normalising leave at least ``n`` code points. That a text is no placeholder is proved by one
word that no placeholder is made of.
"""

import re
from collections.abc import Callable, Mapping

from catalog_validator.letters import may_be_garbled
from catalog_validator.model.profile import Field, FieldType
from catalog_validator.rules.emptiness import Emptiness

Proof = Callable[[str], object]
"""Truthy: the reference would find nothing to say and give full credit."""

SIGNS = "!-~À-ÖØ-öø-ɏḀ-ỿ–—“”‘’…"
"""Visible, composed, and inert in NFC: no combining character, nothing ignorable, no space."""

_EMAIL = re.compile(
    r"[a-z][a-z0-9]{0,20}(?:[._-][a-z0-9]{1,20}){0,3}@[a-z][a-z0-9]{0,20}(?:[.-][a-z0-9]{1,20}){0,3}\.[a-z]{2,6}"
)
_URL = re.compile(
    r"https?://[a-z][a-z0-9]{0,30}(?:[.-][a-z0-9]{1,30}){0,5}\.[a-z]{2,6}(?:/[A-Za-z0-9._-]{1,60}){0,6}/?"
)
_PHONE = re.compile(r"0[35789][0-9]{8}|0212[ .]?3[0-9]{3}[ .]?[0-9]{3}|0212 3 [0-9]{3} [0-9]{3}")

SHAPES: Mapping[FieldType, Proof] = {
    FieldType.EMAIL: _EMAIL.fullmatch,
    FieldType.URL: _URL.fullmatch,
    FieldType.PHONE: _PHONE.fullmatch,
}

PROVABLE = frozenset({"min_length", "max_length", "not_acronym"})
MOST_WORDS = 20_000
MOST_BEGINNINGS = 2_000
COMMON = 32
"""Characters of a beginning that many texts may share."""
LOOKED_AT = 16
"""Words of a text among which one that tells something is looked for."""


def long_enough(length: int) -> Proof:
    """Proof that a text has at least this many code points after NFC and trimming."""
    if length <= 1:
        return re.compile(f"[{SIGNS}]").match
    return re.compile(f"[{SIGNS}][ {SIGNS}]{{{length - 2},{length + 6}}}?[{SIGNS}]").match


def build_proof(field: Field, emptiness: Emptiness) -> Proof | None:
    """The proof for one value of a field, or None where there is none."""
    texts = field.type in (FieldType.TEXT, FieldType.TEXTS)
    if texts and all(check.kind in PROVABLE for check in field.checks):
        says_something = _text_proof(field, emptiness)
        return lambda text: not may_be_garbled(text) and says_something(text)
    return None if field.checks else SHAPES.get(field.type)


def _text_proof(field: Field, emptiness: Emptiness) -> Proof:
    lengths = [check.params["min"] for check in field.checks if check.kind == "min_length"]
    limits = [check.params["max"] for check in field.checks if check.kind == "max_length"]
    least = max((int(str(length)) for length in lengths), default=1)
    # NFC makes a text at most three times as long.
    most = min((int(str(limit)) for limit in limits), default=1 << 40) // 3
    telling, begins, enough = TellingWords(field, emptiness), FirstWords(emptiness, field), long_enough(least)
    width = max(COMMON, least + 10)
    # Beginnings come again where whole texts do not ("Cơ sở dữ liệu quản lý …"), and may prove all by themselves.
    beginnings: dict[str, bool] = {}
    known = beginnings.get

    def says_something(words: list[str]) -> bool:
        return begins[words[0]] is False or any(map(telling.__getitem__, words))

    def proof(text: str) -> object:
        size = len(text)
        if size >= width and known(text[:width]):
            return size <= most
        if size > most or not enough(text):
            return False
        if text.isdigit():
            return emptiness.is_plain_number(text, field)
        if begins[text.partition(" ")[0]] is not False and not says_something(text.split(" ", LOOKED_AT)):
            return False
        if size >= width and len(beginnings) < MOST_BEGINNINGS:
            beginning = text[:width]
            whole_words = beginning.split(" ")[:-1]  # the last one may be cut
            beginnings[beginning] = bool(whole_words and says_something(whole_words) and enough(beginning))
        return True

    return proof


class TellingWords(dict[str, bool]):
    """Word between spaces → whether it proves that a text with it is not empty for the field, nor a bare acronym."""

    def __init__(self, field: Field, emptiness: Emptiness) -> None:
        """Words are judged when they are first met."""
        super().__init__()
        self._field, self._emptiness = field, emptiness
        self._lower = any(check.kind == "not_acronym" for check in field.checks)

    def __missing__(self, word: str) -> bool:
        found = self._emptiness.is_telling(word, self._field) and (not self._lower or word != word.upper())
        if len(self) < MOST_WORDS and len(word) < 40:
            self[word] = found
        return found


class FirstWords(dict[str, bool]):
    """First word, as it is written → whether some text beginning with it may be empty for the field, or an acronym."""

    def __init__(self, emptiness: Emptiness, field: Field) -> None:
        """Words are judged when they are first met."""
        super().__init__()
        self._field, self._emptiness = field, emptiness
        self._lower = any(check.kind == "not_acronym" for check in field.checks)

    def __missing__(self, word: str) -> bool:
        found = self._emptiness.can_start_placeholder(word, self._field) or (self._lower and word == word.upper())
        if len(self) < MOST_WORDS and len(word) < 40:
            self[word] = found
        return found
