"""Relations in the bulk path: a cheap answer where one is sure, else the rule itself on what it looks at."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import cast

from catalog_validator.engine.bulk.cells import FINE, Cell, Memo, is_single
from catalog_validator.engine.bulk.chunk import Chunk
from catalog_validator.engine.bulk.variant import Talk
from catalog_validator.engine.judge import Judge
from catalog_validator.engine.plan import Plan
from catalog_validator.engine.sheet import Sheet
from catalog_validator.engine.verdict import Verdict
from catalog_validator.model.finding import Severity
from catalog_validator.model.profile import FieldType, Relation
from catalog_validator.model.text import fold
from catalog_validator.rules.relations import RELATIONS, words

Values = Mapping[str, object]
Counts = tuple[int, int, int]
"""Errors, warnings and notes."""
NOTHING: Counts = (0, 0, 0)
MOST_KNOWN = 20_000
UNSURE = "  "
"""No folded word."""
LONG = 400
"""Texts above this length are not remembered."""
Applies = Mapping[str, bool]
Row = tuple[int, Counts | None]
"""A row of a chunk with what a relation says of it, in numbers; None where the rule itself has to be asked."""
Quick = Callable[[Chunk, Sequence[int], Sequence[Talk]], Iterator[Row]]
"""Of some rows in which a relation holds, those in which it says something or may do so."""
Silence = Callable[[Values, Applies], Counts | None]
"""What a relation says of one entry."""
Sift = Callable[[Chunk, Sequence[int]], Sequence[int]]
"""Of some rows of a chunk those in which a relation may say something."""


class QuickSheet(Sheet):
    """A sheet that asks the cells, which remember and prove, before the reference."""

    __slots__ = ("_cells",)

    def __init__(self, plan: Plan, cells: Mapping[str, Cell], values: Values) -> None:
        """One entry."""
        super().__init__(plan, values)
        self._cells = cells

    def verdict(self, field_id: str) -> Verdict:
        """The cell's word."""
        known = self._verdicts.get(field_id)
        if known is None:
            known = self._verdicts[field_id] = self._cells[field_id].verdict(self._values.get(field_id))
        return known


def said(relation: Relation, sheet: Sheet) -> Counts:
    """What the relation says, by the rule itself."""
    plan = sheet.plan
    hits = [hit for hit in RELATIONS[relation.kind](relation, sheet, plan.as_of) if plan.choice.takes(hit.code)]
    severities = [hit.severity for hit in hits]
    return severities.count(Severity.ERROR), severities.count(Severity.WARNING), severities.count(Severity.NOTE)


def build_quick(plan: Plan, relation: Relation, cells: Mapping[str, Cell]) -> Quick:
    """The quick answers for a relation; where there are none, every row is for the rule."""
    kind, fields = relation.kind, relation.fields
    if kind == "not_a_subset":
        return _by_row(_stated(fields), _subset(plan, relation, cells))
    if kind == "stale":
        ages = Ages(plan, relation)
        return _by_row(ages.sift, _fresh(plan, relation, ages))
    if kind == "lacks_one_of":
        return _by_row(_stated(fields), _lacking(plan, relation, cells))
    if kind == "telling_phrase":
        phrases = Phrases(relation, cells)
        return _by_row(phrases.sift, _telling(plan, relation, phrases))
    if kind == "should_be_empty":
        return _by_row(_stated(fields), None)
    single = all(plan.fields[name].type is FieldType.TEXT and plan.fields[name].when is None for name in fields)
    if kind == "repeats" and single:
        return Repeats(plan, relation)
    return _by_row(lambda chunk, rows: rows, None)


def _by_row(sift: Sift, silence: Silence | None) -> Quick:
    """First by columns, then row by row where that left a doubt."""

    def quick(chunk: Chunk, rows: Sequence[int], talks: Sequence[Talk]) -> Iterator[Row]:
        for row in sift(chunk, rows):
            counts = silence(chunk.rows[row], talks[row].applies) if silence else None
            if counts is not NOTHING:
                yield row, counts

    return quick


def _stated(fields: Sequence[str]) -> Sift:
    """Rows in which one of the fields holds anything."""

    def sift(chunk: Chunk, rows: Sequence[int]) -> Sequence[int]:
        if len(fields) == 1:
            column = chunk.columns[fields[0]]
            return [row for row in rows if column[row] is not None]
        columns = [chunk.columns[name] for name in fields]
        return [row for row in rows if any(column[row] is not None for column in columns)]

    return sift


def times(one: Counts, found: int) -> Counts:
    """So many findings of one kind."""
    return (one[0] * found, one[1] * found, one[2] * found) if found else NOTHING


