"""Reading one value: what a source holds, as the field's type understands it."""

import re
from collections.abc import Callable, Mapping

from catalog_validator.model.finding import Violation
from catalog_validator.model.profile import Field, FieldType
from catalog_validator.model.text import trim
from catalog_validator.rules.codes import read_code, read_yes_no
from catalog_validator.rules.contacts import read_email, read_phone, read_url
from catalog_validator.rules.dates import read_date, read_duration, read_period
from catalog_validator.rules.reading import Value, refused, written, wrong_type

__all__ = ["READERS", "Value", "read_value"]

Reader = Callable[[Field, object], Value | Violation]

_INTEGER = re.compile(r"[+-]?[0-9]{1,30}")


def read_text(field: Field, raw: object) -> Value | Violation:
    """Any text; a number or a date is taken as it is written."""
    text = written(raw)
    return wrong_type(raw, "text") if text is None else Value(raw, text, text, text)


def read_integer(field: Field, raw: object) -> Value | Violation:
    """A whole number in ASCII digits, without separators, units or a fraction."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return wrong_type(raw, "integer")
    text = written(raw) if not isinstance(raw, str) else trim(raw)
    if text is None or not _INTEGER.fullmatch(text):
        return refused("CV210", raw)
    number = int(text)
    return Value(raw, text, str(number), number)


READERS: Mapping[FieldType, Reader] = {
    FieldType.TEXT: read_text,
    FieldType.TEXTS: read_text,
    FieldType.CODE: read_code,
    FieldType.CODES: read_code,
    FieldType.DATE: read_date,
    FieldType.INTEGER: read_integer,
    FieldType.YES_NO: read_yes_no,
    FieldType.URL: read_url,
    FieldType.EMAIL: read_email,
    FieldType.PHONE: read_phone,
    FieldType.PERIOD: read_period,
    FieldType.DURATION: read_duration,
}


def read_value(field: Field, raw: object) -> Value | Violation:
    """One value that is not empty, read by the field's type; of a list type, one item. `KeyError` for records."""
    return READERS[field.type](field, raw)
