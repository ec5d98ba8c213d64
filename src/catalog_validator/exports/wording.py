"""The sentences that an export needs: what reports know how to say, without knowing reports."""

from typing import Protocol

from catalog_validator.model.profile import Check, Condition, Profile
from catalog_validator.model.words import Citation, Lang


class Wording(Protocol):
    """Words of one language."""

    @property
    def lang(self) -> Lang:
        """Of the reader."""

    def ui(self, key: str, **facts: object) -> str:
        """A phrase by its dotted key."""

    def ground(self, citation: Citation) -> str:
        """A legal ground with what it is worth."""

    def condition(self, condition: Condition, profile: Profile) -> str:
        """When a field applies."""

    def check(self, check: Check) -> str:
        """A demand on a value."""
