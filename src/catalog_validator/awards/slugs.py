"""What can be wrong in campaign, register or choice of catalog beyond their form: slugs and the facts of each."""

from collections.abc import Mapping

MISTAKES: Mapping[str, tuple[str, ...]] = {
    "awards.not-per-cent": ("name", "value"),
    "awards.published-how": ("name", "value"),
    "awards.id-twice": ("value", "line"),
    "awards.unit-unknown": ("value", "nearest"),
    "awards.person-unknown": ("value", "nearest"),
    "awards.person-elsewhere": ("value", "unit", "other"),
    "awards.entry-twice": ("value", "line"),
    "awards.unit-without-work": ("value",),
    "awards.in-the-future": ("name", "value", "as_of"),
    "awards.due-outside": ("value", "start", "end"),
    "awards.period-reversed": ("start", "end"),
    "awards.dossier-before-start": ("value", "start"),
    "awards.key-twice": ("value",),
    "awards.no-criteria": ("value",),
    "awards.need-unsuited": ("value", "of"),
    "awards.sheet-missing": ("name", "found"),
    "awards.column-unknown": ("name", "nearest"),
    "awards.column-twice": ("name",),
    "awards.award-of-nobody": ("value", "nearest"),
    "awards.award-of-two": ("value",),
    "awards.published-both": ("value",),
    "awards.not-yes-or-no": ("name", "value"),
    "awards.share-of-one": ("name", "value"),
    "awards.not-a-word": ("name", "value", "allowed"),
    "awards.standard-input": (),
    "awards.report-not-alone": (),
    "awards.report-without-entries": (),
    "awards.report-without-data": (),
    "awards.report-of-another-profile": ("found", "wanted"),
    "awards.report-from-the-future": ("value", "as_of"),
    "awards.not-a-register": ("found",),
    "awards.not-a-campaign": ("found",),
}
"""Slug → the facts of its sentence. The sentences stand under ``ui.awards.mistake``."""
