"""The parser of YAML events, and where an event stands."""

from typing import Any

import yaml

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C parser, or the slow one where PyYAML was built without it."""

Span = tuple[int, int]
"""Indexes of a stretch of the text, end exclusive."""


def span(event: yaml.Event) -> Span:
    """The stretch of an event; both ends are the same where nothing is written (the start of a block list)."""
    start, end = event.start_mark, event.end_mark
    assert start is not None
    assert end is not None
    return start.index, end.index


def indent(event: yaml.Event) -> int:
    """The column, from 0, at which the event starts, as the parser counts."""
    assert event.start_mark is not None
    return event.start_mark.column
