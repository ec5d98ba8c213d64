"""What one cell of an ODS holds: the value it states, or else the text it shows."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from catalog_validator.model.finding import Violation
from catalog_validator.syntax.xlsx_value import Value, read_iso, read_number

_BLANKS = re.compile(r" [ \t\r\n]+|[\t\r\n][ \t\r\n]*")
_SPACE = "\0"
"""Stands for a space that is meant: no XML can hold it."""
_MOST_SPACES = 10_000
_STATED = {
    "float": "office:value", "percentage": "office:value", "currency": "office:value", "date": "office:date-value",
    "time": "office:time-value", "boolean": "office:boolean-value", "string": "office:string-value",
}  # fmt: skip
"""Kind of a cell → the attribute that holds its value."""
_DURATION = re.compile(
    r"(-)?P(?:([0-9]{1,6})D)?T(?:([0-9]{1,7})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9})(?:[.,]([0-9]+))?S)?"
)
_SHOWN = frozenset({"text:span", "text:a", "text:s", "text:tab", "text:line-break", "text:p", "text:h", "text:meta"})
"""Elements whose text is part of the cell's; notes, drawings and tables within it are not."""


class CellText:
    """The paragraphs of one cell."""

    def __init__(self) -> None:
        """An empty cell."""
        self._paragraphs: list[list[str]] = []
        self._open = 0
        self._aside = 0

    def clear(self) -> None:
        """The next cell."""
        self._paragraphs, self._open, self._aside = [], 0, 0

    def add(self, text: str) -> None:
        """Text between tags."""
        if self._open and not self._aside:
            self._paragraphs[-1].append(text)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element within the cell opens."""
        if self._aside or name not in _SHOWN:
            self._aside += 1
        elif name in ("text:p", "text:h"):
            self._paragraphs.append([])
            self._open += 1
        elif self._open and name in ("text:s", "text:tab", "text:line-break"):
            self._paragraphs[-1].append(self._blank(name, attributes))

    def end(self, name: str) -> None:
        """An element within the cell closes."""
        if self._aside:
            self._aside -= 1
        elif name in ("text:p", "text:h"):
            self._open -= 1

    def text(self) -> str:
        """All paragraphs, a line each; blanks are one space unless they are meant."""
        lines = (_BLANKS.sub(" ", "".join(pieces)).strip(" ") for pieces in self._paragraphs)
        return "\n".join(lines).replace(_SPACE, " ").replace("\1", "\t").replace("\2", "\n")

    def _blank(self, name: str, attributes: dict[str, str]) -> str:
        if name != "text:s":
            return "\1" if name == "text:tab" else "\2"
        count = attributes.get("text:c", "1")
        return _SPACE * (min(int(count), _MOST_SPACES) if count.isascii() and count.isdigit() and len(count) < 9 else 1)


@dataclass(frozen=True, slots=True)
class Found:
    """A cell's value, and what is wrong with it."""

    value: Value = None
    code: str = ""
    facts: dict[str, object] = field(default_factory=dict)

    def flaws(self, column: int) -> tuple[Violation, ...]:
        """The flaw of the cell where it stands."""
        return (Violation(self.code, (column,), self.facts),) if self.code else ()


def cell_found(attributes: dict[str, str], text: str) -> Found | None:
    """What the cell holds; None for nothing."""
    if attributes.get("calcext:value-type") == "error":
        return Found(None, "CV019", {"value": text})
    kind = attributes.get("office:value-type")
    stated = attributes.get(_STATED.get(kind or "", ""), "")
    if stated and kind != "string":
        return Found(_value(kind, stated))
    if stated or text:
        return Found(stated or text)
    formula = attributes.get("table:formula")
    return Found(None, "CV013", {"value": formula}) if formula is not None and kind is None else None


def _value(kind: str | None, stated: str) -> Value:
    """The value that a cell of this kind states."""
    if kind == "date":
        return read_iso(stated)
    if kind == "time":
        return _duration(stated)
    return stated == "true" if kind == "boolean" else read_number(stated)


def _duration(written: str) -> Value:
    """A time of day, or a span of a day and more; text that is neither stays text."""
    match = _DURATION.fullmatch(written)
    if match is None:
        return written
    days, hours, minutes, seconds = (int(match[group] or 0) for group in range(2, 6))
    thousandths = int((match[6] or "0")[:3].ljust(3, "0"))
    try:
        span = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds, milliseconds=thousandths)
        if match[1]:
            return -span
        return (datetime.min + span).time() if span < timedelta(days=1) else span
    except OverflowError:
        return written
