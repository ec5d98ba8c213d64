"""From a profile to its certificate."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib import import_module
from itertools import islice

from catalog_validator.api.certify.cases import Case, make_cases
from catalog_validator.api.certify.compare import Compared, Comparison, Difference
from catalog_validator.api.certify.judged import Judge, LibraryMissing
from catalog_validator.api.certify.shrink import smallest
from catalog_validator.engine.plan import Plan, build_plan
from catalog_validator.exports import EXPORTERS, export_profile
from catalog_validator.exports.losses import ledger
from catalog_validator.model.certificate import Certificate, Disagreement, Line, Loss, Seen, TargetReport
from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.profile import Profile

Export = Callable[[Profile, str], bytes]
JUDGES: Mapping[str, tuple[str, str]] = {
    "json-schema": ("catalog_validator.api.certify.judge_json", "JsonSchemaJudge"),
    "xsd": ("catalog_validator.api.certify.judge_xml", "XsdJudge"),
    "table-schema": ("catalog_validator.api.certify.judge_csv", "TableSchemaJudge"),
    "shacl": ("catalog_validator.api.certify.judge_rdf", "ShaclJudge"),
    "pydantic": ("catalog_validator.api.certify.judge_json", "PydanticJudge"),
}
"""Language → who judges in it (loaded when needed)."""
MOST_SHOWN = 5
"""Disagreements of a language that are made small and shown."""


_PATIENCE = 3
"""Times the entries asked for that are made at most, where a form cannot hold many of them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to certify."""

    entries: int = 20_000
    seed: int = 1
    targets: tuple[str, ...] = tuple(JUDGES)
    slow: int = 4_000
    """At most so many entries for SHACL, which takes some hundred times as long as the others."""


USUAL = Wanted()


def certify(profile: Profile, as_of: date, wanted: Wanted = USUAL, export: Export = export_profile) -> Certificate:
    """Judge generated entries by the engine and in each language; `KeyError` for one that is not in the table."""
    plan = build_plan(profile, as_of)
    reports = tuple(_certify(plan, target, wanted, export) for target in wanted.targets)
    return Certificate(profile, as_of, wanted.seed, reports)


def _certify(plan: Plan, target: str, wanted: Wanted, export: Export) -> TargetReport:
    module, name = JUDGES[target]
    try:
        judge: Judge = getattr(import_module(module), name)(plan, export(plan.profile, EXPORTERS[target].name))
    except LibraryMissing as missing:
        return TargetReport(target, 0, 0, 0, 0, False, (), (), (), 0, missing.library)
    losses = ledger(plan.profile, target)
    count = Count(target, Comparison(plan.profile, losses, tells_all=judge.tells_all), judge)
    entries = min(wanted.entries, wanted.slow) if target == "shacl" else wanted.entries
    most = entries * _PATIENCE
    for batch in _batches(islice(make_cases(plan, entries, wanted.seed), most), min(judge.batch, entries)):
        count.add(batch)
        if count.judged >= entries:
            break
    return count.report(losses)


def _batches(cases: Iterable[Case], size: int) -> Iterator[list[Case]]:
    waiting = iter(cases)
    while batch := list(islice(waiting, size)):
        yield batch


@dataclass(slots=True)
class Count:
    """What has been seen so far in one language."""

    target: str
    comparison: Comparison
    judge: Judge
    judged: int = 0
    good: int = 0
    not_carried: int = 0
    secret: int = 0
    disagreed: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    excused: Counter[str] = field(default_factory=Counter)
    witnesses: Counter[str] = field(default_factory=Counter)
    shown: dict[Difference, Disagreement] = field(default_factory=dict)

    def add(self, cases: Sequence[Case]) -> None:
        """Judge some entries and compare."""
        for case, judged in zip(cases, self.judge.judge([case.entry for case in cases]), strict=True):
            if judged is None:
                self.not_carried += 1
                continue
            compared = self.comparison.compare(judged, case)
            if compared is None:
                self.secret += 1
                self.witnesses["secret"] += 1
                continue
            self._note(compared, judged.told.keys())
            if compared.differences:
                self.disagreed += 1
                self._show(case, compared.differences)

    def _note(self, compared: Compared, told: Iterable[str]) -> None:
        self.judged += 1
        self.good += not compared.errors
        refused = set(told)
        for name, codes in compared.errors.items():
            for code in codes:
                self.failed[code] += 1
                if name in refused or (refused and not self.judge.tells_all):
                    self.refused[code] += 1
                elif code in compared.excused.get(name, ()):
                    self.excused[code] += 1
        self.witnesses.update(compared.witnesses)

    def _show(self, case: Case, differences: Sequence[Difference]) -> None:
        for difference in differences:
            if difference not in self.shown and len(self.shown) < MOST_SHOWN:
                self.shown[difference] = smallest(self.judge, self.comparison, case, difference)

    def report(self, losses: Sequence[Loss]) -> TargetReport:
        """All of it."""
        checks = tuple(
            Seen(code, self.failed[code], self.refused[code], self.excused[code]) for code in sorted(self.failed)
        )
        lines = tuple(Line(loss, self.witnesses[loss.slug]) for loss in losses)
        return TargetReport(
            self.target, self.judged, self.good, self.not_carried, self.secret, self.judge.tells_all,
            checks, lines, tuple(self.shown.values()), self.disagreed,
        )  # fmt: skip
