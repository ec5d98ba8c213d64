"""Data files against their Table Schemas: every kind of error at its row and cell, whatever the file does."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog_validator.model.codes import CODES
from catalog_validator.model.document import Problem
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Path, Position, Source
from catalog_validator.packages import CsvForm, DataTable, Rows, check_tables, csv_rows, value_rows
from catalog_validator.packages.library import NetworkClosedError, network_closed

pytest.importorskip("frictionless", reason="the extra “data” is not installed")

HERE = Position("datapackage.json", 1)
FIELDS: list[dict[str, Any]] = [
    {"name": "id", "type": "integer"},
    {"name": "ngay", "type": "date"},
    {"name": "ma", "type": "string", "constraints": {"enum": ["A", "B"]}},
]
SCHEMA: dict[str, Any] = {"fields": FIELDS}


def csv_table(text: str | bytes, schema: dict[str, Any], name: str = "bang", **form: Any) -> DataTable:
    data = text.encode() if isinstance(text, str) else text
    source = Source.of_bytes(f"{name}.csv", data)
    return DataTable(name, HERE, schema, lambda: csv_rows(source, CsvForm(**form), Limits()), {})


def problems(
    *tables: DataTable, limits: Limits | None = None, clock: Callable[[], float] = time.monotonic
) -> list[Problem]:
    return list(check_tables(tables, limits or Limits(), clock))


def found(*tables: DataTable, **more: Any) -> list[tuple[str, str | None]]:
    """Code and cell of each finding, without the closing count."""
    told = problems(*tables, **more)
    for problem in told:
        assert set(problem.violation.facts) <= set(CODES[problem.violation.code].facts)
    return [(item.violation.code, item.position.cell) for item in told if item.violation.code != "CV621"]


def fields(**constraints: Any) -> dict[str, Any]:
    return {"fields": [{"name": "x", **constraints}]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id,ngay,ma\n1,2024-01-01,A\n", []),
        ("id,ngay,ma\nx,2024-01-01,A\n", [("CV613", "A2")]),
        ("id,ngay,ma\n1,01/01/2024,A\n", [("CV613", "B2")]),
        ("id,ngay,ma\n1,2024-01-01,C\n", [("CV614", "C2")]),
        ("id,ngay,ma\n1,2024-01-01\n", [("CV615", "C2")]),
        ("id,ngay,ma\n1,2024-01-01,A,4,5\n", [("CV615", "D2")]),
        ("id,ngay,ma\n,,\n1,2024-01-01,A\n", [("CV616", "A2")]),
        ("ngay,id,ma\n", [("CV612", "A1"), ("CV612", "B1")]),
        ("id,ngay\n", [("CV612", "C1")]),
        ("id,ngay,,ma\n", [("CV612", "D1"), ("CV612", "C1")]),
    ],
)
def test_each_kind_of_error_stands_at_its_cell(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(csv_table(text, SCHEMA)) == expected


@pytest.mark.parametrize(
    ("constraints", "good", "bad", "name"),
    [
        ({"required": True}, "a", '""', "required"),
        ({"minLength": 3}, "abc", "ab", "minLength"),
        ({"maxLength": 3}, "abc", "abcd", "maxLength"),
        ({"pattern": "[A-Z]{2}"}, "AB", "ABC", "pattern"),
        ({"enum": ["a", "b"]}, "b", "c", "enum"),
    ],
)
def test_each_constraint_is_named(constraints: dict[str, Any], good: str, bad: str, name: str) -> None:
    table = csv_table(
        f"x,y\n{good},1\n{bad},1\n", {"fields": [{"name": "x", "constraints": constraints}, {"name": "y"}]}
    )
    (problem, _) = problems(table)
    assert (problem.violation.code, problem.violation.facts["constraint"]) == ("CV614", name)
    assert problem.position.cell == "A3"


def test_numbers_within_bounds() -> None:
    schema = fields(type="number", constraints={"minimum": 1, "maximum": 2})
    assert found(csv_table("x\n1\n2\n0.5\n2.5\n", schema)) == [("CV614", "A4"), ("CV614", "A5")]


def test_lines_are_those_of_the_file_and_rows_those_of_the_table() -> None:
    told = problems(csv_table('id,ngay,ma\n1,2024-01-01,"A"\n\nx,"2024-\n01-01",A\ny,2024-01-01,A\n', SCHEMA))
    places = [(item.position.line, item.position.cell) for item in told[:-1]]
    assert places == [(3, "A3"), (4, "A4"), (4, "B4"), (6, "A5")]
    assert told[-1].violation.facts == {"name": "bang", "rows": 4, "count": 4}


def test_a_primary_key_is_there_and_unique() -> None:
    schema = SCHEMA | {"primaryKey": "id"}
    rows = "id,ngay,ma\n1,2024-01-01,A\n1,2024-01-02,A\n,2024-01-02,A\nx,2024-01-02,A\n"
    assert found(csv_table(rows, schema)) == [("CV617", "A3"), ("CV618", "A4"), ("CV613", "A5")]
    pairs = SCHEMA | {"primaryKey": ["id", "ma"]}
    assert found(csv_table("id,ngay,ma\n1,,A\n1,,B\n1,,A\n", pairs)) == [("CV617", "A4")]


def test_unique_columns_and_unique_keys() -> None:
    assert found(csv_table("x\na\nb\na\n", fields(constraints={"unique": True}))) == [("CV617", "A4")]
    schema = {"fields": [{"name": "x"}, {"name": "y"}], "uniqueKeys": [["x", "y"]]}
    assert found(csv_table("x,y\na,1\na,2\na,1\n", schema)) == [("CV617", "A4")]


def test_references_to_another_table_and_to_its_own() -> None:
    key = {"fields": "x", "reference": {"resource": "xa", "fields": "ma"}}
    there = csv_table("ma\nA\nB\n", {"fields": [{"name": "ma"}]}, "xa")
    here = csv_table("x\nA\nC\n", fields() | {"foreignKeys": [key]})
    assert found(there, here) == [("CV619", "A3")]
    assert found(here) == [("CV610", None)]
    own = {"fields": ["y"], "reference": {"resource": "", "fields": ["x"]}}
    schema = {"fields": [{"name": "x"}, {"name": "y"}], "foreignKeys": [own]}
    assert found(csv_table("x,y\n1,\n2,1\n3,7\n", schema)) == [("CV619", "B4")]


def test_what_a_reference_points_to_breaks_off() -> None:
    key = {"fields": "x", "reference": {"resource": "xa", "fields": "ma"}}
    there = csv_table(b"ma\nA\n\xff\n", {"fields": [{"name": "ma"}]}, "xa")
    here = csv_table("x\nC\n", fields() | {"foreignKeys": [key]})
    assert [code for code, _ in found(there, here)] == ["CV620", "CV610"]


@pytest.mark.parametrize(
    "schema",
    [
        {"fields": [{"name": "x", "type": "nmber"}]},
        {"fields": [{"type": "integer"}]},
        {"fields": [{"name": "x", "constraints": {"minimum": "a"}, "type": "integer"}]},
        {"fields": [{"name": "x", "constraints": {"enum": 3}}]},
        {"fields": 3},
        {"fields": [{"name": 3}]},
        {"fields": [{"name": "x"}], "missingValues": 3},
        {},
    ],
)
def test_a_schema_that_cannot_be_used_is_one_problem(schema: dict[str, Any]) -> None:
    assert found(csv_table("x\n1\n", schema)) == [("CV611", None)]


def test_a_pattern_that_would_take_long_is_not_tried() -> None:
    begun = time.monotonic()
    table = csv_table(f"x\n{'a' * 50}!\n", fields(constraints={"pattern": "(a+)+"}))
    assert found(table) == [("CV622", None)]
    assert time.monotonic() - begun < 10


def test_csv_in_other_forms() -> None:
    assert found(csv_table("id;ngay;ma\n1;2024-01-01;C\n", SCHEMA, delimiter=";")) == [("CV614", "C2")]
    assert found(csv_table("x\n'a,b'\n", fields(constraints={"maxLength": 2}), quote="'")) == [("CV614", "A2")]
    text = "x\nđất\n".encode("utf-16")
    assert found(csv_table(text, fields(constraints={"enum": ["đất"]}), encoding="utf-16")) == []
    assert found(csv_table(b"\xef\xbb\xbfx\n1\n", fields())) == []
    assert found(csv_table("x\r1\r2\r", fields(type="integer"))) == []


@pytest.mark.parametrize(
    ("text", "form", "code"),
    [
        (b"x\n\xff\n", {}, "CV620"),
        (b"x\n1\n", {"encoding": "nope"}, "CV620"),
        (b"x\n1\n", {"encoding": "zlib"}, "CV620"),
        (b"x\n1\n", {"encoding": "a\0b"}, "CV620"),
        (b"x\n1\n", {"delimiter": "ab"}, "CV620"),
        (b'x\n"' + b"a\n" * 200_000, {}, "CV003"),
        (b"x\n" + b"a" * 200_000, {}, "CV902"),
        (b"x\n" + b"1\n" * 300, {}, "CV904"),
        (b"," * 300 + b"\n", {}, "CV905"),
    ],
)
def test_a_file_that_breaks_off_is_one_problem(text: bytes, form: dict[str, Any], code: str) -> None:
    limits = Limits(entry_bytes=100_000, rows=200, columns=200)
    source = Source.of_bytes("a.csv", text)
    table = DataTable("a", HERE, fields(), lambda: csv_rows(source, CsvForm(**form), limits), {})
    told = [item.violation.code for item in problems(table, limits=limits)]
    assert told == [code, "CV621"]


def test_many_errors_stop_the_check() -> None:
    table = csv_table("x\n" + "a\n" * 500, fields(type="integer"))
    told = problems(table, limits=Limits(data_errors=10))
    assert [item.violation.code for item in told] == ["CV613"] * 10 + ["CV911", "CV621"]
    assert told[-1].violation.facts["count"] == 10


def test_time_stops_the_check() -> None:
    ticks = iter(range(10_000_000))
    table = csv_table("x\n" + "1\n" * 500, fields(type="integer"))
    told = problems(table, limits=Limits(data_seconds=100), clock=lambda: float(next(ticks)))
    assert [item.violation.code for item in told] == ["CV911", "CV621"]


def test_an_endless_table_is_not_held() -> None:
    def rows() -> Iterator[Any]:
        yield from value_rows(
            ((["x"] if n == 0 else [n], lambda path: HERE) for n in range(10**9)), (), Limits(rows=5_000)
        )

    table = DataTable("a", HERE, fields(type="integer"), rows, {})
    assert found(table) == [("CV904", None)]


def place_of(path: Path) -> Position:
    return Position("x.json", 1, cell="/".join(str(step) for step in path))


def inline(values: list[Any], labels: tuple[str, ...] = ("x", "y")) -> Rows:
    def spot(index: int) -> Callable[[Path], Position]:
        return lambda path: place_of((index, *path))

    return lambda: value_rows(((value, spot(index)) for index, value in enumerate(values)), labels, Limits())


SCHEMA_XY = {"fields": [{"name": "x", "type": "integer"}, {"name": "y"}]}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([["x", "y"], [1, "a"], ["b", "c"]], [("CV613", "2/0")]),
        ([{"x": 1, "y": "a"}, {"y": "c", "x": "b"}], [("CV613", "1/x")]),
        ([{"x": 1, "y": "a", "z": 3}], [("CV615", "0/z")]),
        ([["x", "y"], {"x": 1}], [("CV620", "1")]),
        (["a"], [("CV620", "0")]),
        ([], []),
    ],
)
def test_rows_that_are_values(values: list[Any], expected: list[tuple[str, str]]) -> None:
    assert found(DataTable("a", HERE, SCHEMA_XY, inline(values), {})) == expected


def test_the_network_is_closed_within_and_open_again_afterwards() -> None:
    with network_closed():
        with pytest.raises(NetworkClosedError):
            socket.socket()
        with pytest.raises(NetworkClosedError):
            socket.getaddrinfo("example.vn", 80)
        with pytest.raises(NetworkClosedError):
            subprocess.run([sys.executable, "-V"], check=False)
        with network_closed(), pytest.raises(NetworkClosedError):
            socket.socket()
        with pytest.raises(NetworkClosedError):
            socket.socket()
    socket.socket().close()


def test_the_network_is_closed_while_rows_are_checked_and_open_between() -> None:
    seen: list[bool] = []

    def rows() -> Iterator[Any]:
        for row in inline([["x", "y"], ["b", 1], ["c", 1]])():
            try:
                socket.socket().close()
                seen.append(True)
            except NetworkClosedError:
                seen.append(False)
            yield row

    for _ in check_tables([DataTable("a", HERE, SCHEMA_XY, rows, {})], Limits(), time.monotonic):
        socket.socket().close()
    assert set(seen) == {False}


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=80),
    st.sampled_from(["integer", "number", "date", "datetime", "geojson", "duration", "array", "any"]),
)
def test_any_bytes_end_in_problems(data: bytes, kind: str) -> None:
    told = problems(csv_table(b"x\n" + data, fields(type=kind)))
    assert told[-1].violation.code == "CV621"
    assert not [item for item in told if item.violation.facts.get("reason") == "checker"]
