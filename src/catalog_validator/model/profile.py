"""A profile: which fields a description has, what each must hold, and what it is worth."""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.finding import Severity
from catalog_validator.model.words import Citation, Label


class Obligation(StrEnum):
    """Whether an entry owes a field. Optional fields have weight 0."""

    MANDATORY = "mandatory"
    CONDITIONAL = "conditional"
    OPTIONAL = "optional"


class FieldType(StrEnum):
    """The form of a field's value."""

    TEXT = "text"
    CODE = "code"
    DATE = "date"
    INTEGER = "integer"
    YES_NO = "yes_no"
    URL = "url"
    EMAIL = "email"
    PHONE = "phone"
    PERIOD = "period"
    DURATION = "duration"
    TEXTS = "texts"
    """A list of texts."""
    CODES = "codes"
    """A list of codes of one code list."""
    RECORD = "record"
    """One object with parts."""
    RECORDS = "records"
    """A list of objects with parts."""


@dataclass(frozen=True, slots=True)
class CodeItem:
    """One code. An entry may write the code, either label, or an alias, in any case and Unicode form."""

    code: str
    label: Label
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeList:
    """A closed list of codes, with where it comes from."""

    id: str
    title: Label
    items: tuple[CodeItem, ...]
    source: str
    date: str
    """ISO date of the source, or of the choice."""
    citation: Citation


@dataclass(frozen=True, slots=True)
class Check:
    """One demand on a value, by the name of its rule (see `catalog_validator.rules`) with its parameters."""

    kind: str
    params: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Atom:
    """True when the field's canonical value is (``in``) or is not (``not_in``) among the values.

    Undecided while the field is empty or invalid; false when the field itself does not apply.
    """

    field: str
    values: tuple[str, ...]
    """Canonical: codes, ``yes``/``no``, or digits of an integer."""
    negated: bool = False


@dataclass(frozen=True, slots=True)
class All:
    """Every one of the conditions (Kleene's and)."""

    of: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one of the conditions (Kleene's or)."""

    of: tuple["Condition", ...]


Condition = Atom | All | Any


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a description, or one part of a record (`parts` is then empty)."""

    id: str
    label: Label
    help: Label
    type: FieldType
    obligation: Obligation
    weight: Fraction
    citation: Citation
    group: str = ""
    when: Condition | None = None
    """Set exactly when the obligation is conditional."""
    gate: bool = False
    refuse: bool = False
    """A yes_no field: an entry that says yes is not scored, and nothing of it is shown."""
    checks: tuple[Check, ...] = ()
    code_list: CodeList | None = None
    parts: tuple["Field", ...] = ()
    plain: str | None = None
    """Part that a plain value fills when it stands in place of a record."""
    any_of: tuple[str, ...] = ()
    """Of these optional parts at least one must be filled."""
    whole: bool = False
    """A record is worth all or nothing; otherwise the mean of its mandatory parts."""
    declared: tuple[str, ...] = ()
    """Answers such as ``không có`` that would be empty elsewhere and are a statement here."""
    may_refer: bool = False
    """True where pointing at a document ("theo Quyết định …") is an answer, not an evasion."""
    aliases: tuple[str, ...] = ()
    """Headings, besides the id and both labels, under which officers write this field."""
    good: str = ""
    bad: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A check across fields. It warns or notes; it never costs points.

    ``kind`` is one of those in `catalog_validator.rules.relations`; each kind has one code.
    """

    id: str
    kind: str
    title: Label
    advice: Label
    severity: Severity
    citation: Citation
    fields: tuple[str, ...] = ()
    when: Condition | None = None
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Phrases:
    """A family of phrasings that say nothing: made wholly of known words, with at least one that marks it."""

    id: str
    made_of: tuple[str, ...]
    """Phrases of one or more syllables out of which the whole text must be built."""
    needs: tuple[str, ...]
    """At least one of these must occur (they count as ``made_of`` too)."""
    starts: tuple[str, ...] = ()
    """If given, the text must start with one of these (they count as ``made_of`` too)."""
    numbers: bool = False
    """True: document numbers, dates and ordinals are known words too."""
    refers: bool = False
    """True: the family points elsewhere, and is allowed where a field `may_refer`."""


@dataclass(frozen=True, slots=True)
class Placeholders:
    """Text that says nothing, as data. Compared after `catalog_validator.model.text.fold`."""

    exact: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    """Words for "none": empty, but a declared answer where a field declares them."""
    families: tuple[Phrases, ...] = ()
    mash: tuple[str, ...] = ()
    """Runs of neighbouring keys, out of which typed rubbish is made."""
    max_length: int = 120
    """Folded texts longer than this are never placeholders (a single repeated character is, at any length)."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything a score depends on besides the entry and the as-of date."""

    id: str
    version: str
    title: Label
    legal_basis: str
    status: str
    """``reconstructed`` while the official text is not at hand, or ``official``."""
    status_reason: Label
    threshold: Fraction
    """In per cent."""
    groups: tuple[tuple[str, Label], ...]
    """Group ids of the fields, in the order of the form, with their titles."""
    fields: tuple[Field, ...]
    relations: tuple[Relation, ...]
    placeholders: Placeholders
    id_fields: tuple[str, ...]
    """An entry's id is the first of these that is filled."""
    title_field: str
    group_by: tuple[str, ...]
    """Fields by which results are grouped unless the user says otherwise."""
    settings: Mapping[str, str]
    questions: tuple[Label, ...] = ()
    """What has to be asked of the authority before the profile can be called official."""
    published_field: str | None = None
    """The field that says whether an entry is promulgated: a yes_no field, or a record whose ``plain`` part is one."""
    extends: tuple[str, ...] = ()
    """Ids of the profiles this one was built on, nearest first."""
    json_schema: str = ""
    """A JSON Schema of the user's own, as canonical JSON; what violates it is a finding and costs no points."""
    json_schema_severity: Severity = Severity.ERROR
    sha256: str = ""
    """Of the canonical JSON of the resolved profile: it changes when the meaning changes."""

    def field(self, field_id: str) -> Field:
        """The field with this id; `KeyError` when there is none."""
        for candidate in self.fields:
            if candidate.id == field_id:
                return candidate
        raise KeyError(field_id)
