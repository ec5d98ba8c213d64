"""Names of cells as numbers, and cells that lie under a merged one."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_TALL = 1_000
"""Rows of a merged area above which it is not looked up by rows."""

Cell = tuple[int, int]
"""Row and column, from 0."""


def cell_at(name: str) -> Cell | None:
    """Where a cell stands; None for what names none."""
    match = _CELL.fullmatch(name)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def cell_name(cell: Cell) -> str:
    """``C4`` for ``(3, 2)``."""
    letters, column = "", cell[1] + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{cell[0] + 1}"


def area_at(name: str) -> tuple[Cell, Cell] | None:
    """First and last cell of ``A1:C3``; of one cell, that cell twice."""
    first, _, last = name.partition(":")
    one, other = cell_at(first), cell_at(last or first)
    return None if one is None or other is None else (one, other)


class Merged:
    """The cells that are seen where several are merged into one."""

    def __init__(self, names: Iterable[str]) -> None:
        """``names`` of areas."""
        self._by_row: dict[int, list[tuple[Cell, Cell]]] = defaultdict(list)
        self._tall: list[tuple[Cell, Cell]] = []
        for area in filter(None, map(area_at, names)):
            rows = range(area[0][0], area[1][0] + 1)
            if len(rows) > _TALL:
                self._tall.append(area)
            else:
                for row in rows:
                    self._by_row[row].append(area)

    def seen(self, cell: Cell) -> Cell:
        """The cell itself, or the first one of the merged area that it lies in."""
        first: Cell
        last: Cell
        for first, last in (*self._by_row.get(cell[0], ()), *self._tall):
            if first[0] <= cell[0] <= last[0] and first[1] <= cell[1] <= last[1]:
                return first
        return cell


def areas(cells: Iterable[Cell]) -> list[str]:
    """The same cells as areas: runs down a column as one."""
    found: list[tuple[Cell, int]] = []
    for row, column in sorted(set(cells), key=lambda cell: (cell[1], cell[0])):
        if found and found[-1][0][1] == column and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append(((row, column), row))
    return [cell_name(first) + ("" if first[0] == last else f":{cell_name((last, first[1]))}") for first, last in found]


def in_pieces(names: Sequence[str], size: int) -> list[Sequence[str]]:
    """The names in stretches that programs can read in one attribute."""
    return [names[at : at + size] for at in range(0, len(names), size)]
