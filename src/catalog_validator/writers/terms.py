"""How the fields of a profile are said in a vocabulary, as far as a writer has to know."""

from collections.abc import Callable, Mapping

from catalog_validator.model.dataclass import dataclass

Node = dict[str, object]
"""A description in JSON-LD."""


@dataclass(frozen=True, slots=True)
class Term:
    """The way in which one field, or one part of a record, is said."""

    kind: str
    """How it is read; see `catalog_validator.vocab.mapping_kinds`."""
    steps: tuple[str, ...]
    """Properties from the description inwards; of a record those to the record itself. Empty: only codes and parts."""
    refers: tuple[str, ...] = ()
    """The same where the value is an address, and stands there as a reference."""
    coded: tuple[str, ...] = ()
    """The same where the value is a code with an IRI."""
    code: Callable[[object], str | None] = lambda value: None
    """Value as written → the IRI of its code, where it has one."""
    parts: tuple[tuple[str, "Term"], ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """A vocabulary."""

    context: Mapping[str, str]
    """Prefix → namespace."""
    own: str
    """The prefix of the namespace in which every field has a name: for what the vocabulary has no word for."""
    fields: Mapping[str, Term]
    differing: Callable[[Mapping[str, object], Node], Mapping[str, str]]
    """An entry and what was made of it → the fields that would be read otherwise, each with the member it would be
    read from (empty where nothing would be read)."""
