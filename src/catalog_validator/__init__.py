"""Check and score the descriptions in a public data catalog.

    from catalog_validator import check, load_profile, render

    report = check("catalog.xlsx", profile=load_profile("sonla-515"))
    print(report.summary.score, report.passed)
    print(render(report, "text", lang="vi"))

Importing this loads nothing; each name is loaded when it is first used. Nothing here prints or exits.
"""

TYPE_CHECKING = False  # what type checkers take for True; importing typing would cost more than all the rest here

if TYPE_CHECKING:
    from catalog_validator.api import (
        Defect,
        OptionError,
        Options,
        PathError,
        ProfileError,
        Report,
        assess,
        check,
        count,
        load_profile,
        render,
        write_report,
    )
    from catalog_validator.api.convert import convert
    from catalog_validator.api.diff import diff
    from catalog_validator.api.plan import plan, pooled_over
    from catalog_validator.api.repairs import find_repairs, fix
    from catalog_validator.api.snapshots import SavedError, read_report
    from catalog_validator.api.trend import trend
    from catalog_validator.api.written import SheetRow, Workbook, digests, raw_of_bytes, read_sheets, read_written
    from catalog_validator.files.revision import RevisionError
    from catalog_validator.model.change import Change
    from catalog_validator.model.conversion import Conversion, Loss
    from catalog_validator.model.finding import Finding, Severity
    from catalog_validator.model.limits import Limits
    from catalog_validator.model.place import Position
    from catalog_validator.model.planned import Planned
    from catalog_validator.model.profile import Field, Profile
    from catalog_validator.model.repair import Repair, RepairReport
    from catalog_validator.model.report import Mistake
    from catalog_validator.model.result import EntryResult, FieldScore, Group, State, Status, Summary, Tally
    from catalog_validator.model.snapshot import Remark, Snapshot
    from catalog_validator.model.trend import Trend
    from catalog_validator.model.way import CommonWay, Step, Way
    from catalog_validator.model.words import LANGS, Citation, CitationStatus, Confidence, Label, Lang
    from catalog_validator.reports.numbers import cut
    from catalog_validator.reports.page.framed import framed_page
    from catalog_validator.reports.words import Words
    from catalog_validator.written import Raw, WrittenError
    from catalog_validator.written.form import Form, nearest
    from catalog_validator.written.slugs import mistake_at

__all__ = [
    "LANGS",
    "Change",
    "Citation",
    "CitationStatus",
    "CommonWay",
    "Confidence",
    "Conversion",
    "Defect",
    "EntryResult",
    "Field",
    "FieldScore",
    "Finding",
    "Form",
    "Group",
    "Label",
    "Lang",
    "Limits",
    "Loss",
    "Mistake",
    "OptionError",
    "Options",
    "PathError",
    "Planned",
    "Position",
    "Profile",
    "ProfileError",
    "Raw",
    "Remark",
    "Repair",
    "RepairReport",
    "Report",
    "RevisionError",
    "SavedError",
    "Severity",
    "SheetRow",
    "Snapshot",
    "State",
    "Status",
    "Step",
    "Summary",
    "Tally",
    "Trend",
    "Way",
    "Words",
    "Workbook",
    "WrittenError",
    "__version__",
    "assess",
    "check",
    "convert",
    "count",
    "cut",
    "diff",
    "digests",
    "find_repairs",
    "fix",
    "framed_page",
    "load_profile",
    "mistake_at",
    "nearest",
    "plan",
    "pooled_over",
    "raw_of_bytes",
    "read_report",
    "read_sheets",
    "read_written",
    "render",
    "trend",
    "write_report",
]

_HOMES = {
    "api.convert": ("convert",),
    "model.conversion": ("Conversion", "Loss"),
    "api.repairs": ("find_repairs", "fix"),
    "model.repair": ("Repair", "RepairReport"),
    "model.finding": ("Finding", "Severity"),
    "model.limits": ("Limits",),
    "model.place": ("Position",),
    "model.profile": ("Field", "Profile"),
    "model.result": ("EntryResult", "FieldScore", "Group", "State", "Status", "Summary", "Tally"),
    "api.diff": ("diff",),
    "api.plan": ("plan", "pooled_over"),
    "api.snapshots": ("SavedError", "read_report"),
    "api.trend": ("trend",),
    "model.snapshot": ("Remark", "Snapshot"),
    "model.trend": ("Trend",),
    "files.revision": ("RevisionError",),
    "model.change": ("Change",),
    "model.planned": ("Planned",),
    "model.way": ("CommonWay", "Step", "Way"),
    "model.words": ("LANGS", "Citation", "CitationStatus", "Confidence", "Label", "Lang"),
    "model.report": ("Mistake",),
    "written": ("Raw", "WrittenError"),
    "written.form": ("Form", "nearest"),
    "written.slugs": ("mistake_at",),
    "api.written": ("SheetRow", "Workbook", "digests", "raw_of_bytes", "read_sheets", "read_written"),
    "reports.page.framed": ("framed_page",),
    "reports.words": ("Words",),
    "reports.numbers": ("cut",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__version__: str


def __getattr__(name: str) -> object:
    if name == "__version__":
        from catalog_validator.version import version

        return version()
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{_HOME.get(name, 'api')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
