"""The fast way and the careful way say the same, whatever the size of the pieces that are read."""

import json
import random
from dataclasses import replace

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog_validator.model.document import UNREADABLE, Batch
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Source
from catalog_validator.syntax.json import _parts as json_parts
from catalog_validator.syntax.json_array import ListReader
from catalog_validator.syntax.json_cursor import Cursor
from catalog_validator.syntax.json_feed import Feed
from catalog_validator.syntax.json_proof import Proof, weigh
from catalog_validator.syntax.ndjson import _parts as ndjson_parts

LIMITS = replace(Limits(), depth=6)
KEYS = ["a", "b", "dct:title", "\\u0061", 'q\\"', "x\\u003a"]
SCALARS = [
    "1",
    "-2.5",
    "true",
    "null",
    '""',
    '"a: b"',
    '"\\u003a \\u003A"',
    '"\\\\u003a"',
    '"{\\"a\\":1}"',
    '"[[["',
    '"ệ😀"',
]
BAD = ["NaN", "-Infinity", "1e999", '"\\ud800"', "[[[[[[[1]]]]]]]", '{"a":[[[[[[]]]]]]}']


def some_value(choose: random.Random, level: int, bad: float) -> str:
    if choose.random() < bad:
        return choose.choice(BAD)
    if level == 0 or choose.random() < 0.5:
        return choose.choice(SCALARS)
    inner = [some_value(choose, level - 1, bad) for _ in range(choose.randint(0, 3))]
    if choose.random() < 0.5:
        return "[" + ", ".join(inner) + "]"
    return some_object(choose, inner)


def some_object(choose: random.Random, members: list[str]) -> str:
    colon = choose.choice([":", ": ", " :"])
    names = choose.choices(KEYS, k=len(members)) if choose.random() < 0.2 else choose.sample(KEYS, k=len(members))
    return "{" + ",".join(f'"{name}"{colon}{value}' for name, value in zip(names, members, strict=True)) + "}"


def some_entry(seed: int, bad: float) -> str:
    choose = random.Random(seed)
    return some_object(choose, [some_value(choose, 3, bad) for _ in range(choose.randint(1, 5))])


def outcome(parts: object, source: Source, piece: int, *, places: bool = True) -> list[object]:
    """All that was read and said about each record and about the source."""
    found: list[object] = []
    assert callable(parts)
    for part in parts(source, LIMITS, places, piece):
        if not isinstance(part, Batch):
            found.append((part.violation.code, part.position, part.unreadable))
            continue
        assert part.first == sum(isinstance(item, list) for item in found)
        for index, value in enumerate(part.values):
            flaws = [(flaw.code, flaw.path, dict(flaw.facts)) for flaw in part.flaws.get(index, ())]
            spots = [part.spot(index, flaw.path) for flaw in part.flaws.get(index, ())] if places else []
            found.append([repr(value), flaws, spots])
    return found


def expected(entry: str) -> tuple[str, bool]:
    """The value by the standard library, first of equal keys kept; and whether a key stands twice."""
    twice = []

    def first_kept(pairs: list[tuple[str, object]]) -> dict[str, object]:
        twice.append(len({key for key, _ in pairs}) < len(pairs))
        return dict(reversed(pairs))

    value = json.loads(entry, object_pairs_hook=first_kept)
    return json.dumps(value, sort_keys=True), any(twice)


entries_of_text = st.lists(st.integers(0, 10**6), min_size=1, max_size=12)


@settings(max_examples=200, deadline=None)
@given(entries_of_text, st.integers(1, 300), st.sampled_from([0.0, 0.05]), st.sampled_from([",", ",\n", " ,\r\n  "]))
def test_pieces_of_any_size_give_the_same(seeds: list[int], piece: int, bad: float, comma: str) -> None:
    raw = ("[" + comma.join(some_entry(seed, bad) for seed in seeds) + "]").encode()
    source = Source.of_bytes("a.json", raw)
    whole = outcome(json_parts, source, 1 << 16)
    assert outcome(json_parts, source, piece) == whole
    unplaced = [item[:2] if isinstance(item, list) else item for item in whole]
    found = outcome(json_parts, source, piece, places=False)
    assert [item[:2] if isinstance(item, list) else item for item in found] == unplaced


@settings(max_examples=200, deadline=None)
@given(entries_of_text, st.integers(1, 300), st.sampled_from([0.0, 0.05]))
def test_lists_and_lines_give_the_same(seeds: list[int], piece: int, bad: float) -> None:
    entries = [some_entry(seed, bad) for seed in seeds]
    lines = Source.of_bytes("a", "\n".join(entries).encode())
    members = Source.of_bytes("a", ("[" + ",\n".join(entries) + "]").encode())
    one, other = outcome(ndjson_parts, lines, piece), outcome(json_parts, members, piece)
    assert [item[:1] if isinstance(item, list) else item for item in one] == [
        item[:1] if isinstance(item, list) else item for item in other
    ]


@settings(max_examples=300, deadline=None)
@given(entries_of_text, st.integers(1, 300))
def test_no_key_is_lost_unsaid(seeds: list[int], piece: int) -> None:
    entries = [some_entry(seed, 0) for seed in seeds]
    source = Source.of_bytes("a.json", ("[" + ",".join(entries) + "]").encode())
    number = 0
    for batch in json_parts(source, Limits(), True, piece):
        assert isinstance(batch, Batch)
        for index, value in enumerate(batch.values):
            text, twice = expected(entries[number])
            assert json.dumps(value, sort_keys=True) == text
            assert bool(batch.flaws.get(index)) == twice
            number += 1
    assert number == len(entries)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 400), st.sampled_from(list('{}[],:"\\ \n1enN\x00\x80\xff')), st.booleans())
