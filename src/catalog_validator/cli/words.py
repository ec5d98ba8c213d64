"""The command line's own sentences, in the reader's language, from the same files as all others."""

from catalog_validator.cli.console import reader_language
from catalog_validator.model.words import Lang

_CHOSEN: list[Lang] = []


def choose(asked: str | None) -> Lang:
    """Settle the language of this run."""
    lang = reader_language(asked)
    _CHOSEN[:] = [lang]
    return lang


def language() -> Lang:
    """The language of this run, settled or not."""
    return _CHOSEN[0] if _CHOSEN else reader_language(None)


def say(slug: str, **facts: str) -> str:
    """A sentence of the table ``ui.cli``."""
    from catalog_validator.reports.words import Words

    return Words(language()).ui(f"cli.{slug}", **facts)
