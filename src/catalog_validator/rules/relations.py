"""Checks across the fields of one entry. They warn or note, and never touch a point.

A relation sees only what is filled and valid: an empty or broken field has its own finding.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import Protocol, cast

from catalog_validator.model.finding import Violation
from catalog_validator.model.profile import Relation
from catalog_validator.model.text import fold


class View(Protocol):
    """The filled and valid fields of an entry, as relations read them."""

    def canonical(self, field_id: str) -> str | None:
        """The canonical value of a field with one value; None where it is empty, invalid or does not apply."""

    def texts(self, field_id: str) -> tuple[str, ...]:
        """The texts (or codes) a field holds, one for a plain field; of a record list, those of its plain part."""

    def stated(self, field_id: str) -> str | None:
        """What stands in the field, if it is not empty, even where the field does not apply or is invalid."""

    def declared(self, field_id: str, text: str) -> bool:
        """Whether the text is a declared answer of the field, such as "không có"."""


_NOT_WORD = re.compile(r"[\W_]+")

Rule = Callable[[Relation, View, date], Iterator[Violation]]


def _violation(code: str, relation: Relation, path: tuple[str | int, ...], **facts: object) -> Violation:
    words: dict[str, object] = {"rule": relation.id, "title": relation.title, "advice": relation.advice}
    return Violation(code, path, words | facts, relation.severity, relation.citation)


def contradiction(relation: Relation, view: View, as_of: date) -> Iterator[Violation]:
    """The condition holds, and that is the finding: these values do not go together."""
    values = [f"{field_id}: {view.canonical(field_id) or '–'}" for field_id in relation.fields]
    yield _violation("CV302", relation, (relation.fields[0],), values=tuple(values))


def lacks_one_of(relation: Relation, view: View, as_of: date) -> Iterator[Violation]:
    """A list of codes has none of those that the case asks for."""
    wanted = cast(tuple[str, ...], relation.params["codes"])
    for field_id in relation.fields:
        held = view.texts(field_id)
        if held and not set(held) & set(wanted):
            yield _violation("CV303", relation, (field_id,), value=", ".join(held), codes=wanted)


def should_be_empty(relation: Relation, view: View, as_of: date) -> Iterator[Violation]:
    """A field says something that the rest of the entry excludes."""
    for field_id in relation.fields:
        value = view.stated(field_id)
        if value is not None and not view.declared(field_id, value):
            yield _violation("CV304", relation, (field_id,), value=value)


def not_a_subset(relation: Relation, view: View, as_of: date) -> Iterator[Violation]:
    """A list names things that another list of the same entry does not have."""
    other = cast(str, relation.params["of"])
    known = {fold(text) for text in view.texts(other)}
    if not known:
        return
    for field_id in relation.fields:
        for index, text in enumerate(view.texts(field_id)):
            if fold(text) not in known and not view.declared(field_id, text):
                yield _violation("CV305", relation, (field_id, index), value=text, other=other)


def telling_phrase(relation: Relation, view: View, as_of: date) -> Iterator[Violation]:
    """A text uses words that tell of something this entry should not be doing."""
    for field_id in relation.fields:
        for text in view.texts(field_id):
            said = words(text)
            for phrase in cast(tuple[str, ...], relation.params["phrases"]):
                if words(phrase) in said:
                    yield _violation("CV306", relation, (field_id,), value=text, phrase=phrase)
                    break


def words(text: str) -> str:
    """The folded words with one space around each, so that a phrase is found only as whole words."""
    return f" {' '.join(_NOT_WORD.sub(' ', fold(text)).split())} "


def stale(relation: Relation, view: View, as_of: date) -> Iterator[Violation]:
    """The last update is older than the stated frequency allows on the as-of date."""
    frequency = view.canonical(cast(str, relation.params["frequency"])) or ""
    max_days = cast(Mapping[str, int], relation.params["max_days"])
    if frequency not in max_days:
        return
    for field_id in relation.fields:
        updated = view.canonical(field_id)
        if updated is None:
            continue
        days = (as_of - date.fromisoformat(updated)).days
        if days > max_days[frequency]:
            facts = {"frequency": frequency, "days": days, "max_days": max_days[frequency]}
            yield _violation("CV307", relation, (field_id,), value=updated, **facts)


def repeats(relation: Relation, view: View, as_of: date) -> Iterator[Violation]:
    """Two fields that should say different things say the same. Found on the later of the two."""
    said = [(field_id, fold(text)) for field_id in relation.fields for text in view.texts(field_id)[:1]]
    repeated: set[str] = set()
    for (first, one), (second, other) in combinations(said, 2):
        if one == other and second not in repeated:
            repeated.add(second)
            yield _violation("CV401", relation, (second,), value=view.texts(second)[0], other=first)


RELATIONS: Mapping[str, Rule] = {
    "contradiction": contradiction,
    "lacks_one_of": lacks_one_of,
    "should_be_empty": should_be_empty,
    "not_a_subset": not_a_subset,
    "telling_phrase": telling_phrase,
    "stale": stale,
    "repeats": repeats,
}
"""By kind. ``duplicate_entry`` looks across entries and lives in the engine."""
