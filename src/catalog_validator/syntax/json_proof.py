"""Proof that a cleanly parsed batch lost no key and is not nested too deep, without scanning it in Python.

A parser keeps one of two equal keys and says nothing. But every key has its colon: if the colons
in the bytes are as many as the keys and the colons of the texts that came out, no key was lost.
"""

from collections.abc import Sequence
from itertools import chain

_LESSONS = 64
"""Batches from which habits are learned; after that a source has shown what it is like."""
_HABITS = 40
_PLAIN_DEPTH = 4
"""Levels that the quick count may pass without looking: record, list, item, and an empty object in it."""


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


def colons(raw: bytes) -> int:
    """Colons in JSON bytes, also those written as an escape; never fewer than keys and texts have together."""
    count = raw.count(b":")
    if b"\\" in raw and b"\\u003" in raw:
        count += raw.count(b"\\u003a") + raw.count(b"\\u003A")
    return count


class Proof:
    """Proves batches of one source, and learns from it where nested values and colons usually are.

    Habits only say where to look first: what they overlook makes the quick count too small, never too large.
    """

    __slots__ = ("_colon_keys", "_depth", "_lessons", "_nests", "_texts")

    def __init__(self, depth: int) -> None:
        """``depth``: levels of lists and objects that a record may have."""
        self._depth = depth
        self._lessons = _LESSONS
        self._nests: dict[str, None] = {}
        """Keys with a list or object whose texts have no colon."""
        self._texts: dict[str, None] = {}
        """Keys whose value has colons in its texts, or nests deeper than the quick count looks."""
        self._colon_keys = False

    def holds(self, raw: bytes, values: list[object]) -> bool:
        """True: ``values`` is all that valid JSON ``raw`` says, no key given twice, no value too deep.

        False proves nothing.
        """
        count = colons(raw)
        quick, lists = self._quick(values)
        if quick == count and self._flat(raw, lists):
            return True
        exact = weigh(values, self._depth)
        if exact != count:
            return False
        if self._lessons:
            self._lessons -= 1
            self._learn(values)
        return True

    def _quick(self, values: list[object]) -> tuple[int, int]:
        """Keys and colons where habit says they are, and the lists seen at a known depth."""
        total = lists = 0
        nests, texts, colon_keys = self._nests, self._texts, self._colon_keys
        for record in values:
            if type(record) is not dict:
                continue
            total += len(record)
            if colon_keys:
                total += "".join(record).count(":")
            get = record.get
            for key in nests:
                value = get(key)
                if type(value) is list:
                    lists += 1
                    for item in value:
                        if type(item) is dict:
                            total += len(item)
                elif type(value) is dict:
                    total += len(value)
            for key in texts:
                value = get(key)
                total += value.count(":") if type(value) is str else weigh([value], self._depth - 1) or 0
        return total, lists

    def _flat(self, raw: bytes, lists: int) -> bool:
        """True: so few lists that were not seen open in ``raw`` that they cannot nest too deep.

        Holds when every object with a key was counted, for then only lists and empty objects can hide.
        """
        room = lists + self._depth - _PLAIN_DEPTH
        at = 0
        while at := raw.find(b"[", at) + 1:
            room -= 1
            if room < 0:
                return False
        return room >= 0

    def _learn(self, values: list[object]) -> None:
        for record in values:
            if type(record) is not dict:
                continue
            self._colon_keys = self._colon_keys or any(":" in key for key in record)
            for key, value in record.items():
                if key not in self._texts and len(self._texts) + len(self._nests) < _HABITS:
                    self._learn_member(key, value)

    def _learn_member(self, key: str, value: object) -> None:
        if not isinstance(value, (list, dict)):
            if isinstance(value, str) and ":" in value:
                self._texts[key] = None
            return
        items: list[object] = value if isinstance(value, list) else [value]
        shallow = sum(len(item) for item in items if isinstance(item, dict))
        if weigh(items, self._depth) == shallow and not _nested(items):
            self._nests[key] = None
        else:
            self._nests.pop(key, None)
            self._texts[key] = None


def _nested(items: list[object]) -> bool:
    """True: some list or object lies below the items of this list."""
    inner = chain.from_iterable(item.values() for item in items if isinstance(item, dict))
    return any(isinstance(value, (dict, list)) for value in chain(inner, (i for i in items if isinstance(i, list))))
