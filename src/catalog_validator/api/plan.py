"""What to fill first: the ways of entries, of groups and of the catalog."""

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

from catalog_validator.api import DEFAULT_PROFILE, AnyPath, Options, open_session
from catalog_validator.engine.pool import common_way, way_despite
from catalog_validator.model.dataclass import replace
from catalog_validator.model.planned import GroupWay, Planned
from catalog_validator.model.profile import Profile
from catalog_validator.model.result import GroupKey
from catalog_validator.model.text import fold
from catalog_validator.model.way import CommonWay, Goal
from catalog_validator.reports.order import ordered_groups


def plan(
    *paths: AnyPath,
    profile: Profile | AnyPath = DEFAULT_PROFILE,
    goal: Goal = "entries",
    options: Options | None = None,
    **more: object,
) -> Planned:
    """The fewest fields to fill or mend in files or folders; raises what `catalog_validator.check` raises.

    ``goal``: ``entries`` so that each entry passes, ``pooled`` so that all points together reach the threshold.
    """
    asked = options if options is not None and not more else Options(**more)  # type: ignore[arg-type]
    session = open_session(paths, profile, replace(asked, way=True, curve=goal == "pooled"))
    entries = tuple(session.entries())
    outcome = session.outcome()
    known = session.run.profile
    members: defaultdict[GroupKey, list[int]] = defaultdict(list)
    for at, entry in enumerate(entries):
        for by, value in entry.groups:
            members[by, None if value is None else fold(value)].append(at)
    groups = tuple(
        GroupWay(group, common_way(goal, known, entries, members[group.by, _key(group.value)]))
        for group in ordered_groups(known, outcome.summary)
    )
    whole = common_way(goal, known, entries, range(len(entries)))
    return Planned(session.run, goal, entries, outcome, whole, groups)


def pooled_over(planned: Planned, members: Iterable[int], lacking: Fraction) -> CommonWay | None:
    """The fewest fields over some entries of a pooled plan that also make up for points that others lack.

    ``members``: indices among the plan's entries. None where filling all of them would not do.
    """
    ways = [(at, way) for at in members if (way := planned.entries[at].way) is not None]
    return way_despite(planned.run.profile, ways, lacking)


def _key(value: str | None) -> str | None:
    return None if value is None else fold(value)
