"""Runs for the acceptance tests: the command line in this process, and reports in a form that can be compared."""

import io
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from openpyxl import Workbook

from catalog_validator import EntryResult, Finding, Position, Report
from catalog_validator.cli.command import run

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "so-khcn"
SMALL = Path(__file__).parent / "examples" / "small.yaml"
"""A profile of a few fields whose scores are easy to reckon."""
AS_OF = date(2026, 4, 30)
SYNTAXES = ("yaml", "json", "ndjson", "csv", "xlsx", "xml")

FULL: dict[str, Any] = {
    "code": "A-1",
    "name": "Hồ sơ nhiệm vụ khoa học",
    "secret": "no",
    "sharing": "open",
    "updated": "2026-04-01",
    "contact": {"name": "Phòng Quản lý Khoa học", "phone": "0212 3 852 001"},
    "items": [{"name": "Mã số", "description": "Mã do Sở cấp"}, {"name": "Tên gọi", "description": "Tên đầy đủ"}],
    "formats": ["CSV", "JSON"],
    "address": "https://example.vn/ho-so",
}
"""An entry with every point of the small profile."""


def load_script(path: Path) -> ModuleType:
    """A script that is part of no package."""
    spec = spec_from_file_location(f"script_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What stands on standard output, as JSON."""
        return json.loads(self.out)


def catval(*arguments: object, stdin: bytes = b"") -> Ended:
    """The command in this process, with its own streams."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "ascii") for _ in range(2))
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = run([str(argument) for argument in arguments])
    finally:
        sys.stdin = before
    return Ended(code, read_back(out), read_back(err))


def read_back(stream: io.TextIOWrapper) -> str:
    """What was written to a stream, as UTF-8."""
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()


def check_small(*paths: object, **options: object) -> list[str]:
    """Arguments for a check with the small profile."""
    given = [f"--{name.replace('_', '-')}={value}" for name, value in options.items()]
    return ["check", *map(str, paths), f"--profile={SMALL}", f"--as-of={AS_OF}", "--lang=en", *given]


def write(path: Path, entries: Sequence[Mapping[str, Any]]) -> Path:
    """Entries as a file in the syntax that its name tells."""
    text = {
        ".json": lambda: json.dumps(list(entries), ensure_ascii=False, indent=2),
        ".ndjson": lambda: "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries),
    }[path.suffix]()
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def write_book(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """Rows as a workbook. A text that begins with ``=`` is a formula (without a value), ``#N/A`` an error."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def names(path: Iterable[str | int]) -> str:
    """A path without positions in lists, which not every syntax has."""
    return ".".join(step for step in path if isinstance(step, str))


def kinds(findings: Iterable[Finding]) -> Counter[tuple[str, str]]:
    """Code and path of each finding, without positions in lists."""
    return Counter((finding.code, names(finding.path)) for finding in findings)


def place(finding: Finding) -> tuple[int | None, int | None, str | None]:
    """Line, column and cell where a finding stands."""
    position = finding.position
    assert position is not None
    return position.line, position.column, position.cell


def find(report: Report, code: str, path: str) -> Finding:
    """The one finding of this code at this path (without positions in lists), in whichever entry or source."""
    everywhere = [finding for entry in report.entries for finding in entry.findings] + list(report.problems)
    (found,) = (finding for finding in everywhere if finding.code == code and names(finding.path) == path)
    return found


def outcome(report: Report) -> tuple[object, ...]:
    """How a run ended, without the places of problems, which are not looked up where entries are only counted."""
    nowhere = Position("")
    problems = sorted((problem.at(nowhere) for problem in report.problems), key=lambda problem: problem.fingerprint)
    return report.summary, report.passed, report.outcome.reasons, problems


def meaning(entry: EntryResult) -> tuple[object, ...]:
    """All of a result that must not depend on the syntax."""
    place_of_refused = None if entry.status == "refused" else entry.id
    return (
        place_of_refused, entry.title, entry.status, entry.earned, entry.possible, entry.passed,
        entry.gates_failed, entry.fields, entry.groups, kinds(entry.findings),
    )  # fmt: skip
