"""Entries with ten findings each, for reports: ``python -m benchmarks.heavy FILE COUNT SEED`` writes them as NDJSON."""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import write_ndjson
from benchmarks.defects import CODES, CONTROLLING, PLANT, TEXTS, Kind
from benchmarks.generator import SEED, Entry, complete_entry
from benchmarks.texts import TypicalWriter

_HOW: tuple[Kind, ...] = ("missing", "placeholder", "short", "missing", "placeholder", "short")
SPOILED: tuple[tuple[str, Kind], ...] = (
    *zip(TEXTS, _HOW, strict=True),
    *((field, "code") for field in CODES if field not in (*CONTROLLING, "steward_level")),
)
"""Ten fields that decide about no other, with what is wrong in each."""


def generate_heavy(count: int, seed: int = SEED) -> Iterator[Entry]:
    """Entries that are complete but for ten defects, of which each is one finding."""
    rng, writer = random.Random(f"{seed}/heavy"), TypicalWriter()
    for index in range(count):
        entry = complete_entry(rng, writer, index)
        entry["state_secret"] = False
        for field, kind in SPOILED:
            PLANT[kind](rng, entry, field)
        yield entry


if __name__ == "__main__":
    write_ndjson(generate_heavy(int(sys.argv[2]), int(sys.argv[3])), Path(sys.argv[1]))
