"""Columns of cells as columns of values: what a column is gets found out once for many rows."""

from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.document import Row
from catalog_validator.model.profile import Field, FieldType
from catalog_validator.vocab.cells import LISTS, cell_value, has_ink, plain_value, record_value
from catalog_validator.vocab.names import Target

Cells = Sequence[object]
Convert = Callable[[Cells], Cells]

_AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})
_ROOM = 4_000_000
"""Bytes, roughly, of texts whose meaning is remembered for one field."""


class Remembered(dict[str, object]):
    """Text → what it means; a repeated text is split once. The values are shared: they are read, never changed."""

    def __init__(self, mean: Callable[[str], object]) -> None:
        """``mean`` gives the value of a text not met before."""
        super().__init__()
        self._mean = mean
        self._room = _ROOM

    def __missing__(self, text: str) -> object:
        value = self._mean(text)
        if self._room > 0:
            self._room -= 300 + 5 * len(text)
            self[text] = value
        return value


def plain_column(cells: Cells) -> Cells:
    """JSON values; None where a cell is empty."""
    if not _AS_THEY_ARE.issuperset(map(type, cells)):
        cells = [plain_value(cell) for cell in cells]
    return [None if cell == "" else cell for cell in cells] if "" in cells else cells


def column_converter(field: Field) -> Convert:
    """From the cells under a field's heading to its values, as `catalog_validator.vocab.cells.cell_value` has them."""
    if not (field.type in LISTS or field.parts):
        return plain_column
    known = Remembered(records_meaning(field) if field.type is FieldType.RECORDS else lambda t: cell_value(t, field))

    def convert(cells: Cells) -> Cells:
        return [
            known[cell] if cell.__class__ is str else None if cell is None else cell_value(cell, field)
            for cell in cells
        ]

    return convert


def records_meaning(field: Field) -> Callable[[str], object]:
    """The same for a list of records, whose lines repeat more often than the whole."""
    lines = Remembered(lambda line: record_value(line, field))

    def mean(text: str) -> object:
        if not has_ink(text):
            return cell_value(text, field)
        return [lines[line] for line in text.splitlines() if line[:1].isalnum() or has_ink(line)]

    return mean


@dataclass(frozen=True, slots=True)
class FieldColumns:
    """Where a field stands: in a column of its own, in columns of its parts, or in both."""

    field: Field
    whole: int | None
    parts: Mapping[int, str]
    convert: Convert

    def values(self, cells: Sequence[Cells], count: int) -> Cells:
        """The field's value in each of ``count`` rows; None where there is nothing."""
        nothing = (None,) * count
        whole = nothing if self.whole is None or self.whole >= len(cells) else self.convert(cells[self.whole])
        if not self.parts:
            return whole
        stated = {part: plain_column(cells[column]) for column, part in self.parts.items() if column < len(cells)}
        if not stated:
            return whole
        records = (
            {part: value for part, value in zip(stated, values, strict=True) if value is not None}
            for values in zip(*stated.values(), strict=True)
        )
        return [self._joined(one, record) for one, record in zip(whole, records, strict=True)]

    def _joined(self, whole: object, record: dict[str, object]) -> object:
        """What the field's own column says, and what stands in the columns of its parts."""
        if not record:
            return whole
        if self.field.type is FieldType.RECORDS:
            return [*(whole if isinstance(whole, list) else [] if whole is None else [whole]), record]
        if whole is None:
            return record
        plain = self.field.plain or self.field.parts[0].id
        return {**whole, **record} if isinstance(whole, dict) else {plain: whole, **record}


@dataclass(frozen=True, slots=True)
class Columns:
    """All columns that hold a field."""

    fields: tuple[FieldColumns, ...]

    def entries(self, rows: Sequence[Row]) -> list[dict[str, object]]:
        """An entry per row. A field without a value is left out."""
        cells = list(zip_longest(*(row.cells for row in rows)))
        columns = [field.values(cells, len(rows)) for field in self.fields]
        names = [field.field.id for field in self.fields]
        return [
            {name: value for name, value in zip(names, values, strict=True) if value is not None}
            for values in (zip(*columns, strict=True) if columns else ((),) * len(rows))
        ]


def build_columns(targets: Mapping[int, Target], fields: Mapping[str, Field]) -> Columns:
    """Columns by what stands over them."""
    whole = {target[0]: column for column, target in targets.items() if len(target) == 1}
    named = dict.fromkeys(target[0] for target in targets.values())
    return Columns(
        tuple(
            FieldColumns(
                fields[name],
                whole.get(name),
                {column: target[1] for column, target in targets.items() if len(target) == 2 and target[0] == name},
                column_converter(fields[name]),
            )
            for name in named
        )
    )
