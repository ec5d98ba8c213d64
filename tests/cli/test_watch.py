"""``--watch``: a change is checked again, a mistake does not end the watch, an interrupt ends it with the last code."""

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog_runs import SMALL, catval
from catalog_validator.files.changes import state_of

PATIENCE = 60
"""Seconds until a watch that says nothing is given up."""
FULL = '[{"name": "Hồ sơ nhiệm vụ khoa học"}]'


class Watch:
    """A watching command, and the lines that it says."""

    def __init__(self, *arguments: object) -> None:
        command = [sys.executable, "-m", "catalog_validator", "check", "--watch", "--lang=en", *map(str, arguments)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
        self.lines: queue.Queue[str] = queue.Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line)

    def until(self, words: str) -> str:
        """All lines up to the first with these words."""
        said = ""
        while words not in said:
            said += self.lines.get(timeout=PATIENCE)
        return said

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    path = tmp_path / "catalog.json"
    path.write_text(FULL, encoding="utf-8")
    return path


@pytest.fixture
def watches() -> Iterator[list[Watch]]:
    """Whatever was started is ended."""
    started: list[Watch] = []
    yield started
    for one in started:
        one.process.kill()
        one.process.wait()
        one.reader.join()
        assert one.process.stdout is not None
        one.process.stdout.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no interrupt that one process can send to another alone")
def test_a_change_is_checked_again(catalog: Path, watches: list[Watch]) -> None:
    watch = Watch(catalog, "--profile", SMALL, "--quiet", "--format=json")
    watches.append(watch)
    assert '"read": 1,' in watch.until("watching for changes")
    catalog.write_text(FULL.replace("]", f", {FULL[1:-1]}]"), encoding="utf-8")
    assert '"read": 2,' in watch.until("watching for changes")
    catalog.unlink()
    assert "there is no file or folder" in watch.until("watching for changes")
    catalog.write_text(FULL, encoding="utf-8")
    assert '"read": 1,' in watch.until("watching for changes")
    assert watch.stop() == 1


def test_standard_input_cannot_be_watched() -> None:
    assert catval("check", "-", "--watch").code == 2


def test_what_a_run_writes_is_no_change(catalog: Path) -> None:
    report = catalog.parent / "report.html"
    before = state_of([str(catalog.parent)], [str(report)])
    report.write_text("…", encoding="utf-8")
    assert state_of([str(catalog.parent)], [str(report)]) == before
    assert state_of([str(catalog.parent)]) != before
    catalog.write_text("[]", encoding="utf-8")
    assert state_of([str(catalog.parent)], [str(report)]) != before
    assert state_of([str(catalog.parent / "gone.json")]) == frozenset()
