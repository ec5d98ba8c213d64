"""What a run accepts, as files: suppressions, which people write, and baselines, which catval writes.

Importing this loads no pydantic: that waits until a file of suppressions is read.
"""

from catalog_validator.model.waiver import Suppression
from catalog_validator.waivers.baseline import BaselineError, read_baseline
from catalog_validator.written import Raw, WrittenError

__all__ = ["BaselineError", "WaiverError", "build_suppressions", "read_baseline"]


class WaiverError(WrittenError):
    """A file of suppressions cannot be used."""


def build_suppressions(raw: Raw) -> tuple[Suppression, ...]:
    """The suppressions of a file, in its order. Raises `WaiverError` with every mistake at once."""
    from catalog_validator.waivers.suppressions import read_suppressions

    found, mistakes = read_suppressions(raw)
    if mistakes:
        raise WaiverError(mistakes)
    return found
