"""Positions are exact: a writer that knows where it put each value is compared with what is found again."""

import json
import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog_validator.model.document import Batch
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Path, Position, Source
from catalog_validator.syntax.json import _parts as json_parts
from catalog_validator.syntax.json import parse_json
from catalog_validator.syntax.ndjson import _parts as ndjson_parts

Span = tuple[int, int]

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
keys = st.sampled_from(["name", "mô tả", "😀", 'a"b', "x\\y", "a", ":", "", "tab\t"]) | texts
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4), max_leaves=8
)
records = st.dictionaries(keys, values, max_size=5)


class Writer:
    """Writes JSON with blanks of its own choice and remembers where each value stands."""

    def __init__(self, seed: int, blanks: str) -> None:
        self.random = random.Random(seed)
        self.blanks = blanks
        self.text = ""
        self.spans: dict[Path, Span] = {}

    def blank(self) -> None:
        if self.blanks:
            self.text += "".join(self.random.choices(self.blanks, k=self.random.randint(0, 3)))

    def scalar(self, value: object) -> None:
        self.text += json.dumps(value, ensure_ascii=self.random.random() < 0.3)

    def write(self, value: object, path: Path = ()) -> None:
        start = len(self.text)
        if isinstance(value, dict):
            self.many("{", "}", [((*path, key), key, inner) for key, inner in value.items()])
        elif isinstance(value, list):
            self.many("[", "]", [((*path, index), None, inner) for index, inner in enumerate(value)])
        else:
            self.scalar(value)
        self.spans[path] = (start, len(self.text))

    def many(self, opening: str, closing: str, members: list[tuple[Path, str | None, object]]) -> None:
        self.text += opening
        for number, (path, key, value) in enumerate(members):
            self.text += "," if number else ""
            self.blank()
            if key is not None:
                self.scalar(key)
                self.blank()
                self.text += ":"
                self.blank()
            self.write(value, path)
            self.blank()
        if not members:
            self.blank()
        self.text += closing


def span_of(text: str, position: Position) -> Span:
    """Line and column back to indexes."""
    return span_by([0, *(index + 1 for index, char in enumerate(text) if char == "\n")], position)


def span_by(starts: list[int], position: Position) -> Span:
    """As `span_of`, by the beginnings of all lines."""
    assert position.line is not None
    assert position.column is not None
    assert position.end_line is not None
    assert position.end_column is not None
    return starts[position.line - 1] + position.column - 1, starts[position.end_line - 1] + position.end_column - 1


def spots(batches: Iterator[object]) -> Iterator[tuple[int, Batch, int]]:
    for batch in batches:
        assert isinstance(batch, Batch)
        for index in range(len(batch.values)):
            yield batch.first + index, batch, index


@settings(max_examples=150, deadline=None)
@given(
    st.lists(records, min_size=1, max_size=6),
    st.integers(0, 99),
    st.sampled_from(["", " \n", " \t\r\n"]),
    st.integers(1, 80),
)
def test_a_list_gives_values_and_exact_places(entries: list[object], seed: int, blanks: str, piece: int) -> None:
    writer = Writer(seed, blanks)
    writer.write(entries)
    source = Source.of_bytes("a.json", b"\xef\xbb\xbf" + writer.text.encode())
    seen = 0
    for number, batch, index in spots(json_parts(source, Limits(), True, piece)):
        seen += 1
        assert json.dumps(batch.values[index]) == json.dumps(floats(entries[number]))
        assert batch.pointer(index) == f"/{number}"
        for path, span in writer.spans.items():
            if path[:1] == (number,):
                assert span_of(writer.text, batch.spot(index, path[1:])) == span
        absent = batch.spot(index, ("no such key", 3))
        assert span_of(writer.text, absent) == writer.spans[(number,)]
    assert seen == len(entries)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(records, min_size=1, max_size=6),
    st.integers(0, 99),
    st.sampled_from(["", " ", " \t"]),
    st.integers(1, 80),
    st.sampled_from(["\n", "\r\n", "\n\n \n"]),
)
def test_ndjson_gives_values_and_exact_places(
    entries: list[object], seed: int, blanks: str, piece: int, end: str
) -> None:
    text, wanted = "", []
    for entry in entries:
        writer = Writer(seed, blanks)
        writer.write(entry)
        wanted.append({path: (a + len(text), b + len(text)) for path, (a, b) in writer.spans.items()})
        text += writer.text + end
    source = Source.of_bytes("a.ndjson", text.encode())
    seen = 0
    for number, batch, index in spots(ndjson_parts(source, Limits(), True, piece)):
        seen += 1
        assert json.dumps(batch.values[index]) == json.dumps(floats(entries[number]))
        for path, span in wanted[number].items():
            assert span_of(text, batch.spot(index, path)) == span
    assert seen == len(entries)


