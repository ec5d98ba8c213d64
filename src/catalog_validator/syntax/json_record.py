"""One record out of its bytes: the fast way where it is clean, the careful way where it is not."""

from collections.abc import Callable

import orjson

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.document import UNREADABLE
from catalog_validator.model.finding import Facts, Violation
from catalog_validator.model.limits import Limits
from catalog_validator.model.words import Label
from catalog_validator.syntax.json_feed import Place
from catalog_validator.syntax.json_proof import Proof
from catalog_validator.syntax.json_scan import BLANKS, Again, Broken, Defect, broken_at, scan
from catalog_validator.syntax.json_spot import Marks, Span


@dataclass(frozen=True, slots=True)
class Record:
    """A value, or `UNREADABLE`, and what is wrong with it; indexes count from the record's first character."""

    value: object
    defects: tuple[Defect, ...] = ()

    def violations(self, where: Callable[[int], Place]) -> tuple[Violation, ...]:
        """The defects as findings have them; ``where`` turns an index into line and column."""
        return tuple(Violation(defect.code, defect.path, _facts(defect, where)) for defect in self.defects)

    def marks(self) -> Marks:
        """The places of the defects."""
        again: dict[tuple[str | int, ...], Span] = {}
        others: dict[tuple[str | int, ...], Span] = {}
        for defect in self.defects:
            later = defect.path and isinstance(defect.path[-1], Again)
            (again if later else others).setdefault(defect.path, (defect.start, defect.end))
        return Marks(again, others)


def _facts(defect: Defect, where: Callable[[int], Place]) -> Facts:
    if defect.code != "CV502":
        return defect.facts
    first = defect.facts["first"]
    line, column = where(first if isinstance(first, int) else 0)
    return {"name": defect.facts["name"], "line": line, "column": column}


def read_record(raw: bytes, limits: Limits, proof: Proof, end: Label, offset: int = 0) -> Record:
    """The JSON value that these bytes are, all of them.

    ``end`` names what comes after the last byte, ``offset`` is that of the first byte in the source.
    """
    if len(raw) > limits.entry_bytes:
        return _unreadable(Defect("CV902", (), 0, 0, {"limit": "entry_bytes", "max": limits.entry_bytes}))
    return read_whole(raw, limits.depth, proof, end, offset)


def read_whole(raw: bytes, depth: int, proof: Proof, end: Label, offset: int = 0) -> Record:
    """As `read_record`, of any size and to this depth."""
    try:
        value = orjson.loads(raw)
    except orjson.JSONDecodeError:
        return _read_carefully(raw, depth, end, offset)
    return Record(value) if proof.holds(raw, [value]) else _read_carefully(raw, depth, end, offset)


def _read_carefully(raw: bytes, depth: int, end: Label, offset: int) -> Record:
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        at = len(raw[: error.start].decode())
        return _unreadable(Defect("CV004", (), at, at + 1, byte_facts(raw, error.start, offset)))
    try:
        scanned = scan(text, 0, depth)
        rest = BLANKS.match(text, scanned.end)
        if rest and rest.end() < len(text):
            raise broken_at(text, rest.end(), end)
    except Broken as error:
        found = end if error.found is None else error.found
        width = len(error.found or "")
        return _unreadable(Defect("CV003", (), error.index, error.index + width, syntax_facts(found, error.expected)))
    readable = all(defect.code == "CV502" for defect in scanned.defects)
    return Record(scanned.value if readable else UNREADABLE, scanned.defects)


def _unreadable(defect: Defect) -> Record:
    return Record(UNREADABLE, (defect,))


def syntax_facts(found: str | Label, expected: str | Label) -> Facts:
    """The facts of CV003."""
    return {"format": "JSON", "found": found, "expected": expected}


def byte_facts(raw: bytes, at: int, offset: int) -> Facts:
    """The facts of CV004 for a byte that is not UTF-8."""
    return {"byte": f"0x{raw[at]:02X}", "offset": offset + at, "encoding": ""}
