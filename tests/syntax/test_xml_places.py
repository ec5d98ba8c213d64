"""Places in XML: every value is found where it stands, whatever is around it."""

from typing import Any

import pytest
from hypothesis import given
from test_xml import RECORDS, write
from xml_parts import batches, text_at

from catalog_validator.model.document import Batch
from catalog_validator.model.place import Path

TEXT = """<?xml version="1.0"?>
<p:catalog xmlns:p="urn:x" xmlns="urn:y">
  <entry p:id="1">
    <a>ở😀</a> <a kind="x > y">hai</a>
    <p:a>ba</p:a>
    <b><c>1</c> lạc chỗ <c/></b>
  </entry>
</p:catalog>
"""


@pytest.mark.parametrize(
    ("path", "found"),
    [
        (("a",), "<a>ở😀</a>"),
        (("a", 0), "<a>ở😀</a>"),
        (("a", 1), '<a kind="x > y">hai</a>'),
        (("a", 1, "@kind"), '<a kind="x > y">'),
        (("a", 1, "#text"), "hai"),
        (("{urn:x}a",), "<p:a>ba</p:a>"),
        (("b", "c", 0), "<c>1</c>"),
        (("b", "c", 1), "<c/>"),
        (("b", "#text"), "lạc chỗ"),
        (("b", "missing", 3), "<b><c>1</c> lạc chỗ <c/></b>"),
        (("@{urn:x}id",), '<entry p:id="1">'),
    ],
)
def test_where_a_value_stands(path: Path, found: str) -> None:
    (batch,) = batches(TEXT)
    assert text_at(TEXT, batch.spot(0, path)) == found


def test_a_missing_member_points_at_its_record() -> None:
    (batch,) = batches(TEXT)
    assert text_at(TEXT, batch.spot(0, ("missing",))).startswith('<entry p:id="1">')
    assert text_at(TEXT, batch.spot(0, ())) == text_at(TEXT, batch.spot(0, ("missing",)))


def test_lines_end_at_line_feeds_and_columns_are_characters() -> None:
    text = "<c>\r\n\t<entry>ệ\u0302\U00020000<!-- --></entry>\r\n<entry><a>1</a></entry></c>"
    (batch,) = batches(text)
    assert [(place.line, place.column) for place in (batch.spot(0, ()), batch.spot(1, ("a",)))] == [(2, 2), (3, 8)]


def test_a_byte_order_mark_and_wide_characters_do_not_count() -> None:
    text = "<c><entry><a>1</a></entry></c>"
    for raw in (b"\xef\xbb\xbf" + text.encode(), text.encode("utf-16"), text.encode("utf-32")):
        (batch,) = batches(raw)
        assert text_at(text, batch.spot(0, ("a",))) == "<a>1</a>"


def test_the_last_of_many() -> None:
    lines = [f'<entry n="{n}"><a>đ{n}</a></entry>' for n in range(20_000)]
    text = "<c>\n" + "\n".join(lines) + "\n</c>"
    found = batches(text)
    assert sum(len(batch.values) for batch in found) == 20_000
    assert len(found) > 5
    last = found[-1]
    index = len(last.values) - 1
    assert last.pointer(index) == "/entries/19999"
    assert text_at(text, last.spot(index, ("a",))) == "<a>đ19999</a>"
    assert last.spot(index, ()).line == 20_001


def test_a_namespace_ends_with_its_record() -> None:
    text = '<c><entry xmlns="urn:x"><a>1</a></entry><entry><b xmlns="urn:x"/><a>2</a></entry></c>'
    (batch,) = batches(text)
    assert [text_at(text, batch.spot(index, ("a",))) for index in (0, 1)] == ["<a>1</a>", "<a>2</a>"]
    assert text_at(text, batch.spot(1, ("{urn:x}b",))) == '<b xmlns="urn:x"/>'


def walk(value: Any, path: Path = ()) -> list[tuple[Path, str, Any]]:
    """Every value with its path and the name of its element."""
    found: list[tuple[Path, str, Any]] = []
    for key, inner in value.items() if isinstance(value, dict) else ():
        for number, one in enumerate(inner) if isinstance(inner, list) else ((None, inner),):
            here: Path = (*path, key) if number is None else (*path, key, number)
            found += [(here, key, one), *walk(one, here)]
    return found


@given(RECORDS)
def test_every_value_is_where_it_is_written(record: dict[str, Any]) -> None:
    text = f"<catalog>{write('entry', record, False)}\n</catalog>"
    (batch,) = batches(text)
    for path, name, value in walk(record):
        assert text_at(text, batch.spot(0, path)).strip() == write(name, value, False).strip()


def test_places_of_a_huge_record_on_one_line_are_quick() -> None:
    """A question costs no walk over the line: 20,000 of them would otherwise pass over gigabytes."""
    text = "<c><entry>" + "<a>ệ</a>" * 100_000 + "</entry></c>"
    (batch,) = batches(text)
    assert isinstance(batch, Batch)
    for number in range(0, 100_000, 5):
        assert batch.spot(0, ("a", number)).column == 11 + 8 * number
