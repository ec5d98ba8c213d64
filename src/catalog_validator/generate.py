"""Writes the generated files: ``python -m catalog_validator.generate``; with ``--check`` only says what differs.

The twins of the built-in profiles and ``schemas/profile.schema.json`` are committed; a test holds them against this.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path as File

from catalog_validator.model.document import UNREADABLE, Batch, Problem
from catalog_validator.model.finding import Violation
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Path, Position, Source
from catalog_validator.model.report import Mistake
from catalog_validator.profiles import Raw, build_profile, builtin_bytes, builtin_ids

_PACKAGE = File(__file__).parent
_ROOT = _PACKAGE.parent.parent


def builtin_raw(profile_id: str) -> Raw | Mistake:
    """The source of a built-in profile as its syntax reads it: a `Fetch` that knows the built-in ones only."""
    if profile_id not in builtin_ids():
        return Mistake("extends-missing", (), None, (("reference", profile_id),))
    return yaml_raw(profile_id, Source.of_bytes(f"{profile_id}.yaml", builtin_bytes(profile_id)))


def yaml_raw(name: str, source: Source) -> Raw:
    """A profile file in YAML as it was read; what keeps it from being read is among its flaws."""
    from catalog_validator.syntax.yaml import parse_yaml

    return raw_of(name, source, parse_yaml(source, Limits()).parts)


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


def generated() -> Iterator[tuple[File, bytes]]:
    """Each generated file with what must stand in it."""
    from catalog_validator.profiles.builtin_profiles import compile_builtin
    from catalog_validator.profiles.json_schema import profile_json_schema

    compiled = _PACKAGE / "profiles" / "builtin" / "compiled"
    for profile_id in builtin_ids():
        raw = builtin_raw(profile_id)
        assert isinstance(raw, Raw)
        yield compiled / f"{profile_id}.json", compile_builtin(build_profile(raw, builtin_raw))
    schema = json.dumps(profile_json_schema(), ensure_ascii=False, indent=2)
    yield _ROOT / "schemas" / "profile.schema.json", schema.encode() + b"\n"


def main(arguments: Sequence[str]) -> int:
    """0: all is as it must be (or was written). 1: ``--check`` found a difference."""
    differing = [(file, data) for file, data in generated() if not file.is_file() or file.read_bytes() != data]
    for file, data in differing:
        sys.stderr.write(f"{file.relative_to(_ROOT)}\n")
        if "--check" not in arguments:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    return 1 if differing and "--check" in arguments else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
