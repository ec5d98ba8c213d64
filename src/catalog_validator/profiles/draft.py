"""A resolved profile under the linter's eyes: its tree, and what is found in it by id."""

from collections.abc import Iterable, Iterator, Mapping

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.report import Mistake
from catalog_validator.profiles.from_plain import SETTING, fill_in
from catalog_validator.profiles.node import Node, mistake, nearest


@dataclass(frozen=True, slots=True)
class Draft:
    """The joined layers. Of several things with one id, the first is the one that counts."""

    root: Node
    fields: Mapping[str, Node]
    code_lists: Mapping[str, Node]
    groups: Mapping[str, Node]
    settings: Mapping[str, str]

    @classmethod
    def of(cls, root: Node) -> "Draft":
        """The tree with its indexes."""
        fields, code_lists, groups = (by_id(root.items_at(key)) for key in ("fields", "code_lists", "groups"))
        settings = root.get("settings")
        texts = {key: node.text for key, node in settings.members.items() if node.text} if settings else {}
        return cls(root, fields, code_lists, groups, texts)

    def type_of(self, field_id: str) -> str:
        """The type of a field, or an empty text where the field or its type is not known."""
        return self.fields[field_id].text_at("type") if field_id in self.fields else ""

    def codes_of(self, field: Node) -> tuple[str, ...]:
        """The codes that a field of type code or codes may hold; none where its list is not known."""
        code_list = self.code_lists.get(field.text_at("code_list"))
        return tuple(item.text_at("code") for item in code_list.items_at("items")) if code_list else ()

    def fillable(self, node: Node) -> bool:
        """Whether all settings that a text names are known."""
        return all(name in self.settings for name in SETTING.findall(node.text))

    def filled(self, node: Node, *, pattern: bool = False) -> str:
        """A text with the settings in place."""
        return fill_in(node.text, self.settings, pattern=pattern)


def by_id(nodes: Iterable[Node]) -> dict[str, Node]:
    """By id, the first of each."""
    found: dict[str, Node] = {}
    for node in nodes:
        if node.text_at("id"):
            found.setdefault(node.text_at("id"), node)
    return found


def counted(nodes: Iterable[Node]) -> Iterator[Node]:
    """Without those that repeat an id: that is reported, and what else is wrong with them follows from it."""
    seen: set[str] = set()
    for node in nodes:
        name = node.text_at("id")
        if name not in seen:
            yield node
        if name:
            seen.add(name)


def lint_reference(draft: Draft, name: Node, types: frozenset[str] | None = None) -> Iterator[Mistake]:
    """The name of a field that must be there, and be of one of the types where given."""
    if name.text not in draft.fields:
        yield mistake("unknown-field", name, name=name.text, nearest=nearest(name.text, draft.fields))
        return
    found = draft.type_of(name.text)
    if types is not None and found and found not in types:
        listed = ", ".join(sorted(types))
        yield mistake("field-type-unsuited", name, name=name.text, type=found, types=listed)


def lint_settings(draft: Draft, text: Node) -> Iterator[Mistake]:
    """Each ``${name}`` of a text must be a setting."""
    given = draft.root.get("settings")
    for name in SETTING.findall(text.text):
        if given is None or name not in given.members:
            yield mistake("unknown-setting", text, name=name, nearest=nearest(name, draft.settings))
