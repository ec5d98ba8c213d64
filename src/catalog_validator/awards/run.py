"""From the inputs that the office names to candidates: the catalog is checked, then the rules are applied."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from catalog_validator import (
    Mistake,
    Options,
    Planned,
    Position,
    Profile,
    Raw,
    Snapshot,
    check,
    digests,
    load_profile,
    mistake_at,
    plan,
    read_report,
)
from catalog_validator.awards.build import AwardsError, load_campaign, load_register
from catalog_validator.awards.measure import Catalog, build_catalog, full_points, is_descriptor, results_of, unassigned
from catalog_validator.awards.model import Reading
from catalog_validator.awards.nominate import Candidate, nominate
from catalog_validator.awards.record import Inputs
from catalog_validator.awards.slugs import MISTAKES

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Judged:
    """Candidates, what they were judged on, and where it was asked for what is to be filled first."""

    inputs: Inputs
    candidates: tuple[Candidate, ...]
    planned: Planned | None = None
    """None where it was not asked for, or the catalog is a saved report, which does not tell."""


def run(
    campaign: str,
    register: str,
    catalog: Sequence[str],
    as_of: date,
    reading: Reading | None = None,
    ways: bool = False,
) -> Judged:
    """Candidates with what they were judged on.

    ``campaign``: an id or a file; ``catalog``: paths as for a check, or one saved report; ``ways``: also plan what to
    fill first. Raises `AwardsError` with every mistake in campaign, register or choice of catalog, `PathError`,
    `ProfileError`, `SavedError`.
    """
    drive = load_campaign(campaign)
    if reading is not None:
        drive = replace(drive, reading=reading)
    people = load_register(register, as_of, drive)
    profile = load_profile(drive.profile)
    saved = _saved(catalog, profile, as_of)
    sources = digests(*catalog, profile=profile)
    if saved is not None:
        found, planned = build_catalog(*results_of(saved), full_points(profile)), None
    else:
        # Data that a package brings must be valid too: where there is a package its data are always checked.
        data = any("datapackage" in name.lower() for name, _ in sources)
        limit = drive.threshold["collective"] if ways else None
        options = Options(as_of=as_of, fail_on="never", min_score=limit, data=data)
        found, planned = _checked(catalog, profile, options, ways)
    left = unassigned(people.assignments, found)
    inputs = Inputs(drive, people, profile, sources, as_of, saved.as_of if saved else None, left)
    return Judged(inputs, nominate(drive, people, found), planned)


def _checked(catalog: Sequence[str], profile: Profile, options: Options, ways: bool) -> tuple[Catalog, Planned | None]:
    if ways:
        planned = plan(*catalog, profile=profile, goal="pooled", options=options)
        return build_catalog(planned.entries, planned.outcome.problems, full_points(profile)), planned
    report = check(*catalog, profile=profile, options=options)
    return build_catalog(report.entries, report.problems, full_points(profile)), None


def _saved(catalog: Sequence[str], profile: Profile, as_of: date) -> Snapshot | None:
    """The saved report that stands for the catalog, if it is one; what keeps it from being used is an `AwardsError`."""
    mistakes: list[Mistake] = []
    reports = [(path, read_report(path)) for path in catalog]
    for path, saved in reports:
        if path == STANDARD_INPUT:
            mistakes.append(_said("awards.standard-input", path))
        elif saved is not None:
            if len(reports) > 1:
                mistakes.append(_said("awards.report-not-alone", path))
            if saved.entries is None:
                mistakes.append(_said("awards.report-without-entries", path))
            elif _without_data(saved):
                mistakes.append(_said("awards.report-without-data", path))
            if saved.profile.sha256 != profile.sha256:
                facts = {"found": f"{saved.profile.id} {saved.profile.version}", "wanted": _named(profile)}
                mistakes.append(_said("awards.report-of-another-profile", path, **facts))
            if saved.as_of > as_of:
                facts = {"value": saved.as_of.isoformat(), "as_of": as_of.isoformat()}
                mistakes.append(_said("awards.report-from-the-future", path, **facts))
    if mistakes:
        raise AwardsError(mistakes)
    return next((saved for _, saved in reports if saved is not None), None)


def _without_data(saved: Snapshot) -> bool:
    """Whether there are packages in it whose data nobody has looked at."""
    looked = any(problem.code.startswith(("CV61", "CV62")) for problem in saved.problems)
    return not looked and any(is_descriptor(entry.source) for entry in saved.entries or ())


def _named(profile: Profile) -> str:
    return f"{profile.id} {profile.version}"


def _said(slug: str, path: str, **facts: str) -> Mistake:
    place = Position(path)
    return mistake_at(slug, Raw(path, {}, lambda _: place), (), MISTAKES, **facts)
