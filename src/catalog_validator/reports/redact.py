"""Contact details masked, for a report that is published: phones, e-mail addresses, and who is behind them."""

import re
from collections.abc import Callable
from dataclasses import replace

from catalog_validator.model.finding import Finding
from catalog_validator.model.profile import Field, FieldType, Profile
from catalog_validator.model.report import Outcome
from catalog_validator.model.result import EntryResult

MASK = "•••"

_PRIVATE = (FieldType.PHONE, FieldType.EMAIL)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_PHONE = re.compile(r"(?<![\w/-])(?:\(?\+?84|\(?0)(?:[ .()-]{0,3}[0-9]){8,10}(?!\w)")
_QUOTED = ("value", "values", "found", "nearest", "repaired", "entries", "name", "length")
"""Facts in which a finding quotes the data."""


def hidden_fields(profile: Profile) -> frozenset[str]:
    """Fields of the profile that lead to a person: for a phone or an e-mail address, or with one among their parts."""
    return frozenset(field.id for field in profile.fields if _is_private(field))


def redact_entry(entry: EntryResult, hidden: frozenset[str]) -> EntryResult:
    """The entry with what names a person masked; points, codes and places stay."""
    return replace(
        entry,
        id=masked(entry.id),
        title=masked(entry.title) if entry.title else entry.title,
        findings=tuple(redact_finding(finding, hidden) for finding in entry.findings),
    )


def redact_outcome(outcome: Outcome, hidden: frozenset[str]) -> Outcome:
    """How the run ended, with the same masked in the findings of sources."""
    return replace(outcome, problems=tuple(redact_finding(problem, hidden) for problem in outcome.problems))


def redact_finding(finding: Finding, hidden: frozenset[str]) -> Finding:
    """A finding of a private field quotes nothing; in any other, addresses and numbers are masked."""
    if not finding.facts:
        return finding
    whole = finding.field in hidden
    facts = {
        name: _fact(fact, (lambda text: MASK) if whole and name in _QUOTED else masked)
        for name, fact in finding.facts.items()
    }
    return replace(finding, facts=facts)


def masked(text: str) -> str:
    """The text without e-mail addresses and phone numbers."""
    return _PHONE.sub(MASK, _EMAIL.sub(MASK, text))


def _fact(fact: object, mask: Callable[[str], str]) -> object:
    if isinstance(fact, str):
        return mask(fact)
    if isinstance(fact, list | tuple):
        return tuple(_fact(member, mask) for member in fact)
    return fact


def _is_private(field: Field) -> bool:
    return field.type in _PRIVATE or any(_is_private(part) for part in field.parts)
