"""What a plain YAML scalar means: the core schema of YAML 1.2, less what hides a surprise."""

import math
import re

_STARTS = frozenset("0123456789+-.~nNtTfF")
_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NO_NUMBER = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_OLD_NUMBER = re.compile(
    r"[-+]?0[0-7_]+"  # octal
    r"|[-+]?0b[01_]+|[-+]?0x[0-9a-fA-F_]+"
    r"|[-+]?[1-9][0-9_]*"
    r"|[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|[-+]?\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
    r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"  # base 60
)
_LONGEST = 1_000
"""Digits: longer numbers are beyond a double, and Python would refuse to print them."""

Scalar = str | int | float | bool | None


def read_plain(text: str) -> tuple[Scalar, str | None]:
    """The value of a plain scalar, and the code of what is wrong with it (CV005, CV009) or None.

    Only what reads as a number under YAML 1.1 but not here is suspect; dates, ``yes`` and ``no`` are text.
    """
    if text and text[0] not in _STARTS:
        return text, None
    if text in _WORDS:
        return _WORDS[text], None
    if _INTEGER.fullmatch(text):
        return (int(text), None) if len(text) <= _LONGEST else (text, "CV005")
    if _BASED.fullmatch(text):
        return (int(text, 0), None) if len(text) <= _LONGEST else (text, "CV005")
    if _FLOAT.fullmatch(text):
        number = float(text)
        return (number, None) if math.isfinite(number) else (text, "CV005")
    if _NO_NUMBER.fullmatch(text):
        return text, "CV005"
    return text, "CV009" if _OLD_NUMBER.fullmatch(text) else None
