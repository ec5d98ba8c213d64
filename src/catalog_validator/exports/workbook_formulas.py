"""What a description earns, as formulas over the cells of its row.

Each cell gets a credit and a doubt. Certain are blanks, listed codes, dates, whole numbers, and texts that are listed
as saying nothing or are too short. All other texts are counted as good, with a doubt: whether they say something, no
formula can tell.
"""

from collections.abc import Iterator, Sequence

from catalog_validator.exports.workbook_layout import Column, Layout
from catalog_validator.exports.workbook_lists import CODES, NOTHING, WORDS
from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.finding import Severity
from catalog_validator.model.profile import All, Any, Atom, Condition, Field, FieldType, Obligation

FREE = frozenset({FieldType.TEXT, FieldType.TEXTS})
LISTED = frozenset({FieldType.CODE, FieldType.CODES, FieldType.YES_NO})
FIRST_DAY, LAST_DAY = 61, 73_050
"""1 March 1900, before which spreadsheets count a day that never was, and the last day of 2099."""


@dataclass(frozen=True, slots=True)
class Earned:
    """Two formulas, without the sign before them: the credit in [0, 1], and 1 where that is a guess."""

    credit: str
    doubt: str


def blank(cell: str) -> str:
    """True where nothing can be seen in the cell."""
    return f"LEN(TRIM({cell}))=0"


def known_word(cell: str, number: int) -> str:
    """How many spellings of a list are what the cell says; never by a pattern, as MATCH and COUNTIF would."""
    return f"SUMPRODUCT(--({WORDS.format(number)}={cell}))"


def cell_earns(cell: str, wanted: Field, layout: Layout) -> Earned:
    """The formulas for one cell of a field or part."""
    number = layout.list_number(wanted)
    if number is not None:
        known = f"{known_word(cell, number)}>0"
        several = f'IF(ISNUMBER(FIND(";",{cell})),1,0)' if wanted.type is FieldType.CODES else "0"
        return Earned(f"IF({known},1,{several})", f"IF(OR({blank(cell)},{known}),0,1)")
    if wanted.type is FieldType.DATE:
        return _date(cell, wanted)
    if wanted.type is FieldType.INTEGER:
        return _integer(cell, wanted)
    return _text(cell, wanted)


def _date(cell: str, wanted: Field) -> Earned:
    late = f"{cell}>TODAY()" if _demand(wanted, "not_after_as_of") is not None else "FALSE"
    day = f"AND({cell}=INT({cell}),{cell}>={FIRST_DAY},{cell}<={LAST_DAY})"
    sure = f"IF(ISNUMBER({cell}),{day},FALSE)"
    return Earned(f"IF({sure},IF({late},0,1),IF({blank(cell)},0,1))", f"IF({sure},0,IF({blank(cell)},0,1))")


def _integer(cell: str, wanted: Field) -> Earned:
    inside = integer_in_range(cell, wanted)
    return Earned(
        f"IF({blank(cell)},0,IF(ISNUMBER({cell}),IF({inside},1,0),1))", f"IF(OR({blank(cell)},ISNUMBER({cell})),0,1)"
    )


def integer_in_range(cell: str, wanted: Field) -> str:
    """True where a number is whole and within the field's range."""
    found = _demand(wanted, "range") or {}
    bounds = [f"{cell}{sign}{found[name]}" for name, sign in (("min", ">="), ("max", "<=")) if name in found]
    return f"AND({','.join([f'{cell}=INT({cell})', f'ABS({cell})<1E15', *bounds])})"


def _text(cell: str, wanted: Field) -> Earned:
    """Listed as saying nothing, or too short: certainly worth nothing. Otherwise it is taken to be good."""
    worthless = says_nothing(cell, wanted)
    least = _demand(wanted, "min_length")
    if least is not None and wanted.type is FieldType.TEXT:
        worthless = f"OR({worthless},LEN({cell})<{least['min']})"
    most = _demand(wanted, "max_length")
    good = f"IF(LEN(TRIM({cell}))>{most['max']},0,1)" if most is not None else "1"
    return Earned(
        f"IF({blank(cell)},0,IF({worthless},0,{good}))", f"IF({blank(cell)},0,IF({worthless},0,1))"
    )  # fmt: skip


def says_nothing(cell: str, wanted: Field) -> str:
    """True where the text is listed as saying nothing. No claim is made where a field declares answers."""
    if wanted.type not in FREE or wanted.declared:
        return "FALSE"
    return f"SUMPRODUCT(--({NOTHING}={cell}))>0"


