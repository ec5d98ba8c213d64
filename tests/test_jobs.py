"""Several processes: the output of one, whatever the sources are and wherever they are parted."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_runs import FULL, SMALL, catval, check_small
from catalog_validator.api import Options, crew, open_session
from catalog_validator.files.stretch import line_starts, stretch
from catalog_validator.model.place import Source


@pytest.fixture
def parted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small files are parted as large ones are."""
    monkeypatch.setattr(crew, "STRETCH", 2_000)
    monkeypatch.setattr(crew, "WORTH", 1)


def lines_of(*entries: Any) -> str:
    return "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)


def entry(number: int, **more: Any) -> dict[str, Any]:
    return FULL | {"code": f"A-{number}", "name": f"Hồ sơ nhiệm vụ khoa học thứ {number}"} | more


@pytest.fixture
def catalogs(tmp_path: Path) -> list[Path]:
    """A long NDJSON source with all that can go wrong in it, and others that share keys with it."""
    spoilt: list[Any] = [entry(n) for n in range(60)]
    spoilt[7] = {"strange": 1}
    spoilt[20] |= {"secret": "yes"}
    spoilt[31] |= {"address": "Đang cập nhật", "updated": "2030-01-01"}
    spoilt[40] = 7
    long, array, table = tmp_path / "long.ndjson", tmp_path / "array.json", tmp_path / "table.csv"
    text = lines_of(*spoilt[:30]) + '{"code": "A-1", "code": \n\n' + lines_of(*spoilt[30:], entry(3), entry(55))
    long.write_text(text, "utf-8")
    array.write_text(json.dumps([entry(n) for n in (3, 70, 59)]), "utf-8")
    table.write_text("code,name,no such heading\nA-3,Tên khác của hồ sơ,x\nA-80,Hồ sơ thứ tám mươi,\n", "utf-8")
    return [long, array, table, tmp_path / "nothing.ndjson"]


@pytest.mark.usefixtures("parted")
@pytest.mark.parametrize("jobs", [2, 5])
def test_the_output_is_that_of_one_process(catalogs: list[Path], jobs: int) -> None:
    catalogs[-1].write_bytes(b"")
    asked = [*check_small(*catalogs, fail_on="never", format="json"), "--quiet", "--group-by", "name"]
    one, several = catval(*asked), catval(*asked, "--jobs", jobs)
    assert several == one
    shared = [problem for problem in one.json["problems"] if problem["code"] == "CV308"]
    assert len(shared) > 2, "keys that stretches and sources share are found"
    assert one.json["summary"]["unreadable_sources"] == 1


@pytest.mark.usefixtures("parted")
def test_a_long_source_is_parted(catalogs: list[Path]) -> None:
    assert len(crew.build_tasks(open_session(catalogs[:1], SMALL, Options()).order())) > 5


def test_a_small_run_needs_no_second_process(catalogs: list[Path]) -> None:
    assert crew.build_tasks(open_session(catalogs[:3], SMALL, Options()).order()) == []


@pytest.mark.usefixtures("parted")
def test_a_source_in_another_vocabulary_is_not_parted(tmp_path: Path) -> None:
    path = tmp_path / "portal.ndjson"
    dataset = {
        "title": "Hồ sơ",
        "accessLevel": "public",
        "bureauCode": ["1"],
        "programCode": ["1"],
        "accrualPeriodicity": "R/P1D",
    }
    path.write_text(lines_of(*[dataset] * 100), "utf-8")
    asked = [*check_small(path, fail_on="never", format="json"), "--quiet"]
    assert crew.build_tasks(open_session([path], SMALL, Options()).order()) == []
    assert catval(*asked, "--jobs", 2) == catval(*asked)


@pytest.mark.usefixtures("parted")
def test_a_worker_hands_its_error_back(catalogs: list[Path]) -> None:
    session = open_session(catalogs[:2], SMALL, Options())
    catalogs[1].unlink()
    with pytest.raises(FileNotFoundError):
        session.count(jobs=2)


@pytest.mark.parametrize("more", [[], ["--quiet", "--output", "json=report.json"]])
def test_jobs_only_count(catalogs: list[Path], more: list[str]) -> None:
    ended = catval(*check_small(catalogs[0]), "--jobs", 2, *more)
    assert ended.code == 2
    assert "--quiet" in ended.err


@given(
    st.lists(st.sampled_from([b"", b"a", b"bcd", b"\xef\xbb\xbfe", b"f" * 9]), max_size=20),
    st.integers(1, 12),
    st.booleans(),
)
def test_stretches_are_all_lines_once(lines: list[bytes], apart: int, ended: bool) -> None:
    data = b"\n".join(lines) + b"\n" * ended
    source = Source.of_bytes("a.ndjson", data)
    starts = line_starts(source, apart)
    parts = []
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        with stretch(source, start, end).open() as stream:
            parts.append(stream.read())
    assert b"".join(parts) == data
    assert all(part.endswith(b"\n") for part in parts[:-1])
    assert not any(part.startswith(b"\xef\xbb\xbf") for part in parts[1:])
