"""Each ``bad/x.yaml`` has exactly the mistakes of ``bad/x.mistakes.txt``; each good profile has none."""

from pathlib import Path as File

import pytest
from profile_files import HERE, build, in_memory, line, mistakes_of, read

from catalog_validator.model.document import UNREADABLE
from catalog_validator.model.finding import Violation
from catalog_validator.model.place import Position
from catalog_validator.profiles import Raw
from catalog_validator.profiles.mistakes import MISTAKES

BAD = sorted(HERE.glob("bad/*.yaml"))
GOOD = sorted(HERE.glob("good/*.yaml"))

OF_OTHER_SYNTAXES = {
    *("unreadable-source", "not-that-format", "not-utf8", "not-a-json-number", "lone-surrogate", "yaml-tag"),
    *("yaml-implicit-type", "not-a-record", "no-entries", "not-a-catalog", "unknown-format", "encrypted"),
    *("source-too-large", "entry-too-large", "too-deep", "broken-form", "extends-too-deep"),
    "json-schema-library",
}
"""Come from a reader, or need more files than an example should have, or fewer packages."""


def found(file: File) -> list[str]:
    raw = read(file.relative_to(HERE).as_posix())
    assert isinstance(raw, Raw)
    return [line(mistake) for mistake in mistakes_of(raw)]


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_bad_profiles(file: File, request: pytest.FixtureRequest) -> None:
    expected = file.with_suffix(".mistakes.txt")
    lines = found(file)
    if request.config.getoption("--update-golden"):
        expected.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == expected.read_text(encoding="utf-8").splitlines()
    assert lines


@pytest.mark.parametrize("file", GOOD, ids=lambda file: file.stem)
def test_good_profiles(file: File) -> None:
    assert found(file) == []


def test_every_mistake_has_an_example() -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in HERE.glob("bad/*.mistakes.txt"))
    shown = {entry.split()[1] for entry in text.splitlines()}
    assert shown | OF_OTHER_SYNTAXES == set(MISTAKES)
    assert not shown & OF_OTHER_SYNTAXES


def test_a_file_that_could_not_be_read() -> None:
    spot = Position("p.json", 3, 7)
    flaw = Violation("CV004", (), {"byte": "0xFF", "offset": 12, "encoding": ""})
    raw = Raw("p.json", UNREADABLE, lambda path: spot, (flaw,))
    assert [line(mistake) for mistake in mistakes_of(raw)] == ["p.json:3:7 not-utf8 byte=0xFF offset=12 encoding="]


def test_a_file_of_which_nothing_is_known() -> None:
    raw = Raw("p.json", UNREADABLE, lambda path: Position("p.json", 1, 1))
    assert [mistake.slug for mistake in mistakes_of(raw)] == ["broken-form"]


@pytest.mark.parametrize("value", [None, 3, "text", [], [1], {}, {"a": {}}])
def test_anything_else_is_one_mistake(value: object) -> None:
    raw = Raw("p.json", value, lambda path: Position("p.json", 1, 1))
    assert [mistake.slug for mistake in mistakes_of(raw)] == ["not-a-profile"]


def test_no_value_breaks_the_linter() -> None:
    """Each value of the good profile replaced by others: mistakes, never an exception."""
    others: tuple[object, ...] = (None, 0, "", "x", [], {}, [[]], {"x": 1}, 1.5, True, -1)
    good = read("good/core.yaml")
    assert isinstance(good, Raw)
    for index in range(count(good.value)):
        for other in (others[index % len(others)], others[index * 7 // 3 % len(others)]):
            mistakes_of(in_memory(replaced(good.value, index, other)))


def count(value: object) -> int:
    if isinstance(value, dict):
        return 1 + sum(count(child) for child in value.values())
    if isinstance(value, list):
        return 1 + sum(count(child) for child in value)
    return 1


def replaced(value: object, index: int, other: object) -> dict[str, object]:
    left = [index]

    def copy(node: object) -> object:
        left[0] -= 1
        if left[0] == -1:
            return other
        if isinstance(node, dict):
            return {key: copy(child) for key, child in node.items()}
        return [copy(child) for child in node] if isinstance(node, list) else node

    changed = copy(value)
    return changed if isinstance(changed, dict) else {"value": changed}


def test_the_error_says_where_and_what() -> None:
    with pytest.raises(Exception, match=r"bad/vacuous.yaml:10:3: constrains-nothing"):
        build("bad/vacuous.yaml")
