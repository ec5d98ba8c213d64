"""Tables about the tool as it is typed: start-up, memory, workbooks, workers, reports."""

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

from benchmarks.measure import Rounds, Run, interleave, ratio, run_python, run_tool, script
from benchmarks.setting import SPEED_HEADS, Setting, compete, out_notes, runner, speed_rows
from benchmarks.show import megabytes, number, table
from benchmarks.subject import command

WORKBOOK_ROWS = 20_000
REPORTED = 10_000


def startup_section(setting: Setting) -> Iterator[str]:
    """Start-up, in turns."""
    small = setting.file("typical", "json", 1)
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "catval --version": [script("catval"), "--version"],
        "catval check, one entry": command(small),
        "check-jsonschema --version": [script("check-jsonschema"), "--version"],
        "frictionless --version": [script("frictionless"), "--version"],
        "pyshacl --version": [script("pyshacl"), "--version"],
    }
    runners = {name: command_runner(line) for name, line in commands.items()}
    rounds, out = interleave(runners, max(setting.rounds, 5) * 4)
    base = rounds["python -c pass"]
    goals = {"catval --version": "≤ 4", "catval check, one entry": "≤ 10"}
    rows = [
        (name, number(median(run.seconds for run in runs) * 1e3), number(ratio(runs, base)), goals.get(name, ""))
        for name, runs in rounds.items()
    ]
    yield table("Start-up", ("command", "ms", "× python -c pass", "goal"), rows, out_notes(out))


def command_runner(line: Sequence[str]) -> Callable[[], Run]:
    """One run of a command."""
    return lambda: run_tool(line)[1]


def memory_section(setting: Setting) -> Iterator[str]:
    """Peak memory of a process over a small and a large file: flat, or growing?"""
    rows = []
    notes: list[str] = []
    for style in setting.styles:
        for name, form in (("catval process", "ndjson"), ("catval process, array", "json")):
            for count in (setting.entries // 10, setting.entries):
                path = setting.file(style, "ndjson" if form == "ndjson" else "json", count)
                rounds, out = interleave({name: runner(name, path)}, 1)
                notes += out_notes(out)
                rows += [
                    (f"{style}, {form}", f"{run[0].entries:,}", megabytes(run[0].peak_kb)) for run in rounds.values()
                ]
    yield table(
        "Peak memory of catval check",
        ("file", "entries", "peak"),
        rows,
        ["goal: ≤ 64 MB more than the interpreter", *notes],
    )


def workbook_section(setting: Setting) -> Iterator[str]:
    """A workbook checked, against openpyxl merely reading it."""
    names = ("openpyxl read", "calamine read", "catval, workbook", "catval process, workbook")
    path = setting.file("typical", "xlsx", WORKBOOK_ROWS)
    rounds, out = interleave({name: runner(name, path) for name in names}, min(setting.rounds, 3))
    base = "openpyxl read"
    notes = [f"base: {base}; goal for catval: ≤ 0.33 ×", *out_notes(out)]
    yield table("Workbook", SPEED_HEADS, speed_rows(rounds, base) if base in rounds else (), notes)


def workers_section(setting: Setting) -> Iterator[str]:
    """Two workers over one."""
    one, two = "catval process", "catval process, 2 jobs"
    rounds, out = compete(setting, "typical", (one, two))
    notes = [*out_notes(out)]
    if one in rounds and two in rounds:
        notes.insert(0, f"speed-up {number(ratio(rounds[one], rounds[two]))} ×; goal ≥ 1.7 ×")
    yield table("Workers", SPEED_HEADS, speed_rows(rounds, one) if one in rounds else (), notes)


def ckan_section(setting: Setting) -> Iterator[str]:
    """A whole reply of a CKAN portal, every finding with its place in the JSON."""
    with tempfile.TemporaryDirectory(prefix="catval-benchmarks-") as folder:
        run_python("-m", "benchmarks.bombs", folder, "ckan_reply")
        (path,) = Path(folder).iterdir()
        runners = {form: command_runner(command(path, "--format", form)) for form in ("json", "text")}
        rounds, out = interleave(runners, min(setting.rounds, 3))
        size = f"{path.stat().st_size:,} bytes"
    rows = [
        (
            form,
            number(median(run.seconds for run in runs)),
            number(median(run.user for run in runs)),
            megabytes(max(run.peak_kb for run in runs)),
        )
        for form, runs in rounds.items()
    ]
    notes = [
        f"800 packages, {size}, whole process; those of examples/foreign/ckan.json in turn, with other resources",
        "goal: under 5 s on two cores; processor time does not depend on what else the machine does",
        *out_notes(out),
    ]
    yield table("A CKAN reply", ("report", "s", "processor s", "peak"), rows, notes)


def reports_section(setting: Setting) -> Iterator[str]:
    """Every report of entries with ten findings each, against the scoring alone."""
    from catalog_validator.reports import RENDERERS

    base, count = "scoring alone", min(setting.entries, REPORTED)
    notes = [f"{count:,} entries with ten findings each, whole process; base: {base}; goal: ≤ 5 ×"]
    heads = ("report", "s", "processor s", "× base", "peak")
    with tempfile.TemporaryDirectory(prefix="catval-benchmarks-") as folder:
        path, book = Path(folder) / "heavy.ndjson", Path(folder) / "heavy.xlsx"
        run_python("-m", "benchmarks.heavy", str(path), str(count), str(setting.seed))
        forms = [form for form, known in RENDERERS.items() if not known.marks]
        lines = {base: command(path)} | {form: command(path, "--format", form) for form in forms}
        rounds, out = interleave({name: command_runner(line) for name, line in lines.items()}, min(setting.rounds, 3))
        rows = report_rows(rounds, base) if base in rounds else ()
        yield table("Reports", heads, rows, [*notes, *out_notes(out)])
        run_python("-m", "catalog_validator", "convert", str(path), str(book))
        lines = {base: command(book)} | {form: command(book, "--format", form) for form in ("json", "xlsx")}
        rounds, out = interleave({name: command_runner(line) for name, line in lines.items()}, min(setting.rounds, 3))
        rows = report_rows(rounds, base) if base in rounds else ()
        yield table(
            "The workbook that comes back", heads, rows, [f"the same in a workbook; {notes[0]}", *out_notes(out)]
        )


def report_rows(rounds: Rounds, base: str) -> Iterator[tuple[str, ...]]:
    """Seconds, processor time, × base, memory."""
    for name, runs in rounds.items():
        seconds, user = (number(median(values)) for values in ([r.seconds for r in runs], [r.user for r in runs]))
        yield name, seconds, user, number(ratio(runs, rounds[base])), megabytes(max(run.peak_kb for run in runs))
