"""Entries in, bytes of a native form (or of DCAT-AP) out. Knows forms and fields, opens no file and judges nothing.

A writer puts down all that its form can carry, spelled so that our own readers get the same values, and says what it
cannot carry. Whether what was written is read as it was meant is proved afterwards, where both sides are known.
"""

from collections.abc import Callable
from importlib import import_module
from typing import BinaryIO, cast

from catalog_validator.model.dataclass import dataclass
from catalog_validator.writers.catalog import Catalog

__all__ = ["FORMS", "Catalog", "Form", "guess_form", "write_catalog"]


@dataclass(frozen=True, slots=True)
class Form:
    """A form that can be written: its name, its file endings, and the function that writes it (loaded when needed)."""

    name: str
    suffixes: tuple[str, ...]
    module: str
    function: str
    syntax: str
    """In which syntax it is read back."""
    vocab: str = "native"
    """In which vocabulary."""
    by_row: bool = False
    """Entries stand in rows, from the second on."""


FORMS: dict[str, Form] = {
    form.name: form
    for form in (
        Form("json", (".json",), "catalog_validator.writers.json", "write_json", "json"),
        Form("ndjson", (".ndjson", ".jsonl"), "catalog_validator.writers.json", "write_ndjson", "ndjson"),
        Form("yaml", (".yaml", ".yml"), "catalog_validator.writers.yaml", "write_yaml", "yaml"),
        Form("csv", (".csv",), "catalog_validator.writers.csv", "write_csv", "csv", by_row=True),
        Form("xlsx", (".xlsx",), "catalog_validator.writers.xlsx", "write_xlsx", "xlsx", by_row=True),
        Form("xml", (".xml",), "catalog_validator.writers.xml", "write_xml", "xml"),
        Form("dcat-ap", (".jsonld",), "catalog_validator.writers.dcat", "write_dcat", "json-ld", "dcat"),
    )
}


def guess_form(name: str) -> Form | None:
    """The form that a file's ending tells, or None."""
    return next((form for form in FORMS.values() if name.lower().endswith(form.suffixes)), None)


def write_catalog(form: Form, catalog: Catalog, out: BinaryIO) -> None:
    """Write all entries. What the form cannot carry goes to ``catalog.lose``."""
    function = cast(Callable[[Catalog, BinaryIO], None], getattr(import_module(form.module), form.function))
    function(catalog, out)
