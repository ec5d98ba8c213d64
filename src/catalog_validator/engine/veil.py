"""What may be shown of a record that could not be read, and that may therefore be secret."""

import re
from dataclasses import replace

from catalog_validator.model.finding import Facts, Violation
from catalog_validator.model.words import Label

BROKEN = ("CV003", "CV005", "CV006", "CV007", "CV008")
"""Codes of forms that cannot be read."""
UNKNOWN = "CV042"
"""Of a reference in XML, whose name is a word of the source unless it is one of the names that HTML has."""
QUOTED = ("found", "value", "name")
"""Facts in which a reader quotes what stands in the source."""
WORDS = Label("một đoạn văn bản", "some text")

_PLAIN = re.compile(r"[^\w]{0,3}|[-+]?[0-9.eE+-]{1,40}|-?(?:Infinity|NaN)|\\u[0-9a-fA-F]{4}|EOF|binary", re.ASCII)
"""Signs, numbers, and the words that the formats themselves forbid."""


def without_words(facts: Facts) -> Facts:
    """The same facts without any that quotes the source."""
    return {name: WORDS if name in QUOTED and isinstance(fact, str) else fact for name, fact in facts.items()}


def veiled(flaw: Violation) -> Violation:
    """The same flaw with words of the source left out; what the reader says in words of its own stays."""
    if flaw.code not in BROKEN and (flaw.code != UNKNOWN or _is_common(flaw)):
        return flaw
    quoted = {name: flaw.facts[name] for name in QUOTED if name in flaw.facts}
    hidden = {name: WORDS for name, fact in quoted.items() if isinstance(fact, str) and not _PLAIN.fullmatch(fact)}
    return replace(flaw, facts={**flaw.facts, **hidden}) if hidden else flaw


def _is_common(flaw: Violation) -> bool:
    """Whether a reference has a name that pages of the web use."""
    from html.entities import html5

    return str(flaw.facts.get("value", "")).removeprefix("&") in html5
