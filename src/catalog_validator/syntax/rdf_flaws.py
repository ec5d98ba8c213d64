"""Flaws in the form of a source (a key that stands twice), brought to the datasets that they are in."""

from collections.abc import Iterable

from catalog_validator.model.dataclass import dataclass, field, replace
from catalog_validator.model.finding import Violation
from catalog_validator.syntax.rdf_graph import Place
from catalog_validator.syntax.rdf_names import compact
from catalog_validator.syntax.rdf_records import Placed, Shaper


@dataclass(slots=True)
class Flaws:
    """What is wrong with the form of a source."""

    inside: dict[str, list[Violation]] = field(default_factory=dict)
    """Dataset → flaws in it; their paths are those of its record."""
    outside: list[tuple[Place, Violation]] = field(default_factory=list)
    spoiled: set[str] = field(default_factory=set)
    """Datasets of which a flaw hides something that nobody can tell."""


def flaws_of(shaper: Shaper, datasets: Iterable[str], found: Iterable[tuple[Place, Violation]]) -> Flaws:
    """The flaws by dataset; a place is the path of a value in the source."""
    flaws = Flaws()
    homes: dict[Place, str] = {}
    for place, flaw in found:
        homes = homes or {shaper.graph.places[node]: node for node in datasets if node in shaper.graph.places}
        bare = replace(flaw, path=())
        home = next((homes[place[:end]] for end in range(len(place) - 1, -1, -1) if place[:end] in homes), None)
        if home is None:
            flaws.outside.append((place, bare))
            continue
        name = _property(shaper, home, place)
        if not name:
            flaws.spoiled.add(home)
        flaws.inside.setdefault(home, []).append(replace(flaw, path=(Placed.at(name or str(place[-1]), place),)))
    return flaws


def _property(shaper: Shaper, node: str, place: Place) -> str:
    """The property of a dataset in whose value a place lies; empty where nothing is stated from there."""
    for one in shaper.graph.statements.get(node, ()):
        if one.place and (place[: len(one.place)] == one.place or one.place[: len(place)] == place):
            return compact(one.predicate)
    return ""
