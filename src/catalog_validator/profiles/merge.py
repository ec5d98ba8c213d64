"""Layers of profile files laid over each other. Each value keeps the place of the file that wrote it."""

from collections.abc import Callable, Iterable

from catalog_validator.model.report import Mistake
from catalog_validator.profiles.node import Node, mistake, nearest

Members = dict[str, Node]

_COMPANIONS = ("$schema", "extends", "built_on", "remove_fields", "remove_relations", "add_aliases")
"""Keys that speak about the file or its bases and say nothing of the result."""

_OF_TYPE = ("checks", "code_list", "parts", "plain", "any_of", "whole", "refuse", "declared")
"""What an inherited field loses when its type changes: it was said of the other type."""


def merge_layers(trees: Iterable[Node]) -> tuple[Node, list[Mistake]]:
    """The resolved profile, still unchecked, and what layers say about fields that no layer below them has."""
    layers = list(trees)
    mistakes: list[Mistake] = []
    result = layers[0].having({})
    for layer in layers:
        result = _lay(result, layer, mistakes)
    return result, mistakes


def _lay(base: Node, over: Node, mistakes: list[Mistake]) -> Node:
    """One file over what was resolved before it."""
    mistakes += _unknown_removals(base, over)
    members = dict(base.members)
    for key, node in over.members.items():
        below = members.get(key)
        joined = key in _JOINS and below is not None and not node.spoiled and not below.spoiled
        members[key] = _JOINS[key](below, node) if joined and below is not None else node
    fields = _remove(base.get("fields"), over.items_at("remove_fields"))
    members["fields"] = _fields(fields, over.at("fields"))
    relations = _remove(base.get("relations"), over.items_at("remove_relations"))
    members["relations"] = _by_id(relations, over.at("relations"), _replace)
    _spread_aliases(members, over, mistakes)
    return over.having({key: node for key, node in members.items() if key not in _COMPANIONS})


def _unknown_removals(base: Node, over: Node) -> Iterable[Mistake]:
    for key, of in (("remove_fields", "fields"), ("remove_relations", "relations")):
        known = [node.text_at("id") for node in base.items_at(of)]
        for name in over.items_at(key):
            if name.text not in known:
                yield mistake("remove-unknown", name, name=name.text, nearest=nearest(name.text, known))


def _remove(base: Node | None, names: list[Node]) -> list[Node]:
    gone = {name.text for name in names}
    return [node for node in base.items if node.text_at("id") not in gone] if base else []


def _replace(base: Node, over: Node) -> Node:
    return over


def _update(base: Node, over: Node) -> Node:
    """The keys of both; where both have one, the later file's."""
    return over.having(base.members | over.members)


def _unite(base: Node, over: Node) -> Node:
    """Both lists, the later file's new texts last."""
    seen = {node.text for node in base.items}
    return Node([*base.items, *(node for node in over.items if node.text not in seen)], over.raw, over.path)


def _by_id(base: list[Node], over: Node, join: Callable[[Node, Node], Node]) -> Node:
    """Known ids joined in their place, new ones after the last. A second new one of the same id stays, to be found."""
    inherited = {node.text_at("id"): index for index, node in enumerate(base) if node.text_at("id")}
    items = list(base)
    for node in over.items if over.path else ():
        index = inherited.pop(node.text_at("id"), None)
        if index is None:
            items.append(node)
        else:
            items[index] = join(items[index], node)
    return Node(items, over.raw, over.path)


def _join_replacing(base: Node, over: Node) -> Node:
    return _by_id(base.items, over, _replace)


def _join_updating(base: Node, over: Node) -> Node:
    return _by_id(base.items, over, _update)


def _placeholders(base: Node, over: Node) -> Node:
    members = base.members | over.members
    for key in ("exact", "none", "mash", "families"):
        below, above = base.get(key), over.get(key)
        if below and above:
            members[key] = _join_replacing(below, above) if key == "families" else _unite(below, above)
    return over.having(members)


_JOINS: dict[str, Callable[[Node, Node], Node]] = {
    "settings": _update,
    "groups": _join_updating,
    "code_lists": _join_replacing,
    "placeholders": _placeholders,
}
"""How a key of two layers is joined; other keys are the later file's, fields and relations apart."""


def _fields(base: list[Node], over: Node) -> Node:
    """Inherited fields with their changes, new ones after the last of the same group."""
    inherited = {node.text_at("id") for node in base if node.text_at("id")}
    items = list(base)
    for node in over.items if over.path else ():
        field_id = node.text_at("id")
        if field_id in inherited:
            inherited.discard(field_id)
            index = next(index for index, item in enumerate(items) if item.text_at("id") == field_id)
            items[index] = _change(items[index], node)
        else:
            items.insert(_end_of_group(items, node.text_at("group")), _with_added(node))
    return Node(items, over.raw, over.path)


def _end_of_group(items: list[Node], group: str) -> int:
    members = [index for index, item in enumerate(items) if item.text_at("group") == group]
    return members[-1] + 1 if members else len(items)


def _change(base: Node, over: Node) -> Node:
    """A field with the given keys changed; what only made sense with a changed key goes with it."""
    lost: set[str] = set()
    obligation, kind = over.text_at("obligation"), over.text_at("type")
    if obligation and obligation != "conditional":
        lost.add("when")
    if obligation == "optional":
        lost.add("weight")
    if kind and kind != base.text_at("type"):
        lost.update(_OF_TYPE)
    kept = {key: node for key, node in base.members.items() if key not in lost}
    return _with_added(over.having(kept | over.members))


def _with_added(field: Node, key: str = "add_aliases") -> Node:
    """The field with the headings under ``add_aliases`` among its aliases."""
    added = field.get(key)
    if added is None:
        return field
    aliases = field.get("aliases")
    members = {name: node for name, node in field.members.items() if name != key}
    return field.having(members | {"aliases": _unite(aliases, added) if aliases else added})


def _spread_aliases(members: Members, over: Node, mistakes: list[Mistake]) -> None:
    """The top-level ``add_aliases``: field id → further headings."""
    given = over.get("add_aliases")
    if given is None:
        return
    items = list(members["fields"].items)
    places = {item.text_at("id"): index for index, item in enumerate(items)}
    for field_id, headings in given.members.items():
        if field_id not in places:
            near = nearest(field_id, places)
            mistakes.append(mistake("unknown-field", headings, name=field_id, nearest=near))
        elif not headings.spoiled:
            field = items[places[field_id]]
            items[places[field_id]] = _with_added(field.having(field.members | {"add_aliases": headings}))
    members["fields"] = Node(items, members["fields"].raw, members["fields"].path)
