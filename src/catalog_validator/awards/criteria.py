"""Needs of criteria: each ends as met, not met or unknown, with its evidence and, if unknown, what would settle it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from catalog_validator import cut
from catalog_validator.awards.measure import Work, by_domain, score
from catalog_validator.awards.model import Accuracy, Act, Criterion, Kind, Need, Person, Reading, Unit

Met = Literal["met", "not_met", "unknown"]
Evidence = Mapping[str, object]
"""Plain JSON values; exact numbers are text."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The readings of one run."""

    reading: Reading
    threshold: Mapping[Kind, Fraction]
    accuracy: Accuracy
    end: date
    """Last day of the drive."""


@dataclass(frozen=True, slots=True)
class Case:
    """One candidate with the assignments that it is judged on."""

    kind: Kind
    who: Unit | Person
    works: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class NeedResult:
    """How one need ended."""

    need: Need
    met: Met
    evidence: Evidence
    settle: tuple[str, ...] = ()
    """What would settle an unknown one: entry ids, or nothing where the need itself says it."""


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """How one criterion ended: met when all its needs are, not met when one is not."""

    id: str
    met: Met
    needs: tuple[NeedResult, ...]


def judge_criterion(criterion: Criterion, case: Case, settings: Settings) -> CriterionResult:
    """One criterion of one candidate."""
    needs = tuple(_NEEDS[need](case, settings) for need in criterion.needs)
    return CriterionResult(criterion.id, together([need.met for need in needs]), needs)


def together(parts: Sequence[Met]) -> Met:
    """Kleene's and."""
    if "not_met" in parts:
        return "not_met"
    return "unknown" if "unknown" in parts else "met"


def _act(need: Need, act: Act | None) -> NeedResult:
    if act is None:
        return NeedResult(need, "unknown", {})
    said = {"by": act.by, "on": act.on.isoformat() if act.on else None, "document": act.document}
    return NeedResult(need, "met", {key: value for key, value in said.items() if value})


def _plan(case: Case, settings: Settings) -> NeedResult:
    return _act("plan", case.who.plan if isinstance(case.who, Unit) else None)


def _attested(case: Case, settings: Settings) -> NeedResult:
    return _act("attested", case.who.participation if isinstance(case.who, Person) else None)


def _recognised(case: Case, settings: Settings) -> NeedResult:
    return _act("recognised", case.who.recognised if isinstance(case.who, Person) else None)


def _in_time(case: Case, settings: Settings) -> NeedResult:
    """Strictly earlier than the due day of each assignment, and not after the drive was over."""
    days = {work.of.entry: earliness_of(work) for work in case.works}
    late = sorted(entry for entry, early in days.items() if early is not None and early <= 0)
    over = sorted(work.of.entry for work in case.works if work.of.finished and work.of.finished > settings.end)
    open_ = tuple(sorted(entry for entry, early in days.items() if early is None))
    evidence: dict[str, object] = {"entries": len(days), "days_early": {key: days[key] for key in sorted(days)}}
    if late or over or not days:
        return NeedResult("in_time", "not_met", {**evidence, "late": late, "after_end": over})
    return NeedResult("in_time", "unknown" if open_ else "met", evidence, open_)


def earliness_of(work: Work) -> int | None:
    """Days between finishing and the due day; None where it is not known to be finished."""
    return (work.of.due - work.of.finished).days if work.of.finished else None


def _accurate(case: Case, settings: Settings) -> NeedResult:
    """Every assigned entry is there to be judged, and nothing in it is wrong."""
    absent = sorted(work.of.entry for work in case.works if work.found != "scored")
    counted = {
        work.of.entry: {code: times for code, times in work.codes if settings.accuracy == "all" or code[:3] != "CV1"}
        for work in case.works
        if (work.wrong or (settings.accuracy == "all" and work.blank)) and work.found == "scored"
    }
    evidence = {
        "errors": sum(work.wrong + (work.blank if settings.accuracy == "all" else 0) for work in case.works),
        "errors_by_entry": {entry: counted[entry] for entry in sorted(counted)},
        "not_there": absent,
    }
    return NeedResult("accurate", "not_met" if absent or counted or not case.works else "met", evidence)


def _described(case: Case, settings: Settings) -> NeedResult:
    """A unit in each of its domains, a person over all that the person was assigned."""
    threshold = settings.threshold[case.kind]
    parts = by_domain(case.works) if case.kind == "collective" else {"": list(case.works)}
    met = together([_reached(works, settings.reading, threshold) for works in parts.values()] or ["not_met"])
    doubtful = tuple(sorted(work.of.entry for work in case.works if work.found == "scored" and work.published is None))
    evidence = {
        "reading": settings.reading,
        "threshold": str(threshold),
        "scores": {domain or "*": cut(score(works, settings.reading, threshold)) for domain, works in parts.items()},
        "not_counted": sorted(work.of.entry for work in case.works if work.found != "scored" or not work.published),
    }
    return NeedResult("described", met, evidence, doubtful if met == "unknown" else ())


def _reached(works: Sequence[Work], reading: Reading, threshold: Fraction) -> Met:
    if not works:
        return "not_met"
    if score(works, reading, threshold) >= threshold:
        return "met"
    return "unknown" if score(works, reading, threshold, doubt=True) >= threshold else "not_met"


_NEEDS: Mapping[Need, Callable[[Case, Settings], NeedResult]] = {
    "plan": _plan,
    "in_time": _in_time,
    "accurate": _accurate,
    "described": _described,
    "attested": _attested,
    "recognised": _recognised,
}
