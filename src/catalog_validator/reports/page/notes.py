"""What was expected, on what ground, and the way out: said once for all findings that share it."""

from collections.abc import Iterator

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.finding import Finding, Severity
from catalog_validator.model.place import Path
from catalog_validator.model.words import Citation
from catalog_validator.reports.page.marks import Both, data, escape

KEPT = 20_000
"""So many different explanations stand apart; whatever comes after them stands beside its finding."""

_REMEMBERED = 4096
_GENERAL = frozenset(("label", "field"))
"""Facts that follow from the path alone."""


@dataclass(frozen=True, slots=True)
class Notes:
    """The explanations met so far, by their text, with their numbers."""

    both: Both
    _numbers: dict[str, int] = field(default_factory=dict)
    _said: dict[tuple[str, Path], str] = field(default_factory=dict)
    """Findings without facts (a missing field), which come again with almost every entry."""
    _made: dict[tuple[str, str, Path, Citation | None], str] = field(default_factory=dict)

    def finding(self, finding: Finding) -> str:
        """A finding as a list item: code, message, value, place; what explains it is linked."""
        spot = self.both.vi.place(finding.position)
        place = f" <small>{escape(spot)}</small>" if spot else ""
        item = "<li>" if finding.severity is Severity.ERROR else f"<li class={finding.severity.value}>"
        if finding.facts:
            return f"{item}{self._sentence(finding)}{place}"
        key = (finding.code + finding.severity.value, finding.path)
        said = self._said.get(key)
        if said is None:
            said = f"{item}{self._sentence(finding)}"
            if len(self._said) < _REMEMBERED:
                self._said[key] = said
        return said + place

    def written(self) -> Iterator[str]:
        """Every explanation with its number, in the order in which they were met."""
        for text, number in self._numbers.items():
            yield f"<div class=note id=x{number}>{text}</div>\n"

    def _sentence(self, finding: Finding) -> str:
        both, profile = self.both, self.both.profile
        message = both.say(lambda words: words.message(finding, profile))
        explained = self._explained(finding)
        number = self._numbers.get(explained)
        if number is None and len(self._numbers) < KEPT:
            number = self._numbers[explained] = len(self._numbers) + 1
        code = f"<a href=#x{number}>{finding.code}</a>" if number else f"<b>{finding.code}</b>"
        said = f"{code} {message}{self._value(finding, message)}"
        return said if number else f"{said}<div class=note>{explained}</div>"

    def _explained(self, finding: Finding) -> str:
        """The explanation, made anew only where something of this very finding stands in it."""
        both = self.both
        own = (
            both.vi.names(f"codes.{finding.code}.expected") | both.vi.names(f"codes.{finding.code}.advice")
        ) - _GENERAL
        if not own.isdisjoint(finding.facts):
            return explanation(both, finding)
        key = (finding.code, finding.severity.value, finding.path, finding.citation)
        made = self._made.get(key)
        if made is None:
            made = explanation(both, finding)
            if len(self._made) < _REMEMBERED:
                self._made[key] = made
        return made

    def _value(self, finding: Finding, message: str) -> str:
        """The offending value, where the message does not show the whole of it already."""
        value = finding.facts.get("value")
        if not isinstance(value, str) or not value:
            return ""
        shown = data(self.both.vi.say(value, 400))
        if shown[5:-6] in message:
            return ""
        return f"<code>{shown}</code>"


def explanation(both: Both, finding: Finding) -> str:
    """Name of the code, what is expected, the ground with what it is worth, and the way out."""
    profile = both.profile
    name, severity = both.title(finding.code), both.ui(f"severity.{finding.severity.value}")
    rows = [f"<p class=name>{finding.code} · {name} <i>({severity})</i></p><dl>"]
    for key, said in (
        ("frame.expected", both.say(lambda words: words.expected(finding, profile))),
        ("frame.ground", ground(both, finding)),
        ("frame.advice", both.say(lambda words: words.advice(finding, profile))),
    ):
        if said:
            rows.append(f"<dt>{both.ui(key)}<dd>{said}")
    return "".join(rows) + "</dl>"


def ground(both: Both, finding: Finding) -> str:
    """The legal ground with its status; nothing where a finding rests on none."""
    citation = finding.citation
    return "" if citation is None else both.say(lambda words: words.ground(citation))
