"""Repairs as JSON for programs (``catval-fix/1``): values whole and as they are."""

import json
from collections.abc import Iterator

from catalog_validator.model.repair import EntryRepairs, Repair, RepairReport, SourceRepairs
from catalog_validator.reports.json import position_object
from catalog_validator.version import version


def render_repairs_json(report: RepairReport) -> Iterator[str]:
    """One document."""
    document = {
        "schema": "catval-fix/1",
        "tool": {"name": "catval", "version": version()},
        "clean": report.clean,
        "refused_entries": report.refused_entries,
        "sources": list(map(_source, report.sources)),
    }
    yield json.dumps(document, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace").decode() + "\n"


def _source(source: SourceRepairs) -> dict[str, object]:
    return {
        "source": source.source,
        "syntax": source.syntax,
        "status": source.status.value,
        "reason": source.reason or None,
        "repairs": [_repair(entry, repair) for entry in source.entries for repair in entry.repairs],
    }


def _repair(entry: EntryRepairs, repair: Repair) -> dict[str, object]:
    return {
        "entry": {"id": entry.id, "title": entry.title, "pointer": entry.pointer},
        "path": list(repair.path),
        "old": repair.old,
        "new": repair.new,
        "reasons": [reason.value for reason in repair.reasons],
        "encoding": repair.encoding or None,
        "position": position_object(repair.position),
        "left": repair.left or None,
    }
