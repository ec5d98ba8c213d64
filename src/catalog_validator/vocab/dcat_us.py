"""DCAT-US: the datasets of a ``data.json``, versions 1.1 and 3.0 (and 1.0, a bare list)."""

from collections.abc import Iterator
from functools import partial

from catalog_validator.model.document import Batch, Document, Problem, Tree
from catalog_validator.model.finding import Violation
from catalog_validator.model.hints import NO_HINTS, Hints
from catalog_validator.model.profile import Profile
from catalog_validator.vocab.mapping import Aside, Mapper, Piece, build_mapper
from catalog_validator.vocab.mapping_batch import read_mapped
from catalog_validator.vocab.mapping_table import load_table

_KINDS = {str: "text", bool: "boolean", type(None): "null", dict: "object"}


def read_entries(document: Document, profile: Profile, hints: Hints = NO_HINTS) -> Iterator[Batch | Problem]:
    """See `catalog_validator.vocab.read_entries`. The document is a tree."""
    table = load_table("dcat-us")
    assert isinstance(document, Tree)
    assert table is not None
    return read_mapped(document, split, partial(Mapper.read, build_mapper(table, profile)))


def split(record: object) -> Iterator[Piece | Aside]:
    """The datasets of a catalog, and of the catalogs in it; a record that is none is a dataset itself."""
    if not isinstance(record, dict) or not ("dataset" in record or isinstance(record.get("catalog"), list)):
        yield Piece((), record)
        return
    if "dataset" in record:
        members = record["dataset"]
        if not isinstance(members, list):
            yield Aside(Violation("CV012", ("dataset",), {"found": _KINDS.get(type(members), "number")}), True)
        elif not members:
            yield Aside(Violation("CV011", ("dataset",), {}), True)
        else:
            yield from (Piece(("dataset", index), member) for index, member in enumerate(members))
    inner = record.get("catalog")
    for index, catalog in enumerate(inner if isinstance(inner, list) else ()):
        for part in split(catalog):
            yield _below(("catalog", index), part)


def _below(at: tuple[str | int, ...], part: Piece | Aside) -> Piece | Aside:
    if isinstance(part, Piece):
        return Piece((*at, *part.path), part.value)
    found = part.violation
    return Aside(Violation(found.code, (*at, *found.path), found.facts, found.severity), part.unreadable)
