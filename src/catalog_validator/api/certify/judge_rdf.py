"""Datasets with the fields as properties of the project's own namespace, judged by pyshacl against the shapes."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from catalog_validator.api.certify.judged import Judged, LibraryMissing, by_engine
from catalog_validator.api.certify.values import Entry
from catalog_validator.api.certify.written_forms import read_back
from catalog_validator.engine.plan import Plan
from catalog_validator.exports.shacl import OWN, SHAPES

_XSD = "http://www.w3.org/2001/XMLSchema#"
_IRI = "urn:x-catval:entry:"


class ShaclJudge:
    """pyshacl, over the graph of some entries at once."""

    tells_all = True
    batch = 100

    def __init__(self, plan: Plan, exported: bytes) -> None:
        """``exported``: the shapes."""
        try:
            import pyshacl  # noqa: F401
            from rdflib import Graph
        except ImportError as error:
            raise LibraryMissing("pyshacl") from error
        self._shapes = Graph().parse(data=exported, format="turtle")
        self._plan = plan

    def judge(self, entries: Sequence[Entry]) -> list[Judged | None]:
        """See `Judge`."""
        judged: list[Judged | None] = [None] * len(entries)
        numbers = [number for number, entry in enumerate(entries) if entry and all(map(carried, entry.values()))]
        text = "".join(line for number in numbers for line in lines(entries[number], number)).encode()
        if not numbers:
            return judged
        read = read_back(self._plan, text, "turtle")
        if len(read) != len(numbers):
            raise RuntimeError(f"{len(numbers)} datasets were written, {len(read)} were read")
        told = self._told(text)
        for number, (values, flaws) in zip(numbers, read, strict=True):
            judged[number] = Judged(by_engine(self._plan, values, number, flaws), told.get(number, {}))
        return judged

    def _told(self, text: bytes) -> dict[int, dict[str, list[str]]]:
        from pyshacl import validate
        from rdflib import RDF, Graph, Namespace

        sh = Namespace("http://www.w3.org/ns/shacl#")
        data = Graph().parse(data=text, format="nt")
        _, report, _ = validate(data, shacl_graph=self._shapes, advanced=False, js=False, do_owl_imports=False)
        told: dict[int, dict[str, list[str]]] = {}
        assert isinstance(report, Graph)
        top = set(report.objects(None, sh.result))
        for result in report.subjects(RDF.type, sh.ValidationResult):
            focus: Any = report.value(result, sh.focusNode)
            if result not in top or not str(focus).startswith(_IRI):
                continue
            path, shape = report.value(result, sh.resultPath), report.value(result, sh.sourceShape)
            field = str(path).removeprefix(OWN) if path is not None else str(shape).removeprefix(SHAPES)
            kind = str(report.value(result, sh.sourceConstraintComponent)).removeprefix(str(sh))
            told.setdefault(int(str(focus).removeprefix(_IRI)), {}).setdefault(field, []).append(kind)
        return told


def carried(value: object) -> bool:
    """Whether RDF can hold it so that it is read as it was: no null, no list in a list, no empty list or object."""
    if isinstance(value, list):
        # One property with several values has no order, and no value twice.
        plain = [json.dumps(item, sort_keys=True) for item in value]
        return (
            bool(value)
            and len(set(plain)) == len(plain)
            and all(not isinstance(item, list) and carried(item) for item in value)
        )
    if isinstance(value, dict):
        return bool(value) and all(carried(inner) for inner in value.values())
    return value is not None


def lines(entry: Entry, number: int) -> Iterator[str]:
    """N-Triples of a dataset."""
    node = f"<{_IRI}{number:06}>"
    yield f"{node} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset> .\n"
    yield from _members(node, f"e{number}", entry)


def _members(node: str, blank: str, record: Entry) -> Iterator[str]:
    for name, value in record.items():
        for index, item in enumerate(value if isinstance(value, list) else [value]):
            inner = f"_:{blank}x{name.replace('_', 'u')}{index}"
            yield f"{node} <{OWN}{name}> {inner if isinstance(item, dict) else _literal(item)} .\n"
            if isinstance(item, dict):
                yield from _members(inner, inner[2:], item)


def _literal(value: object) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=True)
    kind = "boolean" if isinstance(value, bool) else "integer" if isinstance(value, int) else "decimal"
    return f'"{str(value).lower()}"^^<{_XSD}{kind}>'
