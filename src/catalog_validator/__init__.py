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
    from catalog_validator.api.plan import plan
    from catalog_validator.model.finding import Finding, Severity
    from catalog_validator.model.limits import Limits
    from catalog_validator.model.place import Position
    from catalog_validator.model.planned import Planned
    from catalog_validator.model.profile import Field, Profile
    from catalog_validator.model.result import EntryResult, FieldScore, Group, State, Status, Summary, Tally
    from catalog_validator.model.way import CommonWay, Step, Way

__all__ = [
    "CommonWay",
    "Defect",
    "EntryResult",
    "Field",
    "FieldScore",
    "Finding",
    "Group",
    "Limits",
    "OptionError",
    "Options",
    "PathError",
    "Planned",
    "Position",
    "Profile",
    "ProfileError",
    "Report",
    "Severity",
    "State",
    "Status",
    "Step",
    "Summary",
    "Tally",
    "Way",
    "__version__",
    "assess",
    "check",
    "count",
    "load_profile",
    "plan",
    "render",
    "write_report",
]

_HOMES = {
    "model.finding": ("Finding", "Severity"),
    "model.limits": ("Limits",),
    "model.place": ("Position",),
    "model.profile": ("Field", "Profile"),
    "model.result": ("EntryResult", "FieldScore", "Group", "State", "Status", "Summary", "Tally"),
    "api.plan": ("plan",),
    "model.planned": ("Planned",),
    "model.way": ("CommonWay", "Step", "Way"),
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
