from datetime import date

import pytest

from catalog_validator.model.document import UNREADABLE, Batch, Problem
from catalog_validator.model.finding import Violation
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Source
from catalog_validator.syntax.yaml import parse_yaml


def parts(data: str | bytes, limits: Limits | None = None) -> list[Batch | Problem]:
    raw = data.encode() if isinstance(data, str) else data
    return list(parse_yaml(Source.of_bytes("a.yaml", raw), limits or Limits()).parts)


def values(data: str | bytes, limits: Limits | None = None) -> list[object]:
    return [value for part in parts(data, limits) if isinstance(part, Batch) for value in part.values]


def flaws(data: str, limits: Limits | None = None) -> list[Violation]:
    batches = [part for part in parts(data, limits) if isinstance(part, Batch)]
    return [flaw for batch in batches for some in batch.flaws.values() for flaw in some]


def problems(data: str | bytes, limits: Limits | None = None) -> list[Problem]:
    return [part for part in parts(data, limits) if isinstance(part, Problem)]


def only_problem(data: str | bytes, limits: Limits | None = None) -> tuple[str, int | None, int | None, bool]:
    (problem,) = problems(data, limits)
    return problem.violation.code, problem.position.line, problem.position.column, problem.unreadable


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("~", None),
        ("", None),
        ("null", None),
        ("TRUE", True),
        ("false", False),
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("0o14", 12),
        ("0x1F", 31),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("'12'", "12"),
        ("no", "no"),
        ("yes", "yes"),
        ("off", "off"),
        ("2026-04-30", "2026-04-30"),
        ("0912345678", "0912345678"),
        ("000.00.01.H52", "000.00.01.H52"),
        ("tRUE", "tRUE"),
        ('"\\u0111"', "đ"),
        ("- x", ["x"]),
        ("{a: [1, b]}", {"a": [1, "b"]}),
        ("|\n    two\n    lines", "two\nlines\n"),
        (">-\n    one\n    line", "one line"),
    ],
)
def test_core_values(written: str, value: object) -> None:
    text = f"- x:\n    {written}\n"
    assert values(text) == [{"x": value}]
    assert flaws(text) == []


@pytest.mark.parametrize(
    "written", ["012", "-017", "1_000", "12:30:45", "0b101", "1_0.5", "00.5", "0x_ff", "190:20:30.15"]
)
def test_numbers_of_yaml_1_1_stay_text_with_a_warning(written: str) -> None:
    assert values(f"- x: {written}\n") == [{"x": written}]
    (flaw,) = flaws(f"- x: {written}\n")
    assert (flaw.code, flaw.path, flaw.facts) == ("CV009", ("x",), {"value": written, "read_as": "text"})


@pytest.mark.parametrize("written", [".nan", ".NaN", ".inf", "-.Inf", "1e999", "9" * 5000, "0x" + "f" * 5000])
def test_numbers_beyond_json_spoil_the_record(written: str) -> None:
    assert values(f"- x: {written}\n- y: 1\n") == [UNREADABLE, {"y": 1}]
    assert [(flaw.code, flaw.path) for flaw in flaws(f"- x: {written}\n")] == [("CV005", ("x",))]


@pytest.mark.parametrize(
    ("written", "code", "value"),
    [
        ("&a b", "CV007", "&a"),
        ("*a", "CV007", "*a"),
        ("{<<: {b: 1}}", "CV007", "<<"),
        ("!foo b", "CV008", "!foo"),
        ("! b", "CV008", "!"),
        ("!!str 1", "CV008", "!!str"),
        ("!!python/object/apply:os.system [echo]", "CV008", "!!python/object/apply:os.system"),
        ("!<tag:x,2000:y> {b: 1}", "CV008", "!<tag:x,2000:y>"),
    ],
)
def test_what_is_refused_spoils_its_record_only(written: str, code: str, value: str) -> None:
    text = f"- x: {written}\n- y: 1\n"
    assert values(text) == [UNREADABLE, {"y": 1}]
    (flaw,) = flaws(text)
    assert (flaw.code, flaw.path[:1], flaw.facts["value"]) == (code, ("x",), value)


def test_quoted_merge_key_is_a_key() -> None:
    assert values('- "<<": 1\n') == [{"<<": 1}]


def test_a_bomb_costs_nothing() -> None:
    levels = "".join(f"  l{i}: &l{i} [{', '.join([f'*l{i - 1}'] * 9)}]\n" for i in range(1, 40))
    text = "- l0: &l0 lol\n" + levels
    assert values(text) == [UNREADABLE]
    assert [(flaw.code, flaw.facts["value"]) for flaw in flaws(text)] == [("CV007", "&l0")]


def test_endless_flaws_of_a_record_are_counted() -> None:
    capped = flaws(f"- [{', '.join(['!x 1'] * 391)}]\n", Limits(kept_problems=5))
    assert [flaw.code for flaw in capped] == ["CV008"] * 5 + ["CV910"]
    assert capped[-1].facts["count"] == 386


def test_duplicate_key_keeps_the_first_value_and_tells_its_place() -> None:
    text = "- a: 1\n  b: {c: 1, c: {d: 2}}\n  a: [3]\n"
    assert values(text) == [{"a": 1, "b": {"c": 1}}]
    assert [(flaw.code, flaw.path, flaw.facts) for flaw in flaws(text)] == [
        ("CV502", ("b", "c"), {"name": "c", "line": 2, "column": 7}),
        ("CV502", ("a",), {"name": "a", "line": 1, "column": 3}),
    ]


