"""The page of a trend in Chromium: silent, in both languages, without scripts, for everybody, and on paper."""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from chromium import Pipe, Tab, browser, find_chromium, serious
from test_page_in_browser import AXE

from catalog_validator import load_profile, trend
from catalog_validator.model.words import LANGS, Lang
from catalog_validator.reports.page.trend import render_trend_html

ROOT = Path(__file__).parents[2]
PROGRAM = find_chromium()
ONE_LANGUAGE = "[...document.querySelectorAll('[lang=en]')].every(one => getComputedStyle(one).display === 'none')"

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no chromium here: apt-get install chromium")


@pytest.fixture(scope="module")
def pipe() -> Iterator[Pipe]:
    assert PROGRAM is not None
    with browser(PROGRAM) as found:
        yield found


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = trend(ROOT / "examples" / "weeks" / "reports", deadline=date(2026, 6, 30))
    file = tmp_path_factory.mktemp("weeks") / "trend.html"
    file.write_text("".join(render_trend_html(found, load_profile("sonla-515"), "vi", "0")), encoding="utf-8")
    return file


@pytest.mark.parametrize("scripts", [True, False])
def test_a_trend_is_read_with_and_without_scripts(pipe: Pipe, weeks: Path, scripts: bool) -> None:
    tab = Tab(pipe, scripts=scripts, width=420)
    tab.open(weeks)
    assert tab.complaints() == []
    assert [address for address in tab.requests() if address != "data:,"] == [weeks.as_uri()]
    assert tab.run("document.documentElement.scrollWidth <= innerWidth")
    assert tab.run(ONE_LANGUAGE)
    assert tab.run("[...document.querySelectorAll('svg.curve')].every(one => one.getBoundingClientRect().height > 80)")
    assert "30/06/2026" in tab.run("document.querySelector('#whole svg.curve').textContent")
    tab.run("document.getElementById('lang-en').click()")
    assert not tab.run(ONE_LANGUAGE)
    assert tab.run("document.documentElement.lang") == ("en" if scripts else "vi")
    assert tab.run("document.title") == ("Scores over the saved reports" if scripts else "Điểm qua các lần lưu báo cáo")
    tab.close()


@pytest.mark.skipif(not AXE.exists(), reason="no axe-core here: npm install --prefix build/npm axe-core")
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious_in_a_trend(pipe: Pipe, weeks: Path, lang: Lang, dark: bool) -> None:
    tab = Tab(pipe, dark=dark)
    tab.open(weeks)
    tab.run(f"document.getElementById('lang-{lang}').click()")
    tab.run("document.querySelectorAll('details').forEach(one => { one.open = true })")
    tab.run(AXE.read_text(encoding="utf-8"))
    run = "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"
    assert serious(tab.run(run)) == []
    tab.close()


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext here: apt-get install poppler-utils")
def test_on_paper_is_every_unit_without_the_switches(pipe: Pipe, weeks: Path, tmp_path: Path) -> None:
    tab = Tab(pipe)
    tab.open(weeks)
    tab.paper(tmp_path / "trend.pdf")
    command = ["pdftotext", "-layout", str(tmp_path / "trend.pdf"), "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    for said in ("Phòng Quản lý Khoa học", "Hạn 30/06/2026", "examples/weeks/reports/2026-04-16.json"):
        assert said in text
    assert "Tiếng Việt" not in text
    tab.close()
