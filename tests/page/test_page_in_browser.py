"""The page where it is read: in Chromium, with scripts and without, by keyboard, on paper, and with hostile data."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from chromium import Pipe, Tab, browser, find_chromium, serious

from catalog_validator.api import Options, open_session, render_job
from catalog_validator.files import TextSpool
from catalog_validator.model.report import Job
from catalog_validator.model.words import LANGS, Lang

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "so-khcn" / "catalog.xlsx"
AXE = Path(os.environ.get("CATVAL_AXE", ROOT / "build" / "npm" / "node_modules" / "axe-core" / "axe.min.js"))
PROGRAM = find_chromium()

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "</noscript></article></main><h1>mine</h1>",
    "]]>--><!-- &lt;b&gt; &amp; '\"`",
    '=HYPERLINK("https://example.vn")',
    "đảo \u202egnợưhc\u202c chữ",
    "x" * 10_000,
    "javascript:alert(1)",
)

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no chromium here: apt-get install chromium")


@pytest.fixture(scope="module")
def pipe() -> Iterator[Pipe]:
    assert PROGRAM is not None
    with browser(PROGRAM) as found:
        yield found


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return page_of(EXAMPLE, tmp_path_factory.mktemp("example"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    entries = [{"db_code": text, "db_name": text, "managing_agency": text, "purpose": text} for text in HOSTILE]
    (folder / "catalog.json").write_text(json.dumps(entries), encoding="utf-8")
    return page_of(folder / "catalog.json", folder)


def report(catalog: Path, form: str, lang: Lang = "vi") -> str:
    session = open_session((str(catalog),), "sonla-515", Options(as_of=date(2026, 4, 30)))
    pieces = render_job(form, Job(session.run, session.entries(), session.outcome, lang, TextSpool))
    return "".join(piece if isinstance(piece, str) else piece.decode() for piece in pieces)


def page_of(catalog: Path, folder: Path) -> Path:
    file = folder / "report.html"
    file.write_bytes(report(catalog, "html").encode())
    return file


def facts_of(catalog: Path, lang: Lang = "vi") -> dict[str, Any]:
    made: dict[str, Any] = json.loads(report(catalog, "json", lang))
    return made


@pytest.fixture
def tab(pipe: Pipe, request: pytest.FixtureRequest) -> Iterator[Tab]:
    opened = Tab(pipe, **getattr(request, "param", {}))
    yield opened
    opened.close()


def titles(tab: Tab) -> list[str]:
    found: list[str] = tab.run("[...document.querySelectorAll('.list tbody a')].map(link => link.textContent)")
    return found


def after_going(tab: Tab, script: str) -> None:
    """Do something that changes the address, and wait for the page to follow."""
    tab.run(
        f"new Promise(done => {{ addEventListener('hashchange', () => setTimeout(done), {{once: true}}); {script} }})"
    )


def until(tab: Tab, truth: str) -> bool:
    """Whether something comes true within five seconds."""
    wait = f"for (let left = 100; left && !({truth}); left--) await new Promise(done => setTimeout(done, 50))"
    return bool(tab.run(f"(async () => {{ {wait}; return {truth} }})()"))


def find(tab: Tab, text: str) -> list[str]:
    tab.run(f"const box = document.getElementById('search'); box.value = {json.dumps(text)};"
            "box.dispatchEvent(new Event('input'))".replace("const box", "var box"))  # fmt: skip
    return titles(tab)


def test_it_opens_in_silence_and_asks_for_nothing(tab: Tab, example: Path) -> None:
    tab.open(example)
    assert tab.complaints() == []
    assert [address for address in tab.requests() if address != "data:,"] == [example.absolute().as_uri()]
    assert len(titles(tab)) == facts_of(EXAMPLE)["summary"]["read"]


def test_a_request_from_the_page_is_refused(tab: Tab, example: Path) -> None:
    tab.open(example)
    refused = tab.run("fetch('https://example.vn/').then(() => 'sent', error => error.name)")
    assert refused == "TypeError"
    tab.run("document.body.append(Object.assign(document.createElement('img'), {src: 'https://example.vn/a.png'}))")
    tab.run("document.body.setAttribute('onclick', 'window.mine = 1'); document.body.click()")
    assert tab.run("'mine' in window") is False


def test_search_sort_and_filters(tab: Tab, example: Path) -> None:
    facts = facts_of(EXAMPLE)
    tab.open(example)
    named = [entry["title"] for entry in facts["entries"] if "chuyên gia" in (entry["title"] or "")]
    assert named
    assert find(tab, "chuyên  GIA") == named
    assert set(find(tab, "chuyen gia")) >= set(named)
    assert find(tab, "chuyến gia") == []
    assert find(tab, "không có ở đâu") == []
    assert tab.run("document.querySelector('[role=status]').textContent").startswith("Không có mô tả nào khớp")
    assert len(find(tab, "")) == len(facts["entries"])
    tab.run("document.querySelector('[data-sort=score]').click()")
    scores = tab.run("[...document.querySelectorAll('.list tbody tr')].map(row => row.cells[3].textContent)")
    values = [-1.0 if score == "–" else float(score.removesuffix(" %").replace(",", ".")) for score in scores]
    assert values == sorted(values)
    assert tab.run("document.querySelector('th[aria-sort=ascending]').textContent") == "Điểm"
    tab.run("document.querySelector('[data-sort=score]').click()")
    assert tab.run("document.querySelector('.list tbody td:nth-child(4)').textContent") == "100 %"
    after_going(tab, "document.querySelector('#overview a[data-code=CV204]').click()")
    having = {entry["title"] for entry in facts["entries"] for one in entry["findings"] if one["code"] == "CV204"}
    assert set(titles(tab)) == having
    assert tab.complaints() == []


def test_links_lead_to_a_description_and_back(tab: Tab, example: Path) -> None:
    tab.open(example)
    find(tab, "hạ tầng")
    name = titles(tab)[0]
    anchor = tab.run("document.querySelector('.list tbody a').getAttribute('href')")
    after_going(tab, "document.querySelector('.list tbody a').click()")
    assert tab.run("document.activeElement.textContent") == name
    assert tab.run("document.getElementById('overview').hidden")
    after_going(tab, "history.back()")
    assert titles(tab) == [name]
    assert tab.run("document.getElementById('search').value") == "hạ tầng"
    assert tab.run("document.activeElement.textContent") == name
    tab.open(example, anchor)
    assert tab.run("document.querySelector('#open h3').textContent") == name
    tab.open(example, "#e-0000000000")
    assert tab.run("document.querySelector('[role=status]').textContent").startswith("Báo cáo này không có")
    assert tab.complaints() == []


def test_every_description_opens_with_all_that_was_found(tab: Tab, example: Path) -> None:
    tab.open(example)
    for entry in facts_of(EXAMPLE)["entries"]:
        script = (
            f"location.hash = [...document.querySelectorAll('.list tbody a')][{entry['pointer'].split('/')[-1]}].hash"
        )
        after_going(tab, script)
        shown = tab.run("document.getElementById('open').innerText")
        for finding in entry["findings"]:
            for key in ("code", "message", "citation", "expected"):
                assert finding[key] is None or finding[key] in shown
            assert (finding["position"]["cell"] or "") in shown
        after_going(tab, "location.hash = '#entries'")


@pytest.mark.parametrize("tab", [{"scripts": False}], indirect=True)
def test_without_scripts_everything_is_there(tab: Tab, example: Path) -> None:
    tab.open(example)
    text = tab.run("document.querySelector('main').textContent")
    for lang in LANGS:
        facts = facts_of(EXAMPLE, lang)
        for entry in facts["entries"]:
            assert (entry["title"] or entry["pointer"]) in text
            for finding in entry["findings"]:
                for key in ("message", "citation", "expected", "advice"):
                    assert finding[key] is None or finding[key] in text
    assert tab.run("document.querySelectorAll('article.entry').length") == facts["summary"]["read"]
    linked = "[...document.querySelectorAll('main a')].every(link => document.getElementById(link.hash.slice(1)))"
    assert tab.run(linked)
    visible = "getComputedStyle(document.querySelector('h1 [lang=en]')).display"
    assert tab.run(visible) == "none"
    tab.run("document.getElementById('lang-en').click()")
    assert tab.run(visible) != "none"


@pytest.mark.parametrize("scripts", [True, False])
def test_hostile_data_is_inert_and_readable(pipe: Pipe, hostile: Path, scripts: bool) -> None:
    tab = Tab(pipe, scripts=scripts, width=900)
    tab.open(hostile)
    if scripts:
        for index in range(len(HOSTILE)):
            after_going(tab, f"location.hash = [...document.querySelectorAll('.list tbody a')][{index}].hash")
            assert tab.run("document.documentElement.scrollWidth <= innerWidth"), HOSTILE[index][:40]
            after_going(tab, "location.hash = '#entries'")
    text = tab.run("document.body.innerText")
    assert tab.run("document.querySelectorAll('img, iframe, object, embed, base, form').length") == 0
    assert tab.run("document.querySelectorAll('h1').length") == 1
    assert tab.run("document.documentElement.scrollWidth <= innerWidth")
    for shown in (*HOSTILE[:3], "]]>--><!-- &lt;b&gt; &amp;", "=HYPERLINK(", "đảo <U+202E>gnợưhc<U+202C> chữ"):
        assert shown in text
    assert [event for event in tab.events() if event.get("method") == "Page.javascriptDialogOpening"] == []
    assert tab.complaints() == []
    tab.close()


@pytest.mark.skipif(not AXE.exists(), reason="no axe-core here: npm install --prefix build/npm axe-core")
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious(pipe: Pipe, example: Path, lang: Lang, dark: bool) -> None:
    tab = Tab(pipe, dark=dark)
    tab.open(example)
    tab.run(f"document.getElementById('lang-{lang}').click()")
    assert tab.run("document.documentElement.lang") == lang
    tab.run(AXE.read_text(encoding="utf-8"))
    run = "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"
    assert serious(tab.run(run)) == []
    after_going(tab, "location.hash = [...document.querySelectorAll('.list tbody a')][6].hash")
    assert serious(tab.run(run)) == []
    tab.close()


@pytest.mark.skipif(not AXE.exists(), reason="no axe-core here: npm install --prefix build/npm axe-core")
def test_axe_would_find_something(tab: Tab, example: Path) -> None:
    tab.open(example)
    tab.run("document.getElementById('search').parentNode.firstChild.remove()")
    tab.run(AXE.read_text(encoding="utf-8"))
    assert serious(tab.run("axe.run(document).then(found => found.violations)"))


def test_the_keyboard_reaches_everything(tab: Tab, example: Path) -> None:
    tab.open(example)
    tab.press("Tab", 9)
    assert tab.run("document.activeElement.id") == "lang-vi"
    tab.press("ArrowRight", 39)
    assert tab.run("document.documentElement.lang") == "en"
    assert tab.run("document.title").startswith("Quality of the data catalog")
    for _ in range(2):
        tab.press("Tab", 9)
    assert tab.run("document.activeElement.className") == "skip"
    tab.press("Enter", 13, "\r")
    assert tab.run("document.activeElement.id") == "main"
    tab.run("document.querySelector('[data-sort=title]').focus()")
    tab.press("Enter", 13, "\r")
    assert tab.run("document.activeElement.parentNode.getAttribute('aria-sort')") == "ascending"
    tab.run("document.querySelector('.list tbody a').focus()")
    tab.press("Enter", 13, "\r")
    assert until(tab, "document.activeElement.tagName === 'H3'")


def test_the_theme_follows_the_switch(tab: Tab, example: Path) -> None:
    tab.open(example)
    ground = "getComputedStyle(document.querySelector('.page')).backgroundColor"
    light = tab.run(ground)
    tab.run("document.getElementById('theme-dark').click()")
    assert tab.run(ground) != light
    tab.run("document.getElementById('theme-light').click()")
    assert tab.run(ground) == light


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext here: apt-get install poppler-utils")
def test_on_paper_is_every_description(tab: Tab, example: Path, tmp_path: Path) -> None:
    tab.open(example)
    tab.paper(tmp_path / "report.pdf")
    command = ["pdftotext", "-layout", str(tmp_path / "report.pdf"), "-"]
    text = " ".join(subprocess.run(command, capture_output=True, check=True).stdout.decode().split())
    for entry in facts_of(EXAMPLE)["entries"]:
        assert entry["pointer"] in text
    assert "Vì sao chưa được 100 %" in text
    assert "In báo cáo" not in text
    assert len(titles(tab)) == facts_of(EXAMPLE)["summary"]["read"]


def test_many_descriptions_come_in_pages(tab: Tab, tmp_path: Path) -> None:
    entries = [{"db_name": f"Cơ sở dữ liệu số {number}"} for number in range(1, 121)]
    (tmp_path / "catalog.json").write_text(json.dumps(entries), encoding="utf-8")
    tab.open(page_of(tmp_path / "catalog.json", tmp_path))
    assert titles(tab)[-1] == "Cơ sở dữ liệu số 50"
    tab.run("document.querySelector('[data-step=last]').click()")
    assert titles(tab) == [f"Cơ sở dữ liệu số {number}" for number in range(101, 121)]
    tab.run("document.querySelector('[data-step=previous]').click()")
    assert titles(tab)[0] == "Cơ sở dữ liệu số 51"
    assert tab.run("document.querySelectorAll('article.entry').length") == 0
