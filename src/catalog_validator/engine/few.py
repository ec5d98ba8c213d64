"""A few entries, counted by the reference alone: the bulk path takes longer to get ready than they take to judge."""

from collections.abc import Sequence

from catalog_validator.engine.assess import Origin, score_sheet, unreadable_entry
from catalog_validator.engine.duplicates import KeyIndex
from catalog_validator.engine.fold import Folder
from catalog_validator.engine.plan import Plan
from catalog_validator.engine.sheet import Sheet
from catalog_validator.model.document import Batch
from catalog_validator.model.finding import Violation
from catalog_validator.model.result import Summary

FEW_BYTES = 16 << 10
"""Of all sources; more are for the bulk path."""


class FewCounter:
    """Counts batches of entries as `catalog_validator.engine.bulk.counter.BulkCounter` does."""

    def __init__(self, plan: Plan, index: KeyIndex) -> None:
        """``index`` takes the keys of every scored entry."""
        self._plan = plan
        self._index = index
        self.folder = Folder()
        """What was counted so far."""

    def add(self, batch: Batch, base: int) -> None:
        """Count a batch; ``base`` is the run's ordinal of the source's first entry."""
        for position, value in enumerate(batch.values):
            self.refer(value, base + batch.first + position, batch.flaws.get(position, ()))

    def refer(self, value: object, ordinal: int, flaws: Sequence[Violation]) -> None:
        """One entry to the reference."""
        origin = Origin("", "")
        if not isinstance(value, dict):
            self.folder.add(unreadable_entry(self._plan, origin, flaws))
            return
        sheet = Sheet(self._plan, value)
        result = score_sheet(sheet, origin, flaws)
        self.folder.add(result)
        if result.fields:
            self._index.note_sheet(sheet, ordinal)

    def summary(self) -> Summary:
        """All that was counted so far, without sources."""
        return self.folder.summary()
