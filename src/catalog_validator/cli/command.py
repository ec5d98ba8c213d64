"""The group of commands, each loaded when it is called, and what an exception means for the exit code."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from catalog_validator.cli.console import ReaderGone, complain, look, prepare
from catalog_validator.cli.words import choose, language, say
from catalog_validator.version import version

PASSED, FAILED, COULD_NOT_RUN, DEFECT = 0, 1, 2, 3

COMMANDS = {
    "check": "catalog_validator.cli.check:check",
    "plan": "catalog_validator.cli.plan:plan",
    "convert": "catalog_validator.cli.convert:convert",
    "diff": "catalog_validator.cli.diff:diff",
    "fix": "catalog_validator.cli.fix:fix",
    "template": "catalog_validator.cli.template:template",
    "trend": "catalog_validator.cli.trend:trend",
    "explain": "catalog_validator.cli.explain:explain",
    "profile": "catalog_validator.cli.profile:profile",
    "awards": "catalog_validator.cli.awards:awards",
}
"""Command → where it stands."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which they are met."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(version(), prog_name="catval", message="%(prog)s %(version)s")
def catval() -> None:
    """Check and score the descriptions in a public data catalog.

    Exit codes: 0 all good; 1 the gate failed; 2 could not run; 3 a defect of catval itself.
    """


def run(arguments: Sequence[str]) -> int:
    """Run the command line and give its exit code; every exception ends here."""
    prepare()
    choose(None)
    try:
        code = catval.main(list(arguments), prog_name="catval", standalone_mode=False)
    except click.ClickException as error:
        _show(error)
        return COULD_NOT_RUN
    except (click.Abort, KeyboardInterrupt):
        complain(say("interrupted"))
        return COULD_NOT_RUN
    except ReaderGone:
        # Point stdout elsewhere so that closing it stays silent.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return COULD_NOT_RUN
    except Exception as error:
        return explain_error(error)
    return code if isinstance(code, int) else PASSED


def _show(error: click.ClickException) -> None:
    """What is wrong with the command line itself."""
    from catalog_validator.cli.usage import usage_sentence

    if (told := usage_sentence(error)) is None:
        error.show()
    else:
        complain(told)


def explain_error(error: Exception) -> int:
    """Say what kept the run from happening: the user's side (2) or ours (3)."""
    from catalog_validator.api import Defect, OptionError, PathError, WrittenError
    from catalog_validator.reports.mistakes import render_mistakes

    if isinstance(error, WrittenError):
        complain(render_mistakes(error.mistakes, language(), look(stream=sys.stderr)))
        return COULD_NOT_RUN
    if isinstance(error, PathError):
        for path, reason in error.reasons:
            complain(say(f"path-{reason}", path=path))
        return COULD_NOT_RUN
    if isinstance(error, OptionError):
        complain(say(error.slug, value=error.value, known=", ".join(error.known)))
        return COULD_NOT_RUN
    if (known := _explain_side(error)) is not None:
        complain(known)
        return COULD_NOT_RUN
    if isinstance(error, OSError):
        complain(say("cannot", reason=str(error)))
        return COULD_NOT_RUN
    cause = error.__cause__ if isinstance(error, Defect) and error.__cause__ else error
    record = f"{error.source}#{error.pointer}" if isinstance(error, Defect) else "-"
    import traceback

    last = traceback.extract_tb(cause.__traceback__)[-1]
    where = f"{os.path.basename(last.filename)}:{last.lineno}"  # noqa: PTH119
    complain(say("defect", record=record, error=f"{type(cause).__name__}: {cause}", where=where, version=version()))
    return DEFECT


def _explain_side(error: Exception) -> str | None:
    """Why one side of a comparison cannot be used; None for any other trouble."""
    if type(error).__name__ not in ("RevisionError", "SavedError"):
        return None  # what raises these is loaded only where it is used
    from catalog_validator.api.snapshots import SavedError
    from catalog_validator.files.revision import RevisionError

    if isinstance(error, RevisionError):
        return say(f"revision-{error.slug}", value=error.spec)
    if isinstance(error, SavedError):
        told = error.error
        return say(f"saved-{told.slug}", path=error.name, where=told.where, value=told.value)
    return None
