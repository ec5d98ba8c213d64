"""How a value is read, kind by kind. Nothing is invented: what cannot be read is handed on as it stands.

| kind | meaning |
|---|---|
| ``text`` | the first text, in Vietnamese, else English, else any language |
| ``lines`` | all texts in that language, a line each |
| ``texts`` | all texts in that language, as a list |
| ``token``, ``web`` | the first text that is not, or that is, an address of the web |
| ``code``, ``codes`` | a text, or all of them once each, turned into the profile's code where the table knows it |
| ``latest`` | of several ISO dates the last |
| ``address`` | a text without ``mailto:`` or ``tel:`` before it |
| ``period`` | a text, or an object of a start and an end |
| ``record``, ``records`` | objects with parts, written in one of several ways |
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.place import Path
from catalog_validator.model.profile import Field
from catalog_validator.model.text import fold
from catalog_validator.vocab.mapping_paths import Hit, Said, in_best_language, is_blank_text, said, walk
from catalog_validator.vocab.mapping_table import AS_WRITTEN, Line, Option, Steps, fold_code

_SCHEME = re.compile(r"(?:mailto|tel):", re.IGNORECASE)
_SCALARS = (str, int, float)

Found = list[Said]


@dataclass(frozen=True, slots=True)
class Reading:
    """A value of a field, and where it and its members come from: path below the field → path in the description."""

    value: object
    origins: Mapping[Path, Path] = field(default_factory=dict)


def read_line(line: Line, start: Sequence[Hit], wanted: Field | None) -> Reading | None:
    """The value of a field in the description that begins with these members; None where nothing is said."""
    if line.kind == "records":
        return _records(line, start)
    if line.kind == "record" or (line.kind == "period" and line.options):
        reading = _record(line.options, start)
        return reading or _from_ways(line, start, wanted)
    return _from_ways(line, start, wanted)


def _from_ways(line: Line, start: Sequence[Hit], wanted: Field | None) -> Reading | None:
    """From the first path that holds something readable; else what stands there, as it stands."""
    if (quick := _own_text(line, start)) is not None:
        return quick
    read = _READERS[line.kind]
    unread: Reading | None = None
    for way in line.ways:
        hits = walk(start, way.steps)
        if not hits:
            continue
        found = [one for hit in hits for one in said(hit) if isinstance(one.value, _SCALARS)]
        readable = [one for one in found if not is_blank_text(one.value)]
        if way.known:
            readable = [one for one in readable if line.codes.get(fold_code(one.value))]
        if readable and (reading := read(line, in_best_language(readable), wanted)) is not None:
            return reading
        if not way.known and not readable and unread is None:
            left: Sequence[Hit | Said] = found or (() if _enters(line, way.steps) else hits)
            unread = Reading(left[0].value, {(): left[0].path}) if left else None
    return unread


def _enters(line: Line, steps: Steps) -> bool:
    """The line looks into what stands there: an object without what is looked for is no value of a wrong form."""
    deeper = [*(way.steps for way in line.ways if len(way.steps) > len(steps)), *(option.at for option in line.options)]
    return any(others[: len(steps)] == steps for others in deeper)


def _own_text(line: Line, start: Sequence[Hit]) -> Reading | None:
    """What most lines come down to: a text that is the object's own member. None proves nothing."""
    if line.kind != "text" or len(start) != 1 or not isinstance(record := start[0].value, dict):
        return None
    for way in line.ways:
        if len(way.steps) != 1 or way.known:
            return None
        for name in way.steps[0]:
            value = record.get(name)
            if value.__class__ is str and not is_blank_text(value):
                return Reading(value, {(): (*start[0].path, name)})
            if value:
                return None
    return None


def _text(line: Line, found: Found, wanted: Field | None) -> Reading:
    return Reading(found[0].value, {(): found[0].path})


def _lines(line: Line, found: Found, wanted: Field | None) -> Reading:
    if len(found) == 1:
        return _text(line, found, wanted)
    return Reading("\n".join(str(one.value) for one in found), {(): found[0].path})


def _texts(line: Line, found: Found, wanted: Field | None) -> Reading:
    return _listed([(one.value, one.path) for one in found])


def _token(line: Line, found: Found, wanted: Field | None) -> Reading | None:
    return _first([one for one in found if not _is_web(one.value)])


