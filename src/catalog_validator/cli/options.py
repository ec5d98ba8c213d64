"""Options that mean something, and the types that read them."""

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

import click

from catalog_validator.cli.choice import OneOf
from catalog_validator.cli.words import choose, say
from catalog_validator.model.codes import CODES
from catalog_validator.model.limits import Limits
from catalog_validator.reports import RENDERERS

if TYPE_CHECKING:
    ParamType = click.ParamType[Any]
else:  # generic only for type checkers: older releases of click have the class alone
    ParamType = click.ParamType

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class Percent(ParamType):
    """A percentage as an exact number."""

    name = "percent"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Fraction:
        """Text such as ``80`` or ``79.5``."""
        if isinstance(value, Fraction):
            return value
        try:
            number = Fraction(value.strip().removesuffix("%"))
        except (ValueError, ZeroDivisionError):
            self.fail(say("not-a-percentage", value=value), param, ctx)
        if not 0 <= number <= 100:
            self.fail(say("not-a-percentage", value=value), param, ctx)
        return number


class Day(ParamType):
    """A calendar day."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """ISO form only."""
        if isinstance(value, date):
            return value
        try:
            return (
                date.fromisoformat(value) if len(value) == 10 else self.fail(say("not-a-day", value=value), param, ctx)
            )
        except ValueError:
            self.fail(say("not-a-day", value=value), param, ctx)


class Codes(ParamType):
    """Finding codes or their beginnings, with commas between."""

    name = "codes"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Each must begin at least one known code."""
        codes = tuple(part.strip().upper() for part in value.split(",") if part.strip())
        for code in codes:
            if not any(known.startswith(code) for known in CODES):
                from difflib import get_close_matches

                near = get_close_matches(code, CODES, 1)
                self.fail(say("unknown-code", value=code, nearest=near[0] if near else "CV101"), param, ctx)
        return codes


class Names(ParamType):
    """Field ids, with commas between."""

    name = "field"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Not checked here: the profile knows."""
        return tuple(part.strip() for part in value.split(",") if part.strip())


class Most(ParamType):
    """A number, or ``all``."""

    name = "N|all"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | None:
        """``all`` is None."""
        if value is None or isinstance(value, int):
            return value
        if value == "all":
            return None
        if not value.isascii() or not value.isdigit():
            self.fail(say("not-a-number", value=value), param, ctx)
        return int(value)


class OutputFile(ParamType):
    """``FORMAT=FILE``."""

    name = "fmt=file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """The format must be known; where the file is wanted is looked at later, with all others."""
        if isinstance(value, tuple):
            return value
        form, equals, path = value.partition("=")
        if not equals or not path:
            self.fail(say("not-an-output", value=value), param, ctx)
        if form not in RENDERERS:
            self.fail(say("output-format", value=form, known=", ".join(RENDERERS)), param, ctx)
        return form, path


class Limit(ParamType):
    """``NAME=NUMBER`` for a setting of `Limits`."""

    name = "name=number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, int]:
        """The name must be one of the limits."""
        name, _, number = value.partition("=")
        known = [item.name for item in fields(Limits)]
        if name not in known:
            self.fail(say("unknown-limit", value=name, known=", ".join(known)), param, ctx)
        if not number.isascii() or not number.isdigit() or int(number) < 1:
            self.fail(say("not-a-number", value=number), param, ctx)
        return name, int(number)


def limits_of(changes: Sequence[tuple[str, int]]) -> Limits:
    """The defaults with the changes that were asked for."""
    return replace(Limits(), **dict(changes))


def flat(groups: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Values of an option that may be given several times."""
    return tuple(item for group in groups for item in group)


def lang_option(command: Decorated) -> Decorated:
    """``--lang``, settled before other options are read so that their complaints are in that language."""

    def settle(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
        return choose(value)

    return click.option(
        "--lang",
        type=OneOf(["vi", "en"]),
        callback=settle,
        is_eager=True,
        help="Language of messages [default: CATVAL_LANG, else the locale].",
    )(command)


def profile_option(command: Decorated) -> Decorated:
    """``--profile``."""
    from catalog_validator.api import DEFAULT_PROFILE

    return click.option(
        "--profile",
        default=DEFAULT_PROFILE,
        metavar="ID|FILE",
        show_default=True,
        help="A built-in profile, or a profile file of your own (YAML, JSON, TOML).",
    )(command)
