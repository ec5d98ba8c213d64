"""The words and numbers of a profile file, each with its form and the slug of the mistake that it can be."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

_NUMBER = r"^-?(0|[1-9][0-9]*)(\.[0-9]+|/[1-9][0-9]*)?$"
_DATE = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
_FIELD_ID = r"^[a-z][a-z0-9_]*$"
_SETTING = r"^[^$]*$"
_NAME_ID = r"^[a-z][a-z0-9_-]*$"

FieldTypeName = Literal[
    "text",
    "code",
    "date",
    "integer",
    "yes_no",
    "url",
    "email",
    "phone",
    "period",
    "duration",
    "texts",
    "codes",
    "record",
    "records",
]


def _exact(value: object) -> object:
    """A whole number, or a text such as ``0.5`` or ``51/2``: binary fractions are never exact."""
    if isinstance(value, float):
        raise PydanticCustomError("inexact-number", "a binary fraction")
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise PydanticCustomError("wrong-type", "no number", {"expected": "number"})
    if isinstance(value, str) and not re.fullmatch(_NUMBER[1:-1], value):
        raise PydanticCustomError("not-a-number", "no number")
    return value


def _code_value(value: object) -> object:
    """A code, or the digits of an integer (YAML reads them as a number)."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise PydanticCustomError("wrong-type", "no text", {"expected": "text"})
    return value


def _own_schema(value: object) -> object:
    """A path, or the schema itself."""
    if isinstance(value, str):
        return _said(value)
    if not isinstance(value, dict):
        raise PydanticCustomError("wrong-type", "neither a path nor a schema", {"expected": "text"})
    return value


def _said(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("empty-text", "blank")
    return value


def some(value: object) -> object:
    """A list that has members (other types are for the next validator)."""
    if isinstance(value, list) and not value:
        raise PydanticCustomError("empty-list", "empty")
    return value


def _shaped(slug: str, pattern: str) -> AfterValidator:
    def check(value: str) -> str:
        if not re.fullmatch(pattern[1:-1], value):
            raise PydanticCustomError(slug, "ill-formed")
        return value

    return AfterValidator(check)


def _day(value: str) -> str:
    try:
        real = re.fullmatch(_DATE[1:-1], value) and date.fromisoformat(value)
    except ValueError:
        real = None
    if not real:
        raise PydanticCustomError("not-an-iso-date", "no day of the calendar")
    return value


def _json(**schema: object) -> WithJsonSchema:
    return WithJsonSchema(schema)


Words = Annotated[str, AfterValidator(_said), Field(json_schema_extra={"minLength": 1})]
Exact = Annotated[
    object, PlainValidator(_exact), _json(anyOf=[{"type": "integer"}, {"type": "string", "pattern": _NUMBER}])
]
CodeValue = Annotated[object, PlainValidator(_code_value), _json(type=["string", "integer"])]
FieldId = Annotated[str, _shaped("bad-id", _FIELD_ID), Field(json_schema_extra={"pattern": _FIELD_ID})]
NameId = Annotated[str, _shaped("bad-id", _NAME_ID), Field(json_schema_extra={"pattern": _NAME_ID})]
IsoDate = Annotated[str, AfterValidator(_day), Field(json_schema_extra={"pattern": _DATE})]
Setting = Annotated[Words, _shaped("dollar-in-setting", _SETTING), Field(json_schema_extra={"pattern": _SETTING})]
SomeWords = Annotated[list[Words], BeforeValidator(some), Field(json_schema_extra={"minItems": 1})]
SomeCodes = Annotated[list[CodeValue], BeforeValidator(some), Field(json_schema_extra={"minItems": 1})]
OwnSchema = Annotated[object, PlainValidator(_own_schema), _json(type=["string", "object"])]
