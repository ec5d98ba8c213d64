"""The hidden sheet of sums: for each row of the form what its fields are worth, apply and earn, and how sure that is.

The numbers are whole: weights are brought to one denominator, so that the score in a cell is cut where ours is.
"""

from collections.abc import Iterator, Sequence
from math import lcm
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from catalog_validator.exports.workbook_formulas import Earned, atoms, blank, cell_earns, decided, record_earns
from catalog_validator.exports.workbook_layout import FIRST_ROW, FRONT, Column, Layout, RecordSheet, quoted
from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.profile import Field, FieldType

_LARGEST = 1_000_000
"""Sum of whole weights above which a quotient of doubles could be cut at the wrong place: then all is a guess."""


@dataclass(slots=True)
class Sums:
    """The sheet under way: what is written into it, column by column."""

    layout: Layout
    page: Any
    title: str
    used: int = 0
    _records: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Field with records apart → letters of the columns with the credit and the doubt of each record."""

    def column(self, formulas: Iterator[str], first: int = FIRST_ROW) -> str:
        """A new column with a formula in each row; its letters."""
        for row, formula in enumerate(formulas, first):
            self.page.write_formula(row, self.used, f"={formula}")
        self.used += 1
        return str(xl_col_to_name(self.used - 1))

    def earned(self, pairs: Iterator[Earned]) -> tuple[str, str]:
        """Two new columns, for credits and doubts. What fails in a formula (an error in a cell) counts as a guess."""
        made = list(pairs)
        credit = self.column(f"IFERROR({pair.credit},0)" for pair in made)
        return credit, self.column(f"IFERROR({pair.doubt},1)" for pair in made)


@dataclass(frozen=True, slots=True)
class Line:
    """One field that has a weight, or decides whether another counts: the letters of its columns."""

    field: Field
    weight: int
    credit: str
    doubt: str
    applies: str | None
    """None: always."""


def write_sums(book: Any, layout: Layout, title: str) -> "Totals":
    """The sheet, and where its results stand."""
    sums = Sums(layout, book.add_worksheet(title), title)
    sums.page.hide()
    for sheet in layout.records:
        sums._records[sheet.field.id] = _records(sums, sheet)
    controlling = {atom.field for wanted in layout.profile.fields for atom in atoms(wanted.when)}
    weighted = [wanted for wanted in layout.profile.fields if wanted.weight > 0 or wanted.id in controlling]
    scale = lcm(*(wanted.weight.denominator for wanted in weighted)) if weighted else 1
    lines = [_line(sums, wanted, int(wanted.weight * scale)) for wanted in weighted]
    possible = sums.column(_sum(lines, row, lambda line, row: str(line.weight)) for row in _rows(layout))
    earned = sums.column(
        _sum(lines, row, lambda line, row: f"{line.weight}*{line.credit}{row + 1}") for row in _rows(layout)
    )
    always = sum(line.weight for line in lines) > _LARGEST
    doubt = sums.column(
        "1" if always else _sum(lines, row, lambda line, row: f"{line.doubt}{row + 1}") for row in _rows(layout)
    )
    return Totals(title, earned, possible, doubt)


def _rows(layout: Layout) -> range:
    return range(FIRST_ROW, FIRST_ROW + layout.rows)


def _sum(lines: Sequence[Line], row: int, worth: Any) -> str:
    """The sum over the fields that apply."""
    terms = [
        worth(line, row) if line.applies is None else f"{line.applies}{row + 1}*{worth(line, row)}" for line in lines
    ]
    return "+".join(terms) or "0"


def _line(sums: Sums, wanted: Field, weight: int) -> Line:
    layout, main = sums.layout, f"{quoted(sums.layout.main)}!"
    columns = layout.of(wanted.id)
    if wanted.id in sums._records:
        credit, doubt = _listed(sums, wanted)
    elif wanted.type is FieldType.RECORD:
        credit, doubt = _record(sums, wanted, columns, main, _rows(layout))
    else:
        credit, doubt = sums.earned(
            cell_earns(f"{main}{columns[0].cell(row)}", wanted, layout) for row in _rows(layout)
        )
    applies = None
    if wanted.when is not None:
        when = wanted.when
        applies = sums.column(f"IF({decided(when, layout, row, main)}=0,0,1)" for row in _rows(layout))
    return Line(wanted, weight, credit, doubt, applies)


def _record(sums: Sums, wanted: Field, columns: Sequence[Column], sheet: str, rows: range) -> tuple[str, str]:
    """A record whose parts stand in these columns; helper columns for each part first."""
    pairs = [
        sums.earned(cell_earns(f"{sheet}{column.cell(row)}", column.holds, sums.layout) for row in rows)
        for column in columns
    ]
    return sums.earned(
        record_earns(
            wanted,
            [
                (column.holds, f"{sheet}{column.cell(row)}", f"{credit}{row + 1}", f"{doubt}{row + 1}")
                for column, (credit, doubt) in zip(columns, pairs, strict=True)
            ],
        )
        for row in rows
    )


def _records(sums: Sums, sheet: RecordSheet) -> tuple[str, str]:
    rows = range(FIRST_ROW, FIRST_ROW + sheet.rows)
    return _record(sums, sheet.field, sheet.columns, f"{quoted(sheet.title)}!", rows)


def _listed(sums: Sums, wanted: Field) -> tuple[str, str]:
    """The mean of the credits of the records that name this description; which ones do is a guess."""
    sheet = next(one for one in sums.layout.records if one.field is wanted)
    last = FIRST_ROW + sheet.rows
    keys = f"{quoted(sheet.title)}!$A${FIRST_ROW + 1}:$A${last}"
    letters, _ = sums._records[wanted.id]
    credits = f"${letters}${FIRST_ROW + 1}:${letters}${last}"
    names = [sums.layout.of(name)[0] for name in _names(sums.layout) if sums.layout.of(name)]
    main = f"{quoted(sums.layout.main)}!"
    used = sums.column(_key([f"{main}{column.cell(row)}" for column in names], keys) for row in _rows(sums.layout))
    some = f"SUMPRODUCT(--(LEN({keys})>0))>0"
    return sums.earned(
        Earned(
            f'IF({used}{row + 1}="",0,SUMPRODUCT(({keys}={used}{row + 1})*{credits})'
            f"/SUMPRODUCT(--({keys}={used}{row + 1})))",
            f"IF({some},1,0)",
        )
        for row in _rows(sums.layout)
    )


def _names(layout: Layout) -> list[str]:
    """The fields that name a description, as a reader tries them."""
    return list(dict.fromkeys((*layout.profile.id_fields, layout.profile.title_field)))


def _key(cells: Sequence[str], keys: str) -> str:
    """The first name of a description under which records are listed; an empty text where there is none."""
    formula = '""'
    for cell in reversed(cells):
        formula = f"IF({blank(cell)},{formula},IF(SUMPRODUCT(--({keys}={cell}))>0,{cell},{formula}))"
    return formula


@dataclass(frozen=True, slots=True)
class Totals:
    """Where the sums of a row stand."""

    title: str
    earned: str
    possible: str
    doubt: str

    def percent(self, row: int) -> str:
        """Per cent of the points, cut to two decimals as reports do."""
        earned, possible = self._cell(self.earned, row), self._cell(self.possible, row)
        return f"IF({possible}=0,100,INT(10000*{earned}/{possible}+0.0000001)/100)"

    def guessed(self, row: int) -> str:
        """True where a cell of the row was judged by its look alone."""
        return f"{self._cell(self.doubt, row)}>0"

    def _cell(self, letters: str, row: int) -> str:
        return f"{quoted(self.title)}!{letters}{row + 1}"


def begun(layout: Layout, row: int) -> str:
    """True where anything stands in a row of the form."""
    first, last = xl_col_to_name(FRONT), xl_col_to_name(FRONT + len(layout.columns) - 1)
    return f"SUMPRODUCT(--(LEN(TRIM({first}{row + 1}:{last}{row + 1}))>0))>0"
