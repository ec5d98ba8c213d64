"""Texts that match a pattern of a profile, made from its parts."""

import random

from catalog_validator.profiles.pattern_parser import parse_pattern
from catalog_validator.profiles.pattern_parts import Branches, Chars, Part, Repeat

_MOST = 8
"""Further repeats beyond the least that are tried."""


def matching_text(rng: random.Random, pattern: str) -> str:
    """A text that the pattern matches."""
    return _made(rng, parse_pattern(pattern))


def _made(rng: random.Random, part: Part) -> str:
    if isinstance(part, Chars):
        return rng.choice(sorted(part.of))
    if isinstance(part, Branches):
        return "".join(_made(rng, piece) for piece in rng.choice(part.of))
    assert isinstance(part, Repeat)
    most = part.low + _MOST if part.high is None else min(part.high, part.low + _MOST)
    count = rng.choice((part.low, most, rng.randint(part.low, most)))
    return "".join(_made(rng, part.part) for _ in range(count))
