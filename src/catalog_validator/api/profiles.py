"""From the name of a profile to the profile: built in, or a file and what it extends."""

from collections.abc import Iterator
from functools import cache
from os import PathLike, fspath

from catalog_validator import files, syntax
from catalog_validator.model.document import UNREADABLE, Batch, Problem, Tree
from catalog_validator.model.finding import Violation
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Path, Position, Source
from catalog_validator.model.profile import Profile
from catalog_validator.model.report import Mistake
from catalog_validator.profiles import Raw, build_profile, builtin_bytes, builtin_ids, load_builtin

SYNTAXES = frozenset({"yaml", "json", "toml"})
LIMITS = Limits(source_bytes=8 << 20, held_bytes=8 << 20)
"""A profile is written by people: eight megabytes are plenty."""


def load_profile(name: str | PathLike[str]) -> Profile:
    """A built-in profile by its id, or a user's own by the path of its YAML, JSON or TOML file.

    Raises `ProfileError` with every mistake, each with its place, and `PathError` where there is no such file.
    """
    given = fspath(name)
    return _builtin(given) if given in builtin_ids() else read_profile(given)


@cache
def _builtin(profile_id: str) -> Profile:
    return load_builtin(profile_id, fetch)


def builtin_profiles() -> tuple[Profile, ...]:
    """All built-in profiles, the default first."""
    return tuple(map(_builtin, builtin_ids()))


def read_profile(path: str) -> Profile:
    """A profile file (or a built-in profile's own), read and linted in full."""
    if path in builtin_ids():
        return build_profile(raw_profile(Source.of_bytes(f"{path}.yaml", builtin_bytes(path)), path), fetch)
    return build_profile(raw_profile(files.file(path), path), fetch)


def fetch(name: str) -> Raw | Mistake:
    """What a profile extends: a built-in id, or a path."""
    if name in builtin_ids():
        return raw_profile(Source.of_bytes(f"{name}.yaml", builtin_bytes(name)), name)
    try:
        return raw_profile(files.file(name), name)
    except files.PathError:
        return Mistake("extends-missing", (), None, (("reference", name),))


def raw_profile(source: Source, name: str) -> Raw:
    """A profile file as plain values; what is wrong with its form is among its flaws."""
    syntax_name = syntax.guess_syntax(source)
    if syntax_name not in SYNTAXES:
        found = Violation("CV021", (), {"suffix": source.suffix})
        return Raw(name, UNREADABLE, lambda path: Position(source.name), (found,))
    document = syntax.parse(source, LIMITS, syntax_name)
    assert isinstance(document, Tree)
    return raw_of(name, source, document.parts)


def raw_of(name: str, source: Source, parts: Iterator[Batch | Problem]) -> Raw:
    """The one record of a tree as a profile file."""
    value: object = UNREADABLE
    flaws: list[Violation] = []
    spots: dict[Path, Position] = {}
    batch: Batch | None = None
    for part in parts:
        if isinstance(part, Problem):
            flaws.append(part.violation)
            spots[part.violation.path] = part.position
        elif batch is None and part.values:
            batch, value = part, _whole(part)
            flaws.extend(part.flaws.get(0, ()))

    def spot(path: Path) -> Position:
        if path in spots or batch is None:
            return spots.get(path, Position(source.name, 1, 1))
        return batch.spot(0, path if batch.pointer(0) == "" else ())

    return Raw(name, value, spot, tuple(flaws))


def _whole(batch: Batch) -> object:
    """The record; or the list or catalog that stood where one profile should be."""
    pointer = batch.pointer(0)
    if pointer == "":
        return batch.values[0]
    return {"entries": batch.values} if pointer.startswith("/entries") else batch.values
