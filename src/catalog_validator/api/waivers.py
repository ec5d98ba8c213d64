"""What a run accepts, from the files that say so."""

from os import fspath

from catalog_validator import files
from catalog_validator.api import OptionError, Options
from catalog_validator.api.written import read_written
from catalog_validator.engine.acceptance import Acceptance
from catalog_validator.model.report import Run
from catalog_validator.model.waiver import Baseline
from catalog_validator.waivers import BaselineError, build_suppressions, read_baseline

LARGEST = 256 << 20
"""Bytes of a baseline that are read."""


def acceptance_of(run: Run, options: Options) -> Acceptance:
    """Suppressions and baseline, read and linted. `PathError`, `WaiverError`, `OptionError`."""
    if options.published_only and not run.profile.published_field:
        raise OptionError("published-unknown", run.profile.id)
    suppressions = build_suppressions(read_written(options.suppress)) if options.suppress is not None else ()
    baseline = _baseline(fspath(options.baseline)) if options.baseline is not None else None
    return Acceptance(run, suppressions, baseline)


def _baseline(path: str) -> Baseline:
    source = files.file(path)
    with source.open() as stream:
        data = stream.read(LARGEST + 1)
    try:
        if len(data) > LARGEST:
            raise BaselineError(1, f"> {LARGEST} bytes")
        return read_baseline(source.name, data)
    except BaselineError as error:
        raise OptionError("baseline-broken", f"{source.name}:{error.line} ({error.found})") from error
