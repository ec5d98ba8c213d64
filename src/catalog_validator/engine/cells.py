"""One field in the bulk path: a value in, its outcome out, with as little work as soundness allows."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from catalog_validator.engine.judge import Judge, build_judge
from catalog_validator.engine.plan import Choice, Plan
from catalog_validator.engine.proofs import Proof, build_proof
from catalog_validator.engine.verdict import ONE, Verdict, plain
from catalog_validator.model.finding import Severity
from catalog_validator.model.profile import Field, FieldType, Obligation
from catalog_validator.model.result import State

MEMO_BYTES = 600_000
"""Room for one field's verdicts."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What a value costs where its field applies. Compared by identity."""

    lost: Fraction | int
    """Of the credit: 0 or 1, or between for a record list."""
    errors: int
    warnings: int
    notes: int
    empty: bool
    canonical: str | None = None


Asked = tuple[tuple[str, ...], ...]
"""The lists of values that conditions compare a field with."""

HASHED = frozenset({str, int, bool, type(None)})

FINE = Outcome(0, 0, 0, 0, False)
"""Full credit, nothing to say, and no condition rests on the value."""


class Memo(dict[str, Outcome]):
    """Text → outcome, proved or as the reference says, within a byte cap."""

    def __init__(self, cell: "Cell") -> None:
        """An empty memo."""
        super().__init__()
        self._cell = cell
        self._room = MEMO_BYTES

    def __missing__(self, value: str) -> Outcome:
        proof = self._cell.proof
        outcome = FINE if proof is not None and proof(value) else self._cell.judged(value)
        if self._room > 0 and len(value) < 2000:
            self._room -= 150 + 2 * len(value)
            self[value] = outcome
        return outcome


class Cell:
    """A field (or part) of the plan with its caches."""

    __slots__ = ("_asked", "_interned", "_span", "choice", "field", "judge", "memo", "other", "proof", "verdicts")

    def __init__(self, field: Field, judge: Judge, proof: Proof | None, choice: Choice, asked: Asked) -> None:
        """``asked``: what conditions ask of the canonical value; outcomes keep one value for each set of answers."""
        self.field = field
        self.judge = judge
        self.proof = proof
        self.choice = choice
        self.memo = Memo(self)
        self.verdicts: dict[object, Verdict] = {}
        self.other: dict[tuple[type, object], Outcome] = {}
        self._asked = asked
        self._span = whole_numbers(field) if not asked else None
        self._interned: dict[tuple[object, ...], Outcome] = {}

    def memo_of(self, part: str | None) -> "Memo":
        """What is known of one value of the field, or of one of its parts."""
        return self.memo

    def verdict(self, value: object) -> Verdict:
        """The reference's verdict, remembered for short texts and lists of them; for a proved text, what it must be."""
        if isinstance(value, str) and value.__class__ is str:
            if self.proof is not None and self.proof(value):
                # Whoever counts, folds: blanks around the text make no difference.
                return Verdict(State.FILLED, ONE, (), value, (value,), (), value)
            key: object = value if len(value) < 100 else None
        else:
            items = isinstance(value, list) and all(item.__class__ is str for item in value)
            key = tuple(value) if isinstance(value, list) and items else None
        if key is None:
            return self.judge(value)
        if (known := self.verdicts.get(key)) is None:
            known = self.judge(value)
            if len(self.verdicts) < 2000:
                self.verdicts[key] = known
        return known

    def judged(self, value: object) -> Outcome:
        """The reference's word on the value."""
        return self.outcome(self.judge(value))

    def outcome(self, verdict: Verdict) -> Outcome:
        """A verdict in numbers, after the choice of codes."""
        severities = [hit.severity for hit in verdict.violations if self.choice.takes(hit.code)]
        errors, warnings = severities.count(Severity.ERROR), severities.count(Severity.WARNING)
        notes = severities.count(Severity.NOTE)
        lost = plain(ONE - verdict.credit)
        canonical = verdict.canonical if verdict.state is State.FILLED else None
        key = (lost, errors, warnings, notes, verdict.empty)
        if not self._asked:
            return Outcome(lost, errors, warnings, notes, verdict.empty) if any(key) else FINE
        answers = None if canonical is None else tuple(canonical in values for values in self._asked)
        outcome = Outcome(lost, errors, warnings, notes, verdict.empty, canonical)
        return self._interned.setdefault((*key, answers), outcome)

    def look(self, value: object) -> Outcome:
        """The outcome of any value."""
        kind = value.__class__
        if kind is str:
            return self.memo[value]  # type: ignore[index]
        if kind is int or kind is bool or value is None:
            if (
                isinstance(value, int)
                and kind is int
                and self._span is not None
                and self._span[0] <= value <= self._span[1]
            ):
                return FINE
            key = (kind, value)
            if (known := self.other.get(key)) is None:
                known = self.judged(value)
                if len(self.other) < 1000:
                    self.other[key] = known
            return known
        return self.judged(value)


