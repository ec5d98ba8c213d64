"""The library: typed, silent, and the same whatever surrounds it."""

import json
import os
import random
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal, get_origin

import pytest

import catalog_validator
from catalog_runs import AS_OF, EXAMPLE, FULL, ROOT, SMALL, SYNTAXES, catval, meaning, outcome, write
from catalog_validator import (
    EntryResult,
    Limits,
    OptionError,
    Options,
    PathError,
    Profile,
    ProfileError,
    Report,
    Status,
    assess,
    check,
    count,
    load_profile,
    render,
)


def test_the_snippet_of_the_documentation() -> None:
    profile: Profile = load_profile("sonla-515")
    report: Report = check(EXAMPLE / "catalog.xlsx", profile=profile, as_of=AS_OF)
    score: Fraction | None = report.summary.score
    assert score == Fraction(100 * report.summary.total.earned, report.summary.total.possible)
    assert report.passed is False
    entries: tuple[EntryResult, ...] = report.entries
    assert [entry.status for entry in entries].count(Status.REFUSED) == 1
    text: str = render(report, "text", lang="vi")
    assert "CV103" in text


def test_everything_public_is_there_and_documented() -> None:
    for name in catalog_validator.__all__:
        value = getattr(catalog_validator, name)
        spoken = value.__doc__ or get_origin(value) is Literal  # a choice of words has nowhere to keep a docstring
        assert name.startswith("__") or spoken, name
    assert set(dir(catalog_validator)) == set(catalog_validator.__all__)
    with pytest.raises(AttributeError):
        _ = catalog_validator.nothing


