"""YAML: a list of records, a mapping with ``entries``, or a single record. Core types only; nothing is expanded."""

import re
from collections.abc import Iterator

import yaml

from catalog_validator.model.dataclass import dataclass, replace
from catalog_validator.model.document import Batch, Problem, Tree
from catalog_validator.model.finding import Violation
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Source
from catalog_validator.syntax.held import Lines, RefusedError, decode_utf8, read_held
from catalog_validator.syntax.yaml_build import Builder, Flaw, HopelesslyDeepError
from catalog_validator.syntax.yaml_events import LOADER, indent, span
from catalog_validator.syntax.yaml_place import Spots, Stretch
from catalog_validator.syntax.yaml_scalar import read_plain

_BATCH = 64
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EXPECTED = {
    "did not find expected key": "key:",
    "did not find expected '-' indicator": "-",
    "did not find expected ',' or ']'": ", ]",
    "did not find expected ',' or '}'": ", }",
    "did not find expected <document start>": "---",
    "could not find expected ':'": ":",
}


def parse_yaml(source: Source, limits: Limits, *, places: bool = True) -> Tree:
    """The records of a YAML source. Places are looked up when asked for, so ``places`` changes nothing."""
    del places
    return Tree(source, "yaml", _parts(source, limits))


@dataclass(frozen=True, slots=True)
class _Record:
    value: object
    flaws: list[Flaw]
    stretch: Stretch
    prefix: str | None
    """Pointer of the list it stands in; None: the record is the whole document."""


def _parts(source: Source, limits: Limits) -> Iterator[Batch | Problem]:
    try:
        text = decode_utf8(source.name, read_held(source, limits))
    except RefusedError as refused:
        yield refused.problem
        return
    reader = _Reader(source.name, text, limits)
    first, held = 0, list[_Record]()
    for part in reader.parts():
        if isinstance(part, _Record):
            held.append(part)
            if len(held) < _BATCH:
                continue
        if held:
            yield reader.batch(held, first)
            first, held = first + len(held), []
        if isinstance(part, Problem):
            yield part
    if held:
        yield reader.batch(held, first)


