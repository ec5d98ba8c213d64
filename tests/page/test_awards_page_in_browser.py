"""The page of nominations in Chromium: nothing is asked for, and axe finds nothing that keeps somebody from reading."""

from pathlib import Path

import pytest
from chromium import Tab, browser, find_chromium, serious
from test_page_in_browser import AXE

from catalog_runs import ROOT, catval

HERE = ROOT / "examples" / "thi-dua-2026"
PROGRAM = find_chromium()
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no chromium here: apt-get install chromium")


def test_it_reads_in_both_languages_and_colours(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    asked = ("--register", HERE / "register.yaml", HERE / "catalog.json", "--as-of=2026-05-03", "--format=html")
    file.write_text(catval("awards", "nominate", *asked, "--lang=vi").out, encoding="utf-8")
    assert PROGRAM is not None
    with browser(PROGRAM) as pipe:
        for dark in (False, True):
            tab = Tab(pipe, dark=dark)
            tab.open(file)
            for lang, said, unsaid in (("vi", "Còn phải làm", "Still to do"), ("en", "Still to do", "Còn phải làm")):
                tab.run(f"document.getElementById('lang-{lang}').click()")
                shown = tab.run("document.body.innerText")
                assert (said in shown, unsaid in shown) == (True, False)
                if AXE.exists():
                    tab.run(AXE.read_text(encoding="utf-8"))
                    assert serious(tab.run("axe.run(document).then(found => found.violations)")) == []
            assert tab.complaints() == []
            assert [url for url in tab.requests() if not url.startswith(("file:", "data:"))] == []
            tab.close()
