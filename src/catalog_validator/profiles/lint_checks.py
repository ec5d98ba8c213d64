"""Checks on values: known kinds, with the parameters they need, and patterns that match their examples."""

import re
from collections.abc import Iterator

from catalog_validator.model.checks import CHECK_KINDS
from catalog_validator.model.report import Mistake
from catalog_validator.model.text import trim
from catalog_validator.profiles.draft import Draft, lint_settings
from catalog_validator.profiles.node import Node, mistake, nearest
from catalog_validator.profiles.patterns import find_flaw

_TYPES = {int: "integer", str: "text", bool: "boolean", list: "list", dict: "object"}


def lint_checks(draft: Draft, field: Node) -> Iterator[Mistake]:
    """What is wrong with the checks of a field or part."""
    for check in field.items_at("checks"):
        name = check.get("kind")
        if name is None:
            continue
        if name.text not in CHECK_KINDS:
            yield mistake("unknown-check", name, name=name.text, nearest=nearest(name.text, CHECK_KINDS))
            continue
        yield from _suits(field, name)
        yield from _params(check)
        yield from _order(check)
        if name.text == "pattern":
            yield from _pattern(draft, field, check)


def _suits(field: Node, name: Node) -> Iterator[Mistake]:
    kind = field.text_at("type")
    types = sorted(CHECK_KINDS[name.text].types)
    if kind and kind not in types:
        yield mistake("check-does-not-suit", name, check=name.text, type=kind, types=", ".join(types))


def _params(check: Node) -> Iterator[Mistake]:
    kind = check.text_at("kind")
    known = {name: (wanted, required) for name, wanted, required in CHECK_KINDS[kind].params}
    for name, (_, required) in known.items():
        if required and name not in check.members:
            yield mistake("missing-param", check, kind=kind, name=name)
    if known and not check.members.keys() & known and not any(required for _, required in known.values()):
        yield mistake("missing-param", check, kind=kind, name=" / ".join(known))
    for name, node in check.members.items():
        if name in ("kind", "severity"):
            continue
        if name not in known:
            yield mistake("unknown-param", node, kind=kind, name=name, nearest=nearest(name, known))
            continue
        wanted = known[name][0]
        if type(node.value) is not wanted:
            found = _TYPES.get(type(node.value), "number" if isinstance(node.value, float) else "null")
            yield mistake("wrong-param", node, kind=kind, name=name, found=found, expected=_TYPES[wanted])
        elif kind.endswith("_length") and isinstance(node.value, int) and node.value < 0:
            yield mistake("negative-param", node, kind=kind, name=name, value=node.value)


def _order(check: Node) -> Iterator[Mistake]:
    low, high = check.get("min"), check.get("max")
    if low and high and isinstance(low.value, int) and isinstance(high.value, int) and low.value > high.value:
        yield mistake("min-above-max", low, kind=check.text_at("kind"), min=low.value, max=high.value)


def _pattern(draft: Draft, field: Node, check: Node) -> Iterator[Mistake]:
    node, example, good = check.get("pattern"), check.get("example"), field.get("good")
    for text in (node, example):
        if text:
            yield from lint_settings(draft, text)
    if node is None or not node.text or not draft.fillable(node):
        return
    pattern = draft.filled(node, pattern=True)
    flaw = find_flaw(pattern)
    if flaw:
        facts = {"pattern": pattern, "offset": flaw.offset + 1, "found": flaw.found}
        yield mistake(flaw.slug, node, **facts, instead=flaw.instead, max=flaw.max)
        return
    if example and example.text and draft.fillable(example) and not _matches(pattern, draft.filled(example)):
        yield mistake("pattern-example", example, pattern=pattern, example=draft.filled(example))
    if good and draft.fillable(good) and not _matches(pattern, draft.filled(good)):
        yield mistake("pattern-good", good, pattern=pattern, field=field.text_at("id"), good=draft.filled(good))


def _matches(pattern: str, text: str) -> bool:
    return re.fullmatch(pattern, trim(text), re.ASCII) is not None
