"""Who comes before whom, and where the quota cuts. A tie is never broken by the order of input."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Cut = Literal["nominated", "over_quota", "tied_at_quota"]
Key = tuple[Fraction, ...]
"""Numbers of the declared order; more is better in each."""


@dataclass(frozen=True, slots=True)
class Runner:
    """An eligible candidate."""

    id: str
    key: Key
    preferred: bool | None
    """Whether the law prefers it among equals; None: not known."""


def ranks(runners: Sequence[Runner]) -> dict[str, int]:
    """Id → place from 1; equals share a place."""
    return {one.id: 1 + sum(other.key > one.key for other in runners) for one in runners}


def cut_at(runners: Sequence[Runner], quota: int) -> dict[str, Cut]:
    """Id → outcome. At most ``quota`` are nominated."""
    outcome: dict[str, Cut] = {}
    left = quota
    for key in sorted({runner.key for runner in runners}, reverse=True):
        equals = [runner for runner in runners if runner.key == key]
        outcome |= _among_equals(equals, left)
        left = max(0, left - len(equals))
    return outcome


def _among_equals(equals: Sequence[Runner], left: int) -> Mapping[str, Cut]:
    """All have room, or none has, or the preferred come first as far as that decides."""
    if len(equals) <= left:
        return {runner.id: "nominated" for runner in equals}
    if left == 0:
        return {runner.id: "over_quota" for runner in equals}
    sure = sum(runner.preferred is True for runner in equals)
    doubtful = sum(runner.preferred is None for runner in equals)
    return {runner.id: _place(runner.preferred, sure, doubtful, left) for runner in equals}


def _place(preferred: bool | None, sure: int, doubtful: int, left: int) -> Cut:
    """The outcome that holds whatever is not known; a tie where that leaves it open."""
    if preferred and sure + doubtful <= left:
        return "nominated"
    if preferred is False and sure >= left:
        return "over_quota"
    return "tied_at_quota"
