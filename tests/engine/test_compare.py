"""A change of score is the sum of its parts, exactly, whatever changed; and what is paired with what."""

import random
from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from catalog_validator.engine.compare import Rule, compare
from catalog_validator.model.change import Difference
from catalog_validator.model.profile import FieldType, Profile
from diff_cases import catalogs, snapshot_of
from worlds import make_field, make_profile, profiles

ZERO = Fraction(0)


def difference(profile: Profile, old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Difference:
    found = compare(snapshot_of(profile, old), snapshot_of(profile, new), [field.id for field in profile.fields])
    assert found is not None
    return found


@given(st.data())
@settings(max_examples=200)
def test_the_parts_sum_exactly_to_the_whole(data: st.DataObject) -> None:
    profile = data.draw(profiles())
    old, new = data.draw(catalogs(profile)), data.draw(catalogs(profile))
    found = difference(profile, old, new)
    by_field = sum((part.points for part in found.fields), ZERO)
    pooled = [*(pair.pooled for pair in found.pairs), *(one.pooled for one in (*found.added, *found.removed))]
    by_entry = sum(pooled, ZERO)
    if found.old.score is None or found.new.score is None:
        assert found.change is None
    else:
        assert found.change == found.new.score - found.old.score
        assert by_field + found.come + found.gone == found.change
        assert by_entry == found.change
        for by in {unit.by for unit in found.units}:
            assert sum((unit.pooled for unit in found.units if unit.by == by), ZERO) == found.change
    for pair in found.pairs:
        assert sum((part.points for part in pair.parts), ZERO) == pair.change
        assert pair.change == (pair.new.score or 0) - (pair.old.score or 0)


@given(st.data())
def test_every_entry_and_every_finding_is_accounted_for(data: st.DataObject) -> None:
    profile = data.draw(profiles())
    old, new = snapshot_of(profile, data.draw(catalogs(profile))), snapshot_of(profile, data.draw(catalogs(profile)))
    found = compare(old, new, ())
    assert found is not None
    assert len(found.pairs) + len(found.removed) == old.numbers.scored
    assert len(found.pairs) + len(found.added) == new.numbers.scored
    told = found.remarks
    assert told.fixed + told.remaining + told.gone == sum(len(one.remarks) for one in old.entries or ())
    assert told.added + told.remaining + told.come == sum(len(one.remarks) for one in new.entries or ())


@given(st.data())
def test_the_order_of_entries_changes_no_part(data: st.DataObject) -> None:
    profile = data.draw(profiles())
    old, new = (
        [{**one, "name": f"Hồ sơ số {at} của tỉnh"} for at, one in enumerate(data.draw(catalogs(profile)))]
        for _ in "ab"
    )
    mixed = random.Random(data.draw(st.integers(0, 99))).sample(new, len(new))
    one, other = difference(profile, old, new), difference(profile, old, mixed)
    assert (one.change, one.fields, one.come, one.gone) == (other.change, other.fields, other.come, other.gone)


@given(st.data())
def test_a_catalog_against_itself_has_not_changed(data: st.DataObject) -> None:
    profile = data.draw(profiles())
    same = data.draw(catalogs(profile))
    found = difference(profile, same, same)
    assert (found.fields, found.added, found.removed, found.come, found.gone) == ((), (), (), ZERO, ZERO)
    assert {pair.kind for pair in found.pairs} <= {"same"}
    assert (found.remarks.added, found.remarks.fixed) == (0, 0)


points = st.tuples(st.integers(0, 9), st.integers(1, 9)).map(lambda some: (Fraction(min(some)), Fraction(some[1])))


@given(points, points)
def test_a_part_is_the_mean_of_both_orders(old: tuple[Fraction, Fraction], new: tuple[Fraction, Fraction]) -> None:
    """Of two causes, points earned and points possible, each gets the mean of coming first and of coming second."""
    rule = Rule.between(old, new)
    assert rule is not None
    (e, p), (f, q) = old, new
    earned = 50 * ((f / p - e / p) + (f / q - e / q))
    possible = 50 * ((e / q - e / p) + (f / q - f / p))
    assert rule.part((e, ZERO), (f, ZERO)) == earned
    assert rule.part((ZERO, p), (ZERO, q)) == possible


def test_entries_of_one_name_are_paired_in_their_order_and_that_is_said() -> None:

    profile = make_profile(make_field("name", FieldType.TEXT), make_field("f", FieldType.TEXT))
    twin = {"name": "Hồ sơ của tỉnh"}
    found = difference(profile, [twin, {**twin, "f": "Quản lý hồ sơ"}], [twin, twin, twin])
    assert [pair.kind for pair in found.pairs] == ["same", "worse"]
    assert len(found.added) == 1
    assert found.doubles == ("Hồ sơ của tỉnh",)


def test_what_one_side_newly_refuses_is_not_named_by_the_other() -> None:

    profile = make_profile(make_field("name", FieldType.TEXT), make_field("secret", FieldType.YES_NO, refuse=True))
    entry = {"name": "Hồ sơ của tỉnh", "secret": "no"}
    found = difference(profile, [entry], [{**entry, "secret": "yes"}])
    assert [one.named for one in found.removed] == [False]
    assert [one.named for one in difference(profile, [entry], []).removed] == [True]


def test_a_report_without_entries_is_not_compared_entry_by_entry() -> None:

    side = snapshot_of(make_profile(make_field("name", FieldType.TEXT)), [{}])
    assert compare(replace(side, entries=None), side, ()) is None
