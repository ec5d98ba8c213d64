"""What stands around the records of an XML source: the prolog, the root, envelopes, and members beside the records."""

from catalog_validator.model.document import UNREADABLE, Problem
from catalog_validator.model.finding import Facts, Violation
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Position
from catalog_validator.model.words import Label
from catalog_validator.syntax.xml_kinds import (
    ENVELOPES,
    FRAME_WORDS,
    MEMBERS,
    OAI,
    XINCLUDE,
    foreign_kind,
    is_lone_record,
    split_name,
)
from catalog_validator.syntax.xml_record import Builder, Raw, Stop, content
from catalog_validator.syntax.xml_tag import foreign_reference, open_names
from catalog_validator.syntax.xml_window import Window
from catalog_validator.syntax.xml_words import AN_OAI_ERROR


class Frame:
    """Takes the events outside of records; hands each record to a `Builder`. Finished records wait in ``records``."""

    def __init__(self, window: Window, limits: Limits) -> None:
        """Sets the parser's handlers."""
        self.records: list[Raw] = []
        self.problems: list[Problem] = []
        self.strays: list[Problem] = []
        """What is no record: said with the first record, for where there is none at all it goes without saying."""
        self.record_start = -1
        """Offset of the record that is open; -1: none."""
        self.since = 0
        """Offset of the open record or, between records, of the last tag: what stands before has been dealt with."""
        self.seen = 0
        """Records so far."""
        self.path: list[str] = []
        """The open elements around the records."""
        self._window = window
        self._limits = limits
        self._builder = Builder(window, limits, self._done)
        self._left = limits.kept_problems + 2
        """Strays that are still told; more are not kept by anybody."""
        self._root: tuple[str, list[str], int] | None = None
        """The root's name, attributes and offset, until it is known whether it is itself the record."""
        self.top: tuple[str, Position] | None = None
        """The root's name, and the place of its opening tag."""
        self.lone = False
        """Whether the root is itself the one record."""
        self._unread_dtd = False
        self._scopes: dict[str, list[str]] = {}
        self._scope: dict[str, str] | None = None
        parser = window.parser
        parser.StartDoctypeDeclHandler = self._doctype
        parser.SkippedEntityHandler = self._skipped
        parser.StartNamespaceDeclHandler = self._declare
        parser.EndNamespaceDeclHandler = self._undeclare
        parser.CharacterDataHandler = self._builder.pieces.append
        self._resume()

    def _resume(self) -> None:
        self._window.parser.StartElementHandler = self._start
        self._window.parser.EndElementHandler = self._end

    def _doctype(self, name: str, system: str | None, public: str | None, internal: bool) -> None:
        """A document type is never read: one with declarations is refused, one that only names another is noted."""
        at = self._window.parser.CurrentByteIndex
        start = max(self._window.rfind(b"<!DOCTYPE", at + 9), 0)
        if internal:
            place = self._window.position(start, start + len(f"<!DOCTYPE {name}".encode()))
            raise Stop("CV040", {"value": f"<!DOCTYPE {name} ["}, place)
        if system or public:
            self._unread_dtd = True
            place = self._window.tag_position(start)
            self.problems.append(Problem(Violation("CV041", (), {"value": system or public or ""}), place))

    def _declare(self, prefix: str | None, uri: str | None) -> None:
        if self.record_start < 0:
            self._scopes.setdefault(prefix or "", []).append(uri or "")
            self._scope = None

    def _undeclare(self, prefix: str | None) -> None:
        if self.record_start < 0 and (known := self._scopes.get(prefix or "")):
            known.pop()
            self._scope = None

    def _scope_now(self) -> dict[str, str]:
        """Prefix → namespace, as declared around the record that is open, and by itself."""
        if self._scope is None:
            self._scope = {prefix: known[-1] for prefix, known in self._scopes.items() if known}
        return self._scope

    def _skipped(self, name: str, parameter: bool) -> None:
        """A reference to what only the unread document type could explain."""
        self._refer(f"{'%' if parameter else '&'}{name};")

    def _refer(self, reference: str) -> None:
        at = self._window.parser.CurrentByteIndex
        violation = Violation("CV042", (), {"value": reference})
        if self.record_start < 0:
            place = self._window.position(at, at + len(reference.encode()))
            self.problems.append(Problem(violation, place, unreadable=True))
            return
        steps = open_names(self._window.cut(self.record_start, at))[1:]
        path: list[str | int] = []
        for name, number in steps:
            path += [name.rpartition(":")[2], number] if number else [name.rpartition(":")[2]]
        self._builder.flaws.append(Violation("CV042", tuple(path), {"value": reference}))

    def _start(self, name: str, attributes: list[str]) -> None:
        """An element opens that is not part of a record, or begins one."""
        at = self.since = self._window.parser.CurrentByteIndex
        self._stray_text(at)
        if attributes and self._unread_dtd:
            self._check_references(at)
        if not self.path:
            self._open_root(name, attributes, at)
            return
        if kind := foreign_kind(name):
            self._refuse(kind, at)
        if self._root and is_lone_record(self._root[0], name):
            root, self.path, self.lone = self._root, [], True
            self._begin(*root)
            self._builder.start(name, attributes)
            return
        self._settle_root()
        space, local = split_name(name)
        if (space, local) in ENVELOPES or (local == "entries" and len(self.path) == 1):
            self.path.append(name)
            self._tell_attributes(name, attributes, at)
        else:
            self._begin(name, attributes, at)

    def _open_root(self, name: str, attributes: list[str], at: int) -> None:
        if kind := foreign_kind(name):
            self._refuse(kind, at)
        self.top = name, self._window.tag_position(at)
        if split_name(name)[1] == "entry":
            self.lone = True
            self._begin(name, attributes, at)
        else:
            self.path.append(name)
            self._root = (name, attributes, at)

    def _settle_root(self) -> None:
        """The root is a catalog; what its attributes say is not read."""
        if self._root:
            root, self._root = self._root, None
            self._tell_attributes(*root)

    def _tell_attributes(self, name: str, attributes: list[str], at: int) -> None:
        for key, value in content(attributes).items():
            if key != "@xml:lang":
                facts = {"name": key.removeprefix("@"), "value": value}
                self._stray(Violation("CV511", (), facts), at, self._window.tag_end(at))

    def _begin(self, name: str, attributes: list[str], at: int) -> None:
        self.record_start = self.since = at
        self._root = None
        self._builder.begin(name, attributes)

    def _done(self, name: str, value: object) -> None:
        """A record closes."""
        start = self.record_start
        end = self._window.element_end(start, self._window.parser.CurrentByteIndex)
        self.record_start, self.since, scope = -1, end, self._scope_now()
        self._resume()
        flaws = tuple(self._builder.flaws)
        if end - start > self._limits.entry_bytes:
            raise self.too_large(start)
        if flaws:
            value = UNREADABLE
        if _is_record(name, value):
            self.records.append(Raw({} if value is None else value, start, end, scope, flaws))
            self.seen += 1
        else:
            self._member(name, value, start, end)

    def too_large(self, start: int) -> Stop:
        """The end of reading, because what begins here is longer than an entry may be."""
        facts = {"limit": "entry_bytes", "max": self._limits.entry_bytes}
        return Stop("CV902", facts, self._window.position(start, start + 1))

    def _member(self, name: str, value: object, start: int, end: int) -> None:
        """An element beside the records that holds no elements of its own."""
        space, local = split_name(name)
        if (space, local) == (XINCLUDE, "include"):
            href = value.get("@href") if isinstance(value, dict) else None
            violation = Violation("CV043", (), {"value": href or "xi:include"})
            self.problems.append(Problem(violation, self._window.position(start, end), unreadable=True))
        elif (space, local) == (OAI, "resumptionToken"):
            if value is not None:
                self.problems.append(Problem(Violation("CV045"), self._window.position(start, end)))
        elif (space, local) == (OAI, "error"):
            self._refuse(AN_OAI_ERROR, start)
        elif local not in MEMBERS and (space, local) not in FRAME_WORDS:
            self._stray(Violation("CV501", (), {"name": local, "nearest": ""}), start, end)

    def _end(self, name: str) -> None:
        """An element closes that is not part of a record."""
        at = self._window.parser.CurrentByteIndex
        self._stray_text(at)
        self._settle_root()
        self.since = at
        self.path.pop()
        if not self.path and not self.seen:
            self._nothing()

    def _nothing(self) -> None:
        """The root has closed without a record."""
        name, place = self.top or ("", self._window.position(0, 0))
        if self.strays:
            local = split_name(name)[1]
            raise Stop("CV012", {"found": Label(f"phần tử XML <{local}>", f"an XML element <{local}>")}, place)
        if not any(problem.unreadable for problem in self.problems):
            self.problems.append(Problem(Violation("CV011"), place, unreadable=True))

    def _stray_text(self, at: int) -> None:
        """Text that stands beside the records."""
        text = "".join(self._builder.pieces).strip()
        self._builder.pieces.clear()
        if text and self.path:
            start = self._window.rfind(b">", at) + 1
            end = start + len(self._window.cut(start, at).rstrip())
            start = end - len(self._window.cut(start, end).lstrip())
            self._stray(Violation("CV512", (), {"value": text}), start, end)

    def _stray(self, violation: Violation, start: int, end: int) -> None:
        if self._left > 0:
            self._left -= 1
            self.strays.append(Problem(violation, self._window.position(start, end)))
        elif not self.seen:
            self._nothing()  # so many strange things and no record: there will be none

    def _check_references(self, at: int) -> None:
        """In an attribute the parser drops an unknown reference without a word."""
        if reference := foreign_reference(self._window.cut(at, self._window.tag_end(at))):
            self._refer(reference)

    def _refuse(self, kind: Label, at: int) -> None:
        facts: Facts = {"found": kind}
        raise Stop("CV012", facts, self._window.tag_position(at))


def _is_record(name: str, value: object) -> bool:
    """Whether an element is a description: it has child elements, or is called one."""
    if split_name(name)[1] == "entry" or value is UNREADABLE:
        return True
    return isinstance(value, dict) and any(not key.startswith(("@", "#")) for key in value)
