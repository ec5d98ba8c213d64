"""Several reports of one run: what goes where, and what is refused before anything is read."""

import json
from pathlib import Path

import pytest

from catalog_runs import AS_OF, EXAMPLE, FULL, SMALL, catval, check_small, write
from catalog_validator import OptionError, check, render, write_report
from catalog_validator.cli.console import put
from catalog_validator.files import written
from catalog_validator.reports import RENDERERS, Form

TEXTS = [name for name, form in RENDERERS.items() if not form.binary]


def test_each_file_is_what_the_format_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    asked = ["check", EXAMPLE / "catalog.json", f"--as-of={AS_OF}", "--lang=vi"]
    names = [name for name, form in RENDERERS.items() if not form.marks]
    outputs = [f"--output={name}={tmp_path / name}" for name in names]
    both = catval(*asked, *outputs)
    assert (both.code, both.out, both.err) == (1, catval(*asked).out, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
    for name in TEXTS:
        assert (tmp_path / name).read_bytes().decode() == catval(*asked, f"--format={name}").out


def test_quiet_shortens_standard_output_alone(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", [FULL, {}])
    wanted = tmp_path / "report.json"
    quiet = catval(*check_small(path), "--quiet", f"--output=json={wanted}")
    assert quiet.out == catval(*check_small(path), "--quiet").out
    assert json.loads(wanted.read_text("utf-8")) == catval(*check_small(path, format="json")).json


def test_a_run_that_passes_and_one_that_fails_have_the_codes_of_always(tmp_path: Path) -> None:
    for entries, code in (([FULL], 0), ([{}], 1)):
        path = write(tmp_path / "a.json", entries)
        for name in TEXTS:
            assert catval(*check_small(path, format=name)).code == code, name
            assert catval(*check_small(path, output=f"{name}={tmp_path / 'out'}")).code == code, name


@pytest.mark.parametrize(
    ("outputs", "said"),
    [
        (["json"], "FORMAT=FILE"),
        (["json="], "FORMAT=FILE"),
        (["pdf=a.pdf"], "no format “pdf”"),
        (["json=-"], "--format json"),
        (["json=none/a.json"], "none/a.json"),
        (["json=."], "is a folder"),
        (["json=r", "text=./r"], "two reports"),
        (["json=a.json"], "among the files that are checked"),
    ],
)
def test_what_cannot_be_written_is_said_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, outputs: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    kept = write(tmp_path / "a.json", [FULL]).read_bytes()
    ended = catval(*check_small("a.json"), *(f"--output={output}" for output in outputs))
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
    assert (tmp_path / "a.json").read_bytes() == kept


def test_a_renderer_that_fails_leaves_the_file_of_last_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RENDERERS, "broken", Form(f"{__name__}:render_broken"))
    path, old = write(tmp_path / "a.json", [FULL]), tmp_path / "old"
    old.write_text("old")
    assert catval(*check_small(path), f"--output=broken={old}").code == 3
    assert old.read_text() == "old"
    assert sorted(left.name for left in tmp_path.iterdir()) == ["a.json", "old"]


def render_broken(job: object) -> "list[str]":
    raise ZeroDivisionError(str(job)[:0])


def render_bytes(job: object) -> list[bytes]:
    return [b"\x00", b"\xff"]


def test_a_format_of_bytes_goes_to_files_and_pipes_not_to_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setitem(RENDERERS, "bytes", Form(f"{__name__}:render_bytes", binary=True))
    report = check(write(tmp_path / "a.json", [FULL]), profile=SMALL, as_of=AS_OF)
    write_report(report, "bytes", tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == b"\x00\xff"
    with pytest.raises(OptionError):
        render(report, "bytes")
    put(iter([b"\x00", b"\xff"]))
    assert capfdbinary.readouterr().out == b"\x00\xff"


def test_a_report_held_in_memory_is_written_as_it_is_rendered(tmp_path: Path) -> None:
    report = check(EXAMPLE / "catalog.json", as_of=AS_OF)
    for name in TEXTS:
        write_report(report, name, tmp_path / "out", lang="vi")
        assert (tmp_path / "out").read_bytes().decode() == render(report, name, lang="vi")
    with pytest.raises(OptionError):
        write_report(report, "pdf", tmp_path / "out")


def test_memory_stays_flat_while_several_reports_are_written() -> None:
    """No more than one batch of results is alive at a time, however long the run."""
    alive, most = 0, 0

    class Counted:
        def __init__(self) -> None:
            nonlocal alive, most
            alive += 1
            most = max(most, alive)

        def __del__(self) -> None:
            nonlocal alive
            alive -= 1

        def __reduce__(self) -> tuple[type["Counted"], tuple[()]]:
            return Counted, ()

    Counted.__qualname__ = "Counted"
    globals()["Counted"] = Counted
    entries = written.Replayed(Counted() for _ in range(10 * written.BATCH))  # type: ignore[misc]
    for _ in range(2):
        for _entry in entries:
            pass
    assert most <= 2 * written.BATCH + 2
