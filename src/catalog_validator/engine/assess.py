"""The reference: one entry in, one result out, by the letter of the definition of a score."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from hashlib import sha256
from typing import Protocol

from catalog_validator.engine.conditions import atoms, decide
from catalog_validator.engine.plan import Plan
from catalog_validator.engine.sheet import Sheet
from catalog_validator.engine.veil import veiled
from catalog_validator.engine.verdict import ZERO, is_error
from catalog_validator.model.codes import CODES
from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.finding import SAID, Finding, Severity, Violation
from catalog_validator.model.profile import Field, FieldType
from catalog_validator.model.result import EntryResult, FieldScore, State, Status
from catalog_validator.model.text import trim
from catalog_validator.rules.relations import RELATIONS

Price = tuple[str, int | None]
"""A field, or one record of it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry comes from, for its name and its fingerprints."""

    source: str
    pointer: str


IN_DOUBT = ("CV013", "CV019", "CV502", "CV503")
"""Flaws of a mark of secrecy after which nobody can know what it says."""


def is_refused(plan: Plan, sheet: Sheet, flaws: Sequence[Violation]) -> bool:
    """Marked secret, or marked twice in different ways: when in doubt nothing is shown."""
    marks = [field.id for field in plan.order if field.refuse]
    if any(sheet.verdict(mark).canonical == "yes" for mark in marks):
        return True
    return any(
        flaw.code in IN_DOUBT and flaw.path[:1] == (mark,) and _says_so(plan, mark, flaw)
        for flaw in flaws
        for mark in marks
    )


def _says_so(plan: Plan, mark: str, flaw: Violation) -> bool:
    """Under a name that is not the mark's own, only a yes counts; elsewhere nobody can know what is said."""
    return SAID not in flaw.facts or plan.judges[mark](flaw.facts[SAID]).canonical == "yes"


def told_flaws(flaws: Sequence[Violation]) -> tuple[Violation, ...]:
    """The flaws that are findings; the others were only there to be judged."""
    return tuple(flaw for flaw in flaws if SAID not in flaw.facts)


def assess_entry(plan: Plan, values: object, origin: Origin, flaws: Sequence[Violation] = ()) -> EntryResult:
    """Score one entry given as field id → JSON value. Positions are left for whoever knows the document."""
    if not isinstance(values, dict):
        return unreadable_entry(plan, origin, flaws)
    return score_sheet(Sheet(plan, values), origin, flaws)


def score_sheet(sheet: Sheet, origin: Origin, flaws: Sequence[Violation] = ()) -> EntryResult:
    """The result of an entry whose fields have been judged."""
    plan = sheet.plan
    if is_refused(plan, sheet, flaws):
        return refused_entry(plan, origin)
    flaws = told_flaws(flaws)
    for flaw in flaws:
        if flaw.code == GARBLED and flaw.path:
            sheet.deny(str(flaw.path[0]))
    scores = tuple(score_field(field, sheet) for field in plan.profile.fields)
    earned = sum((score.weight * score.credit for score in scores if score.applies), ZERO)
    possible = sum((score.weight for score in scores if score.applies), ZERO)
    gates = tuple(
        score.field for score in scores if plan.fields[score.field].gate and score.applies and score.credit < 1
    )
    name = entry_id(plan, sheet)
    found = [hit for hit in field_violations(sheet) if not explained(hit, flaws)]
    own = plan.own(sheet.values) if plan.own is not None else ()
    violations = [*flaws, *found, *relation_violations(sheet), *own]
    return EntryResult(
        id=name or origin.pointer,
        title=first_text(sheet, plan.profile.title_field),
        source=origin.source,
        pointer=origin.pointer,
        status=Status.SCORED,
        earned=earned,
        possible=possible,
        reached=100 * earned >= plan.threshold * possible,
        gates_failed=gates,
        fields=scores,
        findings=tuple(make_findings(plan, violations, prices(sheet, scores), fingerprint_base(origin, name))),
        groups=tuple((field_id, group_value(sheet, field_id)) for field_id in plan.group_by),
        way=None if plan.ways is None else plan.ways.find(scores, sheet.look, sheet.verdict),
        published=is_published(sheet),
    )


def score_field(field: Field, sheet: Sheet) -> FieldScore:
    """What the field brings to the two sums."""
    if not sheet.applies(field.id):
        return FieldScore(field.id, False, field.weight, ZERO, State.NOT_APPLICABLE)
    verdict = sheet.verdict(field.id)
    return FieldScore(field.id, True, field.weight, verdict.credit, verdict.state)


GARBLED = "CV218"
LOST_CELLS = ("CV013", "CV019")
"""A cell that holds something which gives no value: the field is missing for that reason."""


def explained(hit: Violation, flaws: Sequence[Violation]) -> bool:
    """Whether a missing value is one that the reader has already said why it is missing."""
    return hit.code == "CV101" and any(flaw.code in LOST_CELLS and flaw.path == hit.path for flaw in flaws)


def field_violations(sheet: Sheet) -> Iterator[Violation]:
    """What the judges say of the fields that apply; for the others, that they are filled all the same."""
    covered = expected_empty(sheet)
    for field in sheet.plan.profile.fields:
        verdict = sheet.verdict(field.id)
        if sheet.applies(field.id):
            for hit in verdict.violations:
                yield Violation(hit.code, (field.id, *hit.path), hit.facts, hit.severity, hit.citation)
        elif not verdict.empty and field.id not in covered:
            facts = {"value": verdict.stated or "", "because": deciding_values(sheet, field)}
            yield Violation("CV301", (field.id,), facts, Severity.WARNING)


class Decided(Protocol):
    """A plan with what its conditions rest on."""

    @property
    def plan(self) -> Plan:
        """The plan."""

    def look(self, field_id: str) -> tuple[bool, str | None]:
        """See `catalog_validator.engine.conditions.Lookup`."""


