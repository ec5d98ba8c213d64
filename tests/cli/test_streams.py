"""Standard input and output: encodings, pipes, folders, colours."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from catalog_runs import FULL, ROOT, SMALL, catval, check_small, write
from catalog_validator.cli.console import look

CSV = "Mã,Tên,Bí mật\nA-1,Hồ sơ nhiệm vụ,không\n"


def spawn(
    *arguments: str, stdin: bytes = b"", environment: Mapping[str, str] | None = None
) -> "subprocess.CompletedProcess[bytes]":
    """``python -m catalog_validator`` in a process of its own."""
    command = [sys.executable, "-m", "catalog_validator", *arguments]
    unset = ("LC_", "LANG", "CATVAL_", "PYTHON")
    wanted = {key: value for key, value in os.environ.items() if not key.startswith(unset)} | dict(environment or {})
    return subprocess.run(command, input=stdin, capture_output=True, cwd=ROOT, env=wanted)


@pytest.mark.parametrize(
    "data",
    [
        json.dumps([FULL]).encode(),
        json.dumps([FULL], ensure_ascii=False).encode(),
        json.dumps(FULL).encode() + b"\n" + json.dumps(FULL | {"code": "A-2"}).encode() + b"\n",
    ],
)
def test_standard_input(data: bytes) -> None:
    ended = catval(*check_small("-", format="json"), stdin=data)
    assert ended.code == 0
    assert {entry["source"] for entry in ended.json["entries"]} == {"-"}


def test_standard_input_that_is_a_workbook(tmp_path: Path) -> None:
    data = (ROOT / "examples" / "so-khcn" / "catalog.xlsx").read_bytes()
    ended = catval("check", "-", "--as-of=2026-04-30", "--format=json", stdin=data)
    assert (ended.code, ended.json["summary"]["read"]) == (1, 20)


@pytest.mark.parametrize("data", [CSV.encode(), "- name: Hồ sơ nhiệm vụ\n".encode(), "name: Hồ sơ\n".encode()])
def test_standard_input_that_begins_like_a_table_or_yaml(data: bytes) -> None:
    assert catval(*check_small("-", format="json"), stdin=data).json["summary"]["read"] == 1


@pytest.mark.parametrize("data", [b"", b"Danh m\xe1\xbb\xa5c"])
def test_standard_input_that_cannot_be_told_is_unreadable(data: bytes) -> None:
    ended = catval(*check_small("-", format="json"), stdin=data)
    assert (ended.code, ended.json["summary"]["unreadable_sources"]) == (1, 1)


def test_places_in_standard_input() -> None:
    data = json.dumps([FULL, FULL | {"updated": "x"}], indent=1).encode()
    entry = catval(*check_small("-", format="json"), stdin=data).json["entries"][1]
    line = data.decode().splitlines().index('  "updated": "x",') + 1
    assert entry["findings"][0]["position"]["line"] == line


def test_a_folder_is_read_in_order_and_what_is_not_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b").mkdir()
    write(tmp_path / "b" / "two.ndjson", [FULL | {"code": "A-2", "name": "Hồ sơ thứ hai"}])
    write(tmp_path / "one.json", [FULL])
    (tmp_path / "three.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "letter.docx").write_bytes(b"PK")
    (tmp_path / ".hidden.json").write_bytes(b"[")
    ended = catval(*check_small(tmp_path, format="json"))
    sources = [entry["source"].removeprefix(f"{tmp_path.as_posix()}/") for entry in ended.json["entries"]]
    assert sources == ["one.json", "three.csv", "b/two.ndjson"]
    unread = {problem["position"]["source"].rsplit("/", 1)[1] for problem in ended.json["problems"]}
    assert unread == {"letter.docx", ".hidden.json"}
    assert {problem["code"] for problem in ended.json["problems"]} == {"CV020"}
    assert "letter.docx" in catval(*check_small(".")).out


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    for folder in (inside, outside):
        folder.mkdir()
        write(folder / "a.json", [FULL | {"name": f"Hồ sơ {folder.name}"}])
    (inside / "b.json").symlink_to(outside / "a.json")
    (inside / "c").symlink_to(outside)
    (inside / "d.json").symlink_to(inside / "a.json")
    ended = catval(*check_small(inside, format="json"))
    assert [entry["title"] for entry in ended.json["entries"]] == ["Hồ sơ in"]
    assert len([problem for problem in ended.json["problems"] if problem["code"] == "CV020"]) == 3


@pytest.mark.parametrize(
    "environment", [{"LANG": "C"}, {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "cp1258"}, {}]
)
def test_output_is_utf8_whatever_the_terminal(tmp_path: Path, environment: dict[str, str]) -> None:
    write(tmp_path / "a.json", [FULL | {"name": "Hồ sơ \U0001f4d6 lạ", "updated": "hôm qua"}])
    ended = spawn(*check_small(tmp_path), "--lang=vi", environment=environment)
    assert ended.returncode == 0
    assert "Hồ sơ \U0001f4d6 lạ" in ended.stdout.decode()
    assert b"\r" not in ended.stdout
    ended = spawn("check", "không-có.json", "--lang=vi", environment=environment)
    assert ended.returncode == 2
    assert "không-có.json" in ended.stderr.decode()


def test_a_lone_surrogate_in_a_value_can_be_printed(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b'[{"name": "\\ud800 abcdef", "b\\udfff": 1}]')
    for form in ("text", "json", "jsonl"):
        ended = catval(*check_small(tmp_path / "a.json", format=form))
        assert (ended.code, ended.err) == (1, "")


def test_colour_only_where_it_is_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.json", [FULL])
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    assert "\x1b" not in catval(*check_small(path)).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = catval(*check_small(path)).out
    assert "\x1b[" in coloured
    assert "\x1b" not in catval(*check_small(path, format="json")).out


class Terminal(io.StringIO):
    """A stream that says it is one."""

    def isatty(self) -> bool:
        return True


def test_no_color_is_obeyed_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    assert look(stream=Terminal()).color
    monkeypatch.setenv("NO_COLOR", "1")
    assert not look(stream=Terminal()).color


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", [{"code": f"A-{number}"} for number in range(3_000)])
    command = [sys.executable, "-m", "catalog_validator", *check_small(path, format="jsonl")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 2


def test_the_module_is_the_command(tmp_path: Path) -> None:
    arguments = check_small(write(tmp_path / "a.json", [FULL]))
    ended = spawn(*arguments)
    assert (ended.returncode, ended.stdout.decode(), ended.stderr) == (0, catval(*arguments).out, b"")
    assert spawn("--version").stdout.startswith(b"catval ")
    assert spawn("--profil").returncode == 2


def test_a_named_pipe_is_read(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes on this system")
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as writer:
        written = writer.submit(pipe.write_bytes, json.dumps([FULL]).encode())
        assert catval(*check_small(pipe)).code == 0
        assert written.result()


def test_nothing_is_written_beside_the_catalog(tmp_path: Path) -> None:
    write(tmp_path / "a.json", [FULL, {}])
    before = sorted(tmp_path.rglob("*"))
    catval(*check_small(tmp_path))
    assert sorted(tmp_path.rglob("*")) == before
    assert SMALL.is_file()
