"""A workbook for officers out of a profile: the export, with headings that our reader takes for the fields."""

from collections.abc import Mapping, Sequence

from catalog_validator.api import DEFAULT_PROFILE, AnyPath, OptionError
from catalog_validator.api.convert_headings import sheet_headings
from catalog_validator.api.profiles import load_profile
from catalog_validator.exports.workbook import MOST_ROWS, export_workbook
from catalog_validator.model.place import Path
from catalog_validator.model.profile import FieldType, Profile
from catalog_validator.model.words import Lang
from catalog_validator.reports.words import Words
from catalog_validator.vocab.names import build_names, build_record_names, field_names

ROWS = 200


def template(profile: Profile | AnyPath = DEFAULT_PROFILE, *, lang: Lang = "vi", rows: int = ROWS) -> bytes:
    """The workbook with so many prepared rows. `OptionError` for a number that a workbook cannot be used with."""
    if not 1 <= rows <= MOST_ROWS:
        raise OptionError("template-rows", f"{rows} (1–{MOST_ROWS})")
    known = profile if isinstance(profile, Profile) else load_profile(profile)
    return export_workbook(known, Words(lang), form_headings(known, lang), record_headings(known, lang), rows)


def form_headings(profile: Profile, lang: Lang) -> Mapping[Path, str]:
    """Field, or part of a record → its label where the reader takes that for the field, else what it does take."""
    names = build_names(profile)
    found: dict[Path, str] = {}
    for wanted in profile.fields:
        labels = (wanted.label[lang], *field_names(wanted)[1:], wanted.id)
        targets: dict[Path, Sequence[str]] = {(wanted.id,): labels}
        if wanted.type is FieldType.RECORD:
            targets = {
                (wanted.id, part.id): (f"{wanted.label[lang]} - {part.label[lang]}", f"{wanted.id}.{part.id}")
                for part in wanted.parts
            }
        for target, spellings in targets.items():
            usable = [text for text in spellings if names.find(text) == target]
            if usable:
                found[target] = usable[0]
    return found


def record_headings(profile: Profile, lang: Lang) -> Mapping[str, Sequence[str]]:
    """List of records → the headings of a sheet for it, first the description's title where the reader takes that.

    Empty where such a sheet has as many headings as the descriptions themselves, and could be taken for theirs.
    """
    sheets = sheet_headings(profile)
    most = max((len(headings) for headings in sheets.values()), default=0)
    if len(profile.fields) <= len(sheets) + most:
        return {}
    title = profile.field(profile.title_field)
    found: dict[str, Sequence[str]] = {}
    for name, headings in sheets.items():
        names = build_record_names(profile, profile.field(name))
        usable = [text for text in (title.label[lang], *field_names(title)[1:]) if names.find(text) == (title.id,)]
        found[name] = (*usable[:1], *headings[1:]) if usable else headings
    return found
