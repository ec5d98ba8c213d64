"""Names in a profile: each id once, each heading and each spelling of a code for one thing only."""

from collections.abc import Iterable, Iterator

from catalog_validator.model.profile import FieldType
from catalog_validator.model.report import Mistake
from catalog_validator.model.text import fold
from catalog_validator.profiles.draft import Draft, lint_reference
from catalog_validator.profiles.kinds import SCALAR_TYPES
from catalog_validator.profiles.node import Node, mistake, nearest

_STATEMENTS = frozenset({FieldType.YES_NO.value, FieldType.RECORD.value})
"""Types of a field that may say whether an entry is promulgated."""
_SCALAR = frozenset(field_type.value for field_type in SCALAR_TYPES)


def lint_names(draft: Draft) -> Iterator[Mistake]:
    """Everything that is wrong with names in the profile."""
    root = draft.root
    for key, kind in (("fields", "field"), ("groups", "group"), ("code_lists", "code_list"), ("relations", "relation")):
        yield from _repeated(kind, root.items_at(key))
    placeholders = root.get("placeholders")
    if placeholders:
        yield from _repeated("family", placeholders.items_at("families"))
    yield from _headings(root.items_at("fields"))
    for field in root.items_at("fields"):
        yield from _repeated("part", field.items_at("parts"))
        yield from _headings(field.items_at("parts"))
    for code_list in root.items_at("code_lists"):
        yield from _codes(code_list)
    yield from _references(draft)


def _repeated(kind: str, nodes: Iterable[Node]) -> Iterator[Mistake]:
    first: dict[str, Node] = {}
    for node in nodes:
        name = node.text_at("id")
        if not name:
            continue
        if name in first:
            yield mistake("duplicate-id", node.at("id"), kind=kind, id=name, line=_line(first[name].at("id")))
        else:
            first[name] = node


def _line(node: Node) -> str:
    line = node.raw.spot(node.path).line
    return "–" if line is None else str(line)


def _labels(node: Node) -> list[Node]:
    """The label in both languages."""
    label = node.get("label")
    return [text for lang in ("vi", "en") if label and (text := label.get(lang))]


def _headings(fields: Iterable[Node]) -> Iterator[Mistake]:
    """A heading that two fields (or two parts of one record) would both answer to."""
    owners: dict[str, str] = {}
    unique = {field.text_at("id"): field for field in reversed(list(fields))}
    for field_id, field in reversed(unique.items()):
        names = [field.at("id"), *_labels(field), *field.items_at("aliases")]
        for name in names:
            folded = fold(name.text)
            if not folded and name.text:
                yield mistake("folds-to-nothing", name, text=name.text)
            elif folded and owners.setdefault(folded, field_id) != field_id:
                yield mistake("shared-heading", name, text=name.text, field=field_id, other=owners[folded])


def _codes(code_list: Node) -> Iterator[Mistake]:
    """Two codes of a list that an entry could mean by one text."""
    list_id = code_list.text_at("id")
    owners: dict[str, str] = {}
    first: dict[str, Node] = {}
    for item in code_list.items_at("items"):
        code = item.text_at("code")
        if code in first:
            line = _line(first[code].at("code"))
            yield mistake("duplicate-code", item.at("code"), list=list_id, code=code, line=line)
            continue
        first[code] = item
        for name in [item.at("code"), *_labels(item), *item.items_at("aliases")]:
            folded = fold(name.text)
            if not folded and name.text:
                yield mistake("folds-to-nothing", name, text=name.text)
            elif folded and owners.setdefault(folded, code) != code:
                facts = {"list": list_id, "text": name.text, "code": code, "other": owners[folded]}
                yield mistake("shared-alias-in-list", name, **facts)


def _references(draft: Draft) -> Iterator[Mistake]:
    """Names of fields and groups that must be there."""
    for field in draft.root.items_at("fields"):
        group = field.get("group")
        if group and group.text not in draft.groups:
            yield mistake("unknown-group", group, name=group.text, nearest=nearest(group.text, draft.groups))
    identity = draft.root.get("identity")
    names = identity.items_at("id") if identity else []
    title = identity.get("title") if identity else None
    for name in [*names, *([title] if title else []), *draft.root.items_at("group_by")]:
        yield from lint_reference(draft, name, _SCALAR)
    published = identity.get("published") if identity else None
    if published:
        yield from lint_reference(draft, published, _STATEMENTS)
        yield from _statement(draft, published)


def _statement(draft: Draft, name: Node) -> Iterator[Mistake]:
    """Of a record, the part that a plain value fills must say yes or no."""
    field = draft.fields.get(name.text)
    if field is None or field.text_at("type") != FieldType.RECORD.value:
        return
    plain = next((part for part in field.items_at("parts") if part.text_at("id") == field.text_at("plain")), None)
    kind = plain.text_at("type") if plain else ""
    if kind != FieldType.YES_NO.value:
        facts = {"name": field.text_at("plain") or name.text, "type": kind or "–", "types": FieldType.YES_NO.value}
        yield mistake("field-type-unsuited", name, **facts)
