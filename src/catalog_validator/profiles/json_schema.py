"""The JSON Schema of a profile file, for editors: the pydantic models, and the tables of checks and relations."""

from collections.abc import Mapping
from typing import Any, cast

from catalog_validator.model.checks import CHECK_KINDS
from catalog_validator.profiles.kinds import RELATION_KINDS
from catalog_validator.profiles.schema import ProfileFile

SCHEMA_ID = "urn:catval:profile:1"

_JSON_TYPES: Mapping[type, str] = {int: "integer", str: "string", bool: "boolean"}
_ALONE = ["legal_basis", "status", "threshold", "identity", "groups", "fields"]
"""What a profile must state that extends no other."""


def profile_json_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of one profile file. It knows forms; `build_profile` also knows meanings."""
    schema = cast(dict[str, Any], _tidy(ProfileFile.model_json_schema(by_alias=True)))
    definitions = schema["$defs"]
    definitions["CheckFile"] = _checks()
    definitions["RelationFile"]["properties"]["kind"] = {"enum": sorted(RELATION_KINDS)}
    shapes = (("field", "in"), ("field", "not_in"), ("all",), ("any",))
    definitions["ConditionFile"]["oneOf"] = [{"required": list(keys)} for keys in shapes]
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, "title": "catval profile"}
    return head | schema | {"anyOf": [{"required": ["extends"]}, {"required": _ALONE}]}


def _tidy(node: object) -> object:
    """Without the titles and defaults that pydantic derives from names and that say nothing."""
    if isinstance(node, list):
        return [_tidy(child) for child in node]
    if not isinstance(node, dict):
        return node
    return {
        key: {name: _tidy(child) for name, child in value.items()} if key in ("properties", "$defs") else _tidy(value)
        for key, value in node.items()
        if key not in ("title", "default")
    }


def _checks() -> dict[str, Any]:
    return {"description": "One demand on a value.", "oneOf": [_check(kind) for kind in CHECK_KINDS]}


def _check(kind: str) -> dict[str, Any]:
    params = CHECK_KINDS[kind].params
    properties: dict[str, Any] = {"kind": {"const": kind}, "severity": {"enum": ["error", "warning", "note"]}}
    properties |= {name: {"type": _JSON_TYPES[wanted]} for name, wanted, _ in params}
    required = ["kind", *(name for name, _, needed in params if needed)]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
