"""A profile file in, `Profile` out; or every mistake in it and in the files that it extends."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from catalog_validator.model.profile import Profile
from catalog_validator.model.report import Mistake
from catalog_validator.profiles.canonical import profile_sha256
from catalog_validator.profiles.complete import lint_complete
from catalog_validator.profiles.draft import Draft, counted
from catalog_validator.profiles.from_plain import profile_from_plain
from catalog_validator.profiles.layers import Layers
from catalog_validator.profiles.lint_conditions import lint_cycles
from catalog_validator.profiles.lint_fields import lint_field, weight_of
from catalog_validator.profiles.lint_names import lint_names
from catalog_validator.profiles.lint_relations import lint_relation
from catalog_validator.profiles.merge import merge_layers
from catalog_validator.profiles.node import Node, mistake
from catalog_validator.profiles.raw import Fetch, ProfileError, Raw


def resolve_profile(raw: Raw, fetch: Fetch) -> Profile:
    """The profile of this file with all that it extends. Raises `ProfileError` with all mistakes of all files."""
    layers = Layers(fetch)
    layers.add(raw)
    if layers.lacking:
        raise ProfileError(_in_order(layers.mistakes, layers.files))
    root, found = merge_layers(layers.trees)
    mistakes = [*layers.mistakes, *found, *_same_id(layers.trees), *lint(root)]
    if not layers.mistakes:
        mistakes += _constrains_nothing(root)
    if mistakes:
        raise ProfileError(_in_order(mistakes, layers.files))
    bases = [tree.text_at("id") for tree in reversed(layers.trees[:-1])]
    stated = [node.text for node in layers.trees[-1].items_at("built_on")]
    plain = cast(Mapping[str, Any], root.plain())
    profile = replace(profile_from_plain(plain), extends=tuple(bases or stated))
    return replace(profile, sha256=profile_sha256(profile))


def lint(root: Node) -> Iterator[Mistake]:
    """Every mistake of meaning in a resolved profile."""
    draft = Draft.of(root)
    yield from lint_complete(root)
    yield from _threshold(root)
    yield from lint_names(draft)
    for field in counted(root.items_at("fields")):
        yield from lint_field(draft, field)
    yield from lint_cycles(draft)
    for relation in root.items_at("relations"):
        yield from lint_relation(draft, relation)


def _threshold(root: Node) -> Iterator[Mistake]:
    node = root.get("threshold")
    threshold = weight_of(node)
    if node and threshold is not None and not 0 <= threshold <= 100:
        yield mistake("threshold-out-of-range", node, value=node.value)


def _constrains_nothing(root: Node) -> Iterator[Mistake]:
    """No field that an entry owes is worth anything: every entry would pass."""
    for field in root.items_at("fields"):
        weight = weight_of(field.get("weight"))
        if field.text_at("obligation") != "optional" and weight != 0:
            return
    yield mistake("constrains-nothing", root.at("fields"))


def _same_id(trees: Sequence[Node]) -> Iterator[Mistake]:
    """A profile that changes another is another: it may not go by the same id."""
    taken: dict[str, Node] = {}
    for tree in trees:
        profile_id = tree.text_at("id")
        if profile_id and profile_id in taken:
            yield mistake("extends-same-id", tree.at("id"), id=profile_id, reference=taken[profile_id].raw.name)
        taken.setdefault(profile_id, tree)


def _in_order(mistakes: Iterable[Mistake], files: Sequence[Raw]) -> list[Mistake]:
    """By file (the one that the user named first), then by place; each once."""
    order = {source: index for index, source in reversed(list(enumerate(_sources(files))))}

    def place(found: Mistake) -> tuple[int, int, int, tuple[str, ...]]:
        position = found.position
        if position is None:
            return (0, 0, 0, ())
        steps = tuple(str(step) for step in found.path)
        return (order.get(position.source, len(order)), position.line or 0, position.column or 0, steps)

    return sorted(dict.fromkeys(mistakes), key=place)


def _sources(files: Sequence[Raw]) -> Iterator[str]:
    for raw in files:
        yield raw.spot(()).source
