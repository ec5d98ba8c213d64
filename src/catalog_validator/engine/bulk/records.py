"""Fields with one object, or with a list of objects, in the bulk path."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, compress
from typing import Any, cast

from catalog_validator.engine.bulk.cells import FINE, Asked, Cell, Memo, Outcome
from catalog_validator.engine.bulk.list_cells import ListCell
from catalog_validator.engine.bulk.proofs import Proof, build_proof, says_something
from catalog_validator.engine.judge import Judge, build_judge
from catalog_validator.engine.plan import Choice, Plan
from catalog_validator.engine.verdict import plain
from catalog_validator.model.profile import Field, FieldType, Obligation

HASHED = frozenset({str, int, bool, type(None)})
MOST_RECORDS = 2_000
MOST_SHAPES = 2_000

Record = dict[str, Any]
Counts = tuple[int, int, int, int]
"""Mandatory parts without credit; errors, warnings and notes."""
NOTHING: Counts = (0, 0, 0, 0)
UNSURE: Counts = (-1, 0, 0, 0)
OBJECTS = frozenset({dict})
LONG = 400
"""Texts above this length are not remembered."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a record, with its cell."""

    id: str
    cell: Cell
    mandatory: bool


class Shapes(dict[tuple[object, ...], Counts | None]):
    """Keys of a record → what is lost if all that is said under them is fine; None where that cannot be known."""

    __slots__ = ("_any_of", "_parts", "met")

    def __init__(self, parts: Sequence[Part], any_of: Sequence[str]) -> None:
        """No shape is known yet."""
        super().__init__()
        self._parts = parts
        self._any_of = any_of
        self.met: set[str] = set()
        """Parts that some record had."""

    def __missing__(self, keys: tuple[object, ...]) -> Counts | None:
        counts = self._counts(frozenset(keys))
        if len(self) < MOST_SHAPES:
            self[keys] = counts
        return counts

    def _counts(self, keys: frozenset[object]) -> Counts | None:
        said = [part for part in self._parts if part.id in keys]
        self.met.update(part.id for part in said)
        if not said or len(said) < len(keys) or (self._any_of and keys.isdisjoint(self._any_of)):
            return None
        lacking = [part.cell.absent for part in self._parts if part.mandatory and part.id not in keys]
        errors, warnings = sum(one.errors for one in lacking), sum(one.warnings for one in lacking)
        return len(lacking), errors, warnings, sum(one.notes for one in lacking)


