"""``python -m benchmarks.corpora FOLDER``: every file goes through ``catval check``, watched; a table by kind.

Ends with 1 when a file ends with exit 3, is killed, opens a connection or a file outside of its root, or when
records are lost. With ``--mutations N`` damaged copies of files of each kind go through as well.
"""

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.mutations import mutate
from benchmarks.show import megabytes, table
from benchmarks.watched import COUNTED, Watched, watch

PRELOADED = ("syntax.json", "syntax.xlsx", "syntax.yaml", "syntax.xml", "vocab", "reports.json", "api.packages")
HEADS = (
    "kind", "files", "exit 0", "exit 1", "exit 2", "exit 3", "killed", "slowest", "peak", "read", "scored", "refused",
    "unreadable", "sockets", "opens outside",
)  # fmt: skip


@dataclass(slots=True)
class Kind:
    """The runs over files of one kind."""

    runs: list[Watched] = field(default_factory=list)

    def row(self, name: str) -> tuple[object, ...]:
        """A line of the table."""
        ends = [sum(run.code == code for run in self.runs) for code in (0, 1, 2, 3)]
        sockets = sum(any(one.startswith("socket.") for one in run.reached) for run in self.runs)
        outside = sum(any(not one.startswith("socket.") for one in run.reached) for run in self.runs)
        return (
            name,
            len(self.runs),
            *ends,
            len(self.runs) - sum(ends),
            f"{max(run.seconds for run in self.runs):.2f} s",
            megabytes(max(run.peak_kb for run in self.runs)),
            *(f"{sum(run.summary.get(one, 0) for run in self.runs):,}" for one in COUNTED),
            sockets,
            outside,
        )


def kinds_of(folder: Path) -> dict[Path, str]:
    """Every file with its kind: from MANIFEST.jsonl where there is one, else its first folder, else its ending."""
    manifest = next(
        (at / "MANIFEST.jsonl" for at in (folder, *folder.parents) if (at / "MANIFEST.jsonl").is_file()), None
    )
    told = {}
    if manifest is not None:
        lines = (json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines())
        told = {(manifest.parent / line["file"]).resolve(): line["kind"] for line in lines}
    return {
        path: told.get(path.resolve(), parts[0] if len(parts := path.relative_to(folder).parts) > 1 else path.suffix)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "MANIFEST.jsonl"
    }


def root_of(path: Path) -> Path:
    """What may be opened: the file alone; the folder of what may be a package, whose parts stand beside it."""
    return path.parent if path.suffix.lower() in (".json", ".yaml", ".yml") else path


def given_files(folder: Path, options: list[str]) -> Iterator[tuple[str, str, Watched]]:
    """Kind, name and run of each file."""
    found = kinds_of(folder)
    for path, kind in found.items():
        yield kind, path.relative_to(folder).as_posix(), watch(path, root_of(path), options)


def damaged_files(folder: Path, each: int, seed: int, options: list[str]) -> Iterator[tuple[str, str, Watched]]:
    """The same of damaged copies, made one by one in a folder of their own."""
    for path, kind in kinds_of(folder).items():
        for number in range(each):
            with tempfile.TemporaryDirectory() as place:
                name, content = mutate(path.name, path.read_bytes(), f"{seed}/{path.relative_to(folder)}/{number}")
                damaged = Path(place, name)
                damaged.write_bytes(content)
                run = watch(damaged, Path(place), options)
            yield kind, f"{path.relative_to(folder).as_posix()} as {name}, {seed}/{number}", run


def main(arguments: list[str]) -> int:
    """Prints the table, then every fault; 1 if there is any."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpora", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--mutations", type=int, default=0, metavar="N", help="damaged copies of each file, instead")
    parser.add_argument("--seed", type=int, default=1, help="of the damage")
    parser.add_argument("--keep", type=Path, help="write the runs there, one JSON object a line")
    parser.add_argument("options", nargs="*", help="handed to catval check, after --")
    given = parser.parse_args(arguments)
    preload()
    runs = (
        damaged_files(given.folder, given.mutations, given.seed, given.options)
        if given.mutations
        else given_files(given.folder, given.options)
    )
    kinds: dict[str, Kind] = defaultdict(Kind)
    faults = []
    for kind, name, run in runs:
        kinds[kind].runs.append(run)
        faults += [f"{name}: {fault}" for fault in run.faults]
    everything = Kind([run for kind in kinds.values() for run in kind.runs])
    rows = [*(kinds[name].row(name) for name in sorted(kinds)), everything.row("all")]
    print(table(f"catval check over {given.folder.name}", HEADS, rows, faults or ["no fault"]))
    return 1 if faults else 0


def preload() -> None:
    """Import in the parent what every child needs, so that a run costs little."""
    from importlib import import_module

    for name in PRELOADED:
        import_module(f"catalog_validator.{name}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
