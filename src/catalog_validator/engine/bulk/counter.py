"""Batches in, one summary out: the chunk's columns are judged, then its rows are added up."""

from collections.abc import Sequence
from itertools import compress
from operator import attrgetter
from typing import cast

from catalog_validator.engine.assess import group_value
from catalog_validator.engine.bulk.bill import bill_of
from catalog_validator.engine.bulk.bills import Bills, Settled
from catalog_validator.engine.bulk.cells import FINE, Outcome
from catalog_validator.engine.bulk.chunk import Chunk, Row
from catalog_validator.engine.bulk.circle import Circle, Step, build_circles
from catalog_validator.engine.bulk.records import build_cell
from catalog_validator.engine.bulk.silence import QuickSheet, build_quick, said
from catalog_validator.engine.bulk.sums import Sums
from catalog_validator.engine.bulk.variant import Talk, Talks, asked_of
from catalog_validator.engine.duplicates import KeyIndex, mark_of
from catalog_validator.engine.few import FewCounter
from catalog_validator.engine.fold import Folder
from catalog_validator.engine.plan import Plan
from catalog_validator.engine.sheet import Sheet
from catalog_validator.model.document import Batch
from catalog_validator.model.result import Group, State, Summary
from catalog_validator.model.text import fold

MOST_SPELLINGS = 50_000
_ANSWER = attrgetter("answer")


