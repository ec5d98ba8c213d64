"""The encodings in which a byte or two stand for one Vietnamese letter, and how each betrays itself in a word."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from unicodedata import normalize

from catalog_validator.letters.tables import (
    CP1258,
    TCVN3,
    TCVN3_CAPITALS,
    VISCII,
    VNI_ALONE,
    bytes_1252,
    vni_pairs,
)
from catalog_validator.model.dataclass import dataclass

_LETTERS = "A-Za-zÀ-ÖØ-öø-\u036f\u1ab0-\u1aff\u1e00-\u1eff"
_UNITS = frozenset({"µm", "µg", "µl", "µL", "µs", "µF", "µA", "µV", "µW", "µM", "µSv", "N·m", "A·h"})
_CAPITAL_INSIDE = re.compile("[a-zß-öø-ÿ¡-¬\xad-¿][À-ÖØ-Þ]")
"""A capital with an accent after a small letter: no language writes so, TCVN3 and VISCII do all the time."""
_NEVER = re.compile("(?!)")
_CONSONANTS = "BCDGHKLMNPQSTVX"
"""Capitals of which Vietnamese abbreviations are made."""


@dataclass(frozen=True, slots=True)
class Font:
    """One encoding: how a word of it is found, read, and told from ordinary words."""

    name: str
    token: re.Pattern[str]
    """A run of characters that may be one word of it."""
    codes: re.Pattern[str]
    """Its codes: what it reads as a letter that is not meant by the character itself."""
    decode: Callable[[str], str]
    """A word → its letters, composed. The case of a letter is that of its code."""
    sure: re.Pattern[str]
    """Found in a word: no ordinary text has these characters at such a place."""
    unsure: re.Pattern[str] = _NEVER
    """Matches a whole word that ordinary texts may have although `sure` is found in it."""
    capital: re.Pattern[str] = _NEVER
    """Found in a word: a capital stands where no capital can, whatever the word."""
    inside: re.Pattern[str] = _NEVER
    """Found in a word: a sign between letters, so that even a foreign name is no ordinary one."""
    initials: re.Pattern[str] = _NEVER
    """Matches a whole word that is an abbreviation as only this encoding writes it (``Q§``)."""
    rare: re.Pattern[str] = _NEVER
    """Matches a word such as other languages hardly have: with a plain word beside it, it proves the encoding."""
    telling: re.Pattern[str] = _NEVER
    """Matches a word such as no other language has: it proves the encoding alone."""
    alone: frozenset[str] = frozenset()
    """Signs that, between blanks, are what they look like."""
    alien: re.Pattern[str] = _NEVER
    """Found in what `codes` leaves of a word: a character that the encoding does not have."""
    usual: bool = False
    """Found in many old files: where two encodings explain a text as well, it is this one."""
    strict_case: bool = False
    """The encoding has all capitals: a word that mixes cases is none of its."""

    def read(self, word: str) -> str:
        """The letters of one word; a sign by itself and a unit of measure stay."""
        if word.isascii() or word in self.alone or word in _UNITS:
            return word
        letters = self.decode(word)
        return letters.upper() if _shouted(word, letters) else letters

    def read_all(self, text: str) -> str:
        """The letters of a text, word by word; small ones as capitals in a text that has capitals only."""
        letters = self.token.sub(lambda match: self.read(match.group()), text)
        if _shouted(text, letters) and any(len(word) > 2 and word.isupper() for word in self.token.findall(letters)):
            return letters.upper()
        return letters

    def has_aliens(self, word: str) -> bool:
        """Whether a word has a character that the encoding does not have."""
        return self.alien.search(self.codes.sub("", word)) is not None


def _shouted(word: str, letters: str) -> bool:
    """A word or text in capitals whose marked letters come out small: the font would have shown capitals."""
    plain = [char for char in word if char.isascii() and char.isalpha()]
    return len(plain) > 1 and letters != letters.upper() and all(char.isupper() for char in plain)


def _by_character(table: dict[str, str]) -> Callable[[str], str]:
    codes = str.maketrans(table)
    return lambda word: normalize("NFC", word.translate(codes))


def _one_of(characters: Iterable[str]) -> re.Pattern[str]:
    return re.compile("[" + "".join(map(re.escape, characters)) + "]")


def _tcvn3() -> Font:
    table = TCVN3 | TCVN3_CAPITALS
    signs = "¡-©«-¯µ-¹»-¾×÷ª\x80-\x9f"
    return Font(
        "TCVN3",
        re.compile(f"[{_LETTERS}{signs}]+"),
        _one_of(table),
        _by_character(table),
        re.compile(f"[{signs}]|{_CAPITAL_INSIDE.pattern}"),
        unsure=re.compile(
            "[A-Za-z][ª¹·×÷]|[A-Za-z][·×÷][A-Za-z]|[£§¥¢¤¡¦¬µ®©«\xad][A-Za-z]|[½¼¾¹·×÷»¶].*"
            "|(?![®§¤][µ·¸¹«¬])[¡-¿×÷]{2,}"
        ),
        capital=_CAPITAL_INSIDE,
        inside=re.compile("[A-Za-zÀ-ÿ][¡-©«¬®µ¶¸¹»-¾ª][A-Za-zÀ-ÿ]"),
        initials=re.compile("(?:[A-Z]{0,3}[ABCGHKLNQTV]§){1,2}(?:[A-Z]{1,5})?|§[BCGHKLNSTVX]{2,5}|¦[A-Z]{1,3}"),
        rare=re.compile("[^äöåæøüÄÖÅÆØÜ]*"),
        telling=re.compile("[^äöåæøüÄÖÅÆØÜ]{4,}|[A-Z][À-ÖØ-Þ][a-z]+"),
        alone=frozenset("»§×÷½¼¾©·¹ªº\xad¡"),
        alien=re.compile("[À-ÿ]"),
        usual=True,
    )


def _vni() -> Font:
    bases, tones = "aeouyôöAEOUYÔÖ", "øùûõïØÙÛÕÏ"
    codes = re.compile(
        f"[aeoAEO][âÂ][{tones}]|[aA][êÊ][{tones}]|[{bases}][{tones}âàáåãäÂÀÁÅÃÄ]|[aA][êèéúüëÊÈÉÚÜË]|[ìíæóòôöîñÌÍÆÓÒÔÖÎÑ]"
    )
    table = vni_pairs() | VNI_ALONE

    def letter(match: re.Match[str]) -> str:
        found = match.group()
        read = table.get(found) or table.get(found.lower())
        if read is None:  # a mark on a letter that never has it: both stay
            return found
        return read.upper() if found[0].isupper() else read

    return Font(
        "VNI",
        re.compile(f"[{_LETTERS}]+"),
        codes,
        lambda word: normalize("NFC", codes.sub(letter, word)),
        re.compile("a[øùâàáåä]|e[øõâå]|[eo]ä|o[øâå]|[ôö][øùûõïô]|u[øû]|y[øûõ]", re.IGNORECASE),
        unsure=re.compile("[A-Za-z]{0,2}[aeo]ä", re.IGNORECASE),
        initials=re.compile(
            f"[{_CONSONANTS}]{{0,3}}[{_CONSONANTS}]Ñ(?:[{_CONSONANTS}][A-Z]{{0,4}})?|Ñ[{_CONSONANTS}]{{2,5}}"
        ),
        rare=re.compile("(?=.*(?:a[êèëüûõã]|e[äãàùû]|o[ãõä]|u[õùï]|y[ù]|[aeo]ï.|[aeo]á.)).*", re.IGNORECASE),
        telling=re.compile(
            "(?=.*[aeouy][ïéáäúüëèêãàùûõ]).{5,}|ñ(?=.*[aeouyöô][ïéáäúüëèêãàùûõøåâ]).{2,}", re.IGNORECASE
        ),
        alien=re.compile("[À-ÿ]"),
        usual=True,
    )


def _viscii() -> Font:
    # What ordinary texts put beside words stays what it is.
    shown = {char: code for char, code in bytes_1252().items() if char not in "‘’“”–—…•"}
    table = {code: letter for code, letter in VISCII.items() if code != "\xa0"}
    table |= {char: VISCII[code] for char, code in shown.items()}
    signs = "\x80-\x9f¡-¿×÷" + "".join(map(re.escape, shown))
    return Font(
        "VISCII",
        re.compile(f"[{_LETTERS}{signs}]+"),
        _one_of(table),
        _by_character(table),
        re.compile(f"[{signs}]|{_CAPITAL_INSIDE.pattern}"),
        unsure=re.compile(
            "[A-Za-z]{1,3}[ª¹·²³°º®©™»×÷]|[A-Za-z][·×÷][A-Za-z]|[£§¥¢¤¡¦¬µ®©«\xad±][A-Za-z]|[½¼¾¹²³°º·×÷»¶].*"
            "|[¡-¿×÷]{2,}|.*[ŠšŽžŒœŸƒˆ˜].*"
        ),
        capital=_CAPITAL_INSIDE,
        inside=re.compile("[A-Za-zÀ-ÿ][¡-©«¬®-¶¸-¿ª][A-Za-zÀ-ÿ]"),
        strict_case=True,
    )


def _cp1258() -> Font:
    return Font(
        "Windows-1258",
        re.compile(f"[{_LETTERS}]+"),
        _one_of(CP1258),
        _by_character(CP1258),
        re.compile("[âêôãõýÂÊÔÃÕÝ][ìòÌÒÞ]|[aeiouyâêôãõý][ÌÒÞ]"),
    )


@cache
def fonts() -> dict[str, Font]:
    """All of them by name, the most frequent first."""
    return {font.name: font for font in (_tcvn3(), _vni(), _viscii(), _cp1258())}
