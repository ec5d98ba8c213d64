"""Findings that belong to a source or to the catalog as a whole, not to one entry."""

from catalog_validator.engine.assess import digest
from catalog_validator.engine.veil import veiled
from catalog_validator.model.codes import CODES
from catalog_validator.model.document import Problem
from catalog_validator.model.finding import Finding


def problem_finding(problem: Problem) -> Finding:
    """A problem of a source as a finding; its fingerprint is of the source, the code and what it names."""
    hit = veiled(problem.violation)
    names = [str(hit.facts[key]) for key in ("name", "sheet", "reason") if key in hit.facts]
    return Finding(
        hit.code,
        hit.severity or CODES[hit.code].severity,
        hit.path,
        hit.facts,
        position=problem.position,
        citation=hit.citation,
        fingerprint=digest(problem.position.source, hit.code, *names),
    )
