"""Numbers as a report writes them: exact ones exact, scores cut and never rounded."""

from fractions import Fraction


def exact(number: Fraction) -> str:
    """Without loss: ``17`` or ``51/2``."""
    return str(number)


def cut(number: Fraction | None, places: int = 2) -> str:
    """Cut toward zero to so many decimals, with a point: 79.999 is ``79.99``.

    Only a number that is exactly whole stands without decimals, so ``80`` is a full 80 and ``80.00`` a little more.
    None is an empty text.
    """
    if number is None:
        return ""
    if number.denominator == 1:
        return str(number.numerator)
    whole, rest = divmod(abs(number.numerator) * 10**places // number.denominator, 10**places)
    return f"{'-' if number < 0 else ''}{whole}.{rest:0{places}}"


def short(number: Fraction) -> str:
    """Points for the eye: ``17``, ``20.5``, and ``16.66…`` where two decimals do not tell it all."""
    text = cut(number)
    return text.rstrip("0").rstrip(".") if "." in text and Fraction(text) == number else text + "…" * ("." in text)
