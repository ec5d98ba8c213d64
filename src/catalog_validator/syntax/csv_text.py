"""Bytes of a CSV as lines of text, in flat memory."""

from collections.abc import Iterator
from io import StringIO
from typing import BinaryIO

from catalog_validator.model.limits import Limits
from catalog_validator.syntax.csv_encoding import NAMES
from catalog_validator.syntax.csv_legacy import build_decoder
from catalog_validator.syntax.csv_record import StoppedError

_CHUNK = 1 << 17


def read_lines(stream: BinaryIO, encoding: str, limits: Limits) -> Iterator[str]:
    """Lines with their ends (CRLF, LF or CR), without the byte order mark. Encodings state their byte order.

    `StoppedError` for bytes that are not text (CV004), NUL (CV003) and limits (CV901, CV902); its ``before``
    is the part of the unfinished line that could be read.
    """
    held: list[str] = []
    size = 0
    try:
        for piece in _pieces(stream, encoding, limits):
            if "\n" not in piece and "\r" not in piece and not (held and held[-1].endswith("\r")):
                held.append(piece)
                size += len(piece)
            else:
                *whole, last = _split("".join([*held, piece]))
                held, size = [last], len(last)
                yield from whole
            if size > limits.entry_bytes:
                raise StoppedError("CV902", {"limit": "entry_bytes", "max": limits.entry_bytes})
    except StoppedError as stopped:
        stopped.before = "" if stopped.code == "CV902" else "".join(held)
        raise
    if last := "".join(held):
        yield last


def _split(text: str) -> list[str]:
    """Lines, of which the last is unfinished: more of it, or the LF of its CRLF, may come."""
    lines = StringIO(text, newline="").readlines()
    if lines[-1].endswith("\n"):
        lines.append("")
    return lines


def _pieces(stream: BinaryIO, encoding: str, limits: Limits) -> Iterator[str]:
    first = True
    for piece in _decoded(stream, encoding, limits):
        text = piece.removeprefix("\ufeff") if first else piece
        first = first and not piece
        nul = text.find("\0")
        if nul >= 0:
            yield text[:nul]
            raise StoppedError("CV003", {"format": "CSV", "found": "U+0000", "expected": ""})
        yield text


def _decoded(stream: BinaryIO, encoding: str, limits: Limits) -> Iterator[str]:
    decoder = build_decoder(encoding)
    done = 0
    while True:
        read = stream.read(_CHUNK)
        data = read[: limits.source_bytes - done]
        pending = len(decoder.getstate()[0])
        try:
            yield decoder.decode(data, final=not read)
        except UnicodeDecodeError as error:
            good, bad = error.object[: error.start], error.object[error.start]
            yield decoder.decode(good, True) if decoder.getstate()[0] == b"" else good.decode(encoding)
            raise _undecodable(encoding, bad, done - pending + error.start) from error
        if not read:
            return
        done += len(data)
        if len(data) < len(read):
            raise StoppedError("CV901", {"limit": "source_bytes", "max": limits.source_bytes})


def _undecodable(encoding: str, byte: int, offset: int) -> StoppedError:
    """A byte that is no UTF-8, or that stands for nothing in the encoding that was told."""
    written = f"0x{byte:02X}"
    if encoding.startswith("utf-"):
        return StoppedError("CV004", {"byte": written, "offset": offset, "encoding": ""})
    return StoppedError("CV003", {"format": NAMES[encoding], "found": written, "expected": ""})
