import csv
import io
import itertools
from pathlib import Path as FilePath
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_validator.model.document import Problem, Row, Table
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Position, Source
from catalog_validator.syntax.csv import parse_csv

HOSTILE = FilePath(__file__).parents[3] / "shared" / "data" / "hostile" / "csv"


def table(data: str | bytes, name: str = "a.csv", limits: Limits | None = None) -> Table:
    raw = data.encode() if isinstance(data, str) else data
    return parse_csv(Source.of_bytes(name, raw), limits or Limits())


def read(data: str | bytes, limits: Limits | None = None) -> tuple[list[Row], list[Problem]]:
    document = table(data, limits=limits)
    rows = [row for sheet in document.sheets for row in sheet.rows]
    return rows, document.late_problems


def cells(data: str | bytes) -> list[list[object]]:
    rows, late = read(data)
    assert late == []
    return [list(row.cells) for row in rows]


def stop(data: str | bytes, limits: Limits | None = None) -> tuple[int, Problem]:
    rows, (problem,) = read(data, limits)
    assert problem.unreadable
    return len(rows), problem


def cut(text: str, place: Position) -> str:
    assert place.line is not None
    assert place.column is not None
    assert place.end_line is not None
    assert place.end_column is not None
    lines = text.split("\n")[place.line - 1 : place.end_line]
    lines[-1] = lines[-1][: place.end_column - 1]
    lines[0] = lines[0][place.column - 1 :]
    return "\n".join(lines)


def dialect(data: str | bytes, name: str = "a.csv") -> dict[str, object] | None:
    notes = [dict(problem.violation.facts) for problem in table(data, name).problems]
    return notes[0] if notes else None


def test_cells_and_their_places() -> None:
    text = 'Tên,"Mục\r\nđích"\r\n\r\n,,\r\n"a ""b""",𝐀,\r\n'
    rows, late = read(text)
    assert late == []
    assert [(row.number, list(row.cells)) for row in rows] == [(1, ["Tên", "Mục\r\nđích"]), (4, ['a "b"', "𝐀", ""])]
    assert rows[0].spot(1) == Position("a.csv", 1, 5, 2, 6, "B1")
    assert rows[1].spot(0) == Position("a.csv", 5, 1, 5, 10, "A4")
    assert rows[1].spot(1) == Position("a.csv", 5, 11, 5, 12, "B4")
    assert rows[1].spot(2) == Position("a.csv", 5, 13, 5, 13, "C4")
    assert rows[1].spot(27) == Position("a.csv", 5, 13, 5, 13, "AB4")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
        ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
        ("\ufeffa,b\n", [["a", "b"]]),
        ('5" disk,x\n', [['5" disk', "x"]]),
        ('"",x\n', [["", "x"]]),
        ('"a" ,b\n', [["a ", "b"]]),
        ("", []),
        ("\n\n", []),
        (" \t,\u00a0\n", []),
    ],
)
def test_forms(text: str, expected: list[list[str]]) -> None:
    assert cells(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("a,b\n1,2\n", "a.csv", None),
        ("a;b;c\n1,5;2;3\n", "a.csv", {"delimiter": ";", "encoding": "UTF-8"}),
        ("a\tb\n1,5\t2,5\n", "a.csv", {"delimiter": "TAB", "encoding": "UTF-8"}),
        ("a\tb\n", "a.tsv", None),
        ("only one column\n", "a.csv", None),
        ('"x;y;z",b\n"p;q;r",c\n', "a.csv", None),
        ("", "a.csv", None),
    ],
)
def test_dialects(text: str, name: str, expected: dict[str, object] | None) -> None:
    assert dialect(text, name) == expected


def test_utf16_with_its_mark_is_read() -> None:
    for codec, mark in (("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")):
        data = mark + 'Tên\tb\n"đ\n"\t2'.encode(codec)
        assert dialect(data) == {"delimiter": "TAB", "encoding": "UTF-16"}
        assert cells(data) == [["Tên", "b"], ["đ\n", "2"]]
    (problem,) = table("a,b".encode("utf-32")).problems
    assert (problem.violation.code, problem.violation.facts["encoding"]) == ("CV004", "UTF-32")


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        (b'a,b\nx,"y\nz\nw', "CV003", 2, 3),
        (b'a,b\nx,"y""', "CV003", 2, 3),
        (b"a,b\n1,\xe9x\n", "CV004", 2, 3),
        (b'a,b\n1,"\n\xc4\x91\xe9x\n', "CV004", 3, 2),
        (b"a,b\n1,\xc4", "CV004", 2, 3),
        (b"a,b\n1,\x002\n", "CV003", 2, 3),
    ],
)
def test_what_stops_the_reading_has_a_place(data: bytes, code: str, line: int, column: int) -> None:
    count, problem = stop(data)
    assert count == 1
    assert problem.violation.code == code
    assert (problem.position.line, problem.position.column) == (line, column)