class ListCell(Cell):
    """A field with a list of texts or of codes."""

    __slots__ = ("lists",)

    def __init__(self, field: Field, judge: Judge, proof: Proof | None, choice: Choice, asked: Asked) -> None:
        """See `Cell`."""
        super().__init__(field, judge, proof, choice, asked)
        self.lists: dict[tuple[object, ...], Outcome] = {}

    def look(self, value: object) -> Outcome:
        """The outcome of any value; a list whose items are all proved fine is fine."""
        if value.__class__ is not list or not value:
            return Cell.look(self, value)
        items: list[object] = value
        if any(item.__class__ is not str for item in items):
            return self.judged(value)
        memo = self.memo
        for item in items:
            if memo[item] is not FINE:  # type: ignore[index]
                break
        else:
            return FINE
        key = tuple(items)
        if (known := self.lists.get(key)) is None:
            known = self.judged(value)
            if len(self.lists) < 2000:
                self.lists[key] = known
        return known


class RecordCell(Cell):
    """A field with one object, or with a list of objects."""

    __slots__ = ("by_id", "mandatory", "parts", "records")

    def __init__(self, field: Field, judge: Judge, choice: Choice, parts: Mapping[str, Cell]) -> None:
        """``parts``: a cell for each part, in the profile's order."""
        super().__init__(field, judge, None, choice, ())
        self.parts = tuple(
            (part.id, cell.proof or _never, cell, part.obligation is Obligation.MANDATORY)
            for part in field.parts
            for cell in (parts[part.id],)
        )
        self.by_id = {part_id: (cell.memo, cell, mandatory) for part_id, _, cell, mandatory in self.parts}
        self.mandatory = sum(step[3] for step in self.parts)
        self.records: dict[tuple[object, ...], Outcome] = {}

    def look(self, value: object) -> Outcome:
        """The outcome of any value."""
        if self.field.type is FieldType.RECORDS:
            return self._many(value) if value.__class__ is list and value else Cell.look(self, value)
        return self._one(value) if value.__class__ is dict and value else Cell.look(self, value)

    def memo_of(self, part: str | None) -> Memo:
        """What is known of the values of one of the parts."""
        return next(memo for part_id, (memo, _, _) in self.by_id.items() if part_id == part)

    def _one(self, record: object) -> Outcome:
        """One object: fine if its parts are, else by its values."""
        if self._fine(record):  # type: ignore[arg-type]
            return FINE
        items = tuple((key, inner.__class__, inner) for key, inner in record.items())  # type: ignore[attr-defined]
        if any(kind not in HASHED for _, kind, _ in items):
            return self.judged(record)
        if (known := self.records.get(items)) is None:
            known = self.judged(record)
            if len(self.records) < 2000:
                self.records[items] = known
        return known

    def _fine(self, record: dict[str, object]) -> bool:
        """Every part fine, none strange, and one of `any_of` there."""
        met = 0
        for part_id, _, cell, mandatory in self.parts:
            value = record.get(part_id)
            if value is None:
                if mandatory:
                    return False
                continue
            met += 1
            if cell.look(value) is not FINE:
                return False
        if met != len(record):
            return False
        any_of = self.field.any_of
        return not any_of or any(record.get(part_id) is not None for part_id in any_of)

    def _many(self, value: object) -> Outcome:
        """A list of objects: the sum of what their parts cost, or the reference where a record is odd."""
        if self.field.whole or not self.mandatory:
            return self.judged(value)
        records: list[object] = value  # type: ignore[assignment]
        lost, counts = 0, [0, 0, 0]
        for record in records:
            gone = self._points_gone(record, counts) if record.__class__ is dict else None
            if gone is None:
                return self.judged(value)
            lost += gone
        if not lost and not any(counts):
            return FINE
        return Outcome(plain(Fraction(lost, self.mandatory * len(records))), counts[0], counts[1], counts[2], False)

    def _points_gone(self, record: object, counts: list[int]) -> int | None:
        """Mandatory parts of one record without credit, and what is found in ``counts``; None for the reference."""
        there = gone = 0
        said = void = False
        for key, inner in record.items():  # type: ignore[attr-defined]
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
            for _, _, cell, mandatory in self.parts:
                if mandatory and cell.field.id not in record:  # type: ignore[operator]
                    counts[0] += cell.look(None).errors
                    gone += 1
        return self.mandatory if void else gone


def _never(text: str) -> object:
    """No proof."""
    return None


def whole_numbers(field: Field) -> tuple[float, float] | None:
    """The whole numbers that are fine in a field; None where that takes more than a range to say."""
    if field.type is not FieldType.INTEGER or any(check.kind != "range" for check in field.checks):
        return None
    lows = [float(str(check.params["min"])) for check in field.checks if "min" in check.params]
    highs = [float(str(check.params["max"])) for check in field.checks if "max" in check.params]
    return max(lows, default=float("-inf")), min(highs, default=float("inf"))


def build_cell(plan: Plan, field: Field, asked: Asked) -> Cell:
    """The cell of a field."""
    if field.parts:
        parts = {part.id: build_part(plan, part) for part in field.parts}
        return RecordCell(field, plan.judges[field.id], plan.choice, parts)
    kind = ListCell if field.type in (FieldType.TEXTS, FieldType.CODES) else Cell
    return kind(field, plan.judges[field.id], build_proof(field, plan.emptiness), plan.choice, asked)


def build_part(plan: Plan, part: Field) -> Cell:
    """The cell of a part."""
    kind = ListCell if part.type in (FieldType.TEXTS, FieldType.CODES) else Cell
    judge = build_judge(part, plan.emptiness, plan.as_of)
    return kind(part, judge, build_proof(part, plan.emptiness), plan.choice, ())