def _demand(wanted: Field, kind: str) -> dict[str, object] | None:
    """The parameters of a check that costs the credit; None where the field has none of that kind."""
    found = (check for check in wanted.checks if check.kind == kind and check.severity is Severity.ERROR)
    return next((dict(check.params) for check in found), None)


def record_earns(wanted: Field, cells: Sequence[tuple[Field, str, str, str]]) -> Earned:
    """A record out of its parts: each with its cell, and the cells that hold its credit and doubt."""
    owed = [credit for part, _, credit, _ in cells if part.obligation is Obligation.MANDATORY]
    some = f"OR({','.join(_present(part, cell) for part, cell, _, _ in cells)})"
    sound = [_sound(part, cell, credit) for part, cell, credit, _ in cells if part.obligation is Obligation.OPTIONAL]
    present = [_present(part, cell) for part, cell, _, _ in cells if not wanted.any_of or part.id in wanted.any_of]
    demands = ",".join([some, *sound, f"OR({','.join(present)})", *([f"MIN({','.join(owed)})=1"] if owed else [])])
    if wanted.whole:
        credit = f"IF(AND({demands}),1,0)"
    else:
        mean = f"({'+'.join(owed)})/{len(owed)}" if owed else "1"
        credit = f"IF(AND({','.join([some, *sound])}),{mean},0)"
    doubts = [_doubt(part, cell, doubt) for part, cell, _, doubt in cells]
    return Earned(credit, f"MAX({','.join(doubts)})")


def _present(part: Field, cell: str) -> str:
    return f"AND(NOT({blank(cell)}),NOT({says_nothing(cell, part)}))"


def _sound(part: Field, cell: str, credit: str) -> str:
    """An optional part takes nothing away where it is empty."""
    return f"OR({blank(cell)},{says_nothing(cell, part)},{credit}=1)"


def _doubt(part: Field, cell: str, doubt: str) -> str:
    """A short text in an optional part may be a wrong value, which costs, or one that says nothing, which does not."""
    if part.obligation is Obligation.MANDATORY or part.type not in FREE:
        return doubt
    return f"IF(OR({blank(cell)},{says_nothing(cell, part)}),0,1)"


def decided(condition: Condition, layout: Layout, row: int, sheet: str = "") -> str:
    """1 where the condition holds, 0 where it does not, 0.5 while it is undecided (Kleene: and is the least).

    ``row`` is 0-based; ``sheet`` with its ``!`` where the formula stands on another one.
    """
    if isinstance(condition, Atom):
        controlling = layout.profile.field(condition.field)
        column = layout.of(condition.field)[0]
        value = _compared(condition, controlling, f"{sheet}{column.cell(row)}", layout)
        if controlling.when is None:
            return value
        return f"IF({decided(controlling.when, layout, row, sheet)}=0,0,{value})"
    parts = ",".join(decided(part, layout, row, sheet) for part in condition.of)
    assert isinstance(condition, All | Any)
    return f"{'MIN' if isinstance(condition, All) else 'MAX'}({parts})"


def atoms(condition: Condition | None) -> Iterator[Atom]:
    """The comparisons a condition is made of."""
    if isinstance(condition, Atom):
        yield condition
    elif condition is not None:
        for part in condition.of:
            yield from atoms(part)


def _compared(atom: Atom, controlling: Field, cell: str, layout: Layout) -> str:
    yes, no = (0, 1) if atom.negated else (1, 0)
    number = layout.list_number(controlling)
    if number is None:
        among = ",".join(f"{cell}={value}" for value in atom.values)
        valid = f"IF(ISNUMBER({cell}),{integer_in_range(cell, controlling)},FALSE)"
        return f"IF({valid},IF(OR({among}),{yes},{no}),0.5)"
    codes = "+".join(f'({CODES.format(number)}="{_text_in(value)}")' for value in atom.values)
    hit = f"SUMPRODUCT(({WORDS.format(number)}={cell})*({codes}))>0"
    return f"IF({known_word(cell, number)}=0,0.5,IF({hit},{yes},{no}))"


def _text_in(text: str) -> str:
    return text.replace('"', '""')


def owes(column: Column, layout: Layout, row: int) -> str:
    """True where the cell is empty and the field applies."""
    when = column.field.when
    empty = blank(column.cell(row))
    return empty if when is None else f"AND({empty},{decided(when, layout, row)}>0)"
