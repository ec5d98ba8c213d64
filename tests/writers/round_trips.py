"""Writing entries in a form and reading them back with our own readers, for the laws of conversion."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from hypothesis import strategies as st

from catalog_validator import Profile, syntax, vocab
from catalog_validator.api.convert_passage import catalog_of
from catalog_validator.api.convert_proof import Proof
from catalog_validator.engine.plan import Plan, build_plan
from catalog_validator.model.document import Batch
from catalog_validator.model.hints import Hints
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Source
from catalog_validator.model.profile import Field, FieldType
from catalog_validator.writers import FORMS, write_catalog
from worlds import AS_OF

NATIVE = ("json", "ndjson", "yaml", "csv", "xlsx", "xml")
NASTY = (
    "=1+1", "+84 212", "-5", "@SUM(A1)", "\t=1", "\r=2", " =3", "'=4", "''@x", "＝5", "'quoted",
    "- gạch đầu dòng", "+012", "'-7", "a\tb", "dòng 1\ndòng 2", "dòng 1\r\ndòng 2", "a\rb", "a | b",
    "a|b", "|", "a; b", ";", 'nói "thế"', "it's", "]]>", "<b>&amp;</b>", "\x01\x0b\x1f",
    "\x7f\x85\u2028\u2029", "\ufffe\uffff", "\ufeffđầu", "Tie\u0302\u0301ng Vie\u0323\u0302t",
    "\u202eעברית\u202c العربية", "012", "1e3", "1.0", "true", "no", "NULL", "~", "", "   ", "\u00a0",
    "2026-04-30", "30/04/2026", "0x1F", "1_000", "12:30:45", ".inf", "_x0041_", "_x000D_", "x" * 40_000,
    "Tổng cộng", "[a]", "{b}", "# không", "a: b", "a #b", "- a", "? b", "!c", "&d", "*e", "%f", "`g",
    "Hà Nội:", "key: ", "…", "😀 𝒳", "a\\b", "\\", "Đang cập nhật", "N/A",
)  # fmt: skip
"""Texts that some form or spreadsheet could take for something else, or not hold at all."""


@dataclass
class Trip:
    """What was written and what came back."""

    data: bytes
    back: list[Any]
    losses: list[tuple[int, tuple[str | int, ...], str]] = field(default_factory=list)
    flaws: list[str] = field(default_factory=list)
    """Codes of what the reader says of the form of the entries."""

    def lost(self, ordinal: int) -> set[str]:
        """The fields of an entry of which something is said; an empty text for the entry as a whole."""
        return {str(path[0]) if path else "" for number, path, _ in self.losses if number == ordinal}


def travel(profile: Profile, entries: Sequence[Mapping[str, Any]], form: str) -> Trip:
    """Write the entries, read them back and collect every loss that is said."""
    losses: list[tuple[int, tuple[str | int, ...], str]] = []
    proof = Proof(plan_of(profile), FORMS[form], Limits())
    catalog = catalog_of(
        profile, proof, lambda: entries, lambda ordinal, path, reason, facts: losses.append((ordinal, path, reason))
    )
    out = BytesIO()
    write_catalog(FORMS[form], catalog, out)
    written = Source.of_bytes(f"out{FORMS[form].suffixes[0]}", out.getvalue())
    said = {(ordinal, path[0] if path else "") for ordinal, path, _ in losses}
    for ordinal, path, reason, _ in proof.differences(entries, written):
        if (ordinal, path[0] if path else "") not in said:
            losses.append((ordinal, path, reason))
    document = syntax.parse(written, Limits(), FORMS[form].syntax)
    parts = vocab.read_entries(document, profile, Hints(vocab=FORMS[form].vocab))
    batches = [part for part in parts if isinstance(part, Batch)]
    flaws = [flaw.code for batch in batches for found in batch.flaws.values() for flaw in found]
    return Trip(out.getvalue(), [value for batch in batches for value in batch.values], losses, flaws)


def plan_of(profile: Profile) -> Plan:
    """The profile compiled; the last few are remembered."""
    known = _PLANS.get(id(profile))
    if known is None or known.profile is not profile:
        if len(_PLANS) > 20:
            _PLANS.clear()
        known = _PLANS[id(profile)] = build_plan(profile, AS_OF)
    return known


_PLANS: dict[int, Plan] = {}


def nasty_texts() -> st.SearchStrategy[str]:
    """Texts of all kinds, lone surrogates too."""
    return st.one_of(st.sampled_from(NASTY), st.text(max_size=20), st.text(st.characters(codec=None), max_size=6))


def nasty_values(wanted: Field) -> st.SearchStrategy[Any]:
    """Values of the field's shape, and of others."""
    texts = nasty_texts()
    scalars = st.one_of(
        texts, st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.none()
    )
    records = st.dictionaries(
        st.sampled_from([*(part.id for part in wanted.parts), "strange", "lạ lùng"]), scalars, max_size=4
    )
    shaped = {FieldType.RECORD: records, FieldType.RECORDS: st.lists(st.one_of(records, scalars), max_size=3)}
    lists = st.lists(scalars, max_size=3)
    usual = shaped.get(wanted.type, lists if wanted.type in (FieldType.TEXTS, FieldType.CODES) else texts)
    return st.one_of(usual, usual, scalars, lists, st.lists(lists, max_size=2), records)


@st.composite
def nasty_entries(draw: st.DrawFn, profile: Profile, most: int = 6) -> dict[str, Any]:
    """An entry with some fields filled badly."""
    chosen = draw(st.lists(st.sampled_from(profile.fields), max_size=most, unique_by=lambda wanted: wanted.id))
    return {wanted.id: draw(nasty_values(wanted)) for wanted in chosen}
