"""A JSON Schema of the user's own beside a profile: fetched, held against its dialect, and put into the profile.

What it refers to must stand within it: nothing is ever fetched from elsewhere.
"""

import posixpath
from collections.abc import Iterator

from catalog_validator.model.report import Mistake
from catalog_validator.profiles.node import Node, build_node, mistake
from catalog_validator.profiles.raw import Fetch, Raw
from catalog_validator.written.form import normal

KEY = "json_schema"
_REFERENCES = ("$ref", "$dynamicRef")


def with_own_schema(tree: Node, fetch: Fetch, rooted: bool) -> tuple[Node, list[Mistake]]:
    """The tree with the schema itself in place of its path, and what is wrong with it. ``rooted``: the path is none
    that counts from the profile."""
    node = tree.get(KEY)
    if node is None:
        return tree, []
    name, place = node.text, node
    if name:
        if rooted:
            return _without(tree), [mistake("json-schema-outside", node, reference=name)]
        found = fetch(posixpath.normpath(posixpath.join(posixpath.dirname(node.raw.name.replace("\\", "/")), name)))
        if not isinstance(found, Raw):
            return _without(tree), [mistake("json-schema-missing", node, reference=name)]
        value = normal(found.value)
        if not isinstance(value, dict) or found.flaws:
            return _without(tree), [mistake("json-schema-wrong", node, reference=name, where="/", keyword="type")]
        node = build_node(found, value, frozenset())
    mistakes = list(_flaws(node.plain(), place, name or KEY))
    return (_without(tree) if mistakes else tree.having(tree.members | {KEY: node})), mistakes


def _without(tree: Node) -> Node:
    return tree.having({key: node for key, node in tree.members.items() if key != KEY})


def _flaws(schema: object, place: Node, name: str) -> Iterator[Mistake]:
    """What keeps it from being used. Only the first kind that is found is told."""
    try:
        from jsonschema import Draft202012Validator
        from jsonschema.exceptions import SchemaError, best_match
    except ImportError:
        yield mistake("json-schema-library", place, reference=name)
        return
    assert isinstance(schema, dict)
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        first = best_match(error.context or ()) or error
        where = "/" + "/".join(map(str, first.absolute_path))
        yield mistake("json-schema-wrong", place, reference=name, where=where, keyword=str(first.validator))
        return
    if not schema.keys() & Draft202012Validator.VALIDATORS.keys():
        yield mistake("json-schema-empty", place, reference=name)
        return
    for target in dict.fromkeys(_references(schema)):
        if not target.startswith("#") or not _leads_somewhere(schema, target):
            yield mistake("json-schema-reference", place, reference=name, target=target)
    if _runs_in_a_ring(schema):
        yield mistake("json-schema-ring", place, reference=name)


def _references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in _REFERENCES and isinstance(inner, str):
                yield inner
            yield from _references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _references(inner)


def _leads_somewhere(schema: object, target: str) -> bool:
    return _at(schema, target) is not None


def _runs_in_a_ring(schema: dict[str, object]) -> bool:
    """References that lead back to themselves without a step into the entry."""

    def follow(value: object, passed: frozenset[str]) -> bool:
        if not isinstance(value, dict):
            return False
        target = value.get("$ref")
        if isinstance(target, str):
            if target in passed:
                return True
            inner = _at(schema, target)
            if follow(inner, passed | {target}):
                return True
        parts = [part for key in ("allOf", "anyOf", "oneOf") for part in _listed(value.get(key))]
        parts += [value[key] for key in ("not", "if", "then", "else") if key in value]
        return any(follow(part, passed) for part in parts)

    starts: list[object] = [schema]
    starts += [{"$ref": target} for target in _references(schema)]
    return any(follow(start, frozenset()) for start in starts)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _at(schema: object, target: str) -> object:
    """What a pointer within the schema leads to."""
    from referencing import Registry
    from referencing.exceptions import Unresolvable
    from referencing.jsonschema import DRAFT202012

    try:
        found: object = Registry().resolver_with_root(DRAFT202012.create_resource(schema)).lookup(target).contents
    except Unresolvable:
        return None
    return found