def test_bad_byte_is_named_with_its_offset_in_the_file() -> None:
    before = "a,đ\n" * 100_000
    _, problem = stop(b"\xef\xbb\xbf" + before.encode() + b"x\xff")
    assert problem.violation.facts == {"byte": "0xFF", "offset": 3 + 5 * 100_000 + 1, "encoding": ""}
    assert (problem.position.line, problem.position.column) == (100_001, 2)


def test_text_after_a_closing_quote_is_kept_and_said() -> None:
    rows, late = read('a,b\nx,"y"z\np,q\n')
    assert late == []
    assert [list(row.cells) for row in rows] == [["a", "b"], ["x", "yz"], ["p", "q"]]
    (flaw,) = rows[1].flaws
    assert (flaw.code, flaw.path, flaw.facts) == ("CV003", (1,), {"format": "CSV", "found": "z", "expected": ","})


@pytest.mark.parametrize(
    ("data", "limits", "code", "count", "line"),
    [
        ("a\nb\nc\n", Limits(rows=2), "CV904", 2, 3),
        ("a,b\n1,2,3\n", Limits(columns=2), "CV905", 1, 2),
        ("a\n" + "é" * 11 + "\n", Limits(entry_bytes=20), "CV902", 1, 2),
        ('a\n"' + "\n" * 21 + '"\n', Limits(entry_bytes=20), "CV902", 1, 2),
        ("a\n" * 200_000, Limits(source_bytes=300_000), "CV901", 150_000, 150_001),
    ],
)
def test_limits(data: str, limits: Limits, code: str, count: int, line: int) -> None:
    found, problem = stop(data, limits)
    assert (found, problem.violation.code, problem.position.line) == (count, code, line)


def test_an_endless_line_or_quote_is_not_held() -> None:
    pulled = 0

    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            nonlocal pulled
            pulled += size
            return next(stream).ljust(size, b"x")

    for start in (b"a,b\n", b'"'):
        stream = itertools.chain([start], itertools.repeat(b""))
        pulled = 0

        def opened() -> BinaryIO:
            return Endless()  # type: ignore[return-value]  # only read and close are called

        document = parse_csv(Source("a.csv", opened), Limits(entry_bytes=1 << 20))
        stream = itertools.chain([start], itertools.repeat(b""))
        assert sum(1 for _ in document.sheets[0].rows) <= 1
        assert [problem.violation.code for problem in document.late_problems] == ["CV902"]
        assert pulled < 2 << 20


def test_the_process_wide_field_limit_is_left_alone() -> None:
    before = csv.field_size_limit()
    assert cells("a,b\n" + "x" * 200_000 + ',"' + "y" * 200_000 + '"\n')[1][0] == "x" * 200_000
    assert csv.field_size_limit() == before


# A lone CR in an unquoted cell is a line end to some programs and text to others; csv writes it without quotes.
CELLS = st.text(st.characters(exclude_characters="\0\r", exclude_categories=["Cs"]), max_size=8)


@given(
    st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
)
def test_what_csv_writes_is_read_with_the_place_of_every_cell(
    written: list[list[str]], ending: str, quoting: int
) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=ending, quoting=quoting).writerows([["h1", "h2"], *written])  # type: ignore[arg-type]
    text = out.getvalue()
    document = table(text, "a.csv")
    if document.problems:
        return  # another delimiter fits these few cells better
    rows = {row.number: row for row in document.sheets[0].rows}
    assert document.late_problems == []
    for number, line in enumerate(written, 2):
        blank = all(not cell.strip() for cell in line)
        assert (number not in rows) == blank
        if not blank:
            assert list(rows[number].cells) == line
            for column, cell in enumerate(line):
                literal = cut(text, rows[number].spot(column))
                assert literal in (cell, '"' + cell.replace('"', '""') + '"')


@given(st.text(alphabet='ab ",\n\ré', max_size=30))
def test_any_text_is_read_as_csv_reads_it_or_refused_with_a_place(text: str) -> None:
    rows, late = read(text)
    if late:
        assert late[0].violation.code == "CV003"
        assert late[0].position.line is not None
        return
    expected = [row for row in csv.reader(io.StringIO(text, newline="")) if any(cell.strip() for cell in row)]
    assert [list(row.cells) for row in rows] == expected


def test_real_files_are_read_or_refused_with_a_place() -> None:
    files = [path for path in sorted(HOSTILE.rglob("*")) if path.is_file()]
    if not files:
        pytest.skip(f"the hostile CSV files are not at {HOSTILE}")
    for path in files:
        rows, late = read(path.read_bytes())
        for row in rows:
            assert row.spot(len(row.cells)).line is not None
        assert all(problem.position.line is not None for problem in late)
