"""Saved reports of several days as curves."""

from collections.abc import Sequence
from datetime import date
from os import fspath

from catalog_validator import files
from catalog_validator.api import AnyPath, OptionError
from catalog_validator.api.snapshots import SAVED
from catalog_validator.engine.curves import build_trend
from catalog_validator.files import PathError
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Source
from catalog_validator.model.snapshot import Snapshot
from catalog_validator.model.trend import Trend, Unused
from catalog_validator.reports.saved import ReportError, is_saved_report, read_saved


def trend(
    *paths: AnyPath, by: Sequence[str] | str | None = None, deadline: date | None = None, limits: Limits | None = None
) -> Trend:
    """The saved reports (JSON or JSON lines) in folders, or files, as curves up to ``deadline``.

    ``by``: fields by which the reports are grouped; None is all of the latest. Files that are no usable report are
    named in `Trend.unused`. `PathError` where a path cannot be read or none holds a report, `OptionError` for a field
    by which no report is grouped.
    """
    bounds = limits or Limits()
    found = files.find([fspath(path) for path in paths], is_report_name, bounds)
    snapshots: list[Snapshot] = []
    unused: list[Unused] = []
    for source in found.sources:
        read = _read(source, bounds)
        if isinstance(read, Unused):
            unused.append(read)
        else:
            snapshots.append(read)
    if not snapshots:
        raise PathError([(fspath(path), "no-reports") for path in paths])
    wanted = None if by is None else (by,) if isinstance(by, str) else tuple(by)
    known = {unit.by for one in snapshots for unit in one.units}
    for name in wanted or ():
        if name not in known:
            raise OptionError("trend-by", name, sorted(known))
    return build_trend(snapshots, wanted, deadline, unused)


def is_report_name(name: str) -> bool:
    """Whether a file of a folder may be a saved report."""
    return name.lower().endswith(tuple(ending for ending in SAVED if ending))


def _read(source: Source, limits: Limits) -> Snapshot | Unused:
    if (source.size or 0) > limits.held_bytes:
        return Unused(source.name, "too-large")
    with source.open() as stream:
        data = stream.read()
    if not is_saved_report(data):
        return Unused(source.name, "no-report")
    try:
        return read_saved(data, source.name)
    except ReportError as error:
        return Unused(source.name, error.slug, error.where, error.value)
