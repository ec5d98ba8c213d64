"""The page for the office: both languages, nothing from outside, and ways that lead where they say."""

import json
from collections import Counter
from datetime import date
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from award_worlds import CAMPAIGN

from catalog_runs import ROOT, catval, load_script
from catalog_validator import Options, load_profile, plan
from catalog_validator.awards.build import load_register
from catalog_validator.awards.measure import Work, build_catalog, by_domain, full_points, measure, score
from catalog_validator.awards.model import Reading
from catalog_validator.awards.ways import way_left

HERE = ROOT / "examples" / "thi-dua-2026"
AS_OF = date(2026, 5, 3)
PROFILE = load_profile("sonla-515")
FULL = load_script(HERE / "make.py").entry(1, {"unit": "don-vi-a", "early": 1, "gender": "male"})
"""An entry that has all its points."""


class Page(HTMLParser):
    """Tags with their attributes, ids, and the text of each language."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        known = dict(attrs)
        self.ids += [str(known["id"])] if "id" in known else []
        self.links += [str(known["href"])] if tag == "a" else []
        self.loaded += [str(known[key]) for key in ("src", "srcset", "data", "action") if key in known]
        if tag not in ("meta", "link", "input", "rect", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not {"style", "script"} & set(self.open):
            self.text.append(data)


@pytest.fixture(scope="module")
def text() -> str:
    asked = ("--register", HERE / "register.yaml", HERE / "catalog.json", "--as-of=2026-05-03", "--format=html")
    ended = catval("awards", "nominate", *asked, "--lang=vi")
    assert (ended.code, ended.err) == (1, "")
    return ended.out


def test_it_needs_nothing_else_and_every_link_leads_somewhere(text: str) -> None:
    page = Page(text)
    assert page.loaded == []
    assert "http://" not in text
    assert "https://" not in text
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert len(page.links) == 1 + 2 * 6  # past the head; and each unit in both languages


def test_it_says_what_is_missing_in_both_languages(text: str) -> None:
    said = " ".join("".join(Page(text).text).split())
    for sentence in (
        "Còn 1 ngày để nộp hồ sơ; ngày cuối là 04/05/2026.",
        "1 day left for the dossier; the last day is 2026-05-04.",
        "Chưa được ban hành: VD-017",
        "Not promulgated: VD-017",
        "đang xem xét kỷ luật",
        "ban hành các mô tả đang có là đủ",
        "it is enough to promulgate what is described",
    ):
        assert sentence in said, sentence


def test_hostile_names_stay_text(tmp_path: Path) -> None:
    hostile = "<img src=x onerror=alert(1)> & </style><script>alert(1)</script>"
    register = (HERE / "register.yaml").read_text(encoding="utf-8")
    for name in ("Phòng A", "Cán bộ số 1", "Chuyển đổi số"):
        register = register.replace(f": {name}\n", f": {json.dumps(f'{name} {hostile}')}\n")
    (tmp_path / "r.yaml").write_text(register, encoding="utf-8")
    asked = ("--register", tmp_path / "r.yaml", HERE / "catalog.json", "--as-of=2026-05-03", "--format=html")
    made = catval("awards", "nominate", *asked).out
    assert Page(made).tags["img"] == 0
    assert Page(made).tags["script"] == 1  # that of the frame, which is empty
    assert hostile in " ".join(Page(made).text)


def drive(tmp_path: Path, entries: list[dict[str, Any]], assigned: int) -> tuple[list[Work], Any]:
    """The works of a unit with so many assignments, some of which may be missing, and the plan of its catalog."""
    (tmp_path / "c.json").write_text(json.dumps({"entries": entries}), encoding="utf-8")
    works = "".join(f"- {{entry: E-{at}, unit: a, domain: d, due: 2026-04-25}}\n" for at in range(assigned))
    (tmp_path / "r.yaml").write_text(f"units: [{{id: a, name: A}}]\nassignments:\n{works}", encoding="utf-8")
    register = load_register(str(tmp_path / "r.yaml"), AS_OF, CAMPAIGN)
    options = Options(as_of=AS_OF, min_score=Fraction(80))
    planned = plan(str(tmp_path / "c.json"), profile=PROFILE, goal="pooled", options=options)
    catalog = build_catalog(planned.entries, planned.outcome.problems, full_points(PROFILE))
    return [measure(one, catalog) for one in register.assignments], planned


def entries(*blanks: int) -> list[dict[str, Any]]:
    """Entries of which so many fields are left out."""
    names = ("scope", "collection_mechanism", "update_mechanism", "data_source", "security_level", "status", "purpose")
    return [
        {key: value for key, value in FULL.items() if key not in names[:lost]} | {"db_code": f"E-{at}"}
        for at, lost in enumerate(blanks)
    ]


@pytest.mark.parametrize(
    ("reading", "blanks", "assigned", "fields"),
    [
        ("pooled", (7,), 1, 3),  # 17 of 24 points: 80 % are 19.2
        ("pooled", (7, 0), 2, 0),  # 41 of 48
        ("pooled", (7, 7, 7), 3, 7),  # 51 of 72: 57.6 are needed
        ("pooled", (0, 0), 3, None),  # a missing entry counts 32 points: 48 of 80 cannot be mended
        ("pooled", (0, 0, 0, 0, 0, 7), 7, 4),  # 137 of 176, of which a missing one is 32: 140.8 are needed
        ("pooled", (0, 0, 0, 0, 0, 7, 7), 8, 6),  # 154 of 200
        ("every", (7, 5, 0), 3, 4),  # each to 20 of 24
        ("share", (7, 5, 0), 3, 4),  # 80 % of three are three
        ("share", (7, 5, 0, 0, 0), 5, 1),  # four of five
        ("share", (5, 0, 0), 5, None),  # four of five, and only three are described
    ],
)
def test_the_way_is_the_shortest_and_leads_there(
    reading: Reading, blanks: tuple[int, ...], assigned: int, fields: int | None, tmp_path: Path
) -> None:
    made = entries(*blanks)
    works, planned = drive(tmp_path, made, assigned)
    left = way_left(works, planned, reading, Fraction(80))
    if fields is None:
        assert left is None
        return
    assert left is not None
    assert (left.fields, left.at_least) == (fields, fields)
    for name, filled in left.fills:  # fill them, and reckon again
        (entry,) = [one for one in made if one["db_code"] == name]
        entry |= {field: FULL[field] for field in filled}
    works, _ = drive(tmp_path, made, assigned)
    assert score(works, reading, Fraction(80)) >= 80
    assert list(by_domain(works)) == ["d"]
