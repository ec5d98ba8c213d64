"""One of several words, and what is said where another one is given."""

from typing import TYPE_CHECKING, Any

import click

from catalog_validator.cli.words import say

if TYPE_CHECKING:
    Choice = click.Choice[str]
else:  # generic only for type checkers: older releases of click have the class alone
    Choice = click.Choice


class OneOf(Choice):
    """A choice that says in the reader's language what could have been chosen."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """The wrong word and the right ones."""
        return say("not-a-choice", value=str(value), known=", ".join(map(str, self.choices)))
