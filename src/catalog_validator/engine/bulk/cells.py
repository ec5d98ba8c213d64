"""One field in the bulk path: a column of values in, their outcomes out, with as little work as soundness allows."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import compress, repeat
from operator import is_not
from typing import cast

from catalog_validator.engine.bulk.bill import bill_of, charge
from catalog_validator.engine.bulk.proofs import Proof, TextProof
from catalog_validator.engine.judge import Judge
from catalog_validator.engine.plan import Choice
from catalog_validator.engine.verdict import ONE, Verdict, plain
from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.finding import Severity
from catalog_validator.model.profile import Field, FieldType, Obligation
from catalog_validator.model.result import State

MEMO_BYTES = 600_000
"""Room for one field's outcomes by text."""
MOST_NUMBERS = 1_000
MOST_VERDICTS = 2_000
TRIED = 4_000
"""Values after which a cell that met hardly one of them twice stops remembering texts."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What a value costs where its field applies. Compared by identity."""

    lost: Fraction | int
    """Of the credit: 0 or 1, or between for a record list."""
    errors: int
    warnings: int
    notes: int
    empty: bool
    answer: str | None = None
    """The canonical value, or another one that no condition tells from it."""
    bill: int = 0
    """Findings, and points of the entry lost: see `catalog_validator.engine.bulk.bill`."""
    rest: Fraction | int = 0
    """Grains lost besides."""


Asked = tuple[tuple[str, ...], ...]
"""The lists of values that conditions compare a field with."""

FINE = Outcome(0, 0, 0, 0, False)
"""Full credit, nothing to say, and no condition rests on the value."""


class Memo(dict[object, Outcome]):
    """Text (or None) → outcome, proved or as the reference says, within a byte cap."""

    __slots__ = ("_cell", "_room", "missed")

    def __init__(self, cell: "Cell") -> None:
        """An empty memo."""
        super().__init__()
        self._cell = cell
        self._room = MEMO_BYTES
        self.missed = 0
        """Texts that were not known."""

    def __missing__(self, value: object) -> Outcome:
        if value.__class__ is not str:
            return self._cell.other(value)
        self.missed += 1
        proof = self._cell.proof
        outcome = FINE if proof is not None and proof(value) else self._cell.judged(value)
        if self._room > 0 and len(value) < 2000:
            self._room -= 150 + 2 * len(value)
            self[value] = outcome
        return outcome


class Numbers(dict[object, Outcome]):
    """Outcomes of a column whose numbers are all of one kind, so that ``1`` and ``True`` cannot be mixed up."""

    __slots__ = ("_cell",)

    def __init__(self, cell: "Cell") -> None:
        """An empty memo."""
        super().__init__()
        self._cell = cell

    def __missing__(self, value: object) -> Outcome:
        outcome = self._cell.look(value)
        if value.__class__ is not str and len(self) < MOST_NUMBERS:
            self[value] = outcome
        return outcome


