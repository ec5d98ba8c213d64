"""The tables of speed: each section measures one thing and gives its tables as text."""

from collections.abc import Callable, Iterator, Mapping

from benchmarks.contest import Contestant
from benchmarks.defects import KINDS
from benchmarks.generator import Style
from benchmarks.legacy import legacy_section
from benchmarks.measure import Rounds, interleave, ratio
from benchmarks.peers import WHOLE as WHOLE_ENTRIES
from benchmarks.peers import contestants
from benchmarks.proof import PLANTED, prove
from benchmarks.setting import SPEED_HEADS, Setting, compete, out_notes, runner, speed_rows
from benchmarks.show import number, table
from benchmarks.tool_sections import (
    ckan_section,
    memory_section,
    reports_section,
    startup_section,
    workbook_section,
    workers_section,
)

BASE = "orjson parse"
SUBJECT = "catval"
ARRAY = "catval process, array"
PEERS = ("jsonschema-rs", "jsonschema", "frictionless", "pyshacl")
WHOLE = ("check-jsonschema", "frictionless process")
GOALS = {
    "jsonschema-rs": 3,
    "jsonschema": 30,
    "frictionless": 40,
    "frictionless process": 40,
    "check-jsonschema": 50,
    "pyshacl": 300,
}
"""At least so many times the time of catval, on typical texts; jsonschema-rs 2 on high-entropy ones."""


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
        rows = [(*row, *against(rounds, row[0], SUBJECT, style)) for row in speed_rows(rounds, BASE)]
        notes = [
            f"base: {BASE}; × catval: median over the rounds of their µs per entry against catval's",
            *out_notes(out),
        ]
        yield table(f"Peers, {style}", (*SPEED_HEADS, "× catval", "goal"), rows, notes)
    yield from whole_tools(setting, found)


def against(rounds: Rounds, name: str, subject: str, style: Style) -> tuple[str, str]:
    """How many times our time a peer takes, and how many were aimed at."""
    if name not in GOALS or subject not in rounds:
        return "", ""
    goal = 2 if (name, style) == ("jsonschema-rs", "high-entropy") else GOALS[name]
    return number(ratio(rounds[name], rounds[subject])), f"≥ {goal}"


def whole_tools(setting: Setting, found: Mapping[str, int]) -> Iterator[str]:
    """Tools as they are typed, process start to process end, over one sample; catval in bulk beside them."""
    known = contestants()
    quoted = [name for name in WHOLE if found.get(name)]
    for style in setting.styles:
        files = {name: setting.file(style, known[name].form, WHOLE_ENTRIES) for name in (ARRAY, *quoted)}
        files[SUBJECT] = setting.file(style, "ndjson")
        rounds, out = interleave({name: runner(name, path) for name, path in files.items()}, setting.rounds)
        heads, rows = (*SPEED_HEADS, "× catval", "goal"), []
        if ARRAY in rounds and SUBJECT in rounds:
            rows = [(*row, *against(rounds, row[0], SUBJECT, style)) for row in speed_rows(rounds, ARRAY)]
        notes = [f"base: {ARRAY}, start-up on both sides; × catval: against catval in bulk, per entry", *out_notes(out)]
        yield table(f"Whole tools, {style}", heads, rows, notes)


def proof_section(setting: Setting) -> Iterator[str]:
    """The proof alone."""
    yield proof_table(setting)[0]


def proof_table(setting: Setting) -> tuple[str, dict[str, int]]:
    """What each validator counts among planted defects, and the sum of it."""
    validators: list[Contestant] = [contestants()[name] for name in (SUBJECT, *PEERS, *WHOLE)]
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


SECTIONS: dict[str, Callable[[Setting], Iterator[str]]] = {
    "parse": parse_section,
    "peers": peers_section,
    "proof": proof_section,
    "startup": startup_section,
    "memory": memory_section,
    "workbook": workbook_section,
    "workers": workers_section,
    "reports": reports_section,
    "ckan": ckan_section,
    "legacy": legacy_section,
}
