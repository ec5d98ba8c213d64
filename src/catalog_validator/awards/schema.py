"""The form of campaign and register files, as pydantic models: keys, types and allowed words."""

import re
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

ABSENT: Any = None
"""The key is not there."""

_ISO = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_VIETNAMESE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?(?:/[1-9][0-9]*)?")


def _said(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("empty-text", "blank")
    return value


def iso_day(text: str) -> str:
    """A date in one form; any other text as it is. Day first as officers write it: ``10/03/2026`` is in March."""
    if found := _VIETNAMESE.fullmatch(text.strip()):
        day, month, year = found.groups()
        return f"{year}-{month:0>2}-{day:0>2}"
    return text


def _day(value: object) -> str:
    """``2026-03-10`` or ``10/03/2026``."""
    if not isinstance(value, str):
        raise PydanticCustomError("wrong-type", "no text", {"expected": "text"})
    text = iso_day(value).strip()
    try:
        return date.fromisoformat(text).isoformat() if re.fullmatch(_ISO, text) else _no_day()
    except ValueError:
        return _no_day()


def _no_day() -> str:
    raise PydanticCustomError("not-an-iso-date", "no day of the calendar")


def _per_cent(value: object) -> str:
    """A number from 0 to 100 as exact text: 80, "79.5", "66,7"."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise PydanticCustomError("wrong-type", "no number", {"expected": "number"})
    text = str(value).strip().removesuffix("%").strip()
    if not _NUMBER.fullmatch(text):
        raise PydanticCustomError("not-a-number", "no number")
    number = Fraction(text.replace(",", "."))
    if not 0 <= number <= 100:
        raise PydanticCustomError("awards.not-per-cent", "outside 0 to 100")
    return str(number)


def _some(value: object) -> object:
    if isinstance(value, list) and not value:
        raise PydanticCustomError("empty-list", "empty")
    return value


_SOME = Field(json_schema_extra={"minItems": 1})
Words = Annotated[str, AfterValidator(_said), Field(json_schema_extra={"minLength": 1})]
_DAY_FORM = {
    "type": "string",
    "pattern": rf"^\s*({_ISO}|{_VIETNAMESE.pattern})\s*$",
    "examples": ["2026-03-10", "10/03/2026"],
}
_PER_CENT_FORM = {
    "anyOf": [
        {"type": "number", "minimum": 0, "maximum": 100},
        {"type": "string", "pattern": rf"^\s*{_NUMBER.pattern}\s*%?\s*$"},
    ]
}
Day = Annotated[str, PlainValidator(_day), WithJsonSchema(_DAY_FORM)]
PerCent = Annotated[str, PlainValidator(_per_cent), WithJsonSchema(_PER_CENT_FORM)]
KindName = Literal["collective", "individual"]
ReadingName = Literal["pooled", "share", "every"]
NeedName = Literal["plan", "in_time", "accurate", "described", "attested", "recognised"]


class Model(BaseModel):
    """No coercion, no unknown keys, nothing changes after reading."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class LabelFile(Model):
    """The same words in Vietnamese and English."""

    vi: Words
    en: Words


class CitationFile(Model):
    """The ground something stands on, and how well it is known."""

    text: Words
    status: Literal["in_force", "lapsed_template", "provincial_practice", "design_choice"]
    confidence: Literal["read", "partial", "recalled", "inferred", "unread", "none"]


class PeriodFile(Model):
    """First and last day."""

    start: Day
    end: Day


class QuotaFile(Model):
    """How many at most."""

    collective: Annotated[int, Field(ge=0)]
    individual: Annotated[int, Field(ge=0)]


class ThresholdFile(Model):
    """From which percentage on a description counts as complete."""

    collective: PerCent
    individual: PerCent


class TieBreakFile(Model):
    """Who comes first among equals."""

    rule: Literal["women", "none"]
    women_share: PerCent = "70"


class CriterionFile(Model):
    """One criterion; it is met when each of its needs is."""

    id: Words
    of: KindName
    needs: Annotated[list[NeedName], BeforeValidator(_some), _SOME]
    text: LabelFile
    citation: CitationFile


class CampaignFile(Model):
    """An emulation drive."""

    id: Words
    version: Words = ABSENT
    title: LabelFile
    organiser: LabelFile = ABSENT
    addressee: Words = ABSENT
    place: Words = ABSENT
    legal_basis: Annotated[list[CitationFile], BeforeValidator(_some), _SOME]
    profile: Words
    period: PeriodFile
    dossier_before: Day
    quota: QuotaFile
    reading: ReadingName
    threshold: ThresholdFile
    accuracy: Literal["stated", "all"] = "stated"
    award_form: LabelFile
    ranking: Annotated[list[Literal["score", "earliness", "entries"]], BeforeValidator(_some), _SOME]
    tie_break: TieBreakFile
    criteria: Annotated[list[CriterionFile], BeforeValidator(_some), _SOME]


class PlanFile(Model):
    """A unit's own plan."""

    number: Words
    date: Day


class ParticipationFile(Model):
    """The unit's head says that the person took an active part."""

    attested_by: Words
    on: Day


class RecognitionFile(Model):
    """The Director recognises the person's work."""

    by: Words
    on: Day
    document: Words = ABSENT


class DecisionFile(Model):
    """The decision that promulgated an entry."""

    decision: Words
    date: Day


class PreviousFile(Model):
    """An award that was given before."""

    decision: Words
    achievement: Words = ABSENT
    period_end: Day = ABSENT


class UnitFile(Model):
    """A collective."""

    id: Words
    name: Words
    plan: PlanFile = ABSENT
    nominated: bool = False
    conduct: Literal["clear", "pending", "unknown"] = "unknown"
    women_share: PerCent = ABSENT
    previous_awards: list[PreviousFile] = []


class PersonFile(Model):
    """An individual."""

    id: Words
    name: Words
    unit: Words
    position: Words = ABSENT
    gender: Literal["female", "male", "unknown"] = "unknown"
    nominated: bool = False
    conduct: Literal["clear", "pending", "unknown"] = "unknown"
    participation: ParticipationFile = ABSENT
    recognised: RecognitionFile = ABSENT
    previous_awards: list[PreviousFile] = []


_DECISION_FORM = {
    "type": "object",
    "additionalProperties": False,
    "required": ["decision", "date"],
    "properties": {"decision": {"type": "string", "minLength": 1}, "date": _DAY_FORM},
}


def _published(value: object) -> "DecisionFile | Literal[False]":
    """``false``, or the decision that promulgated the entry."""
    if value is True:
        raise PydanticCustomError("awards.published-how", "no decision")
    if value is False:
        return False
    if not isinstance(value, dict) or set(value) != {"decision", "date"}:
        raise PydanticCustomError("awards.published-how", "no decision")
    decision = value["decision"]
    if not isinstance(decision, str) or not decision.strip():
        raise PydanticCustomError("awards.published-how", "no decision")
    return DecisionFile(decision=decision, date=_day(value["date"]))


class AssignmentFile(Model):
    """An entry that a unit, and perhaps a person, has to describe."""

    entry: Words
    unit: Words
    person: Words = ABSENT
    domain: Words
    due: Day
    finished: Day = ABSENT
    published: Annotated[
        object, PlainValidator(_published), WithJsonSchema({"anyOf": [{"const": False}, _DECISION_FORM]})
    ] = ABSENT


class RegisterFile(Model):
    """Who took part and who had to do what."""

    units: Annotated[list[UnitFile], BeforeValidator(_some), _SOME]
    people: list[PersonFile] = []
    assignments: Annotated[list[AssignmentFile], BeforeValidator(_some), _SOME]
