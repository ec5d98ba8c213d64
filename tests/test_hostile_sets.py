"""The hostile collections: every file ends in the finding that belongs to it; open cases as they are written down."""

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from catalog_runs import AS_OF, ROOT
from catalog_validator import check
from catalog_validator.model.document import UNREADABLE, Problem
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Source
from catalog_validator.syntax.yaml import parse_yaml

HOSTILE = ROOT.parent / "shared" / "data" / "hostile"
PAGE = (ROOT / "docs" / "reference" / "open-cases.md").read_text(encoding="utf-8")
NEEDED = pytest.mark.skipif(not HOSTILE.is_dir(), reason="the hostile files (../shared/data/hostile) are not here")
WRITTEN = str.maketrans({"␣": " ", "↵": None, "∎": None, "—": None, "»": "\t", "←": "\r", "⇔": "\ufeff"})
"""How the YAML test suite shows what cannot be seen."""

XML = {
    "cyclic.xml": "CV040", "dtd.xml": "CV041", "dtd_element.xml": "CV040", "external.xml": "CV040",
    "external_file.xml": "CV040", "quadratic.xml": "CV040", "schema-include.xsd": "CV012", "simple-ns.xml": "CV012",
    "simple.xml": "CV012", "xalan_exec.xsl": "CV012", "xalan_write.xsl": "CV012", "xmlbomb.xml": "CV040",
    "xmlbomb2.xml": "CV040", "xxe-injection-payload-list.txt.txt": "CV003", "README.md": "CV012",
}  # fmt: skip
"""CV040 a document type with declarations, CV041 one that names an external file, CV012 no catalog, CV003 no format."""
WORKBOOKS = {
    "CV002": 26, "CV003": 7, "CV011": 14, "CV014": 138, "CV021": 3, "CV025": 22, "CV905": 1, "read": 3,
}  # fmt: skip
"""Not a workbook, damaged, empty, no heading known, unknown ending, with a password, a cell too far right, read."""


def problems(path: Path) -> list[str]:
    """The codes of what is wrong with a source; each has been asked for its place and its sentence."""
    report = check(path, as_of=AS_OF)
    assert all(problem.position is not None for problem in report.problems)
    assert report.summary.total.read == len(report.entries)
    return [problem.code for problem in report.problems]


@NEEDED
def test_each_xml_attack_has_its_answer() -> None:
    answers = {path.name: problems(path) for path in sorted((HOSTILE / "xml").rglob("*")) if path.is_file()}
    assert answers.keys() == XML.keys()
    assert {name: XML[name] in codes for name, codes in answers.items()} == dict.fromkeys(XML, True)


@NEEDED
def test_each_hostile_workbook_has_its_answer() -> None:
    found: Counter[str] = Counter()
    for path in sorted((HOSTILE / "xlsx").rglob("*")):
        if path.is_file():
            codes = problems(path)
            found[next((code for code in WORKBOOKS if code in codes), "read")] += 1
    assert found == WORKBOOKS


def yaml_cases() -> list[tuple[str, str, bool]]:
    """Name, text, and whether it is faulty."""
    cases = []
    for path in sorted((HOSTILE / "yaml").rglob("src/*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            if "yaml" in case:
                cases.append((path.stem, case["yaml"].replace("∎\n", "").translate(WRITTEN), bool(case.get("fail"))))
    return cases


@NEEDED
def test_faulty_yaml_is_refused_except_where_it_is_written_down() -> None:
    forgiven = set(re.findall("`([0-9A-Z]{4})`", PAGE[PAGE.index("## YAML") : PAGE.index("## XML")]))
    read = set()
    for name, text, faulty in yaml_cases():
        refused = False
        for part in parse_yaml(Source.of_bytes("a.yaml", text.encode()), Limits()).parts:
            if isinstance(part, Problem):
                assert part.position.line
                refused = True
            else:
                refused = refused or UNREADABLE in part.values
        if faulty and not refused:
            read.add(name)
    assert read == forgiven
