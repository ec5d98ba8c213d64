"""What a contestant is: a way to count the errors in a file of entries."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import Form


class NotReady(Exception):
    """The contestant cannot run here; the text says why."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a contestant says of a file."""

    entries: int
    errors: int
    peak_kb: int | None = None
    """Memory of the tool's own process, where it has one."""


Task = Callable[[Path], Counted]


@dataclass(frozen=True, slots=True)
class Contestant:
    """``prepare`` imports and compiles, untimed; the task it gives reads the file and counts, timed."""

    name: str
    form: Form
    prepare: Callable[[], Task]
    entries: int | None = None
    """Of how many entries it gets at most; None: all of them."""
