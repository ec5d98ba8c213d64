"""A profile file's values with their places: what layers are merged from and the linter reads."""

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.document import UNREADABLE, Unreadable
from catalog_validator.model.place import Path
from catalog_validator.model.report import Mistake
from catalog_validator.profiles.mistakes import MISTAKES
from catalog_validator.profiles.raw import Raw
from catalog_validator.written.form import nearest

__all__ = ["Node", "Scalar", "build_node", "mistake", "mistake_at", "nearest"]

Scalar = str | int | float | bool | None | Unreadable


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a profile file. A child that failed the schema stands as `UNREADABLE`: it is there, but unusable."""

    value: "Scalar | dict[str, Node] | list[Node]"
    raw: Raw
    path: Path

    @property
    def spoiled(self) -> bool:
        """Already reported; nothing further can be said about it."""
        return isinstance(self.value, Unreadable)

    @property
    def text(self) -> str:
        """The text that stands here, or an empty one."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def items(self) -> "list[Node]":
        """The members of a list, or nothing."""
        return self.value if isinstance(self.value, list) else []

    @property
    def members(self) -> "dict[str, Node]":
        """The members of an object, or nothing."""
        return self.value if isinstance(self.value, dict) else {}

    def get(self, key: str) -> "Node | None":
        """The usable member of that name."""
        member = self.members.get(key)
        return None if member is None or member.spoiled else member

    def text_at(self, key: str) -> str:
        """The text of a member, or an empty one."""
        member = self.get(key)
        return member.text if member else ""

    def items_at(self, key: str) -> "list[Node]":
        """The list of a member, or nothing."""
        member = self.get(key)
        return member.items if member else []

    def at(self, key: str) -> "Node":
        """The member where it is there, else this node: the place of a mistake about the member."""
        return self.members.get(key, self)

    def having(self, members: "dict[str, Node]") -> "Node":
        """The same place with other members."""
        return Node(members, self.raw, self.path)

    def plain(self) -> object:
        """The value without places."""
        if isinstance(self.value, dict):
            return {key: child.plain() for key, child in self.value.items() if not child.spoiled}
        if isinstance(self.value, list):
            return [child.plain() for child in self.value]
        return self.value


def build_node(raw: Raw, value: object, spoiled: frozenset[Path], path: Path = ()) -> Node:
    """The tree of a file's values; what is at a spoiled path becomes `UNREADABLE`, and drops out of lists."""
    if path in spoiled:
        return Node(UNREADABLE, raw, path)
    if isinstance(value, dict):
        members = {key: build_node(raw, child, spoiled, (*path, key)) for key, child in value.items()}
        return Node(members, raw, path)
    if isinstance(value, list):
        items = [build_node(raw, child, spoiled, (*path, index)) for index, child in enumerate(value)]
        return Node([item for item in items if not item.spoiled], raw, path)
    if isinstance(value, str | int | float) or value is None:
        return Node(value, raw, path)
    return Node(UNREADABLE, raw, path)


def mistake(slug: str, node: Node, **facts: object) -> Mistake:
    """A mistake at a node's place; the facts are those that `MISTAKES` names for the slug."""
    return mistake_at(slug, node.raw, node.path, **facts)


def mistake_at(slug: str, raw: Raw, path: Path, **facts: object) -> Mistake:
    """A mistake at a path of a file."""
    named = tuple((name, str(facts[name])) for name in MISTAKES[slug])
    return Mistake(slug, path, raw.spot(path), named)
