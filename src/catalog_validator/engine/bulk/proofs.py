"""Cheap proofs that a text needs no judging: each may say "fine" only where the reference would.

A text made of the letters and signs of Vietnamese in Unicode alone, with one of its own letters unless it is ASCII, is
no garbled one, composed, without anything invisible: where no blank stands at its ends its length is the one that
counts. That it is no placeholder is proved by one word that no placeholder is made of.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from catalog_validator.model.profile import Field, FieldType
from catalog_validator.rules.emptiness import Emptiness

Proof = Callable[[str], object]
"""Truthy: the reference would find nothing to say and give full credit."""

PLAIN = "!-\x3e@-\\]_-~"
"""The signs of ASCII but for the blank, ``?`` and ``^``, which garbled texts have."""
LATIN = f"{PLAIN}ÀÁÂÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý–—‘’“”…"
OWN = "ăĐđĨĩŨũƠơƯưẠ-ỹ"
"""Letters of Vietnamese that old encodings do not have."""

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
MOST_HEADS = 2_000
HEAD = 32
"""Characters of a beginning that many texts may share."""
LOOKED_AT = 16
"""Words of a text among which one that tells something is looked for."""


def letters_and_length(least: int, blanks: str) -> str:
    """Pattern of a text that is not garbled, has so many code points when trimmed, and of these blanks only inside."""
    own = f"(?:[{LATIN}{blanks}]*+[{OWN}][{LATIN}{OWN}{blanks}]*+)?"
    return f"(?![{blanks}])(?=.{{{max(least, 1)}}})[{PLAIN}{blanks}]*+{own}(?<![{blanks}])"


def build_proof(field: Field, emptiness: Emptiness) -> Proof | None:
    """The proof for one value of a field, or None where there is none."""
    texts = field.type in (FieldType.TEXT, FieldType.TEXTS)
    if texts and all(check.kind in PROVABLE for check in field.checks):
        return _text_proof(field, emptiness)
    return None if field.checks else SHAPES.get(field.type)


def says_something(field: Field, emptiness: Emptiness) -> Proof:
    """The proof that a text is readable and not empty for a field, whatever else the field demands of it."""
    return TextProof(FirstWords(emptiness, field), 1, 1 << 40)


def _text_proof(field: Field, emptiness: Emptiness) -> "TextProof":
    lengths = [check.params["min"] for check in field.checks if check.kind == "min_length"]
    limits = [check.params["max"] for check in field.checks if check.kind == "max_length"]
    least = max((int(str(length)) for length in lengths), default=1)
    most = min((int(str(limit)) for limit in limits), default=1 << 40)
    return TextProof(FirstWords(emptiness, field), least, most)


class TextProof:
    """The proof for a text of one field, alone or for many at once."""

    __slots__ = ("_firsts", "_heads", "_lines", "_most", "_whole")

    def __init__(self, firsts: "FirstWords", least: int, most: int) -> None:
        """``least``, ``most``: code points that the field allows."""
        self._firsts = firsts
        self._heads = Heads(firsts)
        self._most = most
        self._whole = re.compile(letters_and_length(least, " \t\r\n\xa0") + r"\Z", re.DOTALL).match
        self._lines = re.compile(f"(?:{letters_and_length(least, ' ')}\n)*").match

    def __call__(self, text: str) -> object:
        """Whether the text is fine."""
        if len(text) > self._most or not self._whole(text):
            return False
        if text.isdigit():
            return self._firsts.is_plain_number(text)
        return self._firsts[text.partition(" ")[0]] or self._heads[text[:HEAD]] or self._firsts.say_something(text)

    def doubtful(self, texts: Sequence[str]) -> Iterable[int]:
        """Positions of the texts that are not proved to be fine, in their order."""
        joined = "\n".join([*texts, ""])
        if joined.count("\n") > len(texts):
            return [at for at, text in enumerate(texts) if not self(text)]
        firsts, heads, say_something = self._firsts, self._heads, self._firsts.say_something
        told = [
            firsts.is_plain_number(text)
            if text.isdigit()
            else firsts[text.partition(" ")[0]] or heads[text[:HEAD]] or say_something(text)
            for text in texts
        ]
        doubts = set[int]() if all(told) else {at for at, found in enumerate(told) if not found}
        if self._most < len(joined) and max(map(len, texts)) > self._most:
            doubts.update(at for at, text in enumerate(texts) if len(text) > self._most)
        doubts.update(self._misshapen(joined))
        return sorted(doubts)

    def _misshapen(self, joined: str) -> Iterator[int]:
        """Numbers of the lines that are not of sure letters and length."""
        end = line = 0
        while proved := self._lines(joined, end):
            line += joined.count("\n", end, proved.end())
            if proved.end() == len(joined):
                return
            yield line
            end, line = joined.index("\n", proved.end()) + 1, line + 1


class Heads(dict[str, bool]):
    """The first `HEAD` characters of a text → whether every text that begins with them says something.

    Beginnings come again where whole texts do not ("Cơ sở dữ liệu quản lý …").
    """

    def __init__(self, firsts: "FirstWords") -> None:
        """Beginnings are judged when they are first met."""
        super().__init__()
        self._firsts = firsts

    def __missing__(self, head: str) -> bool:
        words = head.split(" ")
        # The last word of a longer text may be cut.
        found = any(map(self._firsts.telling.__getitem__, words if len(head) < HEAD else words[:-1]))
        if len(self) < MOST_HEADS:
            self[head] = found
        return found


class FirstWords(dict[str, bool]):
    """First word, as it is written → whether every text that begins with it says something in the field."""

    def __init__(self, emptiness: Emptiness, field: Field) -> None:
        """Words are judged when they are first met."""
        super().__init__()
        self.telling = TellingWords(field, emptiness)
        self._field, self._emptiness = field, emptiness

    def __missing__(self, word: str) -> bool:
        if self.telling.may_be_acronym(word):
            return False
        found = self._emptiness.is_telling(word, self._field)
        found = found or not self._emptiness.can_start_placeholder(word, self._field)
        if len(self) < MOST_WORDS and len(word) < 40:
            self[word] = found
        return found

    def is_plain_number(self, text: str) -> bool:
        """Whether a text of digits is a number that says something."""
        return self._emptiness.is_plain_number(text, self._field)

    def say_something(self, text: str) -> bool:
        """Whether one of its first words proves that the text says something."""
        return any(map(self.telling.__getitem__, text.split(" ", LOOKED_AT)[:LOOKED_AT]))


class TellingWords(dict[str, bool]):
    """Word between spaces → whether it proves that a text with it is not empty for the field, nor a bare acronym."""

    def __init__(self, field: Field, emptiness: Emptiness) -> None:
        """Words are judged when they are first met."""
        super().__init__()
        self._field, self._emptiness = field, emptiness
        self._lower = any(check.kind == "not_acronym" for check in field.checks)

    def __missing__(self, word: str) -> bool:
        found = self._emptiness.is_telling(word, self._field) and not self.may_be_acronym(word)
        if len(self) < MOST_WORDS and len(word) < 40:
            self[word] = found
        return found

    def may_be_acronym(self, word: str) -> bool:
        """Whether the word leaves it open that the text is an acronym where none may stand."""
        return self._lower and word == word.upper()
