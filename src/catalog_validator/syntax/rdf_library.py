"""rdflib: whether it is there, what it raises, and its remarks kept from the user."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

GIVES_UP = (ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError, SyntaxError)
"""What the library raises on sources that are wrong in ways it does not look for. Never a mistake of ours: its parsers
call nothing of ours but the reception of statements, which raises `StoppedError` alone."""


def is_installed() -> bool:
    """Whether the library is there, without loading it."""
    return find_spec("rdflib") is not None


@contextmanager
def library_at_work() -> Iterator[None]:
    """Literals are taken as they are written, and doubts about their datatypes go nowhere: profiles judge values."""
    import rdflib

    logger = logging.getLogger("rdflib")
    before = rdflib.NORMALIZE_LITERALS, logger.level
    rdflib.NORMALIZE_LITERALS = False
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = before[0]
        logger.setLevel(before[1])