def once(plan: Plan, relation: Relation, code: str) -> Counts:
    """One finding of the relation in numbers."""
    counted = plan.choice.takes(code)
    severities = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
    errors, warnings, notes = (int(counted and relation.severity is severity) for severity in severities)
    return errors, warnings, notes


def _lacking(plan: Plan, relation: Relation, cells: Mapping[str, Cell]) -> Silence:
    """Looks at codes that are known to be fine."""
    wanted = frozenset(cast(tuple[str, ...], relation.params["codes"]))
    one = once(plan, relation, "CV303")
    fields = [(field_id, cells[field_id].memo, _Known(_code_of(plan, field_id))) for field_id in relation.fields]

    def silent(values: Values, applies: Applies) -> Counts | None:
        found = 0
        for field_id, memo, known in fields:
            listed = values.get(field_id)
            if listed is None or not applies[field_id]:
                continue
            if not isinstance(listed, list) or not all(is_single(item) and memo[item] is FINE for item in listed):
                return None
            found += bool(listed) and wanted.isdisjoint([known[item] for item in listed])
        return times(one, found)

    return silent


def _code_of(plan: Plan, field_id: str) -> Callable[[object], str]:
    return lambda raw: "".join(plan.judges[field_id](raw).texts)


class Phrases:
    """Whether a text has one of a relation's telling phrases, remembered; None where the rule must be asked."""

    def __init__(self, relation: Relation, cells: Mapping[str, Cell]) -> None:
        """Looks at single texts that are known to be fine."""
        self.fields = [(name, cells[name].memo) for name in relation.fields]
        self._phrases = tuple(words(phrase) for phrase in cast(tuple[str, ...], relation.params["phrases"]))
        self._known: dict[str, bool] = {}

    def told(self, text: object, memo: Memo) -> bool | None:
        """Whether the text of a field has one of the phrases."""
        if text.__class__ is not str:
            return None
        if memo[text].lost:
            return False
        said: str = text
        known = self._known.get(said)
        if known is None:
            spoken = words(said)
            known = any(phrase in spoken for phrase in self._phrases)
            if len(self._known) < MOST_KNOWN and len(said) < LONG:
                self._known[said] = known
        return known

    def sift(self, chunk: Chunk, rows: Sequence[int]) -> Sequence[int]:
        """See `Sift`."""
        found: set[int] = set()
        for name, memo in self.fields:
            column = chunk.columns[name]
            found.update(row for row in rows if column[row] is not None and self.told(column[row], memo) is not False)
        return sorted(found)


def _telling(plan: Plan, relation: Relation, phrases: Phrases) -> Silence:
    one = once(plan, relation, "CV306")

    def silent(values: Values, applies: Applies) -> Counts | None:
        found = 0
        for name, memo in phrases.fields:
            text = values.get(name)
            if text is None or not applies[name]:
                continue
            told = phrases.told(text, memo)
            if told is None:
                return None
            found += told
        return times(one, found)

    return silent


def _subset(plan: Plan, relation: Relation, cells: Mapping[str, Cell]) -> Silence:
    """Written just like a name in the other list, a name that is known to be fine: the same after folding too."""
    other = cast(str, relation.params["of"])
    field = plan.fields[other]
    plain = field.plain or field.parts[0].id if field.parts else None
    names_fine = cells[other].memo_of(plain)
    one = once(plan, relation, "CV305")
    fields = [(name, cells[name].memo, frozenset(plan.fields[name].declared)) for name in relation.fields]
    declared = {fold(answer) for _, _, answers in fields for answer in answers}

    def silent(values: Values, applies: Applies) -> Counts | None:
        names = _names(values.get(other), plain) if applies[other] else set()
        if names is None:
            return None
        strange: list[str] = []
        for field_id, memo, answers in fields:
            listed = values.get(field_id)
            if listed is None or not applies[field_id]:
                continue
            if not isinstance(listed, list):
                return None
            for item in listed:
                if not is_single(item):
                    return None
                # What brings no credit the rule does not see, here as in the other list.
                if item not in answers and (item not in names or names_fine[item].lost) and not memo[item].lost:
                    strange.append(item)
        if not strange:
            return NOTHING
        folded = {fold(name) for name in names if not names_fine[name].lost}
        if any(fold(item) in declared for item in strange):
            return None
        return times(one, sum(fold(item) not in folded for item in strange) if folded else 0)

    return silent


def _names(listed: object, plain: str | None) -> set[str] | None:
    """The items of a list of texts, or what stands in the plain part of its records; None for anything else."""
    names: set[str] = set()
    if listed is not None and not isinstance(listed, list):
        return None
    for item in listed or ():
        if item.__class__ is str and plain is not None:
            return None
        text = item.get(plain) if isinstance(item, dict) else item
        if isinstance(text, str):
            names.add(text)
        elif text is not None:
            return None
    return names


