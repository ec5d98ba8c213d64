"""The terminal: UTF-8 on every system, the reader's language, colour only where it is wanted."""

import os
import sys
from collections.abc import Iterable
from typing import TextIO

from catalog_validator.model.report import Look
from catalog_validator.model.words import Lang

NARROWEST, WIDEST = 60, 200


def prepare() -> None:
    """Make standard output and error UTF-8, whatever the code page of the console."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n" if stream is sys.stdout else None)


def reader_language(asked: str | None) -> Lang:
    """What was asked for, else ``CATVAL_LANG``, else Vietnamese where the locale is, else English."""
    chosen = (asked or os.environ.get("CATVAL_LANG", "")).lower()
    if chosen in ("vi", "en"):
        return "vi" if chosen == "vi" else "en"
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "vi" if value.lower().startswith("vi") else "en"
    import locale

    system = locale.getlocale()[0] or ""
    return "vi" if system.lower().startswith("vi") else "en"


def look(*, quiet: bool = False, max_findings: int | None = 200, stream: TextIO | None = None) -> Look:
    """How to draw on this terminal; without one, 100 columns and no colour."""
    out = stream or sys.stdout
    terminal = out.isatty()
    width = terminal_columns() if terminal or "COLUMNS" in os.environ else 100
    color = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    if os.environ.get("FORCE_COLOR"):
        color = True
    return Look(color, min(max(width, NARROWEST), WIDEST), quiet, max_findings)


def terminal_columns() -> int:
    """Columns of the terminal, or what ``COLUMNS`` says."""
    import shutil  # with all its archive formats it takes longer to load than a report to draw

    return shutil.get_terminal_size((100, 24)).columns


class ReaderGone(Exception):
    """Whoever read standard output (head, less) has seen enough. Not an `OSError`, which click would end with 1."""


def is_terminal() -> bool:
    """Whether a person reads standard output."""
    return sys.stdout.isatty()


def put(pieces: Iterable[str] | Iterable[bytes]) -> None:
    """Write pieces to standard output as they come. Raises `ReaderGone`."""
    try:
        for piece in pieces:
            if isinstance(piece, str):
                sys.stdout.write(piece)
            else:
                sys.stdout.buffer.write(piece)
        sys.stdout.flush()
    except BrokenPipeError:
        raise ReaderGone from None


def complain(text: str) -> None:
    """Write to standard error."""
    sys.stderr.write(text if text.endswith("\n") else text + "\n")
