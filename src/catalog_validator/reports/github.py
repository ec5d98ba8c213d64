"""Workflow commands of GitHub Actions: findings as annotations at their lines."""

from collections.abc import Iterator, Mapping

from catalog_validator.model.finding import Severity
from catalog_validator.model.report import Job
from catalog_validator.reports.lexicon import inert
from catalog_validator.reports.told import Teller, Told, path_of, row_of

MOST = 10
"""Annotations of one severity that GitHub shows of one step; what exceeds them it drops without a word."""
COMMANDS: Mapping[Severity, str] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render_github(job: Job) -> Iterator[str]:
    """A command on a line; the last notice says how many findings have none. Then the verdict, as plain text."""
    teller, words = Teller.of(job), Teller.of(job).words
    shown, hidden = dict.fromkeys(COMMANDS, 0), 0
    most = {Severity.ERROR: MOST, Severity.WARNING: MOST, Severity.NOTE: MOST - 1}
    for told in teller.all(job):
        if told.accepted is not None:
            continue
        if shown[told.severity] >= most[told.severity]:
            hidden += 1
            continue
        shown[told.severity] += 1
        yield _command(told, words.place(told.position) if told.position and told.position.cell else "", job.look.base)
    outcome = job.outcome()
    if hidden:
        yield f"::notice title=catval::{escaped(words.ui('formats.more', n=hidden, shown=sum(shown.values())))}\n"
    total = outcome.summary.total
    verdict = words.ui("verdict.passed" if outcome.passed else "verdict.failed")
    yield f"catval: {verdict} · {words.score(total.score)} · {total.passed}/{total.scored}\n"


def _command(told: Told, cell: str, base: str) -> str:
    position = told.position
    properties = {
        "file": inert(path_of(position, base), 2_000),
        "line": row_of(position),
        "endLine": position.end_line if position else None,
        "col": position.column if position else None,
        "endColumn": position.end_column if position and position.end_line == position.line else None,
        "title": f"{told.code} {told.title}",
    }
    given = ",".join(f"{name}={property_of(str(value))}" for name, value in properties.items() if value)
    message = f"{told.sentence} ({cell})" if cell else told.sentence
    return f"::{COMMANDS[told.severity]} {given}::{escaped(message)}\n"


def escaped(text: str) -> str:
    """Text that stays in the message of one command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def property_of(text: str) -> str:
    """Text that stays in one property of a command."""
    return escaped(text).replace(":", "%3A").replace(",", "%2C")
