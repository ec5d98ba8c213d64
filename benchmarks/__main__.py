"""``python -m benchmarks``: measures and prints tables; asserts nothing."""

import argparse
import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.corpus import default_folder
from benchmarks.generator import SEED, STYLES
from benchmarks.measure import CLOCK
from benchmarks.sections import SECTIONS
from benchmarks.setting import Setting

TOOLS = (
    "catalog-validator", "orjson", "jsonschema", "jsonschema-rs", "frictionless", "check-jsonschema", "pyshacl",
    "openpyxl", "python-calamine",
)  # fmt: skip


def parse_arguments(arguments: list[str]) -> argparse.Namespace:
    """The options; see the README beside this file."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--entries", type=int, default=200_000, help="entries of the large files (default 200000)")
    parser.add_argument("--rounds", type=int, default=5, help="interleaved rounds; medians are printed (default 5)")
    parser.add_argument("--only", nargs="+", choices=sorted(SECTIONS), metavar="SECTION", help=", ".join(SECTIONS))
    parser.add_argument(
        "--styles", nargs="+", choices=STYLES, default=["typical", "high-entropy"], help="kinds of text"
    )
    parser.add_argument("--cpu", action="store_true", help="measure processor time, on a machine with other work to do")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--folder", type=Path, default=default_folder(), help="where generated files are kept")
    return parser.parse_args(arguments)


def tool_version(name: str) -> str:
    """The version of an installed tool, or that it is not there."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def main(arguments: list[str]) -> int:
    """Every chosen section in turn, each printed as soon as it is done."""
    given = parse_arguments(arguments)
    if given.cpu:
        os.environ[CLOCK] = "cpu"
    setting = Setting(given.entries, given.rounds, tuple(given.styles), given.seed, given.folder)
    print(
        f"Python {platform.python_version()} on {platform.machine()}; "
        + ", ".join(f"{t} {tool_version(t)}" for t in TOOLS)
    )
    for name in given.only or SECTIONS:
        for part in SECTIONS[name](setting):
            print(f"\n{part}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