def test_nothing_is_printed_and_nothing_is_written(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a.json", [FULL, {}])
    (tmp_path / "b.csv").write_bytes(b"\xff\xfe\x00")
    for report in (check(tmp_path, profile=SMALL), count(tmp_path, profile=SMALL)):
        for form in ("text", "json", "jsonl"):
            render(report, form)
    list(assess([FULL, {}], SMALL))
    assert capfd.readouterr() == ("", "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "b.csv"]


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_counting_the_example_comes_to_the_same(syntax: str) -> None:
    one, other = (how(EXAMPLE / f"catalog.{syntax}", as_of=AS_OF) for how in (check, count))
    assert outcome(other) == outcome(one)
    assert (other.entries, other.run) == ((), one.run)


def test_counting_hostile_little_catalogs_comes_to_the_same(tmp_path: Path) -> None:
    """Values of every kind in every field, also in those that conditions and relations ask."""
    chance = random.Random(515)
    odd = [None, "", "N/A", "có", "\u200b", 0, 5, -1, 2.5, True, [], {}, [None], ["x", 1], {"name": "x"}, [{"name": 1}]]
    fields = [field.id for field in load_profile("sonla-515").fields]
    valid = json.loads((EXAMPLE / "catalog.ndjson").read_text(encoding="utf-8").splitlines()[0])
    entries = [
        valid | {name: chance.choice(odd) for name in chance.sample(fields, chance.randrange(1, 6))} for _ in range(300)
    ]
    one, other = (how(write(tmp_path / "a.ndjson", entries), as_of=AS_OF) for how in (check, count))
    assert outcome(other) == outcome(one)


def test_the_order_of_files_changes_no_score() -> None:
    paths = [EXAMPLE / f"catalog.{syntax}" for syntax in SYNTAXES]
    one, other = check(*paths, as_of=AS_OF), check(*reversed(paths), as_of=AS_OF)
    assert other.summary == one.summary
    assert sorted(map(str, map(meaning, other.entries))) == sorted(map(str, map(meaning, one.entries)))
    for how in (check, count):
        parts = [how(path, as_of=AS_OF).summary for path in paths]
        added = sum(parts[1:], parts[0])
        # Doubles are a matter of the whole run, so their warnings are not the sum of those of its parts.
        assert (added.total.earned, added.total.possible) == (one.summary.total.earned, one.summary.total.possible)
        assert (added.total.errors, added.total.passed) == (one.summary.total.errors, one.summary.total.passed)


def test_values_in_memory_score_as_in_a_file(tmp_path: Path) -> None:
    entries = [FULL, FULL | {"updated": "hôm qua"}, {}, FULL | {"secret": "yes"}]
    in_file = check(write(tmp_path / "a.json", entries), profile=SMALL, as_of=AS_OF).entries
    stream = assess(iter(entries), SMALL, as_of=AS_OF)
    assert isinstance(stream, Iterator)
    in_memory = list(stream)
    assert list(map(meaning, in_memory)) == list(map(meaning, in_file))
    assert all(finding.position is None for entry in in_memory for finding in entry.findings)


def test_values_in_memory_stay_as_they_were() -> None:
    entry = json.loads(json.dumps(FULL))
    list(assess([entry], SMALL))
    assert entry == FULL


def test_options_by_name_and_as_an_object() -> None:
    options = Options(as_of=AS_OF, min_score="90.5", fail_on="never", group_by=("domain",), limits=Limits(depth=8))
    by_object = check(EXAMPLE / "catalog.json", options=options)
    more: dict[str, Any] = {"as_of": AS_OF, "min_score": "90.5", "fail_on": "never", "group_by": ("domain",)}
    by_name = check(EXAMPLE / "catalog.json", profile="sonla-515", limits=Limits(depth=8), **more)
    assert by_object == by_name
    assert (by_object.run.threshold, by_object.passed) == (Fraction("90.5"), True)
    assert {group.by for group in by_object.summary.groups.values()} == {"domain"}


def test_what_cannot_run_is_raised(tmp_path: Path) -> None:
    with pytest.raises(PathError):
        check(tmp_path / "nowhere.json")
    with pytest.raises(PathError):
        load_profile(tmp_path / "nowhere.yaml")
    bad = (
        SMALL.read_text(encoding="utf-8").replace("type: url", "type: link").replace('threshold: "80"', "threshold: x")
    )
    (tmp_path / "bad.yaml").write_text(bad, encoding="utf-8")
    with pytest.raises(ProfileError) as caught:
        load_profile(tmp_path / "bad.yaml")
    assert len(caught.value.mistakes) == 2
    path = write(tmp_path / "a.json", [FULL])
    for options in (Options(group_by=("colour",)), Options(group_by=("items",)), Options(min_score=101)):
        with pytest.raises(OptionError):
            check(path, profile=SMALL, options=options)
    with pytest.raises(TypeError):
        check(path, profile=SMALL, colour="red")
    with pytest.raises(OptionError):
        render(check(path, profile=SMALL), "pdf")


def test_the_day_is_an_argument(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", [FULL | {"updated": "2026-05-01"}])
    before, after = (check(path, profile=SMALL, as_of=date(2026, 5, day)).entries[0].earned for day in (1, 2))
    assert before == after == 8
    assert check(path, profile=SMALL, as_of=AS_OF).entries[0].earned == 7


def test_every_command_runs_with_sockets_closed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def closed(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, closed)
    named = FULL | {"$schema": "https://example.vn/schema.json", "address": "http://127.0.0.1:9/x"}
    path = write(tmp_path / "a.json", [named])
    for form in ("text", "json", "jsonl"):
        assert catval("check", EXAMPLE, "--profile=nd47-core", f"--format={form}").code == 1
        assert catval("check", path, f"--profile={SMALL}", f"--format={form}").code == 0
    for arguments in (
        ("profile", "list"),
        ("profile", "show"),
        ("profile", "lint", SMALL),
        ("explain", "CV103"),
        ("check", EXAMPLE / "catalog.yaml", "--quiet"),
        *(("convert", EXAMPLE / "catalog.xml", tmp_path / f"out.{form}") for form in ("xlsx", "csv", "xml")),
        ("plan", EXAMPLE / "catalog.yaml", "--goal=pooled"),
        ("diff", EXAMPLE / "catalog.yaml", EXAMPLE / "catalog.json"),
        ("trend", ROOT / "examples" / "weeks" / "reports"),
    ):
        assert catval(*arguments).code in (0, 1)


SURROUNDINGS = (
    {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
    {"TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "vi_VN.UTF-8", "PYTHONHASHSEED": "4242", "PYTHONUTF8": "1"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "99", "PYTHONIOENCODING": "latin-1"},
)


def test_no_clock_no_locale_and_no_hash_seed_changes_a_byte() -> None:
    paths = [f"examples/so-khcn/catalog.{syntax}" for syntax in SYNTAXES]
    options = ["--as-of=2026-04-30", "--format=json", "--lang=vi"]
    command = [sys.executable, "-m", "catalog_validator", "check", *paths, *options]
    outputs = set()
    for surroundings in SURROUNDINGS:
        ended = subprocess.run(command, cwd=ROOT, env=os.environ | surroundings, capture_output=True)
        assert (ended.returncode, ended.stderr) == (1, b"")
        outputs.add(ended.stdout)
    assert len(outputs) == 1