class Cell:
    """A field (or part) of the plan with its caches."""

    __slots__ = (
        "_answers", "_asked", "_home", "_interned", "_meets_numbers", "_met", "_span", "_unique", "absent", "choice",
        "field", "judge", "memo", "numbers", "proof", "singles", "verdicts",
    )  # fmt: skip

    def __init__(self, field: Field, judge: Judge, proof: Proof | None, choice: Choice, asked: Asked) -> None:
        """``asked``: what conditions ask of the canonical value; outcomes keep one value for each set of answers."""
        self.field = field
        self.judge = judge
        self.proof = proof
        self.choice = choice
        self._asked = asked
        self._answers: dict[tuple[bool, ...], str] = {}
        self._interned: dict[tuple[object, ...], Outcome] = {}
        self._span = whole_numbers(field) if not asked else None
        self._home = frozenset({str, type(None), bool if field.type is FieldType.YES_NO else int})
        self._meets_numbers = False
        self._met = 0
        self._unique = False
        self.memo = Memo(self)
        self.numbers = Numbers(self)
        self.singles: dict[tuple[type, object], Outcome] = {}
        self.verdicts: dict[object, Verdict] = {}
        self.absent = self._nothing()
        """What it costs to say nothing."""
        self.memo[None] = self.absent

    def _nothing(self) -> Outcome:
        """Where nothing is owed and no condition asks, to say nothing is as good as fine."""
        outcome = self.judged(None)
        said = outcome.errors or outcome.warnings or outcome.notes
        return FINE if self.field.obligation is Obligation.OPTIONAL and not said and not self._asked else outcome

    def column(self, values: Sequence[object]) -> list[Outcome]:
        """The outcomes of many values, in their order."""
        if self._unique:
            return self._proved(values)
        if self._meets_numbers and self._home.issuperset(map(type, values)):
            return list(map(self.numbers.__getitem__, values))
        missed = self.memo.missed
        try:
            outcomes = list(map(self.memo.__getitem__, values))
        except TypeError:  # a list or an object stands where one value belongs: it has no hash
            return [self.look(value) for value in values]
        if missed != self.memo.missed:
            self._ponder(len(values))
        return outcomes

    def _proved(self, values: Sequence[object]) -> list[Outcome]:
        """The outcomes of values that hardly ever come again: nearly all are proved to be fine, none is kept."""
        filled = list(compress(range(len(values)), map(is_not, values, repeat(None))))
        texts = values if len(filled) == len(values) else [values[at] for at in filled]
        outcomes = [FINE] * len(values)
        if len(filled) < len(values):
            outcomes = [self.absent if value is None else FINE for value in values]
        if isinstance(self.proof, TextProof) and {str}.issuperset(map(type, texts)):
            doubtful: Iterable[int] = self.proof.doubtful(cast(Sequence[str], texts))
        else:
            doubtful = range(len(texts))
        for at in doubtful:
            outcomes[filled[at]] = self.look(texts[at])
        return outcomes

    def _ponder(self, met: int) -> None:
        """Stop remembering texts that hardly ever come again, where they can be proved instead."""
        self._met += met
        if self._met > TRIED:
            self._unique = self.proof is not None and 4 * self.memo.missed > 3 * self._met
            self._met = self.memo.missed = 0

    def look(self, value: object) -> Outcome:
        """The outcome of one value."""
        if value is None or value.__class__ is str:
            return self.memo[value]
        return self.other(value)

    def other(self, value: object) -> Outcome:
        """The outcome of a value that is no text."""
        kind = value.__class__
        if kind is not int and kind is not bool:
            return self.judged(value)
        self._meets_numbers = self._meets_numbers or kind in self._home
        if isinstance(value, int) and kind is int and self._span and self._span[0] <= value <= self._span[1]:
            return FINE
        key = (kind, value)
        known = self.singles.get(key)
        if known is None:
            known = self.judged(value)
            if len(self.singles) < MOST_NUMBERS:
                self.singles[key] = known
        return known

    def judged(self, value: object) -> Outcome:
        """The reference's word on the value."""
        return self.outcome(self.judge(value))

    def outcome(self, verdict: Verdict) -> Outcome:
        """A verdict in numbers, after the choice of codes."""
        severities = [hit.severity for hit in verdict.violations if self.choice.takes(hit.code)]
        errors, warnings = severities.count(Severity.ERROR), severities.count(Severity.WARNING)
        notes = severities.count(Severity.NOTE)
        canonical = verdict.canonical if verdict.state is State.FILLED and self._asked else None
        answer = None if canonical is None else self._answer(canonical)
        return self.costing(plain(ONE - verdict.credit), (errors, warnings, notes), verdict.empty, answer)

    def _answer(self, canonical: str) -> str:
        """One value for all that conditions cannot tell apart."""
        return self._answers.setdefault(tuple(canonical in values for values in self._asked), canonical)

    def costing(
        self, lost: Fraction | int, counts: tuple[int, int, int], empty: bool, answer: str | None = None
    ) -> Outcome:
        """The one outcome that is made of these; ``counts``: errors, warnings, notes."""
        key = (lost, counts, empty, answer)
        if key == (0, (0, 0, 0), False, None):
            return FINE
        known = self._interned.get(key)
        if known is None:
            grains, rest = charge(self.field.weight * lost)
            bill = bill_of(*counts, gates=int(self.field.gate and bool(lost)), grains=grains)
            known = Outcome(lost, *counts, empty, answer, bill, rest)
            if len(self._interned) < MOST_VERDICTS:
                self._interned[key] = known
        return known

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
        known = self.verdicts.get(key)
        if known is None:
            known = self.judge(value)
            if len(self.verdicts) < MOST_VERDICTS:
                self.verdicts[key] = known
        return known

    def memo_of(self, part: str | None) -> Memo:
        """What is known of one value of the field, or of one of its parts."""
        return self.memo


def whole_numbers(field: Field) -> tuple[float, float] | None:
    """The whole numbers that are fine in a field; None where that takes more than a range to say."""
    if field.type is not FieldType.INTEGER or any(check.kind != "range" for check in field.checks):
        return None
    lows = [float(str(check.params["min"])) for check in field.checks if "min" in check.params]
    highs = [float(str(check.params["max"])) for check in field.checks if "max" in check.params]
    return max(lows, default=float("-inf")), min(highs, default=float("inf"))
