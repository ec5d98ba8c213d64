"""Relations in the bulk path: a cheap answer where one is sure, else the rule itself on what it looks at."""

from collections.abc import Iterator, Mapping, Sequence

from catalog_validator.engine.bulk.cells import Cell
from catalog_validator.engine.bulk.chunk import Chunk
from catalog_validator.engine.bulk.silence_counts import NOTHING, Counts, Quick, Row, Sift, Silence, Values
from catalog_validator.engine.bulk.silence_dates import Ages, fresh
from catalog_validator.engine.bulk.silence_lists import lacking, subset
from catalog_validator.engine.bulk.silence_texts import Phrases, Repeats, telling
from catalog_validator.engine.bulk.variant import Talk
from catalog_validator.engine.plan import Plan
from catalog_validator.engine.sheet import Sheet
from catalog_validator.engine.verdict import Verdict
from catalog_validator.model.finding import Severity
from catalog_validator.model.profile import FieldType, Relation
from catalog_validator.rules.relations import RELATIONS


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
        return _by_row(_stated(fields), subset(plan, relation, cells))
    if kind == "stale":
        ages = Ages(plan, relation)
        return _by_row(ages.sift, fresh(plan, relation, ages))
    if kind == "lacks_one_of":
        return _by_row(_stated(fields), lacking(plan, relation, cells))
    if kind == "telling_phrase":
        phrases = Phrases(relation, cells)
        return _by_row(phrases.sift, telling(plan, relation, phrases))
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
