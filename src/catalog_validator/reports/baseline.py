"""A baseline: the findings of today by fingerprint, for runs that shall fail on new ones only."""

import json
import re
from collections import Counter
from collections.abc import Iterator

from catalog_validator.model.finding import Severity
from catalog_validator.model.report import Job
from catalog_validator.reports.told import Teller

REFUSED = "CV309"
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def render_baseline(job: Job) -> Iterator[str]:
    """A finding on a line, in the order of sources, entries, codes and fields.

    Notes cannot fail a run and are left out, but for refusals.
    What a suppression accepts stays with it. Nothing of an entry stands here but its id and the field.
    """
    counts: Counter[tuple[str, ...]] = Counter()
    for told in Teller.of(job).all(job):
        suppressed = told.accepted is not None and told.accepted.by == "suppression"
        if suppressed or (told.severity is Severity.NOTE and told.code != REFUSED):
            continue
        field = ".".join(str(step + 1) if isinstance(step, int) else step for step in told.path)
        source = told.position.source if told.position else ""
        counts[source, told.entry, told.code, field, told.fingerprint] += 1
    profile = job.run.profile
    job.outcome()
    yield '{\n"schema": "catval-baseline/1",\n'
    yield f'"profile": {json.dumps({"id": profile.id, "version": profile.version, "sha256": profile.sha256})},\n'
    yield f'"as_of": "{job.run.as_of.isoformat()}",\n"findings": ['
    for index, key in enumerate(sorted(counts)):
        source, entry, code, field, mark = key
        item: dict[str, object] = {"fingerprint": mark, "code": code, "entry": entry, "field": field, "source": source}
        if counts[key] > 1:
            item["count"] = counts[key]
        yield ("," if index else "") + "\n" + _visible(json.dumps(item, ensure_ascii=False))
    yield "\n]\n}\n"


def _visible(text: str) -> str:
    """The same JSON with characters that no eye sees as escapes."""
    return _UNSEEN.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