def _web(line: Line, found: Found, wanted: Field | None) -> Reading | None:
    return _first([one for one in found if _is_web(one.value)])


def _first(found: Found) -> Reading | None:
    return Reading(found[0].value, {(): found[0].path}) if found else None


def _is_web(value: object) -> bool:
    return isinstance(value, str) and value.lstrip()[:8].lower().startswith(("http://", "https://"))


def _code(line: Line, found: Found, wanted: Field | None) -> Reading | None:
    """The first that is a code of the profile; else the first."""
    coded = _coded(line, found)
    known = _spellings(wanted) if len(coded) > 1 else frozenset()
    for value, path in coded:
        if fold(str(value)) in known:
            return Reading(value, {(): path})
    return Reading(coded[0][0], {(): coded[0][1]}) if coded else None


def _codes(line: Line, found: Found, wanted: Field | None) -> Reading | None:
    once: dict[str, tuple[object, Path]] = {}
    for value, path in _coded(line, found):
        once.setdefault(fold_code(value), (value, path))
    return _listed(list(once.values())) if once else None


def _coded(line: Line, found: Found) -> list[tuple[object, Path]]:
    coded: list[tuple[object, Path]] = []
    for one in found:
        code = line.codes.get(fold_code(one.value))
        if code != "":
            coded.append((one.value if code in (None, AS_WRITTEN) else code, one.path))
    return coded


def _spellings(wanted: Field | None) -> frozenset[str]:
    items = wanted.code_list.items if wanted and wanted.code_list else ()
    return frozenset(fold(name) for item in items for name in (item.code, item.label.vi, item.label.en, *item.aliases))


def _latest(line: Line, found: Found, wanted: Field | None) -> Reading:
    """ISO dates sort as they run; a text that begins with no year stands behind them all."""
    last = max(found, key=lambda one: (str(one.value)[:4].isdigit(), str(one.value)))
    return Reading(last.value, {(): last.path})


def _address(line: Line, found: Found, wanted: Field | None) -> Reading:
    value = found[0].value
    return Reading(_SCHEME.sub("", value, count=1) if isinstance(value, str) else value, {(): found[0].path})


def _listed(members: Sequence[tuple[object, Path]]) -> Reading:
    origins: dict[Path, Path] = {(): members[0][1]}
    origins.update({(index,): path for index, (_, path) in enumerate(members)})
    return Reading([value for value, _ in members], origins)


def _record(options: Sequence[Option], start: Sequence[Hit]) -> Reading | None:
    """The record of the option that fills most parts, the first of equals."""
    best: Reading | None = None
    for option in options:
        for reading in _option_records(option, start):
            if best is None or len(reading.origins) > len(best.origins):
                best = reading
    return best


def _records(line: Line, start: Sequence[Hit]) -> Reading | None:
    """The records of the first option that has any; else what stands at the line's own paths, as plain texts."""
    for option in line.options:
        if readings := list(_option_records(option, start)):
            origins: dict[Path, Path] = {(): readings[0].origins[()]}
            for index, reading in enumerate(readings):
                origins.update({(index, *path): origin for path, origin in reading.origins.items()})
            return Reading([reading.value for reading in readings], origins)
    return _from_ways(Line("texts", line.ways, {}), start, None) if line.ways else None


def _option_records(option: Option, start: Sequence[Hit]) -> Iterable[Reading]:
    holders = [list(start)] if not option.at else [[hit] for hit in walk(start, option.at)]
    for holder in holders:
        parts: dict[str, object] = {}
        # A record without a place of its own is missing, or stands, where its description does.
        origins: dict[Path, Path] = {(): holder[0].path if option.at else ()}
        for part, line in option.parts:
            if (reading := read_line(line, holder, None)) is not None:
                parts[part] = reading.value
                origins.update({(part, *path): origin for path, origin in reading.origins.items()})
        if parts:
            yield Reading(parts, origins)


_READERS: Mapping[str, Callable[[Line, Found, Field | None], Reading | None]] = {
    "text": _text,
    "lines": _lines,
    "texts": _texts,
    "token": _token,
    "web": _web,
    "code": _code,
    "codes": _codes,
    "latest": _latest,
    "address": _address,
    "period": _text,
    "record": _text,
}
