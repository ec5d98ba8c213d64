"""The bytes of an XML source as UTF-8, piece by piece, whatever encoding it is written in."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.limits import Limits
from catalog_validator.syntax.json_feed import foreign_encoding

PIECE = 1 << 16
_HEAD = 1 << 10
_BOM = b"\xef\xbb\xbf"
_DECLARED = re.compile(rb"""<\?xml\s[^>]*?\sencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']""")
_KNOWN = frozenset(
    ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "ascii"]
    + [f"iso8859-{part}" for part in (*range(1, 12), *range(13, 17))]
    + [f"cp125{page}" for page in range(9)]
    + ["koi8-r", "koi8-u", "tis-620", "gb2312", "gbk", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"]
)
"""The codecs that are asked for by name: encodings of text alone. Python has others that no document may choose."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a source is read, and what it says of itself."""

    codec: str
    """The codec's name; empty where the declared encoding is not known."""
    declared: str
    """As the XML declaration has it; empty where it names none."""
    mark: int = 0
    """Bytes of the byte order mark."""
    span: tuple[int, int] = (0, 0)
    """Where the declared name stands in the source, if that is ASCII there."""

    @property
    def is_plain(self) -> bool:
        """UTF-8, and nothing says otherwise."""
        return self.codec == "utf-8" and self.declared.lower() in ("", "utf-8", "utf8")


class UndecodableError(Exception):
    """A byte that the encoding does not have, with its offset in the source."""

    def __init__(self, byte: int, offset: int) -> None:
        """``byte`` is its value."""
        super().__init__(offset)
        self.byte = byte
        self.offset = offset


class TooLargeError(Exception):
    """The source has more bytes than its limit."""


def detect(head: bytes) -> Encoding:
    """By the byte order mark or the form of the first bytes, else by the XML declaration.

    These are the rules of XML 1.0, appendix F. A declaration of a wide encoding that can be read byte by byte is
    wrong; the document is then held to UTF-8.
    """
    mark = 3 if head.startswith(_BOM) else 0
    match = _DECLARED.match(head, mark)
    declared, span = (match[1].decode("ascii"), match.span(1)) if match else ("", (0, 0))
    wide = foreign_encoding(head[:4])
    if wide:
        return Encoding(known_codec(wide), "", 0, span)
    codec = known_codec(declared) if declared else "utf-8"
    if mark or codec.startswith(("utf-16", "utf-32")):
        codec = "utf-8"
    return Encoding("utf-8" if codec == "ascii" else codec, declared, mark, span)


def known_codec(name: str) -> str:
    """The codec for an encoding's name; empty where there is none that a document may name."""
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return ""
    return codec if codec in _KNOWN else ""


class Feed:
    """One source, read once and forwards, as UTF-8 bytes without a byte order mark."""

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        """Reads the first bytes."""
        self._stream = stream
        self._most = limits.source_bytes
        self._head = _read(stream, _HEAD)
        self.encoding = detect(self._head)
        self._read = 0
        self._decoder: codecs.IncrementalDecoder | None = None
        if self.encoding.codec not in ("utf-8", ""):
            self._decoder = codecs.getincrementaldecoder(self.encoding.codec)("strict")
        self._first = True

    @property
    def head(self) -> bytes:
        """The first bytes, as they are."""
        return self._head

    def pieces(self, size: "Size") -> Iterator[bytes]:
        """The source in pieces; before each, ``size`` tells how many bytes are wanted.

        Raises `UndecodableError` and `TooLargeError`. A byte that is no UTF-8 in a UTF-8 source is left to the parser.
        """
        raw = self._head[self.encoding.mark :]
        self._read = self.encoding.mark
        while True:
            if raw:
                yield from self._piece(raw)
            raw = _read(self._stream, size.wanted)
            if not raw:
                break
        if self._decoder is not None:
            yield from self._piece(b"")

    def _piece(self, raw: bytes) -> Iterator[bytes]:
        room = self._most - self._read
        taken = raw[: max(room, 0)]
        piece = taken if self._decoder is None else self._decode(self._decoder, taken, final=not raw)
        self._read += len(taken)
        if piece:
            yield piece
        if len(raw) > len(taken):
            raise TooLargeError

    def _decode(self, decoder: codecs.IncrementalDecoder, raw: bytes, *, final: bool) -> bytes:
        held = decoder.getstate()[0]
        try:
            text = decoder.decode(raw, final)
        except UnicodeDecodeError as error:
            offset = self._read - len(held) + error.start
            raise UndecodableError(error.object[error.start], offset) from error
        if self._first and text:
            text, self._first = text.removeprefix("\ufeff"), False
        return text.encode()


@dataclass(slots=True)
class Size:
    """How many bytes are wanted next; grows while one record is long, so that its beginning is not copied too often."""

    wanted: int


def _read(stream: BinaryIO, count: int) -> bytes:
    """As many bytes, fewer only at the end (a pipe may give them in small portions)."""
    pieces: list[bytes] = []
    while count > 0 and (piece := stream.read(count)):
        pieces.append(piece)
        count -= len(piece)
    return b"".join(pieces)
