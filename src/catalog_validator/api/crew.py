"""One count by several processes: tasks out, their counts back in the order of the run.

A task is a source, or a stretch of the lines of a large NDJSON source. What may differ from a count in one process is
kept out of the workers: where an entry stands in the run, which of them had a key first, how many problems are kept.
"""

import os
import pickle
import secrets
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import catalog_validator
from catalog_validator import syntax
from catalog_validator.engine.duplicates import KeyNote
from catalog_validator.engine.plan import Choice
from catalog_validator.files.stretch import line_starts
from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.document import Batch, Problem, Tree
from catalog_validator.model.hints import Hints
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Source
from catalog_validator.model.report import Run
from catalog_validator.model.result import Summary
from catalog_validator.vocab.detect import detect

STRETCH = 8 << 20
"""Bytes of a stretch of lines: enough for thousands of entries, little enough to be held by the process that merges."""
WORTH = 4 << 20
"""Bytes of all sources below which a second process costs more than it saves."""


@dataclass(frozen=True, slots=True)
class Order:
    """All that a worker has to know of the run."""

    run: Run
    group_by: tuple[str, ...]
    choice: Choice
    limits: Limits
    hints: Hints
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """A source by its number, whole or from one byte up to another."""

    source: int
    stretch: tuple[int, int] | None = None

    @property
    def begins(self) -> bool:
        """Whether it begins its source."""
        return self.stretch is None or self.stretch[0] == 0


@dataclass(frozen=True, slots=True)
class Counted:
    """What came of a task, besides the summary that a worker keeps to the end."""

    read: int
    notes: tuple[KeyNote, ...]
    """Ordinals count from the task's first record."""
    problems: tuple[Problem, ...]
    """In their order; of those that would not be kept only the ones that break the source."""


class Worker:
    """A process that counts one task after the other."""

    def __init__(self, order: bytes, seed: int) -> None:
        """``order``: a pickled `Order`; ``seed``: of the hashes of texts, which all workers must share."""
        home = str(Path(catalog_validator.__file__).parents[1])
        path = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            # Not from the current folder: it may hold anything.
            [sys.executable, "-P", "-m", "catalog_validator.api.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONHASHSEED": str(seed), "PYTHONPATH": path},
        )
        self._send(order)

    def count(self, task: Task) -> Counted:
        """The worker's count of a task; its exception where it failed."""
        self._send(pickle.dumps(task))
        counted: Counted = self._receive()
        return counted

    def summary(self) -> Summary:
        """Of all that it counted. It ends with that."""
        self._send(pickle.dumps(None))
        summary: Summary = self._receive()
        return summary

    def end(self) -> None:
        """No process is left behind."""
        self._process.kill()
        self._process.communicate()

    def _send(self, pickled: bytes) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(pickled)
        self._process.stdin.flush()

    def _receive(self) -> Any:
        assert self._process.stdout is not None
        try:
            answer = pickle.load(self._process.stdout)
        except EOFError:
            raise RuntimeError(f"a worker ended with {self._process.wait()}") from None
        if isinstance(answer, BaseException):
            raise answer
        return answer


class Crew:
    """Workers and their tasks. Use `counted` to its end, then `summary`."""

    def __init__(self, order: bytes, tasks: Sequence[Task], jobs: int) -> None:
        """Starts at most ``jobs`` processes."""
        seed = 1 + secrets.randbelow((1 << 32) - 1)
        self._tasks = tasks
        self._workers = [Worker(order, seed) for _ in range(min(jobs, len(tasks)))]
        self._free: SimpleQueue[Worker] = SimpleQueue()
        for worker in self._workers:
            self._free.put(worker)

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()

    def counted(self) -> Iterator[tuple[Task, Counted]]:
        """The tasks in their order, each as soon as it and those before it are done."""
        with ThreadPoolExecutor(len(self._workers)) as threads:
            try:
                yield from zip(self._tasks, threads.map(self._count, self._tasks), strict=True)
            finally:
                threads.shutdown(wait=False, cancel_futures=True)

    def summary(self) -> Summary:
        """Of all tasks."""
        return sum((worker.summary() for worker in self._workers), Summary())

    def _count(self, task: Task) -> Counted:
        worker = self._free.get()
        try:
            return worker.count(task)
        finally:
            self._free.put(worker)


def written(order: Order) -> bytes | None:
    """The order as a worker is sent it; None where a worker cannot be told, as of a source in memory."""
    try:
        return pickle.dumps(order)
    except (pickle.PicklingError, AttributeError, TypeError):
        return None


def build_tasks(order: Order) -> list[Task]:
    """The run in tasks; none where one process is as good."""
    if sum(source.size or 0 for source in order.sources) < WORTH:
        return []
    tasks: list[Task] = []
    for number, source in enumerate(order.sources):
        if is_sliced(source, order):
            starts = line_starts(source, STRETCH)
            tasks += [Task(number, bounds) for bounds in pairwise([*starts, source.size or 0])]
        else:
            tasks.append(Task(number))
    return tasks if len(tasks) > 1 else []


def is_sliced(source: Source, order: Order) -> bool:
    """Whether every line of a source can be read without those before it: NDJSON in the profile's own form."""
    size = source.size or 0
    if not STRETCH < size <= order.limits.source_bytes or order.hints.vocab not in (None, "native"):
        return False
    if syntax.guess_syntax(source) != "ndjson":
        return False
    document = syntax.parse(source, order.limits, "ndjson", places=False)
    assert isinstance(document, Tree)
    told, decision = detect(document)
    return decision is None and isinstance(told, Tree) and isinstance(next(iter(told.parts), None), Batch)
