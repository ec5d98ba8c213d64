"""The part of an XML text that is held: from what is not yet read to its end, by offsets in the whole."""

from xml.parsers.expat import XMLParserType

from catalog_validator.model.place import Position
from catalog_validator.syntax.json_feed import Place, advance
from catalog_validator.syntax.xml_tag import element_end, tag_end


class Window:
    """A stretch of the UTF-8 text, lengthened piece by piece and cut off behind."""

    def __init__(self, name: str, parser: XMLParserType) -> None:
        """``name`` is the source's, ``parser`` the one that reads the text."""
        self._name = name
        self.parser = parser
        self.raw = b""
        self.base = 0
        """Offset of the first byte held."""
        self._place: Place = (1, 1)

    @property
    def end(self) -> int:
        """Offset after the last byte held."""
        return self.base + len(self.raw)

    def add(self, piece: bytes) -> None:
        """The text goes on."""
        self.raw += piece

    def forget(self, until: int) -> None:
        """What stands before this offset is no longer needed."""
        count = until - self.base
        if count > 0:
            self._place = advance(self._place, self.raw[:count])
            self.raw = self.raw[count:]
            self.base = until

    def cut(self, start: int, end: int) -> bytes:
        """The bytes between two offsets, as far as they are held."""
        return self.raw[max(start - self.base, 0) : max(end - self.base, 0)]

    def where(self, offset: int) -> Place:
        """The place of a byte."""
        return advance(self._place, self.raw[: max(offset - self.base, 0)])

    def position(self, start: int, end: int) -> Position:
        """The place of a stretch."""
        return Position(self._name, *self.where(start), *self.where(max(start, end)))

    def tag_position(self, start: int) -> Position:
        """The place of the tag that begins at this offset."""
        return self.position(start, self.tag_end(start))

    def tag_end(self, start: int) -> int:
        """The offset after the tag that begins at this offset."""
        return self.base + tag_end(self.raw, start - self.base)

    def element_end(self, start: int, last: int) -> int:
        """The offset after the element that begins at ``start`` and closes at ``last``."""
        return self.base + element_end(self.raw, start - self.base, last - self.base)

    def find(self, mark: bytes, start: int) -> int:
        """The offset of the next such bytes, or of the end of what is held."""
        at = self.raw.find(mark, max(start - self.base, 0))
        return self.end if at < 0 else self.base + at

    def rfind(self, mark: bytes, end: int) -> int:
        """The offset of the last such bytes before ``end``; that before the first byte held where there are none."""
        return self.base + self.raw.rfind(mark, 0, max(end - self.base, 0))
