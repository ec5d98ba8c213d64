"""Results in, text out. Nothing here prints, opens a file or exits; sentences are made here, from codes and facts."""

from collections.abc import Callable, Iterator
from importlib import import_module

from catalog_validator.model.report import Job

Renderer = Callable[[Job], Iterator[str]]
"""A run in, pieces of the report out, in order; entries are read as the pieces are asked for."""

RENDERERS: dict[str, str] = {
    "text": "catalog_validator.reports.text:render_text",
    "json": "catalog_validator.reports.json:render_json",
    "jsonl": "catalog_validator.reports.jsonl:render_jsonl",
}
"""Format name → where its renderer stands; imported only when it is asked for."""


def renderer(name: str) -> Renderer:
    """The renderer of a format; `KeyError` for an unknown name."""
    module, function = RENDERERS[name].split(":")
    found: Renderer = getattr(import_module(module), function)
    return found
