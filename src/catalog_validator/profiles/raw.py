"""How a profile file is fetched, and what is raised when it cannot be used."""

from collections.abc import Callable

from catalog_validator.model.report import Mistake
from catalog_validator.written import Raw, WrittenError

__all__ = ["Fetch", "ProfileError", "Raw"]

Fetch = Callable[[str], Raw | Mistake]
"""A built-in id, or a path (already joined to the folder of the file that names it) → that profile file."""


class ProfileError(WrittenError):
    """A profile cannot be used."""
