"""Runs contestants, each time in a process of its own, in turns, and takes medians."""

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.contest import NotReady

ROOT = Path(__file__).resolve().parent.parent


CLOCK = "CATVAL_BENCHMARK_CLOCK"
"""Environment variable; ``cpu``: processor time is measured, which a busy machine changes less than elapsed time."""


def clock() -> float:
    """Seconds since some moment; as processor time, of this process and of those that it has waited for."""
    if os.environ.get(CLOCK) != "cpu":
        return time.perf_counter()
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


@dataclass(frozen=True, slots=True)
class Run:
    """One run over one file."""

    entries: int
    errors: int
    seconds: float
    peak_kb: int
    """Greatest resident memory of the process that did the work."""
    user: float = 0.0
    """Seconds of processor time that a command took for itself; 0 where not measured."""

    @property
    def micros(self) -> float:
        """µs per entry."""
        return 1e6 * self.seconds / max(self.entries, 1)


Rounds = Mapping[str, Sequence[Run]]
"""For each contestant its runs, one per round."""


def run_python(*arguments: str) -> str:
    """What a fresh interpreter prints, with this package importable. `NotReady` with its last words when it fails."""
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, cwd=ROOT, check=False)
    if done.returncode:
        raise NotReady((done.stderr.strip().splitlines() or ["no reason given"])[-1])
    return done.stdout


def run_contestant(name: str, *paths: Path) -> list[Run]:
    """One run per file, all in one fresh process."""
    output = run_python("-m", "benchmarks.child", name, *map(str, paths))
    return [Run(**run) for run in json.loads(output)]


def run_tool(command: Sequence[str], good: Sequence[int] = (0,)) -> tuple[bytes, Run]:
    """A command from start to end: what it prints, its time and memory.

    `NotReady` for any other exit code: a tool that breaks off early must not look quick.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as said:
        start = clock()
        process = subprocess.Popen(command, stdout=out, stderr=said, cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = clock() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said.seek(0)
        if process.returncode not in good:
            name = Path(command[0]).name
            last = (said.read().decode(errors="replace").strip().splitlines() or ["silent"])[-1]
            raise NotReady(f"{name} exits with {process.returncode}: {last}")
        return out.read(), Run(1, 0, seconds, usage.ru_maxrss, usage.ru_utime)


def peak_kb() -> int:
    """Of this process. Linux counts what stood here before this program into ``ru_maxrss``, but not into ``VmHWM``."""
    status = Path("/proc/self/status")
    found = re.search(r"^VmHWM:\s+([0-9]+) kB", status.read_text(), re.MULTILINE) if status.exists() else None
    return int(found[1]) if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def interleave(runners: Mapping[str, Callable[[], Run]], rounds: int) -> tuple[Rounds, dict[str, str]]:
    """Every round runs each once, beginning with another one each time; whoever fails is out, with the reason."""
    runs: dict[str, list[Run]] = {name: [] for name in runners}
    out: dict[str, str] = {}
    names = list(runners)
    for number in range(rounds):
        shift = number % len(names) if names else 0
        for name in names[shift:] + names[:shift]:
            if name not in out:
                try:
                    runs[name].append(runners[name]())
                except NotReady as reason:
                    out[name] = str(reason)
    return {name: done for name, done in runs.items() if name not in out}, out


def ratio(over: Sequence[Run], under: Sequence[Run]) -> float:
    """Median over the rounds of µs per entry against µs per entry in the same round."""
    return median(one.micros / other.micros for one, other in zip(over, under, strict=True))


def script(name: str) -> str:
    """A command of this environment. `NotReady` where it is not installed."""
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if found is None:
        raise NotReady(f"no command {name} in this environment")
    return found
