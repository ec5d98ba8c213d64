"""Files out, whole or not at all; entries read once and given out several times."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog_runs import AS_OF, EXAMPLE
from catalog_validator import check
from catalog_validator.files import PathError
from catalog_validator.files.written import BATCH, Replayed, same_file, unwritable, write_whole
from catalog_validator.model.result import EntryResult

ENTRIES = check(EXAMPLE / "catalog.json", as_of=AS_OF).entries


def test_a_file_is_written_and_nothing_stays_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "Báo cáo.txt"
    write_whole(str(path), iter(["một\n", "hai \ud800"]))
    assert path.read_bytes() == "một\nhai \\ud800".encode()
    write_whole(str(path), [b"\x00\xff"])
    assert path.read_bytes() == b"\x00\xff"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_on_the_way_leaves_the_old_file(tmp_path: Path) -> None:
    def pieces() -> Iterator[str]:
        yield "half of it"
        raise ValueError("broken")

    path = tmp_path / "report.txt"
    for old in (None, b"old"):
        if old is not None:
            path.write_bytes(old)
        with pytest.raises(ValueError, match="broken"):
            write_whole(str(path), pieces())
        assert (path.read_bytes() if path.exists() else None) == old
        assert [left.name for left in tmp_path.iterdir()] == ["report.txt"] * (old is not None)


@pytest.mark.skipif(os.name == "nt", reason="rights of files are those of POSIX here")
def test_rights_are_those_of_the_old_file_or_of_the_mask(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"")
    old.chmod(0o640)
    before = os.umask(0o027)
    try:
        for path in (old, new):
            write_whole(str(path), ["x"])
    finally:
        os.umask(before)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (old, new)] == [0o640, 0o640]


def test_a_link_is_followed_and_a_device_is_written_to(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "real" / "a.txt")
    write_whole(str(link), ["x"])
    assert link.is_symlink()
    assert (tmp_path / "real" / "a.txt").read_text() == "x"
    if Path(os.devnull).exists():
        write_whole(os.devnull, ["x"])


def test_where_no_file_can_be_is_said_beforehand(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    cases = {".": "folder", "none/a": "no-folder", "file/a": "no-folder", "a\0b": "nul", "new": "", "file": ""}
    assert {name: unwritable(f"{tmp_path}/{name}") for name in cases} == cases
    with pytest.raises(PathError):
        write_whole(f"{tmp_path}/none/a", ["x"])


def test_two_names_of_one_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert same_file(f"{tmp_path}/a", f"{tmp_path}/b")
    assert same_file(f"{tmp_path}/new", f"{tmp_path}/./new")
    assert not same_file(f"{tmp_path}/a", f"{tmp_path}/new")


@pytest.mark.parametrize("count", [0, 1, BATCH - 1, BATCH, BATCH + 1, 3 * BATCH])
def test_entries_come_again_as_they_came(count: int) -> None:
    made = [ENTRIES[number % len(ENTRIES)] for number in range(count)]
    entries = Replayed(iter(made), held=1_000)
    for _ in range(3):
        assert list(entries) == made


def test_the_first_reading_is_live_and_must_end_before_the_second() -> None:
    read: list[str] = []

    def live() -> Iterator[EntryResult]:
        for entry in ENTRIES:
            read.append(entry.id)
            yield entry

    entries = Replayed(live())
    first = iter(entries)
    next(first)
    assert len(read) == 1
    with pytest.raises(RuntimeError):
        next(iter(entries))
