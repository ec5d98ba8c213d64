"""Records of one field on a sheet of their own, each with the name of its entry."""

from collections.abc import Iterator, Mapping

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.document import Problem, Row
from catalog_validator.model.finding import Violation
from catalog_validator.model.place import Position
from catalog_validator.model.profile import Field, FieldType, Profile
from catalog_validator.model.text import fold
from catalog_validator.vocab.cells import is_blank, plain_value
from catalog_validator.vocab.header import Header, Top, find_header
from catalog_validator.vocab.names import build_record_names


@dataclass(slots=True)
class RecordSheet:
    """Records of one field that stand on a sheet of their own, by the folded name of their entry."""

    of: Field
    header: Header
    by_key: dict[str, list[Row]] = field(default_factory=dict)
    """Under an empty text: rows that name no entry."""
    used: set[str] = field(default_factory=set)

    def take(self, keys: Iterator[str]) -> list[Row]:
        """The rows of the entry that has one of these keys."""
        for key in keys:
            if key and key in self.by_key:
                self.used.add(key)
                return self.by_key[key]
        return []

    def record(self, row: Row) -> dict[str, object]:
        """One row as a record."""
        return {
            target[1]: plain_value(row.cells[column])
            for column, target in self.header.columns.items()
            if len(target) == 2 and column < len(row.cells) and not is_blank(row.cells[column])
        }

    def spot(self, row: Row, part: str | None) -> Position:
        """The cell of a part; without one, the row's first cell."""
        for column, target in self.header.columns.items():
            if part is not None and target[1:] == (part,):
                return row.spot(column)
        return row.spot(0)

    def orphans(self) -> Iterator[Problem]:
        """Records that no entry has taken."""
        for key, rows in self.by_key.items():
            if key not in self.used:
                shown = key or next(str(cell) for cell in rows[0].cells if not is_blank(cell))
                facts = {"value": shown, "sheet": self.header.sheet.name}
                yield Problem(Violation("CV023", (self.of.id,), facts), rows[0].spot(0))


def entry_keys(profile: Profile, entry: Mapping[str, object]) -> Iterator[str]:
    """What a record may call the entry by, folded."""
    for key in dict.fromkeys((*profile.id_fields, profile.title_field)):
        if (value := entry.get(key)) is not None:
            yield fold(str(value))


def record_sheet(top: Top, profile: Profile) -> RecordSheet | None:
    """The sheet as records of a field, if it has a column that names the entry and one for the plain part."""
    for candidate in profile.fields:
        if candidate.type is not FieldType.RECORDS:
            continue
        header = find_header(top, build_record_names(profile, candidate))
        if header is None:
            continue
        keys = [column for column, target in header.columns.items() if len(target) == 1]
        plain = (candidate.id, candidate.plain or candidate.parts[0].id)
        if not keys or plain not in header.columns.values():
            continue
        found = RecordSheet(candidate, header)
        for row in header.rest:
            cell = row.cells[keys[0]] if keys[0] < len(row.cells) else None
            found.by_key.setdefault("" if is_blank(cell) else fold(str(cell)), []).append(row)
        return found
    return None
