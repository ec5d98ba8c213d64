"""Data Packages: a description is a package; a package whose data is a table of descriptions is a catalog."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.document import Batch, Document, Problem, Table, Tree
from catalog_validator.model.finding import Violation
from catalog_validator.model.hints import NO_HINTS, Hints
from catalog_validator.model.place import Path
from catalog_validator.model.profile import Profile
from catalog_validator.vocab.datapackage_conform import check_descriptor, resources_of
from catalog_validator.vocab.datapackage_people import add_people
from catalog_validator.vocab.mapping import Aside, Mapped, Mapper, Piece, build_mapper
from catalog_validator.vocab.mapping_batch import read_mapped
from catalog_validator.vocab.mapping_table import load_table
from catalog_validator.vocab.names import Names, build_names
from catalog_validator.vocab.native import rename

LOOKED_AT = 30
"""Rows or records at the beginning of a table by which it is told whether they are descriptions."""
Record = Mapping[str, object]


def read_entries(document: Document, profile: Profile, hints: Hints = NO_HINTS) -> Iterator[Batch | Problem]:
    """See `catalog_validator.vocab.read_entries`. Beside the entries: where a descriptor departs from the standard."""
    table = load_table("datapackage")
    assert isinstance(document, Tree)
    assert table is not None
    reader = _Reader(build_mapper(table, profile), profile, build_names(profile))
    return read_mapped(document, reader.split, reader.interpret)


@dataclass(slots=True)
class _Reader:
    mapper: Mapper
    profile: Profile
    names: Names
    _rows: bool = False
    """The piece that is interpreted next is a row of a table of descriptions, not a package."""

    def split(self, record: object) -> Iterator[Piece | Aside]:
        """The package, or the descriptions that stand in it as rows; and where the descriptor departs."""
        self._rows = False
        if not isinstance(record, dict):
            yield Piece((), record)
            return
        for violation in check_descriptor(record):
            yield Aside(violation)
        for index, rows in _inline(record):
            if any(_names_descriptions(row, self.names, self.profile) for row in rows[:LOOKED_AT]):
                self._rows = True
                place: Path = ("resources", index, "data")
                yield Aside(Violation("CV606", place, {"name": name_of(record, index)}))
                yield from (Piece((*place, at), row) for at, row in enumerate(rows))
        if not self._rows:
            yield Piece((), record)

    def interpret(self, description: Record) -> Mapped:
        """The entry that a package, or a row of one, gives."""
        if self._rows:
            values, back, flaws = rename(description, self.names)
            origins: dict[Path, Path] = {(name,): (back.get(name, name),) for name in values}
            return Mapped(values, origins, frozenset(values), flaws=flaws)
        mapped = self.mapper.read(description)
        add_people(mapped, description, self.profile)
        return mapped


def is_package(record: Record) -> tuple[str, ...]:
    """The signs by which a record is a Data Package; empty where it is none."""
    for name in ("$schema", "profile"):
        stated = record.get(name)
        if isinstance(stated, str) and ("data-package" in stated or "datapackage" in stated):
            return (stated,)
    for _, resource in resources_of(record):
        for name in ("path", "data"):
            if name in resource and "package_id" not in resource:
                return ("resources", name)
    return ()


def holds_descriptions(document: Document, profile: Profile) -> bool:
    """Whether a data file of a package is itself a table of descriptions; reads its beginning."""
    names = build_names(profile)
    if isinstance(document, Table):
        rows = (row for sheet in document.sheets for row in islice(sheet.rows, LOOKED_AT))
        return any(_names_descriptions(row.cells, names, profile) for row in rows)
    for part in document.parts:
        if isinstance(part, Batch):
            return any(
                isinstance(value, dict) and _names_descriptions(value, names, profile)
                for value in part.values[:LOOKED_AT]
            )
    return False


def _names_descriptions(headings: Iterable[object], names: Names, profile: Profile) -> bool:
    """The name of an entry is among them, and one more field."""
    known = {target[0] for heading in headings if isinstance(heading, str) and (target := names.find(heading))}
    return profile.title_field in known and len(known) > 1


def _inline(package: Record) -> Iterator[tuple[int, list[Record]]]:
    """Resources with rows of their own that are objects."""
    for index, resource in resources_of(package):
        rows = resource.get("data")
        if isinstance(rows, list) and rows and all(isinstance(row, dict) for row in rows):
            yield index, rows


def name_of(package: Record, index: int) -> str:
    """A resource's name, or its number in the list, from 1."""
    for at, resource in resources_of(package):
        if at == index and isinstance(resource.get("name"), str):
            return str(resource["name"])
    return str(index + 1)
