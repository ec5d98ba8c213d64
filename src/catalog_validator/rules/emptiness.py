"""Why a text counts as empty: blank, a placeholder, the field's own label, or typed rubbish."""

import re
from collections.abc import Callable, Iterable, Mapping

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.finding import Violation
from catalog_validator.model.profile import Field, FieldType, Placeholders
from catalog_validator.model.text import fold, trim, without_invisible
from catalog_validator.rules.codes import read_code, read_yes_no
from catalog_validator.rules.foreign import Foreign
from catalog_validator.rules.phrases import (
    Family,
    Words,
    bare,
    build_family,
    is_bare,
    is_number,
    split_folded,
    split_words,
    spoken,
)
from catalog_validator.rules.rubbish import Keyboard, build_keyboard, is_one_character

Reason = tuple[str, str]
"""A code, and the placeholder's family (or an empty text)."""
GRAVITY = ("CV103", "CV107", "CV106", "CV104")
"""Which reason stands for a text whose clauses have different ones."""
TEXTUAL = frozenset({FieldType.TEXT, FieldType.TEXTS, FieldType.RECORD, FieldType.RECORDS})
"""Types in which a run of digits can only be rubbish when it is as long as ``12345``."""
LOOKED_AT = 8
"""Words of a text among which a telling one is looked for."""
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
    beginnings: frozenset[Words]
    """The first words, and first few words, of all exact and "none" placeholders."""
    firsts: frozenset[str]
    """The first word of every listed placeholder and of every phrase of a family."""
    vocabulary: frozenset[str]
    """Every word of a listed placeholder or of a phrase of a family."""

    def listed(self, words: Words) -> Reason | None:
        """The reason where the words are a listed placeholder or a word for "none"."""
        keyed = _joined(self._key(words))
        if keyed in self.none:
            return "CV107", ""
        return ("CV103", "exact") if keyed in self.exact else None

    def composed(self, words: Words, may_refer: bool) -> Reason | None:
        """The reason where the words belong to a family; one that points elsewhere only where that is no answer."""
        keyed = _joined(self._key(words))
        for family in self.families:
            if not (family.refers and may_refer) and family.covers(keyed):
                return "CV103", family.id
        return None

    def may_begin(self, words: Words) -> bool:
        """False proves that no placeholder of this spelling begins with the words."""
        first = self.key(words[0])
        if first not in self.firsts and not is_number(first):
            return False
        keyed = self._key(words)
        return keyed in self.beginnings or any(family.may_begin(keyed) for family in self.families)

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
    beginnings: frozenset[Words]
    declared: frozenset[str]
    vocabulary: frozenset[str]
    """Every word of a label."""


