"""What a package among the sources means: which files are its data or its catalogs, and what it keeps elsewhere."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from catalog_validator import files, syntax
from catalog_validator.files import Found, StreamStopped
from catalog_validator.files.shelf import Shelf
from catalog_validator.model.document import Batch, Document, Problem, Table, Tree
from catalog_validator.model.finding import Violation
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Path, Position, Source
from catalog_validator.model.profile import Profile
from catalog_validator.vocab.datapackage import holds_descriptions, is_package, name_of
from catalog_validator.vocab.datapackage_conform import resources_of

DESCRIPTOR = re.compile(r"(?:.*[._-])?datapackage\.(?:json|ya?ml)", re.IGNORECASE)
"""Names of descriptors (Data Package, “Descriptor”: ``datapackage.json``; YAML is common practice)."""
UNSAFE = frozenset({"nameless", "control", "drive", "backslash", "absolute", "parent", "outside", "symlink"})
"""Why a path is refused whatever stands there; the rest of the slugs are about a file that is not to be had."""
_PARTS = ("schema", "dialect")
"""Members of a resource that may be the path of a file."""
Record = Mapping[str, object]
Spot = Callable[[Path], Position]


def is_descriptor(name: str) -> bool:
    """Whether a file of this name is the descriptor of a package."""
    return DESCRIPTOR.fullmatch(name.rsplit("/", 1)[-1]) is not None


@dataclass(frozen=True, slots=True)
class Kept:
    """A member of a descriptor that stands in a file of its own, read."""

    value: object
    spot: Spot


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource of a package, with the files that it names."""

    index: int
    value: Record
    """With its schema in place, where that could be read."""
    files: tuple[Source, ...]
    missing: tuple[tuple[str, str, Path], ...]
    """Paths that were not opened: as written, why, and where that stands in the descriptor."""


@dataclass(frozen=True, slots=True)
class Package:
    """A descriptor that was read, and what it names."""

    source: Source
    value: Record
    spot: Spot
    resources: tuple[Resource, ...]

    def place(self, resource: Resource, *below: str | int) -> Position:
        """Of a resource, or of a member of it, in the descriptor."""
        return self.spot(("resources", resource.index, *below))

    def name(self, resource: Resource) -> str:
        """As findings name the resource."""
        return name_of(self.value, resource.index)


@dataclass(slots=True)
class Library:
    """All packages of a run. Read before the run, because they decide what its sources are."""

    profile: Profile
    limits: Limits
    shelves: Mapping[str, Shelf]
    packages: list[Package] = field(default_factory=list)
    frames: set[str] = field(default_factory=set)
    """Descriptors whose data are the descriptions; they hold none themselves."""
    members: set[str] = field(default_factory=set)
    """Files that hold a part of a descriptor."""

    def names(self) -> set[str]:
        """Of all descriptors."""
        return {package.source.name for package in self.packages}

    def complete(self, document: Document) -> Document:
        """A descriptor with the schemas and dialects that it keeps in other files of its package."""
        shelf = self.shelves.get(document.source.name)
        if isinstance(document, Table) or shelf is None:
            return document
        return replace(document, parts=self._completed(document, shelf))

    def only_problems(self, parts: Iterator[Batch | Problem], source: Source) -> Iterator[Batch | Problem]:
        """Of a package that is a catalog, what is said of its descriptor: its entries stand in its data."""
        if source.name not in self.frames:
            return parts
        return (part for part in parts if isinstance(part, Problem) and part.violation.code != "CV027")

    def _completed(self, tree: Tree, shelf: Shelf) -> Iterator[Batch | Problem]:
        for part in tree.parts:
            if isinstance(part, Problem) or not any(_is_descriptor(value) for value in part.values):
                yield part
                continue
            kept: dict[tuple[int, Path], Kept] = {}
            values = list(part.values)
            for index, value in enumerate(values):
                if isinstance(value, dict) and _is_descriptor(value):
                    values[index], found, problems = self._whole(value, shelf, partial(part.spot, index))
                    kept.update({(index, path): one for path, one in found.items()})
                    yield from problems
            yield replace(part, values=values, spot=partial(_spot, part.spot, kept)) if kept else part

    def _whole(self, package: Record, shelf: Shelf, spot: Spot) -> tuple[Record, dict[Path, Kept], list[Problem]]:
        """The package with what it keeps elsewhere in its place; what could not be had is said."""
        kept: dict[Path, Kept] = {}
        problems = list(_remote_profiles(package, spot))
        listed = package["resources"]
        resources = list(listed) if isinstance(listed, list) else []
        for index, resource in resources_of(package):
            for name in _PARTS:
                reference = resource.get(name)
                if not isinstance(reference, str):
                    continue
                path: Path = ("resources", index, name)
                found = self._member(reference, shelf)
                if isinstance(found, Kept):
                    kept[path] = found
                    resources[index] = {**resources[index], name: found.value}
                else:
                    problems.append(Problem(_not_had(name, reference, found), spot(path)))
        return {**package, "resources": resources}, kept, problems

    def _member(self, reference: str, shelf: Shelf) -> Kept | str:
        source = shelf.take(reference)
        if isinstance(source, str):
            return source
        try:
            document = syntax.parse(source, self.limits)
            for part in () if isinstance(document, Table) else document.parts:
                if isinstance(part, Problem):
                    if part.unreadable:
                        return "broken"
                elif part.values and isinstance(part.values[0], dict) and part.pointer(0) == "":
                    self.members.add(source.name)
                    return Kept(part.values[0], partial(part.spot, 0))
        except (StreamStopped, OSError):
            return "broken"
        return "broken"


