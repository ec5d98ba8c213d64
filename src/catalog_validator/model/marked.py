"""A workbook that goes back to its author: what is to be said at which cell, and the sheet that is put before it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.finding import Severity

CoverStyle = Literal["plain", "title", "wide", "wide_link", "head", "good", "bad", "score", "link"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One cell with something to say about it."""

    cell: str
    """``Danh mục!C4``."""
    severity: Severity
    """The gravest of what is said; decides the colour."""
    note: str | None
    """All that is said about the cell; None: it is coloured only."""


@dataclass(frozen=True, slots=True)
class CoverCell:
    """One cell of the sheet that is put first."""

    value: str | float
    style: CoverStyle = "plain"
    link: str | None = None
    """A cell of the workbook that it leads to, ``Danh mục!C4``."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The sheet that is put first, in the place of one with this or another of our names from last time."""

    title: str
    names: frozenset[str]
    """All names that such a sheet may have, in any language."""
    rows: Iterable[Sequence[CoverCell]]
    widths: Sequence[int]
    """Of the columns, in digits."""


MarkWorkbook = Callable[[Sequence[Mark], Cover], bytes]
"""The workbook of the run with marks and cover; what was there from last time is replaced."""
