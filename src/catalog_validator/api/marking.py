"""The workbook of a run, marked for its author."""

from collections.abc import Sequence

from catalog_validator import syntax
from catalog_validator.api import OptionError
from catalog_validator.edit.mark import MarkError, check_markable, mark_workbook
from catalog_validator.model.limits import Limits
from catalog_validator.model.marked import Cover, Mark, MarkWorkbook
from catalog_validator.model.place import Source


def workbook_of(sources: Sequence[Source], limits: Limits) -> MarkWorkbook:
    """What marks the one workbook of a run. `OptionError` where there is not just one, or it cannot be marked."""
    if len(sources) != 1:
        raise OptionError("workbook-source", ", ".join(source.name for source in sources[:5]) or "–")
    source = sources[0]
    if syntax.guess_syntax(source) != "xlsx":
        raise OptionError("workbook-form", source.name)
    data = _bytes(source)

    def mark(marks: Sequence[Mark], cover: Cover) -> bytes:
        try:
            return mark_workbook(data, marks, cover, limits)
        except MarkError as error:
            raise OptionError(f"workbook-{error.slug}", source.name) from error

    try:
        check_markable(data, limits)
    except MarkError as error:
        raise OptionError(f"workbook-{error.slug}", source.name) from error
    return mark


def _bytes(source: Source) -> bytes:
    with source.open() as stream:
        return stream.read()
