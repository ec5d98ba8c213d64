"""The profile's own names in a foreign description: used as they are, and they win over the mapping."""

from collections.abc import Iterable

import orjson

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.finding import Severity, Violation
from catalog_validator.model.place import Path
from catalog_validator.model.profile import Field, FieldType, Profile
from catalog_validator.vocab.cells import cell_value
from catalog_validator.vocab.mapping_paths import is_empty
from catalog_validator.vocab.marks import doubt, doubtful_mark
from catalog_validator.vocab.names import Names, Target

_NESTED = frozenset({FieldType.TEXTS, FieldType.CODES, FieldType.RECORD, FieldType.RECORDS, FieldType.PERIOD})
_LONGEST_NAME = 200
_DEEPEST = 16
"""Levels of lists and objects that a text may hold as JSON."""


@dataclass(slots=True)
class Natives:
    """Values of fields under the profile's names, with their places in the description."""

    values: dict[str, object] = field(default_factory=dict)
    origins: dict[Path, Path] = field(default_factory=dict)
    flaws: list[Violation] = field(default_factory=list)

    def join(self, later: "Natives") -> None:
        """Take over what is not there yet; a field that both have is said."""
        for name, value in later.values.items():
            if name not in self.values:
                self.values[name] = value
            elif value != self.values[name]:
                self._twice(name, later.key_of(name), self.key_of(name))
        self.origins = later.origins | self.origins
        self.flaws += later.flaws

    def put(self, target: Target, key: str, value: object, at: Path) -> None:
        """One member as a field, or as a part of a record."""
        path: Path = target
        if path in self.origins:
            if value != self._value(target):
                self._twice(target[0], key, str(self.origins[path][-1]))
        elif len(target) == 1:
            self.values[target[0]] = dict(value) if isinstance(value, dict) else value
            self.origins[path] = at
        else:
            record = self.values.setdefault(target[0], {})
            if isinstance(record, dict):
                record[target[1]] = value
                self.origins[path] = at
            else:
                self._twice(target[0], key, self.key_of(target[0]))

    def key_of(self, name: str) -> str:
        """The member that a field, or the first part of it, comes from."""
        return next(str(at[-1]) for path, at in self.origins.items() if path[0] == name)

    def _value(self, target: Target) -> object:
        whole = self.values[target[0]]
        return whole.get(target[1]) if len(target) > 1 and isinstance(whole, dict) else whole

    def _twice(self, name: str, key: str, other: str) -> None:
        self.flaws.append(Violation("CV503", (name,), {"name": key, "other": other}, Severity.ERROR))


def native_members(
    names: Names, profile: Profile, members: Iterable[tuple[str, object]], at: Path, *, exact: bool
) -> Natives:
    """Those members that bear a name of the profile. ``exact``: its id alone (a hyphen may stand for ``_``)."""
    found = Natives()
    for key, value in members:
        target = _target(names, key, exact)
        if target is not None and not is_empty(value):
            found.put(target, key, _plain(value, profile.field(target[0]), target), (*at, key))
        elif target is None and not is_empty(value) and (mark := doubtful_mark(names, key)) is not None:
            found.flaws.append(doubt(mark, key, value))
    return found


def _target(names: Names, key: str, exact: bool) -> Target | None:
    name = key.replace("-", "_")
    if name in names.ids:
        return (name,)
    return None if exact or len(key) > _LONGEST_NAME else names.find(name) or names.find(key)


def _plain(value: object, wanted: Field, target: Target) -> object:
    """A text that stands for a list or a record, as a cell of a table or as JSON, taken apart."""
    if not isinstance(value, str) or len(target) > 1:
        return value
    return (
        open_json(value) if wanted.type in _NESTED and value.lstrip()[:1] in ("{", "[") else cell_value(value, wanted)
    )


def open_json(value: object) -> object:
    """A text that is a JSON list or object as what it says; anything else as it is."""
    if not isinstance(value, str) or value.lstrip()[:1] not in ("{", "["):
        return value
    try:
        opened = orjson.loads(value)
    except orjson.JSONDecodeError:
        return value
    return opened if _nests_at_most(opened, _DEEPEST) else value


def _nests_at_most(value: object, depth: int) -> bool:
    if not isinstance(value, list | dict):
        return True
    members = value.values() if isinstance(value, dict) else value
    return depth > 0 and all(_nests_at_most(member, depth - 1) for member in members)
