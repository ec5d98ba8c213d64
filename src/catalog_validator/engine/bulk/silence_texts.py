"""Quick answers about texts: a telling phrase, a text that says what another one says."""

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from catalog_validator.engine.bulk.cells import Cell, Memo
from catalog_validator.engine.bulk.chunk import Chunk
from catalog_validator.engine.bulk.silence_counts import (
    LONG,
    MOST_KNOWN,
    NOTHING,
    UNSURE,
    Applies,
    Counts,
    Row,
    Silence,
    Values,
    once,
    times,
)
from catalog_validator.engine.bulk.variant import Talk
from catalog_validator.engine.plan import Plan
from catalog_validator.model.profile import Relation
from catalog_validator.model.text import fold
from catalog_validator.rules.relations import words


class Phrases:
    """Whether a text has one of a relation's telling phrases, remembered; None where the rule must be asked."""

    def __init__(self, relation: Relation, cells: Mapping[str, Cell]) -> None:
        """Looks at single texts that are known to be fine."""
        self.fields = [(name, cells[name].memo) for name in relation.fields]
        self._phrases = tuple(words(phrase) for phrase in cast(tuple[str, ...], relation.params["phrases"]))
        self._known: dict[str, bool] = {}

    def told(self, text: object, memo: Memo) -> bool | None:
        """Whether the text of a field has one of the phrases."""
        if text.__class__ is not str:
            return None
        if memo[text].lost:
            return False
        said: str = text
        known = self._known.get(said)
        if known is None:
            spoken = words(said)
            known = any(phrase in spoken for phrase in self._phrases)
            if len(self._known) < MOST_KNOWN and len(said) < LONG:
                self._known[said] = known
        return known

    def sift(self, chunk: Chunk, rows: Sequence[int]) -> Sequence[int]:
        """See `Sift`."""
        found: set[int] = set()
        for name, memo in self.fields:
            column = chunk.columns[name]
            found.update(row for row in rows if column[row] is not None and self.told(column[row], memo) is not False)
        return sorted(found)


def telling(plan: Plan, relation: Relation, phrases: Phrases) -> Silence:
    """Looks at texts that are known to be fine."""
    one = once(plan, relation, "CV306")

    def silent(values: Values, applies: Applies) -> Counts | None:
        found = 0
        for name, memo in phrases.fields:
            text = values.get(name)
            if text is None or not applies[name]:
                continue
            told = phrases.told(text, memo)
            if told is None:
                return None
            found += told
        return times(one, found)

    return silent


class Ends(dict[str, str]):
    """Word between spaces → folded; empty where folding leaves nothing, or more than one word."""

    def __missing__(self, word: str) -> str:
        folded = fold(word)
        folded = "" if " " in folded else folded
        if len(self) < MOST_KNOWN and len(word) < 40:
            self[word] = folded
        return folded


class Repeats:
    """Counts the texts that say what an earlier one says, in fields of one text that always apply.

    Two texts that begin, or that end, with different words are different after folding; words that fold to nothing,
    or to more than one, prove nothing.
    """

    def __init__(self, plan: Plan, relation: Relation) -> None:
        """No word is known yet."""
        self._fields = relation.fields
        self._one = once(plan, relation, "CV401")
        self._ends = Ends()

    def __call__(self, chunk: Chunk, rows: Sequence[int], talks: Sequence[Talk]) -> Iterator[Row]:
        """See `Quick`."""
        columns = [chunk.columns[name] for name in self._fields]
        ends, several = self._ends, len(columns)
        firsts = [
            [ends[text.partition(" ")[0]] or UNSURE if text.__class__ is str else name for text in column]
            for name, column in zip(self._fields, columns, strict=True)
        ]
        outcomes = [chunk.outcomes[name] for name in self._fields]
        words = list(map(frozenset, zip(*firsts, strict=True)))
        for row in rows:
            if len(words[row]) == several and UNSURE not in words[row]:
                continue
            texts = [
                column[row]
                for column, found in zip(columns, outcomes, strict=True)
                if column[row] is not None and not found[row].lost
            ]
            counts = times(self._one, found) if (found := self._repeated(texts)) is not None else None
            if counts is not NOTHING:
                yield row, counts

    def _repeated(self, texts: Sequence[object]) -> int | None:
        """How many of the texts say what an earlier one says; None where a value is no text."""
        if not all(isinstance(text, str) for text in texts):
            return None
        different = cast(set[str], {*texts})
        ends = {self._ends[text.partition(" ")[0]] for text in different}
        if "" in ends or len(ends) < len(different):
            ends = {self._ends[text.rpartition(" ")[2]] for text in different}
        if "" in ends or len(ends) < len(different):
            return len(texts) - len({*map(fold, different)})
        return len(texts) - len(different)
