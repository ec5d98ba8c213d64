"""One XML record in the native form as an entry: elements become fields by their local names.

XML does not say what is a list: of a field that is one, a single element is a list of one; of a field that is none, a
second element is an error (CV502) that names both places. Versions in several languages (``xml:lang``) are no doubles:
the Vietnamese one counts, else the one without a language, else the English one, else the first, and a note names the
others. What else is lost (other attributes, text beside elements) is a warning.
"""

from collections.abc import Callable, Mapping

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.finding import Severity, Violation
from catalog_validator.model.place import Path, Position
from catalog_validator.model.profile import Field, FieldType, Profile
from catalog_validator.vocab.mapping import AtSource, at_source
from catalog_validator.vocab.marks import doubt, doubtful_mark
from catalog_validator.vocab.names import Names, build_names

NAME, TEXT, LANG = "#name", "#text", "@xml:lang"
"""Members that the reader of XML adds: the record's own name, text beside other things, the language."""
INCLUDE = "{http://www.w3.org/2001/XInclude}include"
_LISTS = frozenset({FieldType.TEXTS, FieldType.CODES})
_UNTOLD = "–"
_ITEM = "item"
_MOST_TWICE = 10
"""Further elements of one field that are pointed at."""

Object = Mapping[str, object]
Where = Callable[[Path], Position]


@dataclass(frozen=True, slots=True)
class XmlEntry:
    """An entry, what is wrong with its form, and where in the record its values stand."""

    values: dict[str, object]
    flaws: tuple[Violation, ...] = ()
    origins: Mapping[Path, Path] = field(default_factory=dict)
    """Path of a field, part or item → path in the record, where the two differ, or in all where any does."""

    def source_path(self, path: Path) -> Path:
        """The path in the record of a value, or of its nearest parent that is there."""
        if path and isinstance(path[0], AtSource):
            return path[0].source
        for length in range(len(path), 0, -1):
            if (origin := self.origins.get(path[:length])) is not None:
                return (*origin, *path[length:])
        return path


def local_name(key: str) -> str:
    """A name without its namespace."""
    return key.rpartition("}")[2]


def is_attribute(key: str) -> bool:
    """Whether a member is no element."""
    return key.startswith(("@", "#"))


def language(value: object) -> str:
    """The language an element is marked as, in lower case without its region; empty where it is not marked."""
    lang = value.get(LANG) if isinstance(value, dict) else None
    return lang.replace("_", "-").partition("-")[0].lower() if isinstance(lang, str) else ""


@dataclass(frozen=True, slots=True)
class Shapes:
    """What the elements of a profile's entries are called, and what they hold."""

    names: Names
    fields: Mapping[str, Field]
    scalars: frozenset[str]
    """Ids of fields of which a plain text is the whole value."""
    lists: frozenset[str]
    """Ids of fields of which one element with a plain text is a list of one."""
    known: dict[str, Field | None] = field(default_factory=dict)
    """Names of elements that have been looked up; the reader of XML keeps them few."""

    def find(self, key: str) -> Field | None:
        """The field that an element means: by its id, or by another of its names with ``_`` for a blank."""
        if key not in self.known:
            name = local_name(key)
            target = (name,) if name in self.fields else self.names.find(name)
            target = target or self.names.find(name.replace("_", " "))
            self.known[key] = self.fields[target[0]] if target and len(target) == 1 else None
        return self.known[key]


def build_shapes(profile: Profile) -> Shapes:
    """The shapes of a profile's fields."""
    fields = {wanted.id: wanted for wanted in profile.fields}
    lists = {name for name, wanted in fields.items() if wanted.type in _LISTS or wanted.type is FieldType.RECORDS}
    return Shapes(build_names(profile), fields, frozenset(fields.keys() - lists), frozenset(lists))


