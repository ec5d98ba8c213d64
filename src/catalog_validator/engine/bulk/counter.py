"""Batches in, one summary out: the chunk's columns are judged, then its rows are added up."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import compress
from typing import cast

from catalog_validator.engine.assess import Origin, group_value, score_sheet, unreadable_entry
from catalog_validator.engine.bulk.cells import FINE, Outcome
from catalog_validator.engine.bulk.chunk import Chunk, Row
from catalog_validator.engine.bulk.circle import Circle, Hits, Step, build_circles, summed
from catalog_validator.engine.bulk.records import build_cell
from catalog_validator.engine.bulk.silence import QuickSheet, build_quick, said
from catalog_validator.engine.bulk.silence_counts import NOTHING
from catalog_validator.engine.bulk.sums import Sums
from catalog_validator.engine.bulk.variant import GRAIN, Standing, Talk, Talks, asked_of, controllers, open_fields
from catalog_validator.engine.duplicates import KeyIndex, mark_of
from catalog_validator.engine.fold import Folder
from catalog_validator.engine.plan import Plan
from catalog_validator.engine.sheet import Sheet
from catalog_validator.engine.verdict import plain
from catalog_validator.model.document import Batch
from catalog_validator.model.finding import Violation
from catalog_validator.model.result import Group, State, Summary
from catalog_validator.model.text import fold

MOST_SPELLINGS = 50_000
MOST_TALLIED = 20_000


class BulkCounter:
    """Counts batches of entries. One per run and process; its summaries add up."""

    def __init__(self, plan: Plan, index: KeyIndex) -> None:
        """``index`` takes the keys of every scored entry."""
        self._plan = plan
        self._index = index
        self._slow = Folder()
        self._cells = {field.id: build_cell(plan, field, asked_of(plan, field)) for field in plan.profile.fields}
        named = controllers(plan)
        self._names = tuple(plan.fields)
        self._asked = (*named, *open_fields(plan, named))
        self._circles = build_circles(plan, self._cells, frozenset(named))
        firsts = [circle.steps[0].name for circle in self._circles]
        self._talks = Talks(plan, named, self._asked[len(named) :], firsts)
        self._quick = {item.id: build_quick(plan, item, self._cells) for item in plan.relations}
        self._keys: dict[str, list[tuple[int, str]]] = {}
        for which, item in enumerate(plan.across):
            self._keys.setdefault(item.fields[0], []).append((which, item.id))
        self._groups: dict[str, dict[object, Sums]] = {name: {} for name in plan.group_by}
        self._spellings: dict[str, dict[object, Sums]] = {name: {} for name in plan.group_by}
        self._all = Sums()
        self._tallied: dict[tuple[Standing, tuple[Sums, ...]], int] = {}
        self._stray = int(plan.choice.takes("CV301"))
        self._bar = (plan.threshold.numerator, 100 * plan.threshold.denominator)

    def add(self, batch: Batch, base: int) -> None:
        """Count a batch; ``base`` is the run's ordinal of the source's first entry."""
        flaws, values = batch.flaws, batch.values
        ordinal = base + batch.first
        if not flaws and {dict}.issuperset(map(type, values)):
            self._count(cast(list[Row], values), range(ordinal, ordinal + len(values)))
            return
        clean: list[Row] = []
        for position, value in enumerate(values):
            if isinstance(value, dict) and position not in flaws:
                clean.append(value)
                continue
            # In order: of two entries with one key the first is the one that had it first.
            self._count(clean, range(ordinal + position - len(clean), ordinal + position))
            clean = []
            self._refer(value, ordinal + position, flaws.get(position, ()))
        self._count(clean, range(ordinal + len(values) - len(clean), ordinal + len(values)))

    def _refer(self, value: object, ordinal: int, flaws: Sequence[Violation]) -> None:
        """The whole entry to the reference."""
        origin = Origin("", "")
        if not isinstance(value, dict):
            self._slow.add(unreadable_entry(self._plan, origin, flaws))
            return
        sheet = Sheet(self._plan, value)
        result = score_sheet(sheet, origin, flaws)
        self._slow.add(result)
        if result.fields:
            self._index.note_sheet(sheet, ordinal)

    def _count(self, rows: list[Row], ordinals: Sequence[int]) -> None:
        """Entries without structural flaws."""
        if not rows:
            return
        chunk = Chunk(rows, self._names)
        asked = [self._outcomes(chunk, name) for name in self._asked]
        talks = list(map(self._talks.__getitem__, zip(*asked, strict=True))) if asked else [self._talks[()]] * len(rows)
        if self._talks.refusing and any(talk.refused for talk in talks):
            self._set_apart(rows, ordinals, talks)
            return
        hits: Hits = {}
        applying = zip(*[talk.circles for talk in talks], strict=True)
        for circle, flags in zip(self._circles, applying, strict=True):
            self._judge(circle, chunk, flags, talks, hits)
        self._relate(chunk, talks, hits)
        for name, relations in self._keys.items():
            self._note_keys(name, relations, chunk, talks, ordinals)
        self._add(chunk, talks, hits)

    def _set_apart(self, rows: list[Row], ordinals: Sequence[int], talks: Sequence[Talk]) -> None:
        """Refused entries to the reference, the others once more without them."""
        kept = [at for at, talk in enumerate(talks) if not talk.refused]
        for at, talk in enumerate(talks):
            if talk.refused:
                self._refer(rows[at], ordinals[at], ())
        self._count([rows[at] for at in kept], [ordinals[at] for at in kept])

    def _outcomes(self, chunk: Chunk, name: str) -> list[Outcome]:
        """The outcomes of a field in all rows."""
        known = chunk.outcomes.get(name)
        if known is None:
            known = chunk.outcomes[name] = self._cells[name].column(chunk.columns[name])
        return known

    def _judge(self, circle: Circle, chunk: Chunk, flags: Sequence[bool], talks: Sequence[Talk], hits: Hits) -> None:
        """The fields of a circle in the rows in which they apply; elsewhere they should be empty."""
        everywhere = circle.when is None
        rows = range(len(flags)) if everywhere else list(compress(range(len(flags)), flags))
        for step in circle.steps:
            column = chunk.columns[step.name]
            if everywhere:
                found = self._outcomes(chunk, step.name)
            else:
                values = list(compress(column, flags))
                found = step.cell.column(values)
                if len(column) - column.count(None) > len(values) - values.count(None):
                    self._strays(step, chunk, talks, hits)
            if found.count(FINE) != len(found):
                for row, outcome in zip(rows, found, strict=True):
                    if not outcome.free:
                        hits.setdefault(row, []).append(step.extra(outcome))

    def _strays(self, step: Step, chunk: Chunk, talks: Sequence[Talk], hits: Hits) -> None:
        """The field in the rows in which it does not apply."""
        for row, value in enumerate(chunk.columns[step.name]):
            if value is not None and step.name in talks[row].idle and not step.cell.judged(value).empty:
                hits.setdefault(row, []).append((0, False, 0, self._stray, 0))

    def _relate(self, chunk: Chunk, talks: Sequence[Talk], hits: Hits) -> None:
        """What relations say that hold in a row and have to look at it."""
        sheets: dict[int, QuickSheet] = {}
        holding = zip(*[talk.within for talk in talks], strict=True)
        for relation, flags in zip(self._plan.relations, holding, strict=True):
            if True not in flags:
                continue
            rows = list(compress(range(len(flags)), flags))
            for row, counts in self._quick[relation.id](chunk, rows, talks):
                if counts is None:
                    if row not in sheets:
                        sheets[row] = QuickSheet(self._plan, self._cells, chunk.rows[row])
                    counts = said(relation, sheets[row])
                if counts is not NOTHING:
                    hits.setdefault(row, []).append((0, False, *counts))

    def _note_keys(
        self,
        name: str,
        relations: Sequence[tuple[int, str]],
        chunk: Chunk,
        talks: Sequence[Talk],
        ordinals: Sequence[int],
    ) -> None:
        """The field as the key of relations across entries."""
        column = chunk.columns[name]
        if column.count(None) == len(column):
            return
        outcomes, index = self._outcomes(chunk, name), self._index
        for value, outcome, talk, ordinal in zip(column, outcomes, talks, ordinals, strict=True):
            if value is None or not talk.across or not talk.applies[name]:
                continue
            text = value if outcome is FINE and isinstance(value, str) else self._stated(name, value)
            if text is not None:
                mark = mark_of(fold(text))
                for which, relation in relations:
                    if relation in talk.across:
                        index.note(which, mark, ordinal, text)

    def _stated(self, name: str, value: object) -> str | None:
        verdict = self._cells[name].verdict(value)
        return verdict.texts[0] if verdict.state is State.FILLED and verdict.canonical is not None else None

    def _add(self, chunk: Chunk, talks: Sequence[Talk], hits: Hits) -> None:
        """Entries with the same groups, points and findings are added up together."""
        groups = [self._grouped(name, chunk, talks) for name in self._plan.group_by]
        keys: Iterator[tuple[Sums, ...]] = zip(*groups, strict=True) if groups else iter([()] * len(talks))
        tallied = self._tallied
        for row, (talk, sums) in enumerate(zip(talks, keys, strict=True)):
            standing = summed(talk.standing, hits[row]) if row in hits else talk.standing
            key = (standing, sums)
            tallied[key] = tallied.get(key, 0) + 1
        if len(tallied) > MOST_TALLIED:
            self._settle()

    def _settle(self) -> None:
        """Move what was tallied into the sums."""
        num, den = self._bar
        for ((possible, lost, gate_failed, errors, warnings, notes), groups), times in self._tallied.items():
            earned = plain(possible - Fraction(lost, GRAIN))
            below = earned * den < num * possible
            for one in (self._all, *groups):
                one.scored += times
                one.passed += times * (not (below or gate_failed))
                one.below += times * below
                one.gates_failed += times * gate_failed
                one.errors += times * errors
                one.warnings += times * warnings
                one.notes += times * notes
                one.add_points(earned, possible, times)
        self._tallied.clear()

    def _grouped(self, name: str, chunk: Chunk, talks: Sequence[Talk]) -> list[Sums]:
        """The sums of the group that each row belongs to."""
        known, fixed = self._spellings[name], self._plan.fields[name].when is None
        return [
            known[value]
            if value.__class__ is str and value in known and (fixed or talks[row].applies[name])
            else self._group(name, value, talks[row].applies[name])
            for row, value in enumerate(chunk.columns[name])
        ]

    def _group(self, name: str, value: object, applies: bool) -> Sums:
        """The sums of the group that a value belongs to, by the reference's word."""
        key = group_value(Sheet(self._plan, {name: value}), name) if applies else None
        sums = self._groups[name].setdefault(key, Sums())
        if value.__class__ is str and applies and len(self._spellings[name]) < MOST_SPELLINGS:
            self._spellings[name][value] = sums
        return sums

    def summary(self) -> Summary:
        """All that was counted so far, without sources."""
        self._settle()
        folder = Folder(self._slow.total + self._all.tally(), dict(self._slow.groups))
        for name, groups in self._groups.items():
            for value, sums in groups.items():
                folder.add_to_group(Group(name, value, sums.tally()))  # type: ignore[arg-type]
        return folder.summary()
