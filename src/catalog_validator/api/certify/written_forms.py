"""Entries written in a form of the project and read back, so that both sides judge the same text."""

from collections.abc import Sequence
from io import BytesIO

from catalog_validator import syntax
from catalog_validator.api.certify.values import Entry
from catalog_validator.engine.plan import Plan
from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.document import NO_FLAWS, Batch
from catalog_validator.model.finding import Facts, Violation
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Path, Source
from catalog_validator.model.text import trim
from catalog_validator.vocab import read_entries
from catalog_validator.writers import FORMS, Catalog, write_catalog

Read = tuple[object, tuple[Violation, ...]]
"""An entry as it was read, and what is wrong with its form."""


@dataclass(frozen=True, slots=True)
class Written:
    """Entries in a form: the text, and each entry as our reader has it from there."""

    text: bytes
    read: Sequence[Read]
    numbers: Sequence[int]
    """Which of the entries they are: those that the form can hold."""


def write(plan: Plan, entries: Sequence[Entry], form: str) -> Written:
    """The entries that the form can hold, in that form and read from it."""
    lost = _lost(plan, entries, form)
    numbers = [number for number in range(len(entries)) if number not in lost]
    out = BytesIO()
    kept = [entries[number] for number in numbers]
    if not kept:
        return Written(b"", (), ())
    write_catalog(FORMS[form], Catalog(plan.profile, lambda: kept, _ignore), out)
    read = read_back(plan, out.getvalue(), FORMS[form].syntax)
    if len(read) != len(kept):
        raise RuntimeError(f"{len(kept)} entries were written as {form}, {len(read)} were read")
    return Written(out.getvalue(), read, numbers)


def _lost(plan: Plan, entries: Sequence[Entry], form: str) -> frozenset[int]:
    """The numbers of entries that the form cannot hold, or of which nothing would stand in it."""
    known = [field.id for field in plan.profile.fields]
    lost = {n for n, entry in enumerate(entries) if not any(_is_something(entry.get(name)) for name in known)}

    def lose(number: int, path: Path, reason: str, facts: Facts) -> None:
        if reason != "member":
            lost.add(number)

    write_catalog(FORMS[form], Catalog(plan.profile, lambda: entries, lose), BytesIO())
    return frozenset(lost)


def _is_something(value: object) -> bool:
    """Whether something that can be seen stands in it."""
    if isinstance(value, list | dict):
        return any(map(_is_something, value.values() if isinstance(value, dict) else value))
    return bool(trim(value)) if isinstance(value, str) else value is not None


def _ignore(number: int, path: Path, reason: str, facts: Facts) -> None:
    """Unknown members have no column; nothing else is lost of these entries."""


def read_back(plan: Plan, text: bytes, name: str) -> list[Read]:
    """Every entry of a text in one of our syntaxes."""
    document = syntax.parse(Source.of_bytes(f"certificate.{name}", text), Limits(), name, places=False)
    found: list[Read] = []
    for part in read_entries(document, plan.profile):
        if isinstance(part, Batch):
            flaws = part.flaws if part.flaws is not NO_FLAWS else {}
            found += [(value, flaws.get(index, ())) for index, value in enumerate(part.values)]
    return found
