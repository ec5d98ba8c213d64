"""A profile in other forms, for those who work elsewhere. Knows fields and conditions, judges nothing, opens no file.

Each form is made from the profile alone; its sentences are handed in by whoever knows them. What a language cannot
say, its exporter declares; that it means what the engine means is proved where both are known.
"""

from collections.abc import Callable
from importlib import import_module
from typing import cast

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.profile import Profile

__all__ = ["EXPORTERS", "Exporter", "export_profile"]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A language: its name, the ending of its files, and the function that writes it (loaded when needed)."""

    name: str
    suffix: str
    module: str
    function: str


EXPORTERS: dict[str, Exporter] = {
    exporter.name: exporter
    for exporter in (
        Exporter("json-schema", ".schema.json", "catalog_validator.exports.json_schema", "export_json_schema"),
        Exporter("xsd", ".xsd", "catalog_validator.exports.xsd", "export_xsd"),
        Exporter("table-schema", ".table-schema.json", "catalog_validator.exports.table_schema", "export_table_schema"),
        Exporter("shacl", ".shacl.ttl", "catalog_validator.exports.shacl", "export_shacl"),
        Exporter("pydantic", ".py", "catalog_validator.exports.pydantic_models", "export_pydantic"),
    )
}


def export_profile(profile: Profile, name: str) -> bytes:
    """The profile in the named language, in UTF-8; `KeyError` for a name that is not in the table."""
    exporter = EXPORTERS[name]
    return cast(Callable[[Profile], bytes], getattr(import_module(exporter.module), exporter.function))(profile)
