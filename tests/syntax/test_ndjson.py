"""NDJSON: a line is a record, and a bad line is one bad record."""

import json
from dataclasses import replace

import orjson
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from catalog_validator.model.document import UNREADABLE, Batch, Problem
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Source
from catalog_validator.model.words import Label
from catalog_validator.syntax.ndjson import _parts, joined_values, parse_ndjson


def parts(text: str | bytes, limits: Limits | None = None) -> list[Batch | Problem]:
    raw = text if isinstance(text, bytes) else text.encode()
    return list(parse_ndjson(Source.of_bytes("a.ndjson", raw), limits or Limits()).parts)


def batch_of(text: str | bytes, limits: Limits | None = None) -> Batch:
    (batch,) = parts(text, limits)
    assert isinstance(batch, Batch)
    return batch


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\n\n \n"])
def test_lines(end: str) -> None:
    batch = batch_of('\ufeff{"a": 1}\r\n\n  \n{"b": "ệ"}' + end)
    assert batch.values == [{"a": 1}, {"b": "ệ"}]
    assert [batch.pointer(0), batch.pointer(1)] == ["/0", "/1"]
    assert (batch.spot(0, ("a",)).line, batch.spot(0, ("a",)).column) == (1, 7)
    assert (batch.spot(1, ("b",)).line, batch.spot(1, ("b",)).column) == (4, 7)


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ('{"a": tru}', "CV003", 7),
        ('{"a": 1}, {"b": 2}', "CV003", 9),
        ('{"a": 1} {"b": 2}', "CV003", 10),
        ('{"a": [1', "CV003", 9),
        ('{"a": 1]', "CV003", 8),
        (b'{"a": "\xff"}', "CV004", 8),
        ('{"a": NaN}', "CV005", 7),
        ('{"a": "\\udfff"}', "CV006", 7),
        ('{"a": ' + "[" * 70 + "]" * 70 + "}", "CV903", 70),
        ('{"a": "' + "x" * 300 + '"}', "CV902", 1),
        ("\x0b", "CV003", 1),
    ],
)
def test_a_bad_line_is_one_bad_record(line: str | bytes, code: str, column: int) -> None:
    raw = line if isinstance(line, bytes) else line.encode()
    batch = batch_of(b'{"x": 1}\n' + raw + b'\n{"y": 2}\n', replace(Limits(), entry_bytes=200))
    assert batch.values == [{"x": 1}, UNREADABLE, {"y": 2}]
    ((index, (flaw,)),) = batch.flaws.items()
    assert (index, flaw.code) == (1, code)
    place = batch.spot(1, flaw.path)
    assert (place.line, place.column) == (2, column)


def test_lines_that_would_be_one_value_together() -> None:
    batch = batch_of('{"a": [{"b": 1}\n{"c": 2}]}\n{"d": 1},{"e": 1}\n')
    assert batch.values == [UNREADABLE] * 3


SEAMS = ["9999999999999999999", '"\x7f"', '"\\u007f"', "1E19", "9999999999999999999.0"]
pieces_of_lines = st.sampled_from([*SEAMS, *'{}[],:\r"', "1", "{}", '"a":', "[1]", '{"a": [', "]}", "0"])
bare_lines = st.lists(st.lists(pieces_of_lines, max_size=5).map("".join), min_size=1, max_size=5)


@settings(max_examples=500, deadline=None)
@given(bare_lines, st.booleans())
@example(["[1", "2]", "3,4"], True)
@example(["[1", "2]", "3,9999999999999999999,4"], False)
@example(["[1", "2]", '3,"\x7f",4'], False)
@example(["[1", "2]", '3,"\\u007f",4'], True)
@example(["[1", "2]", "3,1E19,4"], True)
@example(['{"a":"', '"}', "1,2"], False)
@example(["[1],[2"], False)
@example(["1,2", "3"], False)
@example(["1", ""], True)
@example([""], True)
@example(["9999999999999999999"], False)
@example(['"\x7f"', '"\\u007f"'], False)
def test_lines_parsed_together_are_what_each_is_alone(lines: list[str], ended: bool) -> None:
    raw = ("\n".join(lines) + "\n" * ended).encode()
    together = joined_values(raw)
    if together is not None:
        assert together == [orjson.loads(line) for line in raw.removesuffix(b"\n").split(b"\n")]


def test_clean_lines_are_parsed_together() -> None:
    """Else the speed is gone although all is right."""
    for line in ('{"a": "ệ", "b": [1]}', '{"a": "\\n\\u007f"}', '{"a": "\x7f"}\r', "9999999999999999999", "[]"):
        for count in (1, 2, 50):
            assert joined_values((f"{line}\n" * count).encode()) == [json.loads(line)] * count or "999" in line
            assert joined_values("\n".join([line] * count).encode()) == [json.loads(line)] * count or "999" in line


def test_a_line_that_holds_the_seam() -> None:
    text = '{"a": 9999999999999999999}\n{"a": "\\n", "b": 9999999999999999999}\n{"c": "\x7f"}'
    assert batch_of(text).values == [json.loads(line) for line in text.split("\n")]


def test_facts() -> None:
    batch = batch_of(b'{"a": 1}\n{"b": "\xff"}\n{"c": \n')
    assert batch.flaws[1][0].facts == {"byte": "0xFF", "offset": 16, "encoding": ""}
    assert batch.flaws[2][0].facts["found"] == Label("hết dòng", "end of line")


def test_duplicate_key() -> None:
    batch = batch_of('{"x": 1}\n{"a": 1, "b": {"c": 1, "c": 2}, "a": 3}')
    assert batch.values[1] == {"a": 1, "b": {"c": 1}}
    assert [(flaw.path, flaw.facts["line"], flaw.facts["column"]) for flaw in batch.flaws[1]] == [
        (("b", "c"), 2, 16),
        (("a",), 2, 2),
    ]
    assert [batch.spot(1, flaw.path).column for flaw in batch.flaws[1]] == [24, 33]


def test_a_line_longer_than_memory_is_passed() -> None:
    raw = b'{"a": 1}\n{"b": "' + b"x" * 5000 + b'"}\n{"c": 1}'
    source = Source.of_bytes("a", raw)
    found = list(_parts(source, replace(Limits(), entry_bytes=100), True, 16))
    batches = [part for part in found if isinstance(part, Batch)]
    assert [value for batch in batches for value in batch.values] == [{"a": 1}, UNREADABLE, {"c": 1}]
    assert [batch.spot(index, ()).line for batch in batches for index in range(len(batch.values))] == [1, 2, 3]


def test_nothing_to_read() -> None:
    for text in ("", "\n \r\n", b"\xef\xbb\xbf"):
        (problem,) = parts(text)
        assert isinstance(problem, Problem)
        assert (problem.violation.code, problem.unreadable) == ("CV011", True)


def test_utf16_is_named() -> None:
    (problem,) = parts('{"a": 1}\n'.encode("utf-16"))
    assert isinstance(problem, Problem)
    assert problem.violation.facts["encoding"] in ("UTF-16LE", "UTF-16BE")


def test_source_limit_leaves_whole_lines() -> None:
    batch, problem = parts('{"a": 1}\n{"b": 2}\n', replace(Limits(), source_bytes=12))
    assert isinstance(batch, Batch)
    assert isinstance(problem, Problem)
    assert batch.values == [{"a": 1}]
    assert (problem.violation.code, problem.position.line, problem.position.column) == ("CV901", 2, 4)
