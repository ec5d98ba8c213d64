"""The process in which one contestant runs: ``python -m benchmarks.child NAME FILE...`` prints its runs as JSON."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from benchmarks.contest import NotReady
from benchmarks.measure import Run, clock, peak_kb
from benchmarks.peers import contestants


def main(name: str, *files: str) -> int:
    """Prepare once, run over every file."""
    runs = []
    try:
        task = contestants()[name].prepare()
        for file in files:
            start = clock()
            counted = task(Path(file))
            seconds = clock() - start
            runs.append(Run(counted.entries, counted.errors, seconds, counted.peak_kb or peak_kb()))
    except (NotReady, ImportError) as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    sys.stdout.write(json.dumps([asdict(run) for run in runs]))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