class BulkCounter:
    """Counts batches of entries. One per run and process; its summaries add up."""

    def __init__(self, plan: Plan, index: KeyIndex) -> None:
        """``index`` takes the keys of every scored entry."""
        self._plan = plan
        self._index = index
        self._slow = FewCounter(plan, index)
        self._cells = {field.id: build_cell(plan, field, asked_of(plan, field)) for field in plan.profile.fields}
        self._blank: Row = dict.fromkeys(plan.fields)
        self._asked = tuple(field.id for field in plan.profile.fields if asked_of(plan, field))
        self._circles = build_circles(plan, self._cells)
        self._talks = Talks(plan, self._asked, [[step.name for step in circle.steps] for circle in self._circles])
        self._quick = [build_quick(plan, item, self._cells) for item in plan.relations]
        self._keys: dict[str, list[int]] = {}
        for which, item in enumerate(plan.across):
            self._keys.setdefault(item.fields[0], []).append(which)
        self._groups: dict[str, dict[object, Sums]] = {name: {} for name in plan.group_by}
        self._spellings: dict[str, dict[object, Sums]] = {name: {} for name in plan.group_by}
        self._all = Sums()
        self._settled = Settled(plan.threshold / 100)
        self._stray = bill_of(0, int(plan.choice.takes("CV301")), 0)

    def add(self, batch: Batch, base: int) -> None:
        """Count a batch; ``base`` is the run's ordinal of the source's first entry."""
        flaws, values = batch.flaws, batch.values
        ordinal = base + batch.first
        if self._plan.own is not None:  # a schema of the user's own is asked about whole entries, one by one
            self._slow.add(batch, base)
            return
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
            self._slow.refer(value, ordinal + position, flaws.get(position, ()))
        self._count(clean, range(ordinal + len(values) - len(clean), ordinal + len(values)))

    def _count(self, rows: list[Row], ordinals: Sequence[int]) -> None:
        """Entries without structural flaws."""
        if not rows:
            return
        chunk = Chunk(rows, self._blank)
        asked = [map(_ANSWER, self._outcomes(chunk, name)) for name in self._asked]
        talks = list(map(self._talks.__getitem__, zip(*asked, strict=True))) if asked else [self._talks[()]] * len(rows)
        if self._talks.refusing and any(talk.refused for talk in talks):
            self._set_apart(rows, ordinals, talks)
            return
        bills = Bills([talk.bill for talk in talks])
        applying = zip(*[talk.scope.circles for talk in talks], strict=True)
        for circle, flags in zip(self._circles, applying, strict=True):
            self._judge(circle, chunk, flags, talks, bills)
        self._relate(chunk, talks, bills)
        for name, relations in self._keys.items():
            self._note_keys(name, relations, chunk, talks, ordinals)
        self._add(chunk, talks, bills)

    def _set_apart(self, rows: list[Row], ordinals: Sequence[int], talks: Sequence[Talk]) -> None:
        """Refused entries to the reference, the others once more without them."""
        kept = [at for at, talk in enumerate(talks) if not talk.refused]
        for at, talk in enumerate(talks):
            if talk.refused:
                self._slow.refer(rows[at], ordinals[at], ())
        self._count([rows[at] for at in kept], [ordinals[at] for at in kept])

    def _outcomes(self, chunk: Chunk, name: str) -> list[Outcome]:
        """The outcomes of a field in all rows."""
        known = chunk.outcomes.get(name)
        if known is None:
            known = chunk.outcomes[name] = self._cells[name].column(chunk.columns[name])
        return known

    def _judge(self, circle: Circle, chunk: Chunk, flags: Sequence[bool], talks: Sequence[Talk], bills: Bills) -> None:
        """The fields of a circle in the rows in which they apply; elsewhere they should be empty."""
        everywhere = all(flags)
        rows = range(len(flags)) if everywhere else list(compress(range(len(flags)), flags))
        for step in circle.steps:
            if everywhere:
                bills.charge(rows, self._outcomes(chunk, step.name))
                continue
            column = chunk.columns[step.name]
            values = list(compress(column, flags))
            known = chunk.outcomes.get(step.name)
            bills.charge(rows, list(compress(known, flags)) if known else step.cell.column(values))
            if len(column) - column.count(None) > len(values) - values.count(None):
                self._strays(step, column, talks, bills)

    def _strays(self, step: Step, column: Sequence[object], talks: Sequence[Talk], bills: Bills) -> None:
        """The field in the rows in which it does not apply."""
        for row, value in enumerate(column):
            if value is not None and step.name in talks[row].idle and not step.cell.look(value).empty:
                bills.whole[row] += self._stray

    def _relate(self, chunk: Chunk, talks: Sequence[Talk], bills: Bills) -> None:
        """What relations say that hold in a row and have to look at it."""
        sheets: dict[int, QuickSheet] = {}
        holding = zip(*[talk.within for talk in talks], strict=True)
        for relation, quick, flags in zip(self._plan.relations, self._quick, holding, strict=True):
            if True not in flags:
                continue
            rows = list(compress(range(len(flags)), flags))
            for row, counts in quick(chunk, rows, talks):
                if counts is None:
                    if row not in sheets:
                        sheets[row] = QuickSheet(self._plan, self._cells, chunk.rows[row])
                    counts = said(relation, sheets[row])
                bills.whole[row] += bill_of(*counts)

    def _note_keys(
        self, name: str, relations: Sequence[int], chunk: Chunk, talks: Sequence[Talk], ordinals: Sequence[int]
    ) -> None:
        """The field as the key of relations across entries."""
        column = chunk.columns[name]
        if column.count(None) == len(column):
            return
        outcomes, index = self._outcomes(chunk, name), self._index
        for value, outcome, talk, ordinal in zip(column, outcomes, talks, ordinals, strict=True):
            if value is None or True not in talk.across or not talk.applies[name]:
                continue
            text = value if outcome is FINE and isinstance(value, str) else self._stated(name, value)
            if text is not None:
                mark = mark_of(fold(text))
                for which in relations:
                    if talk.across[which]:
                        index.note(which, mark, ordinal, text)

    def _stated(self, name: str, value: object) -> str | None:
        verdict = self._cells[name].verdict(value)
        return verdict.texts[0] if verdict.state is State.FILLED and verdict.canonical is not None else None

    def _add(self, chunk: Chunk, talks: Sequence[Talk], bills: Bills) -> None:
        """Every entry into the sums of all and of its groups."""
        settled, rests = self._settled, bills.rests
        totals = [
            settled[key] if row not in rests else settled.made(*key, rests[row])
            for row, key in enumerate(zip([talk.possible for talk in talks], bills.whole, strict=True))
        ]
        columns = [self._grouped(name, chunk, talks) for name in self._plan.group_by]
        for sums in ([self._all] * len(talks), *columns):
            for one, talk, bill in zip(sums, talks, totals, strict=True):
                one.bills[talk.possible] = one.bills.get(talk.possible, 0) + bill
            for row, rest in rests.items():
                sums[row].add_rest(talks[row].possible, rest)

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
        folder = Folder(self._slow.folder.total + self._all.tally(), dict(self._slow.folder.groups))
        for name, groups in self._groups.items():
            for value, sums in groups.items():
                folder.add_to_group(Group(name, value, sums.tally()))  # type: ignore[arg-type]
        return folder.summary()
