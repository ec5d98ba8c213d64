"""A value whose letters nobody can read without the right font or program."""

from catalog_validator.letters import LOST, READ_AS, readings, recognise
from catalog_validator.model.finding import Violation
from catalog_validator.model.profile import Field
from catalog_validator.model.words import Label
from catalog_validator.rules.codes import read_yes_no
from catalog_validator.rules.reading import Value


def check_letters(text: str) -> Violation | None:
    """CV218 with the repaired text for a garbled one, CV219 for one that lost letters, None for a readable one."""
    found = recognise(text)
    if found is None:
        return None
    if found.encoding == LOST:
        return Violation("CV219", (), {"value": text})
    wrongly, page = found.encoding.partition(READ_AS)[::2]
    named = Label(f"{wrongly} bị đọc nhầm thành {page}", found.encoding) if page else found.encoding
    return Violation("CV218", (), {"value": text, "encoding": named, "repaired": found.repaired})


def read_secret(field: Field, text: str) -> Value | None:
    """A yes in a field that refuses entries, whatever letters it is written in; else None.

    One reading of many that says yes is enough: when in doubt nothing is shown. What plainly says no as it stands is
    in no doubt.
    """
    plain = read_yes_no(field, text)
    if isinstance(plain, Value) and plain.canonical == "no":
        return None
    for said in readings(text):
        found = read_yes_no(field, said)
        if isinstance(found, Value) and found.canonical == "yes":
            return Value(text, found.text, "yes", True)
    return None
