"""Batches of a foreign document as batches of entries: split, mapped, and every place still found."""

from collections.abc import Callable, Iterator, Sequence

from catalog_validator.model.dataclass import dataclass, field, replace
from catalog_validator.model.document import NO_FLAWS, UNREADABLE, Batch, Problem, Tree
from catalog_validator.model.finding import Severity, Violation
from catalog_validator.model.place import Path, Position
from catalog_validator.vocab.mapping import Aside, AtSource, Interpreter, Mapped, Piece, Splitter, at_source
from catalog_validator.vocab.native import TYPE_NAMES

AT_ONCE = 256
"""Entries in one batch: what is held beside the document itself."""


def read_mapped(tree: Tree, split: Splitter, interpret: Interpreter) -> Iterator[Batch | Problem]:
    """The entries of all records of a tree, in order, with what was found beside them."""
    pointers = _Pointers()
    for part in tree.parts:
        if isinstance(part, Problem):
            yield part
        else:
            yield from _Splitting(part, split, interpret, pointers).batches()


def to_pointer(path: Path) -> str:
    """RFC 6901."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


@dataclass(slots=True)
class _Pointers:
    """Pointers of all entries so far, by ordinal: kept only where records and entries are not one to one."""

    read: int = 0
    alike: bool = True
    kept: list[str] = field(default_factory=list)

    def of(self, batch: Batch, first: int) -> Callable[[int], str]:
        """The pointers of a batch of ours that begins with entry ``first``, before and behind its ends too."""

        def pointer(index: int) -> str:
            # Asked when more has been read: what began one to one may have gone on otherwise.
            return batch.pointer(first + index - batch.first) if self.alike else self.kept[first + index]

        return pointer


@dataclass(frozen=True, slots=True)
class _Ref:
    """An entry of ours: the record it is in, where in it, and what it gives."""

    index: int
    path: Path
    mapped: Mapped | None
    """None where it cannot be read."""
    flaws: tuple[Violation, ...]


@dataclass(slots=True)
class _Splitting:
    """One batch of the document."""

    batch: Batch
    split: Splitter
    interpret: Interpreter
    pointers: _Pointers

    def batches(self) -> Iterator[Batch | Problem]:
        """Its entries, some at a time."""
        refs: list[_Ref] = []
        for part in self._parts():
            if isinstance(part, Problem):
                yield part
                continue
            refs.append(part)
            if len(refs) == AT_ONCE:
                yield self._batch(refs)
                refs = []
        if refs:
            yield self._batch(refs)

    def _parts(self) -> Iterator[_Ref | Problem]:
        for index, record in enumerate(self.batch.values):
            flaws = self.batch.flaws.get(index, ())
            if record is UNREADABLE:
                yield _Ref(index, (), None, flaws)
            elif not isinstance(record, dict):
                yield _Ref(index, (), None, (*flaws, _not_a_record(record)))
            else:
                yield from self._pieces(index, record, flaws)

    def _pieces(self, index: int, record: object, flaws: Sequence[Violation]) -> Iterator[_Ref | Problem]:
        left = list(flaws)
        inside: Path = ()
        for piece in self.split(record):
            if isinstance(piece, Aside):
                yield self._problem(index, piece.violation, piece.unreadable)
                continue
            inside = piece.path
            own = [flaw for flaw in left if flaw.path[: len(piece.path)] == piece.path]
            left = [flaw for flaw in left if flaw not in own] if own else left
            yield self._ref(index, piece, own)
        for flaw in left:
            # A second list of descriptions is lost: the source has not been read as a whole.
            lost = flaw.code == "CV502" and flaw.path == inside[: len(flaw.path)]
            yield self._problem(index, flaw, lost)

    def _problem(self, index: int, violation: Violation, unreadable: bool) -> Problem:
        return Problem(replace(violation, path=()), self.batch.spot(index, violation.path), unreadable)

    def _ref(self, index: int, piece: Piece, flaws: Sequence[Violation]) -> _Ref:
        if not isinstance(piece.value, dict):
            return _Ref(index, piece.path, None, (_not_a_record(piece.value),))
        mapped = self.interpret(piece.value)
        moved = [replace(flaw, path=_about(mapped, flaw.path[len(piece.path) :])) for flaw in flaws]
        return _Ref(index, piece.path, mapped, (*moved, *mapped.flaws))

    def _batch(self, refs: Sequence[_Ref]) -> Batch:
        source, pointers = self.batch, self.pointers
        first = pointers.read
        pointers.read += len(refs)
        self._keep_pointers(refs, first)

        def spot(index: int, path: Path) -> Position:
            ref = refs[index]
            return source.spot(ref.index, (*ref.path, *_source_path(ref, path)))

        values: list[object] = [UNREADABLE if ref.mapped is None else ref.mapped.values for ref in refs]
        flaws = {index: ref.flaws for index, ref in enumerate(refs) if ref.flaws}
        return Batch(values, first, pointers.of(source, first), spot, flaws or NO_FLAWS)

    def _keep_pointers(self, refs: Sequence[_Ref], first: int) -> None:
        pointers, source = self.pointers, self.batch
        one_to_one = all(not ref.path and source.first + ref.index == first + at for at, ref in enumerate(refs))
        if pointers.alike and not one_to_one:
            pointers.kept.extend(source.pointer(ordinal - source.first) for ordinal in range(first))
            pointers.alike = False
        if not pointers.alike:
            pointers.kept.extend(source.pointer(ref.index) + to_pointer(ref.path) for ref in refs)


def _source_path(ref: _Ref, path: Path) -> Path:
    if ref.mapped is not None:
        return ref.mapped.source_path(path)
    return path[0].source if path and isinstance(path[0], AtSource) else path


def _about(mapped: Mapped, source: Path) -> Path:
    """The path of a flaw of the document's own form: about the field that comes from there, else about the name."""
    if not source:
        return ()
    if source in mapped.doubtful:
        return at_source(mapped.doubtful[source], source)
    for path, origin in mapped.origins.items():
        if origin and source[: len(origin)] == origin:
            return at_source(str(path[0]), source)
    return at_source(str(source[0]), source)


def _not_a_record(value: object) -> Violation:
    return Violation("CV010", (), {"found": TYPE_NAMES.get(type(value), "value")}, Severity.ERROR)
