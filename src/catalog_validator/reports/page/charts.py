"""Drawings as inline SVG. Each stands beside the numbers it shows, so that a screen reader may pass it over."""

from collections.abc import Sequence
from fractions import Fraction

from catalog_validator.reports.numbers import cut

Bin = tuple[int, int]
"""How many entries of a stretch of the scale pass, and how many do not."""


def width(share: Fraction) -> str:
    """A length on a scale of 100, with two decimals at most."""
    return cut(min(max(share, Fraction(0)), Fraction(100)))


def meter(share: Fraction | None, threshold: Fraction, good: bool) -> str:
    """A bar on the scale from 0 to 100 with the threshold marked."""
    drawn = "" if share is None else f'<rect class={"good" if good else "bad"} width="{width(share)}" height=8 />'
    mark = f"<rect class=mark x='{width(threshold)}' width=.6 height=8 />"
    return (
        "<svg class=meter viewBox='0 0 100 8' preserveAspectRatio=none aria-hidden=true>"
        f"<rect class=track width=100 height=8 />{drawn}{mark}</svg>"
    )


def fall(start: Fraction, end: Fraction) -> str:
    """One step of a waterfall: what is left, and what this step took away, in per cent of all points."""
    left, right = width(end), width(start)
    lost = cut(Fraction(right) - Fraction(left))
    return f"<svg><rect width={left}% /><rect x={left}% width={lost}% /></svg>"


def ring(share: Fraction | None, threshold: Fraction, good: bool) -> str:
    """A score as a ring, with a notch where the threshold is."""
    turn = cut(threshold * Fraction(360, 100) - 90)
    arc = (
        ""
        if not share
        else f"<circle class={'good' if good else 'bad'} cx=60 cy=60 r=52 pathLength=100 "
        f'stroke-dasharray="{width(share)} 100" transform="rotate(-90 60 60)" />'
    )
    return (
        "<svg class=ring viewBox='0 0 120 120' aria-hidden=true><circle class=track cx=60 cy=60 r=52 />"
        f"{arc}<path class=notch d='M104 60h16' transform='rotate({turn} 60 60)' /></svg>"
    )


def histogram(bins: Sequence[Bin], threshold: Fraction) -> str:
    """How the scores are spread, a column for each stretch; those that pass are drawn apart from those that do not."""
    most = max((good + bad for good, bad in bins), default=0) or 1
    step = Fraction(100, len(bins))
    pieces = []
    for index, (good, bad) in enumerate(bins):
        x, wide = cut(index * step * 3 + Fraction(1, 2)), cut(step * 3 - 1)
        low, high = Fraction(80 * bad, most), Fraction(80 * good, most)
        if bad:
            pieces.append(_column(x, wide, 100 - low, low, "bad"))
        if good:
            pieces.append(_column(x, wide, 100 - low - high, high, "good"))
        if good + bad:
            middle, top = cut(index * step * 3 + step * 3 / 2), cut(97 - low - high)
            pieces.append(f"<text x={middle} y={top}>{good + bad}</text>")
    ticks = "".join(f"<text class=tick x={3 * tick} y=112>{tick}</text>" for tick in range(0, 101, 20))
    line = cut(3 * threshold)
    return (
        "<svg class=histogram viewBox='-6 0 312 118' aria-hidden=true>"
        f"{''.join(pieces)}<path class=axis d='M0 100.5h300' />{ticks}"
        f"<path class=threshold d='M{line} 4V104' /></svg>"
    )


def _column(x: str, wide: str, y: Fraction, tall: Fraction, kind: str) -> str:
    return f"<rect class={kind} x={x} y={cut(y)} width={wide} height={cut(tall)} />"
