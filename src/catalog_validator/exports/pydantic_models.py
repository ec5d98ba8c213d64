"""A profile as a Python module of pydantic models that needs nothing but pydantic."""

from collections.abc import Iterator
from keyword import iskeyword

from catalog_validator.exports.demands import (
    MANY,
    MOST_DIGITS,
    RECORDS,
    Both,
    Decided,
    Demands,
    Outside,
    about,
    demands,
    outside,
    owed,
)
from catalog_validator.exports.forms import INK
from catalog_validator.model.profile import Field, FieldType, Profile

_TAKEN = frozenset(
    {"construct", "copy", "dict", "from_orm", "json", "parse_file", "parse_obj", "parse_raw", "schema", "schema_json"}
    | {"to_entry", "update_forward_refs", "validate", "model_config"}
)
"""Names that a model has already."""
_CLASSES = frozenset(
    {"AfterValidator", "Annotated", "Any", "BaseModel", "ConfigDict", "Description", "Field", "Literal"}
    | {"PydanticCustomError", "Record", "StrictBool", "StrictInt", "StrictStr", "Text", "ValueError"}
)
"""Names of classes that are taken."""
_HEAD = '''\
import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr, model_validator
from pydantic_core import PydanticCustomError


class Record(BaseModel):
    """What all have in common: members that are not known are left out, as a check only warns of them."""

    model_config = ConfigDict(populate_by_name=True, extra="ignore", protected_namespaces=())

    def to_entry(self) -> dict[str, Any]:
        """The values as the native form has them; what is not stated is left out."""
        return self.model_dump(by_alias=True, exclude_none=True)


def lacks(field: str) -> PydanticCustomError:
    """The error of a field that is owed here."""
    return PydanticCustomError("missing", "{field} is owed here", {"field": field})


def matching(pattern: str) -> AfterValidator:
    """The whole text must match."""
    whole = re.compile(pattern, re.ASCII).fullmatch

    def check(text: str) -> str:
        if whole(text) is None:
            raise ValueError(f"does not match {pattern}")
        return text

    return AfterValidator(check)


_seen = re.compile(INK).search


def _inked(text: str) -> str:
    if _seen(text) is None:
        raise ValueError("nothing can be seen in it")
    return text


Text = Annotated[StrictStr, AfterValidator(_inked)]
"""A text in which something can be seen."""
'''


def export_pydantic(profile: Profile) -> bytes:
    """The module as a file."""
    parts = [
        f'"""Descriptions by the profile {profile.id} {profile.version}. Generated; do not edit."""\n',
        _HEAD.replace("(INK)", f"({INK!r})"),
    ]
    for field in profile.fields:
        if field.type in RECORDS:
            parts.append(_class(class_name(field), about(field)[0], field.parts, _needs(field)))
    conditions = list(_conditions(profile))
    parts.append(_class("Description", f"{profile.title.vi} / {profile.title.en}", profile.fields, conditions))
    return "\n\n".join(parts).encode()


def class_name(field: Field) -> str:
    """``contact_point`` → ``ContactPoint``."""
    name = "".join(part[:1].upper() + part[1:] for part in field.id.split("_"))
    return f"{name}Record" if name in _CLASSES or iskeyword(name) else name


def attribute(field_id: str) -> str:
    """The name of a field as an attribute."""
    taken = iskeyword(field_id) or field_id in _TAKEN or field_id.startswith(("model_", "_"))
    return f"field_{field_id.lstrip('_')}" if taken else field_id


def _class(name: str, words: str, fields: tuple[Field, ...], checks: list[str]) -> str:
    lines = [f"class {name}(Record):", f'    """{_inside(words)}"""', ""]
    for field in fields:
        lines += [f"    {line}" for line in _member(field)]
    if checks:
        lines += ["", '    @model_validator(mode="after")', f'    def _check(self) -> "{name}":']
        lines += ['        """What one field asks of another."""', *(f"        {line}" for line in checks)]
        lines.append("        return self")
    return "\n".join(lines) + "\n"


def _member(field: Field) -> Iterator[str]:
    """One attribute with its type and its words."""
    kind = class_name(field) if field.type in RECORDS else _scalar(demands(field))
    if field.type in MANY:
        kind = f"Annotated[list[{kind}], Field(min_length=1)]"
    title, description = about(field)
    options = [f"title={title!r}"]
    if attribute(field.id) != field.id:
        options.insert(0, f"alias={field.id!r}")
    if not owed(field):
        kind = f"{kind} | None"
        options.insert(0, "default=None")
    yield f"{attribute(field.id)}: {kind} = Field({', '.join(options)})"
    if description:
        yield f'"""{_inside(description)}"""'


def _scalar(wanted: Demands) -> str:
    if wanted.kind == "code":
        return f"Literal[{', '.join(map(repr, wanted.codes))}]"
    if wanted.kind == "yes_no":
        return "StrictBool"
    if wanted.kind == "integer":
        least, most = wanted.minimum, wanted.maximum
        least = -(10**MOST_DIGITS) + 1 if least is None else least
        most = 10**MOST_DIGITS - 1 if most is None else most
        return f"Annotated[StrictInt, Field(ge={least}, le={most})]"
    longest = "" if wanted.max_length is None else f", max_length={wanted.max_length}"
    parts = [f"Field(min_length={wanted.min_length}{longest})", *(f"matching({one!r})" for one in wanted.patterns)]
    return f"Annotated[Text, {', '.join(parts)}]"


def _needs(field: Field) -> list[str]:
    """At least one of some parts."""
    needed = field.any_of or (() if any(map(owed, field.parts)) else tuple(part.id for part in field.parts))
    if not needed:
        return []
    names = ", ".join(f"self.{attribute(part)}" for part in needed)
    return [f"if all(part is None for part in ({names},)):", f"    raise lacks({' / '.join(needed)!r})"]


def _conditions(profile: Profile) -> Iterator[str]:
    """A conditional field is owed unless it decidedly does not apply."""
    for field in profile.fields:
        if field.when is not None:
            free = _outside(outside(profile, field.when))
            yield f"if self.{attribute(field.id)} is None and not ({free}):"
            yield f"    raise lacks({field.id!r})"


def _outside(out: Outside) -> str:
    if not isinstance(out, Decided):
        word = " and " if isinstance(out, Both) else " or "
        return word.join(f"({_outside(part)})" for part in out.of)
    name = f"self.{attribute(out.field.id)}"
    values = tuple(
        value == "yes"
        if out.field.type is FieldType.YES_NO
        else int(value)
        if out.field.type is FieldType.INTEGER
        else value
        for value in out.values
    )
    return f"{name} is not None and {name} not in {values!r}" if out.negated else f"{name} in {values!r}"


def _inside(text: str) -> str:
    """A text as it may stand in a docstring."""
    return text.replace("\n\n", " / ").replace("\\", "\\\\").replace('"', '\\"')
