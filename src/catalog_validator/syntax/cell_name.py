"""Columns of a table by letters, as spreadsheets name them."""

_LAST = 16_384
"""Columns of the widest sheet a spreadsheet program can open (``XFD``)."""


def column_letters(column: int) -> str:
    """``A`` for column 0, ``AA`` for column 26."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int | None:
    """0 for ``A``, 26 for ``AA``; None for what names no column of a spreadsheet."""
    number = 0
    if not (1 <= len(letters) <= 3 and letters.isascii() and letters.isalpha()):
        return None
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1 if number <= _LAST else None
