"""W3C Data Quality Vocabulary: measurements of each group and of all, as JSON-LD and as Turtle, from one list of facts.

A score is the number that every report shows, cut to two decimals, which is its definition here; beside it stand the
exact score and the exact points, as rational numbers of OWL 2.
"""

from collections.abc import Iterator
from fractions import Fraction

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.report import Job, Outcome
from catalog_validator.model.result import Tally
from catalog_validator.model.words import LANGS
from catalog_validator.reports.json import dump
from catalog_validator.reports.lexicon import WHOLE, Lexicon, inert
from catalog_validator.reports.numbers import cut, exact
from catalog_validator.reports.order import ordered_groups
from catalog_validator.reports.words import Words

PREFIXES = {
    "catval": "urn:catval:",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "ldqd": "http://www.w3.org/2016/05/ldqd#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
METRICS = {
    "score": "xsd:decimal",
    "mean-score": "xsd:decimal",
    "passed-share": "xsd:decimal",
    "points-earned": "owl:rational",
    "points-possible": "owl:rational",
    "entries": "xsd:integer",
}
"""What is measured → the datatype of its value. Words: ``formats.metric.<name>``."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A text with its datatype or its language."""

    text: str
    kind: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Ref:
    """A prefixed name, or a node of this document (``_:catalog``)."""

    name: str


Fact = tuple[str, Literal | Ref]
"""A property and one value of it."""


@dataclass(frozen=True, slots=True)
class Node:
    """A subject with all that is said of it."""

    name: str
    kind: str
    facts: tuple[Fact, ...]


def render_dqv(job: Job) -> Iterator[str]:
    """JSON-LD with its context inside, so that nothing has to be fetched."""
    nodes = _nodes(job)
    yield '{\n  "@context": ' + dump(PREFIXES).replace("\n", "\n  ") + ',\n  "@graph": ['
    for index, node in enumerate(nodes):
        made: dict[str, object] = {"@id": node.name, "@type": node.kind}
        for name, value in node.facts:
            given = _json(value)
            known = made.get(name)
            made[name] = given if known is None else [*(known if isinstance(known, list) else [known]), given]
        yield ("," if index else "") + "\n    " + dump(made).replace("\n", "\n    ")
    yield "\n  ]\n}\n"


def render_dqv_turtle(job: Job) -> Iterator[str]:
    """Turtle, a subject per block."""
    nodes = _nodes(job)
    yield from (f"@prefix {prefix}: <{name}> .\n" for prefix, name in PREFIXES.items())
    for node in nodes:
        facts = "".join(f" ;\n    {name} {_turtle(value)}" for name, value in node.facts)
        yield f"\n{node.name} a {node.kind}{facts} .\n"


def _nodes(job: Job) -> list[Node]:
    """Everything that is said; the entries are only counted."""
    for _ in job.entries:
        pass
    outcome, words = job.outcome(), Words(job.lang)
    return [*_frame(job), *_metrics(), *_measured(job, outcome, words)]


def _frame(job: Job) -> Iterator[Node]:
    """The set of measurements: as of which day, by which profile, which tool."""
    profile = job.run.profile
    title: tuple[Fact, ...] = tuple(
        ("dcterms:title", Literal(inert(profile.title[lang], WHOLE), lang=lang)) for lang in LANGS
    )
    yield Node(
        "_:report",
        "dqv:QualityMeasurementDataset",
        (
            ("dcterms:date", Literal(job.run.as_of.isoformat(), "xsd:date")),
            ("dcterms:conformsTo", Ref("_:profile")),
            ("dcterms:creator", Literal(f"catval {job.run.tool_version}".strip())),
            ("dcterms:language", Literal(job.lang)),
        ),
    )
    yield Node(
        "_:profile",
        "dcterms:Standard",
        (
            ("dcterms:identifier", Literal(inert(profile.id))),
            *title,
            ("owl:versionInfo", Literal(inert(profile.version))),
            ("catval:sha256", Literal(profile.sha256)),
            ("catval:threshold", Literal(exact(job.run.threshold), "owl:rational")),
        ),
    )


def _metrics() -> Iterator[Node]:
    for name, datatype in METRICS.items():
        said: tuple[Fact, ...] = tuple(
            ("skos:definition", Literal(Lexicon(lang).ui(f"formats.metric.{name}"), lang=lang)) for lang in LANGS
        )
        facts: tuple[Fact, ...] = (
            *said,
            ("dqv:expectedDataType", Ref(datatype)),
            ("dqv:inDimension", Ref("ldqd:completeness")),
        )
        yield Node(f"catval:{name}", "dqv:Metric", facts)


def _measured(job: Job, outcome: Outcome, words: Words) -> Iterator[Node]:
    """The catalog, its groups, and the measurements of each."""
    profile = job.run.profile
    title = Literal(inert(profile.title[job.lang], WHOLE), lang=job.lang)
    yield Node("_:catalog", "dcat:Catalog", (("dcterms:title", title),))
    yield from _measurements("catalog", outcome.summary.total)
    for number, group in enumerate(ordered_groups(profile, outcome.summary), 1):
        value = words.ui("formats.not_stated") if group.value is None else words.code((group.by,), group.value, profile)
        facts: list[Fact] = [
            ("dcterms:isPartOf", Ref("_:catalog")),
            ("dcterms:title", Literal(f"{words.label((group.by,), profile)}: {value}", lang=job.lang)),
            ("catval:by", Literal(inert(group.by))),
        ]
        if group.value is not None:
            facts.append(("catval:value", Literal(inert(group.value, WHOLE))))
        yield Node(f"_:group{number}", "dcat:Catalog", tuple(facts))
        yield from _measurements(f"group{number}", group.tally)


def _measurements(name: str, tally: Tally) -> Iterator[Node]:
    """What is known of a set of entries: where nothing was scored there is no score, and none is said."""
    shares: dict[str, Fraction | None] = {
        "score": tally.score,
        "mean-score": tally.mean_score,
        "passed-share": tally.passed_share,
    }
    for metric, share in shares.items():
        if share is not None:
            more: tuple[Fact, ...] = (("catval:exact", Literal(exact(share), "owl:rational")),)
            yield _measurement(name, metric, Literal(cut(share), "xsd:decimal"), more)
    for metric, number in (("points-earned", tally.earned), ("points-possible", tally.possible)):
        yield _measurement(name, metric, Literal(exact(number), "owl:rational"))
    yield _measurement(name, "entries", Literal(str(tally.read), "xsd:integer"))


def _measurement(name: str, metric: str, value: Literal, more: tuple[Fact, ...] = ()) -> Node:
    facts: tuple[Fact, ...] = (
        ("dqv:isMeasurementOf", Ref(f"catval:{metric}")),
        ("dqv:computedOn", Ref(f"_:{name}")),
        ("dqv:value", value),
        *more,
        ("qb:dataSet", Ref("_:report")),
    )
    return Node(f"_:{name}-{metric}", "dqv:QualityMeasurement", facts)


def _json(value: Literal | Ref) -> dict[str, str]:
    if isinstance(value, Ref):
        return {"@id": value.name}
    made = {"@value": value.text}
    if value.kind:
        made["@type"] = value.kind
    if value.lang:
        made["@language"] = value.lang
    return made


def _turtle(value: Literal | Ref) -> str:
    if isinstance(value, Ref):
        return value.name
    text = value.text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{text}"' + (f"^^{value.kind}" if value.kind else f"@{value.lang}" if value.lang else "")
