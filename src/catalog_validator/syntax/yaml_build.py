"""One record out of YAML events, built as they come. Aliases are never followed, so a bomb costs nothing."""

import re
from typing import TypeGuard

import yaml

from catalog_validator.model.document import UNREADABLE
from catalog_validator.model.finding import Violation
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Path
from catalog_validator.syntax.held import Lines
from catalog_validator.syntax.yaml_events import span
from catalog_validator.syntax.yaml_scalar import Scalar, read_plain

_SPOILS = frozenset({"CV003", "CV005", "CV007", "CV008", "CV903"})
_TAG = re.compile(r"!(?:<[^>\s]*>|[^\s,\[\]{}]*)")
_HOPELESS = 1_000
"""Levels at which the parser's own cost per token becomes a danger, and the rest of the source is given up."""

Flaw = tuple[Violation, int, int]
"""A violation with the stretch of the text where it stands."""


class HopelesslyDeepError(Exception):
    """The source is nested so deep that reading on would take too long."""

    def __init__(self, index: int) -> None:
        """``index`` tells where the nesting became too deep."""
        super().__init__(index)
        self.index = index


class _Frame:
    """A list or mapping that is still open."""

    __slots__ = ("drop", "items", "key", "keys", "members")

    def __init__(self, mapping: bool) -> None:
        self.members: dict[str, object] | None = {} if mapping else None
        self.items: list[object] = []
        self.keys: dict[str, int] = {}
        self.key: str | None = None
        self.drop = False

    @property
    def value(self) -> object:
        return self.items if self.members is None else self.members

    @property
    def wants_key(self) -> bool:
        return self.members is not None and self.key is None


class Builder:
    """Takes the events of one node; afterwards ``value`` and ``flaws`` tell what it was."""

    def __init__(self, text: str, lines: Lines, limits: Limits) -> None:
        """The events' marks are indexes into ``text``."""
        self._text = text
        self._lines = lines
        self._limits = limits
        self._stack: list[_Frame] = []
        self._skipped = 0
        self._more = 0
        self._value: object = None
        self._flaws: list[Flaw] = []
        self._spoiled = False
        self._tied = False

    @property
    def value(self) -> object:
        """The finished value, or `UNREADABLE`."""
        return UNREADABLE if self._spoiled else self._value

    @property
    def flaws(self) -> list[Flaw]:
        """What is wrong with the node's form; at most ``kept_problems``, then how many more."""
        if not self._more:
            return self._flaws
        facts = {"limit": "kept_problems", "max": self._limits.kept_problems, "count": self._more}
        return [*self._flaws, (Violation("CV910", (), facts), *self._flaws[-1][1:])]

    @property
    def member(self) -> str | None:
        """The key of the outermost mapping whose value comes next, unless it is a key's second."""
        top = self._stack[0] if len(self._stack) == 1 and not self._skipped else None
        return top.key if top is not None and not top.drop else None

    def feed(self, event: yaml.Event) -> bool:
        """Take one event; True when the node is complete."""
        if self._skipped:
            self._skip(event)
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open(event)
        elif isinstance(event, yaml.AliasEvent):
            self._flaw("CV007", event, value=f"*{event.anchor}")
            self._put(None)
        else:
            self._put(self._stack.pop().value)
        return not self._stack and not self._skipped

    def put_aside(self) -> None:
        """Note that the pending member's value was read by somebody else."""
        self._put(None)

    def _path(self) -> Path:
        steps: list[str | int] = []
        for frame in self._stack:
            if frame.members is None:
                steps.append(len(frame.items))
            elif frame.key is not None:
                steps.append(frame.key)
        return tuple(steps)

    def _flaw(self, code: str, event: yaml.NodeEvent, **facts: object) -> None:
        self._spoiled = self._spoiled or code in _SPOILS
        if code == "CV007" and self._tied:
            return  # once for a record: a bomb is made of dozens, and all of them have to go
        self._tied = self._tied or code == "CV007"
        if len(self._flaws) >= self._limits.kept_problems:
            self._more += 1
            return
        self._flaws.append((Violation(code, self._path(), facts), *span(event)))

    def _check_properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._flaw("CV007", event, value=f"&{event.anchor}")
        if event.tag is not None:
            properties = _TAG.search(self._text, *span(event))
            self._flaw("CV008", event, value=properties.group() if properties else event.tag)

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        if self._stack and self._stack[-1].wants_key:
            kind = "object" if _is_mapping(event) else "list"
            self._flaw("CV003", event, format="YAML", found=kind, expected="text")
        self._check_properties(event)
        if len(self._stack) >= self._limits.depth:
            self._flaw("CV903", event, limit="depth", max=self._limits.depth)
            self._skipped = 1
        else:
            self._stack.append(_Frame(_is_mapping(event)))

    def _skip(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.CollectionStartEvent):
            self._skipped += 1
            if self._skipped > _HOPELESS:
                raise HopelesslyDeepError(span(event)[0])
        elif isinstance(event, yaml.CollectionEndEvent):
            self._skipped -= 1
            if not self._skipped:
                self._put(None)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if event.anchor is not None or event.tag is not None:
            self._check_properties(event)
        plain = event.implicit[0]
        if self._stack and self._stack[-1].wants_key:
            self._key(event, plain)
        else:
            self._put(self._plain(event) if plain else event.value)

    def _plain(self, event: yaml.ScalarEvent) -> Scalar:
        value, code = read_plain(event.value)
        if code == "CV009":
            self._flaw(code, event, value=event.value, read_as="text")
        elif code is not None:
            self._flaw(code, event, value=event.value)
        return value

    def _key(self, event: yaml.ScalarEvent, plain: bool) -> None:
        frame = self._stack[-1]
        key: str = event.value
        frame.key = key
        if plain and key == "<<":
            self._flaw("CV007", event, value="<<")
        start, _ = span(event)
        first = frame.keys.setdefault(key, start)
        if first != start:
            frame.drop = True
            line, column = self._lines.at(first)
            self._flaw("CV502", event, name=key, line=line, column=column)

    def _put(self, value: object) -> None:
        if not self._stack:
            self._value = value
            return
        frame = self._stack[-1]
        if frame.members is None:
            frame.items.append(value)
        elif frame.key is None:  # a list, mapping or alias as a key: the record is spoiled already
            frame.key, frame.drop = "", True
        else:
            if not frame.drop:
                frame.members[frame.key] = value
            frame.key, frame.drop = None, False


def _is_mapping(event: yaml.CollectionStartEvent) -> TypeGuard[yaml.MappingStartEvent]:
    return isinstance(event, yaml.MappingStartEvent)
