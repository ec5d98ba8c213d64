"""frictionless: whether it is there, and with no way out to the network while it works."""

import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

_CLOSED = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "poplib.", "imaplib.", "nntplib.", "telnetlib.")
_PROCESSES = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.startfile")
_state = threading.local()
_lock = threading.Lock()
_installed = False


class NetworkClosedError(OSError):
    """Something tried to open a connection, or to start a process, where nothing may."""


def is_installed() -> bool:
    """Whether the library is there, without loading it."""
    return find_spec("frictionless") is not None


@contextmanager
def network_closed() -> Iterator[None]:
    """Within the block, whatever this thread does, no socket is made and no process started.

    Held by an audit hook (PEP 578), which sees calls in C as well. It is put in place at the first use, cannot be taken
    out, and afterwards looks at one flag. Its limits: other threads go on as before, also one that the block starts;
    and a library in C that raises no audit events of Python's is not seen.
    """
    _install()
    _state.depth = getattr(_state, "depth", 0) + 1
    try:
        yield
    finally:
        _state.depth -= 1


@contextmanager
def library_at_work() -> Iterator[None]:
    """The network closed, and the library's own remarks about its use kept from the user."""
    with network_closed(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _install() -> None:
    global _installed
    with _lock:
        if not _installed:
            sys.addaudithook(_refuse)
            _installed = True


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if getattr(_state, "depth", 0) and event.startswith((*_CLOSED, *_PROCESSES)):
        raise NetworkClosedError(event)
