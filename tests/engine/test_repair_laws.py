"""Laws of repairs: nothing that is filled is lost, no score falls, and what was repaired needs no repair."""

from benchmarks.old_encodings import as_tcvn3, as_vni
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog_validator.engine.assess import Origin, score_sheet
from catalog_validator.engine.plan import Plan, build_plan
from catalog_validator.engine.repairs import applied, entry_repairs
from catalog_validator.engine.sheet import Sheet
from catalog_validator.model.repair import Repair
from catalog_validator.model.result import EntryResult, State, Status
from catalog_validator.model.text import fold
from worlds import AS_OF, World, respelled, worlds

SPOILERS = (
    lambda text: f" {text}\u200b",
    lambda text: text.replace(" ", "  "),
    lambda text: text.upper(),
    as_tcvn3,
    as_vni,
)


def spoiled(value: object, draw: st.DataObject) -> object:
    """The same value with some of its texts written badly."""
    if isinstance(value, dict):
        return {key: spoiled(inner, draw) for key, inner in value.items()}
    if isinstance(value, list):
        return [spoiled(inner, draw) for inner in value]
    if isinstance(value, str) and draw.draw(st.booleans()):
        return draw.draw(st.sampled_from(SPOILERS))(value)
    return value


def scored(plan: Plan, values: dict[str, object]) -> EntryResult:
    return score_sheet(Sheet(plan, values), Origin("", ""))


@settings(max_examples=200)
@given(worlds(most=3), st.sampled_from(["NFC", "NFD"]), st.data())
def test_the_laws_of_repairs(world: World, form: str, data: st.DataObject) -> None:
    plan = build_plan(world.profile, AS_OF)
    for entry in world.entries:
        values = spoiled(respelled(entry, form), data)
        assert isinstance(values, dict)
        before = scored(plan, values)
        repairs = entry_repairs(plan, values)
        assert (repairs is None) == (before.status is Status.REFUSED)
        if repairs:
            hold(plan, values, before, repairs)


def hold(plan: Plan, values: dict[str, object], before: EntryResult, repairs: tuple[Repair, ...]) -> None:
    made = [repair for repair in repairs if not repair.left]
    mended = applied(values, made)
    assert isinstance(mended, dict)
    after = scored(plan, mended)
    assert after.score is not None
    assert before.score is not None
    assert after.score >= before.score
    assert set(after.gates_failed) <= set(before.gates_failed)
    for old, new in zip(before.fields, after.fields, strict=True):
        if old.state is State.FILLED:
            said, says = (Sheet(plan, one).verdict(old.field) for one in (values, mended))
            assert fold(says.canonical or "") == fold(said.canonical or "")
            assert says.state is State.FILLED
            # A condition that was undecided may be decided now.
            assert new.state is (State.FILLED if new.applies else State.NOT_APPLICABLE)
    again = entry_repairs(plan, mended)
    assert again is not None
    assert all(repair.left for repair in again)


def test_a_repair_that_costs_points_is_not_made() -> None:
    from catalog_runs import SMALL
    from catalog_validator import load_profile

    plan = build_plan(load_profile(SMALL), AS_OF)
    assert entry_repairs(plan, {"name": "a  bc"}) == ()  # three letters and a blank are too short
    assert len(entry_repairs(plan, {"name": "ab  cd"}) or ()) == 1
