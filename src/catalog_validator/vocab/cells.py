"""From the text of a cell to the value of a field: lists and records in one cell, dates, blanks."""

from datetime import date, datetime, time, timedelta

from catalog_validator.model.profile import Field, FieldType
from catalog_validator.model.text import trim

LISTS = frozenset({FieldType.TEXTS, FieldType.CODES})
BAR = "|"


def is_blank(cell: object) -> bool:
    """Nothing, or nothing that can be seen."""
    if not isinstance(cell, str):
        return cell is None
    return not cell or (not cell[0].isalnum() and not trim(cell))


def has_ink(text: str) -> bool:
    """Something that can be seen."""
    return text[:1].isalnum() or bool(trim(text))


def cell_value(cell: object, field: Field) -> object:
    """The JSON value that a cell means for a field; None where it is blank."""
    if is_blank(cell):
        return cell if cell else None
    plain = plain_value(cell)
    if not isinstance(plain, str):
        return plain
    if field.type in LISTS:
        return [part for part in plain.replace(";", "\n").splitlines() if has_ink(part)]
    if field.type is FieldType.RECORDS:
        return [record_value(line, field) for line in plain.splitlines() if has_ink(line)]
    if field.type is FieldType.RECORD:
        return record_value(plain, field)
    return plain


def plain_value(cell: object) -> object:
    """A cell as JSON has it: dates and times as ISO text, a midnight as a date alone."""
    if isinstance(cell, datetime):
        bare = cell.time() == time() and cell.tzinfo is None
        return cell.date().isoformat() if bare else cell.isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, timedelta) else cell


def record_value(text: str, field: Field) -> object:
    """``a | b | c`` as a record, parts in the profile's order; text without a bar stands for the plain part."""
    if BAR not in text:
        return text
    pieces = list(map(str.strip, text.split(BAR)))
    record: dict[str, object] = {
        part.id: piece
        for part, piece in zip(field.parts, pieces, strict=False)
        if piece[:1].isalnum() or has_ink(piece)
    }
    for extra in pieces[len(field.parts) :]:
        if has_ink(extra):
            record[extra] = extra
    return record
