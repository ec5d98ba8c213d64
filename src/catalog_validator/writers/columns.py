"""The columns of a table: one for each field, of a record one for each part."""

from collections.abc import Iterator, Mapping

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.place import Path
from catalog_validator.model.profile import Field, FieldType
from catalog_validator.writers.catalog import Catalog, Tell
from catalog_validator.writers.cells import Cell, Speller


@dataclass(frozen=True, slots=True)
class Column:
    """A field, or a part of one that is a record."""

    field: Field
    part: Field | None = None

    @property
    def target(self) -> Path:
        """The ids that a heading of this column means."""
        return (self.field.id, self.part.id) if self.part else (self.field.id,)

    def heading(self, headings: Mapping[Path, str]) -> str:
        """What stands over the column."""
        return headings.get(self.target, ".".join(map(str, self.target)))


def build_columns(catalog: Catalog, apart: frozenset[str] = frozenset()) -> list[Column]:
    """The columns in the profile's order.

    A record has one for itself only where some entry writes it as a plain text. Fields in ``apart`` stand elsewhere.
    """
    records = [wanted.id for wanted in catalog.profile.fields if wanted.type is FieldType.RECORD]
    plain = {name for entry in catalog.entries() for name in records if is_plain(entry.get(name))} if records else set()
    columns: list[Column] = []
    for wanted in catalog.profile.fields:
        if wanted.type is not FieldType.RECORD:
            columns.extend([Column(wanted)] * (wanted.id not in apart))
            continue
        columns.extend([Column(wanted)] * (wanted.id in plain))
        columns.extend(Column(wanted, part) for part in wanted.parts)
    return columns


def is_plain(value: object) -> bool:
    """Whether a record is written as a value without parts that stands in one cell as it is."""
    return value is not None and value != "" and not isinstance(value, dict | list) and "|" not in str(value)


def row_cells(entry: Mapping[str, object], columns: list[Column], tell: Tell, *, typed: bool) -> Iterator[Cell]:
    """The cells of an entry, a column each."""
    speller = Speller(tell, typed)
    records = {
        name: _record(entry.get(name), wanted, speller)
        for name, wanted in {column.field.id: column.field for column in columns}.items()
        if wanted.type is FieldType.RECORD and not is_plain(entry.get(name))
    }
    for column in columns:
        name = column.field.id
        if column.part is not None:
            value = records.get(name, {}).get(column.part.id)
            yield speller.cell(value, column.part, (name, column.part.id))
        elif name in records:
            yield None
        elif column.field.type is FieldType.RECORD:
            yield speller.plain(entry.get(name), (name,))
        else:
            yield speller.cell(entry.get(name), column.field, (name,))


def _record(value: object, wanted: Field, speller: Speller) -> Mapping[str, object]:
    """A record by its parts; a plain value is the part that it stands for."""
    if isinstance(value, dict):
        return speller.known(value, wanted, (wanted.id,))
    if isinstance(value, list):
        if value:
            speller.tell((wanted.id,), "shape", {})
        return {}
    return {wanted.plain or wanted.parts[0].id: value} if value else {}
