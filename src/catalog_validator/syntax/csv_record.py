"""The grammar of CSV records: where one ends, what its cells hold and where they stand.

A cell that starts with a quote ends at the next quote that is not doubled. A quote elsewhere in a cell is
itself. An apostrophe that keeps a cell from being a formula (``'=SUM(…)``) is no part of its text. The standard `csv`
module reads the same values but for that, keeps no places and takes its limit from the process.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from catalog_validator.model.text import bare_cell

_CLOSING = re.compile(r'(?:[^"]++|"")*+"')


class StoppedError(Exception):
    """Reading cannot go on: a code, its facts, and the text between the last whole record and the trouble."""

    def __init__(self, code: str, facts: dict[str, object], before: str = "") -> None:
        """``before`` is completed on the way up."""
        super().__init__(code)
        self.code = code
        self.facts = facts
        self.before = before


@dataclass(frozen=True, slots=True)
class _Grammar:
    cell: re.Pattern[str]
    """A cell and the delimiter after it: quoted text, what wrongly follows the quote, unquoted text."""
    whole: re.Pattern[str]
    """Cells up to the line's end."""
    rest: re.Pattern[str]
    """The same after a closing quote."""


@cache
def _grammar(delimiter: str) -> _Grammar:
    mark = re.escape(delimiter)
    plain = f"[^{mark}\r\n]*+"
    cell = f'(?:"(?:[^"]++|"")*+"{plain}|(?!"){plain})'
    more = f"(?:{mark}{cell})*+[\r\n]*"
    parts = f'(?:"((?:[^"]++|"")*+)"({plain})|((?!"){plain})){mark}'
    return _Grammar(re.compile(parts), re.compile(cell + more), re.compile(plain + more))


def split_records(lines: Iterator[str], delimiter: str, most: int) -> Iterator[str]:
    """Records as they were written, with their line ends.

    `StoppedError` for a quote that never closes (CV003) and for a record of more than ``most`` bytes (CV902).
    """
    grammar = _grammar(delimiter)
    for line in lines:
        if len(line) * 4 > most and _size(line) > most:
            raise _too_large(most)
        if '"' not in line or grammar.whole.fullmatch(line):
            yield line
        else:
            yield _long_record(line, lines, grammar, most)


def _long_record(first: str, lines: Iterator[str], grammar: _Grammar, most: int) -> str:
    """A record that goes on over line ends inside quotes."""
    held, size = [first], _size(first)
    try:
        for line in lines:
            held.append(line)
            size += _size(line)
            if size > most:
                raise _too_large(most)
            closing = _CLOSING.match(line)
            if closing and grammar.rest.fullmatch(line, closing.end()):
                return "".join(held)
    except StoppedError as stopped:
        stopped.before = "".join(held) + stopped.before if stopped.code != "CV902" else ""
        raise
    raw = "".join(held)
    start = _open_quote(raw, grammar)
    raise StoppedError("CV003", {"format": "CSV", "found": raw[start : start + 20], "expected": '"'}, raw[:start])


def _size(text: str) -> int:
    """Bytes in UTF-8."""
    return len(text) if text.isascii() else len(text.encode())


def _too_large(most: int) -> StoppedError:
    return StoppedError("CV902", {"limit": "entry_bytes", "max": most})


def _open_quote(raw: str, grammar: _Grammar) -> int:
    """Index of the quote that does not close."""
    end = 0
    while match := grammar.cell.match(raw, end):
        end = match.end()
    return end


def split_cells(raw: str, delimiter: str) -> tuple[list[str], list[tuple[int, str]]]:
    """The cells' texts, and the columns (from 0) where something follows a closing quote, with what it is."""
    body = _body(raw)
    if '"' not in body:
        cells = body.split(delimiter)
        return (list(map(bare_cell, cells)) if "'" in body else cells), []
    parts = _grammar(delimiter).cell.findall(body + delimiter)
    cells = [quoted.replace('""', '"') + after + plain if quoted or after else plain for quoted, after, plain in parts]
    stray = [(column, after) for column, (_, after, _) in enumerate(parts) if after and not after.isspace()]
    return (list(map(bare_cell, cells)) if "'" in body else cells), stray


def cell_spans(raw: str, delimiter: str) -> list[tuple[int, int]]:
    """For each cell the indexes, end exclusive, of what was written, quotes included."""
    body = _body(raw)
    return [(m.start(), m.end() - len(delimiter)) for m in _grammar(delimiter).cell.finditer(body + delimiter)]


def _body(raw: str) -> str:
    """The record without its line end."""
    return raw.removesuffix("\n").removesuffix("\r")
