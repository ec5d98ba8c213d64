"""Whether files have changed since they were last looked at, told from names, sizes and times; nothing is opened."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

State = frozenset[tuple[str, int, int]]
"""Path, size in bytes, and time of the last change in nanoseconds, of each file."""


def state_of(paths: Iterable[str], leaving_out: Iterable[str] = ()) -> State:
    """The files that paths name, and all files in and below folders. What is not there has no entry.

    ``leaving_out``: files whose changes do not matter, such as those that a run writes itself.
    """
    written = {os.path.realpath(path) for path in leaving_out}
    found = (file for path in paths for file in _files(path))
    return frozenset(file for file in found if not written or os.path.realpath(file[0]) not in written)


def _files(path: str) -> Iterator[tuple[str, int, int]]:
    if Path(path).is_dir():
        for folder, _, names in os.walk(path):
            for name in names:
                yield from _file(os.path.join(folder, name))  # noqa: PTH118 - thousands of them, twice a second
    else:
        yield from _file(path)


def _file(path: str) -> Iterator[tuple[str, int, int]]:
    try:
        status = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError):  # gone, or not to be looked at: then it has no state
        return
    yield path, status.st_size, status.st_mtime_ns
