"""One profile file held against the schema: its mistakes of form, and a tree of what can be used."""

from collections.abc import Iterable

from catalog_validator.model.document import Unreadable
from catalog_validator.model.place import Path
from catalog_validator.model.report import Mistake
from catalog_validator.profiles.mistakes import MISTAKES
from catalog_validator.profiles.node import Node, build_node, mistake_at
from catalog_validator.profiles.raw import Raw
from catalog_validator.profiles.schema import ProfileFile
from catalog_validator.written.form import Form, kind_of, normal


class _ProfileForm(Form):
    """What a profile file may hold."""

    def missing(self, raw: Raw, path: Path) -> Mistake:
        """A field without its ground is named."""
        *parents, key = path
        if key != "citation":
            return super().missing(raw, path)
        owner = next((str(step) for step in reversed(parents) if isinstance(step, str)), "–")
        return mistake_at("missing-citation", raw, path, name=_id_at(raw.value, parents) or owner)


_FORM = _ProfileForm(ProfileFile, MISTAKES)
missing = _FORM.missing
"""A key that is not there, with the place of the object that lacks it."""


def read_structure(raw: Raw) -> tuple[Node | None, list[Mistake]]:
    """The file's tree without what is ill-formed, and what is; no tree when the file is no profile at all."""
    mistakes = _FORM.flaws(raw)
    if isinstance(raw.value, Unreadable):
        return None, mistakes or [mistake_at("broken-form", raw, (), code="CV001")]
    value = normal(raw.value)
    stranger = _not_a_profile(raw, value)
    if stranger:
        return None, [*mistakes, stranger]
    errors = list(_FORM.errors(raw, value))
    mistakes += [mistake for _, mistake, _ in errors]
    return build_node(raw, value, frozenset(path for path, _, spoiled in errors if spoiled)), mistakes


def _not_a_profile(raw: Raw, value: object) -> Mistake | None:
    """Something else was passed for a profile: one clear mistake instead of forty unknown keys."""
    if not isinstance(value, dict):
        return mistake_at("not-a-profile", raw, (), found=kind_of(value))
    if value.keys() & {"fields", "extends"}:
        return None
    for key in ("entries", "resources", "dataset", "@graph"):
        if key in value:
            return mistake_at("is-a-catalog", raw, (), key=key)
    if value.keys() & {"properties", "$defs", "definitions"}:
        return mistake_at("is-a-json-schema", raw, ())
    if "id" not in value or not value.keys() & {"threshold", "settings", "version"}:
        return mistake_at("not-a-profile", raw, (), found=", ".join(list(value)[:5]) or "{}")
    return None


def _id_at(value: object, path: Iterable[str | int]) -> str:
    """The id of the object at a path of plain values, where it has one."""
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step]
    found = value.get("id") if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""