def straighten(entry: dict[str, object], shapes: Shapes) -> bool:
    """Turns the single elements of lists into lists, in place; False where more has to be done than that.

    Most records need no more: every element bears the id of a field, and holds a text or the parts of a record.
    """
    scalars, lists = shapes.scalars, shapes.lists
    for key, value in entry.items():
        kind = value.__class__
        if kind is str or value is None:
            if key in scalars:
                continue
            if key not in lists:
                return False
            if value is not None:
                entry[key] = [value]
        elif kind is list:
            if key not in lists or not all(_is_plain(item, shapes.fields[key]) for item in value):  # type: ignore[attr-defined]
                return False
        elif key in shapes.fields and _is_record(value, shapes.fields[key]):
            if key in lists:
                entry[key] = [value]
        else:
            return False
    return True


def _is_plain(item: object, wanted: Field) -> bool:
    return isinstance(item, str) or _is_record(item, wanted)


def _is_record(value: object, wanted: Field) -> bool:
    """Parts of a record, each once and with a plain text."""
    if not isinstance(value, dict) or not wanted.parts:
        return False
    known = [part.id for part in wanted.parts if part.type not in _LISTS]
    return all(key in known and (inner is None or inner.__class__ is str) for key, inner in value.items())


def _wraps(name: str, value: object, wanted: Field) -> bool:
    """Whether elements of this name in a list's element are its records: they hold parts, or are called items."""
    if any(part.id == name for part in wanted.parts):
        return False
    return name == _ITEM or any(isinstance(one, dict) for one in (value if isinstance(value, list) else [value]))


