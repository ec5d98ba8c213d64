"""JSONTestSuite: what must be read is read, what must be refused is refused with its place."""

from pathlib import Path

import pytest

from catalog_validator.model.document import UNREADABLE, Batch, Problem
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Source
from catalog_validator.syntax.json import parse_json
from catalog_validator.syntax.ndjson import parse_ndjson

SUITE = Path(__file__).parents[2] / ".." / "shared" / "data" / "hostile" / "json" / "nst+JSONTestSuite" / "test_parsing"
FILES = sorted(SUITE.glob("*.json")) if SUITE.is_dir() else []
REFUSED = {"CV003", "CV004", "CV005", "CV006", "CV901", "CV902", "CV903"}

OUR_CHOICE = {
    "number_double_huge_neg_exp": set[str](),
    "number_huge_exp": {"CV005"},
    "number_neg_int_huge_exp": {"CV005"},
    "number_pos_double_huge_exp": {"CV005"},
    "number_real_neg_overflow": {"CV005"},
    "number_real_pos_overflow": {"CV005"},
    "number_real_underflow": set[str](),
    "number_too_big_neg_int": set[str](),
    "number_too_big_pos_int": set[str](),
    "number_very_big_negative_int": set[str](),
    "object_key_lone_2nd_surrogate": {"CV006"},
    "string_1st_surrogate_but_2nd_missing": {"CV006"},
    "string_1st_valid_surrogate_2nd_invalid": {"CV006"},
    "string_UTF-16LE_with_BOM": {"CV004"},
    "string_UTF-8_invalid_sequence": {"CV004"},
    "string_UTF8_surrogate_U+D800": {"CV004"},
    "string_incomplete_surrogate_and_escape_valid": {"CV006"},
    "string_incomplete_surrogate_pair": {"CV006"},
    "string_incomplete_surrogates_escape_valid": {"CV006"},
    "string_invalid_lonely_surrogate": {"CV006"},
    "string_invalid_surrogate": {"CV006"},
    "string_invalid_utf-8": {"CV004"},
    "string_inverted_surrogates_U+1D11E": {"CV006"},
    "string_iso_latin_1": {"CV004"},
    "string_lone_second_surrogate": {"CV006"},
    "string_lone_utf8_continuation_byte": {"CV004"},
    "string_not_in_unicode_range": {"CV004"},
    "string_overlong_sequence_2_bytes": {"CV004"},
    "string_overlong_sequence_6_bytes": {"CV004"},
    "string_overlong_sequence_6_bytes_null": {"CV004"},
    "string_truncated-utf-8": {"CV004"},
    "string_utf16BE_no_BOM": {"CV004"},
    "string_utf16LE_no_BOM": {"CV004"},
    "structure_500_nested_arrays": {"CV903"},
    "structure_UTF-8_BOM_empty_object": set[str](),
}
"""What RFC 8259 leaves open (``i_``), and the codes we answer with."""


PAGE = Path(__file__).parents[2] / "docs" / "reference" / "open-cases.md"


def test_what_is_decided_is_written_down() -> None:
    rows = (line.split("|") for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `"))
    written = {row[1].strip().strip("`"): row[2].strip() for row in rows}
    decided = {name: next(iter(codes), "read") for name, codes in OUR_CHOICE.items()}
    assert {name: written.get(name) for name in decided} == decided


def codes(path: Path) -> set[str]:
    """All codes; each finding has been asked for its place."""
    found = set()
    for part in parse_json(Source.of_bytes(path.name, path.read_bytes()), Limits()).parts:
        if isinstance(part, Problem):
            found.add(part.violation.code)
            assert part.position.line
            assert part.position.column
            continue
        for index, value in enumerate(part.values):
            assert (value is UNREADABLE) == any(flaw.code != "CV502" for flaw in part.flaws.get(index, ()))
        for index, flaws in part.flaws.items():
            found |= {flaw.code for flaw in flaws}
            assert all(part.spot(index, flaw.path).line for flaw in flaws)
    return found


def test_suite_is_there() -> None:
    if not FILES:
        pytest.skip("JSONTestSuite is not beside the repository (../shared/data)")
    assert {path.stem[2:] for path in FILES if path.stem.startswith("i_")} == set(OUR_CHOICE)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.stem))
def test_verdict(path: Path) -> None:
    found = codes(path)
    if path.stem.startswith("y_"):
        assert not found & REFUSED
    elif path.stem.startswith("n_"):
        assert found & (REFUSED | {"CV011"})
    else:
        assert found & REFUSED == OUR_CHOICE[path.stem[2:]]


@pytest.mark.parametrize(
    "path", [path for path in FILES if b"\n" not in path.read_bytes().strip()], ids=lambda path: str(path.stem)
)
def test_a_line_of_ndjson_gets_the_same_verdict(path: Path) -> None:
    raw = path.read_bytes().strip(b"\n")
    document = parse_ndjson(Source.of_bytes("x.ndjson", b'{"a": 1}\n' + raw + b'\n{"b": 2}\n'), Limits())
    batches = [part for part in document.parts if isinstance(part, Batch)]
    values = [value for batch in batches for value in batch.values]
    assert values[0] == {"a": 1}
    assert values[-1] == {"b": 2}
    if path.stem.startswith("y_"):
        assert UNREADABLE not in values
    if path.stem.startswith("n_") and raw.strip():
        assert values[1] is UNREADABLE
