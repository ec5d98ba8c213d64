"""What a pattern is made of, and why one is not taken."""

from catalog_validator.model.dataclass import dataclass

MAX_COUNT = 1000
MAX_LENGTH = 500
"""Code points of a pattern."""
MAX_DEPTH = 10
"""Groups within groups."""


@dataclass(frozen=True, slots=True)
class Chars:
    """One character out of a set, and where in the pattern it stands."""

    of: frozenset[str]
    offset: int


@dataclass(frozen=True, slots=True)
class Branches:
    """One of several sequences."""

    of: "tuple[tuple[Part, ...], ...]"


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part, ``low`` to ``high`` times (None: without end)."""

    part: "Chars | Branches"
    low: int
    high: int | None
    offset: int


Part = Chars | Branches | Repeat


class PatternFlaw(ValueError):
    """Why a pattern is not taken: a slug of the register, the 0-based offset and what stands there."""

    def __init__(self, slug: str, offset: int, found: str, *, instead: str = "", max: int = 0) -> None:
        """``max`` is the limit that was passed, where one was."""
        super().__init__(slug, offset, found)
        self.slug = slug
        self.offset = offset
        self.found = found
        self.instead = instead
        """What to write in its place, where that can be said."""
        self.max = max
