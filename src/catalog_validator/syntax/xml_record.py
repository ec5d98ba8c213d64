"""One record of an XML source as plain values: an object of its child elements, by their names.

| XML | value |
|---|---|
| an element with text alone | the text, as it is written |
| an empty element, or ``xsi:nil="true"`` without content | None |
| an element with child elements | an object of them |
| an element that is repeated among its siblings | a list, in order: nothing else becomes a list |
| an attribute with content | a member ``@name`` |
| text beside attributes or child elements | a member ``#text`` |
| an element of another namespace than the record's | a member ``{namespace}name`` |
| a record that is not called ``entry``, or has a namespace | its name in the member ``#name`` |

Namespace declarations and attributes that speak to parsers (``xsi:*``, ``xml:space``, ``xml:base``, ``xml:id``) are
no content; ``xml:lang`` is (``@xml:lang``).
"""

from collections.abc import Callable, Mapping

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.document import UNREADABLE, Problem
from catalog_validator.model.finding import Facts, Violation
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Position
from catalog_validator.syntax.xml_kinds import split_name
from catalog_validator.syntax.xml_window import Window

NAME = "#name"
TEXT = "#text"
_XML = "http://www.w3.org/XML/1998/namespace"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_PLAIN = "entry"
_HOPELESS = 1000
"""Times the limit on depth at which reading ends: the parser keeps every open element."""


class Stop(Exception):
    """The source cannot be read beyond this point."""

    def __init__(self, code: str, facts: Facts, position: Position) -> None:
        """``position`` is where the reason stands."""
        super().__init__(code)
        self.problem = Problem(Violation(code, (), facts), position, unreadable=True)


@dataclass(frozen=True, slots=True)
class Raw:
    """A record, and the offset of the first byte of its element in the UTF-8 text."""

    value: object
    start: int
    end: int
    scope: Mapping[str, str]
    """Prefix → namespace, where the record begins."""
    flaws: tuple[Violation, ...] = ()


def content(attributes: list[str]) -> dict[str, str]:
    """The attributes that hold content, as members of an object. ``attributes``: names and values in turn."""
    found: dict[str, str] = {}
    for name, value in zip(attributes[::2], attributes[1::2], strict=True):
        space, local = split_name(name)
        if not value or space == _XSI or (space == _XML and local != "lang"):
            continue
        found["@xml:lang" if space == _XML else f"@{{{space}}}{local}" if space else f"@{local}"] = value
    return found


