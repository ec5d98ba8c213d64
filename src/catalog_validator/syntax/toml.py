"""TOML: the whole source is one record. Used for files that steer a run."""

import math
import re
import tomllib
from collections.abc import Iterator
from datetime import date, time

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.document import UNREADABLE, Batch, Problem, Tree
from catalog_validator.model.finding import Violation
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Path, Position, Source
from catalog_validator.syntax.held import Lines, RefusedError, decode_utf8, read_held
from catalog_validator.syntax.toml_place import Span, find_places

_AT = re.compile(r"\(at line (\d+), column (\d+)\)$")


def parse_toml(source: Source, limits: Limits, *, places: bool = True) -> Tree:
    """The one record of a TOML source; dates and times are texts in it, as in JSON."""
    del places
    return Tree(source, "toml", _parts(source, limits))


def _parts(source: Source, limits: Limits) -> Iterator[Batch | Problem]:
    try:
        text = decode_utf8(source.name, read_held(source, limits))
        value = _load(source.name, text, limits)
    except RefusedError as refused:
        yield refused.problem
        return
    flaws: list[Violation] = []
    record = _plain(value, (), flaws)
    spots = _Spots(text, Lines(source.name, text))
    yield Batch([UNREADABLE if flaws else record], 0, lambda _: "", spots, {0: tuple(flaws)} if flaws else {})


@dataclass(frozen=True, slots=True)
class _Spots:
    """The places in the record, looked for at the first question."""

    text: str
    lines: Lines
    known: dict[Path, Span] = field(default_factory=dict)

    def __call__(self, index: int, path: Path) -> Position:
        if not self.known:
            self.known.update(find_places(self.text))
        while path not in self.known:
            path = path[:-1]
        return self.lines.position(*self.known[path])


def _load(name: str, text: str, limits: Limits) -> dict[str, object]:
    try:
        value = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RefusedError(_syntax_error(name, text, str(error))) from error
    except RecursionError as error:
        raise RefusedError(_too_deep(name, limits)) from error
    if _depth_exceeds(value, limits.depth):
        raise RefusedError(_too_deep(name, limits))
    return value


def _too_deep(name: str, limits: Limits) -> Problem:
    facts = {"limit": "depth", "max": limits.depth}
    return Problem(Violation("CV903", (), facts), Position(name), unreadable=True)


def _depth_exceeds(value: object, depth: int) -> bool:
    level = [value]
    while level and depth >= 0:
        level = [child for parent in level for child in _children(parent)]
        depth -= 1
    return bool(level)


def _children(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _syntax_error(name: str, text: str, message: str) -> Problem:
    """CV003. Where something stands is only in the message; its words are not used."""
    lines = Lines(name, text)
    where = _AT.search(message)
    if where is None:
        place, found = lines.position(len(text), len(text)), "EOF"
    else:
        # tomllib reads CRLF as LF, which moves no line and no column.
        line, column = int(where[1]), int(where[2])
        place = Position(name, line, column, line, column + 1)
        found = text.split("\n")[line - 1][column - 1 :][:20].rstrip("\r") or "\\n"
    return Problem(Violation("CV003", (), {"format": "TOML", "found": found, "expected": ""}), place, unreadable=True)


def _plain(value: object, path: Path, flaws: list[Violation]) -> object:
    """The value as JSON knows it; numbers that JSON does not know are flaws (CV005)."""
    if isinstance(value, dict):
        return {key: _plain(member, (*path, key), flaws) for key, member in value.items()}
    if isinstance(value, list):
        return [_plain(member, (*path, index), flaws) for index, member in enumerate(value)]
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        flaws.append(Violation("CV005", path, {"value": str(value)}))
    return value
