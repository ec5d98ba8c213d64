"""Numbers in a table: those of its rows, those of its columns, and those that are merely numbers."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from catalog_validator.model.document import Row
from catalog_validator.vocab.cells import is_blank

_NUMBER = re.compile(r"[-+]?[0-9][0-9.,\s\u00a0]*%?")
_ORDINAL = re.compile(r"\s*[0-9]{1,6}(?:\.[0-9]{1,4}){0,3}\s*[.)]?\s*")
_COLUMN_NUMBER = re.compile(r"\s*[(\[]?\s*(?:([0-9]{1,3})|([A-ZĐ]))\s*[)\]]?\s*(?:=[\s0-9()+x*/:-]{1,40})?\s*")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LEAST_NUMBERED = 3


def is_number(text: str) -> bool:
    """A text that is a number as people write it: ``1.200``, ``12,5 %``."""
    return text[0:1] in "+-0123456789" and _NUMBER.fullmatch(text.strip()) is not None


def is_ordinal(cell: object) -> bool:
    """The number of a row: ``1``, ``2.``, ``3.1``."""
    if isinstance(cell, str):
        return _ORDINAL.fullmatch(cell) is not None
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def is_column_numbers(row: Row, columns: Iterable[int]) -> bool:
    """The row that numbers the columns under their headings: ``(1) (2) (3)``, ``A B 1 2``, ``1 2 3=1+2``.

    It counts up by one from cell to cell, letters first, fills most of the columns, and holds nothing else.
    """
    marks = list(_marks(row))
    known = list(columns)
    numbered = sum(column < len(row.cells) and not is_blank(row.cells[column]) for column in known)
    if len(marks) < min(LEAST_NUMBERED, len(known)) or len(marks) < 2 or None in marks or numbered * 2 < len(known):
        return False
    return all(_follows(one, other) for one, other in pairwise(marks))


def _marks(row: Row) -> Iterator[str | int | None]:
    """What numbers each column that is filled; None for anything else."""
    for cell in row.cells:
        if is_blank(cell):
            continue
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            yield int(cell) if cell == int(cell) else None
            continue
        match = _COLUMN_NUMBER.fullmatch(cell) if isinstance(cell, str) else None
        yield (int(match[1]) if match[1] else match[2]) if match else None


def _follows(one: str | int | None, other: str | int | None) -> bool:
    """Whether one mark comes right after another; numbers start at 1 after letters."""
    if isinstance(one, int):
        return isinstance(other, int) and other == one + 1
    if isinstance(other, int):
        return other == 1
    return one is not None and other is not None and one in _LETTERS and _LETTERS.find(other) == _LETTERS.find(one) + 1
