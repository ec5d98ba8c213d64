import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_validator.model.document import UNREADABLE, Batch, Problem
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Path, Source
from catalog_validator.syntax.toml import parse_toml


def read(data: str | bytes, limits: Limits | None = None) -> Batch | Problem:
    raw = data.encode() if isinstance(data, str) else data
    (part,) = parse_toml(Source.of_bytes("p.toml", raw), limits or Limits()).parts
    return part


def record(text: str) -> Batch:
    part = read(text)
    assert isinstance(part, Batch)
    return part


def problem(data: str | bytes, limits: Limits | None = None) -> Problem:
    part = read(data, limits)
    assert isinstance(part, Problem)
    assert part.unreadable
    return part


def cut(text: str, path: Path) -> str:
    place = record(text).spot(0, path)
    assert place.line is not None
    assert place.column is not None
    assert place.end_line is not None
    assert place.end_column is not None
    lines = text.split("\n")[place.line - 1 : place.end_line]
    lines[-1] = lines[-1][: place.end_column - 1]
    lines[0] = lines[0][place.column - 1 :]
    return "\n".join(lines)


SAMPLE = """\
# a comment
id = "sơn-la"  # another
extends = ["a", 'b']
title = {vi = "Tên, \\"x\\"", en = 'Name'}
a.b."c d" = 1979-05-27 07:32:00
text = '''
many # lines
'''

[[fields]]
id = "one"
[fields.label]
vi = "Một"
[[fields]]
id = "two"
checks = [
  {kind = "min", min = 3}, # why
  {kind = "max"},
]
[settings]
x = true
"""


def test_the_record_is_what_tomllib_reads_with_dates_as_text() -> None:
    expected = tomllib.loads(SAMPLE)
    expected["a"]["b"]["c d"] = "1979-05-27T07:32:00"
    part = record(SAMPLE)
    assert part.values == [expected]
    assert part.pointer(0) == ""


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("id",), '"sơn-la"'),
        (("extends", 1), "'b'"),
        (("title", "vi"), '"Tên, \\"x\\""'),
        (("a", "b", "c d"), "1979-05-27 07:32:00"),
        (("text",), "'''\nmany # lines\n'''"),
        (("fields", 0), "[[fields]]"),
        (("fields", 0, "label", "vi"), '"Một"'),
        (("fields", 1, "id"), '"two"'),
        (("fields", 1, "checks", 0, "min"), "3"),
        (("fields", 1, "checks", 1, "min"), '{kind = "max"}'),
        (("settings",), "[settings]"),
        (("settings", "x", "y"), "true"),
        ((), SAMPLE.rstrip()),
    ],
)
def test_places(path: Path, text: str) -> None:
    assert cut(SAMPLE, path) == text


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("a = 1\nb = \n", 2, 5), ("a = 1\r\na = 2\r\n", 2, 6), ("é = 1", 1, 1), ('a = "', 1, 6), ("a = [1, 2", 1, 10)],
)
def test_syntax_errors_have_a_place(text: str, line: int, column: int) -> None:
    found = problem(text)
    assert found.violation.code == "CV003"
    assert (found.position.line, found.position.column) == (line, column)


def test_what_cannot_be_read() -> None:
    assert problem(b"a = '\xff'").violation.code == "CV004"
    assert problem("a = " + "[" * 5000 + "]" * 5000).violation.code == "CV903"
    assert problem("a = " + "[" * 80 + "]" * 80).violation.code == "CV903"
    assert problem("a = 1", Limits(held_bytes=3)).violation.code == "CV901"


def test_numbers_that_json_does_not_know() -> None:
    part = record("a = 1\nb = [nan]\n")
    assert part.values == [UNREADABLE]
    assert [(flaw.code, flaw.path) for flaw in part.flaws[0]] == [("CV005", ("b", 0))]
    assert cut("a = 1\nb = [nan]\n", ("b", 0)) == "nan"


@given(st.text(alphabet="a1=.[]{}\"'\n#, \\-é", max_size=40))
def test_any_text_is_read_or_refused_and_every_path_has_a_place(text: str) -> None:
    part = read(text)
    if isinstance(part, Batch) and part.values[0] is not UNREADABLE:
        for path in paths(part.values[0]):
            assert part.spot(0, path).line is not None


def paths(value: object, path: Path = ()) -> list[Path]:
    found = [path]
    if isinstance(value, dict):
        for key, member in value.items():
            found += paths(member, (*path, key))
    if isinstance(value, list):
        for index, member in enumerate(value):
            found += paths(member, (*path, index))
    return found
