"""What the XML tests share: the parts of a document, and the text at a position."""

from catalog_validator.model.document import Batch, Problem
from catalog_validator.model.finding import Violation
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Position, Source
from catalog_validator.syntax.xml import parse_xml

Parts = list[Batch | Problem]


def parts(data: str | bytes, limits: Limits | None = None) -> Parts:
    raw = data.encode() if isinstance(data, str) else data
    return list(parse_xml(Source.of_bytes("a.xml", raw), limits or Limits()).parts)


def values_in(read: Parts) -> list[object]:
    return [value for part in read if isinstance(part, Batch) for value in part.values]


def values(data: str | bytes, limits: Limits | None = None) -> list[object]:
    return values_in(parts(data, limits))


def batches(data: str | bytes, limits: Limits | None = None) -> list[Batch]:
    return [part for part in parts(data, limits) if isinstance(part, Batch)]


def flaws(data: str | bytes, limits: Limits | None = None) -> list[Violation]:
    return [flaw for batch in batches(data, limits) for found in batch.flaws.values() for flaw in found]


def problems(data: str | bytes, limits: Limits | None = None) -> list[Problem]:
    return [part for part in parts(data, limits) if isinstance(part, Problem)]


def told(data: str | bytes, limits: Limits | None = None) -> list[tuple[str, int | None, int | None, bool]]:
    """Code, line, column and whether the source is unreadable, of each problem."""
    found = problems(data, limits)
    return [(one.violation.code, one.position.line, one.position.column, one.unreadable) for one in found]


def text_at(text: str, position: Position) -> str:
    """What stands between the two ends of a position; a line ends at a line feed."""
    lines = text.split("\n")
    assert position.line is not None
    assert position.column is not None
    assert position.end_line is not None
    assert position.end_column is not None
    assert position.column <= len(lines[position.line - 1]) + 1
    assert position.end_column <= len(lines[position.end_line - 1]) + 1
    start = sum(len(line) + 1 for line in lines[: position.line - 1]) + position.column - 1
    end = sum(len(line) + 1 for line in lines[: position.end_line - 1]) + position.end_column - 1
    return text[start:end]
