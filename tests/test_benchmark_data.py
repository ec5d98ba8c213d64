"""The benchmarks' data are what the README of the benchmarks says; nothing here is timed."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path
from statistics import mean

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import corpus, generator, proof  # noqa: E402
from benchmarks.defects import CONDITIONAL, CONTROLLING, KINDS, Kind  # noqa: E402
from benchmarks.generator import STYLES, Entry, Style, generate_entries, generate_samples  # noqa: E402
from benchmarks.heavy import generate_heavy  # noqa: E402

from catalog_validator import assess, load_profile  # noqa: E402

TEXTS = (
    "purpose",
    "scope",
    "content_description",
    "collection_mechanism",
    "update_mechanism",
    "data_source",
    "db_name",
)
LENGTHS = {
    "purpose": (80, 200),
    "scope": (40, 120),
    "content_description": (100, 400),
    "collection_mechanism": (15, 80),
}


def complete(style: Style, count: int) -> list[Entry]:
    return [sample.entry for sample in generate_samples(count, style) if not sample.defects]


def free_texts(entry: Entry) -> Iterator[str]:
    yield from (str(entry[field]) for field in TEXTS)
    items = entry["data_items"]
    assert isinstance(items, list)
    yield from (text for item in items for text in (item["name"], item["description"]))


@pytest.mark.parametrize("style", STYLES)
def test_same_seed_same_entries(style: Style) -> None:
    assert list(generate_entries(50, style)) == list(generate_entries(50, style))
    assert list(generate_entries(20, style)) == list(islice(generate_entries(50, style), 20))
    assert list(generate_entries(20, style)) != list(generate_entries(20, style, seed=1))


@pytest.mark.parametrize("style", STYLES)
def test_entries_survive_json(style: Style) -> None:
    for entry in generate_entries(100, style):
        assert json.loads(corpus.compact(entry)) == entry


@pytest.mark.parametrize("style", STYLES)
def test_size_and_mix(style: Style) -> None:
    samples = list(generate_samples(2_000, style))
    assert 2_000 <= mean(len(corpus.compact(sample.entry).encode()) for sample in samples) <= 3_000
    assert 0.25 <= mean(not sample.defects for sample in samples) <= 0.40
    assert {defect.kind for sample in samples for defect in sample.defects} == set(KINDS)
    assert 3 <= mean(len(sample.defects) for sample in samples if sample.defects) <= 6


@pytest.mark.parametrize("style", ["typical", "high-entropy"])
def test_lengths_are_as_said(style: Style) -> None:
    for entry in complete(style, 300):
        for field, (shortest, longest) in LENGTHS.items():
            assert shortest <= len(str(entry[field])) <= longest, (field, entry[field])


def test_high_entropy_texts_are_unique() -> None:
    texts = Counter(text for entry in complete("high-entropy", 1_000) for text in free_texts(entry))
    assert texts.most_common(1)[0][1] == 1


def test_typical_texts_repeat_as_the_transcribed_rows_do() -> None:
    """27 of 52 rows say one thing twice, 15 of 52 share a description, half share one way of handling data."""
    entries = complete("typical", 4_000)
    assert mean(entry["purpose"] == entry["content_description"] for entry in entries) == pytest.approx(
        27 / 52, abs=0.05
    )
    shared = Counter(str(entry["content_description"]) for entry in entries).most_common(1)[0][1]
    assert shared / len(entries) == pytest.approx(15 / 52, abs=0.05)
    ways = Counter(str(entry["update_mechanism"]) for entry in entries).most_common(1)[0][1]
    assert ways / len(entries) == pytest.approx(26 / 52, abs=0.05)


def test_real_rows_still_repeat_so() -> None:
    path = ROOT.parent / "shared" / "data" / "vietnamese" / "transcribed" / "csdl-catalogue-rows.json"
    if not path.exists():
        pytest.skip("the transcribed rows are not beside this repository")
    rows = json.loads(path.read_text(encoding="utf-8"))
    assert (len(rows), sum(row["desc"] == row["problem"] for row in rows)) == (52, 27)
    assert Counter(row["desc"] for row in rows).most_common(1)[0][1] == 15
    assert [count for _, count in Counter(row["process"] for row in rows).most_common(2)] == [26, 17]


def test_nfd_is_the_typical_style_decomposed() -> None:
    nfd, typical = corpus.compact(list(generate_entries(20, "nfd"))), corpus.compact(list(generate_entries(20)))
    assert nfd != typical
    assert generator.decomposed({"x": "Mục đích"}) == {"x": "Mu\u0323c đi\u0301ch"}


def test_conditions_hold_in_complete_entries() -> None:
    for entry in complete("typical", 500):
        shared, method = entry["sharing_class"], entry.get("sharing_method")
        expected = {
            "legal_basis": entry["db_kind"] != "internal",
            "last_updated": entry["status"] == "operating",
            "no_share_reason": shared == "private",
            "sharing_method": shared != "private",
            "sharing_platform": shared != "private",
            "service_endpoint": method in ("query", "sync", "sync_national"),
            "formats": shared == "open" or method == "packaged",
            "open_publish_url": shared == "open",
            "open_data_items": shared == "open",
            "shared_data_items": shared == "shared",
        }
        assert {field: field in entry for field in CONDITIONAL} == expected


@pytest.mark.parametrize("kind", KINDS)
def test_proof_entries_have_one_defect_each(kind: Kind) -> None:
    entries = proof.spoiled_entries(kind, 20)
    assert entries == proof.spoiled_entries(kind, 20)
    assert len(entries) == 20
    for entry in entries:
        assert not entry["state_secret"]
        assert all(field in entry for field in CONTROLLING if field != "sharing_method")


def test_files_are_made_once_and_hold_the_entries(tmp_path: Path) -> None:
    made = corpus.Corpus("typical", 5, tmp_path)
    entries = list(generate_entries(5))
    assert list(corpus.read_ndjson(made.file("ndjson"))) == entries
    assert json.loads(made.file("json").read_bytes()) == entries
    assert corpus.read_array_size(made.file("json")) == 5
    assert len(made.file("csv").read_text(encoding="utf-8").splitlines()) == 6
    before = made.file("nt").stat().st_mtime_ns
    assert made.file("nt").stat().st_mtime_ns == before
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".csv", ".json", ".ndjson", ".nt"]


def test_names_seldom_come_twice() -> None:
    names = [str(entry["db_name"]) for entry in complete("typical", 6_000)]
    assert 0.95 <= len(set(names)) / len(names) < 1
    assert all(one != other for one, other in pairwise(names))


def test_heavy_entries_have_ten_findings_each() -> None:
    made = [len(entry.findings) for entry in assess(generate_heavy(200), profile=load_profile("sonla-515"))]
    assert len(made) == 200
    assert min(made) == 10
    assert sum(made) <= 2_020  # now and then a pair of values contradicts itself as well
