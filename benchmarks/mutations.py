"""Damaged copies of a file, each told by its seed alone: what else of the same kind could come in."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import PurePath
from random import Random

Damage = Callable[[bytes, Random], bytes]
SUFFIXES = (
    ".json", ".ndjson", ".yaml", ".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods", ".xml", ".zip", ".txt", ".toml",
)  # fmt: skip
ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1258", "latin-1", "utf-32", "utf-7")
SHARDS: tuple[bytes, ...] = (
    b"[", b"{", b'"', b"]" * 40, b"[" * 2000, b'{"a":' * 500, b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\x85",
    b"&amp;", b"&x;", b"<!DOCTYPE a [<!ENTITY x 'y'>]>", b"<![CDATA[", b"-->", b"<a xmlns='u:x'>", b"</a>", b"<?x?>",
    b"\n? ", b"\n- - - ", b": ", b"&a [*a]", b"!!python/object:os.system ", b"<<: *a", b"|\n", b"%TAG ! x\n---\n",
    b"1e999999", b"-" + b"9" * 5000, b"NaN", b"\\ud800", b"=cmd()", b'";"', b"\t", b"XFD1048576", b"A0", b"$A$1",
    b"true", b"null", "đ\u0303\u200b".encode(), "\U000e0041".encode(), b"\xed\xa0\x80", b"http://127.0.0.1:9/a",
    b"file:///etc/hostname", b"../../../etc/hostname", b"1900-02-29", b"0", b"-1", b"4294967296",
)  # fmt: skip


def mutate(name: str, content: bytes, seed: str) -> tuple[str, bytes]:
    """A damaged copy and its name; one to three kinds of damage, always the same for the same seed."""
    chance = Random(f"{name}/{seed}")
    inside = zipfile.is_zipfile(io.BytesIO(content))
    for _ in range(chance.randint(1, 3)):
        if inside and chance.random() < 0.8:
            content = spoil_part(content, chance)
        else:
            content = chance.choice(DAMAGES)(content, chance)
    if chance.random() < 0.1:
        name = PurePath(name).stem + chance.choice(SUFFIXES)
    if chance.random() < 0.05:
        name, content = nest(name, content, chance)
    return name, content


def truncate(content: bytes, chance: Random) -> bytes:
    """Cut off."""
    return content[: chance.randint(0, len(content))]


def flip(content: bytes, chance: Random) -> bytes:
    """Some bytes are others."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 12) if changed else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def double(content: bytes, chance: Random) -> bytes:
    """A stretch stands twice, or many times."""
    first, last = span(content, chance)
    times = chance.choice((1, 1, 2, 50))
    return content[:last] + content[first:last][: 200_000 // times] * times + content[last:]


def drop(content: bytes, chance: Random) -> bytes:
    """A stretch is missing."""
    first, last = span(content, chance)
    return content[:first] + content[last:]


def swap(content: bytes, chance: Random) -> bytes:
    """Two stretches have changed places."""
    first, last = span(content, chance)
    other, end = span(content[:first], chance)
    return content[:other] + content[first:last] + content[end:first] + content[other:end] + content[last:]


def shard(content: bytes, chance: Random) -> bytes:
    """Something that means much to one syntax or another stands where it does not belong."""
    at = chance.randint(0, len(content))
    return content[:at] + chance.choice(SHARDS) + content[at:]


def recode(content: bytes, chance: Random) -> bytes:
    """Another encoding."""
    text = content.decode("utf-8", "replace")
    return text.encode(chance.choice(ENCODINGS), "replace")


def exchange(content: bytes, chance: Random) -> bytes:
    """A mark that stands often is another one everywhere."""
    old, new = chance.sample((b",", b";", b"\t", b"\n", b'"', b":", b"<", b">", b"/", b" ", b"=", b"{", b"["), 2)
    return content.replace(old, new)


def value(content: bytes, chance: Random) -> bytes:
    """A quoted value is another."""
    quotes = [at for at, byte in enumerate(content[:500_000]) if byte == ord('"')]
    if len(quotes) < 2:
        return shard(content, chance)
    index = chance.randrange(len(quotes) - 1)
    return content[: quotes[index] + 1] + chance.choice(SHARDS) + content[quotes[index + 1] :]


DAMAGES: tuple[Damage, ...] = (truncate, flip, double, drop, swap, shard, shard, recode, exchange, value, value)


def span(content: bytes, chance: Random) -> tuple[int, int]:
    """Where a stretch begins and ends."""
    first = chance.randint(0, len(content))
    return first, min(len(content), first + chance.choice((1, 10, 100, 2_000, 50_000)))


def spoil_part(content: bytes, chance: Random) -> bytes:
    """An archive with one part damaged, dropped, renamed or given twice; the archive itself is sound."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error, ValueError):
        return flip(content, chance)
    if not parts:
        return flip(content, chance)
    at = chance.randrange(len(parts))
    name, inside = parts[at]
    fate = chance.random()
    if fate < 0.1:
        del parts[at]
    elif fate < 0.2:
        parts[at] = (chance.choice(("../" + name, name.upper(), "x/" + name, parts[0][0], name + "\u0301")), inside)
    else:
        parts[at] = (name, chance.choice(DAMAGES)(inside, chance))
    return packed(parts)


def packed(parts: list[tuple[str, bytes]]) -> bytes:
    """An archive of these parts, always of the same bytes."""
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # two parts of one name are meant
        for name, inside in parts:
            archive.writestr(zipfile.ZipInfo(name), inside)
    return stream.getvalue()


def nest(name: str, content: bytes, chance: Random) -> tuple[str, bytes]:
    """The file within archives."""
    for level in range(chance.randint(1, 3)):
        content, name = packed([(name, content)]), f"{PurePath(name).stem}{level}.zip"
    return name, content
