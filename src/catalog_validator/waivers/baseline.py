"""A baseline file: a finding on a line, so that two of them can be compared by eye and merged by git."""

import json
from typing import Any

from catalog_validator.model.waiver import Baseline, Known

SCHEMA = "catval-baseline/1"


class BaselineError(ValueError):
    """A file is no baseline; says at which line, and what was met there."""

    def __init__(self, line: int, found: str) -> None:
        """``line``: from 1."""
        super().__init__(f"{line}: {found}")
        self.line = line
        self.found = found


def read_baseline(name: str, data: bytes) -> Baseline:
    """The findings of a baseline. A fingerprint that stands there twice (after a merge) counts twice."""
    try:
        text = data.decode()
        whole = json.loads(text)
    except UnicodeDecodeError as error:
        raise BaselineError(data[: error.start].count(b"\n") + 1, "UTF-8?") from error
    except json.JSONDecodeError as error:
        raise BaselineError(error.lineno, error.msg) from error
    except RecursionError as error:
        raise BaselineError(1, "[[[…") from error
    if not isinstance(whole, dict) or whole.get("schema") != SCHEMA or not isinstance(whole.get("findings"), list):
        raise BaselineError(1, str(whole.get("schema", "–"))[:40] if isinstance(whole, dict) else type(whole).__name__)
    lines = _lines(text)
    known: dict[str, Known] = {}
    for index, item in enumerate(whole["findings"]):
        mark, found = _known(item, index)
        before = known.get(mark)
        count = found.count + (before.count if before else 0)
        sources = (*before.sources, *found.sources) if before else found.sources
        known[mark] = Known(found.code, found.entry, found.field, sources, count)
    return Baseline(name, known, lines)


def _known(item: Any, index: int) -> tuple[str, Known]:
    """One finding; ``index`` among all of them, for the message."""
    if not isinstance(item, dict):
        raise BaselineError(1, f"findings[{index}]")
    texts = [item.get(key, "") for key in ("fingerprint", "code", "entry", "field", "source")]
    if not texts[0] or not all(isinstance(text, str) for text in texts):
        raise BaselineError(1, f"findings[{index}]")
    count = item.get("count", 1)
    if isinstance(count, bool) or not isinstance(count, int) or count < 1:
        raise BaselineError(1, f"findings[{index}].count")
    mark, code, entry, field, source = map(str, texts)
    return mark, Known(code, entry, field, (source,), count)


def _lines(text: str) -> dict[str, int]:
    """Fingerprint → line, in the form in which catval writes a baseline."""
    lead = '{"fingerprint": "'
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped.startswith(lead):
            found[stripped[len(lead) :].partition('"')[0]] = number
    return found