class RecordCell(Cell):
    """A field with one object, or with a list of objects."""

    __slots__ = (
        "by_id",
        "by_shapes",
        "mandatory",
        "parts",
        "plain_proof",
        "plains",
        "priced",
        "records",
        "shapes",
        "sums_up",
    )

    def __init__(
        self, field: Field, judge: Judge, choice: Choice, parts: Mapping[str, Cell], plain_proof: Proof | None
    ) -> None:
        """``parts``: a cell for each, in the profile's order. ``plain_proof``: that a plain text says something."""
        super().__init__(field, judge, None, choice, ())
        self.parts = tuple(
            Part(part.id, parts[part.id], part.obligation is Obligation.MANDATORY) for part in field.parts
        )
        self.by_id = {part.id: (part.cell.memo, part.cell, part.mandatory) for part in self.parts}
        self.mandatory = sum(part.mandatory for part in self.parts)
        self.sums_up = bool(self.mandatory) and not field.whole and not field.any_of
        """True where a record's credit is the mean of its mandatory parts."""
        self.shapes = Shapes(self.parts, field.any_of)
        self.records: dict[tuple[object, ...], Outcome] = {}
        self.by_shapes: dict[tuple[Counts | None, ...], Outcome] = {}
        self.priced: dict[tuple[int, ...], Outcome] = {}
        self.plains: dict[object, Counts] = {}
        self.plain_proof = plain_proof

    def column(self, values: Sequence[object]) -> list[Outcome]:
        """See `Cell.column`."""
        if self.field.type is FieldType.RECORDS:
            return self._column_of_lists(values)
        objects = [value for value in values if value.__class__ is dict]
        odd = self._odd(objects)
        if not odd and len(objects) == len(values):
            return [FINE] * len(values)
        outcomes, at = [], 0
        for value in values:
            if value.__class__ is dict:
                outcomes.append(self._one(value) if at in odd else FINE)
                at += 1
            else:
                outcomes.append(Cell.look(self, value))
        return outcomes

    def _odd(self, records: list[Record]) -> set[int]:
        """Positions of the records that are not proved to be fine and whole."""
        shapes = list(map(self.shapes.__getitem__, map(tuple, records)))
        odd = self._unsound(records)
        if shapes.count(NOTHING) != len(shapes):
            odd.update(at for at, counts in enumerate(shapes) if counts != NOTHING)
        return odd

    def _unsound(self, records: list[Record]) -> set[int]:
        """Positions of records in which something that is there is not fine."""
        unsound: set[int] = set()
        for part in self.parts:
            name = part.id
            if name not in self.shapes.met:
                continue
            values = [record.get(name) for record in records]
            outcomes = part.cell.column(values)
            if outcomes.count(FINE) != len(outcomes):
                unsound.update(
                    at
                    for at, outcome in enumerate(outcomes)
                    if outcome is not FINE and (values[at] is not None or name in records[at])
                )
        if self.field.any_of:
            stated = zip(*([record.get(name) for record in records] for name in self.field.any_of), strict=True)
            unsound.update(at for at, found in enumerate(stated) if found.count(None) == len(found))
        return unsound

    def _column_of_lists(self, values: Sequence[object]) -> list[Outcome]:
        """One pass over all records of all lists; a list with an odd record is looked at for itself."""
        if not self.mandatory:
            return [self.look(value) for value in values]
        ordinary = [isinstance(value, list) and OBJECTS.issuperset(map(type, value)) for value in values]
        lists = cast(list[list[Record]], list(compress(values, ordinary)))
        records = list(chain.from_iterable(lists))
        shapes = list(map(self.shapes.__getitem__, map(tuple, records)))
        unsound = self._unsound(records)
        if not unsound and len(lists) == len(values) and shapes.count(NOTHING) == len(shapes) and all(lists):
            return [FINE] * len(values)
        outcomes, at = [], 0
        for value, known in zip(values, ordinary, strict=True):
            if not known or not value:
                outcomes.append(self.look(value))
                continue
            items = cast(list[Record], value)
            begin, at = at, at + len(items)
            if unsound and not unsound.isdisjoint(range(begin, at)):
                outcomes.append(self._many(items))
            else:
                outcomes.append(self._by_shape(items, tuple(shapes[begin:at])))
        return outcomes

    def _by_shape(self, value: list[Record], shapes: tuple[Counts | None, ...]) -> Outcome:
        """A list in which all that is said is fine: only what is not said costs."""
        known = self.by_shapes.get(shapes)
        if known is None:
            if None in shapes or not self.sums_up:
                return FINE if shapes.count(NOTHING) == len(shapes) else self._many(value)
            gone, errors, warnings, notes = map(sum, zip(*cast(tuple[Counts, ...], shapes), strict=True))
            known = self._priced(len(value), gone, errors, warnings, notes) if gone else FINE
            if len(self.by_shapes) < MOST_RECORDS:
                self.by_shapes[shapes] = known
        return known

    def _priced(self, records: int, gone: int, errors: int, warnings: int, notes: int) -> Outcome:
        """The outcome of a list in which so many mandatory parts bring nothing."""
        key = (records, gone, errors, warnings, notes)
        known = self.priced.get(key)
        if known is None:
            known = self.costing(plain(Fraction(gone, self.mandatory * records)), (errors, warnings, notes), False)
            if len(self.priced) < MOST_RECORDS:
                self.priced[key] = known
        return known

    def look(self, value: object) -> Outcome:
        """The outcome of one value."""
        if self.field.type is FieldType.RECORDS:
            return self._many(value) if value.__class__ is list and value else Cell.look(self, value)
        return self._one(value) if value.__class__ is dict and value else Cell.look(self, value)

    def memo_of(self, part: str | None) -> Memo:
        """What is known of the values of one of the parts."""
        return next(one.cell.memo for one in self.parts if one.id == part)

    def _one(self, record: Record) -> Outcome:
        """One object, by its values."""
        items = tuple((key, inner.__class__, inner) for key, inner in record.items())
        if any(kind not in HASHED for _, kind, _ in items):
            return self.judged(record)
        known = self.records.get(items)
        if known is None:
            known = self.judged(record)
            if len(self.records) < MOST_RECORDS:
                self.records[items] = known
        return known

    def _many(self, records: list[Any]) -> Outcome:
        """A list of objects: the sum of what their parts cost, or the reference where a record is odd."""
        if not self.sums_up:
            return self.judged(records)
        lost, counts = 0, [0, 0, 0]
        for record in records:
            gone = self._points_gone(record, counts) if record.__class__ is dict else self._plain_gone(record, counts)
            if gone is None:
                return self.judged(records)
            lost += gone
        return self._priced(len(records), lost, *counts) if lost or any(counts) else FINE

    def _plain_gone(self, text: object, counts: list[int]) -> int | None:
        """The same for a plain text in place of a record: proved, or what the reference says of a list of it alone."""
        if text.__class__ is not str:
            return None
        known = self.plains.get(text)
        if known is None:
            known = self._plain_counts(str(text))
            if len(self.plains) < MOST_RECORDS and len(str(text)) < LONG:
                self.plains[text] = known
        if known is UNSURE:
            return None
        for at in range(3):
            counts[at] += known[at + 1]
        return known[0]

    def _plain_counts(self, text: str) -> Counts:
        plain = self.field.plain
        if plain and self.plain_proof and self.plain_proof(text) and self.by_id[plain][0][text] is FINE:
            counts = self.shapes[(plain,)]
            if counts is not None:
                return counts
        one = self.judged([text])
        gone = self.mandatory * Fraction(one.lost)
        sure = not one.empty and gone.denominator == 1
        return (int(gone), one.errors, one.warnings, one.notes) if sure else UNSURE

    def _points_gone(self, record: Record, counts: list[int]) -> int | None:
        """Mandatory parts of one record without credit, and what is found in ``counts``; None for the reference."""
        there = gone = 0
        said = void = False
        for key, inner in record.items():
            step = self.by_id.get(key)
            if step is None:
                return None
            memo, cell, mandatory = step
            there += mandatory
            out = memo[inner] if inner.__class__ is str else cell.look(inner)
            if out is FINE:
                said = said or inner is not None
                continue
            said = said or not out.empty
            counts[0] += out.errors
            counts[1] += out.warnings
            counts[2] += out.notes
            if out.lost:
                gone += mandatory
                void = void or not (mandatory or out.empty)
        if not said:
            return None
        if there < self.mandatory:
            lacking = [part.cell.absent for part in self.parts if part.mandatory and part.id not in record]
            gone += len(lacking)
            for at, found in enumerate(("errors", "warnings", "notes")):
                counts[at] += sum(getattr(one, found) for one in lacking)
        return self.mandatory if void else gone


def build_cell(plan: Plan, field: Field, asked: Asked) -> Cell:
    """The cell of a field."""
    if field.parts:
        parts = {
            part.id: _plain_cell(plan, part, build_judge(part, plan.emptiness, plan.as_of), ()) for part in field.parts
        }
        return RecordCell(field, plan.judges[field.id], plan.choice, parts, says_something(field, plan.emptiness))
    return _plain_cell(plan, field, plan.judges[field.id], asked)


def _plain_cell(plan: Plan, field: Field, judge: Judge, asked: Asked) -> Cell:
    kind = ListCell if field.type in (FieldType.TEXTS, FieldType.CODES) else Cell
    # What is proved is not read: no condition could be told what it says.
    return kind(field, judge, None if asked else build_proof(field, plan.emptiness), plan.choice, asked)
