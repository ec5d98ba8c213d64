"""Many entries, counted only. Agrees with `assess_entry` entry by entry; it saves work and decides nothing.

It may do three things: prove cheaply that a value is fine (`proofs`), reuse an outcome that the reference gave
the same value before (`cells`), or ask the reference. What conditions and relations depend on is decided once
per combination of controlling values (`variant`).
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, cast

from catalog_validator.engine.assess import Origin, group_value, score_sheet, unreadable_entry
from catalog_validator.engine.cells import FINE, Outcome, build_cell
from catalog_validator.engine.duplicates import KeyIndex
from catalog_validator.engine.fold import Folder
from catalog_validator.engine.plan import Plan
from catalog_validator.engine.sheet import Sheet
from catalog_validator.engine.silence import NOTHING, QuickSheet, build_silence, said
from catalog_validator.engine.sums import Sums
from catalog_validator.engine.variant import Talk, Variant, asked_of, build_variant, controllers, talk_of
from catalog_validator.model.document import Batch
from catalog_validator.model.finding import Violation
from catalog_validator.model.result import Group, State, Summary
from catalog_validator.model.text import fold

MOST_VARIANTS = 20_000
MOST_SPELLINGS = 50_000
MOST_TALLIED = 20_000

Key = tuple[Any, ...]


class BulkCounter:
    """Counts batches of entries. One per run and process; its summaries add up."""

    def __init__(self, plan: Plan, index: KeyIndex) -> None:
        """``index`` takes the keys of every scored entry."""
        self._plan = plan
        self._index = index
        self._slow = Folder()
        named = controllers(plan)
        self._cells = {field.id: build_cell(plan, field, asked_of(plan, field)) for field in plan.profile.fields}
        self._looks = {name: cell.look for name, cell in self._cells.items()}
        self._controllers = tuple((name, self._cells[name].look) for name in named)
        self._variants: dict[tuple[Outcome, ...], Variant] = {}
        self._silence = {item.id: build_silence(plan, item, self._cells) for item in plan.relations}
        self._gates = frozenset(field.id for field in plan.profile.fields if field.gate)
        self._keys = tuple(
            (which, item.id, item.fields[0], self._cells[item.fields[0]]) for which, item in enumerate(plan.across)
        )
        self._groups: dict[str, dict[object, Sums]] = {name: {} for name in plan.group_by}
        self._spellings: dict[str, dict[object, Sums]] = {name: {} for name in plan.group_by}
        self._all = Sums()
        self._tallied: dict[tuple[object, ...], int] = {}
        self._bar = (plan.threshold.numerator, 100 * plan.threshold.denominator)

    def add(self, batch: Batch, base: int) -> None:
        """Count a batch; ``base`` is the run's ordinal of the source's first entry."""
        flaws = batch.flaws
        ordinal = base + batch.first
        for position, value in enumerate(batch.values):
            if value.__class__ is not dict or (flaws and position in flaws):
                self._refer(value, ordinal + position, flaws.get(position, ()))
            else:
                self._count(value, ordinal + position)

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

    def _variant(self, values: dict[str, object]) -> Variant:
        """What the controlling values decide."""
        outcomes = tuple([look(values.get(name)) for name, look in self._controllers])
        variant = self._variants.get(outcomes)
        if variant is None:
            named = {name: outcome for (name, _), outcome in zip(self._controllers, outcomes, strict=True)}
            variant = build_variant(self._plan, self._cells, named)
            if len(self._variants) < MOST_VARIANTS:
                self._variants[outcomes] = variant
        return variant

    def _count(self, values: dict[str, object], ordinal: int) -> None:
        """One entry without structural flaws."""
        variant = self._variant(values)
        if variant.refused:
            self._refer(values, ordinal, ())
            return
        get, looks, silence = values.get, self._looks, self._silence
        lost, gate_failed = variant.lost, variant.gate_failed
        errors, warnings, notes = variant.errors, variant.warnings, variant.notes
        for name, absent, memo, cell, weight in variant.steps:
            value = get(name)
            out = absent if value is None else memo[value] if value.__class__ is str else cell.look(value)
            if out is FINE:
                continue
            if out.lost:
                lost += weight * out.lost
                gate_failed = gate_failed or name in self._gates
            errors, warnings, notes = errors + out.errors, warnings + out.warnings, notes + out.notes
        for name in variant.idle:
            if get(name) is not None and not self._cells[name].judged(get(name)).empty:
                warnings += self._plan.choice.takes("CV301")
        talk = talk_of(variant, tuple([looks[name](get(name)) for name in variant.open]))
        if talk.errors or talk.warnings or talk.notes:
            errors, warnings, notes = errors + talk.errors, warnings + talk.warnings, notes + talk.notes
        sheet: QuickSheet | None = None
        for relation in talk.within:
            more = silence[relation.id](values, variant.applies)
            if more is None:
                sheet = sheet or QuickSheet(self._plan, self._cells, values)
                more = said(relation, sheet)
            if more is not NOTHING:
                errors, warnings, notes = errors + more[0], warnings + more[1], notes + more[2]
        if talk.across:
            self._note_keys(values, variant, talk, ordinal)
        earned = variant.possible - lost
        self._add(values, variant, (earned, gate_failed, errors, warnings, notes))

    def _note_keys(self, values: dict[str, object], variant: Variant, talk: Talk, ordinal: int) -> None:
        for which, relation_id, name, cell in self._keys:
            value = values.get(name)
            if value is None or relation_id not in talk.across or not variant.applies[name]:
                continue
            if isinstance(value, str) and cell.memo[value] is FINE:
                self._index.note(which, fold(value), ordinal, value)
            elif (verdict := cell.verdict(value)).state is State.FILLED and verdict.canonical is not None:
                self._index.note(which, fold(verdict.texts[0]), ordinal, verdict.texts[0])

    def _add(
        self, values: dict[str, object], variant: Variant, found: tuple[Fraction | int, bool, int, int, int]
    ) -> None:
        """One more entry with these groups, points and findings; equal ones are added up together."""
        groups: list[Sums] = []
        for name in self._plan.group_by:
            value = values.get(name)
            known = self._spellings[name].get(value) if value.__class__ is str and variant.applies[name] else None
            groups.append(known if known is not None else self._group(name, value, variant))
        key = (variant.possible, *found, *groups)
        self._tallied[key] = self._tallied.get(key, 0) + 1
        if len(self._tallied) > MOST_TALLIED:
            self._settle()

    def _settle(self) -> None:
        """Move what was tallied into the sums."""
        num, den = self._bar
        for key, times in self._tallied.items():
            possible, earned, gate_failed, errors, warnings, notes, *groups = cast(Key, key)
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

    def _group(self, name: str, value: object, variant: Variant) -> Sums:
        """The sums of the group that a value belongs to, by the reference's word."""
        key = group_value(Sheet(self._plan, {name: value}), name) if variant.applies[name] else None
        sums = self._groups[name].setdefault(key, Sums())
        if value.__class__ is str and variant.applies[name] and len(self._spellings[name]) < MOST_SPELLINGS:
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
