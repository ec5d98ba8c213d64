"""Patterns of a schema: which of them can be tried on any text without taking long."""

import re
import warnings
from dataclasses import dataclass

_TOKEN = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?[:=!]|\(\?<[=!]|\(\?P?<[A-Za-z_]\w*>|\(|\)|[*+?]|\{[0-9]*,?[0-9]*\}|.",
    re.DOTALL,
)
_LONGEST = 1_000
"""Characters of a pattern."""
_MANY = 1_000
"""A counted repeat from here on is taken for one without end."""
_STEPS = 4_000_000
"""Steps that one cell may cost."""
_SHORTEST = 20
"""Where only shorter texts could be tried, trying is no use."""
_COUNTED = re.compile(r"\{([0-9]*)(,([0-9]*))?\}")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that may be tried on texts of up to ``longest`` characters."""

    compiled: "re.Pattern[str]"
    longest: int

    def fits(self, text: str) -> bool | None:
        """Whether the whole text fits; None where the text is too long to be tried."""
        return self.compiled.fullmatch(text) is not None if len(text) <= self.longest else None


def build_pattern(text: str) -> Pattern | None:
    """The pattern, or None where it is no pattern of Python's or might take long.

    Left out: a repeat of something that can itself be read in more than one way, and back references. With those gone a
    text of length l takes at most ``ways`` times l to the power of the open repeats plus one, and l is bounded by it.
    """
    cost = _cost(text) if len(text) <= _LONGEST else None
    if cost is None:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compiled = re.compile(text)
    except (re.error, OverflowError, RecursionError):
        return None
    longest = int((_STEPS / cost.ways) ** (1 / (cost.opened + 1)))
    return Pattern(compiled, longest) if longest >= _SHORTEST else None


@dataclass(slots=True)
class _Cost:
    """What trying a pattern may cost."""

    opened: int = 0
    """Repeats without end."""
    ways: int = 1
    """Ways through all that may be or may not be, be this or that, or come so and so often."""


def _cost(text: str) -> _Cost | None:
    """None where something that can be read in more than one way is repeated."""
    cost, inner = _Cost(), [False]
    # Per open bracket: something in it may be read in more than one way; and the same of what stands just before.
    last = False
    for token in _TOKEN.findall(text):
        if re.fullmatch(r"\\[1-9k]", token) or token.startswith("(?P=") or cost.ways > _STEPS:
            return None
        if token.startswith("("):
            inner.append(False)
            last = False
        elif token == ")" and len(inner) > 1:
            last = inner.pop()
            inner[-1] |= last
        elif (often := _often(token)) is not None:
            least, most = often
            if last and most != 1:
                return None
            if most is None:
                cost.opened += 1
            else:
                cost.ways *= most - least + 1
            last = last or least != most
            inner[-1] |= last
        else:
            cost.ways *= 1 + (token == "|")
            inner[-1] |= token == "|"
            last = False
    return cost


def _often(token: str) -> tuple[int, int | None] | None:
    """How often a repeat wants what stands before it, at least and at most; None where the token is no repeat."""
    if token in ("*", "+", "?"):
        return {"*": (0, None), "+": (1, None), "?": (0, 1)}[token]
    counted = _COUNTED.fullmatch(token)
    if counted is None:
        return None
    least = int(counted[1] or 0)
    most = least if counted[2] is None else int(counted[3]) if counted[3] else None
    return least, None if most is None or most >= _MANY or most < least else most
