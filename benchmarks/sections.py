"""The tables: each section measures one thing and gives its tables as text."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.contest import Contestant
from benchmarks.corpus import Corpus, Form
from benchmarks.defects import KINDS
from benchmarks.generator import Style
from benchmarks.measure import Rounds, Run, interleave, ratio, run_contestant, run_python, run_tool, script
from benchmarks.peers import contestants
from benchmarks.proof import PLANTED, prove
from benchmarks.show import megabytes, number, table
from benchmarks.subject import command

BASE = "orjson parse"
SUBJECT = "catval"
PROCESS = "catval process, same sample"
PEERS = ("jsonschema-rs", "jsonschema", "frictionless", "pyshacl")
WHOLE = "check-jsonschema"
GOALS = {"jsonschema-rs": 3, "jsonschema": 30, "frictionless": 40, "check-jsonschema": 50, "pyshacl": 300}
"""At least so many times the time of catval, on typical texts; jsonschema-rs 2 on high-entropy ones."""
WORKBOOK_ROWS = 20_000
REPORTED = 10_000


@dataclass(frozen=True, slots=True)
class Setting:
    """What the user asked for."""

    entries: int
    rounds: int
    styles: tuple[Style, ...]
    seed: int
    folder: Path

    def file(self, style: Style, form: Form, most: int | None = None) -> Path:
        """A file of entries, made beforehand in a process of its own, so that this one stays small."""
        count = min(self.entries, most or self.entries)
        run_python("-m", "benchmarks.corpus", str(self.folder), style, str(count), form, str(self.seed))
        return Corpus(style, count, self.folder, self.seed).file(form)


def runner(contestant: str, path: Path) -> Callable[[], Run]:
    """One run of a contestant over a file."""
    return lambda: run_contestant(contestant, path)[0]


def compete(setting: Setting, style: Style, names: Sequence[str]) -> tuple[Rounds, dict[str, str]]:
    """Contestants in turns, each on as many entries as it can bear."""
    known = contestants()
    runners = {name: runner(name, setting.file(style, known[name].form, known[name].entries)) for name in names}
    return interleave(runners, setting.rounds)


def out_notes(out: Mapping[str, str]) -> list[str]:
    """Who could not run, and why."""
    return [f"not run: {name}: {reason}" for name, reason in out.items()]


def speed_rows(rounds: Rounds, base: str) -> Iterator[tuple[str, ...]]:
    """Entries, µs per entry, × base, errors per entry, memory."""
    for name, runs in rounds.items():
        yield (
            name,
            f"{runs[0].entries:,}",
            number(median(run.micros for run in runs)),
            number(ratio(runs, rounds[base])),
            number(runs[0].errors / max(runs[0].entries, 1)),
            megabytes(max(run.peak_kb for run in runs)),
        )


SPEED_HEADS = ("contestant", "entries", "µs/entry", "× base", "errors/entry", "peak")


def parse_section(setting: Setting) -> Iterator[str]:
    """catval against mere parsing, on every style."""
    for style in setting.styles:
        rounds, out = compete(setting, style, (BASE, "json parse", SUBJECT, "catval process"))
        goal = {"typical": "≤ 3", "high-entropy": "≤ 4"}.get(style, "none")
        notes = [f"base: {BASE}; goal for {SUBJECT}: {goal} ×", *out_notes(out)]
        rows = speed_rows(rounds, BASE) if BASE in rounds else ()
        yield table(f"Scoring NDJSON, {style}", SPEED_HEADS, rows, notes)


def peers_section(setting: Setting) -> Iterator[str]:
    """Validators on the same entries; only those that were seen to find something are quoted."""
    shown, found = proof_table(setting)
    yield shown
    quoted = [name for name in PEERS if found.get(name)]
    for style in setting.styles:
        rounds, out = compete(setting, style, (BASE, SUBJECT, *quoted))
        if SUBJECT not in rounds or BASE not in rounds:
            yield table(f"Peers, {style}", SPEED_HEADS, (), out_notes(out))
            continue
        rows = [(*row, *against(rounds, row[0], SUBJECT, style)) for row in speed_rows(rounds, BASE)]
        notes = [
            f"base: {BASE}; × catval: median over the rounds of their µs per entry against catval's",
            *out_notes(out),
        ]
        yield table(f"Peers, {style}", (*SPEED_HEADS, "× catval", "goal"), rows, notes)
    yield from whole_tools(setting, quoted=bool(found.get(WHOLE)))


def against(rounds: Rounds, name: str, subject: str, style: Style) -> tuple[str, str]:
    """How many times our time a peer takes, and how many were aimed at."""
    if name not in GOALS:
        return "", ""
    goal = 2 if (name, style) == ("jsonschema-rs", "high-entropy") else GOALS[name]
    return number(ratio(rounds[name], rounds[subject])), f"≥ {goal}"


def whole_tools(setting: Setting, *, quoted: bool) -> Iterator[str]:
    """Tools as they are typed: process start to process end, over one sample."""
    if not quoted:
        return
    most = contestants()[WHOLE].entries
    for style in setting.styles:
        path = setting.file(style, "json", most)
        runners = {PROCESS: runner("catval process, array", path), WHOLE: runner(WHOLE, path)}
        rounds, out = interleave(runners, setting.rounds)
        if PROCESS in rounds:
            rows = [(*row, *against(rounds, row[0], PROCESS, style)) for row in speed_rows(rounds, PROCESS)]
            notes = ["start-up included on both sides; the goal is for the whole tool on many entries", *out_notes(out)]
            yield table(f"Whole tools on a JSON array, {style}", (*SPEED_HEADS, "× catval", "goal"), rows, notes)


def proof_section(setting: Setting) -> Iterator[str]:
    """The proof alone."""
    yield proof_table(setting)[0]


def proof_table(setting: Setting) -> tuple[str, dict[str, int]]:
    """What each validator counts among planted defects, and the sum of it."""
    validators: list[Contestant] = [contestants()[name] for name in (SUBJECT, *PEERS, WHOLE)]
    proof, out = prove(validators, setting.folder)
    rows = [(name, *counts) for name, counts in proof.items()]
    found = {name: sum(counts[1:]) for name, counts in proof.items()}
    notes = [
        f"errors counted in {PLANTED} complete entries, then in {PLANTED} entries with one defect of each kind in each",
        "a contestant that counts nothing is not quoted; JSON Schema and SHACL know no placeholders, Table Schema no "
        "conditions and no parts of a list; SHACL may report one value several times",
        *out_notes(out),
        *(f"not quoted, finds nothing: {name}" for name, count in found.items() if not count),
    ]
    return table("Proof that they validate", ("contestant", "complete", *KINDS), rows, notes), found


def startup_section(setting: Setting) -> Iterator[str]:
    """Start-up, in turns."""
    small = setting.file("typical", "json", 1)
    commands = {
        "python -c pass": [sys_executable(), "-c", "pass"],
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


def sys_executable() -> str:
    """The interpreter that runs this."""
    import sys

    return sys.executable


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
    bare = run_tool([sys_executable(), "-c", "pass"])[1]
    rows.append(("python -c pass", "", megabytes(bare.peak_kb)))
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


def reports_section(setting: Setting) -> Iterator[str]:
    """Every report of 10,000 entries, against scoring them."""
    path = setting.file("typical", "ndjson", REPORTED)
    base = "summary only"
    lines = {base: command(path)} | {
        name: command(path, "--format", name) for name in ("json", "jsonl", "html", "sarif", "xlsx")
    }
    rounds, out = interleave({name: command_runner(line) for name, line in lines.items()}, min(setting.rounds, 3))
    rows = [
        (
            name,
            number(median(run.seconds for run in runs)),
            number(ratio(runs, rounds[base])),
            megabytes(runs[0].peak_kb),
        )
        for name, runs in rounds.items()
        if base in rounds
    ]
    notes = [f"{REPORTED:,} entries, whole process; base: {base}; goal: HTML, SARIF, XLSX ≤ 5 ×", *out_notes(out)]
    yield table("Reports", ("report", "s", "× base", "peak"), rows, notes)


SECTIONS: dict[str, Callable[[Setting], Iterator[str]]] = {
    "parse": parse_section,
    "peers": peers_section,
    "proof": proof_section,
    "startup": startup_section,
    "memory": memory_section,
    "workbook": workbook_section,
    "workers": workers_section,
    "reports": reports_section,
}
