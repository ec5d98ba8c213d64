"""Documents in, entries out: knows the names that sources use for the profile's fields, and no file format."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from catalog_validator.model.document import Batch, Document, Problem
from catalog_validator.model.hints import NO_HINTS, Hints
from catalog_validator.model.profile import Profile

__all__ = ["VOCABULARIES", "Vocabulary", "read_entries"]

Reader = Callable[[Document, Profile, Hints], Iterator[Batch | Problem]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A way to name what descriptions say: its name, and the function that reads it (loaded when needed)."""

    name: str
    module: str
    function: str = "read_entries"


VOCABULARIES: dict[str, Vocabulary] = {
    vocabulary.name: vocabulary for vocabulary in (Vocabulary("native", "catalog_validator.vocab.native"),)
}


def read_entries(document: Document, profile: Profile, hints: Hints = NO_HINTS) -> Iterator[Batch | Problem]:
    """The document's entries as field id → JSON value, in batches, with every structural flaw by index.

    Lazy: a document is read as far as the result is consumed. ``spot`` of a batch takes paths of field ids.
    `KeyError` for a vocabulary that is not in the table.
    """
    entry = VOCABULARIES[hints.vocab or "native"]
    reader = cast(Reader, getattr(import_module(entry.module), entry.function))
    return reader(document, profile, hints)