def expected_empty(sheet: Decided) -> frozenset[str]:
    """Fields whose being filled a relation reports already, in better words."""
    return frozenset(
        field_id
        for relation in sheet.plan.relations
        if relation.kind == "should_be_empty" and (relation.when is None or decide(relation.when, sheet.look))
        for field_id in relation.fields
    )


def deciding_values(sheet: Sheet, field: Field) -> str:
    """The values that keep the field from applying, as ``field = value``."""
    looked = dict.fromkeys(atom.field for atom in atoms(field.when))
    return ", ".join(f"{name} = {value}" for name in looked if (value := sheet.look(name)[1]) is not None)


def relation_violations(sheet: Sheet) -> Iterator[Violation]:
    """What the checks across fields say, where their condition decidedly holds."""
    for relation in sheet.plan.relations:
        if relation.when is None or decide(relation.when, sheet.look):
            yield from RELATIONS[relation.kind](relation, sheet, sheet.plan.as_of)


def make_findings(
    plan: Plan, violations: Sequence[Violation], lost: dict[Price, Fraction], base: str
) -> Iterator[Finding]:
    """Findings in the order of the form, each with its ground; a field's lost points stand on its first error."""
    for hit in violations:
        field = plan.fields.get(str(hit.path[0])) if hit.path else None
        severity = hit.severity or CODES[hit.code].severity
        points = lost.pop(priced(hit, lost), ZERO) if field and is_error(hit) and costs(hit.code) else ZERO
        if plan.choice.takes(hit.code):
            citation = hit.citation or (field.citation if field else None)
            yield Finding(hit.code, severity, hit.path, hit.facts, points, citation, None, fingerprint(base, hit))


def prices(sheet: Sheet, scores: Sequence[FieldScore]) -> dict[Price, Fraction]:
    """The points lost by each field that applies; for a list of records, by each record."""
    found: dict[Price, Fraction] = {}
    for score in scores:
        losses = sheet.verdict(score.field).losses
        if score.applies and losses:
            found |= {(score.field, index): score.weight * loss for index, loss in enumerate(losses)}
        elif score.applies:
            found[score.field, None] = score.weight * (1 - score.credit)
    return found


def priced(hit: Violation, lost: Mapping[Price, Fraction]) -> Price:
    """Whose points a finding stands for."""
    name, index = str(hit.path[0]), hit.path[1] if len(hit.path) > 1 else None
    record = (name, index if isinstance(index, int) else None)
    return record if record in lost else (name, None)


def costs(code: str) -> bool:
    """Whether findings of this code say why a field has no full credit."""
    return code[:3] in ("CV1", "CV2") or code in LOST_CELLS


def fingerprint_base(origin: Origin, name: str | None) -> str:
    """The entry's name where it has one; its place otherwise."""
    return name or f"{origin.source}#{origin.pointer}"


def fingerprint(base: str, hit: Violation) -> str:
    """Sixteen hex digits that stay the same while the entry moves inside its file."""
    return digest(base, hit.code, *map(str, hit.path))


def digest(*parts: str) -> str:
    """Sixteen hex digits of the parts, each kept apart from the next."""
    return sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


def first_text(sheet: Sheet, field_id: str) -> str | None:
    """What a field says, trimmed, even where it is not valid; None where it is empty."""
    verdict = sheet.verdict(field_id)
    return trim(verdict.stated or "") or None if not verdict.empty else None


def entry_id(plan: Plan, sheet: Sheet) -> str | None:
    """The first filled of the profile's id fields."""
    for field_id in plan.profile.id_fields:
        if (text := first_text(sheet, field_id)) is not None:
            return text
    return None


def group_value(sheet: Sheet, field_id: str) -> str | None:
    """The value by which the entry is grouped: a code, or a text with single blanks; None where not stated."""
    verdict = sheet.verdict(field_id)
    if verdict.state is not State.FILLED or not sheet.applies(field_id):
        return None
    if sheet.plan.fields[field_id].type is FieldType.TEXT:
        return " ".join((verdict.canonical or "").split())
    return verdict.canonical


def is_published(sheet: Sheet) -> bool | None:
    """What the entry says of its being promulgated; None where it says nothing, or nothing valid."""
    name = sheet.plan.profile.published_field
    said = None if name is None else sheet.canonical(name)  # of a record, what its plain part says
    return {"yes": True, "no": False}.get(said or "")


def refused_entry(plan: Plan, origin: Origin) -> EntryResult:
    """An entry marked state secret: counted, and nothing of it shown."""
    hit = Violation("CV309", (), {})
    base = f"{origin.source}#{origin.pointer}"
    findings = tuple(make_findings(plan, [hit], {}, base))
    return blank_entry(plan, origin, Status.REFUSED, findings)


def unreadable_entry(plan: Plan, origin: Origin, flaws: Sequence[Violation]) -> EntryResult:
    """A record that could not be read: counted and named, with what is wrong and where, but none of its words.

    Whether it is marked secret cannot be known.
    """
    findings = tuple(make_findings(plan, [veiled(flaw) for flaw in flaws], {}, f"{origin.source}#{origin.pointer}"))
    return blank_entry(plan, origin, Status.UNREADABLE, findings)


def blank_entry(plan: Plan, origin: Origin, status: Status, findings: tuple[Finding, ...]) -> EntryResult:
    """A result without points."""
    groups = tuple((field_id, None) for field_id in plan.group_by)
    return EntryResult(
        origin.pointer,
        None,
        origin.source,
        origin.pointer,
        status,
        Fraction(0),
        Fraction(0),
        False,
        (),
        (),
        findings,
        groups,
    )
