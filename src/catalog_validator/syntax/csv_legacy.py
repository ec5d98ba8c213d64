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
from itertools import product

_ASCII = "".join(map(chr, range(128)))
_TCVN3 = (
    "€\ufffe‚ƒ„…†‡ˆ‰Š‹Œ\ufffeŽ\ufffe\ufffe‘’“”•–—˜™š›œ\ufffežŸ"
    "\xa0ĂÂÊÔƠƯĐăâêôơưđ\ufffe\ufffe\ufffe\ufffe\ufffe\ufffeàảãáạ\ufffeằẳẵắ\ufffe"
    "\ufffe\ufffe\ufffe\ufffe\ufffe\ufffeặầẩẫấậè\ufffeẻẽéẹềểễếệìỉ\ufffe\ufffe\ufffeĩíịò"
    "\ufffeỏõóọồổỗốộờởỡớợù\ufffeủũúụừửữứựỳỷỹýỵ\ufffe"
)
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"
    "ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
"""Bytes 0x80 to 0xFF. Six letters of VISCII stand below 0x20."""
_VISCII_LOW = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}

_MARKS = 8
"""Marks on one letter, and more than any has."""
_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300\u0301\u0303\u0309\u0323"
_TONES = {"ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT}
_CIRCUMFLEX = {"â": "", "á": _ACUTE, "à": _GRAVE, "å": _HOOK, "ã": _TILDE, "ä": _DOT}
_BREVE = {"ê": "", "é": _ACUTE, "è": _GRAVE, "ú": _HOOK, "ü": _TILDE, "ë": _DOT}
_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


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
        return TableDecoder(_ASCII + _TCVN3)
    if encoding == "viscii":
        return TableDecoder("".join(_VISCII_LOW.get(code, chr(code)) for code in range(128)) + _VISCII)
    if encoding == "windows-1258":
        return Windows1258Decoder()
    return VniDecoder() if encoding == "vni" else codecs.getincrementaldecoder(encoding)()


@cache
def vni_letters() -> tuple[dict[str, str], re.Pattern[str]]:
    """What each letter is that is not ASCII, as it reads in Windows-1252, and the pattern that finds them."""
    letters = dict(_ALONE)
    for base, (mark, tone) in product("aeouyôö", _TONES.items()):
        letters[base + mark] = unicodedata.normalize("NFC", _ALONE.get(base, base) + tone)
    for base, (mark, tone) in product("aeo", _CIRCUMFLEX.items()):
        letters[base + mark] = unicodedata.normalize("NFC", base + "\u0302" + tone)
    for mark, tone in _BREVE.items():
        letters["a" + mark] = unicodedata.normalize("NFC", "a\u0306" + tone)
    # A capital has a capital mark; texts are found where it is a small one.
    capitals = {key.upper(): letter.upper() for key, letter in letters.items()}
    mixed = {key[0].upper() + key[1:]: letter.upper() for key, letter in letters.items()}
    letters = {**mixed, **capitals, **letters}
    longest_first = sorted(letters, key=len, reverse=True)
    return letters, re.compile("|".join(map(re.escape, longest_first)))
