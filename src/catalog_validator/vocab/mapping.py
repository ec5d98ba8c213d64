"""From one foreign description to an entry of profile fields, by a mapping table.

A vocabulary's module makes a `Mapper` for its table and the profile in use, and says with a `Splitter` where in a
record of the document its descriptions stand; `catalog_validator.vocab.mapping_batch.read_mapped` does the rest.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.finding import Violation
from catalog_validator.model.place import Path
from catalog_validator.model.profile import Field, Profile
from catalog_validator.vocab.mapping_kinds import Reading, read_line
from catalog_validator.vocab.mapping_native import Natives, native_members
from catalog_validator.vocab.mapping_paths import Hit
from catalog_validator.vocab.mapping_table import Line, MappingTable
from catalog_validator.vocab.names import Names, build_names


@dataclass(slots=True)
class Mapped:
    """An entry, and where its values come from; paths in the source count from the description's own object."""

    values: dict[str, object]
    origins: dict[Path, Path] = field(default_factory=dict)
    """Path of a field, part or item → path in the source."""
    natives: frozenset[str] = frozenset()
    """Fields that stand under a name of the profile: below them both paths go on alike."""
    doubtful: Mapping[Path, str] = field(default_factory=dict)
    """Where fields that are not there might have stood: path in the source → field that a flaw there is about."""
    flaws: tuple[Violation, ...] = ()
    """Their paths are those of `Batch.spot`; see `at_source` for a place that is no field's."""

    def source_path(self, path: Path) -> Path:
        """Where the value of a field, or its nearest parent that is there, stands; ``()`` is the description itself."""
        if path and isinstance(path[0], AtSource):
            return path[0].source
        for length in range(len(path), 0, -1):
            origin = self.origins.get(path[:length])
            if origin is not None:
                return (*origin, *path[length:]) if path[0] in self.natives else origin
        return ()


class AtSource(str):
    """A first step of a finding's path that carries the path in the source, whatever field it is about."""

    source: Path


def at_source(name: str, source: Path) -> Path:
    """A path about ``name`` (a field's id, or a foreign name) whose place is ``source``."""
    step = AtSource(name)
    step.source = source
    return (step,)


@dataclass(frozen=True, slots=True)
class Mapper:
    """Reads descriptions of one vocabulary for one profile."""

    table: MappingTable
    profile: Profile
    names: Names
    lines: tuple[tuple[str, Line, Field], ...]
    marks: tuple[str, ...] = ()
    """Fields that refuse an entry: what they say must not be passed over."""

    def read(
        self, description: Mapping[str, object], more: Mapping[str, object] | None = None, key: str = ""
    ) -> Mapped:
        """The entry that a description gives.

        ``more``: members of its extension point (which stands under ``key``), by name. Members of the description
        itself are the profile's only under their exact id; members of the extension point under any of its names.
        """
        natives = native_members(self.names, self.profile, self._strange(description), (), exact=True)
        start = [Hit((), description)]
        if more:
            start.append(Hit((key,), more))
            natives.join(native_members(self.names, self.profile, self._strange(more), (key,), exact=False))
        return self._entry(start, natives)

    def _entry(self, start: Sequence[Hit], natives: Natives) -> Mapped:
        values: dict[str, object] = {}
        origins: dict[Path, Path] = {}
        for name, line, wanted in self.lines:
            if (name,) in natives.origins:
                continue
            reading = read_line(line, start, wanted)
            if reading is not None:
                add_origins(origins, name, reading)
                values[name] = joined(reading.value, natives.values.pop(name, None))
        return Mapped(
            values=values | natives.values,
            origins=origins | natives.origins,
            natives=frozenset(natives.values),
            flaws=tuple(natives.flaws),
        )

    def _strange(self, members: Mapping[str, object]) -> Iterable[tuple[str, object]]:
        """Members that the table does not know by name."""
        own = self.table.words
        return [(key, value) for key, value in members.items() if key not in own]


def joined(value: object, parts: object) -> object:
    """What the table finds, with those parts of it that stand under names of the profile."""
    if isinstance(value, dict) and isinstance(parts, dict):
        return {**value, **parts}
    return value if parts is None else parts


def add_origins(origins: dict[Path, Path], name: str, reading: Reading) -> None:
    """Note where a field's value comes from."""
    for below, origin in reading.origins.items():
        origins[(name, *below)] = origin


def build_mapper(table: MappingTable, profile: Profile) -> Mapper:
    """The mapper of a table for the fields that the profile has."""
    lines = tuple((field.id, table.lines[field.id], field) for field in profile.fields if field.id in table.lines)
    marks = tuple(field.id for field in profile.fields if field.refuse)
    return Mapper(table, profile, build_names(profile), lines, marks)


@dataclass(frozen=True, slots=True)
class Piece:
    """A description within a record of the document: where it stands in it."""

    path: Path
    value: object


@dataclass(frozen=True, slots=True)
class Aside:
    """Something about the record, or what it lacks, that belongs to no description."""

    violation: Violation
    """Its path is one in the record."""
    unreadable: bool = False


Splitter = Callable[[object], Iterable[Piece | Aside]]
"""A record of the document → the descriptions in it, in order, and what has to be said beside them."""
Interpreter = Callable[[Mapping[str, object]], Mapped]
"""A description's object → its entry."""
