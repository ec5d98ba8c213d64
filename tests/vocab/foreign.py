"""Foreign documents for tests: read as they would be from a file, with the text that stands at a place."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from catalog_validator import load_profile
from catalog_validator.model.document import Batch, Problem
from catalog_validator.model.hints import Hints
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Path, Position, Source
from catalog_validator.syntax import parse
from catalog_validator.vocab import read_entries

PROFILE = load_profile("sonla-515")


@dataclass(frozen=True)
class Found:
    """All that was read from a text."""

    text: str
    parts: tuple[Batch | Problem, ...]

    @property
    def entries(self) -> list[object]:
        return [value for batch in self.batches for value in batch.values]

    @property
    def batches(self) -> list[Batch]:
        return [part for part in self.parts if isinstance(part, Batch)]

    @property
    def problems(self) -> dict[str, Problem]:
        return {part.violation.code: part for part in self.parts if isinstance(part, Problem)}

    @property
    def pointers(self) -> list[str]:
        return [batch.pointer(index) for batch in self.batches for index in range(len(batch.values))]

    def flaws(self, index: int = 0) -> dict[str, Path]:
        return {flaw.code: flaw.path for flaw in self.batches[0].flaws.get(index, ())}

    def entry(self, index: int = 0) -> dict[str, object]:
        entry = self.entries[index]
        assert isinstance(entry, dict)
        return entry

    def at(self, *path: str | int, index: int = 0) -> object:
        """The JSON value that stands in the text where a field's value comes from."""
        return self.value_at(self.batches[0].spot(index, path))

    def value_at(self, position: Position) -> object:
        lines = self.text.split("\n")
        assert position.line is not None
        assert position.end_line is not None
        assert position.column is not None
        assert position.end_column is not None
        rows = lines[position.line - 1 : position.end_line]
        rows[-1] = rows[-1][: position.end_column - 1]
        rows[0] = rows[0][position.column - 1 :]
        return json.loads("\n".join(rows))


def read_text(text: str, name: str = "a.json", vocab: str | None = None) -> Found:
    document = parse(Source.of_bytes(name, text.encode()), Limits())
    return Found(text, tuple(read_entries(document, PROFILE, Hints(vocab=vocab))))


def read(value: object, vocab: str | None = None) -> Found:
    return read_text(json.dumps(value, ensure_ascii=False, indent=1), vocab=vocab)


def lines_of(*values: object) -> Iterator[str]:
    return (json.dumps(value, ensure_ascii=False) for value in values)
