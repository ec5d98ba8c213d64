"""The meaning of "credit": one field, one value, one verdict. This is the reference; the bulk path may only agree."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction

from catalog_validator.engine.verdict import MISSING, ONE, ZERO, Verdict, is_error
from catalog_validator.model.codes import CODES
from catalog_validator.model.dataclass import dataclass, replace
from catalog_validator.model.finding import Severity, Violation
from catalog_validator.model.place import Path
from catalog_validator.model.profile import Field, FieldType, Obligation
from catalog_validator.model.result import State
from catalog_validator.model.text import trim
from catalog_validator.rules.checks import build_check
from catalog_validator.rules.emptiness import Emptiness
from catalog_validator.rules.letters import check_letters, read_secret
from catalog_validator.rules.values import Value, read_value

Judge = Callable[[object], Verdict]
CheckRule = Callable[[Value], Violation | None]

FREE_TEXT = frozenset({FieldType.TEXT, FieldType.TEXTS})


def build_judge(field: Field, emptiness: Emptiness, as_of: date) -> Judge:
    """The judge of one field: absent or any JSON value in, verdict out. It never raises on a value."""
    if field.type in (FieldType.RECORD, FieldType.RECORDS):
        record = RecordJudge(field, {part.id: build_judge(part, emptiness, as_of) for part in field.parts}, emptiness)
        return record.judge_one if field.type is FieldType.RECORD else record.judge_many
    scalar = ScalarJudge(field, emptiness, tuple(build_check(check, as_of) for check in field.checks))
    return scalar.judge_many if field.type in (FieldType.TEXTS, FieldType.CODES) else scalar.judge_one


def settled(violation: Violation, path: Path = (), severity: Severity | None = None) -> Violation:
    """The violation with its severity decided and its path put under ``path``."""
    final = severity or violation.severity or CODES[violation.code].severity
    if final is violation.severity and not path:
        return violation
    return replace(violation, path=path + violation.path, severity=final)


def empty_verdict(field: Field, violation: Violation) -> Verdict:
    """An emptiness with a reason: a blank is as good as absent; in an optional field it is only worth a warning."""
    if violation.code == "CV102":
        state, quiet = State.MISSING, field.obligation is Obligation.OPTIONAL
        return Verdict(state, ZERO, () if quiet else (settled(violation),))
    severity = Severity.WARNING if field.obligation is Obligation.OPTIONAL else None
    return Verdict(State.PLACEHOLDER, ZERO, (settled(violation, (), severity),))


def absent_verdict(field: Field) -> Verdict:
    """Nothing there: an error where the field is owed."""
    return Verdict(State.MISSING, ZERO) if field.obligation is Obligation.OPTIONAL else MISSING


def shown(raw: object) -> str:
    """A value as a message shows it."""
    return raw if isinstance(raw, str) else "" if raw is None else str(raw)


@dataclass(frozen=True, slots=True)
class ScalarJudge:
    """Judges a field with one value, or each item of a list of such values."""

    field: Field
    emptiness: Emptiness
    checks: tuple[CheckRule, ...]

    def judge_one(self, raw: object) -> Verdict:
        """One value in, verdict out."""
        if raw is None or raw == [] or raw == {}:
            return absent_verdict(self.field)
        read = self._read(raw)
        if isinstance(read, Verdict):
            return read
        found = tuple(settled(hit) for check in self.checks if (hit := check(read)) is not None)
        if any(map(is_error, found)):
            return Verdict(State.INVALID, ZERO, found, stated=shown(raw))
        return Verdict(State.FILLED, ONE, found, read.canonical, (read.text,), (), shown(raw))

    def _read(self, raw: object) -> Value | Verdict:
        """A listed code or a well-formed value wins over the placeholder list; a free text does not.

        Before all else, what is no readable text is refused, and before that a mark of secrecy in any letters is seen.
        """
        if self.field.refuse and isinstance(raw, str) and (secret := read_secret(self.field, raw)) is not None:
            return secret
        if isinstance(raw, str) and (wrong := check_letters(raw)) is not None:
            return Verdict(State.INVALID, ZERO, (settled(wrong),), stated=shown(raw))
        free = self.field.type in FREE_TEXT
        if isinstance(raw, str) and free and (why := self.emptiness.why_empty(raw, self.field)) is not None:
            return empty_verdict(self.field, why)
        read = read_value(self.field, raw)
        if not isinstance(read, Violation):
            return read
        if isinstance(raw, str) and not free and (why := self.emptiness.why_empty(raw, self.field)) is not None:
            return empty_verdict(self.field, why)
        return Verdict(State.INVALID, ZERO, (settled(read),), stated=shown(raw))

    def judge_many(self, raw: object) -> Verdict:
        """A list of values in (one bare value is a list of one), verdict on the field out."""
        items = raw if isinstance(raw, list) else [] if raw is None or raw == {} else split_items(raw)
        verdicts = [(index, self.judge_one(item)) for index, item in enumerate(items)]
        filled = [verdict for _, verdict in verdicts if verdict.state is State.FILLED]
        broken = [(index, verdict) for index, verdict in verdicts if verdict.state is State.INVALID]
        if not filled and not broken:
            hollow = [verdict for _, verdict in verdicts if verdict.state is State.PLACEHOLDER]
            return hollow[0] if hollow else absent_verdict(self.field)
        found = tuple(
            settled(hit, (index,) if isinstance(raw, list) else (), softened(verdict))
            for index, verdict in verdicts
            for hit in verdict.violations
            if verdict.state is not State.MISSING
        )
        texts = tuple((verdict.canonical or "") for verdict in filled)
        stated = "; ".join(shown(item) for item in items if item is not None)
        if broken:
            return Verdict(State.INVALID, ZERO, found, texts=texts, stated=stated)
        return Verdict(State.FILLED, ONE, found, None, texts, (), stated)


def split_items(raw: object) -> list[object]:
    """One bare text where a list belongs, as a cell is read: an item per line, or separated by ``;``."""
    if not isinstance(raw, str) or (";" not in raw and "\n" not in raw):
        return [raw]
    return [part for part in raw.replace(";", "\n").splitlines() if trim(part)] or [raw]


def softened(verdict: Verdict) -> Severity | None:
    """A placeholder among real items takes nothing away: it is a warning."""
    return Severity.WARNING if verdict.state is State.PLACEHOLDER else None


@dataclass(frozen=True, slots=True)
class RecordJudge:
    """Judges an object with parts, or a list of such objects."""

    field: Field
    parts: Mapping[str, Judge]
    emptiness: Emptiness

    def judge_one(self, raw: object) -> Verdict:
        """One object (or the plain value that stands for it) in, verdict out."""
        record = self._as_record(raw)
        if isinstance(record, Verdict):
            return record
        verdicts = {part.id: self.parts[part.id](record.get(part.id)) for part in self.field.parts}
        strange = tuple(unknown_part(self.field, key) for key in record if key not in self.parts)
        if all(verdict.empty for verdict in verdicts.values()):
            return self._nothing(verdicts.values(), strange)
        found = tuple(settled(hit, (part_id,)) for part_id, verdict in verdicts.items() for hit in verdict.violations)
        if not any(
            verdicts[part_id].state in (State.FILLED, State.INVALID) for part_id in self.field.any_of or verdicts
        ):
            labels = tuple(part.label for part in self.field.parts if part.id in self.field.any_of)
            found += (Violation("CV108", (), {"parts": labels}, Severity.ERROR),)
        credit = self._credit(verdicts, found)
        state = State.FILLED if credit == 1 else State.INVALID
        plain = verdicts[self.field.plain or self.field.parts[0].id]
        return Verdict(
            state, credit, found + strange, plain.canonical, (plain.canonical or "",), (), self._stated(record)
        )

    def _as_record(self, raw: object) -> Mapping[str, object] | Verdict:
        if raw is None or raw == {} or raw == []:
            return absent_verdict(self.field)
        if isinstance(raw, dict):
            return raw
        if self._is_closed() and not isinstance(raw, list):
            return {str(self.field.plain): raw}
        if isinstance(raw, str) and (why := self.emptiness.why_empty(raw, self.field)) is not None:
            return empty_verdict(self.field, why)
        if self.field.plain and not isinstance(raw, list):
            return {self.field.plain: raw}
        return Verdict(State.INVALID, ZERO, (wrong_type(raw, "object"),), stated=shown(raw))

    def _is_closed(self) -> bool:
        """Whether a plain value stands for a part that knows best what is an answer: ``không`` is one to yes or no."""
        return any(part.id == self.field.plain and part.type not in FREE_TEXT for part in self.field.parts)

    def _nothing(self, verdicts: Iterable[Verdict], strange: tuple[Violation, ...]) -> Verdict:
        hollow = [verdict for verdict in verdicts if verdict.state is State.PLACEHOLDER]
        base = hollow[0] if hollow else absent_verdict(self.field)
        severity = Severity.WARNING if self.field.obligation is Obligation.OPTIONAL else Severity.ERROR
        violations = tuple(settled(hit, (), severity) for hit in base.violations if hit.code != "CV505")
        return replace(base, violations=violations + strange, credit=ZERO, stated=None)

    def _credit(self, verdicts: Mapping[str, Verdict], found: tuple[Violation, ...]) -> Fraction:
        if self.field.whole:
            return ZERO if any(map(is_error, found)) else ONE
        mandatory = [part.id for part in self.field.parts if part.obligation is Obligation.MANDATORY]
        if any(verdict.state is State.INVALID for key, verdict in verdicts.items() if key not in mandatory):
            return ZERO
        if not mandatory:
            return ONE
        return sum((verdicts[part_id].credit for part_id in mandatory), ZERO) / len(mandatory)

    def _stated(self, record: Mapping[str, object]) -> str:
        return " | ".join(shown(record.get(part.id)) for part in self.field.parts).rstrip(" |")

    def judge_many(self, raw: object) -> Verdict:
        """A list of objects in, verdict out; the credit is the mean of the records' credits."""
        if raw is None or raw == [] or raw == {}:
            return absent_verdict(self.field)
        if not isinstance(raw, list):
            if isinstance(raw, str) and (why := self.emptiness.why_empty(raw, self.field)) is not None:
                return empty_verdict(self.field, why)
            return Verdict(State.INVALID, ZERO, (wrong_type(raw, "list"),), stated=shown(raw))
        verdicts = [self.judge_one(item) for item in raw]
        if all(verdict.empty for verdict in verdicts):
            strange = tuple(
                settled(hit, (index,))
                for index, verdict in enumerate(verdicts)
                for hit in verdict.violations
                if hit.code == "CV505"
            )
            return self._nothing(verdicts, strange)
        found = tuple(settled(hit, (index,)) for index, verdict in enumerate(verdicts) for hit in verdict.violations)
        credit = sum((verdict.credit for verdict in verdicts), ZERO) / len(verdicts)
        state = State.FILLED if credit == 1 else State.INVALID
        texts = tuple(verdict.canonical for verdict in verdicts if verdict.canonical)
        losses = tuple((1 - verdict.credit) / len(verdicts) for verdict in verdicts)
        stated = "; ".join(verdict.stated or "" for verdict in verdicts)
        return Verdict(state, credit, found, None, texts, losses, stated)


def wrong_type(raw: object, expected: str) -> Violation:
    """A value of the wrong shape."""
    facts = {"value": trim(shown(raw)), "found": type_name(raw), "expected": expected}
    return Violation("CV213", (), facts, Severity.ERROR)


TYPE_NAMES: Mapping[type, str] = {
    str: "text",
    bool: "boolean",
    int: "number",
    float: "number",
    list: "list",
    dict: "object",
    type(None): "null",
}


def type_name(raw: object) -> str:
    """The name of a value's JSON type, or ``date`` for what only a spreadsheet holds."""
    return TYPE_NAMES.get(type(raw), "date")


def unknown_part(field: Field, key: object) -> Violation:
    """A member that the record does not have, with the one that was probably meant."""
    from difflib import get_close_matches

    near = get_close_matches(str(key), [part.id for part in field.parts], 1)
    return Violation("CV505", (str(key),), {"name": str(key), "nearest": near[0] if near else ""}, Severity.WARNING)
