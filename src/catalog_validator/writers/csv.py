"""CSV as RFC 4180 has it, in UTF-8 with its mark, so that Excel reads Vietnamese. Nothing in it is ever a formula."""

import re
from typing import BinaryIO

from catalog_validator.model.text import inert_cell
from catalog_validator.writers.catalog import Catalog, Tell, legible
from catalog_validator.writers.cells import Cell
from catalog_validator.writers.columns import Column, build_columns, row_cells

UNFIT = re.compile("[\0\ud800-\udfff]")
_QUOTED = re.compile('[",;\t\r\n]|^ | $|^$')


def write_csv(catalog: Catalog, out: BinaryIO) -> None:
    """A header row, and a row for each entry."""
    columns = build_columns(catalog)
    out.write("\ufeff".encode())
    out.write(_line([inert_cell(column.heading(catalog.headings)) for column in columns]))
    for entry, tell in catalog.arranged():
        cells = row_cells(entry, columns, tell, typed=False)
        out.write(_line([_text(cell, column, tell) for cell, column in zip(cells, columns, strict=True)]))


def _text(cell: Cell, column: Column, tell: Tell) -> str:
    return "" if cell is None else inert_cell(legible(str(cell), UNFIT, column.target, tell))


def _line(cells: list[str]) -> bytes:
    """A record. A cell is quoted where any delimiter could be seen in it; an empty line would be no record."""
    quoted = ['"' + cell.replace('"', '""') + '"' if cell and _QUOTED.search(cell) else cell for cell in cells]
    return ((",".join(quoted) or '""') + "\r\n").encode()
