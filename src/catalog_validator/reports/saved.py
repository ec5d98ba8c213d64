"""``catval-report/1`` read back: the text of a saved report in, a snapshot out.

A report is written by this tool, but files get cut and edited: whatever does not fit, or does not add up, is named with
its place. Nothing is guessed.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NoReturn

import orjson

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.place import Position
from catalog_validator.model.result import FieldScore, State, Status
from catalog_validator.model.snapshot import Numbers, ProfileMark, Remark, Seen, Snapshot, UnitScore
from catalog_validator.reports.json import SCHEMA

_EXACT = re.compile(r"(?:0|[1-9][0-9]{0,40})(?:/[1-9][0-9]{0,40})?")
_MARK = re.compile(rb'"schema"\s*:\s*"catval-report/')
_HEAD = 4096
ENDS = 1 << 20
"""Bytes of both ends of a file that are enough to know a report by (but for one of lines with a longer last line)."""
_SEVERITIES = ("error", "warning", "note")


class ReportError(ValueError):
    """A saved report that cannot be used."""

    def __init__(self, slug: str, where: str = "", value: str = "") -> None:
        """``slug``: not-json, version, cut, wrong, sum, or too-large, for whoever reads the file.

        ``where``: a JSON pointer, in a report of lines after the number of the line; of what is no JSON, the line.
        """
        super().__init__(slug, where, value)
        self.slug = slug
        self.where = where
        self.value = value


def is_saved_report(data: bytes) -> bool:
    """Whether this is the text of a report, as one object or as lines of which the last one says so."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head.startswith(b"{"):
        return False
    if _MARK.match(head[1:].lstrip()):
        return True
    last = data.rstrip().rsplit(b"\n", 1)[-1]
    return last.startswith(b"{") and _MARK.match(last[1:].lstrip()) is not None


def read_saved(data: bytes, name: str) -> Snapshot:
    """The report in either form. `ReportError`."""
    text = data.removeprefix(b"\xef\xbb\xbf").strip()
    whole = _whole(text)
    if whole is not None:
        listed = whole.at("entries", None)
        entries = None if listed.value is None else listed.nodes()
        return _snapshot(whole, entries, name)
    lines = text.split(b"\n")
    nodes = [Node(_parsed(line, at), f"{at}:") for at, line in enumerate(lines, 1) if line.strip()]
    *rows, last = nodes
    counted = last.at("summary").at("read").count()
    return _snapshot(last, None if counted and not rows else rows, name)


def _whole(text: bytes) -> "Node | None":
    """The report as one object; None where it is written a line at a time."""
    first = text.split(b"\n", 1)[0]
    if not _MARK.match(text[1:].lstrip()) and first.rstrip().endswith(b"}"):
        return None
    return Node(_parsed(text), "")


def _parsed(text: bytes, line: int = 0) -> object:
    """``line``: the one that this text is, where it is one of several."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise ReportError("not-json", str(line or error.lineno)) from None


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the report with its pointer; asked for what it is not, it raises `ReportError`."""

    value: object
    where: str

    def at(self, key: str, *default: object) -> "Node":
        """A member of an object; with a default where it may be absent."""
        members = self.value
        if not isinstance(members, dict):
            self.wrong()
        if key not in members and not default:
            raise ReportError("wrong", f"{self.where}/{key}", "")
        return Node(members.get(key, default[0] if default else None), f"{self.where}/{key}")

    def nodes(self) -> "list[Node]":
        """Members of a list with their places."""
        if not isinstance(self.value, list):
            self.wrong()
        return [Node(one, f"{self.where}/{at}") for at, one in enumerate(self.value)]

    def text(self) -> str:
        """A text."""
        return self.value if isinstance(self.value, str) else self.wrong()

    def text_or_none(self) -> str | None:
        """A text or null."""
        return None if self.value is None else self.text()

    def flag(self) -> bool:
        """True or false."""
        return self.value if isinstance(self.value, bool) else self.wrong()

    def flag_or_none(self) -> bool | None:
        """True, false or null."""
        return None if self.value is None else self.flag()

    def count(self) -> int:
        """A whole number from 0."""
        value = self.value
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            self.wrong()
        return value

    def count_or_none(self) -> int | None:
        """A whole number from 0, or null."""
        return None if self.value is None else self.count()

    def exact(self) -> Fraction:
        """An exact number written as text."""
        return Fraction(self.text()) if _EXACT.fullmatch(self.text()) else self.wrong()

    def day(self) -> date:
        """A calendar day."""
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            self.wrong()

    def one_of(self, known: Mapping[str, object] | Sequence[str]) -> str:
        """One of these texts."""
        return self.text() if self.text() in known else self.wrong()

    def wrong(self) -> NoReturn:
        """It is not what it must be."""
        shown = "" if self.value is None or isinstance(self.value, dict | list) else str(self.value)
        raise ReportError("wrong", self.where, shown[:80])


def _snapshot(head: Node, entries: Sequence[Node] | None, name: str) -> Snapshot:
    if head.at("schema").text() != SCHEMA:
        raise ReportError("version", "/schema", head.at("schema").text()[:80])
    profile = head.at("profile")
    numbers = _numbers(head.at("summary"))
    seen = None if entries is None else tuple(map(_seen, entries))
    if seen is not None:
        _add_up(seen, numbers)
    return Snapshot(
        name,
        "report",
        ProfileMark(
            profile.at("id").text(),
            profile.at("version").text(),
            profile.at("sha256").text(),
            profile.at("threshold").exact(),
        ),
        head.at("as_of").day(),
        numbers,
        tuple(map(_unit, head.at("groups").nodes())),
        seen,
        tuple(map(_remark, head.at("problems").nodes())),
    )


def _add_up(entries: Sequence[Seen], numbers: Numbers) -> None:
    """Entries that were cut off, or changed by hand, would make every sum wrong."""
    if len(entries) != numbers.read:
        raise ReportError("cut", "/entries", f"{len(entries)} / {numbers.read}")
    sums = (sum((one.earned for one in entries), Fraction(0)), sum((one.possible for one in entries), Fraction(0)))
    if sums != (numbers.earned, numbers.possible):
        raise ReportError("sum", "/summary")


def _numbers(node: Node) -> Numbers:
    return Numbers(
        node.at("read").count(),
        node.at("scored").count(),
        node.at("passed").count(),
        node.at("refused").count(),
        node.at("unreadable").count(),
        node.at("earned").exact(),
        node.at("possible").exact(),
    )


def _unit(node: Node) -> UnitScore:
    return UnitScore(
        node.at("by").text(),
        node.at("value").text_or_none(),
        node.at("entries").count(),
        node.at("passed").count(),
        node.at("earned").exact(),
        node.at("possible").exact(),
    )


def _seen(node: Node) -> Seen:
    status = Status(node.at("status").one_of([status.value for status in Status]))
    fields = tuple(map(_field, node.at("fields").nodes()))
    points = (node.at("earned").exact(), node.at("possible").exact())
    counted = [one for one in fields if one.applies]
    sums = (
        sum((one.weight * one.credit for one in counted), Fraction(0)),
        sum((one.weight for one in counted), Fraction(0)),
    )
    if status is Status.SCORED and sums != points:
        raise ReportError("sum", node.where)
    return Seen(
        node.at("id").text(),
        node.at("title").text_or_none(),
        node.at("source").text(),
        node.at("pointer").text(),
        status,
        *points,
        node.at("passed").flag(),
        fields,
        tuple(map(_remark, node.at("findings").nodes())),
        node.at("published", None).flag_or_none(),
    )


def _field(node: Node) -> FieldScore:
    return FieldScore(
        node.at("field").text(),
        node.at("applies").flag(),
        node.at("weight").exact(),
        node.at("credit").exact(),
        State(node.at("state").one_of([state.value for state in State])),
    )


def _remark(node: Node) -> Remark:
    place = node.at("position")
    return Remark(
        node.at("code").text(),
        node.at("severity").one_of(_SEVERITIES),
        node.at("field").text_or_none(),
        node.at("points_lost").exact(),
        node.at("fingerprint").text(),
        None if place.value is None else _position(place),
    )


def _position(node: Node) -> Position:
    return Position(
        node.at("source").text(),
        node.at("line").count_or_none(),
        node.at("column").count_or_none(),
        node.at("end_line").count_or_none(),
        node.at("end_column").count_or_none(),
        node.at("cell").text_or_none(),
    )
