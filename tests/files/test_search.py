"""What the user's paths lead to: files, folders, links, and what is passed over."""

import gc
import os
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_validator import files
from catalog_validator.files import Found, PathError, TextSpool, copied, find
from catalog_validator.files.search import DEEPEST


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


@pytest.mark.skipif(os.name == "nt", reason="symlinks need rights on Windows")
def test_a_folder_of_links_alone_is_told(tmp_path: Path) -> None:
    fill(tmp_path / "outside", "a.json")
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "a.json").symlink_to(tmp_path / "outside" / "a.json")
    (tmp_path / "root" / "b").symlink_to(tmp_path / "outside")
    found = find([str(tmp_path / "root")], is_json)
    assert found.sources == ()
    assert [problem.violation.facts["reason"] for problem in found.skipped] == ["outside", "link"]


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
    assert [Path(source.name).name for source in found.sources] == ["a.json"]
    reasons = {Path(problem.position.source).name: problem.violation.facts["reason"] for problem in found.skipped}
    assert reasons == {
        ".b.json": "hidden",
        ".git": "hidden",
        "out.json": "outside",
        "gone.json": "device",
        "inside.json": "twice",
        "folder": "link",
        "ring": "link",
    }


def said(found: Found) -> dict[str, object]:
    """What was not read, by its last name, with the reason."""
    return {Path(item.position.source).name: item.violation.facts["reason"] for item in found.skipped}


def test_a_file_that_is_reached_twice_is_read_once(tmp_path: Path) -> None:
    fill(tmp_path, "a.json", "b/c.json")
    found = find([str(tmp_path / "b" / "c.json"), str(tmp_path), str(tmp_path / "a.json")], is_json)
    assert [Path(source.name).name for source in found.sources] == ["c.json", "a.json"]
    assert [item.violation.facts["reason"] for item in found.skipped] == ["twice", "twice"]


def test_office_leftovers_and_other_archives_are_said(tmp_path: Path) -> None:
    fill(tmp_path, "a.json", "~$a.json", "b.tar.gz", "c.7z")
    assert said(find([str(tmp_path)], is_json)) == {"~$a.json": "hidden", "b.tar.gz": "archive", "c.7z": "archive"}


def test_a_very_deep_tree_ends_in_a_note(tmp_path: Path) -> None:
    path = tmp_path / "top"
    fill(path, "a.json")
    for _ in range(DEEPEST + 50):
        path /= "d"
    path.mkdir(parents=True)
    fill(path, "b.json")
    found = find([str(tmp_path)], is_json)
    assert [Path(source.name).name for source in found.sources] == ["a.json"]
    assert [item.violation.facts["reason"] for item in found.skipped] == ["too-deep"]


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX systems only")
def test_a_name_that_is_not_utf8_can_be_read_and_shown(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/t\xean.json")).write_bytes(b"[]")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    (source,) = find([str(tmp_path)], is_json).sources
    assert source.name.endswith("/t\\xean.json")
    with source.open() as stream:
        assert stream.read() == b"[]"


@pytest.mark.skipif(os.name == "nt", reason="symlinks need rights on Windows")
def test_links_in_a_ring_end_in_a_note(tmp_path: Path) -> None:
    fill(tmp_path, "a.json")
    (tmp_path / "one.json").symlink_to(tmp_path / "two.json")
    (tmp_path / "two.json").symlink_to(tmp_path / "one.json")
    assert said(find([str(tmp_path)], is_json)) == {"one.json": "device", "two.json": "device"}


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read everything")
def test_what_may_not_be_read_is_said(tmp_path: Path) -> None:
    fill(tmp_path, "a.json", "b.json", "shut/c.json")
    (tmp_path / "b.json").chmod(0)
    (tmp_path / "shut").chmod(0)
    try:
        assert said(find([str(tmp_path)], is_json)) == {"b.json": "denied", "shut": "denied"}
    finally:
        (tmp_path / "shut").chmod(0o700)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    fill(tmp_path, "a.json")
    os.mkfifo(tmp_path / "pipe.json")
    assert said(find([str(tmp_path)], is_json)) == {"pipe.json": "device"}


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
