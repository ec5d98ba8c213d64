"""The names under which a profile's fields are written: ids, labels and aliases, folded."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from catalog_validator.letters import recognise
from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.dataclass import field as having
from catalog_validator.model.finding import Violation
from catalog_validator.model.profile import Field, FieldType, Profile
from catalog_validator.model.text import fold

MOST_KNOWN = 1000
"""Strange names whose likes are remembered."""
Target = tuple[str, ...]
"""``(field,)`` or ``(field, part)``."""

_NUMBERING = re.compile(r"^\(?[0-9]{1,3}(?:\.[0-9]{1,2})*[.)]?\s+")
_REMARK = re.compile(r"\s*\([^()]*\)?$")
_SERIAL = frozenset(
    {"stt", "tt", "số tt", "số thứ tự", "thứ tự", "stt/no", "no", "nr", "n°", "s/n", "serial", "serial number"}
)
"""Headings, folded, of a column that only counts rows."""


@dataclass(frozen=True, slots=True)
class Names:
    """A profile's names, and what each one means."""

    ids: frozenset[str]
    targets: dict[str, Target]
    """Folded name → field or part."""
    parts: Mapping[tuple[str, str], Target]
    """Field and folded name of a part, which means something only under the field's own name → part."""
    marks: frozenset[str] = frozenset()
    """Fields that refuse an entry."""
    near: dict[str, str] = having(default_factory=dict)
    """Answers of `nearest`: a strange name stands in each record, and looking for its like takes a millisecond."""
    doubted: dict[str, str | None] = having(default_factory=dict)
    """Answers of `catalog_validator.vocab.marks.doubtful_mark`."""

    def find(self, name: str) -> Target | None:
        """What a heading or key means; numbering before it and a remark in brackets after it do not count.

        A heading in an old encoding means what it says once repaired.
        """
        folded = fold(name)
        unnumbered = _NUMBERING.sub("", folded)
        for candidate in (folded, unnumbered, _REMARK.sub("", folded), _REMARK.sub("", unnumbered)):
            if (target := self.targets.get(fold(candidate))) is not None:
                return target
        garbled = recognise(name)
        return None if garbled is None or garbled.repaired == name else self.find(garbled.repaired)

    def find_part(self, field_id: str, name: str) -> Target | None:
        """What a heading under a field's own heading means."""
        folded = fold(name)
        return self.parts.get((field_id, folded)) or self.parts.get((field_id, fold(_REMARK.sub("", folded))))

    def nearest(self, name: str) -> str:
        """The known name that was probably meant, or an empty text."""
        known = self.near.get(name)
        if known is None:
            close = get_close_matches(fold(name), self.targets, 1, 0.75)
            known = ".".join(self.targets[close[0]]) if close else ""
            if len(self.near) < MOST_KNOWN:
                self.near[name] = known
        return known


def build_names(profile: Profile) -> Names:
    """All names of a profile. An earlier field keeps a name that a later one claims too."""
    targets: dict[str, Target] = {}
    for field in profile.fields:
        for name in field_names(field):
            targets.setdefault(fold(name), (field.id,))
    for field in profile.fields:
        if field.type is FieldType.RECORD:
            for name, target in part_names(field):
                targets.setdefault(fold(name), target)
    parts = {
        (outer.id, fold(name)): (outer.id, part.id)
        for outer in profile.fields
        for part in reversed(outer.parts)
        for name in field_names(part)
    }
    marks = frozenset(field.id for field in profile.fields if field.refuse)
    return Names(frozenset(field.id for field in profile.fields), targets, parts, marks)


def build_record_names(profile: Profile, field: Field) -> Names:
    """Names on a sheet that holds the records of one field: its parts, and the fields that name an entry."""
    targets: dict[str, Target] = {}
    for part in field.parts:
        for name in (*field_names(part), f"{field.id}.{part.id}"):
            targets.setdefault(fold(name), (field.id, part.id))
    for key in dict.fromkeys((*profile.id_fields, profile.title_field)):
        for name in field_names(profile.field(key)):
            targets.setdefault(fold(name), (key,))
    return Names(frozenset(), targets, {})


def garbled_name(name: str, target: Target) -> Violation | None:
    """CV507 for a heading or key that was understood only once its letters were repaired."""
    garbled = recognise(name)
    if garbled is None:
        return None
    return Violation("CV507", target, {"name": name, "encoding": garbled.encoding, "repaired": garbled.repaired})


def is_serial(name: object) -> bool:
    """Whether a heading stands over the rows' own numbers, which belong to no field."""
    return isinstance(name, str) and fold(name) in _SERIAL


def field_names(field: Field) -> tuple[str, ...]:
    """Id, labels and aliases."""
    return (field.id, field.label.vi, field.label.en, *field.aliases)


def part_names(field: Field) -> Iterator[tuple[str, Target]]:
    """Names of a record's parts where they stand beside the fields: never a bare label, which may mean anything."""
    for part in field.parts:
        target = (field.id, part.id)
        yield f"{field.id}.{part.id}", target
        for outer in (field.label.vi, field.label.en):
            for inner in (part.label.vi, part.label.en):
                yield f"{outer} - {inner}", target
                yield f"{outer}.{inner}", target
        for alias in part.aliases:
            yield alias, target
