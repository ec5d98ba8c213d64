"""Message templates: read from the language's TOML file once, compiled once, filled without surprises."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pkgutil import get_data
from typing import Any

from catalog_validator.model.words import Lang

_PIECE = re.compile(r"\[\[(.*?)\]\]|(\{\{|\}\})|\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}")


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
def load_messages(lang: Lang) -> Mapping[str, str]:
    """All words of a language under dotted keys: ``codes.CV101.title``, ``ui.severity.error``."""
    import tomllib

    # Not importlib.resources: importing that alone costs several milliseconds of start-up.
    data = get_data("catalog_validator.reports", f"messages/{lang}.toml") or b""
    return dict(_flat(tomllib.loads(data.decode()), ""))


def _flat(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)
