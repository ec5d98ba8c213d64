"""What is said beside the descriptions, where some of them are marked as state secrets: nothing that may quote them."""

from collections.abc import Sequence

from catalog_validator.engine.assess import digest, is_refused
from catalog_validator.engine.plan import Plan
from catalog_validator.engine.sheet import Sheet
from catalog_validator.engine.veil import without_words
from catalog_validator.model.dataclass import dataclass, field, replace
from catalog_validator.model.document import NO_FLAWS, Batch
from catalog_validator.model.finding import Finding

ORPHAN = "CV023"
"""Names the description that a record is for; it may be a refused one, misspelt."""
ABOUT_PACKAGES = "CV6"

TYPE_CHECKING = False  # what type checkers take for True; packages are seldom met

if TYPE_CHECKING:
    from catalog_validator.api.packages import Library


@dataclass(slots=True)
class Hush:
    """The sources of a run of which some description is refused."""

    plan: Plan
    library: "Library | None" = None
    data: bool = False
    """The data of packages is checked as well, and findings about it quote it."""
    sources: set[str] = field(default_factory=set)
    """Names of packages that are refused, and of catalogs in packages of which a description is."""

    def look(self, source: str, batch: Batch, said: Sequence[Finding]) -> bool:
        """Whether a description is marked secret that findings about a package may quote.

        ``said``: what has been found in the source so far.
        """
        if not self._is_packed(source) and not any(one.code.startswith(ABOUT_PACKAGES) for one in said):
            return False
        flaws = batch.flaws if batch.flaws is not NO_FLAWS else {}
        found = any(
            isinstance(value, dict) and is_refused(self.plan, Sheet(self.plan, value), flaws.get(index, ()))
            for index, value in enumerate(batch.values)
        )
        if found:
            self.sources.add(source)
        return found

    def _is_packed(self, source: str) -> bool:
        """Whether the source is a package, or perhaps in one whose data is checked."""
        return self.library is not None and (self.data or source in self.library.names())

    def over_package(self, findings: list[Finding], begun: int, source: str | None) -> None:
        """Hide what findings about a package quote: those from ``begun`` on, and all in the source; None: nothing."""
        for at, finding in enumerate(findings if source else ()):
            mine = at >= begun or (finding.position is not None and finding.position.source == source)
            if mine and finding.code.startswith(ABOUT_PACKAGES):
                findings[at] = _hushed(finding)


def hush_orphans(findings: Sequence[Finding], refused: int) -> list[Finding]:
    """Hide for whom records are that belong to no description, where so many descriptions are refused."""
    return [_hushed(finding) if refused and finding.code == ORPHAN else finding for finding in findings]


def _hushed(finding: Finding) -> Finding:
    """The same finding at its place, without words of the source, also in its fingerprint."""
    position = finding.position
    place = "" if position is None else f"{position.source}:{position.line}:{position.column}:{position.cell}"
    return replace(finding, facts=without_words(finding.facts), fingerprint=digest(finding.code, place))
