"""Why a text counts as empty: blank, a placeholder, the field's own label, or typed rubbish."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from catalog_validator.model.finding import Violation
from catalog_validator.model.profile import Field, FieldType, Placeholders
from catalog_validator.model.text import fold, trim
from catalog_validator.rules.codes import read_code, read_yes_no
from catalog_validator.rules.phrases import Family, Words, bare, build_family, is_bare, split_words, spoken
from catalog_validator.rules.rubbish import Keyboard, build_keyboard, is_one_character

Reason = tuple[str, str]
"""A code, and the placeholder's family (or an empty text)."""
GRAVITY = ("CV103", "CV107", "CV106", "CV104")
"""Which reason stands for a text whose clauses have different ones."""
TEXTUAL = frozenset({FieldType.TEXT, FieldType.TEXTS, FieldType.RECORD, FieldType.RECORDS})
"""Types in which a run of digits can only be rubbish when it is as long as ``12345``."""
SHORT = 3
"""A word of so few letters means too many things without its diacritics ("co": có, cơ, cờ, CO)."""

# Where one clause ends and another begins. A dot inside a number or an abbreviation ends nothing.
_CLAUSE = re.compile(r"[,;:()\[\]{}!?…|\r\n]+|\.+(?=\s)|\s[-–—/]\s")


@dataclass(frozen=True, slots=True)
class Spelling:
    """The placeholders of a profile in one way of writing: with diacritics, or without."""

    key: Callable[[str], str]
    exact: frozenset[Words]
    none: frozenset[Words]
    families: tuple[Family, ...]
    firsts: frozenset[str]
    """First words of all exact and "none" placeholders."""

    def says_none(self, words: Words) -> bool:
        """Whether the words are one of those for "none"."""
        return self._key(words) in self.none

    def family(self, words: Words, may_refer: bool) -> str | None:
        """Id of the family that the words belong to, ``exact`` for a listed text, None for neither."""
        keyed = self._key(words)
        if keyed in self.exact or _joined(keyed) in self.exact:
            return "exact"
        for family in self.families:
            if not (family.refers and may_refer) and family.covers(keyed):
                return family.id
        return None

    def may_begin(self, word: str) -> bool:
        """False proves that no placeholder of this spelling begins with the word."""
        keyed = self.key(word)
        return keyed in self.firsts or any(family.may_begin(keyed) for family in self.families)

    def _key(self, words: Words) -> Words:
        return tuple(map(self.key, words))


def _joined(words: Words) -> Words:
    """Single letters as the abbreviation they are: ``n/a`` and ``N. A.`` are ``na``."""
    return ("".join(words),) if len(words) > 1 and all(len(word) == 1 for word in words) else words


@dataclass(frozen=True, slots=True)
class Names:
    """What one field calls itself and what it accepts, in the form texts are compared in."""

    field: Field
    labels: frozenset[Words]
    firsts: frozenset[str]
    declared: frozenset[str]


