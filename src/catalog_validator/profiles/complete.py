"""What a resolved profile must state and does not, in whichever of its files."""

from collections.abc import Iterable, Iterator

from catalog_validator.model.report import Mistake
from catalog_validator.profiles.draft import counted
from catalog_validator.profiles.node import Node, mistake
from catalog_validator.profiles.structure import missing

_PROFILE = ("legal_basis", "status", "threshold", "identity", "groups")
_FIELD = ("label", "help", "group", "type", "obligation", "citation")
_PART = ("label", "type", "obligation")
"""A part stands on the ground of its record, and its label may be help enough."""


def lint_complete(root: Node) -> Iterator[Mistake]:
    """Every key that is missing when all layers are joined."""
    reason = () if root.text_at("status") == "official" else ("status_reason",)
    yield from _missing(root, (*_PROFILE, *reason))
    groups = root.get("groups")
    if groups and not groups.items:
        yield mistake("empty-list", groups, name="groups")
    for field in counted(root.items_at("fields")):
        yield from _missing(field, _FIELD)
        for part in field.items_at("parts"):
            yield from _missing(part, _PART)


def _missing(node: Node, keys: Iterable[str]) -> Iterator[Mistake]:
    for key in keys:
        if key not in node.members:
            yield missing(node.raw, (*node.path, key))
