"""Fields and their parts: does each say all it must, and nothing that its type or obligation excludes?"""

from collections.abc import Iterator
from fractions import Fraction

from catalog_validator.model.report import Mistake
from catalog_validator.profiles.draft import Draft, lint_settings
from catalog_validator.profiles.lint_checks import lint_checks
from catalog_validator.profiles.lint_conditions import lint_condition
from catalog_validator.profiles.node import Node, mistake, nearest

_RECORDS = ("record", "records")
_CODES = ("code", "codes")
_OF_RECORDS = ("parts", "plain", "any_of", "whole")
_NOT_IN_PARTS = ("group", "weight", "gate", "refuse", "when", "parts", "plain", "any_of", "whole")


def lint_field(draft: Draft, field: Node) -> Iterator[Mistake]:
    """Everything that is wrong with one field."""
    yield from _weight(field)
    yield from _when(draft, field)
    yield from _refuse(field)
    yield from _record(field)
    yield from _value(draft, field)
    for part in field.items_at("parts"):
        yield from _part(draft, field, part)


def weight_of(node: Node | None) -> Fraction | None:
    """A weight or threshold; None where none, or none that can be read, is given."""
    if node is None or not isinstance(node.value, int | str):
        return None
    return Fraction(node.value)


def _name(field: Node) -> str:
    return field.text_at("id")


def _weight(field: Node) -> Iterator[Mistake]:
    node = field.get("weight")
    weight = weight_of(node)
    if node is None or weight is None:
        return
    if weight < 0:
        yield mistake("negative-weight", node, field=_name(field), value=node.value)
    elif weight > 0 and field.text_at("obligation") == "optional":
        yield mistake("optional-weight", node, field=_name(field), value=node.value)


def _when(draft: Draft, field: Node) -> Iterator[Mistake]:
    obligation = field.text_at("obligation")
    condition = field.get("when")
    if obligation == "conditional" and "when" not in field.members:
        yield mistake("when-missing", field.at("obligation"), field=_name(field))
    elif condition and obligation and obligation != "conditional":
        yield mistake("when-superfluous", condition, field=_name(field), obligation=obligation)
    if condition:
        yield from lint_condition(draft, condition, _name(field))


def _refuse(field: Node) -> Iterator[Mistake]:
    refuse, kind = field.get("refuse"), field.text_at("type")
    if refuse and refuse.value is True and kind and kind != "yes_no":
        yield mistake("refuse-not-yes-no", refuse, field=_name(field), type=kind)


def _record(field: Node) -> Iterator[Mistake]:
    kind = field.text_at("type")
    if kind in _RECORDS:
        if not field.items_at("parts") and not field.at("parts").spoiled:
            yield mistake("parts-missing", field, field=_name(field), type=kind)
        yield from _part_names(field)
    elif kind:
        for key in _OF_RECORDS:
            node = field.get(key)
            if node and node.value not in (False, []):
                yield mistake("records-only", node, field=_name(field), key=key, type=kind)


def _part_names(field: Node) -> Iterator[Mistake]:
    parts = {part.text_at("id"): part for part in field.items_at("parts")}
    plain = field.get("plain")
    for name in [*field.items_at("any_of"), *([plain] if plain else [])]:
        if name.text not in parts:
            near = nearest(name.text, parts)
            yield mistake("unknown-part", name, name=name.text, field=_name(field), nearest=near)
        elif name is not plain and parts[name.text].text_at("obligation") == "mandatory":
            yield mistake("any-of-mandatory", name, field=_name(field), part=name.text)


def _value(draft: Draft, field: Node) -> Iterator[Mistake]:
    """What a field and a part have in common: code list, checks, examples."""
    yield from _code_list(draft, field)
    for key in ("good", "bad"):
        text = field.get(key)
        if text:
            yield from lint_settings(draft, text)
    yield from lint_checks(draft, field)


def _code_list(draft: Draft, field: Node) -> Iterator[Mistake]:
    kind, name = field.text_at("type"), field.get("code_list")
    if kind in _CODES and "code_list" not in field.members:
        yield mistake("code-list-missing", field, field=_name(field), type=kind)
    elif name and kind and kind not in _CODES:
        yield mistake("code-list-superfluous", name, field=_name(field), type=kind)
    elif name and name.text not in draft.code_lists:
        yield mistake("unknown-code-list", name, name=name.text, nearest=nearest(name.text, draft.code_lists))


def _part(draft: Draft, field: Node, part: Node) -> Iterator[Mistake]:
    name = f"{_name(field)}.{_name(part)}"
    if part.text_at("type") in _RECORDS:
        yield mistake("nested-records", part.at("type"), field=_name(field), part=name)
    for key in _NOT_IN_PARTS:
        node = part.get(key)
        if node and not (key == "parts" and part.text_at("type") in _RECORDS):
            yield mistake("not-in-a-part", node, part=name, key=key)
    if part.text_at("obligation") == "conditional":
        yield mistake("part-not-conditional", part.at("obligation"), part=name)
    yield from _value(draft, part)
