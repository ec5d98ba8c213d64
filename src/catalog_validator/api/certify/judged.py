"""What both sides say of one entry, and who can be asked."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from catalog_validator.api.certify.values import Entry
from catalog_validator.engine.assess import Origin, assess_entry
from catalog_validator.engine.plan import Plan
from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.finding import Violation
from catalog_validator.model.result import EntryResult

Told = Mapping[str, Sequence[str]]
"""Field → what the other side says against it, as it says it."""


class LibraryMissing(Exception):
    """What a language needs to be judged is not installed."""

    def __init__(self, library: str) -> None:
        """``library``: the name under which it is installed."""
        super().__init__(library)
        self.library = library


@dataclass(frozen=True, slots=True)
class Judged:
    """One entry in both judgements, from the same text."""

    result: EntryResult
    told: Told


class Judge(Protocol):
    """Judges entries in the form of one language, and by the engine in the same form."""

    tells_all: bool
    batch: int
    """How many entries are best given at once."""

    def judge(self, entries: Sequence[Entry]) -> list[Judged | None]:
        """For each entry both judgements; None where the form cannot hold it."""


def by_engine(plan: Plan, values: object, number: int, flaws: Sequence[Violation] = ()) -> EntryResult:
    """The engine's judgement."""
    return assess_entry(plan, values, Origin("certificate", f"/entries/{number}"), flaws)
