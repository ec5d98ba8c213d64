"""Where the outermost elements of an XML part stand in its bytes, so that it can be changed without being rewritten."""

import re
from collections.abc import Mapping
from xml.parsers import expat

from catalog_validator.edit.tokens import plain_text
from catalog_validator.model.dataclass import dataclass

_TAG = re.compile(rb"<[^\s/>]+(?:\s+[^\s=>]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*(/?)>")
_CLOSE = re.compile(rb"</[^>]*>")
_ATTRIBUTE = re.compile(rb"([\w:.-]+)(\s*=\s*)(\"[^\"]*\"|'[^']*')")


class MarkError(Exception):
    """The workbook cannot be marked; ``slug``: why."""

    def __init__(self, slug: str) -> None:
        """``slug``: signed, encrypted, damaged, encoding, too-large."""
        super().__init__(slug)
        self.slug = slug


@dataclass(frozen=True, slots=True)
class Element:
    """One element by offsets into its part."""

    name: str
    """Without prefix."""
    depth: int
    """0 for the root."""
    start: int
    inner: int
    """After its first tag."""
    close: int
    """Where its last tag begins; of one without content the same as ``end``."""
    end: int
    attributes: Mapping[str, str]
    """Names with their prefixes."""

    @property
    def hollow(self) -> bool:
        """Written as one tag."""
        return self.close == self.end

    def holds(self, other: "Element") -> bool:
        """Whether another element lies inside."""
        return self.start < other.start and other.end <= self.end


def outline(xml: bytes, deepest: int) -> list[Element]:
    """All elements down to a depth, in the order of their first tags. `MarkError` where it is not well formed."""
    if xml.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in xml[:8]:
        raise MarkError("encoding")
    parser = expat.ParserCreate()
    found: list[Element | None] = []
    open_at: list[tuple[int, int, str, Mapping[str, str]]] = []
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        if depth <= deepest:
            open_at.append((len(found), parser.CurrentByteIndex, name.rpartition(":")[2], attributes))
            found.append(None)
        depth += 1

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1
        if depth <= deepest:
            index, begin, name, attributes = open_at.pop()
            found[index] = _element(xml, (name, depth, begin, attributes), parser.CurrentByteIndex)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError) as error:
        raise MarkError("damaged") from error
    return [element for element in found if element is not None]


def _refuse(*_: object) -> None:
    raise MarkError("damaged")


def _element(xml: bytes, told: tuple[str, int, int, Mapping[str, str]], last: int) -> Element:
    name, depth, begin, attributes = told
    tag = _TAG.match(xml, begin)
    if tag is None:
        raise MarkError("encoding")
    if tag[1]:
        return Element(name, depth, begin, tag.end(), tag.end(), tag.end(), attributes)
    close = _CLOSE.match(xml, last)
    if close is None:
        raise MarkError("encoding")
    return Element(name, depth, begin, tag.end(), last, close.end(), attributes)


def prefix_of(xml: bytes, element: Element) -> str:
    """The prefix that an element's name is written with, its colon included."""
    written = re.match(rb"<([^\s/>:]+:)?", xml[element.start : element.start + 200])
    return written[1].decode() if written and written[1] else ""


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """A first tag with one attribute set."""
    key = name.encode()
    quoted = b'"' + value.encode() + b'"'
    for match in _ATTRIBUTE.finditer(tag):
        if match[1] == key:
            return tag[: match.start(3)] + quoted + tag[match.end(3) :]
    at = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:at].rstrip() + b" " + key + b"=" + quoted + tag[at:]


def replaced(xml: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    """The bytes with some stretches changed; they do not overlap. Insertions at one place keep their order."""
    pieces, at = [], 0
    for start, end, new in sorted(changes, key=lambda change: change[:2]):
        pieces += [xml[at:start], new]
        at = end
    return b"".join([*pieces, xml[at:]])


def into(xml: bytes, element: Element, content: bytes) -> tuple[int, int, bytes]:
    """The change that puts something at the end of an element."""
    if not element.hollow:
        return element.close, element.close, content
    tag = xml[element.start : element.end]
    name = tag[1:].split()[0].rstrip(b"/>")
    return element.start, element.end, tag[:-2].rstrip() + b">" + content + b"</" + name + b">"


def said(content: bytes) -> str:
    """What the text of an element says."""
    return plain_text(content.decode("utf-8", "replace"))
