"""Dublin Core in XML: oai_dc, qualified records, the records of OAI-PMH replies and of catalogue services (CSW).

Elements are read by their local names: of the fifteen elements (http://purl.org/dc/elements/1.1/) and of the DCMI
terms (http://purl.org/dc/terms/) alike. An element of any namespace with a name of the profile is a field of its own.
"""

import re
from collections.abc import Iterator, Mapping
from functools import partial

from catalog_validator.model.document import Batch, Document, Problem, Tree
from catalog_validator.model.finding import Severity, Violation
from catalog_validator.model.hints import NO_HINTS, Hints
from catalog_validator.model.place import Path
from catalog_validator.model.profile import Profile
from catalog_validator.model.words import Label
from catalog_validator.vocab.mapping import Aside, Mapped, Mapper, Piece, at_source, build_mapper
from catalog_validator.vocab.mapping_batch import read_mapped
from catalog_validator.vocab.mapping_table import load_table
from catalog_validator.vocab.native_xml_entry import (
    LANG,
    NAME,
    TEXT,
    EntryReader,
    Shapes,
    build_shapes,
    is_attribute,
    local_name,
)

SPACES = ("{http://purl.org/dc/elements/1.1/}", "{http://purl.org/dc/terms/}")
OAI = "http://www.openarchives.org/OAI/2.0/"
_RESOURCE = "@{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"
_QUALIFIER = "@scheme"
"""Names the encoding scheme of a value in the older qualified form (DCMI Recommendation of 2002)."""
_DEEPEST = 3
"""Elements from a record to the one that holds the description: metadata and oai_dc:dc in a record of OAI-PMH."""
_PERIOD = re.compile(r"\s*(?:(?:name|start|end|scheme)\s*=[^;]*(?:;\s*|$))+", re.IGNORECASE)
_COMPONENT = re.compile(r"(start|end)\s*=\s*([^;]*)", re.IGNORECASE)


def read_entries(document: Document, profile: Profile, hints: Hints = NO_HINTS) -> Iterator[Batch | Problem]:
    """See `catalog_validator.vocab.read_entries`. The document is a tree."""
    assert isinstance(document, Tree)
    table = load_table("dublin-core")
    assert table is not None
    reader = partial(interpret, build_mapper(table, profile), build_shapes(profile))
    return read_mapped(document, split, reader)


def find_description(record: Mapping[str, object]) -> Path | None:
    """Where in a record the elements of Dublin Core stand; None where it has none."""
    name = record.get(NAME)
    if any(_is_term(key, name if isinstance(name, str) else "") for key in record):
        return ()
    return _below(record, _DEEPEST)


def evidence(record: Mapping[str, object]) -> tuple[tuple[str, ...], Path] | None:
    """What tells that a record is one of Dublin Core, or of a protocol that carries it, and where that stands."""
    path = find_description(record)
    own = str(record.get(NAME, ""))
    if path is None:
        return (("OAI-PMH",), ()) if own == f"{{{OAI}}}record" else None
    holder = _at(record, path)
    terms = [key for key in holder if not is_attribute(key)] if isinstance(holder, dict) else []
    first = next((key for key in terms if _is_term(key, own if not path else "")), "")
    space = first[1:].partition("}")[0] if "}" in first else own[1:].partition("}")[0]
    return (space,), (*path, first)


def _below(holder: Mapping[str, object], levels: int) -> Path | None:
    if any(key.startswith(SPACES) for key in holder):
        return ()
    for key, value in holder.items() if levels else ():
        if isinstance(value, dict) and (path := _below(value, levels - 1)) is not None:
            return (key, *path)
    return None


def _is_term(key: str, record: str) -> bool:
    """Whether an element of a record is one of Dublin Core; names of the record's own namespace stand without it."""
    return key.startswith(SPACES) or (record.startswith(SPACES) and "{" not in key and not is_attribute(key))


def split(record: object) -> Iterator[Piece | Aside]:
    """The description in a record."""
    if not isinstance(record, dict):
        yield Piece((), record)
        return
    path = find_description(record)
    if path is not None:
        yield Piece(path, _at(record, path))
    elif _is_deleted(record):
        yield Aside(Violation("CV046", ("header",)))
    else:
        yield Aside(Violation("CV012", (), {"found": _other(record)}), unreadable=True)


