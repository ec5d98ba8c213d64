"""Headings that our own reader takes for the fields they stand over."""

from collections.abc import Iterator, Mapping, Sequence

from catalog_validator.model.place import Path
from catalog_validator.model.profile import Field, FieldType, Profile
from catalog_validator.vocab.names import Names, build_names, build_record_names, field_names
from catalog_validator.writers import Form


def column_headings(profile: Profile, form: Form) -> Mapping[Path, str]:
    """Field, or part of a record → heading: in a workbook the Vietnamese label, which people read; else the id."""
    names = build_names(profile)
    found: dict[Path, str] = {}
    for target, spellings in _spellings(profile):
        usable = [spelling for spelling in spellings if names.find(spelling) == target]
        if usable:
            found[target] = usable[1] if form.name == "xlsx" and len(usable) > 1 else usable[0]
    return found


def _spellings(profile: Profile) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Each column with what it may be called: the id, then the labels."""
    for wanted in profile.fields:
        yield (wanted.id,), field_names(wanted)
        if wanted.type is FieldType.RECORD:
            for part in wanted.parts:
                labels = f"{wanted.label.vi} - {part.label.vi}", f"{wanted.label.en} - {part.label.en}"
                yield (wanted.id, part.id), (f"{wanted.id}.{part.id}", *labels)


def sheet_headings(profile: Profile) -> Mapping[str, Sequence[str]]:
    """Field with a list of records → the headings of a sheet for them: the entry's name, then the parts.

    A field is left out where a reader could take such a sheet for that of another, or the entry's name for a part.
    """
    several = [wanted for wanted in profile.fields if wanted.type is FieldType.RECORDS]
    known = {wanted.id: build_record_names(profile, wanted) for wanted in several}
    found = {}
    for wanted in several:
        headings = _sheet(profile, wanted, known[wanted.id])
        first = next((other for other in several if headings and _takes(other, known[other.id], headings)), None)
        if headings and first is wanted:
            found[wanted.id] = headings
    return found


def _sheet(profile: Profile, wanted: Field, names: Names) -> Sequence[str]:
    """The headings of a field's sheet, the labels where they can be told apart; empty where there are none."""
    ids = tuple(dict.fromkeys((*profile.id_fields, profile.title_field)))
    keys = [
        spelling
        for key in ids
        for spelling in (*field_names(profile.field(key))[1:], key)
        if names.find(spelling) == (key,)
    ]
    parts = [
        next(
            (spelling for spelling in (part.label.vi, f"{wanted.id}.{part.id}") if names.find(spelling) == target), None
        )
        for part in wanted.parts
        for target in [(wanted.id, part.id)]
    ]
    return (keys[0], *map(str, parts)) if keys and None not in parts else ()


def _takes(wanted: Field, names: Names, headings: Sequence[str]) -> bool:
    """Whether the reader takes a sheet with these headings for one with the field's records."""
    targets = {names.find(heading) for heading in headings}
    plain = (wanted.id, wanted.plain or wanted.parts[0].id)
    return plain in targets and any(target is not None and len(target) == 1 for target in targets)
