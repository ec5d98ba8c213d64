"""The native form in XML: which elements are entries, and the way from a field to its element."""

from collections.abc import Iterator
from functools import partial

from catalog_validator.model.dataclass import dataclass, field, replace
from catalog_validator.model.document import NO_FLAWS, UNREADABLE, Batch, Problem, Tree
from catalog_validator.model.finding import Severity, Violation
from catalog_validator.model.place import Path, Position
from catalog_validator.model.profile import Profile
from catalog_validator.model.words import Label
from catalog_validator.vocab.native_xml_entry import (
    NAME,
    EntryReader,
    Shapes,
    XmlEntry,
    build_shapes,
    is_attribute,
    local_name,
    straighten,
)

ENTRY = "entry"


def read_xml(tree: Tree, profile: Profile) -> Iterator[Batch | Problem]:
    """The entries of an XML document: its records of that name, and others that have a field of the profile."""
    reader = _Reader(build_shapes(profile))
    for part in tree.parts:
        if isinstance(part, Problem):
            yield part
            continue
        yield from reader.batch(part)
        if reader.foreign:
            return


@dataclass(slots=True)
class _Reader:
    """Goes through the batches of one document."""

    shapes: Shapes
    foreign: bool = False
    """True: the document turned out to be no catalog."""
    _accepted: set[str] = field(default_factory=lambda: {ENTRY})
    """Names of elements that are entries."""
    _read: int = 0

    def batch(self, batch: Batch) -> Iterator[Batch | Problem]:
        """The entries among the records of a batch, and what is said of the others."""
        names = [self._name(value) for value in batch.values]
        for name, value in zip(names, batch.values, strict=True):
            if name not in self._accepted and self._has_field(value):
                self._accepted.add(name)
        strange = [index for index, name in enumerate(names) if name not in self._accepted]
        if not strange:
            yield self._entries(batch, list(range(len(batch.values))))
            return
        if not self._read and len(strange) == len(batch.values):
            self.foreign = True
            found = Label(f"phần tử XML <{names[0]}>", f"XML elements <{names[0]}>")
            yield Problem(Violation("CV012", (), {"found": found}), batch.spot(0, ()), unreadable=True)
            return
        for index in strange:
            facts = {"name": names[index], "nearest": ""}
            yield Problem(Violation("CV501", (), facts), batch.spot(index, ()))
        yield self._entries(batch, [index for index in range(len(batch.values)) if index not in set(strange)])

    def _name(self, value: object) -> str:
        """The local name of a record's element; what cannot be told is taken for an entry."""
        name = value.get(NAME) if isinstance(value, dict) else None
        return local_name(name) if isinstance(name, str) else ENTRY

    def _has_field(self, value: object) -> bool:
        return isinstance(value, dict) and any(
            not is_attribute(key) and self.shapes.find(key) is not None for key in value
        )

    def _entries(self, batch: Batch, chosen: list[int]) -> Batch:
        """These records of the batch as entries."""
        values: list[object] = []
        read: dict[int, XmlEntry] = {}
        flaws: dict[int, tuple[Violation, ...]] = {}
        for index, at in enumerate(chosen):
            value, found = batch.values[at], batch.flaws.get(at, ())
            if not isinstance(value, dict):
                if value is not UNREADABLE:
                    found = (*found, Violation("CV010", (), {"found": "text"}, Severity.ERROR))
                    value = UNREADABLE
            else:
                value.pop(NAME, None)
                if not straighten(value, self.shapes):
                    read[index] = EntryReader(self.shapes, partial(batch.spot, at)).read(value)
                    value, found = read[index].values, (*found, *read[index].flaws)
            values.append(value)
            if found:
                flaws[index] = found

        def spot(index: int, path: Path) -> Position:
            return batch.spot(chosen[index], read[index].source_path(path) if index in read else path)

        first, self._read = self._read, self._read + len(values)
        pointer = batch.pointer if first == batch.first else lambda index: f"/entries/{first + index}"
        return replace(batch, values=values, first=first, pointer=pointer, spot=spot, flaws=flaws or NO_FLAWS)
