"""Drawing on a terminal: colours, widths that know wide and combining characters, wrapping, bars."""

import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from catalog_validator.model.dataclass import dataclass

Style = Literal["plain", "bold", "dim", "error", "warning", "note", "good", "place"]

_CODES: dict[Style, str] = {
    "plain": "",
    "bold": "1",
    "dim": "2",
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "good": "1;32",
    "place": "36",
}
_EIGHTHS = " ▏▎▍▌▋▊▉"


@dataclass(frozen=True, slots=True)
class Paint:
    """Colours, or none at all."""

    color: bool

    def __call__(self, style: Style, text: str) -> str:
        """The text in a style. Widths have to be settled before."""
        code = _CODES[style]
        return f"\x1b[{code}m{text}\x1b[0m" if self.color and code and text else text


@lru_cache(maxsize=4096)
def char_columns(char: str) -> int:
    """Columns that one character takes: 0, 1 or 2."""
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def columns(text: str) -> int:
    """Columns that a text takes."""
    return len(text) if text.isascii() else sum(map(char_columns, text))


def clip(text: str, width: int) -> str:
    """The text in at most so many columns, with ``…`` where it was cut."""
    if columns(text) <= width:
        return text
    taken, used = 0, 0
    for char in text:
        used += char_columns(char)
        if used > width - 1:
            break
        taken += 1
    return text[:taken] + "…" if width > 0 else ""


def clip_front(text: str, width: int) -> str:
    """The text in at most so many columns, cut at its beginning: of a path, the file and line remain."""
    return text if columns(text) <= width else "…" + clip(text[::-1], width)[:-1][::-1]


def pad(text: str, width: int, *, right: bool = False) -> str:
    """The text in exactly so many columns (or more, where it is wider)."""
    blanks = " " * max(0, width - columns(text))
    return blanks + text if right else text + blanks


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most so many columns, broken at blanks; a longer word is broken where it must be."""
    width = max(width, 8)
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if columns(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = _chunks(word, width)
        lines.extend(full)
    return [*lines, line]


def _chunks(word: str, width: int) -> Iterator[str]:
    chunk, used = "", 0
    for char in word:
        size = char_columns(char)
        if used + size > width and chunk:
            yield chunk
            chunk, used = "", 0
        chunk += char
        used += size
    yield chunk


def bar(score: Fraction | None, cells: int) -> str:
    """A score as a bar, cut and never rounded: only 100 % is full."""
    if score is None:
        return "·" * cells
    eighths = int(max(Fraction(0), min(score, Fraction(100))) * cells * 8 / 100)
    full, rest = divmod(eighths, 8)
    part = _EIGHTHS[rest] if rest else ""
    return "█" * full + part + "░" * (cells - full - len(part))
