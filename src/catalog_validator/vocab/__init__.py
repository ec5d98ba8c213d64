"""Documents in, entries out: knows the names that sources use for the profile's fields, and no file format."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import cast

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.document import Batch, Document, Problem, Table
from catalog_validator.model.finding import Violation
from catalog_validator.model.hints import NO_HINTS, Hints
from catalog_validator.model.place import Position
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
    vocabulary.name: vocabulary
    for vocabulary in (
        Vocabulary("native", "catalog_validator.vocab.native"),
        Vocabulary("ckan", "catalog_validator.vocab.ckan"),
        Vocabulary("dcat-us", "catalog_validator.vocab.dcat_us"),
        Vocabulary("dcat", "catalog_validator.vocab.dcat"),
        Vocabulary("datapackage", "catalog_validator.vocab.datapackage"),
        Vocabulary("dublin-core", "catalog_validator.vocab.dublin_core"),
    )
}
"""How a document in each of them is recognised stands in `catalog_validator.vocab.detect`, what its members mean in
``mappings/<name>.toml``."""


def read_entries(document: Document, profile: Profile, hints: Hints = NO_HINTS) -> Iterator[Batch | Problem]:
    """The document's entries as field id → JSON value, in batches, with every structural flaw by index.

    Lazy: a document is read as far as the result is consumed, its first records to tell the vocabulary, unless the
    hints name it. ``spot`` of a batch takes paths of field ids. `KeyError` for a vocabulary that is not in the table.
    """
    if hints.vocab is not None:
        return _named(document, profile, hints, VOCABULARIES[hints.vocab])
    return _told(document, profile, hints)


def _told(document: Document, profile: Profile, hints: Hints) -> Iterator[Batch | Problem]:
    """A document in the vocabulary that it shows."""
    if not isinstance(document, Table):
        from catalog_validator.vocab.detect import detect

        document, decision = detect(document)
        if decision is not None:
            yield from _said(decision.vocab, decision.because, decision.position, profile)
            yield from _read(decision.vocab, document, profile, hints)
            return
    yield from _read("native", document, profile, hints)


def _named(document: Document, profile: Profile, hints: Hints, vocabulary: Vocabulary) -> Iterator[Batch | Problem]:
    """A document in the vocabulary that the user names."""
    position = Position(document.source.name)
    if vocabulary.name != "native":
        if isinstance(document, Table):
            yield Problem(Violation("CV012", (), {"found": "table"}), position, unreadable=True)
            return
        yield from _said(vocabulary.name, ("--vocab",), position, profile)
    yield from _read(vocabulary.name, document, profile, hints)


def _said(vocab: str, because: tuple[str, ...], position: Position, profile: Profile) -> Iterator[Problem]:
    """What was decided and why, and which fields the vocabulary has no words for."""
    from catalog_validator.vocab.mapping_table import load_table, not_expressible

    table = load_table(vocab)
    title = table.title if table else vocab
    yield Problem(Violation("CV026", (), {"vocab": title, "because": because}), position)
    if table is not None and (lacking := not_expressible(table, profile)):
        yield Problem(Violation("CV027", (), {"vocab": title, "fields": lacking}), position)


def _read(vocab: str, document: Document, profile: Profile, hints: Hints) -> Iterator[Batch | Problem]:
    entry = VOCABULARIES[vocab]
    reader = cast(Reader, getattr(import_module(entry.module), entry.function))
    return reader(document, profile, hints)
