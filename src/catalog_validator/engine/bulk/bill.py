"""What is found in an entry, in one whole number: bills of fields add up to that of the entry, and those to a sum.

Findings and failed gates have bits of their own, too many to run over; above them stand the grains lost.
"""

from fractions import Fraction
from math import lcm

from catalog_validator.engine.verdict import plain

GRAIN = lcm(*range(1, 25))
"""Of these make a point. Nearly every loss is a whole number of them, and whole numbers are quick to add."""

_BITS = 40
_MASK = (1 << _BITS) - 1
_WARNINGS, _ERRORS, _GATES, _BELOW, _PASSED, _SCORED, _GRAINS = (_BITS * place for place in range(1, 8))
_FLAGS = ~(((1 << _GRAINS) - 1) ^ ((1 << _GATES) - 1))
"""All but what stands between errors and grains."""


def bill_of(errors: int, warnings: int, notes: int, gates: int = 0, grains: int = 0) -> int:
    """The bill for so many findings, failed gates and whole grains."""
    return notes + (warnings << _WARNINGS) + (errors << _ERRORS) + (gates << _GATES) + (grains << _GRAINS)


def charge(points: Fraction | int) -> tuple[int, Fraction]:
    """Points in whole grains, and the part of a grain that is left."""
    grains = plain(Fraction(GRAIN * points))
    whole = int(grains)
    return whole, Fraction(grains) - whole


def settled(bill: int, rest: Fraction | int, possible: Fraction | int, bar: Fraction) -> int:
    """The bill of a scored entry, with one more entry scored in it and, where so, passed, below the bar, gate failed.

    ``rest``: grains lost besides those in the bill; ``possible``: grains; ``bar``: the threshold as a part of 1.
    """
    earned = possible - (bill >> _GRAINS) - rest
    below = earned * bar.denominator < bar.numerator * possible
    failed = bool(bill >> _GATES & _MASK)
    passed = not (below or failed)
    return (bill & _FLAGS) + (failed << _GATES) + (below << _BELOW) + (passed << _PASSED) + (1 << _SCORED)


def counts_of(total: int) -> dict[str, int]:
    """What a sum of settled bills says, by the names of `Tally`; ``grains`` are those lost."""
    places = {
        "notes": 0,
        "warnings": _WARNINGS,
        "errors": _ERRORS,
        "gates_failed": _GATES,
        "below": _BELOW,
        "passed": _PASSED,
        "scored": _SCORED,
    }
    return {name: total >> place & _MASK for name, place in places.items()} | {"grains": total >> _GRAINS}
