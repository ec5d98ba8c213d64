"""Real catalogs in RDF: as many descriptions as the library itself counts, or a finding that says why there is none."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from foreign import read_text
from rdflib import RDF, Dataset, URIRef

from catalog_runs import ROOT
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Source
from catalog_validator.syntax import guess_syntax, parse

DATA = ROOT.parent / "shared" / "data"
SYNTAXES = {"turtle": "turtle", "rdf-xml": "xml", "json-ld": "json-ld"}
ENDINGS = (".ttl", ".nt", ".rdf", ".jsonld", ".xml", ".json")
CLASS = URIRef("http://www.w3.org/ns/dcat#Dataset")


def files() -> Iterator[object]:
    folder = DATA / "dcat"
    if not folder.is_dir():
        yield pytest.param(
            None, marks=pytest.mark.skip(reason="the collected real files (../shared/data) are not here")
        )
        return
    for path in sorted(folder.rglob("*")):
        if path.suffix in ENDINGS and is_rdf(path):
            yield pytest.param(path, id=str(path.relative_to(folder))[-60:])


def is_rdf(path: Path) -> bool:
    source = Source.of_bytes(path.name, path.read_bytes())
    return guess_syntax(source) in SYNTAXES and parse(source, Limits()).syntax == "rdf"


def counted(path: Path) -> int | None:
    """Datasets in a file by the library alone; None where it cannot read it."""
    syntax = guess_syntax(Source.of_bytes(path.name, path.read_bytes()))
    graph = Dataset(default_union=True)
    logging.disable(logging.CRITICAL)
    try:
        graph.parse(path, format=SYNTAXES[syntax or ""])
    except Exception:
        return None
    finally:
        logging.disable(logging.NOTSET)
    return len(set(graph.subjects(RDF.type, CLASS)))


@pytest.mark.parametrize("path", list(files()))
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_every_dataset_is_a_description(path: Path) -> None:
    found = read_text(path.read_text(encoding="utf-8"), path.name)
    wanted = counted(path)
    if wanted is not None:
        assert len(found.entries) == wanted
    if not found.entries:
        assert any(problem.unreadable for problem in found.problems.values())
    for batch in found.batches:
        for index, entry in enumerate(batch.values):
            assert isinstance(entry, dict)
            for name in entry:
                place = batch.spot(index, (name,))
                assert place.line
                assert place.end_line
                assert (place.line, place.column) <= (place.end_line, place.end_column)