class Builder:
    """Takes the events of one record after the other; what runs for every element does as little as it can."""

    __slots__ = (
        "_count", "_deepest", "_done", "_homes", "_keys", "_kids", "_limits", "_marks", "_name", "_space", "_stack",
        "_texts", "_window", "depth", "flaws", "pieces",
    )  # fmt: skip

    def __init__(self, window: Window, limits: Limits, done: Callable[[str, object], None]) -> None:
        """``done`` is called with the name and the value of each finished record."""
        self._window = window
        self._limits = limits
        self._deepest = limits.depth
        self._done = done
        self.pieces: list[str] = []
        """Text since the last tag."""
        self.flaws: list[Violation] = []
        self.depth = 0
        """Open elements of a record that is nested too deep to be read; 0 for any other."""
        self._stack: list[dict[str, object] | None] = []
        self._kids: dict[str, object] | None = None
        self._marks: dict[int, dict[str, str]] = {}
        """Level of an open element → its attributes, where it has any that count."""
        self._texts: dict[int, list[str]] = {}
        """Level of an open element → the text between its child elements, where there is any."""
        self._homes: dict[str, dict[str, str]] = {}
        """Namespace of a record → how the names in it are written."""
        self._keys: dict[str, str] = {}
        self._space = ""
        self._name = ""
        self._count = 0

    def begin(self, name: str, attributes: list[str]) -> None:
        """A record opens."""
        self._name = name
        self._space = split_name(name)[0]
        self._keys = self._homes.setdefault(self._space, {})
        self._stack.clear()
        self._marks.clear()
        self._texts.clear()
        self.pieces.clear()
        self.flaws = []
        self.depth = 0
        self._kids = None
        if name not in self._keys:
            self.count_names((name,))
        self._window.parser.StartElementHandler = self.start
        self._window.parser.EndElementHandler = self.end
        self.start(name, attributes)

    def start(self, name: str, attributes: list[str]) -> None:
        """An element opens."""
        stack, pieces = self._stack, self.pieces
        if pieces:
            if not (len(pieces) == 1 and pieces[0].isspace()):
                self._keep_text()
            pieces.clear()
        stack.append(self._kids)
        self._kids = None
        if attributes and (found := content(attributes)):
            self.count_names(found)
            self._marks[len(stack)] = found
        if len(stack) > self._deepest:
            self._sink()

    def end(self, name: str) -> None:
        """An element closes."""
        pieces, value = self.pieces, self._kids
        leaf: object = value
        if value is None:
            leaf = pieces[0] if len(pieces) == 1 else "".join(pieces) or None
        elif pieces and not (len(pieces) == 1 and pieces[0].isspace()):
            self._keep_text()
        pieces.clear()
        stack = self._stack
        if self._texts and value is not None and (texts := self._texts.pop(len(stack), None)):
            value[TEXT] = " ".join(texts)
        if self._marks:
            leaf = self._with_marks(leaf, len(stack))
        kids = stack.pop()
        if not stack:
            self._finish(leaf)
            return
        key = self._keys.get(name) or self._key(name)
        if kids is None:
            kids = {key: leaf}
        elif key not in kids:
            kids[key] = leaf
        else:
            known = kids[key]
            if known.__class__ is list:
                known.append(leaf)
            else:
                kids[key] = [known, leaf]
        self._kids = kids

    def _keep_text(self) -> None:
        """Text between child elements, each piece after the last."""
        text = "".join(self.pieces).strip()
        if not text:
            return
        self._texts.setdefault(len(self._stack), []).append(text)
        self._kids = {TEXT: None} if self._kids is None else self._kids

    def _with_marks(self, value: object, level: int) -> object:
        """The value of an element with its attributes."""
        marks = self._marks.pop(level, None)
        if not marks:
            return value
        return {**marks, **value} if isinstance(value, dict) else {**marks, TEXT: value}

    def _key(self, name: str) -> str:
        """How a name that has not been met is written."""
        space, local = split_name(name)
        self.count_names((name,))
        key = self._keys[name] = f"{{{space}}}{local}" if space and space != self._space else local
        return key

    def count_names(self, names: "dict[str, str] | tuple[str, ...]") -> None:
        """The parser remembers every name it meets: there is a limit to how many a source may have."""
        for name in names:
            if name not in self._keys:
                self._count += 1
                self._keys.setdefault(name, split_name(name)[1])
        if self._count > self._limits.columns:
            at = self._window.tag_position(self._window.parser.CurrentByteIndex)
            raise Stop("CV921", {"limit": "columns", "max": self._limits.columns}, at)

    def _finish(self, value: object) -> None:
        space, local = split_name(self._name)
        if isinstance(value, dict) and (space or local != _PLAIN):
            value[NAME] = f"{{{space}}}{local}" if space else local
        self._done(self._name, value)

    def _sink(self) -> None:
        """What follows is too deep: it is passed over until the record closes."""
        self.flaws.append(Violation("CV903", (), {"limit": "depth", "max": self._limits.depth}))
        self.depth = len(self._stack)
        self._window.parser.StartElementHandler = self._sink_start
        self._window.parser.EndElementHandler = self._sink_end

    def _sink_start(self, name: str, attributes: list[str]) -> None:
        self.depth += 1
        self.pieces.clear()
        if self.depth > self._limits.depth * _HOPELESS:
            place = self._window.tag_position(self._window.parser.CurrentByteIndex)
            raise Stop("CV903", {"limit": "depth", "max": self._limits.depth}, place)

    def _sink_end(self, name: str) -> None:
        self.depth -= 1
        self.pieces.clear()
        if not self.depth:
            self._done(self._name, UNREADABLE)
