"""Where the values of one YAML record stand. Worked out only when somebody asks, from the record's own stretch."""

import yaml

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.place import Path, Position
from catalog_validator.syntax.held import Lines
from catalog_validator.syntax.yaml_events import LOADER, Span, span


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of the text that holds one record, and the column (from 0) it starts at."""

    start: int
    end: int
    indent: int


@dataclass(frozen=True, slots=True)
class Spots:
    """The places in a batch of records; each record is gone through once, at the first question."""

    text: str
    lines: Lines
    stretches: list[Stretch]
    known: dict[int, dict[Path, Span]] = field(default_factory=dict)

    def __call__(self, index: int, path: Path) -> Position:
        """The place of the value at the path, or of its deepest parent that is there.

        A value without a character has the place of its key. A key that stands twice has the place
        of its later occurrence.
        """
        if index not in self.known:
            self.known[index] = find_places(self.text, self.stretches[index])
        places = self.known[index]
        while path not in places:
            path = path[:-1]
        return self.lines.position(*places[path])


class _Open:
    """A list or mapping whose end has not come yet. Without a path it is not recorded."""

    __slots__ = ("count", "end", "key", "mapping", "path", "seen", "start", "wants_key")

    def __init__(self, path: Path | None, start: int, mapping: bool) -> None:
        self.path = path
        self.start = self.end = start
        self.mapping = self.wants_key = mapping
        self.count = 0
        self.key: Span = (start, start)
        self.seen: dict[str, None] = {}


def find_places(text: str, stretch: Stretch) -> dict[Path, Span]:
    """Path → stretch of the text, for every value of the record and for the record itself at ``()``."""
    walk = _Walk(text, stretch)
    padded = " " * stretch.indent + text[stretch.start : stretch.end]
    try:
        for event in yaml.parse(padded, Loader=LOADER):
            walk.take(event)
    except yaml.YAMLError:
        # Out of its surroundings (a %TAG directive, a flow list) the stretch may not stand alone: what was found
        # so far is right, and the record's own place is known without.
        walk.places.pop((), None)
    walk.places.setdefault((), (stretch.start, stretch.start + len(text[stretch.start : stretch.end].rstrip())))
    return walk.places


class _Walk:
    """Follows the events of one record and notes where each value starts and ends."""

    def __init__(self, text: str, stretch: Stretch) -> None:
        self._text = text
        self.places: dict[Path, Span] = {}
        self._shift = stretch.start - stretch.indent
        self._stack: list[_Open] = []
        self._next: Path | None = ()

    def take(self, event: yaml.Event) -> None:
        """Note one event."""
        if isinstance(event, yaml.ScalarEvent):
            self._leaf(event, event.value)
        elif isinstance(event, yaml.AliasEvent):
            self._leaf(event, f"*{event.anchor}")
        elif isinstance(event, yaml.CollectionStartEvent):
            start, _ = self._span(event)
            self._stack.append(_Open(self._next, start, isinstance(event, yaml.MappingStartEvent)))
            self._step()
        elif isinstance(event, yaml.CollectionEndEvent):
            done = self._stack.pop()
            start, end = self._span(event)
            self._done(done.path, (done.start, end if end > start else done.end), "")

    def _span(self, event: yaml.Event) -> Span:
        start, end = span(event)
        return start + self._shift, end + self._shift

    def _leaf(self, event: yaml.ScalarEvent | yaml.AliasEvent, text: str) -> None:
        start, end = self._span(event)
        if isinstance(event, yaml.ScalarEvent) and not event.implicit[0] and self._text[start] not in "\"'":
            end = start + len(self._text[start:end].rstrip())  # a block scalar ends on its last line, not below it
        self._done(self._next, (start, end), text)

    def _done(self, path: Path | None, span: Span, text: str) -> None:
        if not self._stack:
            self.places[()] = span
            return
        parent = self._stack[-1]
        parent.end = max(parent.end, span[1])
        if parent.mapping and parent.wants_key:
            self._key(parent, span, text)
            return
        if path is not None:
            self.places[path] = span if span[1] > span[0] or not parent.mapping else parent.key
        parent.wants_key = parent.mapping
        parent.count += 1
        self._step()

    def _key(self, parent: _Open, span: Span, text: str) -> None:
        path = None if parent.path is None else (*parent.path, text)
        if path is not None and text in parent.seen:
            self.places[path] = span
            path = None
        parent.seen[text] = None
        parent.key, parent.wants_key = span, False
        self._next = path

    def _step(self) -> None:
        parent = self._stack[-1]
        if not parent.mapping:
            self._next = None if parent.path is None else (*parent.path, parent.count)
        elif parent.wants_key:
            self._next = None
