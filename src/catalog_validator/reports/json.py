"""``catval-report/1`` as JSON: see ``schemas/report.schema.json``. Entries pass through a spool, not through memory."""

from collections.abc import Iterator, Mapping

import orjson

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.finding import Accepted, Finding
from catalog_validator.model.place import Path, Position
from catalog_validator.model.profile import Profile
from catalog_validator.model.report import Job, Outcome, Run
from catalog_validator.model.result import EntryResult, Group, Status, Summary
from catalog_validator.model.way import Way
from catalog_validator.reports.lexicon import inert
from catalog_validator.reports.numbers import cut, exact
from catalog_validator.reports.order import ordered_groups
from catalog_validator.reports.words import Words, find_field

SCHEMA = "catval-report/1"

Object = dict[str, object]
Sentences = tuple[str, str, str]
"""Message, expected, advice."""

_REMEMBERED = 4096


def render_json(job: Job) -> Iterator[str]:
    """One readable JSON object; with ``quiet`` it has no ``entries`` and nothing is kept of them."""
    records = Records(Words(job.lang), job.run.profile)
    spool = None if job.look.quiet else job.spool()
    empty = True
    for entry in job.entries:
        if spool is not None:
            spool.write(("" if empty else ",\n") + "    " + dump(records.entry(entry)).replace("\n", "\n    "))
            empty = False
    outcome = job.outcome()
    head = dump(head_object(job.run, outcome) | summary_object(job.run.profile, outcome))
    yield head[: -len("\n}")] + ",\n"
    if spool is not None:
        yield '  "entries": ['
        if not empty:
            yield "\n"
            yield from spool.read_back()
            yield "\n  "
        yield "],\n"
    problems = dump([records.finding(problem) for problem in outcome.problems])
    yield '  "problems": ' + problems.replace("\n", "\n  ") + "\n}\n"


def dump(value: object) -> str:
    """Readable JSON, two blanks a level. A half of a surrogate pair, which JSON cannot carry, is spelled out."""
    try:
        return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()
    except orjson.JSONEncodeError:
        return orjson.dumps(spelled(value), option=orjson.OPT_INDENT_2).decode()


def spelled(value: object) -> object:
    """The same value with each lone surrogate as ``<U+D800>``; all else is left as it is."""
    if isinstance(value, str):
        return "".join(f"<U+{ord(char):04X}>" if "\ud800" <= char <= "\udfff" else char for char in value)
    if isinstance(value, list):
        return [spelled(member) for member in value]
    if isinstance(value, dict):
        return {key: spelled(member) for key, member in value.items()}
    return value


def head_object(run: Run, outcome: Outcome) -> Object:
    """What was asked, by which tool and profile, and the gate's answer."""
    profile = run.profile
    return {
        "schema": SCHEMA,
        "tool": {"name": "catval", "version": run.tool_version},
        "profile": {
            "id": profile.id,
            "version": profile.version,
            "sha256": profile.sha256,
            "threshold": exact(run.threshold),
            "status": profile.status,
            "status_reason": {"vi": profile.status_reason.vi, "en": profile.status_reason.en},
        },
        "as_of": run.as_of.isoformat(),
        "verdict": {
            "passed": outcome.passed,
            "gate": run.gate,
            "fail_on": run.fail_on,
            "reasons": list(outcome.reasons),
        }
        | ({"accepted": outcome.accepted} if outcome.accepted else {})
        | {name: True for name in ("baseline", "published_only") if getattr(run, name)},
    }


def summary_object(profile: Profile, outcome: Outcome) -> Object:
    """The run in numbers, and its groups in the order of `ordered_groups`."""
    groups = [_group(group) for group in ordered_groups(profile, outcome.summary)]
    return {"summary": _summary(outcome.summary), "groups": groups}


def _summary(summary: Summary) -> Object:
    total = summary.total
    return {
        "sources": summary.sources,
        "unreadable_sources": summary.unreadable_sources,
        "read": total.read,
        "scored": total.scored,
        "passed": total.passed,
        "refused": total.refused,
        "unreadable": total.unreadable,
        "earned": exact(total.earned),
        "possible": exact(total.possible),
        "score": cut(total.score) or None,
        "mean_score": cut(total.mean_score) or None,
        "passed_share": cut(total.passed_share) or None,
        "findings": {"error": total.errors, "warning": total.warnings, "note": total.notes},
    }


