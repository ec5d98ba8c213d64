"""The fewest fields: against brute force over all subsets of small profiles, and what must hold for any."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_ways import is_plan, margin, open_fields, outcomes, plans_of_size, small_entries, small_profiles

from catalog_validator.engine import way_parts
from catalog_validator.engine.assess import Origin, assess_entry
from catalog_validator.engine.plan import Plan, Wish, build_plan
from catalog_validator.model.profile import Atom, FieldType, Obligation
from catalog_validator.model.way import Way
from worlds import AS_OF, entries, make_field, make_profile, profiles

WISH = Wish(way=True, curve=True)


def way_of(plan: Plan, entry: dict[str, object]) -> Way:
    found = assess_entry(plan, entry, Origin("t", "/0")).way
    assert found is not None
    return found


@given(st.data())
@settings(max_examples=150)
def test_no_smaller_set_of_fields_is_a_plan_and_this_one_is(data: st.DataObject) -> None:
    plan = build_plan(data.draw(small_profiles()), AS_OF, WISH)
    entry = data.draw(small_entries(plan.profile))
    way = way_of(plan, entry)
    chosen = tuple(step.field for step in way.steps)
    assert way.proven
    assert is_plan(plan, entry, chosen)
    for size in range(len(chosen)):
        assert next(plans_of_size(plan, entry, size), None) is None
    after = [
        100 * earned / possible if possible else Fraction(100) for earned, possible, _ in outcomes(plan, entry, chosen)
    ]
    assert (way.worst, way.best) == (min(after), max(after))
    best = max(margin(plan, entry, some) for some in plans_of_size(plan, entry, len(chosen)))
    assert margin(plan, entry, chosen) == best


@given(st.data())
@settings(max_examples=60)
def test_a_curve_says_the_best_that_any_number_of_fields_brings(data: st.DataObject) -> None:
    plan = build_plan(data.draw(small_profiles(6)), AS_OF, WISH)
    entry = data.draw(small_entries(plan.profile))
    curve = way_of(plan, entry).curve
    best: list[Fraction] = []
    for size in range(len(open_fields(plan, entry)) + 1):
        found = max(margin(plan, entry, some) for some in combinations(open_fields(plan, entry), size))
        best.append(max([found, *best[-1:]]))
    held = [rung.margin for rung in curve]
    assert held + held[-1:] * (len(best) - len(held)) == best
    assert all(
        margin(plan, entry, rung.fields) == rung.margin and len(rung.fields) <= size for size, rung in enumerate(curve)
    )


@given(st.data())
@settings(max_examples=100)
def test_a_search_cut_short_says_so_and_never_claims_too_much(data: st.DataObject) -> None:
    entry_plan = build_plan(data.draw(small_profiles()), AS_OF, WISH)
    entry = data.draw(small_entries(entry_plan.profile))
    exact = way_of(entry_plan, entry)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(way_parts, "LIMIT", data.draw(st.integers(1, 4)))
        way = way_of(entry_plan, entry)
    chosen = tuple(step.field for step in way.steps)
    assert is_plan(entry_plan, entry, chosen)
    assert way.at_least <= len(exact.steps) <= len(chosen)
    assert way.proven <= (len(exact.steps) == len(chosen))
    after = [
        100 * earned / possible if possible else Fraction(100)
        for earned, possible, _ in outcomes(entry_plan, entry, chosen)
    ]
    assert way.worst <= min(after)
    assert max(after) <= way.best


@given(st.data())
def test_a_step_says_what_it_brings_and_whether_it_is_sure(data: st.DataObject) -> None:
    plan = build_plan(data.draw(small_profiles()), AS_OF, WISH)
    entry = data.draw(small_entries(plan.profile))
    result = assess_entry(plan, entry, Origin("t", "/0"))
    assert result.way is not None
    scores = {score.field: score for score in result.fields}
    for step in result.way.steps:
        score = scores[step.field]
        assert score.applies
        assert step.gain == score.weight * (1 - score.credit)
        assert step.gate == plan.fields[step.field].gate
        assert step.lacking <= step.records
    order = [(not step.gate, -step.gain, list(plan.fields).index(step.field)) for step in result.way.steps]
    assert order == sorted(order)
    assert (result.way.steps == ()) == result.passed


@given(st.data())
def test_every_entry_that_is_scored_has_a_way(data: st.DataObject) -> None:
    """Filling whatever lacks something gives a full score, so the search always ends."""
    profile = data.draw(profiles())
    plan = build_plan(profile, AS_OF, WISH)
    way = way_of(plan, data.draw(entries(profile)))
    assert way.proven
    assert plan.threshold <= way.worst <= way.best <= 100


def test_a_class_is_never_suggested_to_shrink_the_whole() -> None:
    """Stating `red` would leave only one field to fill; but whoever fills it may have to state another."""
    colour = make_field("colour", FieldType.CODE)
    others = [
        make_field(f"f{n}", FieldType.TEXT, Obligation.CONDITIONAL, when=Atom("colour", ("red",), True))
        for n in range(6)
    ]
    plan = build_plan(make_profile(make_field("name", FieldType.TEXT), colour, *others), AS_OF, WISH)
    way = way_of(plan, {"name": "Quản lý hồ sơ của tỉnh"})
    assert [step.field for step in way.steps] == ["colour", "f0", "f1", "f2", "f3", "f4"]
    assert [step.sure for step in way.steps] == [True] + [False] * 5
    assert (way.worst, way.best) == (Fraction(175, 2), Fraction(100))


def test_a_mark_of_secrecy_is_taken_to_say_no() -> None:
    secret = make_field("secret", FieldType.YES_NO, refuse=True)
    one = make_field("f", FieldType.TEXT, Obligation.CONDITIONAL, when=Atom("secret", ("yes",)))
    plan = build_plan(
        make_profile(make_field("name", FieldType.TEXT), secret, one, threshold=Fraction(100)), AS_OF, WISH
    )
    way = way_of(plan, {"name": "Quản lý hồ sơ của tỉnh"})
    assert [step.field for step in way.steps] == ["secret"]


def test_a_list_is_one_step_that_counts_its_records() -> None:
    plan = build_plan(
        make_profile(
            make_field("name", FieldType.TEXT), make_field("items", FieldType.RECORDS), threshold=Fraction(90)
        ),
        AS_OF,
        WISH,
    )
    good, bad = {"name": "Hồ sơ", "description": "Của tỉnh"}, {"name": "Hồ sơ"}
    way = way_of(plan, {"name": "Quản lý hồ sơ", "items": [good, bad, bad, bad]})
    step = way.steps[0]
    assert (step.field, step.gain, step.records, step.lacking) == ("items", Fraction(3, 8), 4, 3)


def test_a_way_is_made_only_where_it_is_asked_for() -> None:
    profile = make_profile(make_field("name", FieldType.TEXT))
    assert assess_entry(build_plan(profile, AS_OF), {}, Origin("t", "/0")).way is None
    asked = build_plan(profile, AS_OF, replace(WISH, curve=False))
    assert way_of(asked, {}).curve == ()
    assert assess_entry(asked, None, Origin("t", "/0")).way is None
