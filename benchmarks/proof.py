"""Does a contestant validate at all? Entries with one known defect each, by kind, and what each contestant counts."""

import random
from collections.abc import Sequence
from pathlib import Path

from benchmarks.contest import Contestant, NotReady
from benchmarks.corpus import Form, write_entries
from benchmarks.defects import CONTROLLING, KINDS, PLANT, Kind, places
from benchmarks.generator import SEED, Entry, complete_entry
from benchmarks.measure import Run, run_contestant
from benchmarks.texts import TypicalWriter

PLANTED = 40
"""Entries of each kind, each with one defect; as many without."""
VERSION = 2
"""Goes up whenever the entries of a kind change."""

Proof = dict[str, list[int]]
"""For each contestant the errors it counts: among complete entries, then for each of `KINDS`."""


def spoiled_entries(kind: Kind | None, count: int = PLANTED, seed: int = SEED) -> list[Entry]:
    """Complete entries, with one defect of this kind in each (None: with none), in fields that control no other."""
    rng = random.Random(f"{seed}/proof/{kind}")
    writer = TypicalWriter()
    entries: list[Entry] = []
    index = 0
    while len(entries) < count:
        entry = complete_entry(rng, writer, index)
        index += 1
        if entry["state_secret"] or not (kind is None or plant(rng, kind, entry)):
            continue
        entries.append(entry)
    return entries


def plant(rng: random.Random, kind: Kind, entry: Entry) -> bool:
    """Exactly one defect; False where the entry has no place for it."""
    free = [field for field in places(kind, entry) if field not in CONTROLLING]
    if not free:
        return False
    field = rng.choice(free)
    items = entry[field]
    if kind == "partial" and isinstance(items, list):
        del rng.choice(items)["description"]
    elif kind in ("missing", "conditional"):
        del entry[field]
    else:
        PLANT[kind](rng, entry, field)
    return True


def proof_files(folder: Path, form: Form) -> list[Path]:
    """A file of complete entries, then one for each kind."""
    kinds: tuple[Kind | None, ...] = (None, *KINDS)
    paths = [folder / f"proof-v{VERSION}-{kind or 'complete'}.{form}" for kind in kinds]
    for kind, path in zip(kinds, paths, strict=True):
        if not path.exists():
            write_entries(spoiled_entries(kind), path, form)
    return paths


def prove(contestants: Sequence[Contestant], folder: Path) -> tuple[Proof, dict[str, str]]:
    """What each validator counts, and why one cannot run."""
    counted: Proof = {}
    out: dict[str, str] = {}
    for contestant in contestants:
        try:
            runs: list[Run] = run_contestant(contestant.name, *proof_files(folder, contestant.form))
        except NotReady as reason:
            out[contestant.name] = str(reason)
        else:
            counted[contestant.name] = [run.errors for run in runs]
    return counted, out