def test_keys_become_text() -> None:
    assert values("- 1: a\n  true: b\n  ~: c\n  ? \n  : d\n") == [{"1": "a", "true": "b", "~": "c", "": "d"}]
    text = "- ? [a, b]\n  : 1\n  c: 2\n"
    assert values(text) == [UNREADABLE]
    assert [flaw.code for flaw in flaws(text)] == ["CV003"]


def test_depth() -> None:
    fits, over = "[" * 64 + "]" * 64, "[" * 65 + "]" * 65
    assert flaws(f"- {fits}\n") == []
    assert values(f"- {over}\n- a: 1\n") == [UNREADABLE, {"a": 1}]
    (flaw,) = flaws(f"- {over}\n")
    assert (flaw.code, flaw.path, flaw.facts) == ("CV903", (0,) * 64, {"limit": "depth", "max": 64})


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[a, "])
def test_hopeless_depth_is_given_up_early(opening: str) -> None:
    code, _, _, unreadable = only_problem("- x: 1\n- " + opening * 100_000)
    assert (code, unreadable) == ("CV903", True)


def test_shapes() -> None:
    assert [part.pointer(1) for part in parts("- a: 1\n- b: 2\n") if isinstance(part, Batch)] == ["/1"]
    (batch,) = parts("catalog: x\nentries:\n- a: 1\n- 2\nprofile: y\n")
    assert isinstance(batch, Batch)
    assert (batch.values, batch.pointer(1)) == ([{"a": 1}, 2], "/entries/1")
    (single,) = parts("a: 1\nb: 2\n")
    assert isinstance(single, Batch)
    assert (single.values, single.pointer(0)) == ([{"a": 1, "b": 2}], "")


def test_batches_go_on_counting() -> None:
    batches = [part for part in parts("".join(f"- a: {i}\n" for i in range(150))) if isinstance(part, Batch)]
    assert [batch.first for batch in batches] == [0, 64, 128]
    assert [value for batch in batches for value in batch.values] == [{"a": i} for i in range(150)]
    assert batches[1].pointer(2) == "/66"
    assert batches[2].spot(1, ("a",)).line == 130


@pytest.mark.parametrize(
    ("text", "found"),
    [("text", "text"), ("12", "number"), ("true", "boolean"), ("entries: {a: 1}", "object"), ("entries: x", "text")],
)
def test_other_shapes_are_no_catalog(text: str, found: str) -> None:
    (problem,) = problems(text)
    assert (problem.violation.code, problem.violation.facts, problem.unreadable) == ("CV012", {"found": found}, True)


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "~", "[]", "entries: []\n", "\ufeff"])
def test_nothing_there(text: str) -> None:
    assert values(text) == []
    assert [problem.violation.code for problem in problems(text)] == ["CV011"]
    assert problems(text)[0].unreadable


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("- a: 1\n- b: [1\n- c: 2\n", (3, 4), ", ]"),
        ("- a: 1\n- b: c: d\n", (2, 7), ""),
        ("- a: 1\n-\tb: c\n", (2, 2), ""),
        ("- a: 1\n- b: x\x01y\n- c: 1\n", (2, 7), ""),
        ("- a: 1\n- \x01", (2, 3), ""),
        ("- a: 1\n- {b\x01", (2, 5), ""),
        ("- a: 1\n- 'b\n", (3, 1), ""),
        ("- a: 1\nb: 2\n", (2, 1), "-"),
        ("- a: 1\n---\n- b: 1\n", (2, 1), ""),
    ],
)
def test_syntax_errors_have_a_place_and_leave_what_stands_before(
    text: str, place: tuple[int, int], expected: str
) -> None:
    assert values(text) == [{"a": 1}]
    (problem,) = problems(text)
    assert problem.violation.code == "CV003"
    assert problem.violation.facts["format"] == "YAML"
    assert problem.violation.facts["expected"] == expected
    assert (problem.position.line, problem.position.column) == place
    assert problem.unreadable


def test_encodings() -> None:
    assert values(b"\xef\xbb\xbf- a: \xc4\x91") == [{"a": "đ"}]
    assert only_problem("- a: 1".encode("utf-16")) == ("CV004", 1, 1, True)
    assert problems("- a: 1".encode("utf-16"))[0].violation.facts["encoding"] == "UTF-16"
    assert only_problem(b"- a: 1\n- b: \xc4\x91\xe9\n") == ("CV004", 2, 7, True)
    assert problems(b"\xef\xbb\xbf- \xe9")[0].violation.facts == {"byte": "0xE9", "offset": 5, "encoding": ""}


def test_members_beside_the_entries_are_checked_but_do_not_spoil_them() -> None:
    text = "x: &a 1\nentries:\n- b: 1\nx: 2\n"
    assert values(text) == [{"b": 1}]
    found = [(problem.violation.code, problem.position.line, problem.unreadable) for problem in problems(text)]
    assert found == [("CV007", 1, False), ("CV502", 4, False)]


def test_held_bytes() -> None:
    assert problems("- a: 1\n", Limits(held_bytes=5))[0].violation.facts == {"limit": "held_bytes", "max": 5}
    assert values("- a: 1", Limits(held_bytes=6)) == [{"a": 1}]


def test_dates_stay_text() -> None:
    assert values(f"- d: {date(2026, 4, 30)}\n  t: 2001-12-14t21:59:43.10-05:00\n") == [
        {"d": "2026-04-30", "t": "2001-12-14t21:59:43.10-05:00"}
    ]
    assert flaws("- d: 2026-04-30\n") == []
