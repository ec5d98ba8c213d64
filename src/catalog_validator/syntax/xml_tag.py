"""Tags in the bytes of an XML text: where one ends, and which are open at some point."""

import re
from xml.parsers import expat

_TAG = re.compile(rb"""<[^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*>""")
_REFERENCE = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);|#)[^;<\"']{0,100};?")


def tag_end(raw: bytes, start: int) -> int:
    """The offset after the tag that begins at ``start``; an attribute's value may hold a ``>``."""
    match = _TAG.match(raw, start)
    return match.end() if match else len(raw)


def element_end(raw: bytes, start: int, last: int) -> int:
    """The offset after the element that begins at ``start``. ``last``: where the parser says that it closes.

    Of an empty element the parser gives the offset after its one tag, of any other that of its closing tag.
    """
    opened = tag_end(raw, start)
    return opened if raw[opened - 2 : opened] == b"/>" else tag_end(raw, last)


def foreign_reference(tag: bytes) -> str | None:
    """The first reference in a tag to an entity that XML itself does not define."""
    match = _REFERENCE.search(tag)
    return match[0].decode("utf-8", "replace") if match else None


def open_names(raw: bytes) -> list[tuple[str, int]]:
    """The elements that are open at the end of this beginning of an element, each with its number among its likes."""
    parser = expat.ParserCreate("utf-8")
    stack: list[tuple[str, int]] = []
    counts: list[dict[str, int]] = [{}]

    def start(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        number = counts[-1].get(local, 0)
        counts[-1][local] = number + 1
        stack.append((name, number))
        counts.append({})

    def end(name: str) -> None:
        stack.pop()
        counts.pop()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(raw, False)
    except expat.ExpatError:
        # It is not whole, and may be wrong where it ends: what was open there is known.
        return stack
    return stack
