"""Small profiles with all kinds of conditions and gates, entries for them, and what a plan is, by brute force."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations, product
from typing import Any

from hypothesis import strategies as st

from catalog_validator.engine.assess import score_field
from catalog_validator.engine.conditions import atoms, decide
from catalog_validator.engine.plan import Plan
from catalog_validator.engine.sheet import Sheet
from catalog_validator.model.profile import All, Atom, Check, Condition, Field, FieldType, Obligation, Profile
from catalog_validator.model.profile import Any as AnyOf
from worlds import CODES, make_field, make_profile

NAMED = ("1", "3")
VALUES: Mapping[FieldType, tuple[Any, ...]] = {
    FieldType.CODE: CODES,
    FieldType.YES_NO: ("no", "yes"),
    FieldType.INTEGER: (1, 2, 3, 4, 5),
}
"""Every valid value of a controlling field (an integer is from 1 to 5)."""
FILLING: Mapping[FieldType, Any] = {
    FieldType.TEXT: "Quản lý hồ sơ của tỉnh",
    FieldType.RECORDS: [{"name": "Hồ sơ", "description": "Hồ sơ của tỉnh"}],
}
WEIGHTS = st.sampled_from([Fraction(1), Fraction(1), Fraction(2), Fraction(3, 2), Fraction(1, 3), Fraction(0)])


@st.composite
def conditions(draw: st.DrawFn, controllers: list[Field]) -> Condition:
    """Over any of the controllers, in both senses, alone or joined."""

    def atom(field: Field) -> st.SearchStrategy[Atom]:
        values = {FieldType.CODE: CODES, FieldType.YES_NO: ("yes", "no"), FieldType.INTEGER: NAMED}[field.type]
        some = st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True).map(tuple)
        return st.builds(Atom, st.just(field.id), some, st.booleans())

    one = st.sampled_from(controllers).flatmap(atom)
    several = st.lists(one, min_size=2, max_size=2).map(tuple)
    return draw(st.one_of(one, st.builds(All, several), st.builds(AnyOf, several)))


@st.composite
def small_profiles(draw: st.DrawFn, most: int = 8) -> Profile:
    """At most ``most`` fields: controllers, also of one another, then others; weights, gates, lists of records."""
    fields: list[Field] = [make_field("name", FieldType.TEXT, weight=draw(WEIGHTS), gate=draw(st.booleans()))]
    controllers: list[Field] = []
    for number in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from([FieldType.CODE, FieldType.CODE, FieldType.YES_NO, FieldType.INTEGER]))
        more: dict[str, Any] = {"gate": draw(st.sampled_from([False, False, True]))}
        if kind is FieldType.INTEGER:
            more["checks"] = (Check("range", {"min": 1, "max": 5}),)
        if kind is FieldType.YES_NO:
            more["refuse"] = draw(st.booleans())
        controllers.append(draw(owed_fields(f"c{number}", kind, controllers, more)))
    fields += controllers
    for number in range(draw(st.integers(1, most - len(fields)))):
        kind = draw(st.sampled_from([FieldType.TEXT, FieldType.TEXT, FieldType.RECORDS]))
        fields.append(draw(owed_fields(f"f{number}", kind, controllers, {"gate": draw(st.integers(0, 5)) == 0})))
    threshold = draw(st.sampled_from([Fraction(80), Fraction(80), Fraction(50), Fraction(100), Fraction(239, 3)]))
    return make_profile(*draw(st.permutations(fields)), threshold=threshold)


@st.composite
def owed_fields(draw: st.DrawFn, name: str, kind: FieldType, controllers: list[Field], more: dict[str, Any]) -> Field:
    """A field that is owed, always or under a condition."""
    if controllers and draw(st.sampled_from([False, True, True])):
        more = more | {"when": draw(conditions(controllers))}
    obligation = Obligation.CONDITIONAL if "when" in more else Obligation.MANDATORY
    made: Field = make_field(name, kind, obligation, weight=draw(WEIGHTS), **more)
    return made


@st.composite
def small_entries(draw: st.DrawFn, profile: Profile) -> dict[str, Any]:
    """Many fields empty, some invalid, lists of records filled in part; never marked secret."""
    entry: dict[str, Any] = {}
    for field in profile.fields:
        choice = draw(st.sampled_from(["absent", "absent", "filled", "hollow", "part"]))
        if choice == "filled" or (choice == "part" and field.type is not FieldType.RECORDS):
            values = VALUES.get(field.type, (FILLING.get(field.type),))
            entry[field.id] = "no" if field.refuse else draw(st.sampled_from(values))
        elif choice == "hollow":
            entry[field.id] = draw(st.sampled_from(["đang cập nhật", "  "]))
        elif choice == "part":
            part = st.sampled_from([{"name": "Hồ sơ"}, {"name": "Hồ sơ", "description": "Của tỉnh"}])
            entry[field.id] = draw(st.lists(part, min_size=1, max_size=3))
    return entry


Sums = tuple[Fraction, Fraction, bool]
"""Points earned and possible, and whether the entry passes."""


def sums(plan: Plan, entry: Mapping[str, Any]) -> Sums:
    """By the engine's own sheet."""
    sheet = Sheet(plan, entry)
    scores = [score for field in plan.profile.fields if (score := score_field(field, sheet)).applies]
    earned = sum((score.weight * score.credit for score in scores), Fraction(0))
    possible = sum((score.weight for score in scores), Fraction(0))
    gates = all(score.credit == 1 for score in scores if plan.fields[score.field].gate)
    return earned, possible, gates and 100 * earned >= plan.threshold * possible


def outcomes(plan: Plan, entry: Mapping[str, Any], chosen: tuple[str, ...]) -> Iterator[Sums]:
    """After filling these fields, for every valid value of those that control others."""
    asked = {atom.field for field in plan.profile.fields for atom in atoms(field.when)}
    choices = []
    for name in chosen:
        field = plan.fields[name]
        values = ("no",) if field.refuse else VALUES.get(field.type, (FILLING.get(field.type),))
        choices.append(values if name in asked else values[:1])
    for values in product(*choices):
        yield sums(plan, filled(plan, entry, dict(zip(chosen, values, strict=True))))


def filled(plan: Plan, entry: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The entry with these values, as far as the fields are decidedly owed; each after those it rests on."""
    done = dict(entry)
    for field in plan.order:
        when = plan.fields[field.id].when
        if field.id in values and (when is None or decide(when, Sheet(plan, done).look)):
            done[field.id] = values[field.id]
    return done


def open_fields(plan: Plan, entry: Mapping[str, Any]) -> list[str]:
    """Fields that can be filled or mended: whatever lacks full credit, whether or not it counts now."""
    sheet = Sheet(plan, entry)
    return [field.id for field in plan.profile.fields if sheet.verdict(field.id).credit < 1]


def is_plan(plan: Plan, entry: Mapping[str, Any], chosen: tuple[str, ...]) -> bool:
    """The definition: whatever true value is stated, the entry passes."""
    return all(passes for _, _, passes in outcomes(plan, entry, chosen))


def plans_of_size(plan: Plan, entry: Mapping[str, Any], size: int) -> Iterator[tuple[str, ...]]:
    """All plans of so many fields."""
    return (some for some in combinations(open_fields(plan, entry), size) if is_plan(plan, entry, some))


def margin(plan: Plan, entry: Mapping[str, Any], chosen: tuple[str, ...]) -> Fraction:
    """Points over those that the threshold asks for, in the worst case."""
    return min(earned - plan.threshold * possible / 100 for earned, possible, _ in outcomes(plan, entry, chosen))
