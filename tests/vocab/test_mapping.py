"""Mapping tables and how they are read: every line stands on a standard, and nothing is invented."""

from pathlib import Path
from typing import Any

import pytest
from foreign import PROFILE
from hypothesis import given
from hypothesis import strategies as st

from catalog_validator.model.profile import Field
from catalog_validator.model.text import fold
from catalog_validator.vocab import VOCABULARIES
from catalog_validator.vocab.mapping import Mapper, build_mapper
from catalog_validator.vocab.mapping_kinds import read_line
from catalog_validator.vocab.mapping_native import open_json
from catalog_validator.vocab.mapping_paths import Hit, walk
from catalog_validator.vocab.mapping_table import (
    AS_WRITTEN,
    Line,
    MappingTable,
    Option,
    Way,
    fold_code,
    load_table,
    not_expressible,
    parse_steps,
)

HOME = Path(__file__).parents[2] / "src" / "catalog_validator" / "vocab" / "mappings"
TABLES = sorted(path.stem for path in HOME.glob("*.toml") if path.stem != "codes")
FIELDS = {field.id: field for field in PROFILE.fields}


def table(name: str) -> MappingTable:
    loaded = load_table(name)
    assert loaded is not None
    return loaded


def line(kind: str, *paths: str, codes: dict[str, str] | None = None) -> Line:
    ways = tuple(Way(parse_steps(path.removeprefix("?")), path.startswith("?")) for path in paths)
    return Line(kind, ways, {fold_code(key): code for key, code in (codes or {}).items()})


def value_of(of: Line, record: dict[str, Any], wanted: Field | None = None) -> object:
    reading = read_line(of, [Hit((), record)], wanted)
    return None if reading is None else reading.value


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_a_vocabulary_and_every_line_has_its_ground(name: str) -> None:
    of = table(name)
    assert name in VOCABULARIES
    assert of.title
    assert of.standard
    assert of.iri.startswith("http")
    for ground in of.grounds:
        assert ground.means, ground.field
        assert ground.iri.startswith("http"), ground.field


@pytest.mark.parametrize("name", TABLES)
def test_every_line_fits_the_profile(name: str) -> None:
    notes = {ground.field: ground.note for ground in table(name).grounds}
    for field_id, of in table(name).lines.items():
        wanted = FIELDS[field_id]
        parts = {part.id for part in wanted.parts} or {"start", "end"}
        assert of.ways or of.options or notes[field_id], field_id
        for option in of.options:
            assert {part for part, _ in option.parts} <= parts, field_id
            for part, inner in option.parts:
                check_codes(inner, next((item for item in wanted.parts if item.id == part), None))
        check_codes(of, wanted)


def check_codes(of: Line, wanted: Field | None) -> None:
    """A code of a table is one of the profile's, or says that there is none."""
    items = wanted.code_list.items if wanted and wanted.code_list else ()
    known = {item.code for item in items} | {"", AS_WRITTEN}
    assert set(of.codes.values()) <= known


def test_what_has_no_line_is_not_expressible_and_still_counts() -> None:
    lacking = not_expressible(table("ckan"), PROFILE)
    assert {"security_level", "state_secret", "scope"} <= set(lacking)
    assert not set(lacking) & set(table("ckan").lines)
    assert load_table("native") is None


def test_a_path_goes_through_lists_and_takes_the_first_name_that_says_something() -> None:
    record = {"a": [{"b": "1"}, {"c": ["2", "", None]}, {"b": "", "c": "3"}, "x"]}
    hits = walk([Hit((), record)], parse_steps("a/b|c"))
    assert [(hit.path, hit.value) for hit in hits] == [
        (("a", 0, "b"), "1"),
        (("a", 1, "c", 0), "2"),
        (("a", 2, "c"), "3"),
    ]
    assert parse_steps("a~1b/~0") == (("a/b",), ("~",))


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("text", ["", "một", "hai"], "một"),
        ("text", {"fr": "un", "en": "one"}, "one"),
        ("text", [{"@value": "un", "@language": "fr"}, {"@value": "một", "@language": "vi-VN"}], "một"),
        ("text", {"@id": "https://example.vn/a"}, "https://example.vn/a"),
        ("text", {"some": {"thing": 1}}, {"some": {"thing": 1}}),
        ("text", 12, 12),
        ("lines", ["một", "hai"], "một\nhai"),
        ("texts", ["một", " ", "hai"], ["một", "hai"]),
        ("texts", {"vi": ["một"], "en": ["one", "two"]}, ["một"]),
        ("token", ["https://example.vn/a", "A-1"], "A-1"),
        ("web", ["A-1", "https://example.vn/a"], "https://example.vn/a"),
        ("latest", ["2025-12-31", "2026-01-02", "soon"], "2026-01-02"),
        ("address", "mailto:a@example.vn", "a@example.vn"),
        ("text", "", None),
        ("text", [], None),
    ],
)
def test_kinds(kind: str, value: object, expected: object) -> None:
    assert value_of(line(kind, "x"), {"x": value}) == expected


