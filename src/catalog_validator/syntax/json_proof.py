"""Proof that a cleanly parsed batch lost no key and is not nested too deep, without scanning it in Python.

A parser keeps one of two equal keys and says nothing. But every key has its colon: if the colons
in the bytes are as many as the keys and the colons of the texts that came out, no key was lost.
"""

from collections.abc import Iterable, Sequence
from itertools import chain, repeat
from typing import TypeVar, cast

_T = TypeVar("_T")

_LESSONS = 64
"""Batches from which habits are learned; after that a source has shown what it is like."""
_HABITS = 40
_PLAIN_DEPTH = 4
"""Levels that the quick count may pass without looking: record, list, item, and an empty object in it.

It counts every colon, so that a value below the item can nest in lists only, with no colon anywhere.
"""
_NO_MARKS = bytes(set(range(256)) - set(b":["))


def weigh(values: Sequence[object], depth: int) -> int | None:
    """Keys of all objects plus colons of all texts (keys too); None when values nest deeper than ``depth``."""
    total = 0
    level: Sequence[object] = values
    while level:
        below: list[object] = []
        nested = False
        for value in level:
            if isinstance(value, str):
                total += value.count(":")
            elif isinstance(value, dict):
                nested = True
                total += len(value) + "".join(value).count(":")
                below.extend(value.values())
            elif isinstance(value, list):
                nested = True
                below.extend(value)
        if nested and depth <= 0:
            return None
        depth -= 1
        level = below
    return total


def marks_of(raw: bytes) -> bytes:
    """Only the colons and opening brackets of JSON bytes, in their order."""
    return raw.translate(None, _NO_MARKS)


def colons(raw: bytes, marks: bytes) -> int:
    """Colons in JSON bytes, also those written as an escape; never fewer than keys and texts have together."""
    count = marks.count(b":")
    if b"\\" in raw and b"\\u003" in raw:
        count += raw.count(b"\\u003a") + raw.count(b"\\u003A")
    return count


class Proof:
    """Proves batches of one source, and learns from it where objects and colons usually are.

    Habits only say where to look first: what they overlook makes the quick count too small, never too large.
    """

    __slots__ = ("_colon_keys", "_depth", "_far", "_lessons", "_near", "_too_many")

    def __init__(self, depth: int) -> None:
        """``depth``: levels of lists and objects that a record may have."""
        self._depth = depth
        self._lessons = _LESSONS
        self._near: dict[str, None] = {}
        """Keys with a text that has colons, an object, or a list of objects: none with colons or objects in it."""
        self._far: dict[str, None] = {}
        """Keys with colons or objects deeper than that."""
        self._colon_keys = False
        self._too_many = b"[" * max(depth - _PLAIN_DEPTH + 1, 0)
        """Lists that open with no colon between them, as those do that nest with no object between them."""

    def holds(self, raw: bytes, values: list[object]) -> bool:
        """True: ``values`` is all that valid JSON ``raw`` says, no key given twice, no value too deep.

        False proves nothing.
        """
        marks = marks_of(raw)
        count = colons(raw, marks)
        if self._quick(values) == count and self._too_many not in marks:
            return True
        exact = weigh(values, self._depth)
        if exact != count:
            return False
        if self._lessons:
            self._lessons -= 1
            self._learn(values)
        return True

    def _quick(self, values: list[object]) -> int:
        """Keys and colons where habit says they are, column by column."""
        records = of_type(dict, values)
        total = sum(map(len, records)) + _shallow([map(dict.get, records, repeat(key)) for key in self._near])
        if self._colon_keys:
            total += "".join(chain.from_iterable(records)).count(":")
        for key in self._far:
            total += weigh([value for record in records if (value := record.get(key))], self._depth - 1) or 0
        return total

    def _learn(self, values: list[object]) -> None:
        for record in values:
            if not isinstance(record, dict):
                continue
            self._colon_keys = self._colon_keys or any(":" in key for key in record)
            for key, value in record.items():
                if key not in self._far and len(self._near) + len(self._far) < _HABITS:
                    self._learn_member(key, value)

    def _learn_member(self, key: str, value: object) -> None:
        if not isinstance(value, (dict, list)) and not (isinstance(value, str) and ":" in value):
            return
        exact = weigh([value], self._depth)
        if exact == 0:
            return
        if exact == _shallow([[value]]):
            self._near[key] = None
        else:
            self._near.pop(key, None)
            self._far[key] = None


def _shallow(columns: list[Iterable[object]]) -> int:
    """Colons in these texts, keys of these objects and of the objects in these lists."""
    total = 0
    items: list[object] = []
    for value in filter(None, chain.from_iterable(columns)):
        if isinstance(value, list):
            items += value
        elif isinstance(value, str):
            total += value.count(":")
        elif isinstance(value, dict):
            total += len(value)
    return total + sum(map(len, of_type(dict, items)))


def of_type(kind: type[_T], values: list[object]) -> list[_T]:
    """Those of this type; does next to nothing where all are."""
    kinds = set(map(type, values))
    if kinds == {kind}:
        return cast("list[_T]", values)
    return [value for value in values if isinstance(value, kind)] if kind in kinds else []
