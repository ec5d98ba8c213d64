"""``catval-nominations/1``: what was decided on which inputs, as JSON that is the same bytes for the same inputs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from catalog_validator import Profile, __version__, cut
from catalog_validator.awards.criteria import CriterionResult, earliness_of
from catalog_validator.awards.measure import Work
from catalog_validator.awards.model import Campaign, Register, Unit
from catalog_validator.awards.nominate import Candidate

SCHEMA = "catval-nominations/1"


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a run was made of."""

    campaign: Campaign
    register: Register
    profile: Profile
    catalog: tuple[tuple[str, str], ...]
    """Name of each source, from the given path on, and its SHA-256."""
    as_of: date
    checked_on: date | None = None
    """The day on which a saved report was made; None where the descriptions themselves were checked."""
    unassigned: tuple[str, ...] = ()
    """Entries of the catalog that nobody was assigned."""


def days_left(campaign: Campaign, as_of: date) -> int:
    """Days from the day of the run to the last day for the dossier; negative when that has passed."""
    return (campaign.dossier_before - timedelta(1) - as_of).days


def nominations(inputs: Inputs, candidates: Sequence[Candidate]) -> dict[str, object]:
    """The whole record as plain JSON values."""
    campaign, register, profile = inputs.campaign, inputs.register, inputs.profile
    left = days_left(campaign, inputs.as_of)
    return {
        "schema": SCHEMA,
        "tool": {"name": "catval", "version": __version__},
        "campaign": {
            "id": campaign.id,
            "version": campaign.version,
            "title": {"vi": campaign.title.vi, "en": campaign.title.en},
            "sha256": campaign.sha256,
        },
        "register": {"sha256": register.sha256, "units": len(register.units), "people": len(register.people)},
        "catalog": [{"source": name, "sha256": digest} for name, digest in inputs.catalog],
        "checked_on": inputs.checked_on.isoformat() if inputs.checked_on else None,
        "unassigned": list(inputs.unassigned),
        "profile": {
            "id": profile.id,
            "version": profile.version,
            "sha256": profile.sha256,
            "status": profile.status,
        },
        "as_of": inputs.as_of.isoformat(),
        "reading": campaign.reading,
        "threshold": {kind: str(value) for kind, value in sorted(campaign.threshold.items())},
        "accuracy": campaign.accuracy,
        "dossier": {
            "last_day": (campaign.dossier_before - timedelta(1)).isoformat(),
            "days_left": left,
            "late": left < 0,
        },
        "totals": _totals(campaign, candidates),
        "candidates": [_candidate(candidate, register.names) for candidate in candidates],
    }


def dump(record: Mapping[str, object]) -> str:
    """The bytes that `verify` compares, as text: UTF-8, two blanks a level, keys in the order of the record."""
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _totals(campaign: Campaign, candidates: Sequence[Candidate]) -> dict[str, object]:
    totals: dict[str, object] = {}
    for kind in ("collective", "individual"):
        outcomes = [candidate.outcome for candidate in candidates if candidate.kind == kind]
        counts: dict[str, object] = {outcome: outcomes.count(outcome) for outcome in sorted(set(outcomes))}
        totals[kind] = {"quota": campaign.quota[kind], "candidates": len(outcomes)} | counts
    return totals


def _candidate(candidate: Candidate, names: Mapping[str, str]) -> dict[str, object]:
    who = candidate.case.who
    return {
        "kind": candidate.kind,
        "id": who.id,
        "name": who.name,
        "unit_id": who.id if isinstance(who, Unit) else who.unit,
        "unit": who.name if isinstance(who, Unit) else names.get(who.unit, who.unit),
        "outcome": candidate.outcome,
        "rank": candidate.rank,
        "reasons": [{"reason": slug, "about": about} for slug, about in candidate.reasons],
        "score": cut(candidate.score),
        "score_exact": str(candidate.score),
        "earliness": candidate.earliness,
        "entries": len(candidate.case.works),
        "scores_by_domain": _scores(candidate.by_domain),
        "scores_by_reading": _scores(candidate.by_reading),
        "assignments": [_work(work) for work in sorted(candidate.case.works, key=lambda work: work.of.entry)],
        "criteria": [_criterion(result) for result in candidate.criteria],
        "changes_under": [
            {"setting": change.setting, "value": change.value, "outcome": change.outcome}
            for change in candidate.changes
        ],
    }


def _work(work: Work) -> dict[str, object]:
    """One assignment: what was asked, what the catalog says of it, what it counts."""
    earned, possible = work.points(False)
    return {
        "entry": work.of.entry,
        "domain": work.of.domain,
        "due": work.of.due.isoformat(),
        "finished": work.of.finished.isoformat() if work.of.finished else None,
        "days_early": earliness_of(work),
        "found": work.found,
        "times": work.times,
        "published": work.published,
        "earned": str(earned),
        "possible": str(possible),
        "score": cut(work.per_cent()),
        "errors": dict(work.codes),
    }


def _scores(scores: Mapping[Any, Fraction]) -> dict[str, str]:
    return {str(name): cut(value) for name, value in scores.items()}


def _criterion(result: CriterionResult) -> dict[str, object]:
    return {
        "id": result.id,
        "met": result.met,
        "evidence": [
            {"need": need.need, "met": need.met, "evidence": dict(need.evidence), "settle": list(need.settle)}
            for need in result.needs
        ],
    }
