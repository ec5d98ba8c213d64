"""Relations in the bulk path: a cheap proof that one has nothing to say, else the rule itself on what it looks at."""

from collections.abc import Callable, Mapping
from typing import cast

from catalog_validator.engine.cells import Cell
from catalog_validator.engine.plan import Plan
from catalog_validator.engine.variant import Variant
from catalog_validator.engine.verdict import Verdict
from catalog_validator.model.finding import Severity, Violation
from catalog_validator.model.profile import Relation
from catalog_validator.model.result import State
from catalog_validator.model.text import fold
from catalog_validator.rules.relations import RELATIONS

Values = Mapping[str, object]
Silent = Callable[[Values], bool]
"""True proves that the relation says nothing of an entry with these values."""


class LazySheet:
    """The fields that a relation asks for, judged when they are asked for."""

    def __init__(self, plan: Plan, applies: Mapping[str, bool], values: Values) -> None:
        """One entry; a field that ``applies`` does not name applies."""
        self._plan, self._applies, self._values = plan, applies, values
        self._verdicts: dict[str, Verdict] = {}

    def verdict(self, field_id: str) -> Verdict:
        """The reference's verdict on a field."""
        if field_id not in self._verdicts:
            self._verdicts[field_id] = self._plan.judges[field_id](self._values.get(field_id))
        return self._verdicts[field_id]

    def canonical(self, field_id: str) -> str | None:
        """See `catalog_validator.rules.relations.View`."""
        verdict = self.verdict(field_id)
        return verdict.canonical if self._applies.get(field_id, True) and verdict.state is State.FILLED else None

    def texts(self, field_id: str) -> tuple[str, ...]:
        """See `catalog_validator.rules.relations.View`."""
        return self.verdict(field_id).texts if self._applies.get(field_id, True) else ()

    def stated(self, field_id: str) -> str | None:
        """See `catalog_validator.rules.relations.View`."""
        verdict = self.verdict(field_id)
        return None if verdict.empty else verdict.stated

    def declared(self, field_id: str, text: str) -> bool:
        """See `catalog_validator.rules.relations.View`."""
        return fold(text) in {fold(answer) for answer in self._plan.fields[field_id].declared}


def said(plan: Plan, relation: Relation, variant: Variant, values: Values) -> list[Violation]:
    """What the relation says, by the rule itself."""
    sheet = LazySheet(plan, variant.applies, values)
    return [hit for hit in RELATIONS[relation.kind](relation, sheet, plan.as_of) if plan.choice.takes(hit.code)]


def severity_counts(hits: list[Violation]) -> tuple[int, int, int]:
    """Errors, warnings and notes."""
    severities = [hit.severity for hit in hits]
    return severities.count(Severity.ERROR), severities.count(Severity.WARNING), severities.count(Severity.NOTE)


def build_silence(plan: Plan, relation: Relation, cells: Mapping[str, Cell]) -> Silent:
    """The proof for a relation; one that never holds where there is none."""
    absent = _absent(relation.fields)
    if relation.kind in ("should_be_empty", "lacks_one_of", "telling_phrase"):
        return absent
    if relation.kind == "not_a_subset":
        return _subset(plan, relation, cells)
    if relation.kind == "repeats":
        return _distinct(relation)
    if relation.kind == "stale":
        return _fresh(plan, relation)
    return lambda values: False


def _absent(fields: tuple[str, ...]) -> Silent:
    if len(fields) == 1:
        (only,) = fields
        return lambda values: values.get(only) is None
    return lambda values: all(values.get(field_id) is None for field_id in fields)


def _subset(plan: Plan, relation: Relation, cells: Mapping[str, Cell]) -> Silent:
    """Written just like a name in the other list, a name that is proved fine: the same after folding too."""
    other = cast(str, relation.params["of"])
    field = plan.fields[other]
    plain = field.plain or field.parts[0].id if field.parts else None
    cell = cells[other]
    proof = cell.proof_of(plain)

    def silent(values: Values) -> bool:
        names: set[object] | None = None
        for field_id in relation.fields:
            listed = values.get(field_id)
            if listed is None:
                continue
            if listed.__class__ is not list:
                return False
            if names is None:
                names = _names(values.get(other), plain)
            if not all(item.__class__ is str and item in names and proof(item) for item in cast(list[str], listed)):
                return False
        return True

    return silent


def _names(listed: object, plain: str | None) -> set[object]:
    """The items of a list of texts, or what stands in the plain part of its records."""
    if not isinstance(listed, list):
        return set()
    texts = (item.get(plain) if isinstance(item, dict) else item for item in listed)
    return {text for text in texts if text.__class__ is str}


class _Heads(dict[str, str]):
    """First word → folded."""

    def __missing__(self, word: str) -> str:
        folded = fold(word)
        if len(self) < 20_000 and len(word) < 40:
            self[word] = folded
        return folded


def _distinct(relation: Relation) -> Silent:
    """Texts whose first words differ after folding cannot be the same.

    A first word that folds to nothing proves nothing.
    """
    heads = _Heads()

    def silent(values: Values) -> bool:
        seen = set()
        count = 0
        for field_id in relation.fields:
            text = values.get(field_id)
            if text is None:
                continue
            if text.__class__ is not str:
                return False
            head = heads[text.partition(" ")[0]]
            if not head or " " in head:
                return False
            seen.add(head)
            count += 1
        return len(seen) == count

    return silent


def _fresh(plan: Plan, relation: Relation) -> Silent:
    """The rule's own answer for these texts as if every field applied; remembered."""
    looked = (cast(str, relation.params["frequency"]), *relation.fields)
    known: dict[tuple[object, ...], bool] = {}

    def silent(values: Values) -> bool:
        key = tuple(map(values.get, looked))
        answer = known.get(key) if all(value.__class__ is str or value is None for value in key) else False
        if answer is None:
            sheet = LazySheet(plan, {}, values)
            answer = next(RELATIONS[relation.kind](relation, sheet, plan.as_of), None) is None
            if len(known) < 20_000:
                known[key] = answer
        return answer

    return silent
