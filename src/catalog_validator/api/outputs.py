"""Where reports go: formats by name, files beside standard output, all of them from one reading of the sources."""

from collections.abc import Iterable, Sequence

from catalog_validator import files
from catalog_validator.api import OptionError
from catalog_validator.files import STANDARD_INPUT
from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.limits import Limits
from catalog_validator.model.marked import MarkWorkbook
from catalog_validator.model.place import Source
from catalog_validator.model.report import Job
from catalog_validator.model.result import EntryResult
from catalog_validator.reports import RENDERERS, Form, renderer


@dataclass(frozen=True, slots=True)
class Output:
    """A report that is written to a file."""

    form: str
    path: str


def format_of(form: str) -> Form:
    """The format of this name. `OptionError` where there is none."""
    if form not in RENDERERS:
        raise OptionError("format-unknown", form, RENDERERS)
    return RENDERERS[form]


def require_outputs(outputs: Sequence[Output], sources: Sequence[Source]) -> None:
    """Say before anything is read what could not be written when all has been: `OptionError`, `PathError`."""
    from catalog_validator.files.written import same_file, unwritable

    for index, output in enumerate(outputs):
        format_of(output.form)
        if output.path in ("", STANDARD_INPUT):
            raise OptionError("output-stdout", output.form)
        if any(same_file(output.path, other.path) for other in outputs[:index]):
            raise OptionError("output-twice", output.path)
        if any(same_file(output.path, source.name) for source in sources if source.name != STANDARD_INPUT):
            raise OptionError("output-source", output.path)
        ending = sources[0].suffix if len(sources) == 1 and format_of(output.form).marks else ""
        if ending in (".xlsx", ".xlsm") and not output.path.lower().endswith(ending):
            raise OptionError("workbook-ending", output.path)
    reasons = [(output.path, reason) for output in outputs if (reason := unwritable(output.path))]
    if reasons:
        raise files.PathError(reasons)


def workbook_for(forms: Iterable[str], sources: Sequence[Source], limits: Limits) -> MarkWorkbook | None:
    """What marks the workbook of the run, where one of the formats is that; `OptionError` where it cannot be."""
    if not any(format_of(form).marks for form in forms):
        return None
    from catalog_validator.api.marking import workbook_of

    return workbook_of(sources, limits)


def replayed(entries: Iterable[EntryResult]) -> Iterable[EntryResult]:
    """Entries that several reports can read one after the other, in memory that does not grow with the catalog."""
    from catalog_validator.files.written import Replayed

    return Replayed(entries)


def write_output(output: Output, job: Job) -> None:
    """One report as a file, whole or not at all."""
    from catalog_validator.files.written import write_whole

    format_of(output.form)
    write_whole(output.path, renderer(output.form)(job))
