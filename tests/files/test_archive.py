"""Archives: read as streams, in order, within limits; every part that is not read is said."""

import io
import stat
import struct
import tracemalloc
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_validator.files import Found, PathError, StreamStopped, find
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Source

SMALL = Limits(part_bytes=3 << 20, inflated_bytes=5 << 20)


def is_json(name: str) -> bool:
    return name.endswith((".json", ".xlsx"))


def packed(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A .zip of these parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return held.getvalue()


def look(path: Path, data: bytes, limits: Limits | None = None) -> Found:
    path.write_bytes(data)
    return find([str(path)], is_json, limits)


def names(found: Found) -> list[str]:
    return [source.name.partition(".zip/")[2] for source in found.sources]


def said(found: Found) -> list[tuple[str, object]]:
    """Code and reason or limit of what was not read."""
    facts = [item.violation.facts for item in found.skipped]
    codes = [item.violation.code for item in found.skipped]
    return [(code, fact.get("reason", fact.get("limit"))) for code, fact in zip(codes, facts, strict=True)]


def content(source: Source) -> bytes:
    with source.open() as stream:
        return stream.read()


def stopped(source: Source) -> tuple[str, object]:
    """Why a part breaks off."""
    with pytest.raises(StreamStopped) as caught:
        content(source)
    problem = caught.value.problem
    assert problem.unreadable
    assert problem.position.source == source.name
    return problem.violation.code, problem.violation.facts.get("limit")


def test_parts_are_read_in_the_order_of_a_folder(tmp_path: Path) -> None:
    parts = {"b/z.json": b"1", "c.json": b"2", "b/a/x.json": b"3", "./a.json": b"4", "b/": b"", "notes.txt": b"5"}
    found = look(tmp_path / "x.zip", packed(parts))
    assert names(found) == ["a.json", "c.json", "b/z.json", "b/a/x.json"]
    assert [content(source) for source in found.sources] == [b"4", b"2", b"1", b"3"]
    assert said(found) == [("CV020", "unknown-suffix")]
    folder = tmp_path / "folder"
    for name, data in parts.items():
        if not name.endswith("/"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
    same = find([str(folder)], is_json)
    assert [source.name.partition("/folder/")[2] for source in same.sources] == names(found)


def test_each_opening_is_a_fresh_stream_and_several_may_be_open(tmp_path: Path) -> None:
    found = look(tmp_path / "x.zip", packed({"a.json": b"a" * 100_000, "b.json": b"b" * 100_000}))
    one, two = found.sources
    with one.open() as first, two.open() as second, one.open() as again:
        pieces = [(first.read(1000), second.read(1000), again.read(1000)) for _ in range(100)]
    assert set(pieces) == {(b"a" * 1000, b"b" * 1000, b"a" * 1000)}


def test_an_archive_in_a_folder_and_one_without_its_ending(tmp_path: Path) -> None:
    data = packed({"a.json": b"[]"})
    (tmp_path / "in").mkdir()
    assert names(find([str(look_in(tmp_path / "in" / "x.zip", data))], is_json)) == ["a.json"]
    found = look(tmp_path / "bundle", data)
    assert found.sources[0].name.endswith("/bundle/a.json")


def look_in(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path.parent


def test_a_workbook_is_not_searched_whatever_its_ending(tmp_path: Path) -> None:
    data = packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>", "a.json": b"[]"})
    for name in ("x.zip", "x", "x.xlsx"):
        (source,) = look(tmp_path / name, data).sources
        assert source.name.endswith(f"/{name}")


def test_hidden_parts_and_archives_in_archives_are_said(tmp_path: Path) -> None:
    parts = {
        "__MACOSX/._a.json": b"",
        ".git/b.json": b"",
        "in.zip": packed({"c.json": b""}),
        "d.tar.gz": b"",
        "a.json": b"",
    }
    found = look(tmp_path / "x.zip", packed(parts))
    assert names(found) == ["a.json"]
    assert sorted(said(found)) == [("CV020", "hidden")] * 2 + [("CV020", "nested")] * 2


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../evil.json", "parent"),
        ("a/../../evil.json", "parent"),
        ("/etc/evil.json", "absolute"),
        ("C:/evil.json", "drive"),
        ("C:evil.json", "drive"),
        ("a\\evil.json", "backslash"),
        ("\\\\host\\share\\evil.json", "backslash"),
        ("file:///evil.json", "address"),
        ("evil\x07.json", "control"),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused_once(tmp_path: Path, name: str, reason: str) -> None:
    found = look(tmp_path / "x.zip", packed({name: b"[]", "good.json": b"[]"}))
    assert names(found) == ["good.json"]
    assert said(found) == [("CV024", reason)]
    assert found.skipped[0].unreadable


def test_a_name_with_nul_is_refused(tmp_path: Path) -> None:
    data = packed({"evil#.json": b"[]", "good.json": b"[]"}).replace(b"evil#", b"evil\0")
    found = look(tmp_path / "x.zip", data)
    assert (names(found), said(found)) == (["good.json"], [("CV024", "control")])


@pytest.mark.parametrize(("kind", "reason"), [(stat.S_IFLNK, "symlink"), (stat.S_IFIFO, "device")])
def test_a_link_or_device_in_an_archive_is_refused(tmp_path: Path, kind: int, reason: str) -> None:
    info = zipfile.ZipInfo("link.json")
    info.external_attr = (kind | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(info, "/etc/hostname")
        archive.writestr("good.json", "[]")
    found = find([str(tmp_path / "x.zip")], is_json)
    assert (names(found), said(found)) == (["good.json"], [("CV024", reason)])


def test_two_parts_of_one_name_are_both_refused(tmp_path: Path) -> None:
    data = packed({"a.json": b"1", "b.json": b"2", "good.json": b"3"}).replace(b"b.json", b"a.json")
    found = look(tmp_path / "x.zip", data)
    assert (names(found), said(found)) == (["good.json"], [("CV024", "duplicate")])


def flags(data: bytes, bit: int) -> bytes:
    """The archive with a flag set in every header."""
    changed = bytearray(data)
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = changed.find(magic)
        while start >= 0:
            changed[start + at] |= bit
            start = changed.find(magic, start + 4)
    return bytes(changed)


def test_an_encrypted_part_is_said(tmp_path: Path) -> None:
    found = look(tmp_path / "x.zip", flags(packed({"a.json": b"[]"}), 1))
    assert said(found) == [("CV025", None)]


def test_an_unusual_compression_is_refused(tmp_path: Path) -> None:
    found = look(tmp_path / "x.zip", packed({"a.json": b"[]" * 99}, zipfile.ZIP_BZIP2))
    assert said(found) == [("CV024", "method")]


def test_limits_stop_a_part_before_it_is_begun(tmp_path: Path) -> None:
    zeros, noise = bytes(2 << 20), bytes(range(256)) * (4 << 12)
    found = look(tmp_path / "x.zip", packed({"a.json": zeros, "b.json": noise}))
    assert stopped(found.sources[0]) == ("CV907", "ratio")
    found = look(tmp_path / "x.zip", packed({"a.json": noise}, zipfile.ZIP_STORED), SMALL)
    assert stopped(found.sources[0]) == ("CV907", "part_bytes")
    several = {f"{number}.json": noise[: 2 << 20] for number in range(4)}
    found = look(tmp_path / "x.zip", packed(several, zipfile.ZIP_STORED), SMALL)
    assert [len(content(source)) for source in found.sources[:2] * 3] == [2 << 20] * 6
    assert stopped(found.sources[2]) == ("CV907", "inflated_bytes")


def test_a_part_gives_no_more_than_the_size_that_it_states(tmp_path: Path) -> None:
    data = packed({"a.json": bytes(50 << 20)})
    tracemalloc.start()
    found = look(tmp_path / "x.zip", data.replace(struct.pack("<L", 50 << 20), struct.pack("<L", 100)))
    assert stopped(found.sources[0])[0] == "CV003"
    assert tracemalloc.get_traced_memory()[1] < 5 << 20
    tracemalloc.stop()


def test_a_bomb_costs_nothing(tmp_path: Path) -> None:
    tracemalloc.start()
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.json", "w") as part:
        for _ in range(200):
            part.write(bytes(1 << 20))
    found = find([str(tmp_path / "x.zip")], is_json)
    with pytest.raises(StreamStopped):
        found.sources[0].open()
    assert tracemalloc.get_traced_memory()[1] < 30 << 20
    tracemalloc.stop()


def overlap() -> bytes:
    """Two entries of the list that claim the same bytes, as the small bombs that swell quadratically have them."""
    data = packed({"a.json": b"[1]" * 500, "b.json": b"[2]"})
    second = data.rfind(b"PK\x01\x02")
    return data[: second + 42] + struct.pack("<L", 0) + data[second + 46 :]


def test_parts_that_share_bytes_are_refused_together(tmp_path: Path) -> None:
    found = look(tmp_path / "x.zip", overlap())
    assert (names(found), said(found)) == ([], [("CV024", "overlap")])


def test_too_many_parts(tmp_path: Path) -> None:
    parts = {f"{number}.json": b"" for number in range(30)}
    assert said(look(tmp_path / "x.zip", packed(parts), Limits(parts=29))) == [("CV908", "parts")]
    assert len(look(tmp_path / "x.zip", packed(parts), Limits(parts=30)).sources) == 30


def test_a_list_that_is_huge_is_not_read(tmp_path: Path) -> None:
    """Sixty thousand entries in a few megabytes are counted before an object is made for one of them."""
    one = packed({"a.json": b""})
    start = one.find(b"PK\x01\x02")
    end = one.find(b"PK\x05\x06")
    entry = one[start:end]
    listing = entry * 60_000
    tail = one[end : end + 12] + struct.pack("<LLH", len(listing), start, 0)
    tracemalloc.start()
    found = look(tmp_path / "x.zip", one[:start] + listing + tail)
    assert said(found) == [("CV908", "parts")]
    assert tracemalloc.get_traced_memory()[1] < 30 << 20
    tracemalloc.stop()


def test_what_is_no_archive_or_cut_off_is_one_problem(tmp_path: Path) -> None:
    whole = packed({"a.json": b"[1]" * 100, "b.json": b"[2]"})
    for data in (b"", b"hello", whole[:-30], whole[:20], b"PK\x05\x06"):
        found = look(tmp_path / "x.zip", data)
        assert [code for code, _ in said(found)] == ["CV003"], data[:8]
        assert found.skipped[0].unreadable


def test_a_wrong_checksum_is_found_where_the_part_ends(tmp_path: Path) -> None:
    data = bytearray(packed({"a.json": b"[1, 2, 3]"}, zipfile.ZIP_STORED))
    data[data.find(b"[1, 2") + 1] = ord("7")
    (source,) = look(tmp_path / "x.zip", bytes(data)).sources
    assert stopped(source) == ("CV003", None)


def test_an_archive_without_a_catalog(tmp_path: Path) -> None:
    with pytest.raises(PathError) as caught:
        look(tmp_path / "x.zip", packed({"a.txt": b""}))
    assert caught.value.reasons == ((str(tmp_path / "x.zip"), "empty-archive"),)


def test_an_archive_of_archives_is_said(tmp_path: Path) -> None:
    inner = packed({"a.json": b"[]"})
    assert said(look(tmp_path / "x.zip", packed({"1.zip": inner, "2.zip": inner}))) == [("CV020", "nested")] * 2


def test_utf8_names_without_the_mark(tmp_path: Path) -> None:
    """As archive programs of some systems write them."""
    plain = packed({"danh muuc.json": b"[]"})
    data = plain.replace(b"danh muuc.json", "danh mụ.json".encode())
    assert names(look(tmp_path / "x.zip", data)) == ["danh mụ.json"]


@given(st.data())
def test_damage_anywhere_never_raises(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    whole = packed({"a/b.json": b"[1]" * 50, "c.json": b"[2]"})
    at = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "damaged.zip"
    with suppress(PathError):
        for source in look(path, whole[:at] + bytes([byte]) + whole[at + 1 :]).sources:
            with suppress(StreamStopped):
                content(source)
