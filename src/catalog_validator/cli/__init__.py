"""The command ``catval``: options in, exit code out. It decides nothing and makes no sentences of its own."""

import sys


def main() -> None:
    """Run the command and leave with its exit code."""
    if sys.argv[1:] == ["--version"]:
        # The one call that tools make most; it needs nothing but the number.
        from catalog_validator.version import version

        sys.stdout.write(f"catval {version()}\n")
        return
    from catalog_validator.cli.command import run

    sys.exit(run(sys.argv[1:]))
