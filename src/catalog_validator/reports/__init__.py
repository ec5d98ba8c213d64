"""Results in, text or bytes out. Nothing here prints, opens a file or exits; sentences are made here, from codes
and facts."""

from collections.abc import Callable, Iterator
from importlib import import_module

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.report import Job
from catalog_validator.reports.shown import shown

Renderer = Callable[[Job], Iterator[str] | Iterator[bytes]]
"""A run in, pieces of the report out, in order; entries are read once, as the pieces are asked for."""


@dataclass(frozen=True, slots=True)
class Form:
    """A format: where its renderer stands, and whether that yields bytes, which no terminal can show."""

    place: str
    """``module:function``; imported only when it is asked for."""
    binary: bool = False
    marks: bool = False
    """It is the workbook that was checked, marked: such a run has one source."""


RENDERERS: dict[str, Form] = {
    "text": Form("catalog_validator.reports.text:render_text"),
    "json": Form("catalog_validator.reports.json:render_json"),
    "jsonl": Form("catalog_validator.reports.jsonl:render_jsonl"),
    "sarif": Form("catalog_validator.reports.sarif:render_sarif"),
    "junit": Form("catalog_validator.reports.junit:render_junit"),
    "github": Form("catalog_validator.reports.github:render_github"),
    "gitlab": Form("catalog_validator.reports.gitlab:render_gitlab"),
    "markdown": Form("catalog_validator.reports.markdown:render_markdown"),
    "csv": Form("catalog_validator.reports.csv_table:render_csv"),
    "baseline": Form("catalog_validator.reports.baseline:render_baseline"),
    "dqv": Form("catalog_validator.reports.dqv:render_dqv"),
    "dqv-ttl": Form("catalog_validator.reports.dqv:render_dqv_turtle"),
    "html": Form("catalog_validator.reports.page.document:render_html"),
    "xlsx": Form("catalog_validator.reports.workbook:render_workbook", binary=True, marks=True),
}
"""Every format by its name. A renderer is pure, and gets a refused entry with nothing of itself left in it."""


def renderer(name: str) -> Renderer:
    """The renderer of a format; `KeyError` for an unknown name."""
    module, function = RENDERERS[name].place.split(":")
    found: Renderer = getattr(import_module(module), function)
    return lambda job: found(shown(job))
