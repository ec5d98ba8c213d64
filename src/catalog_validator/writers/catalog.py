"""What a writer is given, and what all writers share: the order of fields, plain spellings, characters to replace."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from math import isfinite

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.finding import Facts
from catalog_validator.model.place import Path
from catalog_validator.model.profile import Field, FieldType, Profile
from catalog_validator.writers.terms import Terms

Entry = Mapping[str, object]
Tell = Callable[[Path, str, Facts], None]
"""Takes what cannot be carried of one entry: the path, the reason (see `Loss`), the facts."""

LISTS = frozenset({FieldType.TEXTS, FieldType.CODES})
SURROGATES = re.compile("[\ud800-\udfff]")
REPLACEMENT = "\ufffd"
MOST_BITS = 13_000
"""Longer integers are not written out: Python would refuse it."""
_NAMED = 5
"""Characters that are named in one loss."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """The entries to be written, as field id → JSON value."""

    profile: Profile
    entries: Callable[[], Iterable[Entry]]
    """May be called again after the last reading has ended."""
    lose: Callable[[int, Path, str, Facts], None]
    """Takes the ordinal of an entry and what cannot be carried of it."""
    headings: Mapping[Path, str] = field(default_factory=dict)
    """Field, or field and part → what stands over its column, where that is not the id."""
    terms: Terms | None = None
    """The vocabulary, for a form that is not native."""
    sheets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Field with a list of records → the headings of a sheet for them: the name of the entry, then each part. Without
    them its records stand in a cell."""

    def arranged(self) -> Iterator[tuple[dict[str, object], Tell]]:
        """Every entry with its fields in the profile's order, and a function that takes what is lost of it."""
        known = {wanted.id: wanted for wanted in self.profile.fields}
        for ordinal, entry in enumerate(self.entries()):
            ordered = {name: arrange(entry[name], wanted) for name, wanted in known.items() if name in entry}
            yield ordered, partial(self.lose, ordinal)


def arrange(value: object, wanted: Field) -> object:
    """A value with the parts of its records in the profile's order."""
    if not wanted.parts:
        return value
    if isinstance(value, list):
        return [arrange(item, wanted) for item in value]
    if not isinstance(value, dict):
        return value
    known = {part.id: value[part.id] for part in wanted.parts if part.id in value}
    return {**known, **value}


def legible(text: str, unfit: re.Pattern[str], path: Path, tell: Tell) -> str:
    """The text with the characters that the form cannot carry replaced by ``U+FFFD``, and said."""
    if unfit.search(text) is None:
        return text
    every = unfit.findall(text)
    met = list(dict.fromkeys(every))
    names = [f"U+{ord(char):04X}" for char in met[:_NAMED]]
    tell(path, "characters", {"value": ", ".join(names + ["…"] * (len(met) > _NAMED)), "count": len(every)})
    return unfit.sub(REPLACEMENT, text)


def scalar_text(value: object) -> str | None:
    """A text, number, or yes and no as text; None for what is none of these. A number is never in powers of ten."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value) if value.bit_length() <= MOST_BITS else None
    if isinstance(value, float) and isfinite(value):
        return format(Decimal(repr(value)), "f").removesuffix(".0")
    return None
