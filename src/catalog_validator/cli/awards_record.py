"""What the commands of ``catval awards`` share: a saved record, its campaign, their sentences."""

import json
from datetime import date
from typing import Any

from catalog_validator.cli.console import complain
from catalog_validator.model.words import Lang

DEFAULT_CAMPAIGN = "sonla-2026"


def read_record(path: str, lang: Lang) -> tuple[bytes, dict[str, Any]] | None:
    """The bytes and the content of a saved record; None, after saying so, for anything else."""
    from catalog_validator.awards.verify import flaw
    from catalog_validator.files import file

    with file(path).open() as stream:
        data = stream.read()
    try:
        saved = json.loads(data)
    except (ValueError, RecursionError):
        saved = None
    where = flaw(saved)
    if where == "schema":
        complain(say_awards(lang, "not_a_record", path=path))
    elif where:
        complain(say_awards(lang, "record_broken", path=path, where=where))
    return None if where else (data, saved)


def say_awards(lang: Lang, key: str, **facts: object) -> str:
    """A sentence of the nominations."""
    from catalog_validator.reports.words import Words

    return Words(lang).ui(f"awards.{key}", **facts)


def day_of(saved: dict[str, Any]) -> date:
    """The day that a record was made for."""
    return date.fromisoformat(saved["as_of"])
