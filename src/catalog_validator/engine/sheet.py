"""One entry under judgement: verdicts and applicability, each settled when it is first asked for."""

from collections.abc import Mapping

from catalog_validator.engine.conditions import decide
from catalog_validator.engine.plan import Plan
from catalog_validator.engine.verdict import ZERO, Verdict
from catalog_validator.model.result import State
from catalog_validator.model.text import fold


class Sheet:
    """The fields of one entry. It is a `catalog_validator.rules.relations.View`."""

    __slots__ = ("_applies", "_values", "_verdicts", "plan")

    def __init__(self, plan: Plan, values: Mapping[str, object]) -> None:
        """``values``: field id → JSON value."""
        self.plan = plan
        self._values = values
        self._verdicts: dict[str, Verdict] = {}
        self._applies: dict[str, bool] = {}

    @property
    def values(self) -> Mapping[str, object]:
        """Field id → JSON value, as it was read."""
        return self._values

    def verdict(self, field_id: str) -> Verdict:
        """What the judge says of the field, whether or not it applies."""
        known = self._verdicts.get(field_id)
        if known is None:
            known = self._verdicts[field_id] = self.plan.judges[field_id](self._values.get(field_id))
        return known

    def deny(self, field_id: str) -> None:
        """No credit for a field whose text the reader knows to be garbled; its finding is the reader's."""
        verdict = self.verdict(field_id)
        if verdict.state is State.FILLED:
            denied = Verdict(State.INVALID, ZERO, (), texts=verdict.texts, stated=verdict.stated)
            self._verdicts[field_id] = denied

    def applies(self, field_id: str) -> bool:
        """Whether the field counts. Undecided is yes."""
        known = self._applies.get(field_id)
        if known is None:
            when = self.plan.fields[field_id].when
            known = self._applies[field_id] = when is None or decide(when, self.look) is not False
        return known

    def look(self, field_id: str) -> tuple[bool, str | None]:
        """See `catalog_validator.engine.conditions.Lookup`."""
        verdict = self.verdict(field_id)
        return self.applies(field_id), verdict.canonical if verdict.state is State.FILLED else None

    def canonical(self, field_id: str) -> str | None:
        """See `catalog_validator.rules.relations.View`."""
        applies, canonical = self.look(field_id)
        return canonical if applies else None

    def texts(self, field_id: str) -> tuple[str, ...]:
        """See `catalog_validator.rules.relations.View`."""
        return self.verdict(field_id).texts if self.applies(field_id) else ()

    def stated(self, field_id: str) -> str | None:
        """See `catalog_validator.rules.relations.View`."""
        verdict = self.verdict(field_id)
        return None if verdict.empty else verdict.stated

    def declared(self, field_id: str, text: str) -> bool:
        """See `catalog_validator.rules.relations.View`."""
        return fold(text) in {fold(answer) for answer in self.plan.fields[field_id].declared}
