"""DQV as an RDF library reads it: the same facts in both syntaxes, of the form that the vocabulary asks for."""

from decimal import Decimal
from fractions import Fraction

import pytest
from pyshacl import validate
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, OWL
from report_cases import a_job, written

from catalog_runs import AS_OF, EXAMPLE
from catalog_validator import check, render
from catalog_validator.model.words import LANGS, Lang
from catalog_validator.reports.numbers import cut

# What rdflib says of itself when it reads JSON-LD.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib", "ignore::DeprecationWarning:pyshacl")

DQV = Namespace("http://www.w3.org/ns/dqv#")
CATVAL = Namespace("urn:catval:")

# No shapes are published for DQV: these say what the vocabulary's definitions ask of a measurement and of a metric.
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dqv: <http://www.w3.org/ns/dqv#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix qb: <http://purl.org/linked-data/cube#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
[] a sh:NodeShape ; sh:targetClass dqv:QualityMeasurement ;
  sh:property [ sh:path dqv:isMeasurementOf ; sh:minCount 1 ; sh:maxCount 1 ; sh:class dqv:Metric ] ;
  sh:property [ sh:path dqv:computedOn ; sh:minCount 1 ; sh:maxCount 1 ; sh:class dcat:Catalog ] ;
  sh:property [ sh:path dqv:value ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:Literal ] ;
  sh:property [ sh:path qb:dataSet ; sh:minCount 1 ; sh:class dqv:QualityMeasurementDataset ] .
[] a sh:NodeShape ; sh:targetClass dqv:Metric ;
  sh:property [ sh:path skos:definition ; sh:minCount 2 ; sh:uniqueLang true ] ;
  sh:property [ sh:path dqv:inDimension ; sh:minCount 1 ] ;
  sh:property [ sh:path dqv:expectedDataType ; sh:minCount 1 ; sh:maxCount 1 ] .
"""


def graphs(jsonld: str | bytes, turtle: str | bytes) -> tuple[Graph, Graph]:
    return Graph().parse(data=jsonld, format="json-ld"), Graph().parse(data=turtle, format="turtle")


def holds(graph: Graph) -> bool:
    conforms, _, text = validate(graph, shacl_graph=Graph().parse(data=SHAPES, format="turtle"))
    assert isinstance(text, str)
    return bool(conforms)


@pytest.mark.parametrize("lang", LANGS)
def test_both_syntaxes_say_the_same(lang: Lang) -> None:
    one, other = graphs(*(written(name, a_job(lang=lang)) for name in ("dqv", "dqv-ttl")))
    assert isomorphic(one, other)
    assert len(one) > 100
    assert holds(one)


def test_the_shapes_see_what_is_missing() -> None:
    graph, _ = graphs(*(written(name, a_job()) for name in ("dqv", "dqv-ttl")))
    graph.remove((next(graph.subjects(RDF.type, DQV.QualityMeasurement)), DQV.value, None))
    assert not holds(graph)


def measured(graph: Graph, subject: object, metric: URIRef, name: URIRef = DQV.value) -> Literal:
    (found,) = (
        graph.value(node, name)
        for node in graph.subjects(DQV.computedOn, subject)  # type: ignore[arg-type]
        if (node, DQV.isMeasurementOf, metric) in graph
    )
    assert isinstance(found, Literal)
    return found


def test_values_are_those_of_the_run_and_exact() -> None:
    report = check(EXAMPLE / "catalog.json", as_of=AS_OF)
    graph, _ = graphs(render(report, "dqv"), render(report, "dqv-ttl"))
    assert holds(graph)
    whole = next(one for one in graph.subjects(RDF.type, URIRef("http://www.w3.org/ns/dcat#Catalog"))
                 if (one, DCTERMS.isPartOf, None) not in graph)  # fmt: skip
    total = report.summary.total
    score = measured(graph, whole, CATVAL.score)
    assert score.toPython() == Decimal(cut(total.score))
    assert Fraction(str(measured(graph, whole, CATVAL.score, CATVAL.exact))) == total.score
    earned = measured(graph, whole, CATVAL["points-earned"])
    assert (Fraction(str(earned)), earned.datatype) == (total.earned, OWL.rational)
    groups = list(graph.subjects(DCTERMS.isPartOf, whole))
    assert len(groups) == len(report.summary.groups)
    pooled = [Fraction(str(measured(graph, one, CATVAL["points-possible"]))) for one in groups]
    assert sorted(pooled) == sorted(group.tally.possible for group in report.summary.groups.values())
