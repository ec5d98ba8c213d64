"""What a person would decide who applies the plan, case by case."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from award_worlds import CAMPAIGN, DECISION, DUE, catalog, decide, entry, error, person, unit, work

from catalog_validator import EntryResult, Status
from catalog_validator.awards.model import Assignment, PreviousAward, Register, Unit
from catalog_validator.awards.nominate import Candidate
from catalog_validator.awards.record import days_left


def one(of: Unit, found: EntryResult | None = None, **more: Any) -> Candidate:
    """A unit with a single entry."""
    entries = catalog(found or entry("e"))
    return decide(Register((of,), (), (work("e", **more),)), entries)[of.id]


def test_all_is_well() -> None:
    assert (one(unit()).outcome, one(unit()).rank, one(unit()).earliness) == ("nominated", 1, 5)


@pytest.mark.parametrize("conduct", ["pending", "unknown"])
def test_blocked_by_conduct(conduct: str) -> None:
    found = one(unit(conduct=conduct))
    assert (found.outcome, found.reasons) == ("blocked", ((f"conduct-{conduct}", ""),))


@pytest.mark.parametrize(
    ("award", "outcome"),
    [
        (PreviousAward("7/QĐ", "sonla-2026"), "blocked"),
        (PreviousAward("7/QĐ", "", date(2026, 3, 3)), "blocked"),
        (PreviousAward("7/QĐ", "", date(2026, 4, 30)), "blocked"),
        (PreviousAward("7/QĐ", "", date(2026, 3, 2)), "nominated"),
        (PreviousAward("7/QĐ", "dot-thi-dua-khac", date(2026, 5, 1)), "nominated"),
    ],
)
def test_a_second_award_for_one_achievement(award: PreviousAward, outcome: str) -> None:
    assert one(unit(previous_awards=(award,))).outcome == outcome


@pytest.mark.parametrize(
    ("finished", "met"),
    [(DUE, "not_met"), (DUE + timedelta(1), "not_met"), (DUE - timedelta(1), "met"), (None, "unknown")],
)
def test_before_the_deadline_is_strictly_before(finished: date | None, met: str) -> None:
    found = one(unit(), finished=finished)
    assert (found.criteria[1].met, found.outcome == "nominated") == (met, met == "met")


def test_what_is_finished_after_the_drive_was_over_is_not_finished_in_it() -> None:
    last, due = CAMPAIGN.end, CAMPAIGN.end + timedelta(9)
    assert one(unit(), due=due, finished=last).outcome == "nominated"
    late = one(unit(), due=due, finished=last + timedelta(1))
    assert (late.criteria[1].met, late.criteria[1].needs[0].evidence["after_end"]) == ("not_met", ["e"])


def test_what_is_not_promulgated_earns_nothing() -> None:
    found = one(unit(), entry("e", published=False))
    assert [found.score, found.criteria[2].met, found.outcome] == [0, "not_met", "not_eligible"]


def test_what_nobody_says_to_be_promulgated_is_unknown() -> None:
    found = one(unit(), entry("e", published=None))
    assert [found.score, found.criteria[2].met, found.criteria[2].needs[0].settle] == [0, "unknown", ("e",)]
    assert one(unit(), entry("e", published=None), published=DECISION).outcome == "nominated"
    assert one(unit(), entry("e", published=False), published=DECISION).criteria[2].met == "unknown"


def test_a_hair_below_the_threshold() -> None:
    below = one(unit(), replace(entry("e"), earned=Fraction(79999), possible=Fraction(100000)))
    assert (below.score, below.outcome) == (Fraction(79999, 1000), "not_eligible")
    assert one(unit(), entry("e", 80, 100)).outcome == "nominated"


def test_each_domain_by_itself() -> None:
    works = (work("e", domain="science"), work("f", domain="health"))
    found = decide(Register((unit(),), (), works), catalog(entry("e", 100, 100), entry("f", 79, 100)))["a"]
    assert (found.score, found.criteria[2].met) == (Fraction(179, 2), "not_met")
    assert found.by_domain == {"health": 79, "science": 100}


@pytest.mark.parametrize("gone", [None, replace(entry("e"), status=Status.UNREADABLE, earned=Fraction(0))])
def test_what_cannot_be_judged_counts_all_its_points(gone: EntryResult | None) -> None:
    entries = catalog(entry("f", 32, 32), *([gone] if gone else []))
    found = decide(Register((unit(),), (), (work("e"), work("f"))), entries)["a"]
    assert [found.score, found.criteria[1].met, found.outcome] == [50, "not_met", "not_eligible"]


def test_wrong_is_not_accurate_and_blank_is_measured_by_the_percentage() -> None:
    assert one(unit(), entry("e", findings=(error("CV205"),))).criteria[1].met == "not_met"
    blank = one(unit(), entry("e", findings=(error("CV101"),)))
    assert blank.outcome == "nominated"
    assert [(change.setting, change.value, change.outcome) for change in blank.changes] == [
        ("accuracy", "all", "not_eligible")
    ]


def test_an_entry_given_twice_counts_as_the_worse_one() -> None:
    found = decide(Register((unit(),), (), (work("e"),)), catalog(entry("e"), entry("e", 12)))["a"]
    assert found.score == 50


def several(shares: Sequence[Fraction | None]) -> dict[str, Candidate]:
    """Units a, b, c … alike but for their share of women; the first three are better than the others."""
    units = tuple(unit(chr(97 + at), women_share=share) for at, share in enumerate(shares))
    works = tuple(work(one.id, one.id) for one in units)
    entries = [entry(one.id, 24 if at < 3 else 23) for at, one in enumerate(units)]
    return decide(Register(units, (), works), catalog(*entries))


def test_a_tie_at_the_fourth_place_that_the_law_decides() -> None:
    found = several([None, None, None, Fraction(69), Fraction(70)])
    assert [found[name].outcome for name in "abcde"] == ["nominated"] * 3 + ["over_quota", "nominated"]
    assert [found[name].rank for name in "de"] == [4, 4]
    assert [found[name].reasons for name in "cde"] == [(), (("others-preferred", "70"),), (("preferred", "70"),)]


@pytest.mark.parametrize("shares", [(69, 10), (70, 80), (None, 70), (None, 10)])
def test_a_tie_that_the_law_does_not_decide(shares: tuple[int | None, int]) -> None:
    found = several([None, None, None, *(None if share is None else Fraction(share) for share in shares)])
    assert [found[name].outcome for name in "de"] == ["tied_at_quota"] * 2


def test_a_tie_at_the_tenth_place_among_people() -> None:
    people = tuple(person(f"p{at:02}", gender="male") for at in range(11))
    works = tuple(work(f"e{at:02}", person=f"p{at:02}") for at in range(11))
    entries = catalog(*(entry(f"e{at:02}", 24 if at < 9 else 22) for at in range(11)))
    found = decide(Register((unit(),), people, works), entries)
    assert [found[one.id].outcome for one in people] == ["nominated"] * 9 + ["tied_at_quota"] * 2
    women = tuple(replace(one, gender="female" if one.id == "p10" else "male") for one in people)
    found = decide(Register((unit(),), women, works), entries)
    assert [found[one.id].outcome for one in people[9:]] == ["over_quota", "nominated"]


def test_a_person_is_judged_apart_from_the_unit() -> None:
    works = (work("e", person="p"), work("f"))
    found = decide(Register((unit(),), (person(),), works), catalog(entry("e"), entry("f", 0)))
    assert (found["a"].outcome, found["p"].outcome) == ("not_eligible", "nominated")


def test_completely_might_mean_all_of_it() -> None:
    found = decide(Register((unit(),), (person(),), (work("e", person="p"),)), catalog(entry("e", 20)))["p"]
    assert found.outcome == "nominated"
    assert ("threshold.individual", "100") in [(change.setting, change.value) for change in found.changes]


def test_readings_that_change_an_outcome_are_named() -> None:
    works: tuple[Assignment, ...] = tuple(work(name) for name in "efg")
    found = decide(Register((unit(),), (), works), catalog(entry("e"), entry("f"), entry("g", 12)))["a"]
    assert found.by_reading == {"pooled": Fraction(250, 3), "share": Fraction(200, 3), "every": 50}
    assert {change.value for change in found.changes} == {"share", "every"}


def test_a_unit_that_its_head_did_not_propose() -> None:
    assert one(unit(nominated=False)).reasons == (("not-proposed", ""),)


@pytest.mark.parametrize(("day", "left"), [(3, 1), (4, 0), (5, -1)])
def test_the_dossier_is_due_before_the_fifth_of_may(day: int, left: int) -> None:
    assert days_left(CAMPAIGN, date(2026, 5, day)) == left
