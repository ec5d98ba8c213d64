"""A written file as it was read: plain values, a way to their places, and what was wrong with the form."""

from collections.abc import Callable, Sequence

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.finding import Violation
from catalog_validator.model.place import Path, Position
from catalog_validator.model.report import Mistake


@dataclass(frozen=True, slots=True)
class Raw:
    """One file.

    ``value`` is what the syntax made of it (`catalog_validator.model.document.UNREADABLE` where it made nothing);
    ``name`` is the path with ``/``, or the id of something built in.
    """

    name: str
    value: object
    spot: Callable[[Path], Position]
    """Path of raw keys → its position; of a path that is not there, its deepest parent's."""
    flaws: tuple[Violation, ...] = ()
    sha256: str = ""
    """Of the file's bytes, where they were at hand."""


class WrittenError(Exception):
    """What a person wrote cannot be used. Carries every mistake, in the order of their places."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        """At least one mistake."""
        super().__init__(mistakes)
        self.mistakes = tuple(mistakes)

    def __str__(self) -> str:
        return "; ".join(_line(mistake) for mistake in self.mistakes)


def _line(mistake: Mistake) -> str:
    position = mistake.position
    place = f"{position.source}:{position.line}:{position.column}: " if position else ""
    facts = ", ".join(f"{name}={value}" for name, value in mistake.facts)
    return f"{place}{mistake.slug}" + (f" ({facts})" if facts else "")
