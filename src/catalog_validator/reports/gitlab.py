"""GitLab Code Quality: a JSON list in which each finding has a fingerprint of its own."""

from collections.abc import Iterator, Mapping
from hashlib import sha256

from catalog_validator.model.finding import Severity
from catalog_validator.model.report import Job
from catalog_validator.reports.json import Object, dump
from catalog_validator.reports.lexicon import inert
from catalog_validator.reports.told import Teller, Told, path_of, row_of

SEVERITIES: Mapping[Severity, str] = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render_gitlab(job: Job) -> Iterator[str]:
    """An item for each finding that was not accepted, while reading."""
    first, last, same = True, "", 0
    yield "["
    for told in Teller.of(job).all(job):
        if told.accepted is not None:
            continue
        key = "\0".join((told.fingerprint, told.pointer, path_of(told.position, ""), *map(str, told.path)))
        # Two findings of one code at one place follow each other.
        same, last = (same + 1 if key == last else 0), key
        yield ("" if first else ",") + "\n" + dump(_item(told, key, same, job.look.base))
        first = False
    job.outcome()
    yield "\n]\n" if not first else "]\n"


def _item(told: Told, key: str, same: int, base: str) -> Object:
    return {
        "type": "issue",
        "check_name": told.code,
        "description": told.sentence,
        "categories": ["Style" if told.severity is Severity.NOTE else "Bug Risk"],
        "severity": SEVERITIES[told.severity],
        "fingerprint": sha256(f"{key}\0{same}".encode("utf-8", "replace")).hexdigest()[:40],
        "location": {
            "path": inert(path_of(told.position, base), 2_000) or "-",
            "lines": {"begin": row_of(told.position) or 1},
        },
    }
