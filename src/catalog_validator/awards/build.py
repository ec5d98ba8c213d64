"""From written files to a campaign and a register: every mistake of form and meaning at once, each with its place."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from catalog_validator import (
    Citation,
    CitationStatus,
    Confidence,
    Form,
    Label,
    Mistake,
    Raw,
    WrittenError,
    raw_of_bytes,
    read_written,
)
from catalog_validator.awards import lint
from catalog_validator.awards.model import Act, Assignment, Campaign, Criterion, Person, PreviousAward, Register, Unit
from catalog_validator.awards.schema import CampaignFile, RegisterFile, iso_day
from catalog_validator.awards.sheets import read_register_sheets
from catalog_validator.awards.slugs import MISTAKES

BUILTIN = ("sonla-2026",)
_BUILTIN = Path(__file__).parent / "builtin"
CAMPAIGN_FORM = Form(CampaignFile, MISTAKES)
REGISTER_FORM = Form(RegisterFile, MISTAKES)


class AwardsError(WrittenError):
    """A campaign or a register cannot be used. Carries every mistake, with its place."""


def load_campaign(name: str) -> Campaign:
    """A built-in campaign by its id, or a campaign file, whose profile may be a file beside it.

    Raises `AwardsError` with every mistake, `PathError` for no file.
    """
    if name in BUILTIN:
        return build_campaign(raw_of_bytes(f"{name}.yaml", (_BUILTIN / f"{name}.yaml").read_bytes()))
    drive = build_campaign(read_written(name))
    if Path(drive.profile).suffix in (".yaml", ".yml", ".json", ".toml"):
        return replace(drive, profile=str(Path(name).parent / drive.profile))
    return drive


def load_register(path: str, as_of: date, campaign: Campaign) -> Register:
    """A register file (YAML, JSON, TOML, or a workbook). `AwardsError` with every mistake, `PathError` for no file."""
    raw, found = read_register_sheets(path) or (read_written(path), [])
    return build_register(raw, as_of, campaign, found)


def build_campaign(raw: Raw) -> Campaign:
    """The campaign that a file describes."""
    plain, mistakes = _held(raw, CAMPAIGN_FORM, {"criteria", "period"}, "awards.not-a-campaign")
    mistakes += lint.campaign_mistakes(raw, plain) if plain is not None else []
    _raise(mistakes)
    return _campaign(CampaignFile.model_validate(plain), raw.sha256)


def build_register(raw: Raw, as_of: date, campaign: Campaign, found: Iterable[Mistake] = ()) -> Register:
    """The register that a file describes, held against the day on which it is looked at and the campaign's period."""
    plain, mistakes = _held(raw, REGISTER_FORM, {"units", "assignments"}, "awards.not-a-register")
    mistakes = [*found, *mistakes]
    if plain is not None:
        mistakes += lint.register_mistakes(raw, _days(plain), as_of, campaign)
    _raise(mistakes)
    return _register(RegisterFile.model_validate(plain), raw.sha256)


def _held(raw: Raw, form: Form, telling: set[str], stranger: str) -> tuple[Any, list[Mistake]]:
    """The file's plain value (None where it is not even an object) and its mistakes of form."""
    mistakes = form.flaws(raw)
    value = form.normal(raw.value)
    if not isinstance(value, dict):
        return None, mistakes or [form.mistake(stranger, raw, (), found=type(value).__name__)]
    if not telling & value.keys():
        return None, [*mistakes, form.mistake(stranger, raw, (), found=", ".join(list(value)[:5]) or "{}")]
    return value, mistakes + [mistake for _, mistake, _ in form.errors(raw, value)]


def _days(plain: Mapping[str, Any]) -> Any:
    """The value with every date in one form, as far as it is well-formed."""
    if isinstance(plain, dict):
        return {key: _days(child) for key, child in plain.items()}
    if isinstance(plain, list):
        return [_days(child) for child in plain]
    return iso_day(plain) if isinstance(plain, str) else plain


def _raise(mistakes: Iterable[Mistake]) -> None:
    found = list(dict.fromkeys(mistakes))
    if found:
        raise AwardsError(sorted(found, key=_place))


def _place(mistake: Mistake) -> tuple[str, int, int, str]:
    spot = mistake.position
    return (spot.source, spot.line or 0, spot.column or 0, spot.cell or "") if spot else ("", 0, 0, "")


def _campaign(file: CampaignFile, sha256: str) -> Campaign:
    return Campaign(
        file.id,
        file.version or "",
        _label(file.title),
        _label(file.organiser) if file.organiser else None,
        file.addressee or "",
        file.place or "",
        tuple(map(_citation, file.legal_basis)),
        file.profile,
        date.fromisoformat(file.period.start),
        date.fromisoformat(file.period.end),
        date.fromisoformat(file.dossier_before),
        {"collective": file.quota.collective, "individual": file.quota.individual},
        file.reading,
        {"collective": Fraction(file.threshold.collective), "individual": Fraction(file.threshold.individual)},
        file.accuracy,
        _label(file.award_form),
        tuple(file.ranking),
        file.tie_break.rule == "women",
        Fraction(file.tie_break.women_share),
        tuple(
            Criterion(item.id, item.of, tuple(item.needs), _label(item.text), _citation(item.citation))
            for item in file.criteria
        ),
        sha256,
    )


def _register(file: RegisterFile, sha256: str) -> Register:
    units = tuple(
        Unit(
            unit.id,
            unit.name,
            Act("", _date(unit.plan.date), unit.plan.number) if unit.plan else None,
            unit.nominated,
            unit.conduct,
            Fraction(unit.women_share) if unit.women_share is not None else None,
            _previous(unit.previous_awards),
        )
        for unit in file.units
    )
    people = tuple(
        Person(
            person.id,
            person.name,
            person.unit,
            person.position or "",
            person.gender,
            person.nominated,
            person.conduct,
            Act(person.participation.attested_by, _date(person.participation.on)) if person.participation else None,
            Act(person.recognised.by, _date(person.recognised.on), person.recognised.document or "")
            if person.recognised
            else None,
            _previous(person.previous_awards),
        )
        for person in file.people
    )
    return Register(units, people, tuple(map(_assignment, file.assignments)), sha256, {u.id: u.name for u in units})


def _assignment(item: Any) -> Assignment:
    said = item.published
    return Assignment(
        item.entry,
        item.unit,
        item.domain,
        date.fromisoformat(item.due),
        item.person,
        _date(item.finished),
        Act("", _date(said.date), said.decision) if said else None,
        said is False,
    )


def _previous(items: Iterable[Any]) -> tuple[PreviousAward, ...]:
    return tuple(PreviousAward(item.decision, item.achievement or "", _date(item.period_end)) for item in items)


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _label(file: Any) -> Label:
    return Label(file.vi, file.en)


def _citation(file: Any) -> Citation:
    return Citation(file.text, CitationStatus(file.status), Confidence(file.confidence))