def _group(group: Group) -> Object:
    tally = group.tally
    return {
        "by": group.by,
        "value": group.value,
        "entries": tally.read,
        "passed": tally.passed,
        "earned": exact(tally.earned),
        "possible": exact(tally.possible),
        "score": cut(tally.score) or None,
    }


@dataclass(frozen=True, slots=True)
class Records:
    """Entries and findings as JSON objects, in one language."""

    words: Words
    profile: Profile
    _said: dict[tuple[str, Path], Sentences] = field(default_factory=dict)
    """Sentences of findings without facts (a missing field), which come again with almost every entry."""

    def entry(self, entry: EntryResult) -> Object:
        """One entry. A refused one shows its place and that it is refused, nothing of itself."""
        refused = entry.status is Status.REFUSED
        findings = [finding for finding in entry.findings if not refused or finding.code == "CV309"]
        made: Object = {
            "id": entry.pointer if refused else entry.id,
            "title": None if refused else entry.title,
            "source": entry.source,
            "pointer": entry.pointer,
            "status": entry.status.value,
            "earned": exact(entry.earned),
            "possible": exact(entry.possible),
            "score": cut(entry.score) or None,
            "passed": entry.passed and entry.status is Status.SCORED,
            "published": None if refused else entry.published,
            "fields": [] if refused else _fields(entry),
            "findings": [self.finding(finding) for finding in findings],
        }
        return made if entry.way is None or refused else made | {"plan": way_object(entry.way)}

    def finding(self, finding: Finding) -> Object:
        """One finding with its sentences; ``path`` stands there only for a place inside a field."""
        known = find_field(self.profile, finding.path[:1])
        citation = finding.citation
        message, expected, advice = self._sentences(finding)
        found: Object = {
            "code": finding.code,
            "severity": finding.severity.value,
            "field": known.id if known else None,
        }
        if known and len(finding.path) > 1:
            found["path"] = [step if isinstance(step, int) else inert(step) for step in finding.path]
        return found | {
            "message": message,
            "citation": citation.text or None if citation else None,
            "citation_status": citation.status.value if citation else None,
            "confidence": citation.confidence.value if citation else None,
            "value": self._value(finding.facts),
            "expected": expected or None,
            "advice": advice or None,
            "points_lost": exact(finding.points_lost),
            "fingerprint": finding.fingerprint,
            "position": position_object(finding.position),
            **({} if finding.accepted is None else {"accepted": _accepted(finding.accepted)}),
        }

    def _sentences(self, finding: Finding) -> Sentences:
        key = (finding.code, finding.path)
        said = None if finding.facts else self._said.get(key)
        if said is None:
            words, profile = self.words, self.profile
            said = (words.message(finding, profile), words.expected(finding, profile), words.advice(finding, profile))
            if not finding.facts and len(self._said) < _REMEMBERED:
                self._said[key] = said
        return said

    def _value(self, facts: Mapping[str, object]) -> str | None:
        value = facts.get("value", facts.get("values"))
        return None if value is None else self.words.say(value)


def _fields(entry: EntryResult) -> list[Object]:
    return [
        {
            "field": score.field,
            "applies": score.applies,
            "weight": exact(score.weight),
            "credit": exact(score.credit),
            "state": score.state.value,
        }
        for score in entry.fields
    ]


def way_object(way: Way) -> Object:
    """The fewest fields after which an entry passes."""
    return {
        "steps": [
            {
                "field": step.field,
                "gain": exact(step.gain),
                "gate": step.gate,
                "sure": step.sure,
                "records": step.records,
                "lacking": step.lacking,
                "position": position_object(step.position),
            }
            for step in way.steps
        ],
        "score_worst": cut(way.worst),
        "score_best": cut(way.best),
        "proven": way.proven,
        "at_least": way.at_least,
    }


def _accepted(accepted: Accepted) -> Object:
    until = accepted.until.isoformat() if accepted.until else None
    return {"by": accepted.by, "reason": accepted.reason or None, "until": until}


def position_object(position: Position | None) -> Object | None:
    """Where something stands; None where that is not known."""
    if position is None:
        return None
    return {
        "source": position.source,
        "line": position.line,
        "column": position.column,
        "end_line": position.end_line,
        "end_column": position.end_column,
        "cell": position.cell,
    }
