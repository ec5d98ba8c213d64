"""Reads the example profiles beside the tests, and says mistakes in one line each."""

from collections.abc import Mapping
from pathlib import Path as File

from catalog_validator.api.written import raw_file
from catalog_validator.model.place import Path, Position, Source
from catalog_validator.model.profile import Profile
from catalog_validator.model.report import Mistake
from catalog_validator.profiles import ProfileError, Raw, build_profile

HERE = File(__file__).parent


def read(name: str) -> Raw | Mistake:
    """A profile file by its path below this folder: a `Fetch`."""
    file = HERE / name
    if file.suffix != ".yaml" or not file.is_file():
        return Mistake("extends-missing", (), None, (("reference", name),))
    return raw_file(Source.of_bytes(name, file.read_bytes()), name)


def build(name: str) -> Profile:
    raw = read(name)
    assert isinstance(raw, Raw)
    return build_profile(raw, read)


def in_memory(value: Mapping[str, object], name: str = "given.yaml") -> Raw:
    """Plain values as a profile file in which everything stands in line 1."""

    def spot(path: Path) -> Position:
        return Position(name, 1, 1 + len(path))

    return Raw(name, value, spot)


def mistakes_of(raw: Raw) -> tuple[Mistake, ...]:
    """None for a good profile."""
    try:
        build_profile(raw, read)
    except ProfileError as error:
        return error.mistakes
    return ()


def line(mistake: Mistake) -> str:
    """Place, slug and facts, as ``*.mistakes.txt`` have them."""
    position = mistake.position
    assert position is not None
    facts = " ".join(f"{name}={value}" for name, value in mistake.facts)
    return f"{position.source}:{position.line}:{position.column} {mistake.slug} {facts}".rstrip()
