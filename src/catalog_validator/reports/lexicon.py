"""The words of one language, and plain values as a reader of that language expects them."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.place import Position
from catalog_validator.model.text import visible
from catalog_validator.model.words import Citation, Label, Lang
from catalog_validator.reports.numbers import cut, short
from catalog_validator.reports.templates import Template, compile_template, find_message, load_messages

WHOLE = 10_000
"""Long enough for any text of a profile, which is shown whole."""

_LISTED = 12
_SHORT = 200


def inert(text: str, limit: int = 200) -> str:
    """Text of the data on one line, with nothing in it that a terminal or a reader could take for ours."""
    return _known(text, limit) if len(text) <= _SHORT else _inert(text, limit)


def _inert(text: str, limit: int) -> str:
    return visible(text, limit).replace("\n", "↵").replace("\t", "⇥")


_known = lru_cache(maxsize=4096)(_inert)
"""Labels, codes, units and short values stand in nearly every finding."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words, numbers, dates and places for readers of one language."""

    lang: Lang

    def ui(self, key: str, **facts: object) -> str:
        """A word or phrase of the report's frame, by its dotted key under ``[ui]``."""
        return self.fill(f"ui.{key}", {name: self.say(fact) for name, fact in facts.items()})

    def of_code(self, code: str, key: str) -> str:
        """A text about a code that depends on no finding: ``title``, ``explain``, ``good``, ``bad``."""
        return self.fill(f"codes.{code}.{key}", {})

    def title(self, code: str) -> str:
        """The code's name, as a short noun phrase."""
        return self.of_code(code, "title")

    def say(self, fact: object, limit: int = 200) -> str:
        """A fact as text on one line: words in the reader's language, data with nothing hidden in it."""
        if isinstance(fact, str):
            return inert(fact, limit)
        if isinstance(fact, Label):
            return inert(fact[self.lang], WHOLE)
        if isinstance(fact, bool):
            return self.ui("yes" if fact else "no")
        if isinstance(fact, list | tuple):
            return self.join([self.say(member, limit) for member in fact])
        if isinstance(fact, date):
            return self.day(fact)
        if isinstance(fact, Fraction):
            return self.points(fact)
        return "" if fact is None else inert(str(fact), limit)

    def join(self, members: list[str], most: int = _LISTED) -> str:
        """A list in a sentence; what exceeds ``most`` members is counted."""
        if len(members) > most:
            members = [*members[:most], self.ui("more_items", n=len(members) - most)]
        return "; ".join(members) if any(", " in member for member in members) else ", ".join(members)

    def score(self, score: Fraction | None) -> str:
        """Per cent for the eye, cut to two decimals: ``70,83 %``."""
        return self.ui("no_score") if score is None else self.ui("percent", score=self.decimal(cut(score)))

    def points(self, points: Fraction) -> str:
        """Points for the eye."""
        return self.decimal(short(points))

    def decimal(self, text: str) -> str:
        """A number with the decimal sign of the language."""
        return text.replace(".", ",") if self.lang == "vi" else text

    def day(self, day: date) -> str:
        """A date as the language writes it."""
        return f"{day.day:02}/{day.month:02}/{day.year:04}" if self.lang == "vi" else day.isoformat()

    def place(self, position: Position | None) -> str:
        """``catalog.json:12:5`` or ``catalog.xlsx › Danh mục!C4``; a CSV has both. Empty where it is not known."""
        if position is None:
            return ""
        lines = [str(number) for number in (position.line, position.column) if number is not None]
        shown = ":".join([inert(position.source), *lines])
        if position.cell is None:
            return shown
        cell = inert(position.cell)
        return f"{shown} ({cell})" if lines else f"{shown}{self.ui('arrow')}{cell}"

    def ground(self, citation: Citation) -> str:
        """The legal ground with what it is worth: never a guess presented as law."""
        status = self.ui(f"citation.{citation.status.value}")
        if not citation.text:
            return status
        return f"{inert(citation.text, WHOLE)} — {status}; {self.ui(f'confidence.{citation.confidence.value}')}"

    def term(self, word: str, limit: int = 200) -> str:
        """A technical word of our readers (``object``, ``empty`` …) in the language; any other as it is."""
        messages = load_messages(self.lang)
        return messages.get(f"terms.{word}") or messages.get(f"ui.type.{word}") or inert(word, limit)

    def knows(self, key: str) -> bool:
        """Whether there are words under the full dotted key."""
        return find_message(self.lang, key) is not None

    def fill(self, key: str, facts: Mapping[str, str]) -> str:
        """The template under the full dotted key with these facts; `KeyError` where there is none."""
        return self._template(key).fill(facts)

    def names(self, key: str) -> frozenset[str]:
        """The facts that the template under the full dotted key uses."""
        return self._template(key).names

    def _template(self, key: str) -> Template:
        found = find_message(self.lang, key)
        if found is None:
            raise KeyError(key)
        return compile_template(found)
