"""A saved record recomputed from its inputs: identical, or the first difference and where it is."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Difference = tuple[str, object, object]
"""A place such as ``candidates[3].outcome``, what stands in the saved record, what comes out today."""

INPUTS = ("campaign", "register", "catalog", "profile", "tool", "as_of")
_ORDER = ("schema", *INPUTS)
"""Inputs first: a changed one explains all that follows."""


def differences(saved: Any, fresh: Any, place: str = "") -> Iterator[Difference]:
    """Every place at which two records differ, inputs before results."""
    if isinstance(saved, Mapping) and isinstance(fresh, Mapping):
        keys = sorted({*saved, *fresh}, key=lambda key: (_ORDER.index(key) if key in _ORDER else len(_ORDER), str(key)))
        for key in keys:
            inner = f"{place}.{key}" if place else str(key)
            yield from differences(saved.get(key), fresh.get(key), inner)
    elif _is_list(saved) and _is_list(fresh) and len(saved) == len(fresh):
        for at, (one, other) in enumerate(zip(saved, fresh, strict=True)):
            yield from differences(one, other, f"{place}[{at}]")
    elif saved != fresh or type(saved) is not type(fresh):
        yield place, saved, fresh


def _is_list(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)
