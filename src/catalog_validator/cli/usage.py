"""What is wrong with a command line, where the library that reads it does not say enough, or not in Vietnamese."""

from difflib import get_close_matches

import click

from catalog_validator.cli.words import language, say


def usage_sentence(error: click.ClickException) -> str | None:
    """Usage, where to read more, and what is wrong; None where the library's own English will do."""
    # Of a misspelt command the library names no near one, in no language.
    misspelt = getattr(error, "command_name", None) is not None
    if not isinstance(error, click.UsageError) or (language() == "en" and not misspelt):
        return None
    ctx = error.ctx
    lines = [] if ctx is None else [say("usage", usage=_usage(ctx)), say("usage-more", command=ctx.command_path), ""]
    return "\n".join([*lines, say("usage-error", reason=_reason(error))])


def _usage(ctx: click.Context) -> str:
    return " ".join((ctx.command_path, *ctx.command.collect_usage_pieces(ctx)))


def _reason(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return _unknown("option", error.option_name, error.possibilities or ())
    if isinstance(error, click.MissingParameter):
        return say("usage-missing", name=_hint(error))
    if isinstance(error, click.BadOptionUsage):
        return say("usage-option", name=error.option_name)
    if isinstance(error, click.BadParameter):
        return say("usage-value", name=_hint(error), reason=error.message)
    command = getattr(error, "command_name", None)
    if isinstance(command, str) and error.ctx is not None and isinstance(error.ctx.command, click.Group):
        return _unknown("command", command, error.ctx.command.list_commands(error.ctx))
    return error.format_message()


def _unknown(kind: str, name: str, known: object) -> str:
    """No such option or command, with the nearest one."""
    near = get_close_matches(name, known if isinstance(known, list | tuple) else (), 1)
    nearest = say("usage-nearest", name=near[0]) if near else ""
    return f"{say(f'usage-no-{kind}', name=name)} {nearest}".rstrip()


def _hint(error: click.BadParameter) -> str:
    hint = error.param_hint or (error.param.get_error_hint(error.ctx) if error.param is not None else "")
    return (hint if isinstance(hint, str) else " / ".join(hint or ())).replace("'", "")
