"""SARIF 2.1.0 (OASIS, errata 01): findings for code scanning and editors. Rules speak both languages."""

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from catalog_validator.model.codes import CODES, Code
from catalog_validator.model.finding import Severity
from catalog_validator.model.place import Position
from catalog_validator.model.report import Job, Outcome
from catalog_validator.model.words import LANGS, Lang
from catalog_validator.reports.json import Object, dump
from catalog_validator.reports.lexicon import Lexicon, inert
from catalog_validator.reports.numbers import cut, exact
from catalog_validator.reports.told import Teller, Told, path_of

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
LEVELS: Mapping[Severity, str] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
GRAVEST = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


class Results:
    """The gravest findings up to a cap, in the order in which they came; the rest is counted."""

    def __init__(self, most: int | None) -> None:
        """``most``: None is all."""
        self.most = most
        self.met = 0
        self.codes: dict[str, None] = {}
        self._kept: dict[Severity, list[Object]] = {severity: [] for severity in GRAVEST}

    @property
    def kept(self) -> list[Object]:
        """What is shown, errors first."""
        return [result for severity in GRAVEST for result in self._kept[severity]]

    def room_for(self, severity: Severity) -> bool:
        """Count a finding, and say whether it is shown: in place of a lesser one where the cap is reached."""
        self.met += 1
        if self.most is None or sum(map(len, self._kept.values())) < self.most:
            return True
        for lesser in GRAVEST[: GRAVEST.index(severity) : -1]:
            if self._kept[lesser]:
                self._kept[lesser].pop()
                return True
        return False

    def add(self, severity: Severity, result: Object) -> None:
        """Keep one for which there is room."""
        self._kept[severity].append(result)


def render_sarif(job: Job) -> Iterator[str]:
    """One log with one run. Of more than ``max_results`` findings the gravest are shown and the others counted."""
    teller, results = Teller.of(job), Results(job.look.max_results)
    for told in teller.all(job):
        results.codes[told.code] = None
        if results.room_for(told.severity):
            results.add(told.severity, _result(told, teller, job))
    outcome = job.outcome()
    shown = results.kept
    codes = sorted(results.codes)
    for result in shown:
        result["ruleIndex"] = codes.index(str(result["ruleId"]))
    head = dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(job, outcome, results, codes)]})
    before, after = head.split('"results": []', 1)
    yield before + '"results": ['
    for index, result in enumerate(shown):
        yield ("," if index else "") + "\n        " + dump(result).replace("\n", "\n        ")
    yield ("\n      ]" if shown else "]") + after + "\n"


def _run(job: Job, outcome: Outcome, results: Results, codes: list[str]) -> Object:
    run, total = job.run, outcome.summary.total
    other: Lang = "en" if job.lang == "vi" else "vi"
    return {
        "tool": {
            "driver": {
                "name": "catval",
                "semanticVersion": run.tool_version,
                "language": job.lang,
                "contents": ["localizedData", "nonLocalizedData"],
                "rules": [_rule(CODES[code], job.lang) for code in codes],
                "notifications": [_cap_rule(job.lang)],
            }
        },
        "language": job.lang,
        "translations": [_translation(codes, other, run.tool_version)],
        "columnKind": "unicodeCodePoints",
        "automationDetails": {"id": f"catval/{inert(run.profile.id)}/"},
        "originalUriBaseIds": {ROOT: {"description": {"text": Lexicon(job.lang).ui("formats.root")}}},
        "invocations": [
            {
                "executionSuccessful": True,
                "exitCode": 0 if outcome.passed else 1,
                "exitCodeDescription": ", ".join(outcome.reasons) or "passed",
                "toolExecutionNotifications": _notifications(job.lang, results),
            }
        ],
        "results": [],
        "properties": {
            "profile": {"id": run.profile.id, "version": run.profile.version, "sha256": run.profile.sha256},
            "asOf": run.as_of.isoformat(),
            "threshold": exact(run.threshold),
            "passed": outcome.passed,
            "entries": total.read,
            "entriesPassed": total.passed,
            "earned": exact(total.earned),
            "possible": exact(total.possible),
            "score": cut(total.score) or None,
        },
    }


def _rule(code: Code, lang: Lang) -> Object:
    """What a code means. The help has both languages, the reader's first: viewers seldom know translations."""
    words = Lexicon(lang)
    helps = [_help(code.code, each) for each in (lang, *(other for other in LANGS if other != lang))]
    return {
        "id": code.code,
        "name": "".join(part.capitalize() for part in code.slug.split("-")),
        "shortDescription": {"text": words.title(code.code)},
        "fullDescription": {"text": words.of_code(code.code, "explain")},
        "help": {
            "text": "\n\n".join(text for text, _ in helps),
            "markdown": "\n\n---\n\n".join(markdown for _, markdown in helps),
        },
        "defaultConfiguration": {"level": LEVELS[code.severity]},
        "properties": {"tags": [code.slug]},
    }


