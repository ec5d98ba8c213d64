"""Findings as a table for spreadsheets: a row each, no cell a formula."""

import csv
import io
from collections.abc import Iterator

from catalog_validator.model.report import Job
from catalog_validator.reports.numbers import cut
from catalog_validator.reports.told import Teller

COLUMNS = (
    "source", "line", "column", "cell", "entry", "code", "severity", "finding", "field", "label", "message", "value",
    "expected", "advice", "ground", "points_lost", "accepted", "fingerprint",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, also in its full-width form."""


def render_csv(job: Job) -> Iterator[str]:
    """UTF-8 with the mark that Excel needs to see that; commas; rows while reading."""
    teller, held = Teller.of(job), io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    yield "\ufeff" + ",".join(COLUMNS) + "\r\n"
    for told in teller.all(job):
        position = told.position
        row = (
            position.source if position else "",
            str(position.line or "") if position else "",
            str(position.column or "") if position else "",
            (position.cell or "") if position else "",
            told.entry,
            told.code,
            told.severity.value,
            told.title,
            ".".join(str(step + 1) if isinstance(step, int) else step for step in told.path),
            told.label,
            told.message,
            told.value,
            told.expected,
            told.advice,
            told.ground,
            cut(told.points_lost),
            teller.reason(told),
            told.fingerprint,
        )
        writer.writerow([tame(teller.words.say(cell, 2_000)) for cell in row])
        yield held.getvalue()
        held.seek(0)
        held.truncate()
    job.outcome()


def tame(cell: str) -> str:
    """The cell's text; where a program could take it for a formula, an apostrophe keeps it from that."""
    return f"'{cell}" if cell.lstrip(" '").startswith(FORMULA) else cell
