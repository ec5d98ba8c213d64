"""From the inputs that the office names to candidates: the catalog is checked, then the rules are applied."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from catalog_validator import Options, assess, check, digests, load_profile
from catalog_validator.awards.build import load_campaign, load_register
from catalog_validator.awards.measure import build_catalog
from catalog_validator.awards.model import Reading
from catalog_validator.awards.nominate import Candidate, nominate
from catalog_validator.awards.record import Inputs


def run(
    campaign: str, register: str, catalog: Sequence[str], as_of: date, reading: Reading | None = None
) -> tuple[Inputs, tuple[Candidate, ...]]:
    """Candidates with what they were judged on. ``campaign``: an id or a file; ``catalog``: paths as for a check.

    Raises `AwardsError` with every mistake in campaign or register, `PathError`, `ProfileError`.
    """
    drive = load_campaign(campaign)
    if reading is not None:
        drive = replace(drive, reading=reading)
    people = load_register(register, as_of, drive)
    profile = load_profile(drive.profile)
    options = Options(as_of=as_of, fail_on="never")
    report = check(*catalog, profile=profile, options=options)
    (empty,) = assess([{}], profile, options=options)
    candidates = nominate(drive, people, build_catalog(report, empty.possible), as_of)
    return Inputs(drive, people, profile, digests(*catalog), as_of), candidates
