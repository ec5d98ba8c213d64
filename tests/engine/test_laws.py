"""The laws of scoring, by their numbers in docs/explanation/scoring.md, over generated profiles and entries."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from catalog_validator.engine.assess import Origin, assess_entry
from catalog_validator.engine.conditions import atoms
from catalog_validator.engine.fold import Folder, tally_of
from catalog_validator.engine.plan import build_plan
from catalog_validator.model.profile import Field, Obligation, Profile
from catalog_validator.model.result import EntryResult, State, Status, Tally
from worlds import AS_OF, HOLLOW, World, entries, full_entries, profiles, respelled, valid, worlds


def score(profile: Profile, entry: dict[str, Any], pointer: str = "/0") -> EntryResult:
    return assess_entry(build_plan(profile, AS_OF), entry, Origin("test", pointer))


def controllers(profile: Profile) -> set[str]:
    return {atom.field for field in profile.fields for atom in atoms(field.when)}


def codes(result: EntryResult) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(finding.code, finding.path) for finding in result.findings]


@given(worlds())
def test_1_a_score_lies_between_0_and_100(world: World) -> None:
    for entry in world.entries:
        result = score(world.profile, entry)
        assert result.score is not None
        assert 0 <= result.score <= 100


@given(profiles())
def test_1_an_empty_entry_scores_0(profile: Profile) -> None:
    assert score(profile, {}).score == 0


@given(st.data())
def test_1_a_full_valid_entry_scores_100(data: st.DataObject) -> None:
    profile = data.draw(profiles())
    assert score(profile, data.draw(full_entries(profile))).score == 100


@given(st.data())
def test_2_placeholder_is_absent_is_blank(data: st.DataObject) -> None:
    profile = data.draw(profiles())
    entry = data.draw(entries(profile))
    field = data.draw(st.sampled_from(profile.fields))
    without = {name: value for name, value in entry.items() if name != field.id}
    filled = [score(profile, without | {field.id: text}) for text in (*HOLLOW, None)]
    base = score(profile, without)
    assert {result.score for result in filled} == {base.score}
    assert {result.gates_failed for result in filled} == {base.gates_failed}


@given(st.data())
def test_3_filling_an_empty_field_that_controls_nothing_never_lowers_the_score(data: st.DataObject) -> None:
    profile = data.draw(profiles())
    entry = data.draw(entries(profile))
    free = [field for field in profile.fields if field.id not in controllers(profile)]
    field = data.draw(st.sampled_from(free))
    entry.pop(field.id, None)
    after = score(profile, entry | {field.id: data.draw(st.one_of(valid(field), entries_value(profile, field)))})
    assert (after.score or 0) >= (score(profile, entry).score or 0)


def entries_value(profile: Profile, field: Field) -> st.SearchStrategy[Any]:
    return entries(profile).map(lambda entry: entry.get(field.id))


@given(st.data())
def test_4_a_blank_controller_never_pays(data: st.DataObject) -> None:
    """All else equal, the fields that the value brings in filled, and those that it excludes left empty."""
    profile = data.draw(profiles())
    entry = data.draw(entries(profile))
    name = data.draw(st.sampled_from(sorted(controllers(profile)) or ["name"]))
    entry[name] = data.draw(valid(profile.field(name)))
    result = score(profile, entry)
    blank = {key: value for key, value in entry.items() if key != name}
    before = {item.field: item for item in score(profile, blank).fields}
    for item in result.fields:
        field = profile.field(item.field)
        if field.obligation is not Obligation.CONDITIONAL:
            continue
        if item.applies and item.field not in controllers(profile):
            entry[item.field] = data.draw(valid(field))
        elif before[item.field].applies and not item.applies:
            entry.pop(item.field, None)
    blank = {key: value for key, value in entry.items() if key != name}
    given_value, left_blank = score(profile, entry), score(profile, blank)
    applied = {item.field for item in given_value.fields if item.applies}
    assert applied <= {item.field for item in left_blank.fields if item.applies}
    assert (left_blank.score or 0) <= (given_value.score or 0)


@given(worlds())
def test_5_nfc_and_nfd_score_the_same_with_the_same_findings(world: World) -> None:
    for entry in world.entries:
        one, other = (score(world.profile, respelled(entry, form)) for form in ("NFC", "NFD"))
        assert (one.score, one.fields, codes(one)) == (other.score, other.fields, codes(other))


@given(worlds(), st.randoms())
def test_6_order_changes_nothing(world: World, random: Any) -> None:
    shuffled = list(world.profile.fields)
    random.shuffle(shuffled)
    other = replace(world.profile, fields=tuple(shuffled))
    results, mixed = [], []
    for number, entry in enumerate(world.entries):
        items = list(entry.items())
        random.shuffle(items)
        results.append(score(world.profile, entry, f"/{number}"))
        mixed.append(score(other, dict(items), f"/{number}"))
    for one, two in zip(results, mixed, strict=True):
        assert (one.score, one.earned, one.possible, one.passed) == (two.score, two.earned, two.possible, two.passed)
        assert sorted(map(str, codes(one))) == sorted(map(str, codes(two)))
    random.shuffle(mixed)
    folders = [Folder(), Folder()]
    for folder, found in zip(folders, (results, mixed), strict=True):
        for result in found:
            folder.add(result)
    assert folders[0].summary() == folders[1].summary()


@given(worlds(), st.sampled_from([Fraction(3), Fraction(1, 7), Fraction(10)]))
def test_6_weights_count_only_in_proportion(world: World, factor: Fraction) -> None:
    fields = tuple(replace(field, weight=field.weight * factor) for field in world.profile.fields)
    scaled = replace(world.profile, fields=fields)
    for entry in world.entries:
        assert score(world.profile, entry).score == score(scaled, entry).score


@given(worlds())
def test_7_points_per_field_add_up_and_so_do_tallies(world: World) -> None:
    results = [score(world.profile, entry, f"/{number}") for number, entry in enumerate(world.entries)]
    for result in results:
        assert sum(item.weight * item.credit for item in result.fields if item.applies) == result.earned
        assert sum(item.weight for item in result.fields if item.applies) == result.possible
        assert sum(finding.points_lost for finding in result.findings) == result.possible - result.earned
    folder = Folder()
    for result in results:
        folder.add(result)
    summary = folder.summary()
    assert sum(map(tally_of, results), Tally()) == summary.total
    assert sum((group.tally for group in summary.groups.values()), Tally()) == summary.total


@given(worlds())
def test_9_every_record_ends_in_exactly_one_state(world: World) -> None:
    plan = build_plan(world.profile, AS_OF)
    values: list[object] = [*world.entries, None, 3, []]
    results = [assess_entry(plan, entry, Origin("t", "/0")) for entry in values]
    total = sum(map(tally_of, results), Tally())
    assert total.read == len(results) == total.scored + total.refused + total.unreadable
    assert [result.status for result in results[-3:]] == [Status.UNREADABLE] * 3


@given(worlds())
def test_filled_means_full_credit(world: World) -> None:
    for entry in world.entries:
        for item in score(world.profile, entry).fields:
            if item.applies:
                assert (item.state is State.FILLED) == (item.credit == 1)
