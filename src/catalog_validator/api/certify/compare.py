"""Two judgements of one entry held together: where they differ, and what the ledger says to it."""

from collections.abc import Iterator, Mapping, Sequence

from catalog_validator.api.certify.cases import Case
from catalog_validator.api.certify.judged import Judged
from catalog_validator.engine.conditions import atoms
from catalog_validator.model.certificate import Loss
from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.finding import Finding, Severity
from catalog_validator.model.profile import Profile
from catalog_validator.model.result import Status

BOTH_WAYS = frozenset({"padded", "decomposed", "unseen"})
"""Manners of which another length, and so either judgement, may come. Otherwise a manner only explains a refusal."""
IDLE = "idle"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that one side refuses and the other does not."""

    field: str
    engine: bool
    """The engine refuses it."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One entry compared."""

    errors: Mapping[str, tuple[str, ...]]
    """Field → codes of the engine's error findings."""
    excused: Mapping[str, frozenset[str]]
    """Field → codes that the ledger excuses there."""
    witnesses: frozenset[str]
    """Slugs of the losses that made a difference."""
    differences: tuple[Difference, ...]


def error_findings(judged: Judged) -> Iterator[Finding]:
    """The findings that matter for the verdict."""
    return (finding for finding in judged.result.findings if finding.severity is Severity.ERROR)


def path_of(finding: Finding) -> str:
    """``field``, or ``field.part``; places in lists left out."""
    return ".".join(str(step) for step in finding.path if isinstance(step, str))


class Comparison:
    """Compares by one ledger."""

    def __init__(self, profile: Profile, ledger: Sequence[Loss], *, tells_all: bool) -> None:
        """``tells_all``: the other side names every field that it refuses."""
        self._ledger = ledger
        self._tells_all = tells_all
        self._hanging: dict[str, set[str]] = {}
        for field in profile.fields:
            for atom in atoms(field.when):
                self._hanging.setdefault(atom.field, set()).add(field.id)

    def compare(self, judged: Judged, case: Case) -> Compared | None:
        """None of an entry that the engine refuses as secret: it is not judged."""
        if judged.result.status is Status.REFUSED:
            return None
        excused: dict[str, set[str]] = {}
        witnesses: set[str] = set()
        errors: dict[str, list[str]] = {}
        for finding in error_findings(judged):
            name = finding.field or ""
            errors.setdefault(name, []).append(finding.code)
            loss = self._excuse_of_code(finding)
            if loss is not None:
                excused.setdefault(name, set()).add(finding.code)
                if name not in judged.told:
                    witnesses.add(loss.slug)
        free, both = self._free(judged, case, excused, errors, witnesses)
        binding = {name for name, codes in errors.items() if set(codes) - excused.get(name, set()) and name not in both}
        differences = [Difference(name, False) for name in judged.told if name not in errors and name not in free]
        if self._tells_all or not judged.told:
            differences += [Difference(name, True) for name in sorted(binding - judged.told.keys())]
        return Compared(
            {name: tuple(dict.fromkeys(codes)) for name, codes in errors.items()},
            {name: frozenset(codes if name in both else excused.get(name, ())) for name, codes in errors.items()},
            frozenset(witnesses),
            tuple(differences),
        )

    def _excuse_of_code(self, finding: Finding) -> Loss | None:
        path = path_of(finding)
        return next(
            (loss for loss in self._ledger if finding.code in loss.codes and (not loss.paths or path in loss.paths)),
            None,
        )

    def _free(
        self,
        judged: Judged,
        case: Case,
        excused: Mapping[str, set[str]],
        errors: Mapping[str, Sequence[str]],
        witnesses: set[str],
    ) -> tuple[set[str], set[str]]:
        """Fields that the other side may refuse, and fields that it may also let through."""
        planted = list(case.manners())
        idle = (score.field for score in judged.result.fields if not score.applies)
        planted += [(name, IDLE) for name in idle if name in case.entry]
        free: set[str] = set()
        both: set[str] = set()
        for name, manner in planted:
            loss = next((loss for loss in self._ledger if manner in loss.manners), None)
            if loss is None:
                continue
            free.add(name)
            if manner in BOTH_WAYS:
                both.add(name)
            if (name in judged.told) is not (name in errors):
                witnesses.add(loss.slug)
        # What hangs on a field that is read otherwise is decided otherwise.
        hanging = self._closure(free | set(excused))
        return free | hanging, both | (hanging if both else set())

    def _closure(self, names: set[str]) -> set[str]:
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            for name in self._hanging.get(waiting.pop(), ()):
                if name not in found:
                    found.add(name)
                    waiting.append(name)
        return found
