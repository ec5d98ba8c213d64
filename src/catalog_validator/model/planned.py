"""A run that asked what to fill first: each entry's way, and the ways of its groups and of the whole."""

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.report import Outcome, Run
from catalog_validator.model.result import EntryResult, Group
from catalog_validator.model.way import CommonWay, Goal


@dataclass(frozen=True, slots=True)
class GroupWay:
    """The fewest fields over the entries of one group."""

    group: Group
    way: CommonWay


@dataclass(frozen=True, slots=True)
class Planned:
    """The answer to ``catval plan``, held in memory."""

    run: Run
    goal: Goal
    entries: tuple[EntryResult, ...]
    """All entries, those without a score too; `Share.entry` counts among them."""
    outcome: Outcome
    catalog: CommonWay
    groups: tuple[GroupWay, ...]
    """In the order in which all reports list groups."""