def test_codes() -> None:
    codes = {"https://example.vn/freq/M": "monthly", "none": "", "odd": AS_WRITTEN}
    of = line("code", "x", codes=codes)
    wanted = FIELDS["update_frequency"]
    assert value_of(of, {"x": "http://EXAMPLE.vn/freq/m/"}) == "monthly"
    assert value_of(of, {"x": "none"}) is None
    assert value_of(of, {"x": "Odd"}) == "Odd"
    assert value_of(of, {"x": "hằng tuần"}) == "hằng tuần"
    assert value_of(of, {"x": ["lạ", "hằng tuần"]}, wanted) == "hằng tuần"
    assert value_of(line("code", "?x", "y", codes=codes), {"x": "lạ", "y": "sau"}) == "sau"
    assert value_of(line("codes", "x", codes=codes), {"x": ["odd", "none", "ODD", "lạ"]}) == ["odd", "lạ"]


def test_a_record_is_never_put_together_from_two() -> None:
    def option(at: str, **parts: str) -> Option:
        return Option(parse_steps(at), tuple((part, line("text", path)) for part, path in parts.items()))

    of = Line("record", (), {}, (option("", name="a", email="b"), option("c", name="n", email="e")))
    assert value_of(of, {"a": "Một", "c": [{"e": "e@example.vn"}, {"n": "Hai", "e": "h@example.vn"}]}) == {
        "name": "Hai",
        "email": "h@example.vn",
    }
    assert value_of(of, {"a": "Một", "c": {"e": "e@example.vn"}}) == {"name": "Một"}
    assert value_of(of, {"c": "chỉ là chữ"}) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abxvien@"), inner, max_size=3),
    max_leaves=12,
)


def follow(value: object, path: tuple[str | int, ...]) -> object:
    for step in path:
        assert isinstance(value, list | dict)
        value = value[step]  # type: ignore[index]
    return value


@given(JSON, st.sampled_from(["text", "lines", "texts", "token", "web", "code", "codes", "latest", "address"]))
def test_whatever_stands_there_a_reading_comes_from_where_it_says(value: object, kind: str) -> None:
    record = {"x": value}
    reading = read_line(line(kind, "x/a|b", "x"), [Hit((), record)], None)
    if reading is None:
        return
    for below, origin in reading.origins.items():
        there = follow(record, origin)
        mine = follow(reading.value, below)
        assert there is mine or there == mine or (not below and isinstance(mine, str | list))


def test_names_of_the_profile_win_but_not_over_words_of_the_vocabulary() -> None:
    mapper: Mapper = build_mapper(table("ckan"), PROFILE)
    entry = mapper.read(
        {"title": "Tên", "db-name": "Tên riêng", "Lĩnh vực": "x"}, {"notes": "Từ extras", "Phạm vi": "y"}, "e"
    )
    assert entry.values == {"db_name": "Tên riêng", "scope": "y", "content_description": "Từ extras"}
    assert entry.source_path(("scope",)) == ("e", "Phạm vi")
    assert entry.source_path(("purpose",)) == ()


def test_a_text_is_opened_as_json_only_so_deep() -> None:
    assert open_json(' ["a"]') == ["a"]
    for text in ("[a", "a", "", "[" * 900 + "]" * 900, "[" * 100_000):
        assert open_json(text) == text


def test_folding_of_codes() -> None:
    assert fold_code(" HTTPS://Example.vn/A/ ") == "http://example.vn/a"
    assert fold_code(True) == "true"
    assert fold("Y tế") in {fold(item.label.vi) for item in FIELDS["domain"].code_list.items}  # type: ignore[union-attr]