@dataclass(frozen=True, slots=True)
class Emptiness:
    """Knows the texts that say nothing. Built once per profile."""

    spellings: tuple[Spelling, Spelling]
    """With diacritics, and without for texts that are typed without any."""
    literals: frozenset[str]
    """Listed texts whose sign matters (``#REF!``), case folded."""
    keyboard: Keyboard
    max_length: int
    # By id, as fields are not hashable. Each entry keeps its field, so that an id cannot pass to another.
    _names: dict[int, Names] = field(default_factory=dict)

    def why_empty(self, text: str, field: Field) -> Violation | None:
        """Why the text, not yet trimmed, counts as empty in the field; None when it says something.

        A code of the field's list, a clear yes or no, and a declared answer always say something.
        """
        trimmed = trim(text)
        if not trimmed:
            return Violation("CV102", (), {"value": text})
        folded = fold(trimmed)
        names = self._names_of(field)
        if folded in names.declared or _is_answer(field, trimmed):
            return None
        if is_one_character(trimmed, folded):
            return Violation("CV105", (), {"value": text})
        if not folded:
            return Violation("CV103", (), {"value": text, "family": "exact"})
        return self._why_worded(text, trimmed, folded, names)

    def can_start_placeholder(self, first_word: str, field: Field) -> bool:
        """False proves that `why_empty` is None for every text that begins with this word (as written, up to a blank).

        True proves nothing.
        """
        words = split_words(first_word)
        if not words or len(set(words[0])) == 1 or "#" in first_word:
            return True
        word = words[0]
        if spoken(word) in self._names_of(field).firsts or self._is_rubbish(word, field):
            return True
        return any(spelling.may_begin(word) for spelling in self._spellings_of(words[:1]))

    def _why_worded(self, text: str, trimmed: str, folded: str, names: Names) -> Violation | None:
        if len(folded) > self.max_length:
            return None
        spellings = self._spellings_of(split_words(folded))
        reason = self._why_clause(folded, names, spellings)
        if reason is None and trimmed.casefold() in self.literals:
            reason = "CV103", "exact"
        if reason is None:
            reasons = [
                self._why_clause(clause, names, spellings) for clause in map(fold, _CLAUSE.split(trimmed)) if clause
            ]
            reason = _gravest(reasons)
        if reason is None:
            return None
        code, family = reason
        facts: Mapping[str, object] = {"value": text, "family": family} if family else {"value": text}
        return Violation(code, (), facts)

    def _why_clause(self, folded: str, names: Names, spellings: tuple[Spelling, ...]) -> Reason | None:
        """Why a folded text says nothing, whatever signs stand in it."""
        words = split_words(folded)
        if tuple(map(spoken, words)) in names.labels:
            return "CV104", ""
        for spelling in spellings:
            if spelling.says_none(words):
                return "CV107", ""
            family = spelling.family(words, names.field.may_refer)
            if family is not None:
                return "CV103", family
        if words and all(self._is_rubbish(word, names.field) for word in words):
            return "CV106", ""
        return None

    def _spellings_of(self, words: Words) -> tuple[Spelling, ...]:
        return self.spellings if is_bare(words) else self.spellings[:1]

    def _is_rubbish(self, word: str, field: Field) -> bool:
        """A word that alone says nothing; a text of such words says no more."""
        if self.keyboard.typed_at_random(word, field.type in TEXTUAL):
            return True
        return (spoken(word),) in self.spellings[0].exact or (len(word) > 1 and is_one_character(word, word))

    def _names_of(self, field: Field) -> Names:
        names = self._names.get(id(field))
        if names is None or names.field is not field:
            names = self._names[id(field)] = _build_names(field)
        return names


def _gravest(reasons: list[Reason | None]) -> Reason | None:
    """A text says nothing when each of its clauses says nothing."""
    known = [reason for reason in reasons if reason is not None]
    return min(known, key=lambda reason: GRAVITY.index(reason[0])) if known and len(known) == len(reasons) else None


def _is_answer(field: Field, trimmed: str) -> bool:
    if field.type in (FieldType.CODE, FieldType.CODES):
        return not isinstance(read_code(field, trimmed), Violation)
    return field.type is FieldType.YES_NO and not isinstance(read_yes_no(field, trimmed), Violation)


def _build_names(field: Field) -> Names:
    labels = set()
    for text in (field.id, field.label.vi, field.label.en, *field.aliases):
        words = split_words(text)
        if words:
            labels |= {tuple(map(key, words)) for key in (spoken, bare)}
    firsts = frozenset(words[0] for words in labels)
    return Names(field, frozenset(labels), firsts, frozenset(map(fold, field.declared)))


def build_emptiness(placeholders: Placeholders) -> Emptiness:
    """What a profile's placeholders mean, ready to be asked."""
    signed = [text for text in placeholders.exact if text.startswith("#")]
    plain = [text for text in placeholders.exact if not text.startswith("#")]
    full, typed = (_build_spelling(placeholders, plain, key) for key in (spoken, bare))
    literals = frozenset(trim(text).casefold() for text in signed)
    return Emptiness((full, typed), literals, build_keyboard(placeholders.mash), placeholders.max_length)


def _build_spelling(placeholders: Placeholders, exact: list[str], key: Callable[[str], str]) -> Spelling:
    def keyed(texts: Iterable[str]) -> frozenset[Words]:
        found = [split_words(text) for text in texts]
        return frozenset(tuple(map(key, words)) for words in found if words and not _ambiguous(words, key))

    listed, none = keyed(exact), keyed(placeholders.none)
    families = tuple(build_family(family, key) for family in placeholders.families)
    return Spelling(key, listed, none, families, frozenset(words[0] for words in listed | none))


def _ambiguous(words: Words, key: Callable[[str], str]) -> bool:
    return key is bare and len(words) == 1 and len(words[0]) <= SHORT and not is_bare(words)
