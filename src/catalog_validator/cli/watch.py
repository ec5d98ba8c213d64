"""Running a check again whenever a file of it changes."""

import time
from collections.abc import Callable

from catalog_validator.cli.console import ReaderGone, complain, is_terminal, put
from catalog_validator.cli.words import say
from catalog_validator.files.changes import State

PAUSE = 0.4
"""Seconds between two looks."""
_CLEAR = "\x1b[2J\x1b[3J\x1b[H"


def watch(look: Callable[[], State], run: Callable[[], int], explain: Callable[[Exception], int]) -> int:
    """Run, and again after each change of what ``look`` sees, until the user interrupts; the code of the last run.

    What keeps one run from happening (a file half written, a mistake in a profile) is said, and the watch goes on.
    """
    code = 0
    try:
        while True:
            seen = look()
            if is_terminal():
                put([_CLEAR])
            code = _run(run, explain)
            complain(say("watching"))
            _wait_for_change(look, seen)
    except KeyboardInterrupt:
        return code


def _run(run: Callable[[], int], explain: Callable[[Exception], int]) -> int:
    try:
        return run()
    except ReaderGone:
        raise
    except Exception as error:  # it is explained, and the next change may mend it
        return explain(error)


def _wait_for_change(look: Callable[[], State], seen: State) -> None:
    """Until the files differ from what was seen, and have then been left alone for one pause."""
    while (now := look()) == seen:
        time.sleep(PAUSE)
    while True:
        time.sleep(PAUSE)
        if (later := look()) == now:
            return
        now = later
