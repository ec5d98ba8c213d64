"""Where everything stands in the workbook for officers: columns, sheets, and the names of ranges."""

from collections.abc import Mapping, Sequence

from xlsxwriter.utility import xl_cell_to_rowcol, xl_col_to_name

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.place import Path
from catalog_validator.model.profile import CodeList, Field, FieldType, Obligation, Profile

__all__ = ["FIRST_ROW", "FRONT", "Column", "Layout", "build_layout", "quoted", "xl_cell_to_rowcol"]

FIRST_ROW = 2
"""0-based row of the first description, below the groups and the headings."""
FRONT = 2
"""Columns before the first field: how complete the row is, and how sure that is."""
RECORD_ROWS = 5
"""Rows for records of a list, for each row for a description."""
MOST_RECORD_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class Column:
    """A field, or a part of one that is a record, in a column of a sheet."""

    field: Field
    part: Field | None
    heading: str
    number: int
    """0-based."""

    @property
    def holds(self) -> Field:
        """What a cell of the column is judged as."""
        return self.part or self.field

    @property
    def owed(self) -> bool:
        """Whether an empty cell lacks something where the field applies."""
        if self.field.obligation is Obligation.OPTIONAL:
            return False
        return self.part is None or self.part.obligation is Obligation.MANDATORY

    def cell(self, row: int) -> str:
        """The cell in a 0-based row, its column fixed."""
        return f"${xl_col_to_name(self.number)}{row + 1}"


@dataclass(frozen=True, slots=True)
class RecordSheet:
    """A list of records on a sheet of its own: the name of the description, then the parts."""

    field: Field
    key_heading: str
    title: str
    columns: Sequence[Column]
    rows: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole workbook."""

    profile: Profile
    main: str
    """Title of the sheet with the descriptions."""
    columns: Sequence[Column]
    records: Sequence[RecordSheet]
    rows: int
    lists: Mapping[str, int]
    """Id of a code list (of yes and no: an empty id) → number in the names of its ranges."""

    def of(self, field_id: str) -> Sequence[Column]:
        """The columns of a field on the main sheet."""
        return [column for column in self.columns if column.field.id == field_id]

    def list_number(self, field: Field) -> int | None:
        """The number of the list that a field's values come from; None where they are free."""
        if field.type is FieldType.YES_NO:
            return self.lists[""]
        return None if field.code_list is None else self.lists[field.code_list.id]


def build_layout(
    profile: Profile,
    headings: Mapping[Path, str],
    sheets: Mapping[str, Sequence[str]],
    titles: Sequence[str],
    rows: int,
) -> Layout:
    """Columns in the order of the form; a list of records stands apart where ``sheets`` has headings for it.

    ``titles``: of the main sheet, then of each sheet of records in the order of the form.
    """
    order = {group: at for at, (group, _) in enumerate(profile.groups)}
    fields = sorted(profile.fields, key=lambda wanted: order.get(wanted.group, len(order)))
    columns: list[Column] = []
    for wanted in fields:
        if wanted.id in sheets:
            continue
        for part in wanted.parts if wanted.type is FieldType.RECORD else (None,):
            target: Path = (wanted.id, part.id) if part else (wanted.id,)
            heading = headings.get(target, ".".join(map(str, target)))
            columns.append(Column(wanted, part, heading, FRONT + len(columns)))
    apart = [wanted for wanted in fields if wanted.id in sheets]
    records = [
        RecordSheet(
            wanted,
            sheets[wanted.id][0],
            title,
            [
                Column(wanted, part, heading, at)
                for at, (part, heading) in enumerate(zip(wanted.parts, sheets[wanted.id][1:], strict=True), 1)
            ],
            min(RECORD_ROWS * rows, MOST_RECORD_ROWS),
        )
        for wanted, title in zip(apart, titles[1:], strict=True)
    ]
    numbers = {name: at for at, name in enumerate(dict.fromkeys(["", *(known.id for known in code_lists(profile))]))}
    return Layout(profile, titles[0], columns, records, rows, numbers)


def code_lists(profile: Profile) -> list[CodeList]:
    """The code lists that fields and parts choose from, in the order of the form."""
    found: dict[str, CodeList] = {}
    for wanted in profile.fields:
        for holder in (wanted, *wanted.parts):
            if holder.code_list is not None:
                found.setdefault(holder.code_list.id, holder.code_list)
    return list(found.values())


def quoted(title: str) -> str:
    """The name of a sheet as formulas write it."""
    return "'" + title.replace("'", "''") + "'"
