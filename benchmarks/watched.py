"""One ``catval check`` in a forked process that is watched: its end, time, memory, sockets, and what it opens."""

import contextlib
import json
import os
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from benchmarks.measure import peak_kb
from catalog_validator.cli.command import run

SECONDS = 30
MOST_BYTES = 1 << 30
NO_ANSWER = 70
"""Stands for the exit code of a run that broke off without one."""
COUNTED = ("read", "scored", "refused", "unreadable")
OURS = tuple(
    os.path.realpath(path) for path in (sys.prefix, sys.base_prefix, Path(__file__).parents[1] / "src", "/dev/null")
)
"""Below these stand the interpreter, the libraries and the program itself."""
FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.fork")
OPENING = ("open", "os.listdir", "os.scandir")


@dataclass(frozen=True, slots=True)
class Watched:
    """How one run ended."""

    code: int
    """The exit code; -14 when its time was over, another negative number for another signal, or `NO_ANSWER`."""
    seconds: float
    peak_kb: int
    summary: dict[str, int]
    """``read``, ``scored``, ``refused``, ``unreadable``, as the report counts them; empty without a report."""
    codes: tuple[str, ...]
    """The codes of what was found, in entries and outside of them; each once."""
    reached: tuple[str, ...]
    """Connections, processes and opened files outside of the root."""
    said: str
    """What stood on standard error."""

    @property
    def faults(self) -> tuple[str, ...]:
        """What must not be; empty for a good run."""
        counted = self.summary.get("scored", 0) + self.summary.get("refused", 0) + self.summary.get("unreadable", 0)
        return tuple(
            fault
            for fault, there in (
                (f"ended with {self.code}: {self.said.strip()[-300:]}", self.code not in (0, 1, 2)),
                ("a traceback", "Traceback (most recent call last)" in self.said),
                (f"read {self.summary.get('read')}, accounted for {counted}", self.summary.get("read", 0) != counted),
                (f"reached {', '.join(self.reached[:3])}", bool(self.reached)),
                ("exit 2 and no word why", self.code == 2 and not self.said.strip()),
            )
            if there
        )


def watch(path: Path, root: Path, options: Sequence[str] = (), most_bytes: int = MOST_BYTES) -> Watched:
    """Check ``path``; whatever is opened must be in or below ``root``."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as answer:
        begun = time.perf_counter()
        child = os.fork()
        if not child:
            try:
                _work(path, root, options, most_bytes, answer)
            finally:
                os._exit(0)  # whatever happened: the parent's work is not this process's to go on with
        _, status, usage = os.wait4(child, 0)
        seconds = time.perf_counter() - begun
        answer.seek(0)
        text = answer.read()
    told: dict[str, Any] = json.loads(text) if text else {}
    return Watched(
        told.get("code", os.waitstatus_to_exitcode(status) or NO_ANSWER),
        seconds,
        told.get("peak_kb", usage.ru_maxrss),
        told.get("summary", {}),
        tuple(told.get("codes", ())),
        tuple(told.get("reached", ())),
        told.get("said", ""),
    )


def _work(path: Path, root: Path, options: Sequence[str], most_bytes: int, answer: IO[str]) -> None:
    """The child: limits, watch, command, answer."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    reached: list[str] = []
    # Where modules are looked for is searched; the folder from which this was started is none of those.
    sys.path[:] = [place for place in sys.path if any(_below(os.path.realpath(place), ours) for ours in OURS)]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out, tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        resource.setrlimit(resource.RLIMIT_AS, (most_bytes, before[1]))
        signal.alarm(SECONDS)
        sys.addaudithook(_hook(os.path.realpath(root), reached))
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(said):
            code = run(["check", str(path), "--as-of=2026-04-30", "--format=json", *options])
        seen, peak = tuple(reached), peak_kb()
        signal.alarm(0)
        resource.setrlimit(resource.RLIMIT_AS, before)
        report = json.loads(_text(out)) if code in (0, 1) else {"summary": {}, "entries": [], "problems": []}
        found = [*report["problems"], *(finding for entry in report["entries"] for finding in entry["findings"])]
        counts = {name: report["summary"].get(name, 0) for name in COUNTED}
        told = {"code": code, "peak_kb": peak, "summary": counts, "codes": sorted({one["code"] for one in found})}
        json.dump(told | {"reached": seen, "said": _text(said)}, answer)
        answer.flush()


def _hook(root: str, reached: list[str]) -> Any:
    """Notes connections and processes (and refuses them), and what is opened outside of ``root``."""
    temporary = os.path.realpath(tempfile.gettempdir())

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(FORBIDDEN):
            reached.append(event)
            raise PermissionError(event)
        if event not in OPENING or not isinstance(arguments[0], str | bytes):
            return
        opened = os.path.realpath(os.fsdecode(arguments[0]))
        spool = opened == temporary or (opened.startswith(temporary) and bool(arguments[2] & os.O_EXCL))
        if not (event == "open" and spool) and not any(_below(opened, place) for place in (root, *OURS)):
            reached.append(opened)

    return hook


def _below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + os.sep)


def _text(stream: IO[str]) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()