def unfold(found: Found, profile: Profile, limits: Limits) -> tuple[Found, Library]:
    """The sources with packages taken into account: data files are left out, catalogs among them are sources.

    A file that a package names as its data is not read as a catalog, unless it is a table of descriptions; a file that
    holds its schema is read with it. Everything else is as it was found.
    """
    library = Library(profile, limits, found.shelves)
    for source in found.sources:
        if is_descriptor(source.name):
            library.packages.extend(_read_packages(source, library))
    if not library.packages:
        return found, library
    notes = dict.fromkeys(library.members, "package-part")
    catalogs: dict[str, list[Source]] = {}
    problems: list[Problem] = []
    for package in library.packages:
        for resource in package.resources:
            problems += _refusals(package, resource)
            for source in resource.files:
                notes.setdefault(source.name, "data-file")
            if _is_catalog(resource, library):
                catalogs.setdefault(package.source.name, []).append(resource.files[0])
                library.frames.add(package.source.name)
                violation = Violation("CV606", (), {"name": package.name(resource)})
                problems.append(Problem(violation, package.place(resource)))
    return _arranged(found, notes, catalogs, problems), library


def _arranged(
    found: Found, notes: Mapping[str, str], catalogs: Mapping[str, Sequence[Source]], problems: Sequence[Problem]
) -> Found:
    """Each catalog stands behind its descriptor; what is left out is said."""
    within = {source.name for several in catalogs.values() for source in several}
    sources: list[Source] = []
    skipped = list(found.skipped)
    for source in found.sources:
        if source.name in within:
            continue
        if source.name in notes and not is_descriptor(source.name):
            reason = notes[source.name]
            skipped.append(Problem(Violation("CV020", (), {"reason": reason}), Position(source.name)))
            continue
        sources.append(source)
        for catalog in catalogs.get(source.name, ()):
            if catalog.name not in {known.name for known in sources}:
                sources.append(catalog)
    return replace(found, sources=tuple(sources), skipped=(*skipped, *problems))


def _read_packages(source: Source, library: Library) -> Iterator[Package]:
    """The packages in a descriptor. What is wrong with it is said when the run reads it."""
    shelf = library.shelves.get(source.name)
    try:
        document = library.complete(syntax.parse(source, library.limits))
        parts = () if isinstance(document, Table) else document.parts
        for part in parts:
            for index, value in enumerate(part.values if isinstance(part, Batch) else ()):
                if isinstance(part, Batch) and isinstance(value, dict) and _is_descriptor(value):
                    spot = partial(part.spot, index)
                    resources = tuple(_resource(at, one, shelf) for at, one in resources_of(value))
                    yield Package(source, value, spot, resources)
    except StreamStopped:
        return


def _resource(index: int, value: Record, shelf: Shelf | None) -> Resource:
    stated = value.get("path")
    several = isinstance(stated, list)
    paths = stated if isinstance(stated, list) else [stated]
    sources: list[Source] = []
    missing: list[tuple[str, str, Path]] = []
    for at, reference in enumerate(paths):
        if not isinstance(reference, str):
            continue
        taken = shelf.take(reference) if shelf is not None else files.refusal(reference) or "no-shelf"
        if isinstance(taken, Source):
            sources.append(taken)
        else:
            missing.append((reference, taken, ("path", at) if several else ("path",)))
    return Resource(index, value, tuple(sources), tuple(missing))


def _is_catalog(resource: Resource, library: Library) -> bool:
    """Whether the one data file of a resource is a table of descriptions."""
    if len(resource.files) != 1:
        return False
    source = resource.files[0]
    try:
        name = syntax.guess_syntax(source)
        if name is None or not syntax.SYNTAXES[name].catalog:
            return False
        return holds_descriptions(syntax.parse(source, library.limits), library.profile)
    except (StreamStopped, OSError):
        # What cannot be read is no catalog; why not is said when it is checked as data.
        return False


def _refusals(package: Package, resource: Resource) -> Iterator[Problem]:
    for written, slug, path in resource.missing:
        if slug in UNSAFE:
            facts = {"value": written, "reason": slug}
            yield Problem(Violation("CV607", (), facts), package.place(resource, *path))


def _remote_profiles(package: Record, spot: Spot) -> Iterator[Problem]:
    """Profiles of the user's own, given as an address: their rules are not known here."""
    holders: list[tuple[Path, Record]] = [((), package)]
    holders += [(("resources", index), resource) for index, resource in resources_of(package)]
    members = [((*path, name), holder.get(name)) for path, holder in holders for name in ("profile", "$schema")]
    for path, stated in members:
        if isinstance(stated, str) and files.refusal(stated) == "address" and not _OFFICIAL.match(stated):
            yield Problem(Violation("CV608", (), {"name": str(path[-1]), "value": stated}), spot(path))


_OFFICIAL = re.compile(r"https?://(?:www\.)?(?:datapackage\.org|(?:specs\.)?frictionlessdata\.io)/")
"""Addresses that only name the edition of the standard."""


def _not_had(name: str, reference: str, slug: str) -> Violation:
    if slug == "address":
        return Violation("CV608", (), {"name": name, "value": reference})
    if slug in UNSAFE:
        return Violation("CV607", (), {"value": reference, "reason": slug})
    return Violation("CV609", (), {"name": name, "value": reference, "reason": slug})


def _is_descriptor(value: object) -> bool:
    return isinstance(value, dict) and isinstance(value.get("resources"), list) and bool(is_package(value))


def _spot(
    spot: Callable[[int, Path], Position], kept: Mapping[tuple[int, Path], Kept], index: int, path: Path
) -> Position:
    """The place in the descriptor, or in the file that a member was taken from."""
    found = kept.get((index, path[:3]))
    return spot(index, path) if found is None else found.spot(path[3:])