class EntryReader:
    """Reads one record with care, and keeps the way back to its places."""

    def __init__(self, shapes: Shapes, where: Where | None = None) -> None:
        """``where``: path in the record → its place; without it a second element is named, not the first one's line."""
        self._shapes = shapes
        self._where = where
        self._values: dict[str, object] = {}
        self._origins: dict[Path, Path] = {}
        self._flaws: list[Violation] = []

    def read(self, record: Object) -> XmlEntry:
        """The entry of a record, and what is wrong with its form."""
        keys = sorted(record, key=lambda key: key not in self._shapes.fields)  # the id itself wins over other names
        for key in keys:
            if is_attribute(key):
                self._aside(key, record[key], key, ())
            elif key == INCLUDE:
                self._included(record[key], key)
            else:
                self._element(key, record[key])
        for wanted in self._shapes.fields.values():
            if wanted.refuse and wanted.id in self._values:
                self._doubt(wanted, self._values[wanted.id])
        return XmlEntry(self._values, tuple(self._flaws), self._origins)

    def _say(self, code: str, about: str, at: Path, facts: Mapping[str, object]) -> None:
        self._flaws.append(Violation(code, at_source(about, at), facts))

    def _aside(self, key: str, value: object, about: str, at: Path) -> None:
        """An attribute, or text beside elements."""
        if key == TEXT:
            self._say("CV512", about, (*at, TEXT), {"value": value})
        elif key not in (NAME, LANG):
            self._say("CV511", about, (*at, key), {"name": local_name(key.removeprefix("@")), "value": value})

    def _included(self, value: object, key: str) -> None:
        href = value.get("@href") if isinstance(value, dict) else None
        self._say("CV043", "xi:include", (key,), {"value": href or "xi:include"})

    def _element(self, key: str, value: object) -> None:
        wanted, name = self._shapes.find(key), local_name(key)
        if wanted is None:
            facts = {"name": name, "nearest": self._shapes.names.nearest(name.replace("_", " "))}
            self._say("CV501", name, (key,), facts)
            if (mark := doubtful_mark(self._shapes.names, name)) is not None:
                self._flaws.append(doubt(mark, name, value))
        elif wanted.id in self._values:
            other = local_name(str(self._origins[wanted.id,][0]))
            self._say("CV503", wanted.id, (key,), {"name": name, "other": other})
        else:
            self._origins[wanted.id,] = (key,)
            self._values[wanted.id] = self._value(value, wanted, (wanted.id,), (key,))

    def _value(self, value: object, wanted: Field, path: Path, at: Path) -> object:
        """What an element says of a field or part. ``path``: in the entry; ``at``: in the record."""
        if wanted.type in _LISTS or wanted.type is FieldType.RECORDS:
            return self._listed(value, wanted, path, at)
        if isinstance(value, list):
            chosen = self._chosen(value, wanted, str(path[0]), at)
            value, at = value[chosen], (*at, chosen)
            self._origins[path] = at
        return self._item(value, wanted, path, at)

    def _item(self, value: object, wanted: Field, path: Path, at: Path) -> object:
        """One element: a text, a record, or None where it is empty."""
        if not isinstance(value, dict):
            return value
        about = str(path[0])
        elements = [key for key in value if not is_attribute(key)]
        if not elements:
            for key, inner in value.items():
                if key != TEXT:
                    self._aside(key, inner, about, at)
            return value.get(TEXT)
        for key in value:
            if is_attribute(key):
                self._aside(key, value[key], about, at)
        if not wanted.parts:
            return {local_name(key): value[key] for key in elements}
        return {name: inner for key in elements for name, inner in self._part(key, value[key], wanted, path, at)}

    def _part(self, key: str, value: object, wanted: Field, path: Path, at: Path) -> list[tuple[str, object]]:
        name = local_name(key)
        target = (*path, name)
        if target in self._origins:
            self._say("CV503", str(path[0]), (*at, key), {"name": name, "other": str(self._origins[target][-1])})
            return []
        self._origins[target] = (*at, key)
        part = next((part for part in wanted.parts if part.id == name), None)
        return [(name, value if part is None else self._value(value, part, target, (*at, key)))]

    def _listed(self, value: object, wanted: Field, path: Path, at: Path) -> object:
        """The items of a list: the element's likes, or the elements inside the one that wraps them."""
        if value is None:
            return None
        items: list[object] = []
        for number, one in enumerate(value if isinstance(value, list) else [value]):
            place = (*at, number) if isinstance(value, list) else at
            for inner, inner_place in self._unwrapped(one, wanted, place, str(path[0])):
                target = (*path, len(items))
                self._origins[target] = inner_place
                items.append(self._item(inner, wanted, target, inner_place))
        return items

    def _unwrapped(self, value: object, wanted: Field, at: Path, about: str) -> list[tuple[object, Path]]:
        """The items in an element: those of the one kind of element in it, unless these look like parts of a record."""
        elements = [key for key in value if not is_attribute(key)] if isinstance(value, dict) else []
        if not isinstance(value, dict) or len(elements) != 1:
            return [(value, at)]
        key = elements[0]
        if wanted.parts and not _wraps(local_name(key), value[key], wanted):
            return [(value, at)]
        for other in value:
            if is_attribute(other):
                self._aside(other, value[other], about, at)
        inner = value[key]
        if isinstance(inner, list):
            return [(one, (*at, key, number)) for number, one in enumerate(inner)]
        return [(inner, (*at, key))]

    def _chosen(self, values: list[object], wanted: Field, about: str, at: Path) -> int:
        """Which of several elements counts where only one can."""
        langs = [language(value) for value in values]
        if len(set(langs)) == len(langs) and not wanted.refuse:
            chosen = next((langs.index(lang) for lang in ("vi", "", "en") if lang in langs), 0)
            others = tuple(lang or _UNTOLD for index, lang in enumerate(langs) if index != chosen)
            facts = {"name": local_name(str(at[-1])), "lang": others, "kept": langs[chosen] or _UNTOLD}
            self._say("CV513", about, (*at, chosen), facts)
            return chosen
        name = local_name(str(at[-1]))
        code, twice = "CV503", dict[str, object](name=name, other=name)
        if self._where is not None:
            first = self._where((*at, 0))
            code, twice = "CV502", {"name": name, "line": first.line, "column": first.column}
        for number in range(1, min(len(values), _MOST_TWICE + 1)):
            self._say(code, about, (*at, number), twice)
        return 0

    def _doubt(self, wanted: Field, value: object) -> None:
        """A mark that refuses an entry, written otherwise than as a text: nobody can know what it says."""
        odd = [flaw for flaw in self._flaws if flaw.path == (wanted.id,) and flaw.code in ("CV511", "CV512")]
        if isinstance(value, dict) or (value is None and odd):
            facts = {"name": wanted.id, "other": wanted.id}
            self._flaws.append(Violation("CV503", (wanted.id,), facts, Severity.ERROR))
