"""A header of two rows: headings of groups over the headings of what is in them."""

from collections.abc import Mapping

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.document import Row
from catalog_validator.model.place import Position
from catalog_validator.vocab.cells import is_blank
from catalog_validator.vocab.names import Names, Target, is_serial
from catalog_validator.vocab.table_merged import Merged


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows read as one header."""

    row: Row
    columns: Mapping[int, Target]


def paired(above: Row, below: Row, names: Names, merged: Merged) -> Pair | None:
    """The two rows as one header; None where the lower one is no row of headings.

    It is none as soon as something stands in it under the heading of a field that has no parts: that is a value.
    """
    columns: dict[int, Target] = {}
    headings: list[object] = []
    lower: set[int] = set()
    groups = _groups(above, max(len(above.cells), len(below.cells)), merged)
    for index, (group, sure) in enumerate(groups):
        own, under = _cell(above, index), _cell(below, index)
        target: Target | None
        if is_blank(under) or under == own:
            target = names.find(own) if isinstance(own, str) else None
            headings.append(own)
        elif not isinstance(under, str):
            return None
        else:
            outer = names.find(group)
            target = names.find_part(outer[0], under) if outer else None
            if sure and target is None and (outer or is_serial(group)):
                return None
            headings.append(f"{group} - {under}" if target else under)
            target = target or names.find(under)
            lower.add(index)
        if target is not None and target not in columns.values():
            columns[index] = target
    if not lower or sum(index in columns for index in lower) * 2 < len(lower):
        return None

    def spot(column: int) -> Position:
        return (below if column in lower else above).spot(column)

    return Pair(Row(above.number, headings, spot), columns)


def _groups(row: Row, width: int, merged: Merged) -> list[tuple[str, bool]]:
    """For each column the heading over it, and whether that is sure.

    Sure is its own heading, and that of the merged cell it lies in. Where the row has no merged cell, the last heading
    before is a guess: it counts only if what stands below is a part of that very field.
    """
    groups: list[tuple[str, bool]] = []
    last, reach, guessing = "", -1, not merged.in_row(row.number)
    for index in range(width):
        cell = _cell(row, index)
        own = isinstance(cell, str) and not is_blank(cell)
        if own:
            last, reach = str(cell), merged.last_column(row.number, index)
        within = own or index <= reach
        groups.append((last if within or guessing else "", within))
    return groups


def _cell(row: Row, column: int) -> object:
    return row.cells[column] if column < len(row.cells) else None