@dataclass(frozen=True, slots=True)
class Emptiness:
    """Knows the texts that say nothing. Built once per profile."""

    spellings: tuple[Spelling, Spelling]
    """With diacritics, and without for texts that are typed without any."""
    literals: frozenset[str]
    """Listed texts whose sign matters (``#REF!``), case folded."""
    keyboard: Keyboard
    max_length: int
    foreign: Foreign
    # By id, as fields are not hashable. Each entry keeps its field, so that an id cannot pass to another.
    _names: dict[int, Names] = field(default_factory=dict)

    def why_empty(self, text: str, field: Field) -> Violation | None:
        """Why the text, not yet trimmed, counts as empty in the field; None when it says something.

        A code of the field's list, a clear yes or no, and a declared answer always say something.
        """
        trimmed = trim(text)
        if not trimmed:
            return Violation("CV102", (), {"value": text})
        if any(self.is_telling(word, field) for word in trimmed.split(" ", LOOKED_AT)):
            return None
        return self.why_nothing_telling(text, trimmed, field)

    def why_nothing_telling(self, text: str, trimmed: str, field: Field) -> Violation | None:
        """The same without the short cut over a telling word; ``trimmed`` is not empty."""
        folded = fold(trimmed)
        names = self._names_of(field)
        if folded in names.declared or _is_answer(field, trimmed):
            return None
        if is_one_character(trimmed, folded):
            return Violation("CV105", (), {"value": text})
        if not folded:
            return Violation("CV103", (), {"value": text, "family": "exact"})
        reason = None if len(folded) > self.max_length else self._why_worded(trimmed, folded, names)
        if reason is None:
            return None
        code, family = reason
        facts: Mapping[str, object] = {"value": text, "family": family} if family else {"value": text}
        return Violation(code, (), facts)

    def can_start_placeholder(self, beginning: str, field: Field) -> bool:
        """False proves that `why_empty` is None for every text that begins so; True proves nothing.

        The beginning is a text's first word or first few words, as written, up to any blank.
        """
        clauses = _clauses(trim(beginning))
        if not clauses or "#" in beginning:
            return True
        return self._may_begin(split_folded(clauses[0]), self._names_of(field))

    def is_telling(self, word: str, field: Field) -> bool:
        """True proves that `why_empty` is None for every text with this word between blanks; False proves nothing.

        It is a word that no placeholder, label or rubbish is made of: the clause it stands in says something.
        """
        forms = self.foreign[word]
        return bool(forms) and self.vocabulary_of(field).isdisjoint(forms)

    def vocabulary_of(self, field: Field) -> frozenset[str]:
        """Every word of the field's own labels, in the forms of `foreign`."""
        return self._names_of(field).vocabulary

    def is_plain_number(self, text: str, field: Field) -> bool:
        """True proves that `why_empty` of a text of ASCII digits alone is None; False proves nothing."""
        if not text.isascii() or not text.isdigit() or text in self.spellings[0].firsts:
            return False
        return (text,) not in self._names_of(field).labels and not self.keyboard.typed_at_random(text, True)

    def _may_begin(self, words: Words, names: Names) -> bool:
        if not words or all(len(set(word)) == 1 or self._is_rubbish(word, names.field) for word in words):
            return True
        if tuple(map(spoken, words)) in names.beginnings:
            return True
        return any(spelling.may_begin(words) for spelling in self._spellings_of(words))

    def _why_worded(self, trimmed: str, folded: str, names: Names) -> Reason | None:
        if trimmed.casefold() in self.literals:
            return "CV103", "exact"
        clauses = _clauses(trimmed)
        words = split_folded(folded)
        if not clauses or not self._may_begin(split_folded(clauses[0]), names):
            return None
        spellings = self._spellings_of(words)
        reason = self._why_clause(words, names, spellings)
        if reason is None and len(clauses) > 1:
            reason = _gravest([self._why_clause(split_folded(clause), names, spellings) for clause in clauses])
        return reason

    def _why_clause(self, words: Words, names: Names, spellings: tuple[Spelling, ...]) -> Reason | None:
        """Why a text of these words says nothing, whatever signs stood between them."""
        if tuple(map(spoken, words)) in names.labels:
            return "CV104", ""
        listed = [reason for spelling in spellings if (reason := spelling.listed(words))]
        if listed:
            return listed[0]
        if words and all(self._is_rubbish(word, names.field) for word in words):
            return "CV106", ""
        composed = (spelling.composed(words, names.field.may_refer) for spelling in spellings)
        return next((reason for reason in composed if reason), None)

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


def _clauses(text: str) -> list[str]:
    """The folded clauses of a text that hold a word."""
    return [clause for clause in map(fold, _CLAUSE.split(without_invisible(text))) if clause]


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
    # A part's headings ("Tên") are ordinary names of columns; those of a field are what its form asks for.
    for text in (field.id, field.label.vi, field.label.en, *(field.aliases if field.group else ())):
        words = split_words(text)
        if words:
            labels |= {tuple(map(key, words)) for key in (spoken, bare)}
    vocabulary = frozenset(word for words in labels for word in words)
    return Names(field, frozenset(labels), _beginnings(labels), frozenset(map(fold, field.declared)), vocabulary)


def build_emptiness(placeholders: Placeholders) -> Emptiness:
    """What a profile's placeholders mean, ready to be asked."""
    signed = [text for text in placeholders.exact if text.startswith("#")]
    plain = [text for text in placeholders.exact if not text.startswith("#")]
    full, typed = (_build_spelling(placeholders, plain, key) for key in (spoken, bare))
    literals = frozenset(trim(text).casefold() for text in signed)
    keyboard = build_keyboard(placeholders.mash)
    foreign = Foreign(full.vocabulary | typed.vocabulary, keyboard)
    return Emptiness((full, typed), literals, keyboard, placeholders.max_length, foreign)


def _build_spelling(placeholders: Placeholders, exact: list[str], key: Callable[[str], str]) -> Spelling:
    def keyed(texts: Iterable[str]) -> frozenset[Words]:
        found = [_joined(split_words(text)) for text in texts]
        return frozenset(tuple(map(key, words)) for words in found if words and not _ambiguous(words, key))

    listed, none = keyed(exact), keyed(placeholders.none)
    families = tuple(build_family(family, key) for family in placeholders.families)
    firsts = {words[0] for words in listed | none}.union(*(family.phrases for family in families))
    phrases = [phrase.words for family in families for group in family.phrases.values() for phrase in group]
    vocabulary = frozenset(word for words in (*listed, *none, *phrases) for word in words)
    return Spelling(key, listed, none, families, _beginnings(listed | none), frozenset(firsts), vocabulary)


def _beginnings(phrases: Iterable[Words]) -> frozenset[Words]:
    return frozenset(words[:length] for words in phrases for length in range(1, len(words) + 1))


def _ambiguous(words: Words, key: Callable[[str], str]) -> bool:
    return key is bare and len(words) == 1 and len(words[0]) <= SHORT and not is_bare(words)
