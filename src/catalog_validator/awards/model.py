"""A campaign and a register as the rules see them: plain frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from catalog_validator import Citation, Label

Kind = Literal["collective", "individual"]
Reading = Literal["pooled", "share", "every"]
READINGS: tuple[Reading, ...] = ("pooled", "share", "every")
Accuracy = Literal["stated", "all"]
"""Which error findings speak against "accurate and complete": those about what is stated, or missing fields as well."""
Need = Literal["plan", "in_time", "accurate", "described", "attested", "recognised"]
RankKey = Literal["score", "earliness", "entries"]
Conduct = Literal["clear", "pending", "unknown"]
Gender = Literal["female", "male", "unknown"]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of the plan: met when each of its needs is."""

    id: str
    of: Kind
    needs: tuple[Need, ...]
    text: Label
    citation: Citation


@dataclass(frozen=True, slots=True)
class Campaign:
    """An emulation drive: when, what for, how many, by which readings."""

    id: str
    version: str
    """Empty where the file names none: its hash tells one state of it from another."""
    title: Label
    organiser: Label | None
    """None, like an empty addressee or place: the papers have a blank there."""
    addressee: str
    """To whom the papers are addressed, in Vietnamese."""
    place: str
    """Where they are signed."""
    legal_basis: tuple[Citation, ...]
    profile: str
    """A built-in profile's id, or a path."""
    start: date
    end: date
    """Last day of the drive."""
    dossier_before: date
    """Exclusive: the last day for the dossier is the day before."""
    quota: Mapping[Kind, int]
    reading: Reading
    threshold: Mapping[Kind, Fraction]
    """In per cent."""
    accuracy: Accuracy
    award_form: Label
    ranking: tuple[RankKey, ...]
    """Compared in this order, more is better."""
    prefers_women: bool
    """Equals at the quota: women first, and collectives with at least ``women_share`` per cent of women."""
    women_share: Fraction
    criteria: tuple[Criterion, ...]
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """Something that a document or a person attests: who or which document, and when."""

    by: str
    on: date | None = None
    document: str = ""


@dataclass(frozen=True, slots=True)
class PreviousAward:
    """An award that a candidate has had."""

    decision: str
    achievement: str = ""
    """Id of the campaign that it was given for, where known."""
    period_end: date | None = None
    """Last day of the period that the award was given for."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A collective."""

    id: str
    name: str
    plan: Act | None = None
    """Number (under ``document``) and date of its own plan."""
    nominated: bool = False
    conduct: Conduct = "unknown"
    women_share: Fraction | None = None
    """In per cent."""
    previous_awards: tuple[PreviousAward, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """An individual, by name or by role; no more personal data than the decision needs."""

    id: str
    name: str
    unit: str
    position: str = ""
    gender: Gender = "unknown"
    nominated: bool = False
    conduct: Conduct = "unknown"
    participation: Act | None = None
    recognised: Act | None = None
    previous_awards: tuple[PreviousAward, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """One entry of the catalog that a unit, and perhaps a person of it, has to describe."""

    entry: str
    """Id of the entry in the catalog."""
    unit: str
    domain: str
    due: date
    person: str | None = None
    finished: date | None = None
    published: Act | None = None
    """The decision that promulgated it, where the register knows it."""
    unpublished: bool = False
    """The register says that it is not promulgated."""


@dataclass(frozen=True, slots=True)
class Register:
    """Who took part and who had to do what."""

    units: tuple[Unit, ...]
    people: tuple[Person, ...]
    assignments: tuple[Assignment, ...]
    sha256: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    """Unit id → name."""
