"""JSON Schemas of campaign and register files, for editors: the form; what names and dates mean is for the linter."""

from typing import Any

from pydantic import BaseModel

from catalog_validator.awards.schema import CampaignFile, RegisterFile


def campaign_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of a campaign file."""
    return _schema(CampaignFile, "urn:catval:campaign:1", "catval campaign")


def register_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of a register file."""
    return _schema(RegisterFile, "urn:catval:register:1", "catval register")


def _schema(model: type[BaseModel], schema_id: str, title: str) -> dict[str, Any]:
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": schema_id, "title": title}
    made = _tidy(model.model_json_schema(by_alias=True))
    assert isinstance(made, dict)
    return head | made


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
