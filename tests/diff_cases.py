"""Two weeks of a small catalog, and generated pairs of runs as snapshots."""

from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from catalog_validator.api import Report
from catalog_validator.api.snapshots import snapshot
from catalog_validator.engine.assess import Origin, assess_entry
from catalog_validator.engine.fold import Folder
from catalog_validator.engine.plan import build_plan
from catalog_validator.model.profile import Profile
from catalog_validator.model.report import Outcome, Run
from catalog_validator.model.snapshot import Snapshot
from worlds import AS_OF, entries

OLD: list[dict[str, Any]] = [
    {"code": "A-1", "name": "Hồ sơ nhiệm vụ khoa học", "secret": "no", "sharing": "private", "updated": "2026-03-02"},
    {"code": "A-2", "name": "Hồ sơ sáng kiến", "secret": "no", "sharing": "open", "updated": "2026-04-01"},
    {"code": "A-3", "name": "Hồ sơ đo lường", "secret": "no", "items": [{"name": "Mã số"}, {"name": "Tên"}]},
    {"code": "A-4", "name": "Hồ sơ không còn nữa", "secret": "no"},
    {"code": "A-5", "name": "Tên không được hiện ra", "secret": "yes"},
    {"code": "A-6", "name": "Hồ sơ giữ nguyên", "secret": "no"},
]
NEW: list[dict[str, Any]] = [
    {**OLD[0], "updated": "đang cập nhật"},
    {**OLD[1], "formats": ["CSV"], "address": "https://example.vn/sang-kien"},
    {**OLD[2], "items": [{"name": "Mã số"}], "sharing": "open"},
    {"code": "A-7", "name": "Hồ sơ mới lập", "secret": "no", "updated": "2026-04-02"},
    OLD[4],
    OLD[5],
]
WEEKS = (date(2026, 4, 23), date(2026, 4, 30))


def report_of(profile: Profile, values: list[dict[str, Any]], threshold: Fraction | None = None) -> Report:
    """A run over values in memory."""
    plan = build_plan(profile, AS_OF)
    folder, results = Folder(), []
    for at, value in enumerate(values):
        results.append(assess_entry(plan, value, Origin("t.json", f"/{at}")))
        folder.add(results[-1])
    run = Run(profile, AS_OF, threshold or profile.threshold, tool_version="0")
    return Report(run, tuple(results), Outcome(folder.summary(1), (), True))


def snapshot_of(profile: Profile, values: list[dict[str, Any]]) -> Snapshot:
    return snapshot(report_of(profile, values), "t.json")


@st.composite
def catalogs(draw: st.DrawFn, profile: Profile) -> list[dict[str, Any]]:
    """Entries of which some share a name and some have none."""
    names = st.sampled_from(["Hồ sơ của tỉnh Một", "Hồ sơ của tỉnh Hai", "Hồ sơ của tỉnh Ba"])
    made = draw(st.lists(entries(profile), max_size=4))
    return [{**entry, profile.title_field: draw(names)} if draw(st.booleans()) else entry for entry in made]