class Ends(dict[str, str]):
    """Word between spaces → folded; empty where folding leaves nothing, or more than one word."""

    def __missing__(self, word: str) -> str:
        folded = fold(word)
        folded = "" if " " in folded else folded
        if len(self) < MOST_KNOWN and len(word) < 40:
            self[word] = folded
        return folded


class Repeats:
    """Counts the texts that say what an earlier one says, in fields of one text that always apply.

    Two texts that begin, or that end, with different words are different after folding; words that fold to nothing,
    or to more than one, prove nothing.
    """

    def __init__(self, plan: Plan, relation: Relation) -> None:
        """No word is known yet."""
        self._fields = relation.fields
        self._one = once(plan, relation, "CV401")
        self._ends = Ends()

    def __call__(self, chunk: Chunk, rows: Sequence[int], talks: Sequence[Talk]) -> Iterator[Row]:
        """See `Quick`."""
        columns = [chunk.columns[name] for name in self._fields]
        ends, several = self._ends, len(columns)
        firsts = [
            [ends[text.partition(" ")[0]] or UNSURE if text.__class__ is str else name for text in column]
            for name, column in zip(self._fields, columns, strict=True)
        ]
        outcomes = [chunk.outcomes[name] for name in self._fields]
        words = list(map(frozenset, zip(*firsts, strict=True)))
        for row in rows:
            if len(words[row]) == several and UNSURE not in words[row]:
                continue
            texts = [
                column[row]
                for column, found in zip(columns, outcomes, strict=True)
                if column[row] is not None and not found[row].lost
            ]
            counts = times(self._one, found) if (found := self._repeated(texts)) is not None else None
            if counts is not NOTHING:
                yield row, counts

    def _repeated(self, texts: Sequence[object]) -> int | None:
        """How many of the texts say what an earlier one says; None where a value is no text."""
        if not all(isinstance(text, str) for text in texts):
            return None
        different = cast(set[str], {*texts})
        ends = {self._ends[text.partition(" ")[0]] for text in different}
        if "" in ends or len(ends) < len(different):
            ends = {self._ends[text.rpartition(" ")[2]] for text in different}
        if "" in ends or len(ends) < len(different):
            return len(texts) - len({*map(fold, different)})
        return len(texts) - len(different)


class Ages:
    """Dates and the oldest date that each frequency allows, by the reference's reading of both."""

    def __init__(self, plan: Plan, relation: Relation) -> None:
        """Nothing is known yet."""
        max_days = cast(Mapping[str, int], relation.params["max_days"])
        self.frequency = cast(str, relation.params["frequency"])
        often = plan.judges[self.frequency]
        self.oldest = _Known(lambda raw: _oldest(plan, max_days, often(raw)))
        self.dates = [(name, _Known(_date_of(plan.judges[name]))) for name in relation.fields]

    def sift(self, chunk: Chunk, rows: Sequence[int]) -> Sequence[int]:
        """See `Sift`."""
        found: set[int] = set()
        frequencies, oldest = chunk.columns[self.frequency], self.oldest
        for name, known in self.dates:
            column = chunk.columns[name]
            found.update(
                row
                for row in rows
                if column[row] is not None
                and (
                    column[row].__class__ is not str
                    or frequencies[row].__class__ is not str
                    or oldest[frequencies[row]] > known[column[row]]
                )
            )
        return sorted(found)


def _fresh(plan: Plan, relation: Relation, ages: Ages) -> Silence:
    """A date that is not older than the frequency allows."""
    one = once(plan, relation, "CV307")

    def silent(values: Values, applies: Applies) -> Counts | None:
        often = values.get(ages.frequency) if applies[ages.frequency] else None
        if often is None:
            return NOTHING
        if often.__class__ is not str:
            return None
        found = 0
        for name, known in ages.dates:
            updated = values.get(name)
            if updated is None or not applies[name]:
                continue
            if updated.__class__ is not str:
                return None
            found += ages.oldest[often] > known[updated]
        return times(one, found)

    return silent


class _Known(dict[object, str]):
    """Raw text → an ISO date, as a function says; remembered."""

    def __init__(self, find: Callable[[object], str]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, raw: object) -> str:
        found = self._find(raw)
        if len(self) < MOST_KNOWN:
            self[raw] = found
        return found


LATEST = "9999-12-31"


def _date_of(judge: Judge) -> Callable[[object], str]:
    """The date a text means; the latest of all for what is none, as nothing is said of it."""
    return lambda raw: judge(raw).canonical or LATEST


def _oldest(plan: Plan, max_days: Mapping[str, int], verdict: Verdict) -> str:
    """The oldest date that a frequency allows on the as-of date; before all dates where it sets no limit."""
    days = max_days.get(verdict.canonical or "")
    return "" if days is None else (plan.as_of - timedelta(days)).isoformat()
