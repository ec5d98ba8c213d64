"""Finding values in a foreign description: by member names, through lists, in the reader's language."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.place import Path
from catalog_validator.model.text import trim
from catalog_validator.vocab.mapping_table import Steps

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_PREFERRED = ("vi", "", "en")


@dataclass(frozen=True, slots=True)
class Hit:
    """A value and where it stands, from the description's own object."""

    path: Path
    value: object


@dataclass(frozen=True, slots=True)
class Said:
    """A text or other plain value, with the language it is marked as; empty where it is not marked."""

    path: Path
    value: object
    lang: str = ""


def is_empty(value: object) -> bool:
    """Nothing is said: null, an empty text, an empty list or object."""
    return value is None or value == "" or value == [] or value == {}


def is_blank_text(value: object) -> bool:
    """A text without anything that can be seen."""
    return isinstance(value, str) and not value[:1].isalnum() and not trim(value)


def walk(start: Iterable[Hit], steps: Steps) -> list[Hit]:
    """All values that the steps lead to; lists on the way and at the end are taken apart."""
    hits = [inner for hit in start for inner in _members(hit.path, hit.value)]
    for names in steps:
        hits = [inner for hit in hits for inner in _below(hit, names)]
    return hits


def _below(hit: Hit, names: tuple[str, ...]) -> list[Hit]:
    if isinstance(hit.value, dict):
        for name in names:
            inner = hit.value.get(name)
            if inner is not None and inner != "" and (found := _members((*hit.path, name), inner)):
                return found
    return []


def _members(path: Path, value: object) -> list[Hit]:
    if isinstance(value, list):
        return [hit for index, member in enumerate(value) for hit in _members((*path, index), member)]
    return [] if is_empty(value) else [Hit(path, value)]


def said(hit: Hit) -> Iterator[Said]:
    """The plain values in a value: itself, those of a language map, of a JSON-LD value or reference."""
    value = hit.value
    if not isinstance(value, dict):
        yield Said(hit.path, value)
    elif "@value" in value:
        yield Said((*hit.path, "@value"), value["@value"], str(value.get("@language") or ""))
    elif "@id" in value and len(value) == 1:
        yield Said((*hit.path, "@id"), value["@id"])
    elif is_language_map(value):
        for lang, text in value.items():
            for inner in _members((*hit.path, lang), text):
                yield Said(inner.path, inner.value, lang)


def is_language_map(value: Mapping[object, object]) -> bool:
    """``{"vi": …, "en": …}``: every member is a language tag with texts."""
    return bool(value) and all(
        isinstance(key, str) and _TAG.fullmatch(key) and _is_texts(text) for key, text in value.items()
    )


def _is_texts(value: object) -> bool:
    members = value if isinstance(value, list) else [value]
    return all(member is None or isinstance(member, str) for member in members)


def in_best_language(found: Sequence[Said]) -> list[Said]:
    """Those in Vietnamese; where there are none, those without a language, since what is taken for granted is not said;
    else those in English; else, of the rest, those marked as the first is.
    """
    if all(not one.lang for one in found):
        return list(found)
    for lang in _PREFERRED:
        if chosen := [one for one in found if primary(one.lang) == lang]:
            return chosen
    return [one for one in found if one.lang == found[0].lang]


def primary(lang: str) -> str:
    """The language of a tag, without script and region."""
    return re.split("[-_]", lang, maxsplit=1)[0].lower()
