"""What the judge says of one field of one entry, before points and places."""

from fractions import Fraction

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.finding import Severity, Violation
from catalog_validator.model.result import State

ZERO, ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A field's state, the credit it earns, and why. The same value always gets the same verdict."""

    state: State
    credit: Fraction
    violations: tuple[Violation, ...] = ()
    """Paths are relative to the field."""
    canonical: str | None = None
    """For a field with one value, what conditions compare: a code, ``yes``/``no``, an ISO date, digits, a text."""
    texts: tuple[str, ...] = ()
    """The texts or canonical codes held, for relations; for a record list, one per record of its plain part."""
    losses: tuple[Fraction, ...] = ()
    """For a list of records, the part of the field's credit that each of them loses."""
    stated: str | None = None
    """What was written, where it was not empty."""

    @property
    def empty(self) -> bool:
        """Nothing is said, or only a placeholder."""
        return self.state in (State.MISSING, State.PLACEHOLDER)


MISSING = Verdict(State.MISSING, ZERO, (Violation("CV101", (), {}, Severity.ERROR),))
"""The verdict on every absent field."""


def is_error(violation: Violation) -> bool:
    """Whether a violation takes the credit away."""
    return violation.severity is Severity.ERROR


def plain(number: Fraction) -> Fraction | int:
    """Whole numbers as int: the same value, and quick to add."""
    return number.numerator if number.denominator == 1 else number
