"""Takes the pictures of the pages of the examples in Chromium, by scripts of the tests."""

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from catalog_validator import load_profile, trend
from catalog_validator.api import Options, open_session, render_job
from catalog_validator.files import TextSpool
from catalog_validator.model.report import Job
from catalog_validator.reports.page.trend import render_trend_html
from catalog_validator.version import version

ROOT = Path(__file__).parent.parent
PICTURES = Path(__file__).parent / "pictures"
EXAMPLE = "examples/so-khcn/catalog.xlsx"
WORST = "document.querySelector('[data-sort=score]').click(); document.querySelectorAll('.list tbody a')[{0}].click()"

sys.path.insert(0, str(ROOT / "tests" / "page"))

from chromium import Pipe, Tab, browser, find_chromium  # noqa: E402


def write_page(file: Path) -> None:
    """The page of the example, Vietnamese first."""
    session = open_session((EXAMPLE,), "sonla-515", Options(as_of=date(2026, 4, 30), way=True))
    job = Job(session.run, session.entries(), session.outcome, "vi", TextSpool)
    pieces = render_job("html", job)
    file.write_bytes(b"".join(piece if isinstance(piece, bytes) else piece.encode() for piece in pieces))


def write_trend(file: Path) -> None:
    """The curves of the example's reports, English first."""
    found = trend("examples/weeks/reports", by="managing_agency", deadline=date(2026, 6, 30))
    pieces = render_trend_html(found, load_profile("sonla-515"), "en", version())
    file.write_text("".join(pieces), encoding="utf-8")


def take(pipe: Pipe, page: Path, name: str, script: str = "", *, dark: bool = False, width: int = 1060) -> None:
    """One picture of the window after a script has run in it."""
    tab = Tab(pipe, dark=dark, width=width)
    tab.open(page)
    tab.run(f"new Promise(done => {{ {script}; setTimeout(done, 300) }})")
    tab.picture(PICTURES / f"{name}.png")
    tab.close()


def main() -> int:
    """0: taken. 2: no browser here."""
    program = find_chromium()
    if program is None:
        sys.stderr.write("no chromium here: apt-get install chromium\n")
        return 2
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, browser(program) as pipe:
        page = Path(folder) / "report.html"
        write_page(page)
        take(pipe, page, "page-overview")
        take(pipe, page, "page-entry", WORST.format(2))
        take(pipe, page, "page-list-dark", "location.hash = '#entries?verdict=failed'", dark=True)
        take(pipe, page, "page-narrow", "document.getElementById('lang-en').click()", width=400)
        curves = Path(folder) / "trend.html"
        write_trend(curves)
        take(pipe, curves, "trend-page", "document.querySelectorAll('#whole .card')[1].scrollIntoView()")
        if shutil.which("pdftoppm"):
            tab = Tab(pipe)
            tab.open(page)
            tab.paper(Path(folder) / "report.pdf")
            command = ["pdftoppm", "-r", "55", "-l", "1", "-png", "-singlefile", str(Path(folder) / "report.pdf")]
            subprocess.run([*command, str(PICTURES / "page-print")], check=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
