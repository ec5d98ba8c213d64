"""The rules applied: each candidate's criteria, obstacles, rank and outcome, and what other readings would change."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from catalog_validator.awards.criteria import Case, CriterionResult, Settings, earliness_of, judge_criterion
from catalog_validator.awards.measure import Catalog, by_domain, measure, score
from catalog_validator.awards.model import READINGS, Campaign, Kind, Person, Reading, Register, Unit
from catalog_validator.awards.ranking import Runner, cut_at, ranks

Outcome = Literal["nominated", "over_quota", "tied_at_quota", "not_eligible", "blocked"]
Fact = tuple[str, str]
"""A reason's slug, and what it is about (a criterion, a decision) or an empty text."""
HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class Change:
    """A reading under which a candidate's outcome would be another one."""

    setting: str
    value: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit or person as the rules see it."""

    case: Case
    criteria: tuple[CriterionResult, ...]
    score: Fraction
    """Under the run's reading, over all its assignments, in per cent."""
    earliness: int | None
    """Days, the smallest over its assignments; None while one is not known to be finished."""
    by_domain: Mapping[str, Fraction]
    by_reading: Mapping[Reading, Fraction]
    outcome: Outcome
    rank: int | None
    reasons: tuple[Fact, ...]
    changes: tuple[Change, ...] = ()

    @property
    def kind(self) -> Kind:
        """Collective or individual."""
        return self.case.kind

    @property
    def id(self) -> str:
        """The register's id."""
        return self.case.who.id


def nominate(campaign: Campaign, register: Register, catalog: Catalog) -> tuple[Candidate, ...]:
    """Every candidate with its outcome; collectives first, then by outcome, rank and id."""
    settings = Settings(campaign.reading, campaign.threshold, campaign.accuracy, campaign.end)
    cases = list(_cases(register, catalog))
    found = _decide(campaign, cases, settings)
    changes = _changes(campaign, cases, settings, found)
    return tuple(sorted((replace(one, changes=changes[one.kind, one.id]) for one in found), key=_order))


_OUTCOMES: Sequence[Outcome] = ("nominated", "tied_at_quota", "over_quota", "not_eligible", "blocked")


def _order(candidate: Candidate) -> tuple[bool, int, int, str]:
    place = _OUTCOMES.index(candidate.outcome)
    return (candidate.kind == "individual", place, candidate.rank or 0, candidate.id)


def _cases(register: Register, catalog: Catalog) -> Iterator[Case]:
    works = [measure(assignment, catalog) for assignment in register.assignments]
    for unit in register.units:
        yield Case("collective", unit, tuple(work for work in works if work.of.unit == unit.id))
    for person in register.people:
        yield Case("individual", person, tuple(work for work in works if work.of.person == person.id))


def _decide(campaign: Campaign, cases: Iterable[Case], settings: Settings) -> list[Candidate]:
    judged = [_judge(campaign, case, settings) for case in cases]
    for kind in ("collective", "individual"):
        runners = [_runner(campaign, one) for one in judged if one.kind == kind and one.outcome == "nominated"]
        places, cuts = ranks(runners), cut_at(runners, campaign.quota[kind])
        # Among equals that the quota parts, it is the law that decided, or nothing did.
        parted = {place for place in places.values() if len({cuts[key] for key in places if places[key] == place}) > 1}
        judged = [
            _placed(campaign, one, places[one.id], cuts[one.id], places[one.id] in parted)
            if one.kind == kind and one.outcome == "nominated"
            else one
            for one in judged
        ]
    return judged


def _placed(campaign: Campaign, candidate: Candidate, rank: int, outcome: Outcome, parted: bool) -> Candidate:
    fact = {"over_quota": ("ranked-below", ""), "tied_at_quota": ("tie-undecided", "")}.get(outcome)
    if parted and outcome != "tied_at_quota":
        fact = ("preferred" if outcome == "nominated" else "others-preferred", str(campaign.women_share))
    reasons = (*candidate.reasons, fact) if fact else candidate.reasons
    return replace(candidate, rank=rank, outcome=outcome, reasons=reasons)


