import json
from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from catalog_validator.model.document import Batch, Problem
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Path, Position, Source
from catalog_validator.syntax.yaml import parse_yaml

HOSTILE = FilePath(__file__).parents[3] / "shared" / "data" / "hostile" / "yaml"


def batches(text: str) -> list[Batch]:
    parts = list(parse_yaml(Source.of_bytes("a.yaml", text.encode()), Limits()).parts)
    assert not [part for part in parts if isinstance(part, Problem)]
    return [part for part in parts if isinstance(part, Batch)]


def cut(text: str, place: Position) -> str:
    assert place.line is not None
    assert place.column is not None
    assert place.end_line is not None
    assert place.end_column is not None
    lines = text.split("\n")[place.line - 1 : place.end_line]
    lines[-1] = lines[-1][: place.end_column - 1]
    lines[0] = lines[0][place.column - 1 :]
    return "\n".join(lines)


def spot(text: str, path: Path, index: int = 0) -> str:
    return cut(text, batches(text)[0].spot(index, path))


def leaves(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    if isinstance(value, dict):
        for key, member in value.items():
            yield from leaves(member, (*path, key))
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from leaves(member, (*path, index))
    else:
        yield path, value


TEXT = """\
# head
- db_name: Đất đai 𝐀  # tail
  purpose: |
    two
    lines

  items:
  - {name: "a, b", type: 'it''s'}
  - name: c
    type:

  last: >-
    folded
    text


- plain
   over lines
-   a: 1
    a: [2]
"""


@pytest.mark.parametrize(
    ("index", "path", "expected"),
    [
        (0, ("db_name",), "Đất đai 𝐀"),
        (0, ("purpose",), "|\n    two\n    lines"),
        (0, ("items", 0), "{name: \"a, b\", type: 'it''s'}"),
        (0, ("items", 0, "name"), '"a, b"'),
        (0, ("items", 0, "type"), "'it''s'"),
        (0, ("items", 1), "name: c\n    type:"),
        (0, ("items", 1, "type"), "type"),
        (0, ("items", 1, "absent"), "name: c\n    type:"),
        (0, ("items", 7, "name"), "- {name: \"a, b\", type: 'it''s'}\n  - name: c\n    type:"),
        (0, ("last", "x", 0), ">-\n    folded\n    text"),
        (0, ("absent",), TEXT[TEXT.index("db_name") : TEXT.index("\n\n\n- plain")]),
        (1, (), "plain\n   over lines"),
        (2, ("a",), "a"),
        (2, ("a", 0), "a"),
    ],
)
def test_places(index: int, path: Path, expected: str) -> None:
    assert spot(TEXT, path, index) == expected


def test_a_key_that_stands_twice_has_the_place_of_the_later() -> None:
    place = batches(TEXT)[0].spot(2, ("a",))
    assert (place.line, place.column) == (20, 5)


@pytest.mark.parametrize(
    "text",
    [
        "- a: 1\r\n  b: xy\r\n- c: 1\r\n",
        "\ufeffentries:\r\n  - a: 1\r\n    b: xy\r\n",
        "[{a: 1,\nb: xy}, {c: 1}]",
        "a: 1\nb: xy\n",
        "- ! {a: 1, b: xy}\n",
        "%TAG !e! tag:x,2000:\n---\n- a: 1\n  b: xy\n",
        "-   a: 1\n    # comment\n    b: xy\n# comment\n",
        "- a: \u2028\n  b: xy",
    ],
)
def test_lines_and_columns_whatever_stands_around(text: str) -> None:
    assert cut(text.removeprefix("\ufeff"), batches(text)[0].spot(0, ("b",))) == "xy"


def test_a_stretch_that_cannot_stand_alone_has_at_least_its_own_place() -> None:
    text = '%TAG !e! tag:x,2000:\n---\n- a: !e!x 1\n- ["k":v]\n'
    assert spot(text, ("a",)).startswith("a: !e!x")


STRINGS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
TREES = st.recursive(
    STRINGS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(STRINGS, inner, max_size=4),
    max_leaves=12,
)
ENTRIES = st.lists(st.dictionaries(STRINGS, TREES, min_size=1, max_size=4), min_size=1, max_size=4)


def printable(text: str) -> bool:
    """Whether the text may stand in a YAML file as it is."""
    return yaml.reader.Reader.NON_PRINTABLE.search(text) is None and "\ufeff" not in text


def read_back(written: str) -> Any:
    return yaml.load(written, Loader=yaml.CSafeLoader)


@given(ENTRIES, st.sampled_from([True, False, None]), st.integers(2, 6), st.sampled_from(['"', "'", "|"]))
def test_what_a_dumper_writes_is_read_with_the_place_of_every_value(
    entries: list[dict[str, Any]], flow: bool | None, indent: int, style: str
) -> None:
    dumped = yaml.safe_dump(
        entries, allow_unicode=True, default_flow_style=flow, indent=indent, default_style=style, sort_keys=False
    )
    if "\x85" in dumped or "\u2028" in dumped or "\u2029" in dumped or "!!" in dumped:
        return  # breaks of YAML 1.1, which the dumper and the loader see differently
    (batch,) = batches(dumped)
    assert batch.values == read_back(dumped)
    for index, entry in enumerate(batch.values):
        for path, leaf in leaves(entry):
            if isinstance(leaf, str) and (style != "|" or flow):
                assert read_back(cut(dumped, batch.spot(index, path))) == leaf


@given(st.data(), st.sampled_from([None, 1, 3]))
def test_json_is_yaml_and_the_place_of_a_value_is_its_literal(data: st.DataObject, indent: int | None) -> None:
    scalars = st.none() | st.booleans() | st.integers() | STRINGS.filter(printable)
    keys = st.text(st.characters(codec="ascii", categories=["L"]), min_size=1, max_size=8)
    entry = data.draw(st.dictionaries(keys, scalars | st.lists(scalars, min_size=1), min_size=1))
    text = json.dumps([{"z": 0}, entry], indent=indent, ensure_ascii=False)
    if any(mark in text for mark in "\x7f\x85\u2028\u2029"):
        return
    (batch,) = batches(text)
    assert batch.values[1] == entry
    for path, leaf in leaves(entry):
        if leaf != []:
            assert cut(text, batch.spot(1, path)) == json.dumps(leaf, ensure_ascii=False)


@given(st.text(alphabet="a:-[]{}?&*!|>'\"#\n\t %,~<\x01\u2028é", max_size=40))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    check_total(text.encode())


def test_cutting_anywhere_never_raises() -> None:
    raw = TEXT.encode()
    for end in range(len(raw)):
        check_total(raw[:end])


def test_the_yaml_test_suite_is_read_or_refused_with_a_place() -> None:
    files = sorted(HOSTILE.rglob("*.yaml"))
    if not files:
        pytest.skip(f"the hostile YAML files are not at {HOSTILE}")
    for file in files:
        raw = file.read_bytes()
        check_total(raw)
        for case in read_back(raw.decode()):
            written = case.get("yaml", "")
            for sign, meant in (("␣", " "), ("»", "\t"), ("—", ""), ("←", "\r"), ("⇔", "\ufeff"), ("∎\n", "")):
                written = written.replace(sign, meant)
            check_total(written.encode())


def check_total(raw: bytes) -> None:
    seen = 0
    for part in parse_yaml(Source.of_bytes("a.yaml", raw), Limits()).parts:
        seen += 1
        if isinstance(part, Problem):
            assert part.position.line is not None
            continue
        for index, value in enumerate(part.values):
            for path in [(), *(flaw.path for flaw in part.flaws.get(index, ())), *(path for path, _ in leaves(value))]:
                place = part.spot(index, path)
                assert place.line is not None
                assert place.end_line is not None
                assert (place.line, place.column) <= (place.end_line, place.end_column)
    assert seen
