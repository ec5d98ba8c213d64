"""The JSON report a line at a time: an entry per line while reading, and last an object with everything else."""

from collections.abc import Iterator

import orjson

from catalog_validator.model.report import Job
from catalog_validator.reports.json import Records, head_object, spelled, summary_object
from catalog_validator.reports.words import Words


def render_jsonl(job: Job) -> Iterator[str]:
    """Lines. The last one, known by its ``schema`` member, is the JSON report without ``entries``."""
    records = Records(Words(job.lang), job.run.profile)
    for entry in job.entries:
        if not job.look.quiet:
            yield _line(records.entry(entry))
    outcome = job.outcome()
    head = head_object(job.run, outcome) | summary_object(job.run.profile, outcome)
    yield _line(head | {"problems": [records.finding(problem) for problem in outcome.problems]})


def _line(value: object) -> str:
    try:
        return orjson.dumps(value).decode() + "\n"
    except orjson.JSONEncodeError:
        return orjson.dumps(spelled(value)).decode() + "\n"
