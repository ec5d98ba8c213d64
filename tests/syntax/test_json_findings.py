"""Each thing that can be wrong with a JSON source: its code, its facts, its place."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from catalog_validator.model.document import UNREADABLE, Batch, Problem
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Source
from catalog_validator.model.words import Label
from catalog_validator.syntax.json import parse_json

Found = tuple[str, object, int | None, int | None]


def parts(text: str | bytes, limits: Limits | None = None, *, places: bool = True) -> list[Batch | Problem]:
    raw = text if isinstance(text, bytes) else text.encode()
    return list(parse_json(Source.of_bytes("a.json", raw), limits or Limits(), places=places).parts)


def values(read: list[Batch | Problem]) -> list[object]:
    return [value for part in read if isinstance(part, Batch) for value in part.values]


def flaws(read: list[Batch | Problem]) -> Iterator[Found]:
    """Code, path, line and column of all flaws."""
    for batch in read:
        if isinstance(batch, Batch):
            for index, found in batch.flaws.items():
                for flaw in found:
                    place = batch.spot(index, flaw.path)
                    yield flaw.code, flaw.path, place.line, place.column


def problems(read: list[Batch | Problem]) -> list[Found]:
    """Code, whether unreadable, line and column of all problems."""
    found = [part for part in read if isinstance(part, Problem)]
    return [(part.violation.code, part.unreadable, part.position.line, part.position.column) for part in found]


def facts(read: list[Batch | Problem]) -> dict[str, object]:
    (problem,) = [part for part in read if isinstance(part, Problem)]
    return dict(problem.violation.facts)


def test_shapes() -> None:
    for text, pointers in [
        ('[{"a": 1}, {"b": 2}]', ["/0", "/1"]),
        ('{"catalog": {}, "entries": [{"a": 1}, {"b": 2}], "profile": "x"}', ["/entries/0", "/entries/1"]),
    ]:
        (batch,) = parts(text)
        assert isinstance(batch, Batch)
        assert batch.values == [{"a": 1}, {"b": 2}]
        assert [batch.pointer(index) for index in range(2)] == pointers
    (single,) = parts(' {"entrances": [1]} \n')
    assert isinstance(single, Batch)
    assert single.values == [{"entrances": [1]}]
    assert single.pointer(0) == ""


def test_members_that_are_no_objects_are_left_to_the_vocabulary() -> None:
    assert values(parts('[1, "x", [2], null, {}]')) == [1, "x", [2], None, {}]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ("CV011", True, 1, 1)),
        (" \n\t", ("CV011", True, 1, 1)),
        (b"\xef\xbb\xbf", ("CV011", True, 1, 1)),
        ("[]", ("CV011", True, 1, 1)),
        ('{"entries":\n []}', ("CV011", True, 2, 2)),
        ("12", ("CV012", True, 1, 1)),
        (' "text" ', ("CV012", True, 1, 2)),
        ('{"entries": {"a": 1}}', ("CV012", True, 1, 13)),
        ("[1] x", ("CV003", True, 1, 5)),
        ("{} {}", ("CV003", True, 1, 4)),
        ('[{"a": 1},]', ("CV003", True, 1, 11)),
        ("[{'a': 1}]", ("CV003", True, 1, 3)),
        ('[{"a": 01}]', ("CV003", True, 1, 9)),
        ('[{"a": "x\ny"}]', ("CV003", True, 1, 10)),
        ('[{"a": "\\x"}]', ("CV003", True, 1, 9)),
        ('[{"a": 1} // x\n]', ("CV003", True, 1, 11)),
        ('[{"a": "x', ("CV003", True, 1, 8)),
        ('[{"a":', ("CV003", True, 1, 7)),
        ('{"a": 1,}', ("CV003", True, 1, 9)),
        ("nul", ("CV003", True, 1, 1)),
        ("\x00", ("CV003", True, 1, 1)),
        (b'[{"\xe1\xbb\x87": "\xff"}]', ("CV004", True, 1, 9)),
        ('[{"a": 1}]'.encode("utf-16"), ("CV004", True, 1, 1)),
        ('[{"a": 1}]'.encode("utf-16-be"), ("CV004", True, 1, 1)),
        ('[{"a": 1}]'.encode("utf-32-le"), ("CV004", True, 1, 1)),
    ],
)
def test_problem(text: str | bytes, found: Found) -> None:
    assert problems(parts(text))[-1] == found
    assert problems(parts(text, places=False))[-1] == found


def test_facts_of_a_syntax_error() -> None:
    found = facts(parts('[{"a" 1}]'))
    assert found == {"format": "JSON", "found": "1", "expected": ":"}
    assert facts(parts("[1"))["found"] == Label("hết tệp", "end of file")


def test_facts_of_a_byte_that_is_no_text() -> None:
    assert facts(parts(b'\xef\xbb\xbf[1, "\xc3("]'))["offset"] == 8
    assert facts(parts("[1]".encode("utf-16-le") * 2))["encoding"] == "UTF-16LE"


def test_entries_before_an_error_stand() -> None:
    read = parts('[{"a": 1}, {"b": NaN}, {"c": 1}, {"d"}, {"e": 1}]')
    assert values(read) == [{"a": 1}, UNREADABLE, {"c": 1}]
    assert list(flaws(read)) == [("CV005", ("b",), 1, 18)]
    assert problems(read) == [("CV003", True, 1, 38)]


def test_a_key_that_stands_twice() -> None:
    read = parts('[{"b": 0},\n {"a": {"k": "ệ", "k": 2,\n "k": 3}, "k": 4}]')
    assert values(read) == [{"b": 0}, {"a": {"k": "ệ"}, "k": 4}]
    assert list(flaws(read)) == [("CV502", ("a", "k"), 2, 19)]
    (batch,) = read
    assert isinstance(batch, Batch)
    assert batch.flaws[1][0].facts == {"name": "k", "line": 2, "column": 9}
    assert (batch.spot(1, ("a", "k")).line, batch.spot(1, ("a", "k")).column) == (2, 14), "the value that is kept"


def test_a_top_level_key_that_stands_twice() -> None:
    for text, places in [
        ('{"x": 1, "x": 2, "entries": [{}]}', [(1, 2), (1, 10)]),
        ('{"x": 1, "entries": [{}],\n"x": [2]}', [(1, 2), (2, 1)]),
        ('{"entries": [{}], "x": 1,\n "x": 2}', [(1, 19), (2, 2)]),
        ('{"entries": [{}],\n"entries": [{"b": 1}]}', [(1, 2), (2, 1)]),
    ]:
        for with_places in (True, False):
            read = parts(text, places=with_places)
            assert values(read) == [{}]
            # A second list of entries is lost, so that the source cannot count as read.
            assert problems(read) == [("CV502", text.count("entries") > 1, *places[1])]
            assert (facts(read)["line"], facts(read)["column"]) == places[0]
    assert list(flaws(parts('{"x": 1, "x": 2}'))) == [("CV502", ("x",), 1, 10)]


def test_what_stands_beside_the_entries_is_checked() -> None:
    read = parts('{"catalog": {"a": [NaN, 1e999]}, "entries": [{}], "z": {"k": 1, "k": 2}}')
    assert problems(read) == [("CV005", False, 1, 20), ("CV005", False, 1, 25), ("CV502", False, 1, 65)]


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ('{"a": [0, NaN]}', ("CV005", ("a", 1), 1, 12)),
        ('{"a": -Infinity}', ("CV005", ("a",), 1, 8)),
        ('{"a": {"b": 1e400}}', ("CV005", ("a", "b"), 1, 14)),
        ('{"a": "😀\\udc00"}', ("CV006", ("a",), 1, 8)),
        ('{"a": {"\\ud800": 1}}', ("CV006", ("a",), 1, 9)),
        ('{"a": [[[]]]}', ("CV903", ("a", 0, 0), 1, 10)),
    ],
)
def test_entry_that_cannot_be_read(entry: str, found: Found) -> None:
    read = parts(f'[{entry}, {{"z": 1}}]', replace(Limits(), depth=3))
    assert list(flaws(read)) == [found]
    assert values(read) == [UNREADABLE, {"z": 1}]


def test_pairs_of_surrogates_are_characters() -> None:
    assert values(parts('["\\ud83d\\ude00", "\\uD83D\\uDE00", "\\\\ud800"]')) == ["😀", "😀", "\\ud800"]


def test_depth_is_counted_in_the_entry() -> None:
    limits = replace(Limits(), depth=2)
    assert list(flaws(parts('{"entries": [{"a": [1]}, {"a": {}}]}', limits))) == []
    assert [code for code, *_ in flaws(parts('[{"a": [{}]}]', limits))] == ["CV903"]


@pytest.mark.parametrize("text", ["[" * 100_000, '[{"a":' * 50_000, "[" * 100_000 + "]" * 100_000])
def test_a_hundred_thousand_levels(text: str) -> None:
    read = parts(text)
    assert [code for code, *_ in [*flaws(read), *problems(read)]] in (["CV003"], ["CV903"])


def test_limits() -> None:
    text = '[{"a": 1}, {"b": "' + "x" * 100 + '"}, {"c": 1}]'
    read = parts(text, replace(Limits(), entry_bytes=60))
    assert values(read) == [{"a": 1}]
    assert problems(read) == [("CV902", True, 1, 12)]
    read = parts(text, replace(Limits(), source_bytes=50))
    assert problems(read) == [("CV901", True, 1, 51)]
    assert facts(read) == {"limit": "source_bytes", "max": 50}
    assert problems(parts(text, replace(Limits(), source_bytes=len(text)))) == []
    read = parts('{"a": "' + "x" * 100 + '"}', replace(Limits(), held_bytes=50))
    assert problems(read) == [("CV901", True, 1, 1)]


def test_large_numbers() -> None:
    read = parts("[18446744073709551615, 18446744073709551616, -9223372036854775809, NaN, 18446744073709551616]")
    assert [repr(value) for value in values(read)] == [
        "18446744073709551615",
        "1.8446744073709552e+19",
        "-9.223372036854776e+18",
        "UNREADABLE",
        "1.8446744073709552e+19",
    ]
    assert values(parts(f'[{{"a": 1, "a": 2, "b": {2**64}}}]')) == [{"a": 1, "b": float(2**64)}]


def test_without_places_positions_name_the_source_alone() -> None:
    (batch,) = parts('[{"a": 1}]', places=False)
    assert isinstance(batch, Batch)
    assert batch.spot(0, ("a",)).line is None
    assert batch.spot(0, ("a",)).source == "a.json"
