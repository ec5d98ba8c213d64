"""Message templates: read once for a language, compiled once, filled without surprises.

They are written in TOML, which people read and edit. Each file has a compiled twin, because parsing TOML takes ten
times as long as drawing a short report: the same words as flat JSON, with the SHA-256 of the file they were read from.
While the file is that one, the twin is used; after a change in it, the file itself.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from typing import Any, Protocol, cast

import orjson

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.words import Lang

_PIECE = re.compile(r"\[\[(.*?)\]\]|(\{\{|\}\})|\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}")

_FOLDER = os.path.join(os.path.dirname(__file__), "messages")  # noqa: PTH118, PTH120


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a fact, or for one of two words chosen by a number."""

    name: str
    one: str | None = None
    many: str = ""

    def fill(self, facts: Mapping[str, str]) -> str:
        """The fact's text; ``…`` where it is not known."""
        text = facts.get(self.name, "…")
        if self.one is None:
            return text
        return self.one if text == "1" else self.many


@dataclass(frozen=True, slots=True)
class Optional:
    """A stretch that shows only when every fact in it has a text."""

    inner: "Template"

    def fill(self, facts: Mapping[str, str]) -> str:
        """The stretch, or nothing."""
        return self.inner.fill(facts) if all(facts.get(name) for name in self.inner.names) else ""


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence with places for facts. What is put in is never looked at again, whatever braces it holds."""

    pieces: tuple[str | Slot | Optional, ...]
    names: frozenset[str]

    def fill(self, facts: Mapping[str, str]) -> str:
        """The sentence."""
        return "".join(piece if isinstance(piece, str) else piece.fill(facts) for piece in self.pieces)


@cache
def compile_template(text: str) -> Template:
    """``{fact}``, ``{number|one|many}``, ``[[optional stretch]]`` (not nested), and ``{{``, ``}}`` for braces."""
    pieces = tuple(_pieces(text))
    names: set[str] = set()
    for piece in pieces:
        if isinstance(piece, Slot):
            names.add(piece.name)
        elif isinstance(piece, Optional):
            names |= piece.inner.names
    return Template(pieces, frozenset(names))


def _pieces(text: str) -> Iterator[str | Slot | Optional]:
    end = 0
    for match in _PIECE.finditer(text):
        if match.start() > end:
            yield text[end : match.start()]
        stretch, brace, name, one, many = match.groups()
        if brace:
            yield brace[0]
        else:
            yield Slot(name, one, many or "") if name else Optional(compile_template(stretch))
        end = match.end()
    if end < len(text):
        yield text[end:]


@cache
def load_messages(lang: Lang, part: str = "") -> Mapping[str, str]:
    """Words of a language under dotted keys: ``codes.CV101.title``, ``ui.severity.error``.

    The main file holds what every report says. A surface of its own (the page, a paper) has its words in a file
    ``<part>.<lang>.toml``, under ``ui.<part>``, which is read only when one of them is asked for.
    """
    source = _read(message_file(lang, part))
    try:
        twin = orjson.loads(_read(f"compiled/{message_file(lang, part, 'json')}"))
    except FileNotFoundError:  # only while new words are being written
        return parse_messages(source)
    return from_twin(twin, source) or parse_messages(source)


def find_message(lang: Lang, key: str) -> str | None:
    """The words under a full dotted key, wherever they stand; None where there are none."""
    found = load_messages(lang).get(key)
    if found is not None or not key.startswith("ui."):
        return found
    part = key.split(".", 2)[1]
    try:
        return load_messages(lang, part).get(key)
    except FileNotFoundError:
        return None


def message_file(lang: Lang, part: str = "", suffix: str = "toml") -> str:
    """``vi.toml``, or ``page.vi.toml`` for the words of a part."""
    return f"{part}.{lang}.{suffix}" if part else f"{lang}.{suffix}"


def message_parts() -> tuple[str, ...]:
    """The surfaces that have a file of their own, by name; the main file, ``""``, is the first."""
    from pathlib import Path

    return ("", *sorted(path.name.removesuffix(".vi.toml") for path in Path(_FOLDER).glob("*.vi.toml")))


def from_twin(twin: Mapping[str, Any], source: bytes) -> Mapping[str, str] | None:
    """The words of a compiled twin; None where it was made of another source."""
    return cast(Mapping[str, str], twin["messages"]) if twin["source"] == _digest(source) else None


def compile_messages(lang: Lang, part: str = "") -> bytes:
    """The twin of a file of words as it is now."""
    source = _read(message_file(lang, part))
    twin = {"source": _digest(source), "messages": parse_messages(source)}
    return json.dumps(twin, ensure_ascii=False, indent=0).encode() + b"\n"


def parse_messages(source: bytes) -> dict[str, str]:
    """The words of a language's file, tables and keys joined by dots."""
    import tomllib

    return dict(_flat(tomllib.loads(source.decode()), ""))


def _digest(source: bytes) -> str:
    return sha256(source).hexdigest()


class _Loader(Protocol):
    """What a package is loaded with (`importlib.abc.ResourceLoader`, whose import costs more than our work)."""

    def get_data(self, path: str) -> bytes: ...


def _read(name: str) -> bytes:
    """A file of the folder ``messages``, also from a zipped package; without what importlib.resources would load."""
    assert __spec__ is not None
    return cast(_Loader, __spec__.loader).get_data(os.path.join(_FOLDER, *name.split("/")))  # noqa: PTH118


def _flat(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)
