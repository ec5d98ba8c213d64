"""The command ``catval``: options in, exit code out. It decides nothing and makes no sentences of its own."""

import gc
import sys

QUIET_OBJECTS = 50_000
"""Objects that may be made before the collector looks for cycles among the young: a run leaves hardly any."""


def main() -> None:
    """Run the command and leave with its exit code."""
    if sys.argv[1:] == ["--version"]:
        # The one call that tools make most; it needs nothing but the number.
        from catalog_validator.version import version

        sys.stdout.write(f"catval {version()}\n")
        return
    gc.set_threshold(QUIET_OBJECTS)
    from catalog_validator.cli.command import run

    code = run(sys.argv[1:])
    # The process is about to end: nothing is left to collect. Without this the interpreter looks through all that was
    # imported several times on its way out, which takes a tenth of a short run.
    gc.freeze()
    sys.exit(code)
