"""What an RDF source states: its statements in their order, each with the place where it stands."""

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.finding import Facts
from catalog_validator.model.limits import Limits

Place = tuple[object, ...]
"""Where something stands, as the reader of the source's syntax knows it: offsets, or a path in JSON."""


@dataclass(frozen=True, slots=True)
class Value:
    """A literal, as it is written."""

    text: str
    lang: str = ""
    kind: str = ""
    """The IRI of its datatype; empty for a plain text."""


Term = str | Value
"""A node (an IRI, or ``_:`` and a label that holds for this source alone) or a literal."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What is stated of a subject."""

    predicate: str
    object: Term
    place: Place | None
    """None where it has none of its own, such as the links of a list."""


class StoppedError(Exception):
    """The source cannot be read beyond this point."""

    def __init__(self, code: str, facts: Facts, place: Place | None) -> None:
        """``place``: of the reason, where it has one."""
        super().__init__(code)
        self.code = code
        self.facts = facts
        self.place = place


@dataclass(slots=True)
class Graph:
    """All statements of a source, by subject."""

    limits: Limits
    statements: dict[str, list[Statement]] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    """Where each node is described."""
    _count: int = 0
    _names: dict[str, str] = field(default_factory=dict)

    def add(self, subject: str, predicate: str, value: Term, place: Place | None) -> None:
        """One statement more. `StoppedError` when there are too many."""
        self._count += 1
        if self._count > self.limits.statements:
            raise self.too_many(place)
        known = self._names.setdefault
        if isinstance(value, str):
            value = known(value, value)
        statement = Statement(known(predicate, predicate), value, place)
        self.statements.setdefault(known(subject, subject), []).append(statement)

    def too_many(self, place: Place | None) -> StoppedError:
        """The end of reading, because the source states, or repeats, more than is read."""
        return StoppedError("CV922", {"limit": "statements", "max": self.limits.statements}, place)

    def describes(self, node: Term) -> bool:
        """Whether the source says anything of a node."""
        return isinstance(node, str) and node in self.statements
