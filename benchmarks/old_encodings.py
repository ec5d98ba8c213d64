"""Vietnamese as the old encodings write it, and as a reader that takes their bytes for Windows-1252 shows it."""

from collections.abc import Callable, Mapping
from functools import cache
from unicodedata import normalize

from catalog_validator.letters.tables import TCVN3, VISCII, VNI_ALONE, vni_pairs

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_UNUSED = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
"""Bytes without a character in Windows-1252; readers keep them as control characters."""


def _turned(table: Mapping[str, str]) -> dict[str, str]:
    return {letter: code for code, letter in table.items() if len(code) < 3}


def as_tcvn3(text: str) -> str:
    """Capitals with a tone have the codes of small letters, as the ``.Vn…H`` fonts want it."""
    codes = _turned(TCVN3)
    return "".join(codes.get(char) or codes.get(char.lower(), char) for char in text)


def as_viscii(text: str) -> str:
    """RFC 1456, but for the six capitals below 20, which stay."""
    codes = _turned(VISCII)
    return "".join(codes.get(char, char) for char in text)


@cache
def _vni() -> dict[str, str]:
    small = _turned(vni_pairs() | VNI_ALONE)
    return {letter.upper(): codes.upper() for letter, codes in small.items()} | small


def as_vni(text: str) -> str:
    """A letter and what stands above or below it, as the ``VNI-`` fonts want it."""
    return "".join(_vni().get(char, char) for char in text)


def as_windows_1258(text: str) -> str:
    """Tones as marks after their letter."""
    spread = "".join(map(_marked, normalize("NFC", text)))
    return spread.encode("cp1258", "replace").decode("cp1252", "replace")


def _marked(char: str) -> str:
    try:
        char.encode("cp1258")
    except UnicodeEncodeError:
        parts = normalize("NFD", char)
        bare = normalize("NFC", "".join(part for part in parts if part not in _TONES))
        return bare + "".join(part for part in parts if part in _TONES)
    return char


def as_utf8_in_windows_1252(text: str) -> str:
    """UTF-8, each byte shown as a character of Windows-1252."""
    return "".join(chr(byte) if byte in _UNUSED else bytes([byte]).decode("cp1252") for byte in text.encode())


def as_utf8_in_cp437(text: str) -> str:
    """UTF-8, each byte shown as a character of the old code page of consoles."""
    return text.encode().decode("cp437")


WRITERS: Mapping[str, Callable[[str], str]] = {
    "TCVN3": as_tcvn3,
    "VNI": as_vni,
    "VISCII": as_viscii,
    "Windows-1258": as_windows_1258,
    "UTF-8 read as Windows-1252": as_utf8_in_windows_1252,
    "UTF-8 read as CP437": as_utf8_in_cp437,
}
"""By the name under which `catalog_validator.letters` recognises the result."""
