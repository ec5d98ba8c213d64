"""The form of a profile file, as pydantic models: keys, types and allowed words of one file, whatever it extends.

Most keys may be absent here, because a profile that extends another states only what it changes;
what is still missing when all layers are joined is found by `catalog_validator.profiles.complete`.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from catalog_validator.profiles.schema_types import (
    Exact,
    FieldId,
    FieldTypeName,
    IsoDate,
    NameId,
    OwnSchema,
    Setting,
    SomeCodes,
    SomeWords,
    Words,
    some,
)

ABSENT: Any = None
"""The key is not there. Unlike a null in the file, which no key takes."""


class Model(BaseModel):
    """No coercion, no unknown keys, nothing changes after reading."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class LabelFile(Model):
    """The same words in Vietnamese and English."""

    vi: Words
    en: Words


class CitationFile(Model):
    """The ground something stands on, and how well it is known."""

    text: str = Field("", description="As officials cite it; absent for a design choice.")
    status: Literal["in_force", "lapsed_template", "provincial_practice", "design_choice"]
    confidence: Literal["read", "partial", "recalled", "inferred", "unread", "none"]


class ConditionFile(Model):
    """Exactly one of: a field with `in` or `not_in`, `all`, `any`."""

    field: Words = ABSENT
    in_: SomeCodes = Field(ABSENT, alias="in")
    not_in: SomeCodes = ABSENT
    all: "SomeConditions" = ABSENT
    any: "SomeConditions" = ABSENT


SomeConditions = Annotated[list[ConditionFile], BeforeValidator(some), Field(json_schema_extra={"minItems": 1})]


class CodeItemFile(Model):
    """One code; an entry may write the code, either label, or an alias."""

    code: Words
    label: LabelFile
    aliases: list[Words] = []


class CodeListFile(Model):
    """A closed list of codes with its origin."""

    id: NameId
    title: LabelFile
    source: Words
    date: IsoDate
    citation: CitationFile
    items: Annotated[list[CodeItemFile], BeforeValidator(some)]


class CheckFile(BaseModel):
    """One demand on a value: a kind, its parameters, and how much it weighs."""

    model_config = ConfigDict(strict=True, frozen=True, extra="allow")
    kind: Words
    severity: Literal["error", "warning", "note"] = "error"


class FieldFile(Model):
    """One field, a part of a record, or what a profile changes in a field it inherits."""

    id: FieldId
    label: LabelFile = ABSENT
    help: LabelFile = ABSENT
    group: Words = ABSENT
    type: FieldTypeName = ABSENT
    obligation: Literal["mandatory", "conditional", "optional"] = ABSENT
    weight: Exact = Field(ABSENT, description='A whole number or a text such as "1/2"; default 1, optional fields 0.')
    gate: bool = Field(False, description="Without credit here the entry fails, whatever its score.")
    refuse: bool = Field(False, description="An entry that says yes here is not scored and never shown.")
    when: ConditionFile = Field(ABSENT, description="Exactly for conditional fields: when they apply.")
    checks: list[CheckFile] = []
    code_list: Words = Field(ABSENT, description="Id of a code list; exactly for the types code and codes.")
    parts: "list[FieldFile]" = Field([], description="Exactly for the types record and records.")
    plain: Words = Field(ABSENT, description="Part that a plain value fills when it stands for the record.")
    any_of: list[Words] = Field([], description="Optional parts of which at least one must be filled.")
    whole: bool = Field(False, description="The record is worth all or nothing.")
    declared: list[Words] = Field([], description="Answers that would count as empty elsewhere.")
    may_refer: bool = Field(False, description="Pointing at a document is an answer here.")
    aliases: list[Words] = Field([], description="Headings under which officers write this field.")
    add_aliases: list[Words] = Field([], description="Headings in addition to the inherited ones.")
    citation: CitationFile = ABSENT
    good: Words = ABSENT
    bad: Words = ABSENT


class GroupFile(Model):
    """A section of the form."""

    id: NameId
    title: LabelFile


class IdentityFile(Model):
    """Which fields name an entry, and which one says that it is promulgated."""

    id: SomeWords
    title: Words
    published: Words = Field(ABSENT, description="The field that says whether an entry is promulgated.")


class RelationFile(Model):
    """A check across fields; it warns or notes and never costs points."""

    id: NameId
    kind: Words
    fields: SomeWords
    when: ConditionFile = ABSENT
    params: dict[str, object] = {}
    title: LabelFile
    advice: LabelFile
    severity: Literal["warning", "note"] = "warning"
    citation: CitationFile


class PhrasesFile(Model):
    """A family of phrasings that say nothing, composed of known words."""

    id: NameId
    made_of: list[Words] = []
    needs: SomeWords
    starts: list[Words] = []
    numbers: bool = False
    refers: bool = False


class PlaceholdersFile(Model):
    """Text that says nothing."""

    exact: list[Words] = []
    none: list[Words] = []
    families: list[PhrasesFile] = []
    mash: list[Words] = []
    max_length: int = Field(120, ge=1)


class ProfileFile(Model):
    """A profile of a catalog description, or what one profile changes in another (`extends`)."""

    editor_schema: str = Field(ABSENT, alias="$schema", description="For editors; not read.")
    id: NameId
    version: Words
    title: LabelFile
    extends: list[Words] = Field([], description="Ids of built-in profiles, or paths relative to this file.")
    built_on: list[Words] = Field([], description="Written by exports: what this profile was resolved from.")
    legal_basis: Words = ABSENT
    status: Literal["reconstructed", "official"] = ABSENT
    status_reason: LabelFile = ABSENT
    threshold: Exact = Field(ABSENT, description="Per cent.")
    settings: dict[str, Setting] = Field({}, description="Stand in patterns and examples as ${name}.")
    identity: IdentityFile = ABSENT
    group_by: list[Words] = []
    questions: list[LabelFile] = []
    groups: list[GroupFile] = []
    code_lists: list[CodeListFile] = []
    fields: list[FieldFile] = []
    remove_fields: list[Words] = Field([], description="Inherited fields that this profile does not have.")
    remove_relations: list[Words] = Field([], description="Inherited relations that this profile does not have.")
    add_aliases: dict[str, list[Words]] = Field({}, description="Field id to further headings.")
    relations: list[RelationFile] = []
    placeholders: PlaceholdersFile = ABSENT
    json_schema: OwnSchema = Field(ABSENT, description="A JSON Schema of your own: a path relative to this file.")
    json_schema_severity: Literal["error", "warning", "note"] = "error"
