"""Words for people: a label in two languages, and the ground a field stands on."""

from enum import StrEnum
from typing import Literal

from catalog_validator.model.dataclass import dataclass

Lang = Literal["vi", "en"]
LANGS: tuple[Lang, ...] = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Label:
    """The same words in Vietnamese and English."""

    vi: str
    en: str

    def __getitem__(self, lang: Lang) -> str:
        return self.vi if lang == "vi" else self.en


class CitationStatus(StrEnum):
    """What force the cited text has for a catalog description today."""

    IN_FORCE = "in_force"
    LAPSED_TEMPLATE = "lapsed_template"
    PROVINCIAL_PRACTICE = "provincial_practice"
    DESIGN_CHOICE = "design_choice"


class Confidence(StrEnum):
    """How the cited wording is known."""

    READ = "read"
    PARTIAL = "partial"
    RECALLED = "recalled"
    INFERRED = "inferred"
    UNREAD = "unread"
    NONE = "none"
    """There is no text to read (a design choice)."""


@dataclass(frozen=True, slots=True)
class Citation:
    """The legal ground of a field or rule, with what it is worth. Never a guess presented as law."""

    text: str
    """As officials cite it, for example ``Nghị định 47/2020/NĐ-CP, Điều 11.4.b``; empty for a design choice."""
    status: CitationStatus
    confidence: Confidence
