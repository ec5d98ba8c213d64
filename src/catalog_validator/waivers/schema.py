"""The form of a file of suppressions, as pydantic models: keys, types and allowed words."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StrictStr
from pydantic_core import PydanticCustomError


def _said(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("empty-text", "blank")
    return value.strip()


def _day(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise PydanticCustomError("not-an-iso-date", "no day of the calendar") from None


Said = Annotated[StrictStr, AfterValidator(_said)]
Day = Annotated[StrictStr, AfterValidator(_day)]


class SuppressionItem(BaseModel):
    """Which findings are accepted, why, and until when."""

    model_config = ConfigDict(extra="forbid")

    code: Said
    reason: Said
    entry: Said | None = None
    field: Said | None = None
    source: Said | None = None
    until: Day | None = None


class SuppressionsFile(BaseModel):
    """A list of suppressions under one key, so that more can be said later."""

    model_config = ConfigDict(extra="forbid")

    suppressions: list[SuppressionItem]
