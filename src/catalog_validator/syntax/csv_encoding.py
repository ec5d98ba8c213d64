"""In which encoding a text is: told by its mark, by the user, or by evidence that leaves no other."""

import re

from catalog_validator.letters.syllables import is_syllable
from catalog_validator.model.text import nfc
from catalog_validator.syntax.csv_legacy import build_decoder

NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "windows-1258": "Windows-1258",
    "tcvn3": "TCVN3",
    "viscii": "VISCII",
    "vni": "VNI",
}
"""Encodings that are read, with the name that a reader knows."""

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_FEWEST_WORDS = 8
_FEWEST_FORMS = 4
_SHARE = 0.9
"""Of the words with marks, this share has to be well-formed syllables: see `is_surely_windows_1258`."""
_OWN = 0.25
"""Of the same words, this share has to hold a letter that Western encodings do not have."""
_LAST_WESTERN = "\u00ff"
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")
_LAST_LATIN, _SIGNS = 0x1EFF, range(0x2000, 0x2200)


def choose_encoding(head: bytes, whole: bool, told: str | None) -> str:
    """The name of the encoding to read in: a key of `NAMES`.

    A mark at the start is certain, whatever was told. Where nothing is certain it is UTF-8, and reading will say at
    which byte that fails. ``whole``: nothing follows the head.
    """
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    if marked:
        return marked
    if told is not None and not told.startswith("utf-"):
        return told
    wide = wide_encoding(head)
    if told == "utf-16":
        return wide or "utf-16-le"
    if told is None and wide:
        return wide
    if told is None and not _decodes(head, "utf-8", whole) and is_surely_windows_1258(head, whole):
        return "windows-1258"
    return "utf-8"


def wide_encoding(head: bytes) -> str | None:
    """UTF-16 without its mark: every third pair of bytes has a NUL on the same side, and all of it is Latin text.

    No text in an encoding of single bytes holds a NUL.
    """
    even = head[: len(head) // 2 * 2]
    halves = (even[0::2].count(0), even[1::2].count(0))
    if max(halves) * 6 < len(even) or not even:
        return None
    name = "utf-16-be" if halves[0] > halves[1] else "utf-16-le"
    text = even.decode(name, "replace")
    return name if all(_is_latin(char) for char in set(text)) else None


def is_surely_windows_1258(head: bytes, whole: bool) -> bool:
    """Whether the text is Vietnamese in Windows-1258 and can be nothing else.

    Of its words with marks, at least eight and of four forms or more, nine in ten are well-formed syllables. Real
    Vietnamese texts come to 94 in 100 and more; read so, texts of other languages in Windows-1252, and Vietnamese in
    TCVN3, VNI or broken UTF-8, come to half or less. And one in four holds a letter that no Western encoding has: in
    real texts half and more do, and one in twenty where all other letters were lost before (``Qu?n lý``).
    """
    text = _decodes(head, "windows-1258", whole)
    words = marked_words(text or "")
    if len(words) < _FEWEST_WORDS or len({word.lower() for word in words}) < _FEWEST_FORMS:
        return False
    spelled = [word for word in words if is_syllable(nfc(word.lower()))]
    own = sum(max(word) > _LAST_WESTERN for word in spelled)
    return len(spelled) >= _SHARE * len(words) and own >= _OWN * len(words)


def marked_words(text: str) -> list[str]:
    """The words of the text that hold a letter beyond ASCII."""
    return [word for word in _WORD.findall(text) if not word.isascii()]


def decode_head(head: bytes, encoding: str) -> str:
    """The text of the first bytes, as far as it can be told."""
    if encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        return head.decode(encoding, "replace").removeprefix("\ufeff")
    return _decodes(head, encoding, whole=False) or head.decode("latin-1")


def _decodes(head: bytes, encoding: str, whole: bool) -> str | None:
    try:
        return build_decoder(encoding).decode(head, whole)
    except UnicodeDecodeError:
        return None


def _is_latin(char: str) -> bool:
    code = ord(char)
    return char in "\t\r\n" or 0x20 <= code <= _LAST_LATIN or code in _SIGNS