def floats(value: object) -> object:
    """Integers beyond 64 bits become floats, as the reader has them."""
    if isinstance(value, dict):
        return {key: floats(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [floats(inner) for inner in value]
    if isinstance(value, int) and not -(2**63) <= value < 2**64:
        return float(value)
    return value


def only(text: str) -> Batch:
    (part,) = parse_json(Source.of_bytes("c.json", text.encode()), Limits()).parts
    assert isinstance(part, Batch)
    return part


def test_a_large_record_is_asked_in_any_order() -> None:
    """Larger than what is searched at once, and than the steps between remembered items and lines."""
    choose = random.Random(7)
    package = {"name": "dữ liệu", "n": [1, 2, 3], "tags": [{"k": "ệ"}] * 4, "x\\y": {"a": {}}, "notes": "😀" * 900}
    record = {"help": "a", "result": {"count": 3, "results": [package] * 70, "facets": {}}, "z": list(range(100))}
    for blanks in ("", " \n"):
        writer = Writer(7, blanks)
        writer.write(record)
        batch = only(writer.text)
        starts = [0, *(index + 1 for index, char in enumerate(writer.text) if char == "\n")]
        for path in choose.sample(sorted(writer.spans, key=repr), 800):
            for asked in (path, (*path, "absent", 1)):
                assert span_by(starts, batch.spot(0, asked)) == writer.spans[path]


def test_what_is_remembered_of_a_huge_record_has_an_end() -> None:
    """More members in one object than are remembered, and more in all."""
    members = json.dumps({f"k{number}": number for number in range(70_000)})
    text = f'{{"a": [{members}, {members}, {members}], "b": {{"c": {members}}}}}'
    batch = only(text)
    begin = 0
    parents: list[Path] = [("a", 0), ("a", 1), ("a", 2), ("b", "c")]
    for parent in parents:
        begin = text.index('{"k0"', begin + 1)
        for number in (69_999, 3, 69_998):
            start = begin + members.index(f'"k{number}": ') + len(f'"k{number}": ')
            assert span_by([0], batch.spot(0, (*parent, f"k{number}"))) == (start, start + len(str(number)))
        assert span_by([0], batch.spot(0, parent)) == (begin, begin + len(members))


def test_columns_count_code_points() -> None:
    batch = only('[{"😀": "ệ", "b": 1}]')
    assert batch.spot(0, ("b",)) == Position("c.json", 1, 18, 1, 19)


def test_a_missing_member_points_at_its_object() -> None:
    batch = only('{"a": {"b": [1, {"c": 2}]}}')
    assert batch.spot(0, ("a", "b", 1, "x", "y")) == Position("c.json", 1, 17, 1, 25)
    assert batch.spot(0, ("a", "b", 9)) == Position("c.json", 1, 13, 1, 26)
    assert batch.spot(0, ("a", "x")) == Position("c.json", 1, 7, 1, 27)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ('[{"x": {"a": 1}, "a": 2}]', 23),
        ('[{"x": "a", "a": 2}]', 18),
        ('[{"x": "\\"a\\": 5", "a": 2}]', 25),
        ('[{"x": {"a": 1}, "\\u0061": 2}]', 28),
    ],
)
def test_a_key_that_is_written_elsewhere_too(text: str, column: int) -> None:
    assert only(text).spot(0, ("a",)) == Position("c.json", 1, column, 1, column + 1)


def test_a_nested_key_is_not_the_missing_one() -> None:
    assert only('[{"x": {"a": 1}}]').spot(0, ("a",)) == Position("c.json", 1, 2, 1, 17)


def test_lone_cr_is_no_line_end() -> None:
    assert only('[\r{"a":\r\n 1}]').spot(0, ("a",)) == Position("c.json", 2, 2, 2, 3)
