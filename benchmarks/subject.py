"""catval as the benchmarks call it: the one place to change when its interface does."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.contest import Counted, Task
from benchmarks.measure import script

if TYPE_CHECKING:
    from catalog_validator.model.profile import Profile

PROFILE = "sonla-515"
AS_OF = date(2026, 4, 30)
"""A fixed day, so that the same file always gives the same findings."""


def load_profile() -> "Profile":
    """The profile that every contestant checks against."""
    from catalog_validator import load_profile as load

    return load(PROFILE)


def prepare() -> Task:
    """In one process, summary and counted findings only; loading the profile is not timed, compiling it is."""
    from catalog_validator.api import count

    profile = load_profile()

    def task(path: Path) -> Counted:
        total = count(path, profile=profile, as_of=AS_OF).summary.total
        return Counted(total.read, total.errors)

    return task


def command(path: Path, *options: str) -> list[str]:
    """The whole tool, start-up and profile and all."""
    asked = ("--profile", PROFILE, "--as-of", AS_OF.isoformat(), "--fail-on", "never")
    return [script("catval"), "check", str(path), *asked, *(options or ("--quiet", "--format", "json"))]


def read_output(output: bytes) -> Counted:
    """What a JSON report says it read and found."""
    summary = json.loads(output)["summary"]
    return Counted(summary["read"], summary["findings"]["error"])
