"""A merged cell counts for each row it covers, and stands where it stands."""

from hypothesis import given
from hypothesis import strategies as st
from table_cases import HEAD, facts, read_rows

from catalog_validator.model.document import Span

BODY = [
    (1, "A-1", "Hồ sơ", "không", "01/04/2026"),
    (2, "A-2", "Danh bạ", None, "02/04/2026"),
    (3, "A-3", "Sổ tay", None, "03/04/2026"),
    (4, "A-4", "Bản đồ", None, "04/04/2026"),
]


def test_a_value_merged_over_rows_counts_for_each() -> None:
    result = read_rows([HEAD, *BODY], Span(2, 4, 3, 3))
    assert [value.get("secret") for value in result.values if isinstance(value, dict)] == ["không"] * 3 + [None]
    assert result.codes == [("CV080", "S!D2")]
    assert facts(result, "CV080") == [{"sheet": "S", "count": 1}]
    (batch,) = result.batches
    assert [batch.spot(index, ("secret",)).cell for index in range(4)] == ["S!D2", "S!D2", "S!D2", "S!D5"]
    assert batch.spot(1, ("name",)).cell == "S!C3"


def test_several_merged_cells_are_one_note() -> None:
    result = read_rows([HEAD, *BODY], Span(2, 3, 3, 3), Span(4, 5, 2, 2), Span(4, 5, 3, 3))
    assert facts(result, "CV080") == [{"sheet": "S", "count": 1}]
    assert result.names == ["Hồ sơ", "Danh bạ", "Sổ tay", "Bản đồ"]


def test_a_cell_with_a_value_of_its_own_keeps_it() -> None:
    result = read_rows([HEAD, *BODY], Span(2, 4, 2, 2))
    assert result.names == ["Hồ sơ", "Danh bạ", "Sổ tay", "Bản đồ"]
    assert result.codes == []


def test_a_merged_cell_of_the_title_or_over_columns_changes_nothing() -> None:
    title = ("DANH MỤC",)
    result = read_rows([title, HEAD, *BODY], Span(1, 1, 0, 4), Span(3, 3, 3, 4), Span(9, 1_048_576, 0, 16_383))
    assert [code for code, _ in result.codes] == ["CV017"]
    assert len(result.values) == 4


def test_a_merged_cell_makes_no_entry_of_a_blank_row() -> None:
    result = read_rows([HEAD, BODY[0], (), BODY[1]], Span(2, 3, 1, 1), Span(2, 3, 2, 2))
    assert result.names == ["Hồ sơ", "Danh bạ"]


SPANS = st.tuples(st.integers(1, 6), st.integers(0, 4), st.integers(0, 5), st.integers(0, 3)).map(
    lambda at: Span(at[0], at[0] + at[2], at[1], at[1] + at[3])
)


@given(st.lists(SPANS, max_size=6))
def test_no_value_is_lost_whatever_is_merged(spans: list[Span]) -> None:
    spans.sort(key=lambda span: (span.first_row, span.first_column))
    result = read_rows([HEAD, *BODY], *spans)
    for row, value in zip(BODY, result.values, strict=True):
        assert isinstance(value, dict)
        own = dict(zip(("code", "name", "secret", "updated"), row[1:], strict=True))
        assert all(value[name] == mine for name, mine in own.items() if mine is not None)
