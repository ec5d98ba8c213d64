"""Other tools on the same entries, each with the profile's demands in its own language.

Every one is given a prepared schema and only has to read and count; none is asked to explain or print, except the
whole tools, whose reports are how they are counted.
"""

import json
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from benchmarks import subject
from benchmarks.contest import Contestant, Counted, Task
from benchmarks.corpus import read_array_size
from benchmarks.measure import run_python, run_tool, script

FOUND_ERRORS = (0, 1)
"""Exit codes of a tool that ran; what it printed is parsed, so one that broke off with 1 is noticed."""
NO_LIMIT = 1_000_000_000
WHOLE = 4_000
"""Entries for whole tools: their start-up counts, so the sample is larger."""


def prepare_orjson() -> Task:
    """Nothing but parsing: what every other time is measured against."""
    import orjson

    return lambda path: read_lines(path, orjson.loads)


def prepare_json() -> Task:
    """Nothing but parsing, by the standard library."""
    return lambda path: read_lines(path, json.loads)


def read_lines(path: Path, loads: Callable[[bytes], object]) -> Counted:
    """Parse every line, keep none."""
    count = 0
    with path.open("rb") as lines:
        for line in lines:
            loads(line)
            count += 1
    return Counted(count, 0)


def count_errors(path: Path, errors: Callable[[object], Iterable[object]]) -> Counted:
    """All errors of all entries, parsed by orjson, which is what a fair caller would use."""
    import orjson

    entries = found = 0
    with path.open("rb") as lines:
        for line in lines:
            found += sum(1 for _ in errors(orjson.loads(line)))
            entries += 1
    return Counted(entries, found)


def prepare_jsonschema() -> Task:
    """jsonschema, Draft 2020-12, all errors."""
    from jsonschema import Draft202012Validator

    from benchmarks.schema import build_schema

    validator = Draft202012Validator(build_schema(subject.load_profile()))
    return lambda path: count_errors(path, validator.iter_errors)


def prepare_jsonschema_rs() -> Task:
    """jsonschema-rs, the same schema, all errors."""
    import jsonschema_rs

    from benchmarks.schema import build_schema

    validator = jsonschema_rs.Draft202012Validator(build_schema(subject.load_profile()))
    return lambda path: count_errors(path, validator.iter_errors)


def prepare_frictionless() -> Task:
    """frictionless as a library, on a CSV with a Table Schema: no conditions."""
    from frictionless import Resource, Schema, system

    from benchmarks.tables import build_table_schema

    schema = Schema.from_descriptor(build_table_schema(subject.load_profile()))

    def task(path: Path) -> Counted:
        with system.use_context(trusted=True):
            report = Resource(path=str(path), schema=schema).validate(limit_errors=NO_LIMIT)
        return Counted(report.tasks[0].stats["rows"], report.stats["errors"])

    return task


def prepare_pyshacl() -> Task:
    """pyshacl as a library, on N-Triples: reading the graph counts, as reading does for the others."""
    from pyshacl import validate
    from rdflib import RDF, SH, Graph, URIRef

    from benchmarks.corpus import VOCABULARY
    from benchmarks.shapes import build_shapes

    shapes = Graph().parse(data=build_shapes(subject.load_profile()), format="turtle")

    def task(path: Path) -> Counted:
        data = Graph().parse(path, format="nt")
        _, report, _ = validate(data, shacl_graph=shapes)
        entries = sum(1 for _ in data.subjects(RDF.type, URIRef(f"{VOCABULARY}Entry")))
        return Counted(entries, sum(1 for _ in report.objects(None, SH.result)))

    return task


def prepare_check_jsonschema() -> Task:
    """check-jsonschema as a process, on a JSON array, its JSON report counted."""
    tool, schema = script("check-jsonschema"), new_schema("schema.write_schema(profile, path, many=True)")

    def task(path: Path) -> Counted:
        output, run = run_tool([tool, "--schemafile", schema, "-o", "json", str(path)], FOUND_ERRORS)
        return Counted(read_array_size(path), len(json.loads(output)["errors"]), run.peak_kb)

    return task


def prepare_frictionless_process() -> Task:
    """frictionless as a process, on a CSV, its JSON report counted."""
    tool, schema = script("frictionless"), new_schema("tables.write_table_schema(profile, path)")
    options = ("--schema", schema, "--limit-errors", str(NO_LIMIT), "--trusted", "--json")

    def task(path: Path) -> Counted:
        output, run = run_tool([tool, "validate", str(path), *options], FOUND_ERRORS)
        report = json.loads(output)
        return Counted(report["tasks"][0]["stats"]["rows"], report["stats"]["errors"], run.peak_kb)

    return task


def new_schema(call: str) -> str:
    """A file written by a process of its own, so that this one stays small: a tool it starts may inherit its mark."""
    path = Path(tempfile.mkdtemp(prefix="catval-benchmarks-")) / "schema.json"
    code = "import sys; from pathlib import Path; from benchmarks import schema, subject, tables; "
    run_python("-c", f"{code}profile = subject.load_profile(); path = Path(sys.argv[1]); {call}", str(path))
    return str(path)


def prepare_catval_process(*options: str) -> Task:
    """catval as a process: start-up, profile and report included."""

    def task(path: Path) -> Counted:
        output, run = run_tool([*subject.command(path), *options])
        return replace(subject.read_output(output), peak_kb=run.peak_kb)

    return task


def prepare_calamine() -> Task:
    """Only reading the workbook, by calamine."""
    from python_calamine import load_workbook

    def task(path: Path) -> Counted:
        sheet = load_workbook(str(path)).get_sheet_by_index(0)
        return Counted(sum(1 for _ in sheet.iter_rows()) - 1, 0)

    return task


def prepare_openpyxl() -> Task:
    """Only reading the workbook, by openpyxl in its read-only mode."""
    from openpyxl import load_workbook

    def task(path: Path) -> Counted:
        book = load_workbook(path, read_only=True)
        count = sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))
        book.close()
        return Counted(count - 1, 0)

    return task


def contestants() -> dict[str, Contestant]:
    """All by name."""
    listed = (
        Contestant("orjson parse", "ndjson", prepare_orjson),
        Contestant("json parse", "ndjson", prepare_json),
        Contestant("catval", "ndjson", subject.prepare),
        Contestant("jsonschema-rs", "ndjson", prepare_jsonschema_rs, entries=20_000),
        Contestant("jsonschema", "ndjson", prepare_jsonschema, entries=2_000),
        Contestant("frictionless", "csv", prepare_frictionless, entries=2_000),
        Contestant("pyshacl", "nt", prepare_pyshacl, entries=200),
        Contestant("check-jsonschema", "json", prepare_check_jsonschema, entries=WHOLE),
        Contestant("frictionless process", "csv", prepare_frictionless_process, entries=WHOLE),
        Contestant("catval process", "ndjson", prepare_catval_process),
        Contestant("catval process, array", "json", prepare_catval_process),
        Contestant("catval process, 2 jobs", "ndjson", lambda: prepare_catval_process("--jobs", "2")),
        Contestant("catval process, workbook", "xlsx", prepare_catval_process),
        Contestant("catval, workbook", "xlsx", subject.prepare),
        Contestant("calamine read", "xlsx", prepare_calamine),
        Contestant("openpyxl read", "xlsx", prepare_openpyxl),
    )
    return {contestant.name: contestant for contestant in listed}
