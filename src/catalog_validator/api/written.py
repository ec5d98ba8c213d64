"""Files that people write to steer a run, as plain values with their places: trees of keys, and sheets of rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from os import PathLike, fspath

from catalog_validator import files, syntax
from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.document import UNREADABLE, Batch, Problem, Table, Tree
from catalog_validator.model.finding import Violation
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Path, Position, Source
from catalog_validator.model.profile import Profile
from catalog_validator.model.report import Mistake
from catalog_validator.written import Raw, WrittenError
from catalog_validator.written.slugs import flaw_mistake

TREES = frozenset({"yaml", "json", "toml"})
TABLES = frozenset({"xlsx", "ods", "xls"})
LIMITS = Limits(source_bytes=8 << 20, held_bytes=8 << 20)
"""Such a file is written by people: eight megabytes are plenty."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a sheet with its cells; blank rows are left out."""

    cells: Sequence[object]
    """str, int, float, bool, date, datetime, time, timedelta or None."""
    spot: Callable[[int], Position]
    """0-based column → position of that cell."""


def read_written(path: str | PathLike[str]) -> Raw:
    """A YAML, JSON or TOML file as plain values; what is wrong with its form is among its flaws.

    Raises `PathError` where there is no such file.
    """
    given = fspath(path)
    return raw_file(files.file(given), given)


@dataclass(frozen=True, slots=True)
class Workbook:
    """The rows of each sheet of a workbook, by the sheet's name."""

    sheets: Mapping[str, tuple[SheetRow, ...]]
    sha256: str


def read_sheets(path: str | PathLike[str]) -> Workbook | None:
    """The sheets of a workbook; None for a file that is none.

    Raises `PathError` where there is no such file, `WrittenError` for a workbook that cannot be read.
    """
    source = files.file(fspath(path))
    name = syntax.guess_syntax(source)
    if name not in TABLES:
        return None
    document = syntax.parse(source, LIMITS, name)
    assert isinstance(document, Table)
    sheets = {sheet.name: tuple(SheetRow(row.cells, row.spot) for row in sheet.rows) for sheet in document.sheets}
    problems = [problem for problem in (*document.problems, *document.late_problems) if problem.unreadable]
    if problems:
        raise WrittenError([_mistake(problem) for problem in problems])
    return Workbook(sheets, digest(source))


def _mistake(problem: Problem) -> Mistake:
    raw = Raw(problem.position.source, UNREADABLE, lambda path: problem.position)
    return flaw_mistake(raw, problem.violation)


def digests(*paths: str | PathLike[str], profile: Profile) -> tuple[tuple[str, str], ...]:
    """Name and SHA-256 of each source that paths lead to, in the order in which they are read, and of packages' data.

    Names begin with the last part of the path as given, so that they do not depend on where a folder lies. Raises
    `PathError`.
    """
    from catalog_validator.api import is_catalog

    found: dict[str, str] = {}
    for given in paths:
        path = fspath(given)
        base = path.replace("\\", "/").rstrip("/").rpartition("/")[0]
        for source in _with_data(files.find([path], is_catalog), profile):
            name = source.name.removeprefix(base).lstrip("/") if base else source.name
            found[name] = digest(source)
    return tuple(found.items())


def _with_data(found: files.Found, profile: Profile) -> Iterator[Source]:
    """The sources, and the files that packages among them name."""
    yield from found.sources
    if any("datapackage" in source.name.lower() for source in found.sources):
        from catalog_validator.api.packages import unfold

        _, library = unfold(found, profile, Limits())
        for package in library.packages if library is not None else ():
            for resource in package.resources:
                yield from resource.files


def raw_of_bytes(name: str, data: bytes) -> Raw:
    """The same for a file that is already in memory."""
    return raw_file(Source.of_bytes(name, data), name)


def digest(source: Source) -> str:
    """SHA-256 of the source's bytes, in hexadecimal."""
    from hashlib import sha256

    found = sha256()
    with source.open() as stream:
        while piece := stream.read(1 << 20):
            found.update(piece)
    return found.hexdigest()


def raw_file(source: Source, name: str) -> Raw:
    """A file as plain values; what is wrong with its form is among its flaws."""
    syntax_name = syntax.guess_syntax(source)
    if syntax_name not in TREES:
        found = Violation("CV021", (), {"suffix": source.suffix})
        return Raw(name, UNREADABLE, lambda path: Position(source.name), (found,), digest(source))
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

    return Raw(name, value, spot, tuple(flaws), digest(source))


def _whole(batch: Batch) -> object:
    """The record; or the list or catalog that stood where one profile should be."""
    pointer = batch.pointer(0)
    if pointer == "":
        return batch.values[0]
    return {"entries": batch.values} if pointer.startswith("/entries") else batch.values
