"""A written file held against its pydantic model: every mistake of form, with its place and facts."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from catalog_validator.model.place import Path
from catalog_validator.model.report import Mistake
from catalog_validator.written.raw import Raw
from catalog_validator.written.slugs import FORM, flaw_mistake, mistake_at

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


class Form:
    """What a kind of file may hold: a pydantic model, and the facts of each mistake that can be in it."""

    def __init__(self, model: type[BaseModel], facts: Mapping[str, tuple[str, ...]] | None = None) -> None:
        """``facts``: slug → names of its facts, for the mistakes that only this kind of file can have."""
        self.model = model
        self.facts = {**FORM, **(facts or {})}

    def mistake(self, slug: str, raw: Raw, path: Path, **facts: object) -> Mistake:
        """A mistake at a path of a file, with the facts that belong to its slug."""
        return mistake_at(slug, raw, path, self.facts, **facts)

    @staticmethod
    def normal(value: object) -> object:
        """See `normal`."""
        return normal(value)

    def flaws(self, raw: Raw) -> list[Mistake]:
        """What the syntax found: the same facts under the code's name."""
        return [flaw_mistake(raw, flaw) for flaw in raw.flaws]

    def errors(self, raw: Raw, value: object) -> Iterator[tuple[Path, Mistake, bool]]:
        """Every mistake of form in a `normal` value: its path, the mistake, and whether the value there is unusable."""
        try:
            self.model.model_validate(value)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                yield detail["loc"], self._mistake(raw, detail), detail["type"] != "missing"

    def missing(self, raw: Raw, path: Path) -> Mistake:
        """A key that is not there; its place is that of the object that lacks it."""
        *parents, key = path
        if key in ("vi", "en"):
            owner = next((str(step) for step in reversed(parents) if isinstance(step, str)), "–")
            return self.mistake("missing-translation", raw, path, name=owner, lang=key)
        return self.mistake("missing-key", raw, path, name=key)

    def _mistake(self, raw: Raw, error: ErrorDetails) -> Mistake:
        loc, kind, context = error["loc"], error["type"], error.get("ctx", {})
        name = next((str(step) for step in reversed(loc) if isinstance(step, str)), "")
        given = error["input"]
        if kind == "missing" or (kind == "empty-text" and name in ("vi", "en")):
            return self.missing(raw, loc)
        if kind == "extra_forbidden":
            return self.mistake("unknown-key", raw, loc, name=name, nearest=nearest(name, self._known_keys(loc[:-1])))
        if kind in _EXPECTED or kind == "wrong-type" or (kind == "literal_error" and isinstance(given, list | dict)):
            expected = _EXPECTED.get(kind) or ("text" if kind == "literal_error" else context["expected"])
            return self.mistake("wrong-type-in-profile", raw, loc, name=name, found=kind_of(given), expected=expected)
        if kind == "literal_error":
            allowed = ", ".join(str(word) for word in get_args(self._hint(loc)))
            return self.mistake("not-allowed", raw, loc, name=name, value=given, allowed=allowed)
        if kind == "greater_than_equal":
            return self.mistake("too-small", raw, loc, name=name, value=given, min=context["ge"])
        return self.mistake(kind, raw, loc, name=name, value=given)

    def _known_keys(self, path: Path) -> Iterator[str]:
        """The keys that the model knows at a path of a file."""
        hint = self._hint(path)
        if isinstance(hint, type) and issubclass(hint, BaseModel):
            for name, info in hint.model_fields.items():
                yield info.alias or name

    def _hint(self, path: Path) -> Any:
        """The annotation of what stands at a path."""
        hint: Any = self.model
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
    """Without ``Annotated`` around it, and without the None of what may be absent."""
    while hasattr(hint, "__metadata__"):
        hint = get_args(hint)[0]
    if get_origin(hint) in (Union, UnionType):
        kinds = [kind for kind in get_args(hint) if kind is not type(None)]
        return _bare(kinds[0]) if len(kinds) == 1 else hint
    return hint


def kind_of(value: object) -> str:
    """The type of a plain value, as mistakes name it."""
    return "null" if value is None else _KINDS.get(type(value), type(value).__name__)


def normal(value: object) -> object:
    """The value as JSON has it: a date becomes its ISO text. (All syntaxes give the same.)"""
    if isinstance(value, dict):
        return {str(key): normal(child) for key, child in value.items()}
    if isinstance(value, list | tuple):
        return [normal(child) for child in value]
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return value


def nearest(name: str, known: Iterable[str]) -> str:
    """The known names most like this one, else all that there are (cut after a dozen): never an empty text."""
    names = list(dict.fromkeys(known))
    close = get_close_matches(name, names, 3) or names
    shown = ", ".join(close[:12]) or "–"
    return shown + ", …" if len(close) > 12 else shown
