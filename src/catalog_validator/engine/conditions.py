"""When a conditional field applies: three-valued logic in which "undecided" counts as "applies"."""

from collections.abc import Callable, Iterator

from catalog_validator.model.profile import All, Any, Atom, Condition, Field, Profile

Lookup = Callable[[str], tuple[bool, str | None]]
"""Field id → (does it apply, its canonical value or None where it is empty or invalid)."""


def decide(condition: Condition, look: Lookup) -> bool | None:
    """True, false, or None while the fields it rests on are empty or invalid (Kleene)."""
    if isinstance(condition, Atom):
        applies, value = look(condition.field)
        if not applies:
            return False
        return None if value is None else (value in condition.values) is not condition.negated
    parts = [decide(part, look) for part in condition.of]
    settling = isinstance(condition, Any)
    if settling in parts:
        return settling
    return None if None in parts else not settling


def atoms(condition: Condition | None) -> Iterator[Atom]:
    """The comparisons a condition is made of."""
    if isinstance(condition, Atom):
        yield condition
    elif isinstance(condition, All | Any):
        for part in condition.of:
            yield from atoms(part)


def in_order(profile: Profile) -> tuple[Field, ...]:
    """The fields, each after those that its condition rests on; otherwise in the profile's order."""
    done: dict[str, Field] = {}

    def place(field: Field) -> None:
        if field.id not in done:
            for atom in atoms(field.when):
                place(profile.field(atom.field))
            done[field.id] = field

    for field in profile.fields:
        place(field)
    return tuple(done.values())
