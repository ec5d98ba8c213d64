"""Two ways to write a description: as catalogs of today repeat themselves, and with every text its own."""

import random
import unicodedata
from dataclasses import dataclass
from itertools import product
from typing import Protocol

from benchmarks import words

Range = tuple[int, int]
"""Shortest and longest text, in code points."""

PURPOSE: Range = (80, 200)
SCOPE: Range = (40, 120)
CONTENT: Range = (120, 400)
MECHANISM: Range = (20, 80)

# Of 52 rows transcribed from a public list, 27 repeat the description as the purpose and 15 share one description.
COPIED = 27 / 52
BOILERPLATE = 15 / 52
# In the same rows the text on how data is handled takes two values in 26 and 17 rows; the rest are their own.
MECHANISM_SHARES = (26 / 52, 17 / 52)
SAME_NAME = 1 / 52


@dataclass(frozen=True, slots=True)
class Prose:
    """The free texts of one entry, all long enough for the profile."""

    db_name: str
    purpose: str
    scope: str
    content: str
    collection: str
    update: str
    source: str
    audience: str
    reason: str
    items: tuple[tuple[str, str], ...]
    """3-8 pairs of name and description."""


class Writer(Protocol):
    """Writes the prose of the entry with this index."""

    def __call__(self, rng: random.Random, index: int) -> Prose:
        """The same ``rng`` state and index give the same prose."""


def clip(text: str, longest: int) -> str:
    """The text, cut between words where it is too long, with a capital."""
    if len(text) > longest:
        text = text[:longest].rsplit(" ", 1)[0].rstrip(" ,;-")
    return text[:1].upper() + text[1:]


def compose(rng: random.Random, phrases: list[str], size: Range, start: str = "") -> str:
    """Different phrases joined to a text of this size (shorter only when the phrases run out)."""
    wanted = rng.randint(size[0], (size[0] + size[1]) // 2)
    chosen: list[str] = []
    length = len(start)
    for phrase in rng.sample(phrases, len(phrases)):
        chosen.append(phrase)
        length += len(phrase) + 2
        if length - 2 >= wanted:
            break
    return clip(start + "; ".join(chosen), size[1])


class TypicalWriter:
    """Texts out of pools and set phrases, repeated as often as the transcribed rows repeat theirs."""

    def __init__(self) -> None:
        """Nothing written yet."""
        places = [form.format(place) for place in words.PLACES for form in words.PLACE_FORMS]
        self._subjects = tuple(product(words.NAME_FORMS, words.PERIODS, places, words.TOPICS))
        # A step without a common factor walks through every combination before one comes back.
        self._step = 40_503 * 2 + 1

    def __call__(self, rng: random.Random, index: int) -> Prose:
        """See `Writer`."""
        number = rng.randrange(index) if index and rng.random() < SAME_NAME else index
        form, period, place, topic = self._subjects[number * self._step % len(self._subjects)]
        filled = {"topic": topic, "place": place, "period": period}
        purpose, content = self._what_for(rng, filled)
        return Prose(
            db_name=" ".join(form.format(**filled).split()),
            purpose=purpose,
            scope=compose(rng, [text.format(**filled).rstrip(", ") for text in words.SCOPES], SCOPE),
            content=content,
            collection=self._mechanism(rng, words.COMMON_COLLECTION, words.COLLECTIONS),
            update=self._mechanism(rng, words.COMMON_UPDATE, words.UPDATES),
            source=compose(rng, list(words.SOURCES), MECHANISM),
            audience=self._audience(rng),
            reason=rng.choice(words.REASONS),
            items=self._items(rng, topic),
        )

    def _what_for(self, rng: random.Random, filled: dict[str, str]) -> tuple[str, str]:
        """Purpose and content: one text twice, the boilerplate, or two of the entry's own."""
        kind = rng.random()
        aims = [aim.format(**filled) for aim in words.AIMS]
        if kind < COPIED:
            text = compose(rng, aims, (CONTENT[0], PURPOSE[1]), rng.choice(words.AIM_STARTS))
            return text, text
        if kind < COPIED + BOILERPLATE:
            return words.BOILERPLATE_AIM, words.BOILERPLATE
        contents = [text.format(**filled) for text in words.CONTENTS]
        return compose(rng, aims, PURPOSE, rng.choice(words.AIM_STARTS)), compose(rng, contents, CONTENT)

    def _mechanism(self, rng: random.Random, common: tuple[str, str], pool: tuple[str, ...]) -> str:
        kind = rng.random()
        if kind < MECHANISM_SHARES[0]:
            return common[0]
        return common[1] if kind < sum(MECHANISM_SHARES) else compose(rng, list(pool), MECHANISM)

    def _audience(self, rng: random.Random) -> str:
        # About half of the rows' 52 texts on users are distinct: few words, many selections.
        first = int(rng.triangular(0, len(words.AUDIENCES), 0))
        return clip(", ".join((words.AUDIENCES * 2)[first : first + rng.randint(2, 5)]), 120)

    def _items(self, rng: random.Random, topic: str) -> tuple[tuple[str, str], ...]:
        names = rng.sample(words.ITEMS, rng.randint(3, 8))
        return tuple((name, self._item(rng, name, topic)) for name in names)

    def _item(self, rng: random.Random, name: str, topic: str) -> str:
        own = f"{name} của {topic}" if rng.random() < 0.5 else rng.choice(words.ITEM_PHRASES)
        return clip(own, 120)


class UniqueWriter:
    """Sentences of random syllables; the second and third spell the text's own number, so none comes twice."""

    def __init__(self) -> None:
        """Nothing written yet."""
        spelled = (
            on + head + tone + tail for on, (head, tail), tone in product(words.ONSETS, words.RIMES, words.TONES)
        )
        self._syllables = tuple(sorted({unicodedata.normalize("NFC", text) for text in spelled}))
        self._written = 0

    def __call__(self, rng: random.Random, index: int) -> Prose:
        """See `Writer`; a writer's texts also depend on how many it wrote before."""
        return Prose(
            db_name=self._text(rng, (30, 80)),
            purpose=self._text(rng, PURPOSE),
            scope=self._text(rng, SCOPE),
            content=self._text(rng, CONTENT),
            collection=self._text(rng, MECHANISM),
            update=self._text(rng, MECHANISM),
            source=self._text(rng, MECHANISM),
            audience=self._text(rng, (30, 100)),
            reason=self._text(rng, (40, 100)),
            items=tuple((self._text(rng, (10, 30)), self._text(rng, (30, 80))) for _ in range(rng.randint(3, 8))),
        )

    def _text(self, rng: random.Random, size: Range) -> str:
        self._written += 1
        high, low = divmod(self._written, len(self._syllables))
        chosen = [rng.choice(self._syllables), self._syllables[low], self._syllables[high % len(self._syllables)]]
        wanted = rng.randint(*size)
        length = sum(map(len, chosen)) + 2
        while length < wanted:
            chosen.append(rng.choice(self._syllables))
            length += len(chosen[-1]) + 1
        return clip(" ".join(chosen), size[1])
