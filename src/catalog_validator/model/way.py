"""The shortest way of an entry, or of many, to the threshold: which fields to fill or mend, what then is certain."""

from fractions import Fraction
from typing import Literal

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.place import Position

Goal = Literal["entries", "pooled"]
"""``entries``: every entry passes. ``pooled``: all points earned over all points possible reach the threshold."""


@dataclass(frozen=True, slots=True)
class Step:
    """One field to fill or mend, to full credit."""

    field: str
    gain: Fraction
    """Points it brings: weight × (1 − credit)."""
    gate: bool
    """Without it the entry fails whatever its score."""
    sure: bool
    """Whether it applies whatever true value the other steps state; where it then does not, nothing is left to do."""
    records: int = 0
    """Of a list of records, how many there are."""
    lacking: int = 0
    """How many of these lack something: all of them are mended in this one step."""
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Rung:
    """What so many fields of one entry bring for sure, for a pooled score."""

    margin: Fraction
    """Points over those that the threshold asks for (below zero: still lacking), in the worst case."""
    fields: tuple[str, ...]
    """The best choice of so many fields, in the order of the form."""


@dataclass(frozen=True, slots=True)
class Way:
    """The fewest fields after which an entry passes, whatever true values are stated in them."""

    steps: tuple[Step, ...]
    """Gates first, then the greater gain, then the order of the form. Empty where the entry passes already."""
    worst: Fraction
    """Score in per cent after the steps, in the worst case; exact where ``proven``, else never below it."""
    best: Fraction
    """Score in per cent after the steps, in the best case; exact where ``proven``, else never above it."""
    proven: bool = True
    """No smaller set of fields will do. Otherwise the search was cut short, and ``at_least`` are needed."""
    at_least: int = 0
    curve: tuple[Rung, ...] = ()
    """For 0, 1, 2 … fields; made only where a pooled way is asked for."""
    open: tuple[Step, ...] = ()
    """With a curve: every field that could be filled or mended now, in the order of the form."""
    curve_proven: bool = True
    """No choice of fields brings more for sure than the curve says."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one entry contributes to a way of many: the fields to fill or mend in it."""

    entry: int
    """Its index among all entries of the run."""
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class CommonWay:
    """The fewest fields over all entries of a catalog or a group, for one goal."""

    goal: Goal
    shares: tuple[Share, ...]
    """Entries in which something is to be done, in their order."""
    fields: int
    """How many fields in all."""
    margin: Fraction | None
    """Points over those that the threshold asks for, in the worst case; None for the goal ``entries``."""
    proven: bool
    at_least: int
    """With ``proven`` the same as ``fields``."""
