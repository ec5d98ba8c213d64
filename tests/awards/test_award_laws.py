"""Laws of nominations, over generated registers and catalogs."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from random import Random

from award_worlds import CAMPAIGN, DECISION, DUE, PLAN, decide, worlds
from hypothesis import given
from hypothesis import strategies as st

from catalog_validator import Status
from catalog_validator.awards.measure import Catalog
from catalog_validator.awards.model import Register
from catalog_validator.awards.nominate import Candidate, nominate, preferred

World = tuple[Register, Catalog]
STANDING = {"nominated": 3, "tied_at_quota": 2, "over_quota": 1, "not_eligible": 0, "blocked": 0}


def standing(candidate: Candidate) -> tuple[int, int]:
    return STANDING[candidate.outcome], -(candidate.rank or 10**6)


@given(worlds(), st.randoms())
def test_the_order_of_inputs_never_matters(world: World, random: Random) -> None:
    register, catalog = world
    units, people, works = list(register.units), list(register.people), list(register.assignments)
    for items in (units, people, works):
        random.shuffle(items)
    other = replace(register, units=tuple(units), people=tuple(people), assignments=tuple(works))
    backwards = Catalog(dict(reversed(list(catalog.entries.items()))), catalog.full, catalog.data_errors)
    found, again = nominate(CAMPAIGN, register, catalog), nominate(CAMPAIGN, other, backwards)
    outcomes = [(one.id, one.outcome, one.rank, one.reasons, one.score, one.changes) for one in found]
    assert outcomes == [(one.id, one.outcome, one.rank, one.reasons, one.score, one.changes) for one in again]


@given(worlds(), st.integers(0, 3))
def test_no_more_than_the_quota_and_no_tie_split_silently(world: World, quota: int) -> None:
    found = nominate(replace(CAMPAIGN, quota={"collective": quota, "individual": quota}), *world)
    for kind in ("collective", "individual"):
        mine = [one for one in found if one.kind == kind]
        assert sum(one.outcome == "nominated" for one in mine) <= quota
        eligible = [one for one in mine if one.rank is not None]
        for one in eligible:
            for other in eligible:
                if (one.outcome, other.outcome) == ("nominated", "over_quota") and one.rank == other.rank:
                    assert preferred(CAMPAIGN, one.case.who)
                    assert preferred(CAMPAIGN, other.case.who) is False


@given(worlds(), st.data())
def test_taking_an_entry_away_never_helps(world: World, data: st.DataObject) -> None:
    register, catalog = world
    work = data.draw(st.sampled_from(register.assignments))
    hidden = {key: found for key, found in catalog.entries.items() if key != work.entry}
    broken = {
        key: tuple(replace(one, status=Status.UNREADABLE) for one in found) if key == work.entry else found
        for key, found in catalog.entries.items()
    }
    withdrawn = tuple(
        replace(one, published=None, unpublished=True) if one is work else one for one in register.assignments
    )
    before = decide(register, catalog)[work.unit]
    for other in (
        decide(register, Catalog(hidden, catalog.full, {})),
        decide(register, Catalog(broken, catalog.full, {})),
        decide(replace(register, assignments=withdrawn), catalog),
    ):
        assert standing(other[work.unit]) <= standing(before)


@given(worlds(), st.data())
def test_better_evidence_never_harms(world: World, data: st.DataObject) -> None:
    register, catalog = world
    at = data.draw(st.integers(0, len(register.units) - 1))
    mine = register.units[at]
    unit = replace(mine, plan=PLAN, conduct="clear", women_share=max(mine.women_share or Fraction(70), Fraction(70)))
    assignments = tuple(
        replace(work, finished=DUE - timedelta(9), published=DECISION) if work.unit == mine.id else work
        for work in register.assignments
    )
    units = (*register.units[:at], unit, *register.units[at + 1 :])
    better = decide(replace(register, units=units, assignments=assignments), catalog)
    assert standing(better[mine.id]) >= standing(decide(register, catalog)[mine.id])


@given(worlds())
def test_unknown_never_counts_as_clear_or_met(world: World) -> None:
    for one in nominate(CAMPAIGN, *world):
        if one.case.who.conduct != "clear":
            assert one.outcome == "blocked"
        if any(result.met != "met" for result in one.criteria):
            assert one.outcome in ("blocked", "not_eligible")
        if one.outcome in ("blocked", "not_eligible"):
            assert one.reasons
            assert one.rank is None