def _help(code: str, lang: Lang) -> tuple[str, str]:
    """The help of a code as text and as Markdown."""
    words = Lexicon(lang)
    title, explain, advice = words.title(code), words.of_code(code, "explain"), words.of_code(code, "advice")
    pairs = [("good", words.of_code(code, "good")), ("bad", words.of_code(code, "bad"))]
    named = [(words.ui(f"explain.{name}"), text) for name, text in pairs]
    text = " ".join([f"{title}.", explain, *([advice] if advice != "…" else [])])
    examples = "\n".join(f"- {name}: {_code_span(example)}" for name, example in named)
    return text, f"**{title}**\n\n{explain}\n\n{examples}"


def _code_span(text: str) -> str:
    """Text in Markdown as it is, whatever backquotes are in it."""
    fence = "`" * (1 + max((len(run) for run in text.split("`")[1:-1] if not run), default=text.count("`")))
    return f"{fence} {text} {fence}" if "`" in text else f"`{text}`"


def _translation(codes: list[str], lang: Lang, version: str) -> Object:
    """The rules' texts in the other language, by the translations of the format."""
    words = Lexicon(lang)
    return {
        "name": "catval",
        "semanticVersion": version,
        "language": lang,
        "contents": ["localizedData"],
        "translationMetadata": {
            "name": f"catval {lang}",
            "shortDescription": {"text": words.ui("formats.translation")},
        },
        "rules": [
            {
                "id": code,
                "shortDescription": {"text": words.title(code)},
                "fullDescription": {"text": words.of_code(code, "explain")},
                "help": dict(zip(("text", "markdown"), _help(code, lang), strict=True)),
            }
            for code in codes
        ],
        "notifications": [_cap_rule(lang)],
    }


def _cap_rule(lang: Lang) -> Object:
    words = Lexicon(lang)
    title, text = words.ui("formats.capped"), words.ui("formats.capped_help")
    return {
        "id": "results-capped",
        "shortDescription": {"text": title},
        "fullDescription": {"text": text},
        "help": {"text": text},
    }


def _notifications(lang: Lang, results: Results) -> list[Object]:
    """What was left out, said where tools look for it."""
    hidden = results.met - len(results.kept)
    if not hidden:
        return []
    said = Lexicon(lang).ui("formats.more", n=hidden, shown=len(results.kept))
    return [{"level": "warning", "message": {"text": said}, "descriptor": {"id": "results-capped", "index": 0}}]


def _result(told: Told, teller: Teller, job: Job) -> Object:
    lead = f"{told.message} {told.advice}".strip()
    made: Object = {
        "ruleId": told.code,
        "ruleIndex": 0,
        "level": LEVELS[told.severity],
        "message": {"text": plain(f"{told.entry}: {lead}" if told.entry else lead)},
        "locations": [_location(told, job.look.base)],
        "partialFingerprints": {
            "catvalFinding/v1": told.fingerprint,
            "primaryLocationLineHash": f"{told.fingerprint}:1",
        },
        "properties": {
            "entry": told.entry or None,
            "field": inert(str(told.path[0])) if told.path else None,
            "label": told.label or None,
            "value": told.value or None,
            "expected": told.expected or None,
            "ground": told.ground or None,
            "pointsLost": exact(told.points_lost),
        },
    }
    if job.run.baseline:
        known = told.accepted is not None and told.accepted.by == "baseline"
        made["baselineState"] = "unchanged" if known else "new"
    if told.accepted is not None and told.accepted.by == "suppression":
        made["suppressions"] = [{"kind": "external", "status": "accepted", "justification": teller.reason(told)}]
    return made


def plain(text: str) -> str:
    """Text of a message in which nothing is taken for a link (3.11.6 of the standard)."""
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]") if "](" in text else text


def _location(told: Told, base: str) -> Object:
    made: Object = {}
    position = told.position
    if position is not None:
        made["physicalLocation"] = {
            "artifactLocation": _artifact(path_of(position, base)),
            **({"region": _region(position)} if position.line is not None else {}),
        }
    named: list[Object] = []
    if position is not None and position.cell is not None:
        cell = inert(position.cell)
        named.append({"name": cell.rpartition("!")[2], "fullyQualifiedName": cell, "kind": "cell"})
    if told.pointer or told.path:
        steps = "".join(f"/{inert(str(step))}" for step in told.path)
        kind = "value" if told.path else "object"
        named.append({"name": told.entry or "/", "fullyQualifiedName": (told.pointer + steps) or "/", "kind": kind})
    if named:
        made["logicalLocations"] = named
    return made


def _artifact(path: str) -> Object:
    """A file below the root that is checked, or one with an address of its own."""
    named = quote(inert(path, 2_000), safe="/")
    if path.startswith("/"):
        return {"uri": f"file://{named}"}
    if path[1:3] == ":/":
        return {"uri": f"file:///{path[:2]}{quote(inert(path[2:], 2_000), safe='/')}"}
    return {"uri": named, "uriBaseId": ROOT}


def _region(position: Position) -> Object:
    numbers = {
        "startLine": position.line,
        "startColumn": position.column,
        "endLine": position.end_line,
        "endColumn": position.end_column,
    }
    return {name: number for name, number in numbers.items() if number is not None}
