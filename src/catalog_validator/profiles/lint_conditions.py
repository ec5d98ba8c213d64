"""Conditions: over fields that are there, can be compared, are owed, and do not hang on themselves."""

import re
from collections.abc import Iterator, Mapping

from catalog_validator.model.report import Mistake
from catalog_validator.profiles.draft import Draft
from catalog_validator.profiles.node import Node, mistake, nearest

_COMPARABLE = ("code", "integer", "yes_no")
_SHAPES = ({"field", "in"}, {"field", "not_in"}, {"all"}, {"any"})
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")


def lint_condition(draft: Draft, condition: Node, owner: str = "") -> Iterator[Mistake]:
    """What is wrong with a condition of the field ``owner``, or of a relation (no owner)."""
    keys = condition.members.keys() & {"field", "in", "not_in", "all", "any"}
    if keys not in _SHAPES:
        yield mistake("bad-condition", condition, keys=", ".join(sorted(keys)) or "–")
        return
    for part in [*condition.items_at("all"), *condition.items_at("any")]:
        yield from lint_condition(draft, part, owner)
    name = condition.get("field")
    if name:
        values = condition.items_at("in") or condition.items_at("not_in")
        yield from _atom(draft, name, values, owner)


def _atom(draft: Draft, name: Node, values: list[Node], owner: str) -> Iterator[Mistake]:
    field = draft.fields.get(name.text)
    if field is None:
        yield mistake("unknown-field", name, name=name.text, nearest=nearest(name.text, draft.fields))
        return
    if name.text == owner:
        yield mistake("condition-on-itself", name, field=owner)
        return
    # For a relation nothing hangs on it; for a field, leaving the other one out would decide over the denominator.
    if owner and field.text_at("obligation") == "optional":
        yield mistake("condition-on-optional", name, field=owner, other=name.text)
    kind = field.text_at("type")
    if kind and kind not in _COMPARABLE:
        yield mistake("condition-not-comparable", name, name=name.text, type=kind, types=", ".join(_COMPARABLE))
    else:
        yield from _values(draft, field, values)


def _values(draft: Draft, field: Node, values: list[Node]) -> Iterator[Mistake]:
    name, kind = field.text_at("id"), field.text_at("type")
    codes = draft.codes_of(field)
    for value in values:
        text = str(value.value)
        if kind == "code" and codes and text not in codes:
            listed = {"value": text, "list": field.text_at("code_list"), "nearest": nearest(text, codes)}
            yield mistake("unknown-code", value, **listed)
        elif kind == "yes_no" and text not in ("yes", "no"):
            yield mistake("condition-not-yes-no", value, name=name, value=text)
        elif kind == "integer" and not _INTEGER.fullmatch(text):
            yield mistake("condition-not-integer", value, name=name, value=text)


def lint_cycles(draft: Draft) -> Iterator[Mistake]:
    """Fields whose conditions hang on each other in a ring; each ring once, at its first field."""
    edges = {name: tuple(_rests_on(field.get("when"), name)) for name, field in draft.fields.items()}
    seen: set[frozenset[str]] = set()
    for name, field in draft.fields.items():
        ring = _ring(edges, name)
        if ring and frozenset(ring) not in seen:
            seen.add(frozenset(ring))
            chain = " → ".join((*ring, name))
            yield mistake("condition-cyclic", field.at("when"), field=name, chain=chain)


def _rests_on(condition: Node | None, owner: str) -> Iterator[str]:
    """The other fields that a condition compares."""
    if condition is None:
        return
    name = condition.text_at("field")
    if name and name != owner:
        yield name
    for part in [*condition.items_at("all"), *condition.items_at("any")]:
        yield from _rests_on(part, owner)


def _ring(edges: Mapping[str, tuple[str, ...]], start: str) -> tuple[str, ...]:
    """The shortest way from a field back to itself, without its end; empty where there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    for way in ways:
        for following in edges.get(way[-1], ()):
            if following == start:
                return way
            if following not in seen:
                seen.add(following)
                ways.append((*way, following))
    return ()