def test_a_changed_byte_is_judged_as_the_standard_library_does(seed: int, at: int, byte: str, lines: bool) -> None:
    raw = bytearray(("[" + some_entry(seed, 0) + "," + some_entry(seed + 1, 0) + "]").encode())
    raw[at % len(raw)] = ord(byte)
    if lines:
        raw = raw.replace(b"\n", b" ")
    source = Source.of_bytes("a", bytes(raw))
    found = outcome(ndjson_parts if lines else json_parts, source, 1 + at)
    try:
        json.loads(raw.decode(), parse_constant=refuse)
        good = True
    except ValueError:
        good = False
    said = [item for item in found if not isinstance(item, list)]
    unreadable = [item for item in found if isinstance(item, list) and item[0] == repr(UNREADABLE)]
    assert good == (not unreadable and all(item[0] == "CV012" for item in said if isinstance(item, tuple)))


def refuse(literal: str) -> None:
    raise ValueError(literal)


@pytest.mark.parametrize("piece", [1, 7, 1 << 16])
@pytest.mark.parametrize(
    "text",
    [
        '[{"a": "ệ😀\\u1ec7\\ud83d\\ude00", "b": [1.5e3, true, null]}, {"a": {}}]',
        '{"catalog": {"x": 1}, "entries": [{"a": "ệ"}, {"b": -1}], "profile": "p"}',
        '{"a": 1, "b": {"c": [false]}}\n\n{"a": "ệ"}\r\n{"d": 1e5}',
    ],
)
def test_a_text_cut_anywhere_is_refused_with_a_place(text: str, piece: int) -> None:
    raw = text.encode()
    for end in range(len(raw)):
        source = Source.of_bytes("a", raw[:end])
        found = outcome(json_parts, source, piece)
        assert any(isinstance(item, tuple) and item[2] and item[1].line for item in found) or text.startswith('{"a"')
        assert outcome(ndjson_parts, source, piece)


def test_the_guess_carries_nearly_all_of_a_long_list() -> None:
    """Else the speed is gone although all is right: after the first batch only the last needs care."""
    entry = json.dumps({"name": "cơ sở dữ liệu", "url": "https://a.vn/x", "items": [{"a": 1}, {"a": 2}]})
    raw = ("[" + ",".join([entry] * 3000) + "]").encode()
    for text in (raw, json.dumps(json.loads(raw), indent=2).encode()):
        source = Source.of_bytes("a.json", text)
        with source.open() as stream:
            reader = ListReader(Cursor(Feed(source, stream, 1 << 30, measured=False, piece=1 << 13), Limits()), "")
            reader.cursor.pos = 1
            reader.cursor.forget()
            count = len(reader._careful().values)
            while batch := reader._guessed():
                count += len(batch.values)
        assert count > 2800
        assert reader._careful().values[-1] == json.loads(entry)


def test_proof_by_habit_is_no_guess() -> None:
    proof = Proof(64)
    clean = b'{"a": {"b": 1}, "t": "x:y"}'
    assert proof.holds(clean, [json.loads(clean)])
    assert proof.holds(clean, [json.loads(clean)])
    for lossy in (b'{"a": {"b": 1, "b": 2}, "t": "x:y"}', b'{"a": {"b": 1}, "a": {"b": 1}, "t": "xy"}'):
        assert not proof.holds(lossy, [json.loads(lossy)])
    hidden = b'{"a": {"b": 1}, "t": "\\u003a\\u003A", "t": "::"}'
    assert not proof.holds(hidden, [json.loads(hidden)])


def test_depth_is_proved_too() -> None:
    for deep in ("{}", "[" * 4 + "]" * 4, '{"k":' * 4 + "{}" + "}" * 4, '[{"k":[{"k":[]}]}]'):
        raw = f'{{"a":{deep}}}'
        value = json.loads(raw)
        depth = 2 if deep == "{}" else 6 if deep.startswith(("{", "[{")) else 5
        for given_depth in range(1, 9):
            proof = Proof(given_depth)
            for _ in range(3):
                assert proof.holds(raw.encode(), [value]) == (depth <= given_depth)


def deep(value: object) -> int:
    """Levels of lists and objects."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inner is None else 1 + max(map(deep, inner), default=0)


@settings(max_examples=300, deadline=None)
@given(st.lists(entries_of_text, min_size=1, max_size=8), st.integers(3, 8))
def test_whatever_was_learned_only_clean_batches_are_proved(batches: list[list[int]], depth: int) -> None:
    proof = Proof(depth)
    for seeds in batches:
        entries = [some_entry(seed, 0.03) for seed in seeds]
        try:
            values = orjson.loads("[" + ",".join(entries) + "]")
        except orjson.JSONDecodeError:
            continue
        if proof.holds("\n".join(entries).encode(), values):
            assert not any(expected(entry)[1] for entry in entries)
            assert max(map(deep, values)) <= depth


def test_lists_that_hide_between_colons_are_not_too_deep() -> None:
    clean = b'{"a": [{"b": 1}], "c": [[[]]], "d": 1}'
    values = [json.loads(clean)]
    proof = Proof(6)
    assert proof.holds(clean, values)
    for inner in ("[" * 6 + "]" * 6, '["x", [1, [2, [3, [4, [5]]]]]]', "[[[[[{}]]]]]"):
        for raw in (f'{{"a": {inner}}}', f'{{"c": {inner}, "d": "["}}', f'{{"a": [{{"b": {inner}}}]}}'):
            assert not proof.holds(raw.encode(), [json.loads(raw)])


def test_weigh_counts_keys_and_colons() -> None:
    assert weigh([{"a:b": "c:d:e", "f": [{"g": None}, "h:"]}, ":"], 3) == 3 + 1 + 2 + 1 + 1
    assert weigh([[[]]], 1) is None
