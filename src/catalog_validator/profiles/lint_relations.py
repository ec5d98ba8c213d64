"""Relations: known kinds, over fields that suit them, with the parameters they need."""

from collections.abc import Iterator

from catalog_validator.model.report import Mistake
from catalog_validator.profiles.draft import Draft, lint_reference
from catalog_validator.profiles.kinds import ANY_TYPE, RELATION_KINDS, Param, RelationKind
from catalog_validator.profiles.lint_conditions import lint_condition
from catalog_validator.profiles.node import Node, mistake, nearest

_EXPECTED = {"texts": "list of texts", "codes": "list of codes", "field": "field id", "part": "part id"}


def lint_relation(draft: Draft, relation: Node) -> Iterator[Mistake]:
    """Everything that is wrong with one relation."""
    condition = relation.get("when")
    if condition:
        yield from lint_condition(draft, condition)
    name = relation.get("kind")
    if name is None:
        return
    kind = RELATION_KINDS.get(name.text)
    if kind is None:
        yield mistake("unknown-relation", name, name=name.text, nearest=nearest(name.text, RELATION_KINDS))
        return
    yield from _fields(draft, relation, kind)
    if kind.needs_when and "when" not in relation.members:
        yield mistake("relation-when-missing", relation, kind=name.text)
    yield from _params(draft, relation, kind)


def _fields(draft: Draft, relation: Node, kind: RelationKind) -> Iterator[Mistake]:
    names = relation.items_at("fields")
    types = None if kind.types == ANY_TYPE else frozenset(field_type.value for field_type in kind.types)
    for name in names:
        yield from lint_reference(draft, name, types)
    distinct = len({name.text for name in names})
    if names and distinct < kind.min_fields:
        facts = {"kind": relation.text_at("kind"), "count": distinct, "expected": kind.min_fields}
        yield mistake("relation-fields", relation.at("fields"), **facts)


def _params(draft: Draft, relation: Node, kind: RelationKind) -> Iterator[Mistake]:
    given = relation.get("params")
    members = given.members if given else {}
    known = {param.name: param for param in kind.params}
    kind_name = relation.text_at("kind")
    for name, param in known.items():
        if param.required and name not in members:
            yield mistake("missing-param", relation.at("params"), kind=kind_name, name=name)
    for name, node in members.items():
        if name in known:
            yield from _param(draft, relation, known[name], node)
        else:
            yield mistake("unknown-param", node, kind=kind_name, name=name, nearest=nearest(name, known))


def _param(draft: Draft, relation: Node, param: Param, node: Node) -> Iterator[Mistake]:
    if param.shape == "days":
        yield from _days(draft, relation, node)
    elif param.shape in ("texts", "codes"):
        if not node.items or not all(item.text.strip() for item in node.items):
            yield _wrong(relation, param.name, node, _EXPECTED[param.shape])
        elif param.shape == "codes":
            yield from _codes(draft, relation, node)
    elif not node.text:
        yield _wrong(relation, param.name, node, _EXPECTED[param.shape])
    elif param.shape == "field":
        yield from lint_reference(draft, node, frozenset(field_type.value for field_type in param.types))
    else:
        yield from _part(draft, relation, node)


def _wrong(relation: Node, name: str, node: Node, expected: str) -> Mistake:
    found = "list" if isinstance(node.value, list) else "object" if isinstance(node.value, dict) else str(node.value)
    facts = {"kind": relation.text_at("kind"), "name": name, "found": found or '""', "expected": expected}
    return mistake("wrong-param", node, **facts)


def _codes(draft: Draft, relation: Node, node: Node) -> Iterator[Mistake]:
    """Each code must be in the list of every field of the relation."""
    for name in relation.items_at("fields"):
        field = draft.fields.get(name.text)
        codes = draft.codes_of(field) if field else ()
        for value in node.items:
            if field and codes and value.text not in codes:
                facts = {"value": value.text, "list": field.text_at("code_list"), "nearest": nearest(value.text, codes)}
                yield mistake("unknown-code", value, **facts)


def _part(draft: Draft, relation: Node, node: Node) -> Iterator[Mistake]:
    params = relation.get("params")
    of = params.text_at("of") if params else ""
    field = draft.fields.get(of)
    parts = [part.text_at("id") for part in field.items_at("parts")] if field else []
    if field and node.text not in parts:
        yield mistake("unknown-part", node, name=node.text, field=of, nearest=nearest(node.text, parts))


def _days(draft: Draft, relation: Node, node: Node) -> Iterator[Mistake]:
    if not node.members:
        yield _wrong(relation, "max_days", node, "object of codes and days")
        return
    params = relation.get("params")
    field = draft.fields.get(params.text_at("frequency")) if params else None
    codes = draft.codes_of(field) if field else ()
    for code, days in node.members.items():
        if field and codes and code not in codes:
            facts = {"value": code, "list": field.text_at("code_list"), "nearest": nearest(code, codes)}
            yield mistake("unknown-code", days, **facts)
        if type(days.value) is not int or days.value < 1:
            yield _wrong(relation, code, days, "whole number of days above 0")
