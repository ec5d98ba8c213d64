"""Fields and placeholders for the tests of rules."""

from fractions import Fraction
from importlib.resources import files
from typing import Any

import yaml

from catalog_validator.model.profile import CodeItem, CodeList, Field, FieldType, Obligation, Phrases, Placeholders
from catalog_validator.model.words import Citation, CitationStatus, Confidence, Label

CHOICE = Citation("", CitationStatus.DESIGN_CHOICE, Confidence.NONE)
SHARING = CodeList(
    "sharing",
    Label("Phân loại chia sẻ", "Sharing class"),
    (
        CodeItem("shared", Label("Dùng chung", "Shared"), ("dữ liệu dùng chung",)),
        CodeItem("open", Label("Mở", "Open")),
        CodeItem("none", Label("Không có", "None")),
    ),
    "test",
    "2026-01-01",
    CHOICE,
)


def make_field(kind: FieldType = FieldType.TEXT, **more: Any) -> Field:
    """The field "Mục đích", of any type."""
    if kind in (FieldType.CODE, FieldType.CODES):
        more.setdefault("code_list", SHARING)
    more.setdefault("aliases", ("1. Mục tiêu xây dựng",))
    label = Label("Mục đích", "Purpose")
    more.setdefault("group", "description")
    return Field("purpose", label, label, kind, Obligation.MANDATORY, Fraction(1), CHOICE, **more)


def builtin_placeholders() -> Placeholders:
    """Those of the built-in core profile."""
    source = files("catalog_validator.profiles") / "builtin" / "nd47-core.yaml"
    given = yaml.safe_load(source.read_text("utf-8"))["placeholders"]
    families = tuple(
        Phrases(
            family["id"],
            tuple(family.get("made_of", ())),
            tuple(family["needs"]),
            tuple(family.get("starts", ())),
            family.get("numbers", False),
            family.get("refers", False),
        )
        for family in given["families"]
    )
    return Placeholders(
        tuple(given["exact"]), tuple(given["none"]), families, tuple(given["mash"]), given["max_length"]
    )
