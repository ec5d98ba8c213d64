"""A profile compiled once into what every entry needs."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from catalog_validator.engine.conditions import in_order
from catalog_validator.engine.judge import Judge, build_judge
from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.profile import Field, Profile, Relation
from catalog_validator.rules.emptiness import Emptiness, build_emptiness

TYPE_CHECKING = False  # what type checkers take for True; ways are seldom asked for

if TYPE_CHECKING:
    from catalog_validator.engine.way import WayFinder
    from catalog_validator.rules.own_schema import OwnRule

ACROSS = "duplicate_entry"
"""The one kind of relation that looks across entries."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which codes are reported. Choosing never changes a score. Prefixes count: ``CV1`` is all of CV1xx."""

    select: tuple[str, ...] = ()
    """Empty: all."""
    ignore: tuple[str, ...] = ()

    def takes(self, code: str) -> bool:
        """Whether findings of this code are reported."""
        return (not self.select or code.startswith(self.select)) and not (self.ignore and code.startswith(self.ignore))


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything `assess_entry` and the bulk path need; built by `build_plan`, then only read."""

    profile: Profile
    as_of: date
    threshold: Fraction
    """In per cent."""
    group_by: tuple[str, ...]
    choice: Choice
    emptiness: Emptiness
    fields: Mapping[str, Field]
    """In the profile's order."""
    order: tuple[Field, ...]
    """Each field after those its condition rests on."""
    judges: Mapping[str, Judge]
    relations: tuple[Relation, ...]
    """Those within one entry."""
    across: tuple[Relation, ...]
    """Those across entries."""
    own: "OwnRule | None" = None
    """What the user's own JSON Schema says."""
    ways: "WayFinder | None" = None
    """Finds the fewest fields after which an entry passes, where that is asked for."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a run asks of the engine, besides the profile and the as-of date."""

    threshold: Fraction | None = None
    group_by: tuple[str, ...] | None = None
    choice: Choice = Choice()
    way: bool = False
    """The fewest fields after which each entry passes."""
    curve: bool = False
    """With it, what any number of fields brings, for a way of many entries together."""


NO_WISH = Wish()


def build_plan(profile: Profile, as_of: date, wish: Wish = NO_WISH) -> Plan:
    """Compile a profile. `KeyError` for a rule kind that does not exist or a group field that the profile lacks."""
    emptiness = build_emptiness(profile.placeholders)
    group_by = profile.group_by if wish.group_by is None else wish.group_by
    threshold = profile.threshold if wish.threshold is None else wish.threshold
    judges = {field.id: build_judge(field, emptiness, as_of) for field in profile.fields}
    ways = None
    if wish.way:
        from catalog_validator.engine.way import build_way_finder

        ways = build_way_finder(profile, judges, threshold, curves=wish.curve)
    own = None
    if profile.json_schema:
        from catalog_validator.rules.own_schema import build_own_rule

        own = build_own_rule(profile.json_schema, profile.json_schema_severity)
    return Plan(
        profile=profile,
        as_of=as_of,
        threshold=threshold,
        group_by=tuple(profile.field(field_id).id for field_id in group_by),
        choice=wish.choice,
        emptiness=emptiness,
        fields={field.id: field for field in profile.fields},
        order=in_order(profile),
        judges=judges,
        relations=tuple(relation for relation in profile.relations if relation.kind != ACROSS),
        across=tuple(relation for relation in profile.relations if relation.kind == ACROSS),
        own=own,
        ways=ways,
    )
