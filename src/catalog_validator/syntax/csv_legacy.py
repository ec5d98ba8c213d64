"""Encodings of Vietnamese that came before Unicode, as incremental decoders that give composed (NFC) text.

TCVN3 is the set VN3 of TCVN 5712:1993, as the ABC fonts used it: capitals with a tone are the small letter in a font
of capitals. VISCII is RFC 1456. VNI writes a letter as one or two bytes, the second for what stands above or below.
Windows-1258 writes tones as marks after their letter. In TCVN3 and VNI the bytes 0x80 to 0x9F are signs as in
Windows-1252, on whose fonts those were built.
"""

import codecs
import re
import unicodedata
from functools import cache

from catalog_validator.letters.tables import TCVN3, VISCII, VNI_ALONE, bytes_1252, vni_pairs

_NOTHING = "\ufffe"
"""Stands in a table for a byte without a letter."""
_VISCII_LOW = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}
"""Six letters of VISCII stand below 0x20."""

_MARKS = 8
"""Marks on one letter, and more than any has."""


class LegacyDecoder:
    """What all have in common: bytes in, text out, in any portions."""

    def __init__(self, name: str) -> None:
        """``name`` is the encoding of single bytes to begin with."""
        self._codec = codecs.getincrementaldecoder(name)()
        self._held = ""

    def getstate(self) -> tuple[bytes, int]:
        """No byte ever waits: what waits is text."""
        return b"", 0

    def decode(self, data: bytes, final: bool = False) -> str:
        """The text of the bytes; `UnicodeDecodeError` at a byte that stands for nothing."""
        text = self._held + self._codec.decode(data, final)
        cut = len(text) if final else self._last_start(text)
        self._held = text[cut:]
        return self._composed(text[:cut])

    def _last_start(self, text: str) -> int:
        """Where the last letter begins, whose rest may still come."""
        return max(len(text) - 1, 0)

    def _composed(self, text: str) -> str:
        return text


class TableDecoder(LegacyDecoder):
    """A letter per byte."""

    def __init__(self, table: str) -> None:
        """``table`` has 256 characters; U+FFFE where there is none."""
        super().__init__("ascii")
        self._table = table

    def decode(self, data: bytes, final: bool = False) -> str:
        """See `LegacyDecoder.decode`."""
        return codecs.charmap_decode(data, "strict", self._table)[0]


class Windows1258Decoder(LegacyDecoder):
    """Letters and the marks after them."""

    def __init__(self) -> None:
        """Nothing read so far."""
        super().__init__("cp1258")

    def _last_start(self, text: str) -> int:
        cut = max(len(text) - 1, 0)
        while cut > 0 and len(text) - cut < _MARKS and unicodedata.combining(text[cut]):
            cut -= 1
        return cut

    def _composed(self, text: str) -> str:
        return unicodedata.normalize("NFC", text)


class VniDecoder(LegacyDecoder):
    """Letters of one or two bytes."""

    def __init__(self) -> None:
        """Nothing read so far."""
        super().__init__("cp1252")

    def _last_start(self, text: str) -> int:
        cut = max(len(text) - 1, 0)
        return cut - 1 if cut and text[cut - 1 :] in vni_letters()[0] else cut

    def _composed(self, text: str) -> str:
        letters, pattern = vni_letters()
        return pattern.sub(lambda match: letters[match.group()], text)


def build_decoder(encoding: str) -> "LegacyDecoder | codecs.IncrementalDecoder":
    """A decoder for one of the old encodings, or for any that Python knows by that name."""
    if encoding == "tcvn3":
        return TableDecoder(_table(TCVN3))
    if encoding == "viscii":
        return TableDecoder(_table(VISCII | {chr(code): letter for code, letter in _VISCII_LOW.items()}))
    if encoding == "windows-1258":
        return Windows1258Decoder()
    return VniDecoder() if encoding == "vni" else codecs.getincrementaldecoder(encoding)()


def _table(letters: dict[str, str]) -> str:
    """All 256 bytes: letters first, then ASCII, the signs of Windows-1252 below 0xA0, and its no-break space."""
    signs = {control: sign for sign, control in bytes_1252().items()} | {"\xa0": "\xa0"}
    plain = {char: char for char in map(chr, range(128))}
    known = plain | signs | letters
    return "".join(known.get(chr(code), _NOTHING) for code in range(256))


@cache
def vni_letters() -> tuple[dict[str, str], re.Pattern[str]]:
    """What each letter is that is not ASCII, as it reads in Windows-1252, and the pattern that finds them."""
    known = vni_pairs() | VNI_ALONE
    # Of one byte or two, as the encoding has them: hat and tone typed apart are a habit of typists.
    small = {key: letter for key, letter in known.items() if len(key) < 3 and key.islower()}
    # A capital has a capital mark; texts are found where it is a small one.
    capitals = {key.upper(): letter.upper() for key, letter in small.items()}
    mixed = {key[0].upper() + key[1:]: letter.upper() for key, letter in small.items()}
    letters = {**mixed, **capitals, **small}
    longest_first = sorted(letters, key=len, reverse=True)
    return letters, re.compile("|".join(map(re.escape, longest_first)))
