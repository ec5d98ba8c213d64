"""Laws of nominations, over generated registers and catalogs."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from random import Random
from typing import Any

from award_worlds import ATTESTED, CAMPAIGN, DECISION, DUE, PLAN, decide, entry, worlds
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
    """Removed, unreadable, refused, un-published in the catalog or in the register: neither its unit nor its person."""
    register, catalog = world
    work = data.draw(st.sampled_from(register.assignments))

    def with_entry(**changes: Any) -> Catalog:
        changed = tuple(replace(one, **changes) for one in catalog.entries.get(work.entry, ()))
        return Catalog({**catalog.entries, work.entry: changed}, catalog.full, {})

    hidden = {key: found for key, found in catalog.entries.items() if key != work.entry}
    withdrawn = tuple(
        replace(one, published=None, unpublished=True) if one is work else one for one in register.assignments
    )
    before = decide(register, catalog)
    for other in (
        decide(register, Catalog(hidden, catalog.full, {})),
        decide(register, with_entry(status=Status.UNREADABLE, earned=Fraction(0), possible=Fraction(0))),
        decide(register, with_entry(status=Status.REFUSED, earned=Fraction(0), possible=Fraction(0))),
        decide(register, with_entry(published=False)),
        decide(replace(register, assignments=withdrawn), catalog),
    ):
        assert standing(other[work.unit]) <= standing(before[work.unit])
        assert standing(other[str(work.person)]) <= standing(before[str(work.person)])
        assert other[work.unit].score <= before[work.unit].score


@given(worlds(), st.data())
def test_better_evidence_never_harms(world: World, data: st.DataObject) -> None:
    """Any one thing made better, or all of it: the outcome and the rank of that candidate do not get worse."""
    register, catalog = world
    at = data.draw(st.integers(0, len(register.units) - 1))
    unit, person = register.units[at], register.people[at]
    some = data.draw(st.sets(st.sampled_from(["own", "finished", "published", "described"]), min_size=1))
    if "own" in some:
        share = max(unit.women_share or Fraction(70), Fraction(70))
        unit = replace(unit, plan=PLAN, conduct="clear", women_share=share, previous_awards=())
        person = replace(person, conduct="clear", gender="female", participation=ATTESTED, recognised=ATTESTED)
    works = [
        replace(
            work,
            finished=DUE - timedelta(9) if "finished" in some else work.finished,
            published=DECISION if "published" in some else work.published,
        )
        if work.unit == unit.id
        else work
        for work in register.assignments
    ]
    mine = {work.entry for work in works if work.unit == unit.id} if "described" in some else set()
    full = {name: (entry(name),) for name in mine}
    better = replace(
        register,
        units=(*register.units[:at], unit, *register.units[at + 1 :]),
        people=(*register.people[:at], person, *register.people[at + 1 :]),
        assignments=tuple(works),
    )
    before = decide(register, catalog)
    after = decide(better, Catalog({**catalog.entries, **full}, catalog.full, {}))
    for name in (unit.id, person.id):
        assert standing(after[name]) >= standing(before[name])


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


@given(worlds())
def test_a_reading_that_changes_an_outcome_is_named(world: World) -> None:
    """What is said to change under another setting is what a run under that setting says."""
    found = {one.id: one for one in nominate(CAMPAIGN, *world)}
    hundred = {**CAMPAIGN.threshold, "individual": Fraction(100)}
    others: dict[tuple[str, str], dict[str, Any]] = {
        ("reading", "share"): {"reading": "share"},
        ("reading", "every"): {"reading": "every"},
        ("threshold.individual", "100"): {"threshold": hundred},
        ("accuracy", "all"): {"accuracy": "all"},
    }
    for (setting, value), change in others.items():
        for name, other in decide(*world, **change).items():
            told = [one.outcome for one in found[name].changes if (one.setting, one.value) == (setting, value)]
            assert told == ([other.outcome] if other.outcome != found[name].outcome else [])
