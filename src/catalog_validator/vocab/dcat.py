"""DCAT and DCAT-AP: the datasets of a catalog in RDF, whatever it is written in, with properties of our own beside.

What DCAT has no word for stands under the ids of the profile's fields in the namespace that ``mappings/dcat.toml``
calls its own. Of a text in several languages one is read, and the others are named in a note.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from catalog_validator.model.document import Batch, Document, Problem, Tree
from catalog_validator.model.finding import Severity, Violation
from catalog_validator.model.hints import NO_HINTS, Hints
from catalog_validator.model.place import Path, Position
from catalog_validator.model.profile import Field, FieldType, Profile
from catalog_validator.vocab.cells import cell_value
from catalog_validator.vocab.mapping import Mapped, Mapper, Piece, at_source, build_mapper, joined
from catalog_validator.vocab.mapping_batch import read_mapped
from catalog_validator.vocab.mapping_paths import Said, in_best_language, primary
from catalog_validator.vocab.mapping_table import load_table
from catalog_validator.vocab.marks import doubt, doubtful_mark

_UNTOLD = "?"


def read_entries(document: Document, profile: Profile, hints: Hints = NO_HINTS) -> Iterator[Batch | Problem]:
    """See `catalog_validator.vocab.read_entries`. The document is a tree; one that is no RDF is no catalog."""
    assert isinstance(document, Tree)
    if document.syntax != "rdf":
        found = Violation("CV012", (), {"found": document.syntax.upper()})
        yield Problem(found, Position(document.source.name), unreadable=True)
        return
    table = load_table("dcat")
    assert table is not None
    yield from read_mapped(document, split, partial(interpret, build_mapper(table, profile)))


def split(record: object) -> Iterator[Piece]:
    """A record is a description."""
    yield Piece((), record)


def interpret(mapper: Mapper, dataset: Mapping[str, object]) -> Mapped:
    """The entry that a dataset gives, with what it says in our own namespace, which wins."""
    prefix = f"{mapper.table.own_prefix}:"
    mapped = mapper.read({key: value for key, value in dataset.items() if not key.startswith(prefix)})
    own = _Own(mapper, prefix)
    for key, value in dataset.items():
        if key.startswith(prefix):
            own.take(key, value)
    for name, value in own.values.items():
        whole = joined(mapped.values.get(name), value)
        kept = whole is not value
        mapped.origins = {path: at for path, at in mapped.origins.items() if path[0] != name or kept}
        mapped.values[name] = whole
    mapped.origins.update(own.origins)
    notes = [note for key, value in dataset.items() if (note := other_languages(key, value)) is not None]
    mapped.flaws = (*mapped.flaws, *own.flaws, *notes)
    return mapped


class _Own:
    """Reads the properties of our own namespace."""

    def __init__(self, mapper: Mapper, prefix: str) -> None:
        self._mapper = mapper
        self._prefix = prefix
        self.values: dict[str, object] = {}
        self.origins: dict[Path, Path] = {}
        self.flaws: list[Violation] = []

    def take(self, key: str, value: object) -> None:
        """One property of a dataset."""
        name = key.removeprefix(self._prefix)
        if name not in self._mapper.names.ids:
            self.flaws.append(Violation("CV501", at_source(key, (key,)), {"name": name, "nearest": ""}))
            if (mark := doubtful_mark(self._mapper.names, name)) is not None:
                self.flaws.append(doubt(mark, name, self._plain(value, (), ())))
            return
        wanted = self._mapper.profile.field(name)
        if wanted.refuse and isinstance(value, list) and len(value) > 1:
            # Marked as secret and as not secret: nobody can know what holds.
            facts = {"name": name, "other": name}
            self.flaws.append(Violation("CV503", (name,), facts, Severity.ERROR))
        plain = self._plain(value, (name,), (key,))
        self.values[name] = self._as_cell(plain, wanted)

    def _as_cell(self, plain: object, wanted: Field) -> object:
        """A text that stands for a list or a record, as in a cell of a table; a lone item of a list as a list."""
        if isinstance(plain, str):
            return cell_value(plain, wanted)
        if isinstance(plain, dict) and wanted.type is FieldType.RECORDS:
            self._move(wanted.id)
            return [plain]
        return plain

    def _move(self, name: str) -> None:
        """The places of a value that has become the first item of a list."""
        moved = {path: at for path, at in self.origins.items() if path[0] == name}
        self.origins.update({(name, 0, *path[1:]): at for path, at in moved.items()})

    def _plain(self, value: object, path: Path, at: Path) -> object:
        """A value without what RDF adds to it; notes the places of all that is in it."""
        self.origins[path] = at
        if isinstance(value, list):
            chosen = _in_one_language(value)
            if len(chosen) == 1:
                return self._plain(value[chosen[0]], path, (*at, chosen[0]))
            return [self._plain(value[old], (*path, new), (*at, old)) for new, old in enumerate(chosen)]
        if not isinstance(value, dict):
            return value
        if "@value" in value:
            return value["@value"]
        if "@id" in value and len(value) == 1:
            return value["@id"]
        record: dict[str, object] = {}
        for key, inner in value.items():
            if not key.startswith("@"):
                part = key.removeprefix(self._prefix)
                record[part] = self._plain(inner, (*path, part), (*at, key))
        return record


def _in_one_language(values: Sequence[object]) -> list[int]:
    """The numbers of those that count: all, unless they are texts in several languages."""
    said = [Said((number,), value, _language(value)) for number, value in enumerate(values)]
    chosen = {one.path for one in in_best_language(said)} if any(one.lang for one in said) else None
    return [number for number in range(len(values)) if chosen is None or (number,) in chosen]


def _language(value: object) -> str:
    lang = value.get("@language") if isinstance(value, dict) else None
    return lang if isinstance(lang, str) else ""


def other_languages(key: str, value: object) -> Violation | None:
    """The note that a property says more in other languages than is read."""
    if not isinstance(value, list) or not any(map(_language, value)):
        return None
    said = [Said((), one, _language(one)) for one in value]
    kept = primary(in_best_language(said)[0].lang)
    others = tuple(dict.fromkeys(one.lang or _UNTOLD for one in said if primary(one.lang) != kept))
    if not others:
        return None
    facts = {"name": key, "lang": others, "kept": kept or _UNTOLD}
    return Violation("CV513", at_source(key, (key,)), facts)
