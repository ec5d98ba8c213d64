"""The one module that touches the file system."""

import gc
import os
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_validator import files
from catalog_validator.files import PathError, TextSpool, copied, find


def is_json(name: str) -> bool:
    return name.endswith(".json")


def fill(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())


def test_paths_as_given_and_folders_by_name(tmp_path: Path) -> None:
    fill(tmp_path, "z.json", "a/2.json", "a/10.json", "a/b/1.json", "a/c.txt", "single.txt")
    found = find([str(tmp_path / "z.json"), str(tmp_path / "a"), str(tmp_path / "single.txt")], is_json)
    names = [source.name.removeprefix(f"{tmp_path.as_posix()}/") for source in found.sources]
    assert names == ["z.json", "a/10.json", "a/2.json", "a/b/1.json", "single.txt"]
    assert [problem.position.source.rsplit("/", 1)[1] for problem in found.skipped] == ["c.txt"]


def test_each_opening_is_a_fresh_stream(tmp_path: Path) -> None:
    fill(tmp_path, "a.json")
    (source,) = find([str(tmp_path / "a.json")], is_json).sources
    for _ in range(2):
        with source.open() as stream:
            assert stream.read() == b"a.json"
    assert (source.size, source.suffix) == (6, ".json")


def test_every_path_that_fails_is_named(tmp_path: Path) -> None:
    fill(tmp_path, "good.json", "text/a.txt")
    (tmp_path / "empty").mkdir()
    given_paths = ["good.json", "text", "empty", "nowhere", "a\0b"]
    with pytest.raises(PathError) as caught:
        find([name if "\0" in name else str(tmp_path / name) for name in given_paths], is_json)
    assert [reason for _, reason in caught.value.reasons] == ["empty-folder", "empty-folder", "missing", "nul"]


def test_folders_in_the_order_of_their_names(tmp_path: Path) -> None:
    numbers = [f"{(number * 37) % 50:02}" for number in range(50)]
    fill(tmp_path, *(f"{number}/a.json" for number in numbers))
    found = find([str(tmp_path)], is_json)
    assert [Path(source.name).parent.name for source in found.sources] == sorted(numbers)


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no /dev/null on this system")
def test_a_device_is_no_catalog() -> None:
    with pytest.raises(PathError) as caught:
        find(["/dev/null"], is_json)
    assert caught.value.reasons == (("/dev/null", "device"),)


@pytest.mark.skipif(os.name == "nt", reason="symlinks need rights on Windows")
def test_links_and_hidden_files(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    fill(root, "a.json", ".b.json", ".git/c.json")
    fill(outside, "d.json")
    (root / "inside.json").symlink_to(root / "a.json")
    (root / "out.json").symlink_to(outside / "d.json")
    (root / "gone.json").symlink_to(root / "nowhere")
    (root / "folder").symlink_to(outside)
    (root / "ring").symlink_to(root)
    found = find([str(root)], is_json)
    assert [Path(source.name).name for source in found.sources] == ["a.json", "inside.json"]
    reasons = {Path(problem.position.source).name: problem.violation.facts["reason"] for problem in found.skipped}
    assert reasons == {
        ".b.json": "hidden",
        ".git": "hidden",
        "out.json": "outside",
        "gone.json": "device",
        "folder": "link",
        "ring": "link",
    }


def test_one_file(tmp_path: Path) -> None:
    fill(tmp_path, "a/b.yaml")
    assert files.file(str(tmp_path / "a" / "b.yaml")).suffix == ".yaml"
    with pytest.raises(PathError) as caught:
        files.file(str(tmp_path / "a"))
    assert [reason for _, reason in caught.value.reasons] == ["folder"]
    with pytest.raises(PathError):
        files.file(str(tmp_path / "c.yaml"))


def test_a_stream_that_can_be_read_once_can_be_read_twice() -> None:
    data = bytes(range(256)) * 10_000
    source = copied("-", BytesIO(data))
    for _ in range(2):
        with source.open() as stream:
            assert stream.read() == data
    assert (source.name, source.size) == ("-", len(data))


@given(st.lists(st.text(st.characters(codec=None), max_size=50)))
def test_a_spool_gives_back_what_was_written(pieces: list[str]) -> None:
    spool = TextSpool(held=16)
    for piece in pieces:
        spool.write(piece)
    assert "".join(spool.read_back()) == "".join(pieces)


def test_a_spool_that_is_never_read_leaves_nothing_open() -> None:
    for text in ("", "x" * 100):
        spool = TextSpool(held=16)
        spool.write(text)
        del spool
    gc.collect()