class _Reader:
    """Goes through the events of one text, once."""

    def __init__(self, name: str, text: str, limits: Limits) -> None:
        bad = _FORBIDDEN.search(text)
        self._name = name
        self._full = Lines(name, text)
        self._bad = bad
        self._text = text[: bad.start()] if bad else text
        self._lines = self._full if bad is None else Lines(name, self._text)
        self._limits = limits
        self._events: Iterator[yaml.Event] = iter(())

    def parts(self) -> Iterator[_Record | Problem]:
        """Records and problems in their order."""
        if self._bad is None:
            yield from self._guarded()
            return
        # The parser would stop some way before a forbidden character, wherever its buffer ends. It is given
        # the text up to there instead, and the record that this cuts in two is left out.
        cut = len(self._text.rstrip())
        for part in self._guarded():
            if isinstance(part, _Record):
                if part.stretch.end < cut:
                    yield part
            elif not part.unreadable:
                yield part
        yield self._syntax_error(self._bad.start(), f"U+{ord(self._bad.group()):04X}", "")

    def batch(self, records: list[_Record], first: int) -> Batch:
        """Records of one list, with the way to their places."""
        prefix = records[0].prefix

        def pointer(index: int) -> str:
            return "" if prefix is None else f"{prefix}/{first + index}"

        flaws = {
            i: tuple(violation for violation, *_ in record.flaws) for i, record in enumerate(records) if record.flaws
        }
        spots = Spots(self._text, self._lines, [record.stretch for record in records])
        return Batch([record.value for record in records], first, pointer, spots, flaws)

    def _guarded(self) -> Iterator[_Record | Problem]:
        self._events = yaml.parse(self._text, Loader=LOADER)
        try:
            yield from self._stream()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            index = min(mark.index, len(self._text)) if mark is not None else len(self._text)
            yield self._syntax_error(index, self._found(index), _EXPECTED.get(error.problem or "", ""))
        except HopelesslyDeepError as error:
            facts = {"limit": "depth", "max": self._limits.depth}
            yield self._problem("CV903", error.index, error.index + 1, facts)

    def _stream(self) -> Iterator[_Record | Problem]:
        next(self._events)
        event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            yield self._problem("CV011", 0, 0, {})
            return
        event = next(self._events)
        if isinstance(event, yaml.SequenceStartEvent):
            yield from self._root_list(event)
        elif isinstance(event, yaml.MappingStartEvent):
            yield from self._root_mapping(event)
        else:
            yield self._root_scalar(event)
        next(self._events)
        event = next(self._events)
        if isinstance(event, yaml.DocumentStartEvent):
            yield self._syntax_error(span(event)[0], "---", "")

    def _root_scalar(self, event: yaml.Event) -> Problem:
        start, end = span(event)
        if not isinstance(event, yaml.ScalarEvent):
            return self._problem("CV007", start, end, {"value": self._text[start:end]})
        found = _kind(event)
        return self._problem("CV011", start, end, {}) if found == "null" else self._not_a_catalog(found, start, end)

    def _root_list(self, event: yaml.SequenceStartEvent) -> Iterator[_Record | Problem]:
        opening = Builder(self._text, self._lines, self._limits)
        opening.feed(event)
        yield from self._as_problems(opening.flaws)
        yield from self._list(event, "")

    def _list(self, start: yaml.Event, prefix: str) -> Iterator[_Record | Problem]:
        empty = True
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                if empty:
                    yield self._problem("CV011", span(start)[0], span(event)[1], {})
                return
            empty = False
            builder = Builder(self._text, self._lines, self._limits)
            last = event
            while not builder.feed(last):
                last = next(self._events)
            yield self._record(builder, event, last, prefix)

    def _root_mapping(self, start: yaml.MappingStartEvent) -> Iterator[_Record | Problem]:
        builder = Builder(self._text, self._lines, self._limits)
        builder.feed(start)
        catalog = False
        for event in self._events:
            if builder.member == "entries":
                catalog = True
                if isinstance(event, yaml.SequenceStartEvent) and event.anchor is None and event.tag is None:
                    yield from self._list(event, "/entries")
                    builder.put_aside()
                    continue
                yield self._not_a_catalog(_kind(event), *span(event))
            if builder.feed(event):
                break
        if catalog:
            yield from self._as_problems(builder.flaws)
        else:
            yield self._record(builder, start, event, None)

    def _record(self, builder: Builder, start: yaml.Event, end: yaml.Event, prefix: str | None) -> _Record:
        stretch = Stretch(span(start)[0], span(end)[1], indent(start))
        return _Record(builder.value, builder.flaws, stretch, prefix)

    def _as_problems(self, flaws: list[Flaw]) -> Iterator[Problem]:
        for violation, start, end in flaws:
            # A second list of entries is lost: the source has not been read as a whole.
            lost = violation.code == "CV502" and violation.facts.get("name") == "entries"
            yield Problem(replace(violation, path=()), self._lines.position(start, end), unreadable=lost)

    def _problem(self, code: str, start: int, end: int, facts: dict[str, object]) -> Problem:
        return Problem(Violation(code, (), facts), self._full.position(start, end), unreadable=True)

    def _not_a_catalog(self, found: str, start: int, end: int) -> Problem:
        return self._problem("CV012", start, end, {"found": found})

    def _syntax_error(self, index: int, found: str, expected: str) -> Problem:
        facts: dict[str, object] = {"format": "YAML", "found": found, "expected": expected}
        return self._problem("CV003", index, index + 1, facts)

    def _found(self, index: int) -> str:
        rest = self._text[index : index + 40].split("\n", 1)[0].rstrip("\r")
        return rest[:20] or "EOF" if index >= len(self._text) or rest else "\\n"


def _kind(event: yaml.Event) -> str:
    """The name of a node's type."""
    if isinstance(event, yaml.SequenceStartEvent):
        return "list"
    if isinstance(event, yaml.MappingStartEvent):
        return "object"
    value = read_plain(event.value)[0] if isinstance(event, yaml.ScalarEvent) and event.implicit[0] else ""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    return "text" if isinstance(value, str) else "number"
