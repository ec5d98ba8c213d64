"""Whether other languages judge as the engine does: what they cannot say, where they agreed, where they did not."""

from collections.abc import Mapping
from datetime import date

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.profile import Profile


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that a language cannot say, declared by the exporter that writes it. Its words are in the reports."""

    slug: str
    codes: tuple[str, ...] = ()
    """Findings of the engine that the language does not see."""
    manners: tuple[str, ...] = ()
    """Ways to write a value that the engine reads as well and the language judges otherwise (see the generator)."""
    paths: tuple[str, ...] = ()
    """Fields, and parts as ``field.part``, that it concerns; all where there are none."""

    @property
    def aside(self) -> bool:
        """It lies outside what is compared: no error finding comes of it."""
        return not self.codes and not self.manners


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A smallest entry that one side refuses for a field and the other does not."""

    field: str
    codes: tuple[str, ...]
    """What the engine finds there; empty where only the other side refuses it."""
    told: tuple[str, ...]
    """What the other side says, as it says it."""
    entry: Mapping[str, object]
    planted: tuple[str, ...]
    """What the generator had done to it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How often a check failed, and how often the other side refused the same field of the same entry."""

    code: str
    failed: int
    refused: int
    excused: int
    """Where the ledger says that it cannot."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the ledger, and in how many entries it made a difference."""

    loss: Loss
    seen: int


@dataclass(frozen=True, slots=True)
class TargetReport:
    """One language against the engine."""

    target: str
    judged: int
    good: int
    """Of them without an error finding."""
    not_carried: int
    """Entries that the language's form cannot hold, such as a list in a text of XML."""
    secret: int
    """Entries marked secret, which the engine does not judge."""
    tells_all: bool
    """It names every field that it refuses; otherwise it may stop at the first."""
    checks: tuple[Seen, ...]
    ledger: tuple[Line, ...]
    disagreements: tuple[Disagreement, ...]
    disagreed: int
    """Entries in which the two disagreed."""
    lacking: str = ""
    """The library without which it could not be judged; then nothing else is said."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """All languages against the engine."""

    profile: Profile
    as_of: date
    seed: int
    targets: tuple[TargetReport, ...]

    @property
    def holds(self) -> bool:
        """No disagreement, and something was judged."""
        judged = [target for target in self.targets if not target.lacking]
        return bool(judged) and not any(target.disagreed for target in judged)
