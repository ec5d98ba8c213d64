"""The example catalog in the vocabularies of other portals: the same scores and findings as in the profile's own."""

import pytest

from catalog_runs import AS_OF, EXAMPLE, ROOT, catval, kinds, load_script, meaning
from catalog_validator import check

FOREIGN = ROOT / "examples" / "foreign"
FILES = ("ckan.json", "data.json", "packages.json", "package", "dcat.jsonld", "dcat.ttl", "dcat.rdf")
ADDED = {"package": {("CV026", ""), ("CV606", "")}}
"""What is said beside the entries; of the others, the vocabulary and what it has no words for."""
HIDDEN = ("hoa ban tím", "hoabantim", "SLA-KHCN-011", "đầu mối 8", "thử việc che giấu")
"""Words that stand nowhere but in the refused entry."""


@pytest.mark.parametrize("name", FILES)
def test_a_foreign_vocabulary_means_the_same(name: str) -> None:
    own, foreign = check(EXAMPLE / "catalog.json", as_of=AS_OF), check(FOREIGN / name, as_of=AS_OF)
    assert list(map(meaning, foreign.entries)) == list(map(meaning, own.entries))
    added = kinds(foreign.problems) - kinds(own.problems)
    assert set(added) == ADDED.get(name, {("CV026", ""), ("CV027", "")})
    for entry in foreign.entries:
        assert all(finding.position and finding.position.line for finding in entry.findings)


@pytest.mark.parametrize("name", FILES)
def test_nothing_of_the_refused_entry_is_shown(name: str) -> None:
    ended = catval("check", FOREIGN / name, "--max-findings=all", f"--as-of={AS_OF}")
    assert ended.code == 1
    assert not [word for word in HIDDEN if word.casefold() in (ended.out + ended.err).casefold()]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_summary_names_what_cannot_be_said(lang: str) -> None:
    shown = catval("check", FOREIGN / "ckan.json", f"--as-of={AS_OF}", f"--lang={lang}", "--quiet").out
    words = {"vi": ("trong CKAN", "Cấp độ an toàn"), "en": ("in CKAN", "Security")}[lang]
    assert all(word in " ".join(shown.split()) for word in words)


@pytest.mark.parametrize("script", ["make.py", "make_rdf.py"])
def test_the_files_are_as_the_scripts_write_them(script: str) -> None:
    made = load_script(FOREIGN / script).files()
    assert {name: (FOREIGN / name).read_text(encoding="utf-8") for name in made} == made