def _judge(campaign: Campaign, case: Case, settings: Settings) -> Candidate:
    """One candidate by itself: eligible ones stand as nominated until the quota cuts."""
    criteria = tuple(judge_criterion(item, case, settings) for item in campaign.criteria if item.of == case.kind)
    lacking = [
        ("criterion-unknown" if item.met == "unknown" else "criterion-not-met", item.id)
        for item in criteria
        if item.met != "met"
    ]
    if not case.who.nominated:
        lacking.append(("not-proposed", ""))
    obstacles = list(_obstacles(campaign, case.who))
    outcome: Outcome = "blocked" if obstacles else "not_eligible" if lacking else "nominated"
    threshold = settings.threshold[case.kind]
    days = [earliness_of(work) for work in case.works]
    known = [day for day in days if day is not None]
    return Candidate(
        case,
        criteria,
        score(case.works, settings.reading, threshold),
        min(known) if known and len(known) == len(days) else None,
        {domain: score(works, settings.reading, threshold) for domain, works in by_domain(case.works).items()},
        {reading: score(case.works, reading, threshold) for reading in READINGS},
        outcome,
        None,
        (*obstacles, *lacking),
    )


def _obstacles(campaign: Campaign, who: Unit | Person) -> Iterator[Fact]:
    """What blocks an award whatever was achieved: conduct that is not clear, and a second award for one achievement."""
    if who.conduct != "clear":
        yield (f"conduct-{who.conduct}", "")
    for award in who.previous_awards:
        inside = award.period_end is not None and campaign.start <= award.period_end <= campaign.end
        if award.achievement == campaign.id or inside:
            yield ("repeated-award", award.decision)


def _runner(campaign: Campaign, candidate: Candidate) -> Runner:
    numbers = {
        "score": candidate.score,
        "earliness": Fraction(-(10**9) if candidate.earliness is None else candidate.earliness),
        "entries": Fraction(len(candidate.case.works)),
    }
    key = tuple(numbers[name] for name in campaign.ranking)
    return Runner(candidate.id, key, preferred(campaign, candidate.case.who))


def preferred(campaign: Campaign, who: Unit | Person) -> bool | None:
    """Nghị định 152/2025/NĐ-CP, Điều 4.6: women, and collectives with at least so many women."""
    if not campaign.prefers_women:
        return False
    if isinstance(who, Unit):
        return None if who.women_share is None else who.women_share >= campaign.women_share
    return None if who.gender == "unknown" else who.gender == "female"


def _changes(
    campaign: Campaign, cases: Sequence[Case], settings: Settings, found: Sequence[Candidate]
) -> dict[tuple[Kind, str], tuple[Change, ...]]:
    """For each candidate the other readings under which its outcome is another one."""
    changes: dict[tuple[Kind, str], tuple[Change, ...]] = {(one.kind, one.id): () for one in found}
    before = {(one.kind, one.id): one.outcome for one in found}
    for setting, value, other in _variations(settings):
        for one in _decide(campaign, cases, other):
            key = (one.kind, one.id)
            if one.outcome != before[key]:
                changes[key] = (*changes[key], Change(setting, value, one.outcome))
    return changes


def _variations(settings: Settings) -> Iterator[tuple[str, str, Settings]]:
    """Each reading that the plan leaves open, changed alone."""
    for reading in READINGS:
        if reading != settings.reading:
            yield "reading", reading, replace(settings, reading=reading)
    for limit in (Fraction(80), HUNDRED):
        if settings.threshold["individual"] != limit:
            threshold = {**settings.threshold, "individual": limit}
            yield "threshold.individual", str(limit), replace(settings, threshold=threshold)
    other = "all" if settings.accuracy == "stated" else "stated"
    yield "accuracy", other, replace(settings, accuracy=other)  # type: ignore[arg-type]