def _at(record: Mapping[str, object], path: Path) -> object:
    value: object = record
    for step in path:
        value = value[str(step)] if isinstance(value, dict) else None
    return value


def _is_deleted(record: Mapping[str, object]) -> bool:
    """OAI-PMH 2.0, 2.5.1: a deleted record has a header that says so, and no metadata."""
    header = record.get("header")
    return isinstance(header, dict) and header.get("@status") == "deleted"


def _other(record: Mapping[str, object]) -> Label:
    """What stands where a description in Dublin Core was expected."""
    inner = record.get("metadata")
    names = [key for key in inner if not is_attribute(key)] if isinstance(inner, dict) else []
    own = record.get(NAME)
    name = local_name(names[0] if names else own if isinstance(own, str) else "entry")
    return Label(f"phần tử XML <{name}>", f"an XML element <{name}>")


def interpret(mapper: Mapper, shapes: Shapes, holder: Mapping[str, object]) -> Mapped:
    """The entry that the elements of Dublin Core give, with those that bear the id of a field."""
    said: dict[str, list[object]] = {}
    places: dict[tuple[str, int], Path] = {}
    own: dict[str, object] = {}
    flaws: list[Violation] = []
    for key, value in holder.items():
        name = local_name(key)
        if is_attribute(key):
            continue
        if name not in mapper.table.words:
            if name in shapes.fields:
                own[key] = value
            continue
        for number, one in enumerate(value if isinstance(value, list) else [value]):
            at: Path = (key, number) if isinstance(value, list) else (key,)
            target, plain = _told(name, one)
            places[target, len(said.setdefault(target, []))] = at
            said[target].append(plain)
            flaws += _left(name, one, at)
    mapped = mapper.read(dict(said))
    mapped.origins = {path: _back(origin, places) for path, origin in mapped.origins.items()}
    mapped.flaws = (*mapped.flaws, *flaws)
    return _with_own(mapped, own, shapes)


def _told(name: str, value: object) -> tuple[str, object]:
    """The term that a value belongs to, and the value as the mapping reads it: with its language, or as a period."""
    lang = None
    if isinstance(value, dict):
        lang = value.get(LANG)
        elements = any(not is_attribute(key) for key in value)
        text = value if elements else value.get(TEXT) or value.get(_RESOURCE)
    else:
        text = value
    if isinstance(text, str) and name in ("temporal", "coverage") and (period := _period(text)):
        return "temporal", period
    return name, {"@value": text, "@language": lang} if isinstance(lang, str) and isinstance(text, str) else text


def _period(text: str) -> dict[str, str] | None:
    """The start and end of a DCMI Period (``start=2020-01-01; end=2025-12-31;``)."""
    if not _PERIOD.fullmatch(text[:1000]):
        return None
    return {name.lower(): moment.strip() for name, moment in _COMPONENT.findall(text)} or None


def _left(name: str, value: object, at: Path) -> Iterator[Violation]:
    """Attributes that say something which is not read."""
    for key, inner in value.items() if isinstance(value, dict) else ():
        if key.startswith("@") and key not in (LANG, _RESOURCE, _QUALIFIER):
            facts = {"name": local_name(key.removeprefix("@")), "value": inner}
            yield Violation("CV511", at_source(name, (*at, key)), facts, Severity.WARNING)


def _back(origin: Path, places: Mapping[tuple[str, int], Path]) -> Path:
    """A path in what the mapping has read as one in the record."""
    if not origin:
        return ()
    number = origin[1] if len(origin) > 1 and isinstance(origin[1], int) else 0
    return places.get((str(origin[0]), number), ())


def _with_own(mapped: Mapped, own: Mapping[str, object], shapes: Shapes) -> Mapped:
    """The entry with the elements that bear the id of a field, which win."""
    if own:
        entry = EntryReader(shapes).read(own)
        mapped.values.update(entry.values)
        mapped.origins = {path: at for path, at in mapped.origins.items() if path[0] not in entry.values}
        mapped.origins.update(entry.origins)
        mapped.natives = frozenset(entry.values)
        mapped.flaws = (*mapped.flaws, *entry.flaws)
    return mapped
