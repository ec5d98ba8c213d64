"""The fewest fields over many entries: against brute force, and where not everything can be weighed."""

from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_ways import margin, small_entries, small_profiles

from catalog_validator.engine import pool
from catalog_validator.engine.assess import Origin, assess_entry, unreadable_entry
from catalog_validator.engine.plan import Wish, build_plan
from catalog_validator.engine.pool import common_way
from catalog_validator.model.profile import FieldType
from catalog_validator.model.result import EntryResult, Status
from catalog_validator.model.way import CommonWay, Goal, Rung, Step, Way
from worlds import AS_OF, make_field, make_profile

WISH = Wish(way=True, curve=True)
NO_CONDITIONS = make_profile(*(make_field(f"f{number}", FieldType.TEXT) for number in range(8)))


def results(data: st.DataObject) -> tuple[Any, list[dict[str, Any]], list[EntryResult]]:
    plan = build_plan(data.draw(small_profiles(6)), AS_OF, WISH)
    entries = data.draw(st.lists(small_entries(plan.profile), min_size=1, max_size=3))
    return plan, entries, [assess_entry(plan, entry, Origin("t", "/0")) for entry in entries]


@given(st.data())
def test_every_entry_by_its_own_way(data: st.DataObject) -> None:
    plan, _, found = results(data)
    way = common_way("entries", plan.profile, found, range(len(found)))
    assert way.proven
    assert way.fields == sum(len(one.way.steps) for one in found if one.way)
    assert [share.entry for share in way.shares] == [at for at, one in enumerate(found) if not one.passed]


@given(st.data())
@settings(max_examples=60)
def test_a_pooled_way_brings_what_it_says(data: st.DataObject) -> None:
    plan, entries, found = results(data)
    way = common_way("pooled", plan.profile, found, range(len(found)))
    chosen = {share.entry: tuple(step.field for step in share.steps) for share in way.shares}
    total = sum((margin(plan, entry, chosen.get(at, ())) for at, entry in enumerate(entries)), Fraction(0))
    assert way.proven
    assert total == way.margin
    assert total >= 0
    assert way.fields == sum(map(len, chosen.values()))


def rungs(margins: list[Fraction]) -> tuple[Rung, ...]:
    return tuple(Rung(margin, tuple(f"f{n}" for n in range(at))) for at, margin in enumerate(margins))


@st.composite
def curves(draw: st.DrawFn) -> list[tuple[Rung, ...]]:
    """Rising curves of any shape that end above zero."""
    found = []
    for _ in range(draw(st.integers(1, 4))):
        margin, margins = Fraction(draw(st.integers(-12, 3))), []
        for gain in [0, *draw(st.lists(st.integers(0, 5), max_size=4))]:
            margin += gain
            margins.append(margin)
        found.append(rungs([*margins, max(margin, Fraction(0)) + draw(st.integers(0, 3))]))
    return found


def scored(curve: tuple[Rung, ...]) -> EntryResult:
    zero = Fraction(0)
    could = tuple(Step(name, Fraction(1), False, True) for name in curve[-1].fields)
    way = Way((), zero, zero, curve=curve, open=could)
    return EntryResult("a", None, "t", "/0", Status.SCORED, zero, zero, False, way=way)


def pooled(found: list[tuple[Rung, ...]]) -> CommonWay:
    return common_way("pooled", NO_CONDITIONS, [scored(curve) for curve in found], range(len(found)))


def smallest(found: list[tuple[Rung, ...]]) -> int:
    """By trying all."""
    counts = product(*(range(len(curve)) for curve in found))
    return min(sum(some) for some in counts if sum(c[at].margin for c, at in zip(found, some, strict=True)) >= 0)


@given(curves())
@settings(max_examples=400)
def test_no_fewer_fields_reach_the_pooled_threshold(found: list[tuple[Rung, ...]]) -> None:
    way = pooled(found)
    assert way.proven
    assert way.fields == way.at_least == smallest(found)
    assert way.margin is not None
    assert way.margin >= 0


@given(curves())
@settings(max_examples=200)
def test_what_was_not_weighed_is_said(found: list[tuple[Rung, ...]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pool, "LIMIT", 0)
        way = pooled(found)
    assert way.at_least <= smallest(found) <= way.fields
    assert way.proven == (way.at_least == way.fields)


@pytest.mark.parametrize("goal", ["entries", "pooled"])
def test_entries_without_a_score_have_no_part(goal: Goal) -> None:
    plan = build_plan(NO_CONDITIONS, AS_OF, WISH)
    way = common_way(goal, plan.profile, [unreadable_entry(plan, Origin("t", "/0"), ())], [0])
    assert (way.fields, way.shares, way.proven) == (0, (), True)
