"""The native form: entries whose members or columns are the profile's fields."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from catalog_validator.model.document import NO_FLAWS, UNREADABLE, Batch, Document, Problem, Tree
from catalog_validator.model.finding import Severity, Violation
from catalog_validator.model.hints import NO_HINTS, Hints
from catalog_validator.model.place import Path, Position
from catalog_validator.model.profile import Profile
from catalog_validator.vocab.marks import doubt, doubtful_mark
from catalog_validator.vocab.names import Names, build_names, garbled_name

TYPE_NAMES: Mapping[type, str] = {
    str: "text",
    bool: "boolean",
    int: "number",
    float: "number",
    list: "list",
    type(None): "null",
}


def read_entries(document: Document, profile: Profile, hints: Hints = NO_HINTS) -> Iterator[Batch | Problem]:
    """See `catalog_validator.vocab.read_entries`."""
    if isinstance(document, Tree):
        if document.syntax == "xml":
            from catalog_validator.vocab.native_xml import read_xml

            return read_xml(document, profile)
        return _read_tree(document, build_names(profile))
    from catalog_validator.vocab.table import read_table

    return read_table(document, profile, hints.sheet)


def _read_tree(tree: Tree, names: Names) -> Iterator[Batch | Problem]:
    known = names.ids
    for part in tree.parts:
        if isinstance(part, Problem):
            yield part
            continue
        strange = [
            index
            for index, value in enumerate(part.values)
            if value.__class__ is not dict or not known.issuperset(value)
        ]
        if not strange:
            yield part
        elif _is_something_else(part, names):
            yield Problem(Violation("CV012", (), {"found": "object"}), part.spot(0, ()), unreadable=True)
        else:
            yield _mend(part, strange, names)


def _is_something_else(batch: Batch, names: Names) -> bool:
    """A lone object that has not one of the fields is not a description with everything missing."""
    if len(batch.values) != 1 or batch.pointer(0) != "" or not isinstance(batch.values[0], dict):
        return False
    return all(names.find(str(key)) is None for key in batch.values[0])


def _mend(batch: Batch, strange: list[int], names: Names) -> Batch:
    """The batch with aliases turned into field ids, and with flaws for what has no field."""
    values = list(batch.values)
    flaws: dict[int, tuple[Violation, ...]] = dict(batch.flaws)
    renames: dict[int, dict[str, str]] = {}
    for index in strange:
        value = values[index]
        if value is UNREADABLE:
            continue
        if not isinstance(value, dict):
            found = TYPE_NAMES.get(type(value), "value")
            flaws[index] = (*flaws.get(index, ()), Violation("CV010", (), {"found": found}, Severity.ERROR))
            values[index] = UNREADABLE
            continue
        values[index], renames[index], more = rename(value, names)
        mapped = tuple(_mapped(flaw, renames[index]) for flaw in flaws.get(index, ()))
        flaws[index] = mapped + more
    flaws = {index: found for index, found in flaws.items() if found}

    def spot(index: int, path: Path) -> Position:
        back = renames.get(index)
        if back and path and path[0] in back:
            path = (back[str(path[0])], *path[1:])
        return batch.spot(index, path)

    return replace(batch, values=values, spot=spot, flaws=flaws or NO_FLAWS)


def _mapped(flaw: Violation, back: Mapping[str, str]) -> Violation:
    """A flaw of a key, as a flaw of the field that the key means."""
    forth = {key: field_id for field_id, key in back.items()}
    if flaw.path and flaw.path[0] in forth:
        return replace(flaw, path=(forth[str(flaw.path[0])], *flaw.path[1:]))
    return flaw


def rename(
    value: Mapping[str, object], names: Names
) -> tuple[dict[str, object], dict[str, str], tuple[Violation, ...]]:
    """Field id → value, field id → the key it had, and what is wrong with the keys. The id itself wins over aliases."""
    entry: dict[str, object] = {key: inner for key, inner in value.items() if key in names.ids}
    back: dict[str, str] = {}
    flaws: list[Violation] = []
    for key, inner in value.items():
        if key in names.ids:
            continue
        target = names.find(key)
        if target is None or len(target) > 1:
            flaws.append(Violation("CV501", (key,), {"name": key, "nearest": names.nearest(key)}, Severity.WARNING))
            if (mark := doubtful_mark(names, key)) is not None:
                flaws.append(doubt(mark, key, inner))
        elif target[0] in entry:
            other = back.get(target[0], target[0])
            flaws.append(Violation("CV503", (target[0],), {"name": key, "other": other}, Severity.ERROR))
        else:
            entry[target[0]] = inner
            back[target[0]] = key
            if (garbled := garbled_name(key, target)) is not None:
                flaws.append(garbled)
    return entry, back, tuple(flaws)
