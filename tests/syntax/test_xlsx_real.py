import time as clock
import warnings
from datetime import datetime, time, timedelta
from io import BytesIO
from pathlib import Path as FilePath

import openpyxl
import pytest

from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Source
from catalog_validator.syntax.xlsx import parse_xlsx

HOSTILE = FilePath(__file__).parents[3] / "shared" / "data" / "hostile"
XLSX = sorted((HOSTILE / "xlsx").rglob("*.xls[xm]"))
# Cells that openpyxl reads with another meaning: it leaves _x000D_ as it is written.
ESCAPED = {"comments_stress_test.xlsx", "60289.xlsx"}
Cells = dict[tuple[str, int, int], object]


def ours(file: FilePath) -> tuple[Cells, set[tuple[str, int, int]], bool]:
    """Cells that hold something, cells with a flaw, and whether everything was read."""
    document = parse_xlsx(Source.of_bytes(file.name, file.read_bytes()), Limits())
    cells: Cells = {}
    flawed = set()
    for sheet in document.sheets:
        for row in sheet.rows:
            cells |= {(sheet.name, row.number, n): cell for n, cell in enumerate(row.cells) if cell is not None}
            flawed |= {(sheet.name, row.number, int(flaw.path[0])) for flaw in row.flaws}
    problems = [*document.problems, *document.late_problems]
    return cells, flawed, not any(problem.unreadable for problem in problems)


def theirs(file: FilePath) -> Cells | None:
    """The same by openpyxl; None where it cannot read the file (of Strict workbooks it sees no sheet)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(BytesIO(file.read_bytes()), data_only=True)
        except Exception:  # whatever it is: there is nothing to compare with
            return None
    found: Cells = {}
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value not in (None, ""):
                    found[sheet.title, cell.row, cell.column - 1] = cell.value
    return found or None


def plain(value: object) -> object:
    """Midnight as the day, blank text as nothing, no days before 1900: there we differ on purpose."""
    if isinstance(value, datetime) and value.year < 1900:
        return (value - datetime(1899, 12, 30)) / timedelta(days=1)
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return None if isinstance(value, str) and value.isspace() else value


@pytest.mark.skipif(not XLSX, reason=f"the hostile workbooks are not at {HOSTILE}")
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("file", XLSX, ids=lambda file: file.name)
def test_real_workbooks_hold_what_openpyxl_finds(file: FilePath) -> None:
    cells, flawed, whole = ours(file)
    expected = theirs(file)
    if not whole or expected is None or file.name in ESCAPED:
        return
    places = (cells.keys() | expected.keys()) - flawed
    assert {at: plain(cells.get(at)) for at in places} == {
        at: pytest.approx(value) if isinstance(value := plain(expected.get(at)), float) else value for at in places
    }


@pytest.mark.skipif(not HOSTILE.exists(), reason=f"the hostile files are not at {HOSTILE}")
def test_any_file_at_all_is_read_or_refused_at_once() -> None:
    for file in sorted(HOSTILE.rglob("*")):
        if file.is_file():
            start = clock.monotonic()
            cells, flawed, whole = ours(file)
            assert cells or flawed or not whole, file
            assert clock.monotonic() - start < 5
