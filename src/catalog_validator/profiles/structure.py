"""One profile file held against the schema: its mistakes of form, and a tree of what can be used."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from catalog_validator.model.codes import CODES
from catalog_validator.model.document import Unreadable
from catalog_validator.model.finding import Violation
from catalog_validator.model.place import Path
from catalog_validator.model.report import Mistake
from catalog_validator.profiles.mistakes import FORM_SLUGS
from catalog_validator.profiles.node import Node, build_node, mistake_at, nearest, normal
from catalog_validator.profiles.raw import Raw
from catalog_validator.profiles.schema import ProfileFile


def read_structure(raw: Raw) -> tuple[Node | None, list[Mistake]]:
    """The file's tree without what is ill-formed, and what is; no tree when the file is no profile at all."""
    mistakes = [_flaw(raw, flaw) for flaw in raw.flaws]
    if isinstance(raw.value, Unreadable):
        return None, mistakes or [mistake_at("broken-form", raw, (), code="CV001")]
    value = normal(raw.value)
    stranger = _not_a_profile(raw, value)
    if stranger:
        return None, [*mistakes, stranger]
    errors = _errors(value)
    mistakes += [_mistake(raw, error) for error in errors]
    spoiled = frozenset(error["loc"] for error in errors if error["type"] != "missing")
    return build_node(raw, value, spoiled), mistakes


def _flaw(raw: Raw, flaw: Violation) -> Mistake:
    """What the syntax found: the same facts under the code's name."""
    if flaw.code not in FORM_SLUGS:
        return mistake_at("broken-form", raw, flaw.path, code=flaw.code)
    facts = {name: flaw.facts.get(name, "") for name in CODES[flaw.code].facts}
    return mistake_at(FORM_SLUGS[flaw.code], raw, flaw.path, **facts)


def _not_a_profile(raw: Raw, value: object) -> Mistake | None:
    """Something else was passed for a profile: one clear mistake instead of forty unknown keys."""
    if not isinstance(value, dict):
        return mistake_at("not-a-profile", raw, (), found=_kind(value))
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


def _errors(value: object) -> list[ErrorDetails]:
    try:
        ProfileFile.model_validate(value)
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


_EXPECTED = {
    "string_type": "text",
    "int_type": "integer",
    "bool_type": "boolean",
    "list_type": "list",
    "dict_type": "object",
    "model_type": "object",
}
_KINDS: Mapping[type, str] = {
    str: "text",
    bool: "boolean",
    int: "integer",
    float: "number",
    list: "list",
    dict: "object",
}


def _kind(value: object) -> str:
    """The type of a plain value, as mistakes name it."""
    return "null" if value is None else _KINDS.get(type(value), type(value).__name__)


def _mistake(raw: Raw, error: ErrorDetails) -> Mistake:
    loc, kind, context = error["loc"], error["type"], error.get("ctx", {})
    name = next((str(step) for step in reversed(loc) if isinstance(step, str)), "")
    given = error["input"]
    if kind == "missing" or (kind == "empty-text" and name in ("vi", "en")):
        return missing(raw, loc)
    if kind == "extra_forbidden":
        return mistake_at("unknown-key", raw, loc, name=name, nearest=nearest(name, _known_keys(loc[:-1])))
    if kind in _EXPECTED or kind == "wrong-type" or (kind == "literal_error" and isinstance(given, list | dict)):
        expected = _EXPECTED.get(kind) or ("text" if kind == "literal_error" else context["expected"])
        return mistake_at("wrong-type-in-profile", raw, loc, name=name, found=_kind(given), expected=expected)
    if kind == "literal_error":
        allowed = ", ".join(_literals(loc))
        return mistake_at("not-allowed", raw, loc, name=name, value=given, allowed=allowed)
    if kind == "greater_than_equal":
        return mistake_at("too-small", raw, loc, name=name, value=given, min=context["ge"])
    return mistake_at(kind, raw, loc, name=name, value=given)


def missing(raw: Raw, path: Path) -> Mistake:
    """A key that is not there; its place is that of the object that lacks it."""
    *parents, key = path
    owner = next((str(step) for step in reversed(parents) if isinstance(step, str)), "–")
    if key in ("vi", "en"):
        return mistake_at("missing-translation", raw, path, name=owner, lang=key)
    if key == "citation":
        return mistake_at("missing-citation", raw, path, name=_id_at(raw.value, parents) or owner)
    return mistake_at("missing-key", raw, path, name=key)


def _id_at(value: object, path: Iterable[str | int]) -> str:
    """The id of the object at a path of plain values, where it has one."""
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step]
    found = value.get("id") if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""


def _known_keys(path: Path) -> Iterator[str]:
    """The keys that the schema knows at a path of a profile file."""
    hint = _hint(path)
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        for name, info in hint.model_fields.items():
            yield info.alias or name


def _literals(path: Path) -> tuple[str, ...]:
    """The words allowed at a path of a profile file."""
    return tuple(str(word) for word in get_args(_hint(path)))


def _hint(path: Path) -> Any:
    """The annotation of what stands at a path."""
    hint: Any = ProfileFile
    for step in path:
        hint = _inner(hint, step)
    return hint


def _inner(hint: Any, step: str | int) -> Any:
    if isinstance(step, int):
        return _bare(get_args(hint)[0])
    if get_origin(hint) is dict:
        return _bare(get_args(hint)[1])
    return _bare(_annotations(hint)[step])


@cache
def _annotations(model: type[BaseModel]) -> Mapping[str, Any]:
    hints = get_type_hints(model, include_extras=True)
    return {info.alias or name: hints[name] for name, info in model.model_fields.items()}


def _bare(hint: Any) -> Any:
    """Without ``Annotated`` around it."""
    while hasattr(hint, "__metadata__"):
        hint = get_args(hint)[0]
    return hint
