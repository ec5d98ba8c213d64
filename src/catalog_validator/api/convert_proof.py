"""The proof of a conversion: what was written is read back, and every field held against the entry it came from.

Two values are the same where they are equal, or where the profile reads the same from both: the same verdict with the
same canonical value and texts, and the same words. ``true`` and *có*, ``["a", "b"]`` and two lines of a cell are the
same; nothing, an empty text and an empty list are.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain

from catalog_validator import syntax
from catalog_validator.engine.judge import Judge, build_judge
from catalog_validator.engine.plan import Plan
from catalog_validator.engine.verdict import Verdict
from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.document import Batch, StreamStopped
from catalog_validator.model.finding import Facts
from catalog_validator.model.hints import Hints
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Path, Source
from catalog_validator.model.profile import Field, FieldType
from catalog_validator.model.result import State
from catalog_validator.model.text import trim
from catalog_validator.vocab import read_entries
from catalog_validator.writers import Form

Entry = Mapping[str, object]
Difference = tuple[int, Path, str, Facts]
"""Ordinal of the entry, path, reason and facts of a `Loss`."""
_FIRST_ROW = 2
_DIGITS = "0123456789"
_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Proof:
    """Holds what was written in a form against what should stand there."""

    plan: Plan
    form: Form
    limits: Limits
    _known: dict[tuple[object, ...], bool] = field(default_factory=dict)
    """Pairs of scalars that have been judged."""
    _parts: dict[int, Judge] = field(default_factory=dict)

    def differences(self, entries: Iterable[Entry], written: Source) -> Iterator[Difference]:
        """Every entry that is not there, and every field that says something else, in order."""
        found = self._read(written)
        ordinal, value = next(found, (-1, None))
        for number, entry in enumerate(entries):
            while -1 < ordinal < number:
                ordinal, value = next(found, (-1, None))
            if ordinal != number or not isinstance(value, dict):
                yield number, (), "not-read", {}
                continue
            for wanted in self.plan.profile.fields:
                one, other = entry.get(wanted.id), value.get(wanted.id)
                if one is not other and not self.same(wanted, one, other):
                    yield number, (wanted.id,), "reads-otherwise", {"value": words(one), "found": words(other)}

    def _read(self, written: Source) -> Iterator[tuple[int, object]]:
        """What is read, by the ordinal of the entry that was written there."""
        document = syntax.parse(written, self.limits, self.form.syntax, places=self.form.by_row)
        parts = read_entries(document, self.plan.profile, Hints(vocab=self.form.vocab))
        try:
            for part in parts:
                if isinstance(part, Batch):
                    yield from ((self._ordinal(part, index), value) for index, value in enumerate(part.values))
        except StreamStopped:
            return

    def _ordinal(self, batch: Batch, index: int) -> int:
        """In a table an entry is known by its row, because a row may be passed over."""
        if not self.form.by_row:
            return batch.first + index
        cell = batch.spot(index, ()).cell or ""
        return int(cell[len(cell.rstrip(_DIGITS)) :]) - _FIRST_ROW

    def same(self, wanted: Field, one: object, other: object) -> bool:
        """Whether the profile reads the same from both values of a field or part.

        Records are held against each other part by part: a record is judged by nothing but its parts.
        """
        if identical(one, other):
            return True
        if wanted.parts and isinstance(one, dict) and isinstance(other, dict):
            known = {part.id: part for part in wanted.parts}
            return all(
                self.same(known[key], one.get(key), other.get(key))
                if key in known
                else identical(one.get(key), other.get(key))
                for key in one.keys() | other.keys()
            )
        if wanted.type is FieldType.RECORDS and isinstance(one, list) and isinstance(other, list):
            if len(one) == len(other) and all(map(partial(self._same_item, wanted), one, other)):
                return True
        elif not isinstance(one, list | dict) and not isinstance(other, list | dict):
            key = (id(wanted), one.__class__, one, other.__class__, other)
            if key not in self._known:
                if len(self._known) >= _REMEMBERED:
                    self._known.clear()
                self._known[key] = self._judged_same(wanted, one, other)
            return self._known[key]
        return self._judged_same(wanted, one, other)

    def _same_item(self, wanted: Field, one: object, other: object) -> bool:
        """Whether two records of a list are the same for sure."""
        if isinstance(one, dict) and isinstance(other, dict):
            return self.same(wanted, one, other)
        return identical(one, other)

    def _judged_same(self, wanted: Field, one: object, other: object) -> bool:
        judge = self._judge(wanted)
        verdicts = judge(hollow(one)), judge(hollow(other))
        if essence(verdicts[0]) != essence(verdicts[1]):
            return False
        filled = verdicts[0].state is State.FILLED and not wanted.parts
        return filled or list(leaves(one)) == list(leaves(other))

    def _judge(self, wanted: Field) -> Judge:
        """The judge of a field, or of a part that is looked at by itself."""
        if self.plan.fields.get(wanted.id) is wanted:
            return self.plan.judges[wanted.id]
        if id(wanted) not in self._parts:
            self._parts[id(wanted)] = build_judge(wanted, self.plan.emptiness, self.plan.as_of)
        return self._parts[id(wanted)]


def essence(verdict: Verdict) -> tuple[object, ...]:
    """All of a verdict but the words it shows, and the spelling of what has a canonical one."""
    codes = Counter(hit.code for hit in verdict.violations)
    texts = verdict.texts if verdict.canonical is None else ()
    return verdict.state, verdict.credit, verdict.canonical, texts, verdict.losses, codes


def identical(one: object, other: object) -> bool:
    """Whether two values are equal and of one kind, where nothing, an empty text, list or object are the same."""
    if one.__class__ is not other.__class__:
        return is_nothing(one) and is_nothing(other)
    if isinstance(one, dict) and isinstance(other, dict):
        return all(identical(one.get(key), other.get(key)) for key in one.keys() | other.keys())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(identical, one, other))
    return one == other


def is_nothing(value: object) -> bool:
    """No value, whatever stands for that."""
    return value is None or value in ("", [], {})


def hollow(value: object) -> object:
    """The value with None for every empty text."""
    if isinstance(value, list):
        return [hollow(item) for item in value]
    if isinstance(value, dict):
        return {key: hollow(inner) for key, inner in value.items()}
    return None if value == "" else value


def leaves(value: object) -> Iterator[str]:
    """The words of a value, each piece of a list by itself, whatever holds them together."""
    if isinstance(value, dict):
        yield from chain.from_iterable(leaves(value[key]) for key in sorted(value))
    elif isinstance(value, list):
        yield from chain.from_iterable(map(leaves, value))
    elif value is not None:
        for piece in plain_text(value).replace(";", "\n").splitlines():
            if text := trim(piece):
                yield text


def plain_text(value: object) -> str:
    """A scalar as it is written."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).removesuffix(".0") if isinstance(value, float) else str(value)


def words(value: object) -> str:
    """A value as a message shows it."""
    return "; ".join(leaves(value))
