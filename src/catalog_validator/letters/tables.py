"""The code tables of the old Vietnamese encodings, as what a reader shows of their bytes → Vietnamese letters.

A reader that takes such bytes for Windows-1252 or Latin-1 shows each as one character; the tables speak of these.
Sources: TCVN 5712:1993 (VN3, the set of the ``.Vn`` fonts; its VN1 adds capitals in 80-9F); RFC 1456 for VISCII
and VIQR; the VNI-Windows layout of the ``VNI-`` fonts; Windows code page 1258 as the standard library has it.
"""

from functools import cache


def _rows(first: int, rows: str) -> dict[str, str]:
    """Code by code from ``first``; a dot for a code without a Vietnamese letter."""
    return {chr(first + step): letter for step, letter in enumerate(rows.split()) if letter != "."}


TCVN3 = _rows(
    0xA1,
    """
    Ă Â Ê Ô Ơ Ư Đ ă â ê ô ơ ư đ .
    . . . . . à ả ã á ạ . ằ ẳ ẵ ắ .
    . . . . . . ặ ầ ẩ ẫ ấ ậ è . ẻ ẽ
    é ẹ ề ể ễ ế ệ ì ỉ . . . ĩ í ị ò
    . ỏ õ ó ọ ồ ổ ỗ ố ộ ờ ở ỡ ớ ợ ù
    . ủ ũ ú ụ ừ ử ữ ứ ự ỳ ỷ ỹ ý ỵ
    """,
)
TCVN3_CAPITALS = _rows(0x80, "À Ả Ã Á Ạ Ặ Ậ È Ẻ Ẽ É Ẹ Ệ Ì Ỉ Ĩ Í Ị Ò Ỏ Õ Ó Ọ Ộ Ờ Ở Ỡ Ớ Ợ Ù Ủ Ũ")
"""VN1 alone has these; only where a reader kept the bytes as control characters are they taken for letters."""

VISCII = _rows(
    0x80,
    """
    Ạ Ắ Ằ Ặ Ấ Ầ Ẩ Ậ Ẽ Ẹ Ế Ề Ể Ễ Ệ Ố
    Ồ Ổ Ỗ Ộ Ợ Ớ Ờ Ở Ị Ỏ Ọ Ỉ Ủ Ũ Ụ Ỳ
    Õ ắ ằ ặ ấ ầ ẩ ậ ẽ ẹ ế ề ể ễ ệ ố
    ồ ổ ỗ Ỡ Ơ ộ ờ ở ị Ự Ứ Ừ Ử ơ ớ Ư
    À Á Â Ã Ả Ă ẳ ẵ È É Ê Ẻ Ì Í Ĩ ỳ
    Đ ứ Ò Ó Ô ạ ỷ ừ ử Ù Ú ỹ ỵ Ý ỡ ư
    à á â ã ả ă ữ ẫ è é ê ẻ ì í ĩ ỉ
    đ ự ò ó ô õ ỏ ọ ụ ù ú ũ ủ ý ợ Ữ
    """,
)
"""Without the six capitals that it puts among the control characters below 20."""

CP1258 = {
    chr(code): letter
    for code in range(0xC0, 0x100)
    if (letter := bytes([code]).decode("cp1258")) != bytes([code]).decode("cp1252")
}

VNI_ALONE = dict(zip("ìíæóòôöîñÌÍÆÓÒÔÖÎÑ", "ìíỉĩịơưỵđÌÍỈĨỊƠƯỴĐ", strict=True))
"""One character, one letter."""
_VNI_TONES = dict(zip("øùûõï", "\u0300\u0301\u0309\u0303\u0323", strict=True))
_VNI_HATS = dict(zip("âàáåãä", "âầấẩẫậ", strict=True))
_VNI_BREVES = dict(zip("êèéúüë", "ăằắẳẵặ", strict=True))


@cache
def vni_pairs() -> dict[str, str]:
    """A base letter with its marks, as VNI writes them (``aù``, ``eâ``, ``VEÂØ``) → the Vietnamese letter."""
    from unicodedata import normalize

    pairs: dict[str, str] = {}
    for base, bare in zip("aeouyôö", "aeouyơư", strict=True):
        pairs |= {base + mark: normalize("NFC", bare + tone) for mark, tone in _VNI_TONES.items()}
    for base in "aeo":
        for mark, letter in _VNI_HATS.items():
            pairs[base + mark] = normalize("NFC", normalize("NFD", letter).replace("a", base))
    pairs |= {"a" + mark: letter for mark, letter in _VNI_BREVES.items()}
    for base, mark in ("aâ", "eâ", "oâ", "aê"):
        # Hat and tone typed as two marks.
        stacked = {base + mark + tone: normalize("NFC", pairs[base + mark] + _VNI_TONES[tone]) for tone in _VNI_TONES}
        pairs |= stacked
    return pairs


@cache
def bytes_1252() -> dict[str, str]:
    """The characters that Windows-1252 shows for 80-9F → the control characters that Latin-1 shows."""
    shown = {}
    for code in range(0x80, 0xA0):
        try:
            shown[bytes([code]).decode("cp1252")] = chr(code)
        except UnicodeDecodeError:
            continue  # five codes have no character there; readers keep them as control characters
    return shown
