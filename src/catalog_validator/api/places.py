"""Where findings stand: looked up for those that are shown, and the order that follows from it."""

from catalog_validator.model.dataclass import replace
from catalog_validator.model.document import Batch
from catalog_validator.model.finding import Finding
from catalog_validator.model.result import EntryResult


def located(result: EntryResult, batch: Batch, position: int) -> EntryResult:
    """The result with a place on each finding; a finding about the whole entry points at all of it."""
    if result.way is not None:
        steps, could = (
            tuple(replace(step, position=batch.spot(position, (step.field,))) for step in some)
            for some in (result.way.steps, result.way.open)
        )
        result = replace(result, way=replace(result.way, steps=steps, open=could))
    if not result.findings:
        return result
    placed = tuple(finding.at(batch.spot(position, finding.path)) for finding in result.findings)
    return replace(result, findings=placed)


def place_of(finding: Finding) -> tuple[str, int, int, str]:
    """By what findings of sources are put in order: file, line, column, code."""
    position = finding.position
    if position is None:
        return ("", 0, 0, finding.code)
    return (position.source, position.line or 0, position.column or 0, finding.code)
